"""Forms about the public face of the network."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from membership.models import Domain, Municipality, Profile, Province
from portal.core.forms import Form, WholeNumberField, email_field, no_links


class ParticipantsForm(Form):
    """One number, once a year."""

    participants = WholeNumberField(
        label=_("Aantal mensen"),
        help_text=_("Ongeveer is genoeg. Vul 0 in als het er geen waren. Schrijf geen namen op."),
        min_value=0,
        max_value=1_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Vul een getal in. Vul 0 in als het er geen waren."),
            "invalid": _("Vul een getal in. Bijvoorbeeld: 120."),
            "min_value": _("Vul een getal in van 0 of meer."),
            "max_value": _("Dit getal is te groot. Vul in hoeveel mensen u begeleidde."),
        },
    )


class WithdrawalForm(Form):
    """Why a public value was a mistake; it stays in the history."""

    reason = forms.CharField(
        label=_("Waarom klopt dit cijfer niet?"),
        help_text=_("Medewerkers lezen dit in de geschiedenis."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf kort waarom dit cijfer niet klopt.")},
    )


class ProvinceFilter(Form):
    is_filter = True

    provincie = forms.ChoiceField(
        label=_("Provincie"), required=False, choices=[("", _("Alle provincies")), *Province.choices]
    )


class CouncilFilter(Form):
    is_filter = True

    q = forms.CharField(
        label=_("Naam van uw gemeente"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.input_type = "search"


class PlaceForm(Form):
    """Staff say where an organisation stands."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Gemeente op de kaart"),
        required=False,
        empty_label=_("Nog niet bekend"),
        error_messages={"invalid_choice": _("Kies een gemeente uit de lijst.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.current().by_name()


def shows_field(label: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class ProfileForm(Form):
    """What an organisation tells, and per field whether it stands on the site."""

    target_group = forms.CharField(
        label=_("Voor wie werkt u met de aanpak?"),
        help_text=_("Bijvoorbeeld: jongeren van 18 tot 27 jaar met schulden. Schrijf geen gegevens van inwoners op."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    shows_target_group = shows_field(_("Zet op de site voor wie u werkt"))
    access = forms.CharField(
        label=_("Hoe doen mensen mee?"),
        help_text=_("Wat vraagt u van mensen? Wie kan meedoen, en wie niet?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    shows_access = shows_field(_("Zet op de site hoe mensen meedoen"))
    domains = forms.MultipleChoiceField(
        label=_("Waarover gaat uw hulp?"),
        choices=Domain.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    shows_domains = shows_field(_("Zet op de site waarover uw hulp gaat"))
    contact_role = forms.CharField(
        label=_("Wie beantwoordt vragen van anderen?"),
        help_text=_("Noem een functie, geen naam. Bijvoorbeeld: projectleider."),
        required=False,
        max_length=80,
        validators=[no_links],
    )
    shows_contact_role = shows_field(
        _("Zet deze functie op de site, met een formulier. Uw e-mailadres staat er niet bij.")
    )

    def clean(self) -> dict:
        data = super().clean()
        for name in Profile.FIELDS:
            if data.get(f"shows_{name}") and name in data and not data[name]:
                self.add_error(name, _("Dit staat nog leeg. Vul het in, of zet het niet op de site."))
        return data


class MessageForm(Form):
    """A question to an organisation, of somebody outside."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Uw vraag"),
        help_text=_("Een paar zinnen is genoeg. Schrijf geen gegevens van anderen op."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Schrijf uw vraag op.")},
    )
    name = forms.CharField(
        label=_("Uw naam"),
        max_length=150,
        validators=[no_links],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Vul uw naam in.")},
    )
    email = email_field(_("E-mailadres"), _("Alleen wie uw bericht krijgt, ziet dit adres. Zo krijgt u antwoord."))

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("initial", {}).setdefault("form_key", uuid.uuid4())
        super().__init__(*args, **kwargs)


class HidingForm(Form):
    reason = forms.CharField(
        label=_("Waarom haalt u dit profiel van de site?"),
        help_text=_("De beheerders van de organisatie lezen deze tekst."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf een reden. De organisatie leest die.")},
    )
