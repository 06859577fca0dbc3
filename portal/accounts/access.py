"""Who is staff of the network, and in which role. Raw names of groups and permissions stand here only."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import Q

ADVISER, DECIDER, FINANCE, EDITOR = "adviser", "decider", "finance", "editor"
STAFF_ROLES = (ADVISER, DECIDER, FINANCE, EDITOR)
GROUP_NAMES = {
    ADVISER: "Medewerkers: adviseur",
    DECIDER: "Medewerkers: beslisser",
    FINANCE: "Medewerkers: financiën",
    EDITOR: "Medewerkers: redacteur",
}


def staff_roles(user) -> frozenset[str]:
    """The user's roles as network staff; a superuser has all. The person of a session came with their groups."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return frozenset()
    if user.is_superuser:
        return frozenset(STAFF_ROLES)
    if not hasattr(user, "group_names"):
        user.group_names = list(user.groups.values_list("name", flat=True))
    return frozenset(role for role, name in GROUP_NAMES.items() if name in user.group_names)


def staff(*roles: str) -> Q:
    """Accounts with one of these roles, in any when none is named; as `staff_roles` of each would say."""
    names = [GROUP_NAMES[role] for role in roles or STAFF_ROLES]
    return Q(is_active=True) & (Q(is_superuser=True) | Q(groups__name__in=names))


def is_staff_member(user) -> bool:
    return bool(staff_roles(user))


def has_role(user, *roles: str) -> bool:
    return bool(staff_roles(user) & set(roles))


def staff_role_required(*roles: str):
    """For views inside /beheer/: 403 without one of these roles."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not has_role(request.user, *roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
