"""Forms about the public face of the network."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form, WholeNumberField


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
