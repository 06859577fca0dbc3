"""Template tags that every page may use."""

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.file_checks import FileRefused

register = template.Library()

ICONS = {
    "arrow": '<path d="M4 12h16M13 5l7 7-7 7"/>',
    "back": '<path d="M20 12H4M11 5l-7 7 7 7"/>',
    "play": '<path d="M8 5.5v13l10.5-6.5z"/>',
    "check": '<path d="M4 12.5l5.5 5.5L20 7"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.01"/>',
    "shield": '<path d="M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6z"/>',
    "warn": '<path d="M12 4l9 16H3zM12 10.5v4M12 17v.01"/>',
    "down": '<path d="M12 4v12M6 11l6 6 6-6M5 21h14"/>',
}


@register.simple_tag
def icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(ICONS[name]),  # noqa: S308  our own constant
    )


@register.simple_tag(takes_context=True)
def query_without(context: template.Context, name: str, value: str = "") -> str:
    """The query of this address without a parameter, or without one of its values; from the first page on."""
    query = context["request"].GET.copy()
    query.pop("pagina", None)
    kept = [each for each in query.getlist(name) if value and each != value]
    query.setlist(name, kept) if kept else query.pop(name, None)
    return query.urlencode()


@register.filter
def day(value) -> str:
    """12 januari 2027"""
    if not value:
        return ""
    value = timezone.localtime(value) if hasattr(value, "hour") else value
    return date_format(value, "j F Y")


@register.filter
def day_short(value) -> str:
    """12 januari; with the year when it is not this year"""
    if not value:
        return ""
    value = timezone.localtime(value) if hasattr(value, "hour") else value
    return date_format(value, "j F" if value.year == timezone.localdate().year else "j F Y")


@register.filter
def moment(value) -> str:
    """14.32 uur today, otherwise 12 januari om 14.32 uur"""
    if not value:
        return ""
    value = timezone.localtime(value)
    clock = f"{value:%H.%M} uur"
    return clock if value.date() == timezone.localdate() else f"{day_short(value)} om {clock}"


@register.filter
def when(value) -> str:
    """om 14.32 uur today, otherwise op 12 januari om 14.32 uur: to follow "bewaard" or "besloten"."""
    text = moment(value)
    return f"op {text}" if " om " in text else f"om {text}"


@register.filter
def span(starts, ends=None) -> str:
    """Dinsdag 12 januari 2027, 10.00 tot 12.30 uur; over midnight also the day it ends."""
    starts = timezone.localtime(starts)
    begin = f"{weekday(starts).capitalize()} {day(starts)}, {starts:%H.%M}"
    if not ends:
        return f"{begin} uur"
    ends = timezone.localtime(ends)
    until = "" if ends.date() == starts.date() else f"{weekday(ends)} {day(ends)} "
    return f"{begin} tot {until}{ends:%H.%M} uur"


def weekday(moment) -> str:
    return ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")[moment.weekday()]


@register.filter
def month(value) -> str:
    return date_format(value, "F Y") if value else ""


@register.filter
def duration(minutes: int) -> str:
    """2 uur en 30 minuten"""
    hours, rest = divmod(minutes, 60)
    parts = [_("%d uur") % hours] * bool(hours) + [ngettext("%d minuut", "%d minuten", rest) % rest] * bool(rest)
    return _(" en ").join(parts)


@register.filter
def size(value: int) -> str:
    """240 kB, 1,2 MB"""
    if value >= 1_000_000:
        return f"{value / 1_000_000:.1f} MB".replace(".", ",")
    return f"{max(1, round(value / 1000))} kB"


BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "een iPhone"),
    ("iPad", "een iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "een Mac"),
    ("CrOS", "een Chromebook"),
    ("Linux", "Linux"),
)


@register.filter
def device(user_agent: str) -> str:
    """Firefox op Windows; what a browser says of itself, in the words of who sits before it."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "Een browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} op {system}" if system else browser


@register.filter
def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in (text or "").splitlines() if part.strip()]


@register.filter
def number(value: int) -> str:
    """16.420"""
    return f"{value:,}".replace(",", ".")


class PanelNode(template.Node):
    def __init__(self, template_name: str, context: dict, body: template.NodeList) -> None:
        self.template_name, self.context, self.body = template_name, context, body

    def render(self, context: template.Context) -> str:
        values = {k: v.resolve(context) for k, v in self.context.items()}
        return render_to_string(self.template_name, values | {"body": self.body.render(context)})


@register.tag
def message(parser: template.base.Parser, token: template.base.Token) -> PanelNode:
    """{% message "done" %}…{% endmessage %}: something to know now (done, attention, info)."""
    bits = token.split_contents()
    body = parser.parse(("endmessage",))
    parser.delete_first_token()
    kind = parser.compile_filter(bits[1]) if len(bits) > 1 else parser.compile_filter('"info"')
    return PanelNode("parts/message.html", {"kind": kind}, body)


@register.filter
def masked(address: str) -> str:
    """n•••@veenmeer.nl: enough to recognise, too little to take along."""
    name, at, host = (address or "").partition("@")
    return f"{name[:1]}•••{at}{host}"


@register.filter
def refusal(file) -> str:
    """Why a file was not accepted, in a sentence that says what to do."""
    return str(FileRefused(file.refused_because).message)
