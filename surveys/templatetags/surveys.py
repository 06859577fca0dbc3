"""What templates of questionnaires and outcomes need."""

from django import template
from django.utils.translation import gettext_lazy as _

from surveys.blocks import Sharing

register = template.Library()

WHO_SEES = {
    Sharing.NAMED: _("Andere leden zien dit antwoord, met de naam van uw organisatie erbij."),
    Sharing.PROTECTED: _("Alleen in beschermde uitkomsten. Niemand kan er uw antwoord uit aflezen."),
    Sharing.STAFF: _("Alleen medewerkers van het netwerk zien dit antwoord."),
}


@register.filter
def who_sees(sharing: str):
    """Said at the question itself, before somebody answers."""
    return WHO_SEES[Sharing(sharing)]


@register.filter
def parts(section: dict) -> list[dict]:
    """The items of a section of an outline: a template that says .items gets the method of the dict."""
    return section["items"]
