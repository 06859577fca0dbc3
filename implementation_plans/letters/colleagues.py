"""Between people who write a plan together."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from implementation_plans.models import PlanShare, ShareRight
from portal.core import links
from portal.core.models import Notification
from portal.core.notifications import Letter, register, seed_of
from portal.core.templatetags.portal import day

SHARE_LINK_DAYS = 30


def plan_shared(notification: Notification) -> Letter | None:
    """The link is made at the moment of mailing, the same each time; only its hash is kept."""
    context, today = notification.context, timezone.localdate()
    share = PlanShare.objects.open().filter(pk=context["share"], user=None, until__gt=today).first()
    if share is None:
        return None
    days = min(SHARE_LINK_DAYS, (share.until - today).days)
    token = links.issue("accept_share", share.pk, days=days, seed=seed_of(notification, "link"))
    return Letter(
        subject=f"Lees mee met het plan van {context['organisation']}",
        title=f"{context['organisation']} deelt een plan met u",
        paragraphs=[
            f"{context['by']} deelt het implementatieplan van {context['organisation']} met u.",
            f"{SHARED_TO[share.right]} Dat kan tot en met {day(share.last_day)}.",
        ],
        action=("Bekijk de uitnodiging", reverse("plans:share_invitation", args=[token])),
        after=[
            f"De knop werkt {days} {'dag' if days == 1 else 'dagen'}. Verwachtte u dit niet? Dan hoeft u niets te doen."
        ],
        reason="U krijgt deze e-mail omdat iemand dit plan met u wil delen.",
    )


SHARED_TO = {
    ShareRight.READ: "U kunt het plan lezen.",
    ShareRight.REMARK: "U kunt het plan lezen en er opmerkingen bij maken.",
    ShareRight.WRITE: "U kunt het plan lezen en eraan meeschrijven.",
}


def plan_share_accepted(notification: Notification) -> Letter:
    name = notification.context["name"]
    return Letter(
        subject=f"{name} leest nu mee met uw plan",
        title=f"{name} leest nu mee met uw plan",
        paragraphs=["U hoeft niets te doen. U ziet altijd wie uw plan kan lezen. U stopt met delen wanneer u wilt."],
        action=("Bekijk wie uw plan ziet", reverse("plans:sharing")),
        reason="U krijgt deze e-mail omdat u uw plan met deze persoon deelt.",
    )


def plan_share_changed(notification: Notification) -> Letter:
    context = notification.context
    last_day = date.fromisoformat(context["until"]) - timedelta(days=1)
    return Letter(
        subject=f"Er is iets veranderd aan wat {context['organisation']} met u deelt",
        title="Er is iets veranderd aan wat u mag",
        paragraphs=[f"{context['organisation']} deelt het plan met u tot en met {day(last_day)}."],
        action=("Bekijk het plan", reverse("plans:shared_plan", args=[context["plan"]])),
        reason="U krijgt deze e-mail omdat dit plan met u gedeeld is.",
    )


def section_assigned(notification: Notification) -> Letter:
    context = notification.context
    wish = f" Graag voor {day(date.fromisoformat(context['due_on']))}." if context["due_on"] else ""
    return Letter(
        subject=f"Wilt u onderdeel {context['number']} van het plan schrijven?",
        title=f"Wilt u onderdeel {context['number']} schrijven?",
        paragraphs=[f"{context['by']} vraagt u om ‘{context['title']}’ te schrijven.{wish}"],
        action=("Ga naar het onderdeel", reverse("plans:section", args=[context["number"]])),
        reason="U krijgt deze e-mail omdat u meeschrijft aan het plan van uw organisatie.",
    )


def remark_added(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Een opmerking bij onderdeel {context['number']} van het plan",
        title=f"Een opmerking bij onderdeel {context['number']}",
        paragraphs=[f"{context['by']} schreef een opmerking bij ‘{context['title']}’."],
        action=("Lees de opmerking", reverse("plans:section", args=[context["number"]])),
        reason="U krijgt deze e-mail omdat u aan dit onderdeel meeschrijft.",
    )


register("plan_shared", plan_shared, secret=True)
register("plan_share_accepted", plan_share_accepted)
register("plan_share_changed", plan_share_changed)
register("section_assigned", section_assigned)
register("remark_added", remark_added)
