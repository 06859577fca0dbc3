"""Who a session belongs to."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Group
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from portal.accounts.models import User


class AccountBackend(AuthenticationBackend):
    """allauth's. The person of a session comes with the names of their groups, read anew at each request."""

    def get_user(self, user_id: int) -> User | None:
        names = ArraySubquery(Group.objects.filter(user=OuterRef("pk")).values("name"))
        user = User.objects.filter(pk=user_id).annotate(group_names=names).first()
        return user if self.user_can_authenticate(user) else None
