"""Forms around a meeting: for who comes, and for who plans it."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning_circles.models import Manner, Meeting
from membership.models import Town
from portal.core.forms import Form, ModelForm, WholeNumberField, upload_field

NO_CLIENTS = _("Schrijf niets over inwoners.")
TEXT = {"rows": 3}


class RegistrationForm(Form):
    """How somebody takes part, and what they need. Nothing has to be filled in."""

    seat = forms.ModelChoiceField(None, label=_("Voor welke organisatie komt u?"), empty_label=None)
    manner = forms.ChoiceField(
        label=_("Hoe doet u mee?"),
        choices=[("room", _("Ik kom naar de plek")), ("online", _("Ik doe online mee"))],
        widget=forms.RadioSelect,
        initial="room",
    )
    diet = forms.CharField(
        label=_("Wat eet u niet?"), help_text=_("Alleen de begeleider ziet dit."), max_length=200, required=False
    )
    access_needs = forms.CharField(
        label=_("Hebt u iets nodig om mee te doen?"),
        help_text=_(
            "Bijvoorbeeld een lift of een tolk. Alleen de begeleider ziet dit. Na de bijeenkomst wissen wij het."
        ),
        max_length=200,
        required=False,
    )

    def __init__(self, *args, meeting: Meeting, seats, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = seats
        if len(seats) == 1:
            del self.fields["seat"]
        if not meeting.is_hybrid:
            del self.fields["manner"]

    @property
    def is_online(self) -> bool:
        return self.cleaned_data.get("manner") == "online"


class NeedsForm(Form):
    diet = RegistrationForm.base_fields["diet"]
    access_needs = RegistrationForm.base_fields["access_needs"]


class ColleagueForm(Form):
    """Which colleague comes; their own seat says for which organisation."""

    colleague = forms.ModelChoiceField(None, label=_("Wie meldt u aan?"), empty_label=_("Kies een collega"))

    def __init__(self, *args, seats, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = seats
        self.fields["colleague"].label_from_instance = lambda seat: str(seat.user)

    def required_messages(self) -> dict:
        return {"colleague": _("Kies een collega uit de lijst.")}


class QuestionForm(Form):
    text = forms.CharField(
        label=_("De vraag van uw organisatie"),
        help_text=_("Waar wilt u samen over nadenken? Schrijf niets over inwoners. Leeg laten haalt de vraag weg."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs=TEXT),
    )


class MomentMixin:
    """A day with a time to begin and a time to end; past midnight is the next day."""

    def clean(self) -> dict:
        data = super().clean()
        day, begins, ends = (data.get(name) for name in ("day", "begins", "ends"))
        if day and begins and ends:
            if begins == ends:
                self.add_error(
                    "ends", _("De bijeenkomst eindigt op hetzelfde moment als hij begint. Kies een ander einde.")
                )
                return data
            start = timezone.make_aware(datetime.combine(day, begins))
            end = timezone.make_aware(datetime.combine(day + timedelta(days=ends < begins), ends))
            data |= {"starts_at": start, "ends_at": end}
            if start <= timezone.now():
                self.add_error("day", _("Deze dag is al voorbij. Kies een dag in de toekomst."))
        return data

    def required_messages(self) -> dict:
        return {
            "day": _("Vul de dag in. Bijvoorbeeld 12-01-2027."),
            "begins": _("Vul in hoe laat het begint. Bijvoorbeeld 10:00."),
            "ends": _("Vul in hoe laat het klaar is. Bijvoorbeeld 12:30."),
            "title": _("Vul in waar de bijeenkomst over gaat."),
            "reason": _("Vul in waarom. Mensen lezen dit in hun e-mail."),
        }


def day_field(label: str = _("Dag")) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Vul een datum in, zoals 24-03-2027.")},
    )


def time_field(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Vul een tijd in, zoals 14:30.")},
    )


class PlaceMixin:
    """Where and how. What does not fit the form is dropped; what it needs is asked for."""

    def clean(self) -> dict:
        data = super().clean()
        if data.get("manner") and data["manner"] != Manner.ONLINE and not data.get("town"):
            self.add_error("town", _("Kies de plaats. Of kies ‘Online’ als vorm."))
        return data


def place_fields() -> dict[str, forms.Field]:
    return {
        "manner": forms.ChoiceField(
            label=_("Vorm"), choices=Manner.choices, widget=forms.RadioSelect, initial=Manner.ROOM
        ),
        "town": forms.ModelChoiceField(
            Town.objects.all(), label=_("Plaats"), required=False, empty_label=_("Kies een plaats")
        ),
        "address": forms.CharField(
            label=_("Adres"), help_text=_("Gebouw, straat en nummer."), max_length=200, required=False
        ),
    }


class PlanForm(MomentMixin, PlaceMixin, Form):
    """When, where and about what: a new meeting of a circle."""

    title = forms.CharField(label=_("Onderwerp"), max_length=120)
    day = day_field()
    begins = time_field(_("Begint om"))
    ends = time_field(_("Klaar om"))
    manner, town, address = place_fields().values()
    online_link = forms.URLField(
        label=_("Adres van de online bijeenkomst"),
        help_text=_("Alleen mensen met een plek zien dit."),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    capacity = WholeNumberField(
        label=_("Aantal plekken"),
        help_text=_("Laat leeg als iedereen kan komen."),
        required=False,
        min_value=1,
        max_value=2000,
    )
    repeats = forms.ChoiceField(
        label=_("Komt de kring vaker bij elkaar?"),
        choices=[
            ("", _("Nee, alleen deze keer")),
            ("2", _("Elke 2 weken")),
            ("4", _("Elke 4 weken")),
            ("8", _("Elke 8 weken")),
        ],
        required=False,
        help_text=_("U kunt elke bijeenkomst daarna apart veranderen."),
    )
    times = WholeNumberField(label=_("Hoe vaak in totaal?"), required=False, min_value=2, max_value=12, initial=4)

    def facts(self) -> dict:
        names = ("title", "starts_at", "ends_at", "manner", "town", "address", "online_link", "capacity")
        return {name: self.cleaned_data[name] for name in names}

    def moments(self) -> list[tuple[datetime, datetime]]:
        """Every one of the series, at the same time by the clock also over a change to summer time."""
        data = self.cleaned_data
        weeks, times = int(data["repeats"] or 0), (data["times"] or 1) if data["repeats"] else 1
        found = []
        for n in range(times):
            day = data["day"] + timedelta(weeks=weeks * n)
            start = timezone.make_aware(datetime.combine(day, data["begins"]))
            end_day = day + timedelta(days=data["ends"] < data["begins"])
            found.append((start, timezone.make_aware(datetime.combine(end_day, data["ends"]))))
        return found


class MoveForm(MomentMixin, PlaceMixin, Form):
    """Another time or place, and why."""

    day = day_field()
    begins = time_field(_("Begint om"))
    ends = time_field(_("Klaar om"))
    manner, town, address = place_fields().values()
    reason = forms.CharField(
        label=_("Waarom verandert het?"), help_text=_("Mensen lezen dit in hun e-mail."), max_length=300
    )

    @classmethod
    def of(cls, meeting: Meeting, data=None) -> "MoveForm":
        starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        initial = {
            "day": starts.date(),
            "begins": starts.time(),
            "ends": ends.time(),
            "manner": meeting.manner,
            "town": meeting.town,
            "address": meeting.address,
        }
        return cls(data, initial=initial)

    def plan(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("starts_at", "ends_at", "manner", "town", "address")}


class CancelForm(Form):
    reason = forms.CharField(
        label=_("Waarom gaat het niet door?"), help_text=_("Mensen lezen dit in hun e-mail."), max_length=300
    )

    def required_messages(self) -> dict:
        return {"reason": _("Vul in waarom. Mensen lezen dit in hun e-mail.")}


class MaterialForm(Form):
    upload = upload_field(
        _(
            "Pdf, Word (.docx) of OpenDocument (.odt), tot 10 MB."
            " Wie een plek heeft of in de kring zit, kan het openen. Zet er niets in over inwoners."
        )
    )


class CapacityForm(Form):
    capacity = WholeNumberField(
        label=_("Aantal plekken"),
        help_text=_("Laat leeg als iedereen kan komen."),
        required=False,
        min_value=1,
        max_value=2000,
    )


class WordsForm(ModelForm):
    """What is said about a meeting; the programme as lines."""

    programme = forms.CharField(
        label=_("Programma"),
        help_text=_(
            "Elke regel één onderdeel: tijd, onderwerp en uitleg. Bijvoorbeeld: 10:00 Aankomen – Koffie en thee"
        ),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Meeting
        fields = ["title", "introduction", "online_link", "offer_hours"]
        widgets = {"introduction": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["online_link"].assume_scheme = "https"
        self.fields["stamp"].initial = self.instance.words_stamp()
        items = self.instance.programme.all()
        self.fields["programme"].initial = "\n".join(
            f"{item.begins:%H:%M} {item.title}{f' – {item.text}' if item.text else ''}" for item in items
        )

    def clean_programme(self) -> list[dict]:
        return [self._item(line) for line in self.cleaned_data["programme"].splitlines() if line.strip()]

    def _item(self, line: str) -> dict:
        clock, _space, rest = line.strip().partition(" ")
        try:
            begins = datetime.strptime(clock.replace(".", ":"), "%H:%M").time()
        except ValueError as wrong:
            words = _("Deze regel begint niet met een tijd: ‘%s’. Schrijf bijvoorbeeld: 10:00 Aankomen.")
            raise forms.ValidationError(words % line.strip()[:40]) from wrong
        title, _dash, text = rest.partition(" – ")
        return {"begins": begins, "title": title.strip()[:120] or str(_("Onderdeel")), "text": text.strip()[:300]}
