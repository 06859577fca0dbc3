from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString, mark_safe

from knowledge.explaining import explain
from knowledge.models import GlossaryEntry
from portal.core.page_cache import keep

register = template.Library()


@dataclass(frozen=True)
class Explained:
    html: SafeString
    words: list[GlossaryEntry]


@register.simple_tag(takes_context=True)
def explained(context, page) -> Explained:
    """The page's text, with every difficult word linked to its meaning where it stands first."""
    request = context.get("request")
    html = "".join(str(block.render(context={"request": request, "page": page})) for block in page.body)
    linked, words = explain(html, keep("glossary", lambda: list(GlossaryEntry.objects.all())))
    return Explained(mark_safe(linked), words)  # noqa: S308  rendered and escaped by the blocks
