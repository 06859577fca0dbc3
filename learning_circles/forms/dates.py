"""Proposing dates, answering, choosing."""

from datetime import date, datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning_circles.forms.meetings import day_field
from learning_circles.models import Choice, Manner, Poll, Slot
from membership.models import Town
from portal.core.forms import Form

MOST_SLOTS = 12
HINT = _("Elke regel één datum met begin en einde. Bijvoorbeeld: 12-01-2027 10:00 12:30")


class SlotsField(forms.CharField):
    """Lines of a day, a time to begin and a time to end; a list of (start, end)."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value) -> list[tuple[datetime, datetime]]:
        lines = [line.strip() for line in super().to_python(value).splitlines() if line.strip()]
        if len(lines) > MOST_SLOTS:
            raise forms.ValidationError(_("Stel hoogstens 12 datums voor. Kiezen uit meer kost mensen veel tijd."))
        return [self._moment(line) for line in lines]

    def _moment(self, line: str) -> tuple[datetime, datetime]:
        parts = line.replace(" tot ", " ").replace(" om ", " ").split()
        try:
            day = datetime.strptime(parts[0], "%d-%m-%Y").date()
            begins, ends = (datetime.strptime(part.replace(".", ":"), "%H:%M").time() for part in parts[1:3])
        except (ValueError, IndexError) as wrong:
            words = _("Deze regel begrijpen wij niet: ‘%s’. Schrijf hem zo: 12-01-2027 10:00 12:30")
            raise forms.ValidationError(words % line[:40]) from wrong
        start = timezone.make_aware(datetime.combine(day, begins))
        end = timezone.make_aware(datetime.combine(day + timedelta(days=ends <= begins), ends))
        if start <= timezone.now():
            raise forms.ValidationError(_("Deze datum is al voorbij: %s.") % line[:10])
        return start, end


def as_lines(slots: list[Slot]) -> str:
    moments = [(timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)) for slot in slots]
    return "\n".join(f"{start:%d-%m-%Y %H:%M} {end:%H:%M}" for start, end in moments)


class PollForm(Form):
    title = forms.CharField(label=_("Waar gaat de bijeenkomst over?"), max_length=120)
    moments = SlotsField(label=_("Welke datums stelt u voor?"), help_text=HINT, max_length=1000)
    manners = forms.MultipleChoiceField(
        label=_("Hoe komt u bij elkaar?"), choices=Manner.choices, widget=forms.CheckboxSelectMultiple
    )
    towns = forms.ModelMultipleChoiceField(
        Town.objects.all(),
        label=_("Welke plaatsen kunnen?"),
        help_text=_("Wij rekenen voor elke plaats uit hoe lang mensen reizen."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    closes_on = day_field(_("Antwoorden kan tot en met"))

    def required_messages(self) -> dict:
        return {
            "title": _("Vul in waar de bijeenkomst over gaat."),
            "moments": _("Stel minstens één datum voor."),
            "manners": _("Kies minstens één vorm."),
            "closes_on": _("Vul in tot wanneer mensen kunnen antwoorden."),
        }

    def clean_closes_on(self) -> date:
        day = self.cleaned_data["closes_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies een dag in de toekomst."))
        return day

    def clean(self) -> dict:
        data = super().clean()
        if set(data.get("manners") or ()) - {Manner.ONLINE} and not data.get("towns"):
            self.add_error("towns", _("Kies minstens één plaats. Of kies alleen ‘Online’."))
        moments, last = data.get("moments"), data.get("closes_on")
        if moments and last and last >= min(timezone.localdate(start) for start, _end in moments):
            self.add_error("closes_on", _("Kies een dag voor de eerste datum die u voorstelt."))
        return data


class SlotsForm(Form):
    moments = SlotsField(
        label=_("Welke datums stelt u voor?"),
        help_text=_("Wat mensen al antwoordden, blijft bewaard bij de datums die blijven staan."),
        max_length=1000,
    )

    def required_messages(self) -> dict:
        return {"moments": _("Stel minstens één datum voor.")}


class AnswerForm(Form):
    """One choice per slot. What is left open stays open."""

    def __init__(self, *args, slots: list[Slot], given: dict[int, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for slot in slots:
            self.fields[f"slot-{slot.pk}"] = forms.ChoiceField(
                choices=Choice.choices, required=False, initial=given.get(slot.pk), widget=forms.RadioSelect
            )

    def choices(self) -> dict[int, str]:
        return {int(name[5:]): value for name, value in self.cleaned_data.items() if value}


class ChosenForm(Form):
    """The date, the manner and the place that the facilitator chose."""

    option = forms.CharField(max_length=60)
    address = forms.CharField(
        label=_("Adres"), help_text=_("Gebouw, straat en nummer."), max_length=200, required=False
    )
    online_link = forms.URLField(
        label=_("Adres van de online bijeenkomst"), max_length=500, required=False, assume_scheme="https"
    )

    def __init__(self, *args, poll: Poll, **kwargs) -> None:
        self.poll = poll
        super().__init__(*args, **kwargs)

    def clean_option(self) -> tuple[Slot, str, Town | None]:
        """As in the page: "slot:manner:town"; only what the poll proposes."""
        slot_pk, _colon, rest = self.cleaned_data["option"].partition(":")
        manner, _colon, town_pk = rest.partition(":")
        slot = self.poll.slots.filter(pk=slot_pk, removed_at=None).first() if slot_pk.isdecimal() else None
        town = self.poll.towns.filter(pk=town_pk).first() if town_pk.isdecimal() else None
        if slot is None or manner not in self.poll.manners or (manner != Manner.ONLINE and town is None):
            raise forms.ValidationError(_("Deze keuze is er niet meer. Kies opnieuw."))
        return slot, manner, town if manner != Manner.ONLINE else None
