"""What members may do and see, from their seats and the terms of their organisations."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Exists, OuterRef

from membership.models import Duty, Seat, Term
from portal.accounts.models import User
from portal.core import search

MEMBERS_GROUP = "Leden"
LEVEL_2_GROUP = "Leden: niveau 2"
CHOSEN_SEAT = "seat"  # in the session


def seats_of(user) -> list[Seat]:
    """Current seats with their organisations and their `level`, one query per request at most."""
    if not user.is_authenticated:
        return []
    if not hasattr(user, "_seats"):
        user._seats = list(
            Seat.objects.current()
            .with_level()
            .filter(user=user)
            .select_related("organisation")
            .order_by("organisation__name_key", "pk")
        )
        for seat in user._seats:
            seat.user = user
    return user._seats


def chosen_seat(request) -> Seat | None:
    """The seat that somebody chose to work from; None when they did not, or hold it no more."""
    return next((s for s in seats_of(request.user) if s.pk == request.session.get(CHOSEN_SEAT)), None)


def may_manage(user, organisation) -> bool:
    """Admins invite colleagues, change the organisation's data and submit its plan."""
    return any(s.is_admin for s in seats_of(user) if s.organisation_id == organisation.pk)


def sees_money(user, organisation) -> bool:
    """Invoices are for who has that duty there; an admin without it sees none."""
    return any(Duty.INVOICES in s.duties for s in seats_of(user) if s.organisation_id == organisation.pk)


def answers_renewal(user, organisation) -> bool:
    """Whether the organisation stays is for its admins, its contact person and who has the invoices."""
    own = [s for s in seats_of(user) if s.organisation_id == organisation.pk]
    return any(s.is_admin or s.duties for s in own)


def level_of(user) -> int:
    """0 for visitors and former members, else the highest level of the user's organisations."""
    return max((seat.level or 0 for seat in seats_of(user)), default=0)


def audiences_of(user) -> set[str]:
    """Which search entries this person may know of."""
    from portal.accounts.access import is_staff_member

    if is_staff_member(user):
        return {search.PUBLIC, search.MEMBERS, search.LEVEL_2}
    level = level_of(user)
    audiences = {search.PUBLIC}
    if level >= 1:
        audiences.add(search.MEMBERS)
    if level >= 2:
        audiences.add(search.LEVEL_2)
    return audiences


@transaction.atomic
def sync_groups(users: list[int]) -> int:
    """Make the two derived groups follow seats and terms for these people (law 10).

    Wagtail's page and collection privacy asks these groups. Somebody with two seats keeps a group
    while one of them stands; their row is the lock, so two seats ending at once both count. Call in
    a transaction. Returns how many rows changed.
    """
    list(User.objects.select_for_update().filter(pk__in=users).order_by("pk").values_list("pk"))
    changed = 0
    for name, level in ((MEMBERS_GROUP, 1), (LEVEL_2_GROUP, 2)):
        group = Group.objects.get(name=name)
        terms = Term.objects.in_force().filter(organisation=OuterRef("organisation"), level__gte=level)
        entitled = set(
            Seat.objects.current().filter(user__in=users).filter(Exists(terms)).values_list("user_id", flat=True)
        )
        through = User.groups.through
        present = set(through.objects.filter(group=group, user__in=users).values_list("user_id", flat=True))
        rows = [through(user_id=pk, group_id=group.pk) for pk in entitled - present]
        through.objects.bulk_create(rows, ignore_conflicts=True)
        through.objects.filter(group=group, user__in=present - entitled).delete()
        changed += len(rows) + len(present - entitled)
    return changed


def sync_groups_of(organisation) -> None:
    sync_groups(list(Seat.objects.filter(organisation=organisation).values_list("user_id", flat=True)))
