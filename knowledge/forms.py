from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form


class AcceptForm(Form):
    """Agreeing for an organisation is done with words and a tick, to the text that was read."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        error_messages={"required": _("Zet eerst een vinkje. Zo weten wij dat u dit mag afspreken.")}
    )

    def __init__(self, *args, organisation: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = _("Ik las de tekst en mag dit afspreken voor %s.") % organisation
