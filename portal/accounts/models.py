from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from guardian.mixins import GuardianUserMixin


class AddressField(models.EmailField):
    """An e-mail address in one form, lower case, whoever writes or asks it."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value.strip().lower() if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        value = self.get_prep_value(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    def create_user(self, email: str, **fields) -> "User":
        """An account without a password: people log in with a mailed code."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").strip().lower())


class User(GuardianUserMixin, AbstractUser):
    """A person, known by e-mail address. Accounts arise by invitation or admission only (law 8)."""

    username = None
    email = AddressField(_("e-mailadres"), unique=True, error_messages={"unique": _("Dit adres is al in gebruik.")})
    function = models.CharField(_("functie"), max_length=100, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = UserManager()

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_is_lower_case")
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def call_name(self) -> str:
        return self.first_name or self.email.split("@")[0]


def split_name(name: str) -> tuple[str, str]:
    """ "Noor van Dam" is Noor, van Dam."""
    first, _, last = " ".join(name.split()).partition(" ")
    return first[:150], last[:150]


class AddressChangeQuerySet(models.QuerySet["AddressChange"]):
    def open(self) -> "AddressChangeQuerySet":
        return self.filter(confirmed_at=None, stopped_at=None)


class AddressChange(models.Model):
    """Somebody wants to log in with another address. The new address is proved by a mailed link.

    `stopped_at`: a newer request took its place, or the former address said "this was not me"; when that
    comes after the change, the former address is back.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="address_changes")
    old = AddressField()
    new = AddressField()
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = AddressChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("ander e-mailadres")
        verbose_name_plural = _("andere e-mailadressen")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(confirmed_at=None, stopped_at=None),
                name="one_open_address_change",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.asked_at:%Y-%m-%d}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None and self.stopped_at is None
