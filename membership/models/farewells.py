from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from membership.models.organisations import Organisation


class FarewellReason(models.TextChoices):
    MERGED = "merged", _("Onze organisatie gaat op in een andere")
    COST = "cost", _("Het kost te veel")
    TIME = "time", _("Wij hebben er geen tijd of mensen voor")
    OTHER_WAY = "other_way", _("Wij kozen een andere aanpak")
    NO_FIT = "no_fit", _("Het netwerk gaf ons niet wat wij zochten")
    OTHER = "other", _("Iets anders")


class FarewellQuerySet(models.QuerySet["Farewell"]):
    def standing(self) -> "FarewellQuerySet":
        """Said, and neither taken back nor over."""
        return self.filter(taken_back_at=None, done_at=None)

    def past(self, day: date) -> "FarewellQuerySet":
        """Standing, and the last day was before `day`."""
        return self.standing().filter(last_day__lt=day)


class Farewell(models.Model):
    """An organisation leaves: why, and its last day as a member. Said → taken back, or done after that day.

    The term is ended by the daily job on the day after. `because`: who asked staff to write it down, and how.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="farewells")
    reason = models.CharField(_("reden"), max_length=10, choices=FarewellReason.choices)
    words = models.TextField(_("toelichting"), max_length=1000, blank=True)
    last_day = models.DateField(_("laatste dag"))
    because = models.CharField(_("wie vroeg het, en hoe"), max_length=300, blank=True)
    said_at = models.DateTimeField(_("opgezegd"))
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    objects = FarewellQuerySet.as_manager()

    class Meta:
        verbose_name = _("afscheid")
        verbose_name_plural = _("afscheiden")
        ordering = ["last_day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(taken_back_at=None, done_at=None), name="one_standing_farewell"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(done_at=None), name="farewell_taken_back_or_done"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.last_day}"

    @property
    def stands(self) -> bool:
        return self.taken_back_at is None and self.done_at is None

    @property
    def first_day_without(self) -> date:
        return self.last_day + timedelta(days=1)

    @property
    def state_label(self) -> Promise:
        if self.taken_back_at:
            return _("Teruggenomen")
        return _("Voorbij") if self.done_at else _("Gepland")
