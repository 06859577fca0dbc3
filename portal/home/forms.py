from django import forms
from django.utils.translation import gettext_lazy as _

from membership.models import Organisation
from portal.core.forms import Form, no_links


class OwnDataForm(Form):
    first_name = forms.CharField(
        label=_("Voornaam"),
        max_length=150,
        validators=[no_links],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Achternaam"),
        max_length=150,
        validators=[no_links],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    function = forms.CharField(
        label=_("Functie"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )

    def required_messages(self) -> dict[str, str]:
        return {"first_name": _("Vul uw voornaam in.")}

    def save(self, user) -> None:
        for name, value in self.cleaned_data.items():
            setattr(user, name, value)
        user.save(update_fields=list(self.cleaned_data))


class NeedForm(Form):
    text = forms.CharField(label=_("Waar is behoefte aan?"), help_text=_("In één zin, zonder namen."), max_length=300)
    source = forms.CharField(
        label=_("Waar komt dit vandaan?"),
        help_text=_("Bijvoorbeeld: vragenlijst 2026."),
        max_length=160,
        required=False,
    )


class AnswerForm(Form):
    answer = forms.CharField(
        label=_("Wat deed het netwerk?"),
        help_text=_("Twee of drie zinnen. Ook ‘dit lukt niet, want …’ is een antwoord."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class SuccessorForm(Form):
    """Which member an organisation goes on in."""

    into = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("In welk lid gaat deze organisatie verder?"),
        empty_label=_("Kies een lid"),
        error_messages={"invalid_choice": _("Kies een ander lid uit de lijst.")},
    )

    def __init__(self, *args, organisation: Organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Organisation.objects.members().exclude(pk=organisation.pk).by_name()

    def required_messages(self) -> dict[str, str]:
        return {"into": _("Kies het lid waarin deze organisatie verder gaat.")}
