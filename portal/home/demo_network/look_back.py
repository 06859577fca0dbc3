"""Yearly look backs in the demo network: last year's was sent by half of them, this year's is open."""

from datetime import datetime, timedelta

from implementation_plans import operations as plans
from implementation_plans.models import EmbeddingCheck, PromiseState
from portal.home.demo_network.content.look_back import ANSWERS


def look_back(now: datetime) -> None:
    """Of who was approved long enough ago. Some of this year's are sent too, so that staff have something to read."""
    a_year_ago = now - timedelta(days=372)
    plans.open_due_checks(at=a_year_ago)
    for check in EmbeddingCheck.objects.select_related("plan__organisation").order_by("pk"):
        answer(check, a_year_ago + timedelta(days=12))
    plans.open_due_checks(at=now - timedelta(days=5))
    for check in EmbeddingCheck.objects.filter(sent_at=None).select_related("plan__organisation").order_by("pk")[1::2]:
        answer(check, now - timedelta(days=2))


def answer(check: EmbeddingCheck, at: datetime) -> None:
    admin = check.plan.organisation.seats.admins().select_related("user").order_by("pk")[0].user
    answers = {}
    for promise in check.promises.all():
        state, why = ANSWERS[(promise.number + check.pk) % len(ANSWERS)]
        answers[promise.number] = (PromiseState(state), why, promise.stamp)
    plans.save_promises(check, answers=answers, by=admin, at=at)
    plans.send_check(check, by=admin, at=at)
