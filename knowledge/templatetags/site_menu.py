from django import template
from wagtail.models import Page

from portal.core.page_cache import keep

register = template.Library()
SLOTS = (
    1  # Netwerk, Leerkringen, Uitkomsten and Mijn overzicht are fixed; search has its own sign; five in all is enough
)


@register.simple_tag(takes_context=True)
def site_menu(context) -> list[dict]:
    """Public pages right under the home page that editors put in the menu; kept until something changes."""
    path = getattr(context.get("request"), "path", "")
    items = keep("menu", menu_pages)
    return [item | {"current": path.startswith(item["url"])} for item in items]


def menu_pages() -> list[dict]:
    pages = Page.objects.live().public().in_menu().filter(depth=3).order_by("path")[:SLOTS]
    return [{"title": page.title, "url": page.get_url() or "/"} for page in pages]
