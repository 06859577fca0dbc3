"""Sharing a plan with one named person from outside (law 8). PlanShare is the truth; guardian's rows follow it here."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from implementation_plans.access import GRANTS
from implementation_plans.models import Plan, PlanShare, PlanUserObjectPermission, Reading, ShareRight
from implementation_plans.operations.reading import end_reading, forget_messages
from implementation_plans.operations.refusals import (
    AlreadyColleague,
    NotAMember,
    ShareClosed,
    ShareTooLong,
    TooManyShares,
)
from implementation_plans.operations.writing import lock_plan
from membership.models import Seat
from membership.operations import account_for
from portal.core import audit, links, notifications

OPEN_SHARES = 10
LONGEST_SHARE = timedelta(days=366)
KEEP_UNUSED = timedelta(days=30)


@transaction.atomic
def share_plan(
    plan: Plan, *, email: str, name: str, right: str, until: date, by, at: datetime | None = None
) -> PlanShare:
    """Let one person from outside see this plan. `until` is the first day without.

    They get a link by mail and see nothing before they used it. Sharing with the same address again changes the right
    and the day; who did not accept yet gets a new mail. Raises NotAMember, AlreadyColleague, ShareTooLong and
    TooManyShares.
    """
    at = at or timezone.now()
    today, email = timezone.localdate(at), email.strip().lower()
    plan = lock_plan(plan.pk)
    if plan.organisation.current_term(today) is None:
        raise NotAMember
    if not today < until <= today + LONGEST_SHARE:
        raise ShareTooLong
    if Seat.objects.current(today).filter(organisation=plan.organisation_id, user__email=email).exists():
        raise AlreadyColleague
    share = PlanShare.objects.open().filter(plan=plan, email=email).first()
    if share and share.until <= today:
        _close(share, by=None, at=at)
        share = None
    if share is None:
        share = _new_share(plan, email=email, name=name, right=right, until=until, by=by, at=at)
    elif (share.right, share.until) != (right, until):
        _change(share, plan, right=right, until=until, by=by, at=at)
    if share.user_id is None:
        notifications.notify(
            "plan_shared",
            to=email,
            key=f"share:{share.pk}:{at:%Y%m%d%H%M}",
            subject=f"share:{share.pk}",
            context={"share": share.pk, "organisation": plan.organisation.name, "by": str(by)},
            at=at,
        )
    return share


def _new_share(plan: Plan, *, email: str, name: str, right: str, until: date, by, at: datetime) -> PlanShare:
    standing = PlanShare.objects.open().filter(plan=plan, until__gt=timezone.localdate(at))
    if standing.count() >= OPEN_SHARES:
        raise TooManyShares
    share = PlanShare.objects.create(
        plan=plan, email=email, name=" ".join(name.split()), right=right, until=until, invited_at=at, invited_by=by
    )
    audit.record("plan.shared", plan, by=by, at=at, share=share.pk, right=right, until=until.isoformat())
    return share


def _change(share: PlanShare, plan: Plan, *, right: str, until: date, by, at: datetime) -> None:
    if share.user_id and share.right == ShareRight.WRITE and right != ShareRight.WRITE:
        share = _narrowed(share, plan, right=right, until=until, by=by, at=at)
    share.right, share.until = right, until
    share.save(update_fields=["right", "until"])
    audit.record("plan.share_changed", plan, by=by, at=at, share=share.pk, right=right, until=until.isoformat())
    if share.user_id:
        _grant(plan, share.user_id, at=at)
        notifications.notify(
            "plan_share_changed",
            to=share.user,
            key=f"share-changed:{share.pk}:{at.timestamp()}",
            subject=f"share:{share.pk}",
            context={"plan": plan.pk, "organisation": plan.organisation.name, "until": until.isoformat()},
            at=at,
        )


def _narrowed(share: PlanShare, plan: Plan, *, right: str, until: date, by, at: datetime) -> PlanShare:
    """Another row: the closed one keeps that this person wrote, which ties them to the plan for ever."""
    _close(share, by=by, at=at)
    return PlanShare.objects.create(
        plan=plan,
        email=share.email,
        name=share.name,
        right=right,
        until=until,
        invited_at=at,
        invited_by=by,
        user=share.user,
        accepted_at=at,
    )


@transaction.atomic
def accept_share(share: PlanShare, *, at: datetime | None = None) -> PlanShare:
    """The link was used: the address is proved, so the account exists and sees the plan from now on.

    Somebody of the network is tied to the plan from here: they read it no longer for a decision (R-06).
    Accepting again changes nothing. Raises ShareClosed.
    """
    at = at or timezone.now()
    plan = lock_plan(share.plan_id)
    share = PlanShare.objects.select_related("invited_by").get(pk=share.pk)
    if share.revoked_at or share.until <= timezone.localdate(at):
        raise ShareClosed
    if share.user_id:
        return share
    user = account_for(share.email, share.name)
    if Seat.objects.current(timezone.localdate(at)).filter(organisation=plan.organisation_id, user=user).exists():
        raise ShareClosed  # a colleague since the invitation: the seat says what they may do
    share.user, share.accepted_at = user, at
    share.save(update_fields=["user", "accepted_at"])
    _grant(plan, user.pk, at=at)
    links.revoke("accept_share", share.pk, at=at)
    notifications.settle(f"share:{share.pk}", at=at)
    for reading in Reading.objects.current().filter(version__plan=plan, reader=share.user).select_related("version"):
        end_reading(reading, by=share.user, at=at)
    forget_messages(plan, user)
    audit.record("plan.share_accepted", plan, by=share.user, at=at, share=share.pk)
    _tell_inviter(share, plan, at=at)
    return share


def _tell_inviter(share: PlanShare, plan: Plan, *, at: datetime) -> None:
    seats = Seat.objects.current(timezone.localdate(at)).filter(organisation=plan.organisation_id)
    if share.invited_by_id and seats.filter(user=share.invited_by_id).exists():
        notifications.notify(
            "plan_share_accepted",
            to=share.invited_by,
            key=f"share-accepted:{share.pk}",
            subject=f"share:{share.pk}",
            context={"name": share.name},
            at=at,
        )


@transaction.atomic
def revoke_share(share: PlanShare, *, by, at: datetime | None = None) -> None:
    """Close it now: the next request of this person finds nothing, the mailed link opens nothing.

    What they wrote in the plan stays. Closing again changes nothing.
    """
    at = at or timezone.now()
    lock_plan(share.plan_id)
    share = PlanShare.objects.select_related("plan").get(pk=share.pk)
    if share.revoked_at is None:
        _close(share, by=by, at=at)


def _close(share: PlanShare, *, by, at: datetime) -> None:
    share.revoked_at, share.revoked_by = at, by
    share.save(update_fields=["revoked_at", "revoked_by"])
    if share.user_id:
        _grant(share.plan, share.user_id, at=at)
    links.revoke("accept_share", share.pk, at=at)
    notifications.settle(f"share:{share.pk}", at=at)
    audit.record("plan.share_revoked" if by else "plan.share_ended", share.plan, by=by, at=at, share=share.pk)


def close_ended_shares(*, at: datetime) -> int:
    """Daily: close what ran out, and what a seat replaced, so that it does not come back when that seat ends.

    Returns how many were closed.
    """
    today = timezone.localdate(at)
    seats = Seat.objects.filter(
        organisation=OuterRef("plan__organisation"), user=OuterRef("user"), since__gte=OuterRef("accepted_at__date")
    ).filter(Q(until=None) | Q(until__gt=F("since")))
    ended = PlanShare.objects.open().filter(Q(until__lte=today) | Exists(seats)).order_by("pk")
    count = 0
    for share in ended:
        revoke_share(share, by=None, at=at)
        count += 1
    return count


def forget_unused_invitations(*, at: datetime) -> int:
    """Daily: the name and address of who never used the link go a month after it closed; the audit keeps that it was.

    Returns how many were forgotten.
    """
    unused = PlanShare.objects.filter(user=None, revoked_at__lt=at - KEEP_UNUSED)
    return unused.delete()[0]


def _grant(plan: Plan, user_id: int, *, at: datetime) -> None:
    """Make guardian's rows of this person on this plan what their current shares say, and no more."""
    shares = PlanShare.objects.current(timezone.localdate(at)).filter(plan=plan, user=user_id)
    wanted = {code for share in shares for code in GRANTS[ShareRight(share.right)]}
    rows = PlanUserObjectPermission.objects.filter(content_object=plan, user=user_id)
    rows.exclude(permission__codename__in=wanted).delete()
    permissions = Permission.objects.filter(
        content_type__app_label="implementation_plans", content_type__model="plan", codename__in=wanted
    )
    for permission in permissions:
        rows.get_or_create(permission=permission, user_id=user_id, content_object=plan)
