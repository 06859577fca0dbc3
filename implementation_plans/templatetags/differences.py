"""What changed in a text, on a screen: marked, named for who hears it, and summed up in a sentence."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from implementation_plans.algorithms.difference import Difference, Piece, difference

register = template.Library()
register.simple_tag(difference)


@register.filter
def marked(found: Difference) -> SafeString:
    """Paragraphs with <ins> and <del>. Not by colour alone: lines under and through, and words for screen readers."""
    shown = ([piece for piece in paragraph if _is_shown(piece)] for paragraph in found.paragraphs)
    bodies = (format_html_join("", "{}", ((_html(piece),) for piece in pieces)) for pieces in shown if pieces)
    return format_html_join("\n", "<p>{}</p>", ((body,) for body in bodies if body.strip()))


@register.filter
def summed_up(found: Difference) -> str:
    """12 woorden toegevoegd, 1 woord weggehaald."""
    if found.is_nothing:
        return _("Er is niets veranderd.")
    counts = ((found.words_added, _("toegevoegd")), (found.words_removed, _("weggehaald")))
    told = [f"{n} {_('woord') if n == 1 else _('woorden')} {what}" for n, what in counts if n]
    return f"{', '.join(told)}." if told else _("Alleen leestekens of regels zijn veranderd.")


def _is_shown(piece: Piece) -> bool:
    return piece.kind != "removed" or not piece.is_blank


def _html(piece: Piece) -> SafeString:
    if piece.kind == "same" or piece.is_blank:
        return format_html("{}", piece.text)
    tag, word = ("ins", _("toegevoegd:")) if piece.kind == "added" else ("del", _("weggehaald:"))
    return format_html(
        '<{0}><span class="visually-hidden">{1} </span>{2}<span class="visually-hidden"> ({3})</span></{0}>{4}',
        tag,
        word,
        piece.text.rstrip(),
        _("einde"),
        piece.text[len(piece.text.rstrip()) :],
    )
