"""A round of wishes: staff begin and end it, people say what they wish."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.text import slugify

from learning_circles.models import CircleMember, CircleWish, RoundTheme, WishedTheme, WishRound
from learning_circles.models.composing import Phase, SizeClass
from learning_circles.operations.circles import A_DOUBLE_CLICK
from learning_circles.operations.refusals import NotEntitled, RoundOver, WishesClosed
from membership.models import Organisation, Seat, Term
from portal.accounts.models import User
from portal.core import audit, notifications
from portal.core.search import plain

RULES = ("smallest", "largest", "most_of_one_organisation", "earlier", "firm_days")
A_YEAR = timedelta(days=365)


def lock_round(pk: int) -> WishRound:
    return WishRound.objects.select_for_update().get(pk=pk)


def open_round(pk: int) -> WishRound:
    """Locked. Raises RoundOver."""
    found = lock_round(pk)
    if found.is_over:
        raise RoundOver
    return found


def note_change(of: WishRound) -> None:
    """Wishes, circles on offer or rules are not what they were. Call with the round locked."""
    of.revision += 1
    of.save(update_fields=["revision"])


def subject_of(of: WishRound) -> str:
    return f"wish-round:{of.pk}"


@transaction.atomic
def begin_round(
    name: str, *, level: int, themes: Sequence, wishes_until: date, by, at: datetime | None = None, **rules
) -> WishRound:
    """Ask everybody with a seat in a member of the level what they wish, in their mail of the day.

    `themes`: theme pages, in the order people see. `rules`: those of RULES. The same name by the same person within a
    minute, as after a double click, is one round.
    """
    at = at or timezone.now()
    name = " ".join(name.split())
    if by is not None:
        list(User.objects.select_for_update().filter(pk=by.pk).values_list("pk"))  # two clicks wait for each other
        just_now = {"opened_by": by, "opened_at__gt": at - A_DOUBLE_CLICK, "opened_at__lte": at}
        if found := WishRound.objects.open().filter(name=name, level=level, **just_now).first():
            return found
    made = WishRound.objects.create(
        name=name, slug=_free_slug(name), level=level, wishes_until=wishes_until, opened_at=at, opened_by=by, **rules
    )
    RoundTheme.objects.bulk_create(
        RoundTheme(round=made, page=page, title=page.title, number=number) for number, page in enumerate(themes)
    )
    audit.record("wish_round.begun", made, by=by, at=at, level=level)
    notifications.notify_all(
        "wishes_asked",
        to=people_of_level(level, timezone.localdate(at)),
        key=f"wishes-asked:{made.pk}",
        subject=subject_of(made),
        context={"name": made.name, "round": made.slug, "wishes_until": wishes_until.isoformat()},
        at=at,
    )
    return made


def people_of_level(level: int, day: date) -> list[User]:
    """Everybody with a seat in a member of this level or above."""
    terms = Term.objects.in_force(day).filter(organisation=OuterRef("organisation"), level__gte=level)
    seats = Seat.objects.current(day).filter(Exists(terms), user=OuterRef("pk"))
    return list(User.objects.filter(Exists(seats), is_active=True).order_by("pk"))


@transaction.atomic
def change_round(of: WishRound, *, by, at: datetime | None = None, **facts) -> WishRound:
    """Another name, last day or rules; only real changes are written. Themes and level stay. Raises RoundOver."""
    at = at or timezone.now()
    of = open_round(of.pk)
    changed = [name for name in ("name", "wishes_until", *RULES) if name in facts and getattr(of, name) != facts[name]]
    for name in changed:
        setattr(of, name, facts[name])
    if changed:
        of.save(update_fields=changed)
        audit.record("wish_round.changed", of, by=by, at=at, fields=changed)
    if set(changed) & set(RULES):
        note_change(of)
    return of


@transaction.atomic
def stop_round(of: WishRound, *, by, at: datetime | None = None) -> WishRound:
    """No circles come of it. Stopping again changes nothing. Raises RoundOver when the circles are made."""
    at = at or timezone.now()
    of = lock_round(of.pk)
    if of.is_made:
        raise RoundOver
    if not of.is_stopped:
        of.stopped_at, of.stopped_by = at, by
        of.save(update_fields=["stopped_at", "stopped_by"])
        notifications.settle(subject_of(of), at=at)
        audit.record("wish_round.stopped", of, by=by, at=at)
    return of


@transaction.atomic
def save_wish(
    of: WishRound,
    *,
    user,
    organisation: Organisation,
    themes: Sequence[RoundTheme],
    days: Sequence[int],
    province: str,
    at: datetime | None = None,
) -> CircleWish:
    """What somebody wishes from now on; saving the same again changes nothing.

    `themes`: the dearest first. `days`: 0 is Monday, none is any. `province`: empty is online or anywhere.
    Raises WishesClosed, NotEntitled.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    of = lock_round(of.pk)
    if not of.takes_wishes_on(today):
        raise WishesClosed
    facts = _facts(of, user, organisation, today)
    if facts is None:
        raise NotEntitled
    facts |= {"organisation_id": organisation.pk, "days": sorted(set(days)), "province": province}
    wish = CircleWish.objects.filter(round=of, user=user).first() or CircleWish(round=of, user=user)
    before = [wished.theme_id for wished in wish.themes.all()] if wish.pk else []
    wanted = [theme.pk for theme in themes]
    if before == wanted and all(getattr(wish, name) == value for name, value in facts.items()):
        return wish
    for name, value in facts.items():
        setattr(wish, name, value)
    wish.saved_at = at
    wish.save()
    wish.themes.all().delete()
    WishedTheme.objects.bulk_create(WishedTheme(wish=wish, theme_id=pk, rank=rank) for rank, pk in enumerate(wanted))
    of.declined.remove(user)
    note_change(of)
    notifications.settle(subject_of(of), to=user, at=at)
    audit.record("circle_wish.saved", of, by=user, at=at, wish=wish.pk)
    return wish


def _facts(of: WishRound, user, organisation: Organisation, day: date) -> dict | None:
    """What is known of somebody for mixing circles; None without a seat in a member of the level."""
    if not Seat.objects.current(day).filter(user=user, organisation=organisation).exists():
        return None
    member = Organisation.objects.members(day).filter(pk=organisation.pk, level__gte=of.level).first()
    if member is None:
        return None
    is_new = member.member_since > day - A_YEAR
    return {
        "phase": Phase.LEVEL_2 if member.level == 2 else Phase.NEW if is_new else Phase.SETTLED,
        "size": _size_class(member.inhabitants),
        "kind": member.kind,
        "earlier_id": _earlier_circle(user),
    }


def _size_class(inhabitants: int | None) -> SizeClass:
    if inhabitants is None:
        return SizeClass.NONE
    if inhabitants < 50_000:
        return SizeClass.SMALL
    return SizeClass.MIDDLE if inhabitants < 100_000 else SizeClass.LARGE


def _earlier_circle(user) -> int | None:
    """The circle somebody is in, or else the one they stayed in until it was closed last."""
    stayed = CircleMember.objects.filter(user=user, until=None)
    newest = stayed.order_by(F("circle__closed_at").desc(nulls_first=True), "-since", "-pk")
    return newest.values_list("circle_id", flat=True).first()


@transaction.atomic
def withdraw_wish(of: WishRound, *, user, at: datetime | None = None) -> None:
    """Nothing of a wish is kept, this person is in no division and is asked no more. Also after the last day.

    Withdrawing again changes nothing. Raises RoundOver.
    """
    at = at or timezone.now()
    of = open_round(of.pk)
    deleted, _rows = CircleWish.objects.filter(round=of, user=user).delete()
    of.declined.add(user)
    notifications.settle(subject_of(of), to=user, at=at)
    if deleted:
        note_change(of)
        audit.record("circle_wish.withdrawn", of, by=user, at=at)


def _free_slug(name: str) -> str:
    base = slugify(plain(name))[:70] or "wensen"
    taken = set(WishRound.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)
