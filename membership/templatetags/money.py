"""Amounts and days of invoices, as people read them."""

from datetime import date

from django import template

from membership.algorithms import money
from membership.models.tariffs import VatCategory
from portal.core.templatetags.portal import day

register = template.Library()


@register.filter
def euros(cents: int | None) -> str:
    return "" if cents is None else money.euros(cents)


@register.filter
def iso_day(text: str | None) -> str:
    """A day of a frozen copy: "2027-01-12" becomes "12 januari 2027"."""
    return day(date.fromisoformat(text)) if text else ""


@register.filter
def in_fours(reference: str) -> str:
    """A payment reference in groups, as people type it over."""
    return " ".join(reference[i : i + 4] for i in range(0, len(reference), 4))


@register.filter
def vat_words(part: dict) -> str:
    """What stands before the amount of a category: "Btw 21%" or why there is none."""
    if part["category"] == VatCategory.STANDARD:
        rate = part["rate"].rstrip("0").rstrip(".").replace(".", ",")
        return f"Btw {rate}%"
    return part.get("exemption") or str(VatCategory(part["category"]).label)
