"""Opening and closing circles; who runs them and who is in them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from learning_circles.models import Circle, CircleMember, CircleUserObjectPermission, Facilitator, Registration
from learning_circles.models.circles import FACILITATE
from learning_circles.operations.finding import show_circle
from learning_circles.operations.refusals import CircleClosed, CircleFull, NotEntitled
from learning_circles.operations.registering import unregister
from membership.models import Organisation, Seat, Term
from portal.accounts.models import User
from portal.core import audit, notifications
from portal.core.page_cache import public_changed
from portal.core.search import plain

A_DOUBLE_CLICK = timedelta(minutes=1)
RESERVED = {"agenda", "datum", "wensen"}  # addresses of this room that begin like the one of a circle
FIELDS = ("title", "question", "theme", "level", "province", "size", "is_open", "is_announced")


def lock_circle(pk: int) -> Circle:
    return Circle.objects.select_for_update().get(pk=pk)


@transaction.atomic
def open_circle(title: str, *, question: str, by, roles=(), at: datetime | None = None, **facts) -> Circle:
    """Begin a circle, with nobody in it yet. `facts`: theme, level, province, size, is_open, is_announced.

    The same circle by the same person within a minute, as after a double click, is one.
    """
    at = at or timezone.now()
    title = " ".join(title.split())
    if by is not None:
        list(User.objects.select_for_update().filter(pk=by.pk).values_list("pk"))  # two clicks wait for each other
        just_now = {"opened_by": by, "opened_at__gt": at - A_DOUBLE_CLICK, "opened_at__lte": at}
        if found := Circle.objects.open().filter(title=title, question=question, **just_now).first():
            return found
    return begin_circle(title, question=question, by=by, at=at, roles=roles, **facts)


@transaction.atomic
def begin_circle(title: str, *, question: str, by, at: datetime, roles=(), **facts) -> Circle:
    """Begin a circle, also when one of the same name just began."""
    circle = Circle.objects.create(
        title=title, slug=_free_slug(title), question=question, opened_at=at, opened_by=by, **facts
    )
    circle.roles.set(roles)
    audit.record("circle.opened", circle, by=by, at=at)
    show_circle(circle)
    public_changed()
    return circle


@transaction.atomic
def change_circle(circle: Circle, *, by, roles=None, at: datetime | None = None, **facts) -> Circle:
    """Change what is known of a circle; only real changes are written. A smaller size sends nobody away."""
    at = at or timezone.now()
    circle = lock_circle(circle.pk)
    changed = [name for name in FIELDS if name in facts and getattr(circle, name) != facts[name]]
    for name in changed:
        setattr(circle, name, facts[name])
    if changed:
        circle.save(update_fields=[*changed, "title_key"])
        audit.record("circle.changed", circle, by=by, at=at, fields=changed)
    if roles is not None:
        circle.roles.set(roles)
    show_circle(circle)
    public_changed()
    return circle


@transaction.atomic
def close_circle(circle: Circle, *, by, at: datetime | None = None) -> Circle:
    """The circle is over; what it made stays. Closing again changes nothing."""
    at = at or timezone.now()
    circle = lock_circle(circle.pk)
    if not circle.is_closed:
        circle.closed_at, circle.closed_by = at, by
        circle.save(update_fields=["closed_at", "closed_by"])
        audit.record("circle.closed", circle, by=by, at=at)
        public_changed()
    return circle


@transaction.atomic
def appoint_facilitator(circle: Circle, *, user, by, at: datetime | None = None) -> Facilitator:
    """From today this person runs the circle. Appointing again changes nothing."""
    at = at or timezone.now()
    circle = lock_circle(circle.pk)
    facilitator, created = Facilitator.objects.get_or_create(
        circle=circle, user=user, until=None, defaults={"since": timezone.localdate(at), "appointed_by": by}
    )
    if created:
        permission = Permission.objects.get(codename=FACILITATE, content_type__app_label="learning_circles")
        CircleUserObjectPermission.objects.get_or_create(user=user, permission=permission, content_object=circle)
        audit.record("circle.facilitator_appointed", circle, by=by, at=at, user=user.pk)
        if user != by:
            notifications.notify(
                "circle_facilitator",
                to=user,
                key=f"facilitator:{facilitator.pk}",
                subject=f"facilitator:{facilitator.pk}",
                context={"circle": circle.slug, "title": circle.title},
                at=at,
            )
    return facilitator


@transaction.atomic
def end_facilitator(facilitator: Facilitator, *, by, at: datetime | None = None) -> None:
    """From today somebody else runs the circle. Ending again changes nothing."""
    at = at or timezone.now()
    circle = lock_circle(facilitator.circle_id)
    facilitator = Facilitator.objects.get(pk=facilitator.pk)
    if facilitator.until is None:
        facilitator.until = timezone.localdate(at)
        facilitator.save(update_fields=["until"])
        CircleUserObjectPermission.objects.filter(user=facilitator.user_id, content_object=circle).delete()
        notifications.settle(f"facilitator:{facilitator.pk}", at=at)
        audit.record("circle.facilitator_ended", circle, by=by, at=at, user=facilitator.user_id)


@transaction.atomic
def join_circle(circle: Circle, *, user, organisation: Organisation, by, at: datetime | None = None) -> CircleMember:
    """Somebody of a member organisation is in the circle from today. Joining again changes nothing.

    Raises CircleClosed, CircleFull, NotEntitled.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    circle = lock_circle(circle.pk)
    if found := CircleMember.objects.current(today).filter(circle=circle, user=user).first():
        return found
    if circle.is_closed:
        raise CircleClosed
    if not Seat.objects.current(today).filter(user=user, organisation=organisation).exists():
        raise NotEntitled
    if not Term.objects.in_force(today).filter(organisation=organisation, level__gte=circle.level).exists():
        raise NotEntitled
    if CircleMember.objects.current(today).filter(circle=circle).count() >= circle.size:
        raise CircleFull
    CircleMember.objects.filter(circle=circle, user=user, until=None).update(until=today)  # of a seat that ended
    member = CircleMember.objects.create(circle=circle, user=user, organisation=organisation, since=today, added_by=by)
    audit.record("circle.joined", circle, by=by, at=at, user=user.pk, organisation=organisation.pk)
    if user != by:
        notifications.notify(
            "circle_joined",
            to=user,
            key=f"circle-member:{member.pk}",
            subject=f"circle-member:{member.pk}",
            context={"circle": circle.slug, "title": circle.title, "by": str(by)},
            at=at,
        )
    return member


@transaction.atomic
def fill_circle(circle: Circle, *, people: Sequence[tuple[User, Organisation]], by, at: datetime) -> list[CircleMember]:
    """Put people in a circle that just began and holds them all, in one statement; returns them in the same order.

    The caller saw in this transaction that each has a seat in a member of the circle's level, and tells them.
    """
    circle = lock_circle(circle.pk)
    members = CircleMember.objects.bulk_create(
        CircleMember(circle=circle, user=user, organisation=organisation, since=timezone.localdate(at), added_by=by)
        for user, organisation in people
    )
    audit.record("circle.filled", circle, by=by, at=at, users=[user.pk for user, _organisation in people])
    return members


@transaction.atomic
def leave_circle(member: CircleMember, *, by, at: datetime | None = None) -> None:
    """From today no longer in the circle; places at meetings to come are given up. Leaving again changes nothing."""
    at = at or timezone.now()
    circle = lock_circle(member.circle_id)
    member = CircleMember.objects.get(pk=member.pk)
    if member.until is not None:
        return
    member.until = timezone.localdate(at)
    member.save(update_fields=["until"])
    notifications.settle(f"circle-member:{member.pk}", at=at)
    audit.record("circle.left", circle, by=by, at=at, user=member.user_id)
    standing = Registration.objects.standing().filter(user=member.user_id, meeting__circle=circle)
    for registration in standing.filter(meeting__starts_at__gt=at).order_by("meeting_id"):
        unregister(registration, by=by, at=at)


def _free_slug(title: str) -> str:
    base = slugify(plain(title))[:70] or "kring"
    taken = set(Circle.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)
