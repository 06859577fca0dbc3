"""What staff make of members' texts: themes in words of their own, quotes in words of a member."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import TEXTAREA, Form
from surveys.models.texts import LONGEST_QUOTE


class ThemeForm(Form):
    text = forms.CharField(
        label=_("Wat schreven leden?"),
        help_text=_("Eén zin in uw eigen woorden. Geen namen, geen citaat, niets waaraan iemand te herkennen is."),
        max_length=200,
    )


class QuoteForm(Form):
    text = forms.CharField(
        label=_("Het citaat"),
        help_text=_("Laat weg wat u niet nodig hebt, en zet daar […]. Zet er geen andere woorden voor in de plaats."),
        max_length=LONGEST_QUOTE,
        widget=forms.Textarea(attrs={"rows": 4, "class": TEXTAREA}),
    )
    is_checked = forms.BooleanField(
        label=_("Hieraan is niemand te herkennen"),
        error_messages={"required": _("Lees het citaat na. Vink dan aan dat niemand te herkennen is.")},
    )

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())
