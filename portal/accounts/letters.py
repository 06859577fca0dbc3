"""What the entrance writes to people."""

from django.urls import reverse

from portal.accounts.models import AddressChange, User
from portal.accounts.operations import UNDO_DAYS
from portal.core import links
from portal.core.models import Notification
from portal.core.notifications import Letter, register, seed_of

CONFIRM_DAYS = 2


def login_code(notification: Notification) -> Letter | None:
    """None for an address that no active account has: nothing goes out, and the screen said the same."""
    code = notification.secret_text
    if not code or not User.objects.filter(email=notification.address, is_active=True).exists():
        return None
    shown = f"{code[:3]} {code[3:]}"
    return Letter(
        subject=f"{shown} is uw inlogcode",
        title=f"Uw code is {shown}",
        paragraphs=[
            "Vul deze code in op de pagina waar u inlogt. U kunt de code ook plakken.",
            "De code werkt 15 minuten.",
        ],
        after=["Hebt u niet om een code gevraagd? Dan hoeft u niets te doen. Geef de code nooit aan iemand anders."],
        reason="U krijgt deze e-mail omdat iemand met dit adres wilde inloggen.",
    )


def address_change(notification: Notification) -> Letter | None:
    change = AddressChange.objects.open().filter(pk=notification.context["change"]).first()
    if change is None:
        return None
    reason = "U krijgt deze e-mail omdat iemand dit adres opgaf om mee in te loggen."
    if User.objects.filter(email=change.new).exists():
        return Letter(
            subject="Dit e-mailadres hoort al bij een account",
            title="Dit adres hoort al bij een account",
            paragraphs=[
                "U of iemand anders wil met dit adres inloggen. Maar er is al een account met dit adres.",
                "Log in met dit adres. Wilt u twee accounts samenvoegen? Bel of mail ons.",
            ],
            action=("Log in met dit adres", reverse("account_login")),
            reason=reason,
        )
    token = links.issue("confirm_address", change.pk, days=CONFIRM_DAYS, seed=seed_of(notification, "link"))
    return Letter(
        subject="Bevestig uw nieuwe e-mailadres",
        title="Is dit uw nieuwe e-mailadres?",
        paragraphs=[
            "Bevestig dit adres met de knop. Daarna logt u in met dit adres. Uw oude adres werkt dan niet meer."
        ],
        action=("Bevestig mijn nieuwe adres", reverse("address_link", args=[token])),
        after=[f"De knop werkt {CONFIRM_DAYS} dagen. Was u dit niet? Dan hoeft u niets te doen."],
        reason=reason,
    )


def address_leaves(notification: Notification) -> Letter | None:
    change = AddressChange.objects.filter(pk=notification.context["change"], stopped_at=None).first()
    if change is None:
        return None
    token = links.issue("undo_address", change.pk, days=UNDO_DAYS, seed=seed_of(notification, "link"))
    return Letter(
        subject="U wilt met een ander e-mailadres inloggen",
        title="U wilt met een ander adres inloggen",
        paragraphs=[
            "Iemand vroeg in uw account om een ander e-mailadres. Was u dat? Dan hoeft u niets te doen.",
            "Was u dit niet? Gebruik dan de knop. Dan blijft dit adres van u. En wij loggen iedereen uit.",
        ],
        action=("Dit was ik niet", reverse("address_undo", args=[token])),
        after=[f"De knop werkt {UNDO_DAYS} dagen."],
        reason="U krijgt deze e-mail omdat u met dit adres inlogt.",
    )


WAYS = {"app": "een app voor codes", "passkey": "een passkey"}


def new_way_in(notification: Notification) -> Letter:
    way = WAYS[notification.context["way"]]
    return Letter(
        subject=f"U kunt nu inloggen met {way}",
        title=f"U kunt nu inloggen met {way}",
        paragraphs=["Deed u dit zelf? Dan hoeft u niets te doen.", "Was u dit niet? Bel of mail ons dan meteen."],
        action=("Bekijk hoe u inlogt", reverse("ways_in")),
        reason="U krijgt deze e-mail omdat er iets veranderde aan uw account.",
    )


register("login_code", login_code, secret=True)
register("address_change", address_change, secret=True)
register("address_leaves", address_leaves, secret=True)
register("new_way_in", new_way_in, urgent=True)
