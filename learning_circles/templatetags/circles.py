"""Times of meetings in words, and the drawing of a circle."""

import math

from django import template
from django.template.loader import render_to_string
from django.utils import timezone

from portal.core.templatetags.portal import day_short, weekday

register = template.Library()
COLOURS = ("i-water-7", "i-brick", "i-water-5", "i-sun", "i-brick", "i-brick-3", "i-water-7", "i-water-3")
MOST = 14


@register.filter
def clock(moment) -> str:
    """10.00"""
    return f"{timezone.localtime(moment):%H.%M}"


@register.simple_tag
def circle_art(organisations) -> str:
    """Somebody for each organisation in a ring, 14 at most; seven where nobody may know."""
    count = min(MOST, len(organisations)) or 7
    people = []
    for n in range(count):
        turn = 2 * math.pi * n / count
        people.append(
            {
                "x": f"{180 + 118 * math.sin(turn):.1f}",
                "y": f"{180 - 118 * math.cos(turn):.1f}",
                "turn": f"{math.degrees(turn):.1f}",
                "colour": COLOURS[n % len(COLOURS)],
            }
        )
    return render_to_string("learning_circles/parts/art.html", {"people": people})


@register.filter
def slot_day(moment) -> str:
    """Dinsdag 12 januari"""
    local = timezone.localtime(moment)
    return f"{weekday(local).capitalize()} {day_short(local)}"
