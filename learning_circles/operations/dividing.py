"""The circles on offer, and dividing people over them: by a job, and by hand."""

import logging
import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from learning_circles.algorithms.division import Composition
from learning_circles.algorithms.offers import propose
from learning_circles.composing import Question
from learning_circles.models import CircleWish, Division, OfferedCircle, Placement, PlacementMove, RoundTheme, WishRound
from learning_circles.models.divisions import SECONDS, Failure
from learning_circles.operations.forgetting import forget_lapsed
from learning_circles.operations.refusals import DivisionChanged, NotDivided, NothingToDivide
from learning_circles.operations.wishing import lock_round, note_change, open_round
from membership.models import Province
from portal.core import audit

MOST_TRIES = 3
type Compose = Callable[..., Composition]

logger = logging.getLogger("portal.circles")


# --- Circles on offer -----------------------------------------------------------------------------------------------


@transaction.atomic
def offer_circle(
    of: WishRound,
    *,
    theme: RoundTheme,
    day: int,
    province: str,
    smallest: int,
    largest: int,
    form_key: uuid.UUID,
    by,
    at: datetime | None = None,
) -> OfferedCircle:
    """One more circle to divide people over. The same `form_key` again changes nothing. Raises RoundOver."""
    at = at or timezone.now()
    of = open_round(of.pk)
    facts = {"theme": theme, "day": day, "province": province, "smallest": smallest, "largest": largest}
    offer, created = OfferedCircle.objects.get_or_create(form_key=form_key, defaults={"round": of, **facts})
    if created:
        note_change(of)
        audit.record("offered_circle.added", of, by=by, at=at, offer=offer.pk)
    return offer


@transaction.atomic
def withdraw_offer(of: WishRound, *, offer_pk: int, by, at: datetime | None = None) -> None:
    """Whoever was divided over it has no place. Withdrawing again changes nothing. Raises RoundOver."""
    at = at or timezone.now()
    of = open_round(of.pk)
    deleted, _rows = OfferedCircle.objects.filter(round=of, pk=offer_pk).delete()
    if deleted:
        note_change(of)
        audit.record("offered_circle.withdrawn", of, by=by, at=at, offer=offer_pk)


@transaction.atomic
def propose_offers(of: WishRound, *, by, at: datetime | None = None) -> int:
    """The circles that people ask for, by the rule of `algorithms.offers`; returns how many.

    Only while there are none: doing it again adds nothing. Raises RoundOver.
    """
    at = at or timezone.now()
    of = open_round(of.pk)
    if of.offers.exists():
        return 0
    themes = {theme.quoted: theme for theme in reversed(of.themes.all())}
    provinces = {label: value for value, label in Province.choices}
    found = [
        OfferedCircle(
            round=of,
            form_key=uuid.uuid4(),
            theme=themes[offer.theme],
            day=offer.day,
            province=provinces[offer.region] if offer.region else "",
            smallest=of.smallest,
            largest=of.largest,
        )
        for offer in propose(Question(of).people, smallest=of.smallest, largest=of.largest)
    ]
    if found:
        OfferedCircle.objects.bulk_create(found)
        note_change(of)
        audit.record("offered_circle.proposed", of, by=by, at=at, offers=len(found))
    return len(found)


# --- Dividing, in a job ---------------------------------------------------------------------------------------------


@transaction.atomic
def ask_division(
    of: WishRound, *, after: int | None, by, seconds: int = SECONDS, at: datetime | None = None
) -> Division:
    """Have everybody divided; the next sweep of the worker takes it up. What was moved by hand is history then.

    `after`: the division that was the latest when somebody decided this. When another one is, that is returned, so a
    double click asks once. `seconds`: how long to look for the best one. Raises RoundOver, NothingToDivide.
    """
    at = at or timezone.now()
    of = open_round(of.pk)
    latest = Division.objects.latest_of(of)
    if latest and (latest.is_waiting or latest.pk != after):
        return latest
    if not (of.wishes.exists() and of.offers.exists()):
        raise NothingToDivide
    division = Division.objects.create(round=of, asked_at=at, asked_by=by, seconds=seconds)
    audit.record("division.asked", of, by=by, at=at, division=division.pk)
    return division


def divisions_due(at: datetime) -> list[int]:
    """The one that waits longest: between two of them the sweep does its other work."""
    open_rounds = WishRound.objects.open()
    waiting = Division.objects.waiting().filter(asked_at__lte=at, round__in=open_rounds)
    return list(waiting.order_by("asked_at", "pk").values_list("pk", flat=True)[:1])


def divide(pk: int, *, compose: Compose, at: datetime | None = None) -> None:
    """Divide people once. Nobody else does it meanwhile; if we are killed, the next sweep does it again.

    What kills its worker three times is given up. `compose` looks for as many seconds as the row says.
    """
    at = at or timezone.now()
    if (question := _take_up(pk, at)) is None:
        return
    with transaction.atomic():
        division = _waiting(pk)
        if division is None:
            return
        try:
            found = compose(question.people, question.circles, question.rules, seconds=division.seconds)
            with transaction.atomic():
                _keep(division, found, of_revision=question.round.revision)
        except Exception:
            logger.exception("division %s could not be made", pk)
            _give_up(division, Failure.ERROR, timezone.now())


@transaction.atomic
def _take_up(pk: int, at: datetime) -> Question | None:
    """Count the try before it begins, and read what is asked of whom. None when done, given up or in other hands."""
    round_pk = Division.objects.filter(pk=pk).values_list("round_id", flat=True).first()
    if round_pk is None:
        return None
    of = lock_round(round_pk)  # what people wish and the number of its last change belong together
    division = _waiting(pk)
    if division is None or of.is_over:
        return None
    if division.tries >= MOST_TRIES:
        logger.error("division %s was tried %s times and never finished", pk, division.tries)
        _give_up(division, Failure.KILLED, at)
        return None
    division.tries += 1
    division.save(update_fields=["tries"])
    forget_lapsed(of, at=at)
    return Question(of)


def _waiting(pk: int) -> Division | None:
    """Locked until the end of the transaction. None when it is done, or another process is at it."""
    return Division.objects.waiting().select_for_update(skip_locked=True).filter(pk=pk).first()


def _keep(division: Division, found: Composition, *, of_revision: int) -> None:
    """Who withdrew meanwhile, and circles that are offered no more, are left out."""
    of = lock_round(division.round_id)
    wishes = set(of.wishes.values_list("pk", flat=True))
    offers = set(of.offers.values_list("pk", flat=True))
    Placement.objects.bulk_create(
        Placement(division=division, wish_id=wish, offer_id=offer)
        for wish, offer in sorted(found.division.items())
        if wish in wishes and offer in offers
    )
    division.of_revision, division.ended_at = of_revision, timezone.now()
    division.score, division.bound, division.is_optimal = found.score, found.bound, found.is_optimal
    division.save(update_fields=["of_revision", "ended_at", "score", "bound", "is_optimal"])


def _give_up(division: Division, because: Failure, at: datetime) -> None:
    division.ended_at, division.of_revision = None, None
    division.failed_at, division.failed_because = at, because
    division.save(update_fields=["failed_at", "failed_because"])


# --- By hand --------------------------------------------------------------------------------------------------------


def divided(of: WishRound, division: Division) -> Division:
    """The division as it is now. Call with the round locked. Raises NotDivided, DivisionChanged for an earlier one."""
    latest = Division.objects.latest_of(of)
    if latest is None or not latest.is_ended:
        raise NotDivided
    if latest.pk != division.pk:
        raise DivisionChanged
    latest.round = of
    return latest


@transaction.atomic
def move_person(
    division: Division,
    *,
    wish: CircleWish,
    offer: OfferedCircle | None,
    seen: str,
    by,
    at: datetime | None = None,
) -> Division:
    """Put somebody in another circle, or in none. Whom it is already done for, it changes nothing.

    `seen`: the division's stamp of when this was decided. Raises RoundOver, NotDivided, DivisionChanged.
    """
    at = at or timezone.now()
    of = open_round(division.round_id)
    division = divided(of, division)
    placement = Placement.objects.filter(division=division, wish=wish).select_related("offer").first()
    before = placement.offer if placement else None
    if before == offer:
        return division
    if division.stamp != seen:
        raise DivisionChanged
    if offer is None:
        placement.delete()
    else:
        Placement.objects.update_or_create(division=division, wish=wish, defaults={"offer": offer})
    division.moved += 1
    division.save(update_fields=["moved"])
    PlacementMove.objects.create(
        division=division, number=division.moved, wish=wish, before=before, after=offer, moved_at=at, moved_by=by
    )
    audit.record("division.moved", of, by=by, at=at, wish=wish.pk, offer=offer and offer.pk)
    return division
