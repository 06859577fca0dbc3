"""A round of wishes: its rules, what somebody wishes, the circles on offer, and moving somebody by hand."""

import uuid
from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.models import ThemePage
from learning_circles.forms.meetings import day_field
from learning_circles.models import Circle, RoundTheme, WishRound
from learning_circles.models.composing import WORKDAYS, Earlier
from membership.models import Province
from portal.core.forms import Form, WholeNumberField

ANYWHERE = "overal"
ONLINE = "online"
NOWHERE = "0"
NOT_OFFERED = {"invalid_choice": _("Deze keuze is er niet meer. Kies opnieuw.")}


def people_field(label: str, *, least: int = 2, hint: str = "", **kwargs) -> WholeNumberField:
    words = {
        "required": _("Vul een aantal in."),
        "invalid": _("Vul een heel getal in."),
        "min_value": _("Kies minstens %(limit_value)s."),
        "max_value": _("Kies hoogstens %(limit_value)s."),
    }
    return WholeNumberField(label=label, help_text=hint, min_value=least, max_value=500, error_messages=words, **kwargs)


class SizesMixin:
    """The smallest size is not above the largest."""

    def clean(self) -> dict:
        data = super().clean()
        if data.get("smallest") and data.get("largest") and data["smallest"] > data["largest"]:
            self.add_error("largest", _("Dit getal is kleiner dan het kleinste aantal. Maak het groter."))
        return data


class RulesForm(SizesMixin, Form):
    """What may be changed while a round runs."""

    name = forms.CharField(
        label=_("Naam van de ronde"), help_text=_("Bijvoorbeeld: Leerkringen in het voorjaar."), max_length=120
    )
    wishes_until = day_field(_("Wensen doorgeven kan tot en met"))
    smallest = people_field(_("Hoeveel mensen heeft een kring minstens?"), initial=8)
    largest = people_field(_("Hoeveel mensen heeft een kring hoogstens?"), initial=14)
    most_of_one_organisation = people_field(
        _("Hoeveel mensen van één organisatie mogen in een kring?"), least=1, initial=2
    )
    earlier = forms.ChoiceField(
        label=_("Mensen die al samen in een kring zaten"),
        choices=Earlier.choices,
        initial=Earlier.MIX,
        widget=forms.RadioSelect,
    )
    firm_days = forms.BooleanField(
        label=_("Niemand komt in een kring op een dag waarop die persoon niet kan."), required=False, initial=True
    )

    def required_messages(self) -> dict:
        return {
            "name": _("Vul de naam van de ronde in."),
            "wishes_until": _("Vul in tot wanneer mensen wensen kunnen doorgeven."),
            "earlier": _("Kies wat u wilt met mensen die al samen in een kring zaten."),
        }

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_wishes_until(self) -> date:
        day = self.cleaned_data["wishes_until"]
        if day < timezone.localdate() and day != self.initial.get("wishes_until"):
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies een dag in de toekomst."))
        return day


class RoundForm(RulesForm):
    level = forms.TypedChoiceField(
        label=_("Voor wie?"),
        choices=Circle._meta.get_field("level").choices,
        initial=1,
        coerce=int,
        widget=forms.RadioSelect,
    )
    themes = forms.ModelMultipleChoiceField(
        ThemePage.objects.none(),
        label=_("Uit welke thema’s kiezen mensen?"),
        help_text=_("Thema’s uit de kennis die iedereen mag lezen."),
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_OFFERED,
    )
    field_order = ["name", "level", "themes"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = ThemePage.objects.live().public().order_by("path")
        self.fields["themes"].label_from_instance = lambda page: page.title

    def required_messages(self) -> dict:
        return super().required_messages() | {"themes": _("Kies minstens één thema."), "level": _("Kies voor wie.")}


class OfferForm(SizesMixin, Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    theme = forms.TypedChoiceField(label=_("Thema"), coerce=int, error_messages=NOT_OFFERED)
    day = forms.TypedChoiceField(label=_("Dag"), choices=WORKDAYS, coerce=int)
    province = forms.ChoiceField(
        label=_("Waar?"), choices=[(ONLINE, _("Online")), *Province.choices], error_messages=NOT_OFFERED
    )
    smallest = people_field(_("Minstens zoveel mensen"))
    largest = people_field(_("Hoogstens zoveel mensen"))

    def __init__(self, *args, of: WishRound, themes: list[RoundTheme], **kwargs) -> None:
        self.themes = {theme.pk: theme for theme in themes}
        initial = {"form_key": uuid.uuid4(), "smallest": of.smallest, "largest": of.largest}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["theme"].choices = [(theme.pk, theme.title) for theme in themes]

    def facts(self) -> dict:
        province = self.cleaned_data["province"]
        return self.cleaned_data | {
            "theme": self.themes[self.cleaned_data["theme"]],
            "province": "" if province == ONLINE else province,
        }


class WishForm(Form):
    """One screen: up to three themes, days, a region; and for whom, for who has two seats."""

    seat = forms.TypedChoiceField(label=_("Voor welke organisatie doet u mee?"), coerce=int, error_messages=NOT_OFFERED)
    first = forms.TypedChoiceField(label=_("Welk thema wilt u het liefst?"), coerce=int, error_messages=NOT_OFFERED)
    second = forms.TypedChoiceField(
        label=_("En daarna?"), coerce=int, empty_value=None, required=False, error_messages=NOT_OFFERED
    )
    third = forms.TypedChoiceField(
        label=_("En als dat ook niet kan?"), coerce=int, empty_value=None, required=False, error_messages=NOT_OFFERED
    )
    days = forms.TypedMultipleChoiceField(
        label=_("Op welke dagen kunt u?"),
        help_text=_("Kiest u geen dag? Dan kunt u op elke dag."),
        choices=WORKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    province = forms.ChoiceField(
        label=_("Waar wilt u bij elkaar komen?"),
        choices=[(ANYWHERE, _("Online of waar dan ook")), *Province.choices],
        error_messages=NOT_OFFERED,
    )

    def __init__(self, *args, themes: list[RoundTheme], seats: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.themes = {theme.pk: theme for theme in themes}
        self.seats = {seat.pk: seat for seat in seats}
        self.fields["seat"].choices = [(seat.pk, seat.organisation.name) for seat in seats]
        if len(seats) == 1:
            del self.fields["seat"]
        for name, nothing in (("first", _("Kies een thema")), ("second", _("Geen")), ("third", _("Geen"))):
            self.fields[name].choices = [("", nothing), *((theme.pk, theme.title) for theme in themes)]

    def required_messages(self) -> dict:
        return {
            "first": _("Kies het thema dat u het liefst wilt."),
            "province": _("Kies waar u bij elkaar wilt komen."),
            "seat": _("Kies voor welke organisatie u meedoet."),
        }

    def clean(self) -> dict:
        data = super().clean()
        chosen: list[int] = []
        for name in ("first", "second", "third"):
            if data.get(name) in chosen:
                self.add_error(name, _("Dit thema koos u al. Kies een ander thema, of kies ‘Geen’."))
            elif data.get(name):
                chosen.append(data[name])
        self.chosen = chosen
        return data

    def wish(self) -> dict:
        """As `save_wish` takes it."""
        seat = self.seats[self.cleaned_data["seat"]] if "seat" in self.fields else next(iter(self.seats.values()))
        province = self.cleaned_data["province"]
        return {
            "organisation": seat.organisation,
            "themes": [self.themes[pk] for pk in self.chosen],
            "days": self.cleaned_data["days"],
            "province": "" if province == ANYWHERE else province,
        }


class MoveForm(Form):
    """Who goes where. `seen` is only sent when it is confirmed."""

    wie = forms.TypedChoiceField(
        label=_("Wie?"),
        coerce=int,
        error_messages=NOT_OFFERED | {"required": _("Kies een persoon.")},
    )
    kring = forms.TypedChoiceField(
        label=_("Naar welke kring?"),
        coerce=int,
        error_messages=NOT_OFFERED | {"required": _("Kies een kring.")},
    )
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args, people: list[tuple[int, str]], circles: list[tuple[int, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wie"].choices = [("", _("Kies een persoon")), *people]
        self.fields["kring"].choices = [("", _("Kies een kring")), *circles, (NOWHERE, _("Geen kring"))]
