from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from membership.models.admissions import Admission
from membership.models.organisations import Kind


class InterestKind(models.TextChoices):
    """Who asks: every kind of organisation, and those that cannot become a member."""

    MUNICIPALITY = Kind.MUNICIPALITY.value, Kind.MUNICIPALITY.label
    NON_PROFIT = Kind.NON_PROFIT.value, Kind.NON_PROFIT.label
    JOINT_SERVICE = Kind.JOINT_SERVICE.value, Kind.JOINT_SERVICE.label
    HOUSING = Kind.HOUSING.value, Kind.HOUSING.label
    COUNCIL = "council", _("Cliëntenraad of adviesraad")
    OTHER = Kind.OTHER.value, Kind.OTHER.label
    PERSON = "person", _("Persoon")


class Wish(models.TextChoices):
    UPDATES = "updates", _("Op de hoogte blijven")
    MEET = "meet", _("Kennismaken met het netwerk")
    JOIN_LATER = "join_later", _("Later lid worden")
    THINK_ALONG = "think_along", _("Meedenken over de aanpak")


class InterestQuerySet(models.QuerySet["Interest"]):
    def confirmed(self) -> "InterestQuerySet":
        """What staff see: the address is proved, so it is no spam."""
        return self.filter(confirmed_at__isnull=False)

    def waiting(self) -> "InterestQuerySet":
        return self.confirmed().filter(invited_at=None, closed_at=None)

    def invited(self) -> "InterestQuerySet":
        return self.filter(invited_at__isnull=False, admission=None)

    def applied(self) -> "InterestQuerySet":
        return self.filter(admission__isnull=False)

    def closed(self) -> "InterestQuerySet":
        return self.filter(closed_at__isnull=False, invited_at=None)


class Interest(models.Model):
    """Somebody who is not ready to join, or cannot: who they are and what for.

    registered → confirmed by the mailed link → invited to apply (and perhaps applied), or closed. Whoever
    is taken off the list is deleted: the audit rows, which hold no names, are all that stays.
    """

    form_key = models.UUIDField(unique=True)  # the same form sent twice is one row
    kind = models.CharField(_("soort"), max_length=20, choices=InterestKind.choices)
    organisation_name = models.CharField(_("organisatie"), max_length=160, blank=True)
    name = models.CharField(_("naam"), max_length=150)
    email = models.EmailField(_("e-mailadres"))
    wish = models.CharField(_("waarvoor"), max_length=20, choices=Wish.choices)
    message = models.TextField(_("bericht"), max_length=1000, blank=True)

    registered_at = models.DateTimeField(_("ingevuld"))
    confirmed_at = models.DateTimeField(_("bevestigd"), null=True, blank=True)
    invited_at = models.DateTimeField(_("uitgenodigd"), null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(_("afgerond"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.TextField(_("antwoord"), max_length=4000, blank=True)
    admission = models.OneToOneField(
        Admission, null=True, blank=True, on_delete=models.SET_NULL, related_name="interest"
    )

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("belangstellende")
        verbose_name_plural = _("belangstellenden")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="person") | ~Q(organisation_name=""), name="interest_of_a_person_or_an_organisation"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(invited_at=None, closed_at=None),
                name="interest_handled_after_confirmation",
            ),
            models.CheckConstraint(
                condition=Q(invited_at=None) | ~Q(organisation_name=""), name="interest_invites_an_organisation"
            ),
            models.CheckConstraint(
                condition=Q(admission=None) | Q(invited_at__isnull=False), name="interest_applied_after_invitation"
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(closed_at__isnull=False), name="interest_answer_when_closed"
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(confirmed_at__isnull=False, invited_at=None, closed_at=None),
                name="one_waiting_interest_per_address",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation_name or self.name

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_invited(self) -> bool:
        return self.invited_at is not None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_handled(self) -> bool:
        return self.is_invited or self.is_closed

    @property
    def handled_by(self):
        return self.invited_by if self.is_invited else self.closed_by

    @property
    def handled_at(self) -> datetime | None:
        return self.invited_at or self.closed_at

    @property
    def last_contact_at(self) -> datetime:
        """From this moment we count how long we keep it."""
        moments = (self.registered_at, self.confirmed_at, self.invited_at, self.closed_at)
        return max(moment for moment in moments if moment)

    @property
    def admission_kind(self) -> str:
        """The kind its application begins with: a council applies as another organisation."""
        return self.kind if self.kind in Kind.values else Kind.OTHER

    @property
    def state_label(self) -> str:
        if self.admission_id:
            return "Vraagt lidmaatschap aan"
        if self.is_invited:
            return "Uitgenodigd"
        if self.is_closed:
            return "Afgerond"
        return "Wacht op reactie" if self.is_confirmed else "Nog niet bevestigd"
