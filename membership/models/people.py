from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.models.organisations import Organisation
from membership.models.terms import Term


class Role(models.TextChoices):
    ADMIN = "admin", _("Beheerder")
    PROFESSIONAL = "professional", _("Professional")


class Duty(models.TextChoices):
    CONTACT = "contact", _("Contactpersoon")
    INVOICES = "invoices", _("Facturen")
    LICENCES = "licences", _("Licenties")


class SeatQuerySet(models.QuerySet["Seat"]):
    def current(self, day=None) -> "SeatQuerySet":
        day = day or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def with_level(self, day=None) -> "SeatQuerySet":
        """Annotates `level`: that of the organisation (1, 2 or None), as `Organisation.with_level` does."""
        terms = Term.objects.in_force(day).filter(organisation=OuterRef("organisation"))
        return self.annotate(level=Subquery(terms.values("level")[:1]))

    def admins(self) -> "SeatQuerySet":
        return self.filter(role=Role.ADMIN)


class Seat(models.Model):
    """A person's plek in an organisation: the truth about what a member may do (law 8).

    Half-open [since, until): a seat with `until` today is closed now. Two seats of one person in
    one organisation may not overlap (exclusion constraint, migration 0002).
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices)
    duties = ArrayField(models.CharField(max_length=20, choices=Duty.choices), default=list, blank=True)
    since = models.DateField(_("sinds"))
    until = models.DateField(_("tot"), null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    level: int | None  # of the organisation, by with_level

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("plek")
        verbose_name_plural = _("plekken")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="seat_does_not_end_before_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} bij {self.organisation}"

    @property
    def is_admin(self) -> bool:
        return self.role == Role.ADMIN

    @property
    def duty_labels(self) -> list[str]:
        return [str(Duty(duty).label) for duty in self.duties]


class SeatInvitationQuerySet(models.QuerySet["SeatInvitation"]):
    def open(self) -> "SeatInvitationQuerySet":
        return self.filter(accepted_at=None, revoked_at=None)


class SeatInvitation(models.Model):
    """A colleague who was asked to come in. The link in the mail is a MailedLink."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mailadres"))
    name = models.CharField(_("naam"), max_length=150)
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = SeatInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_per_address",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="invitation_accepted_or_revoked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} voor {self.organisation}"
