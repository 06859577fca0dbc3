from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.models.network_items import ItemKind
from learning_circles.forms.meetings import NO_CLIENTS, TEXT, day_field
from learning_circles.models import Registration
from portal.core.forms import Form


class MinutesForm(Form):
    text = forms.CharField(
        label=_("Verslag"),
        help_text=_("Kort: wat is besproken, wat helpt, wat spreken wij af? Schrijf niets over inwoners."),
        max_length=40_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def add_prefix(self, field_name: str) -> str:
        """The number of the last save stands where autosave.js writes the new one."""
        return "stamp-minutes" if field_name == "revision" else super().add_prefix(field_name)


class RemarkForm(Form):
    text = forms.CharField(
        label=_("Wat mist er, of wat klopt niet?"),
        help_text=NO_CLIENTS,
        max_length=1000,
        widget=forms.Textarea(attrs=TEXT),
    )

    def required_messages(self) -> dict:
        return {"text": _("Schrijf wat er mist of niet klopt.")}


class HarvestForm(Form):
    kind = forms.ChoiceField(
        label=_("Soort"),
        choices=[choice for choice in ItemKind.choices if choice[0] != ItemKind.LESSON],
        widget=forms.RadioSelect,
        initial=ItemKind.GOES_WELL,
    )
    text = forms.CharField(
        label=_("In één of twee zinnen"), help_text=_("Leden van het netwerk lezen dit. Zonder namen."), max_length=300
    )

    def required_messages(self) -> dict:
        return {"text": _("Schrijf op wat de kring heeft geleerd.")}


class ActionForm(Form):
    text = forms.CharField(label=_("Wat spreken wij af?"), help_text=NO_CLIENTS, max_length=300)
    who = forms.ModelChoiceField(None, label=_("Wie doet het?"), required=False, empty_label=_("De begeleider"))
    due_on = day_field(_("Voor wanneer"))

    def __init__(self, *args, meeting, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = Registration.objects.seated().filter(meeting=meeting).select_related("user")
        self.fields["who"].queryset = people
        self.fields["who"].label_from_instance = lambda registration: str(registration.user)
        self.fields["due_on"].required = False

    def required_messages(self) -> dict:
        return {"text": _("Schrijf op wat u afspreekt.")}


class LookBackForm(Form):
    useful = forms.TypedChoiceField(
        label=_("Had u er iets aan?"),
        choices=[(5, _("Ja, veel")), (4, _("Ja")), (3, _("Een beetje")), (2, _("Weinig")), (1, _("Nee"))],
        coerce=int,
        widget=forms.RadioSelect,
    )
    takes_home = forms.CharField(
        label=_("Wat neemt u mee?"),
        help_text=NO_CLIENTS,
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs=TEXT),
    )
    wish = forms.CharField(
        label=_("Wat kan beter?"),
        help_text=NO_CLIENTS,
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs=TEXT),
    )

    def required_messages(self) -> dict:
        return {"useful": _("Kies hoeveel u eraan had.")}
