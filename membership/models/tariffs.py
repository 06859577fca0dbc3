from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from membership.algorithms.money import euros
from membership.models.organisations import Kind, Organisation


class VatCategory(models.TextChoices):
    """As an e-invoice names them (UNCL5305). Which one holds is for the operator's tax adviser, never for code."""

    STANDARD = "S", _("Btw")
    EXEMPT = "E", _("Vrijgesteld van btw")
    REVERSE = "AE", _("Btw verlegd")
    OUTSIDE = "O", _("Valt niet onder de btw")
    ZERO = "Z", _("Nultarief")


#: Percent. The rules of EN 16931 round a rate to whole numbers: what rounds to 0 may carry no VAT (BR-CO-17).
LEAST_RATE = Decimal("0.5")
#: Categories for which an invoice must say why there is no VAT.
NEEDS_A_REASON = (VatCategory.EXEMPT, VatCategory.REVERSE, VatCategory.OUTSIDE)


def vat_is_whole(prefix: str) -> list[models.BaseConstraint]:
    """A rate where there is VAT, and a reason where a law wants one; for a tariff and for a line alike."""
    return [
        models.CheckConstraint(
            condition=Q(vat_category="S", vat_rate__gte=LEAST_RATE) | (~Q(vat_category="S") & Q(vat_rate=0)),
            name=f"{prefix}_rate_where_there_is_vat",
            violation_error_message=_("Alleen bij ‘Btw’ hoort een percentage, en dan 0,5 of meer."),
        ),
        models.CheckConstraint(
            condition=~Q(vat_category__in=NEEDS_A_REASON) | ~Q(exemption=""),
            name=f"{prefix}_says_why_there_is_no_vat",
            violation_error_message=_("Schrijf op waarom er geen btw is. Dat moet op de factuur staan."),
        ),
    ]


class TariffQuerySet(models.QuerySet["Tariff"]):
    def for_year(self, year: int) -> "TariffQuerySet":
        return self.filter(year=year)


class Tariff(models.Model):
    """What a year of membership costs, for one level, kind and size. Cents, without VAT.

    Half-open by inhabitants [from, to). No two rows hold for the same organisation (exclusion constraint, migration
    0010); a row without a kind is for kinds that have no row of their own.
    """

    year = models.PositiveSmallIntegerField(
        _("jaar"), validators=[MinValueValidator(2015), MaxValueValidator(2100)], db_index=True
    )
    level = models.PositiveSmallIntegerField(_("niveau"), choices=[(1, "1"), (2, "2")])
    kind = models.CharField(
        _("soort organisatie"),
        max_length=20,
        choices=Kind.choices,
        blank=True,
        help_text=_("Laat leeg? Dan geldt het voor elke soort zonder eigen bedrag."),
    )
    inhabitants_from = models.PositiveIntegerField(_("vanaf hoeveel inwoners"), default=0)
    inhabitants_to = models.PositiveIntegerField(
        _("tot hoeveel inwoners"), null=True, blank=True, help_text=_("Laat leeg? Dan is er geen bovengrens.")
    )
    in_joint_service = models.BooleanField(
        _("voor wie meedoet via een samenwerking"),
        default=False,
        help_text=_("De samenwerking is zelf lid. Dit betaalt een gemeente daar nog bij. Dat mag 0 zijn."),
    )
    amount_cents = models.PositiveIntegerField(_("bedrag in centen, zonder btw"))
    vat_category = models.CharField(
        _("soort btw"), max_length=2, choices=VatCategory.choices, default=VatCategory.STANDARD
    )
    vat_rate = models.DecimalField(_("percentage btw"), max_digits=5, decimal_places=2, default=Decimal("21"))
    exemption = models.CharField(_("waarom geen btw"), max_length=200, blank=True)

    objects = TariffQuerySet.as_manager()

    class Meta:
        verbose_name = _("tarief")
        verbose_name_plural = _("tarieven")
        ordering = ["-year", "level", "kind", "in_joint_service", "inhabitants_from"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=[1, 2]), name="tariff_level_1_or_2"),
            models.CheckConstraint(
                condition=Q(inhabitants_to=None) | Q(inhabitants_to__gt=F("inhabitants_from")),
                name="tariff_sizes_go_up",
                violation_error_message=_("De bovengrens is meer dan de ondergrens."),
            ),
            *vat_is_whole("tariff"),
        ]

    def __str__(self) -> str:
        return f"{self.year}, niveau {self.level}"

    @property
    def euros(self) -> str:
        return euros(self.amount_cents)

    def fits(self, organisation: Organisation, *, shares: bool) -> bool:
        """Does it hold for this organisation? `shares`: it takes part by way of a joint service."""
        if self.kind not in ("", organisation.kind) or self.in_joint_service != shares:
            return False
        people = organisation.inhabitants
        if people is None:
            return not self.inhabitants_from and self.inhabitants_to is None
        return self.inhabitants_from <= people and (self.inhabitants_to is None or people < self.inhabitants_to)


class RenewalQuerySet(models.QuerySet["Renewal"]):
    def open(self) -> "RenewalQuerySet":
        """Asked, and neither yes nor no nor ended."""
        return self.filter(confirmed_at=None, declined_at=None, ended_at=None)

    def confirmed(self) -> "RenewalQuerySet":
        return self.filter(confirmed_at__isnull=False)


class Renewal(models.Model):
    """Does an organisation stay for this year? Asked → confirmed or declined; without an answer a time of grace.

    Until it is confirmed nothing is invoiced. In grace (from 1 January until `grace_until`) access stays.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="renewals")
    year = models.PositiveSmallIntegerField(_("jaar"))
    asked_at = models.DateTimeField(_("gevraagd"))
    number_asked_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(_("bevestigd"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    declined_at = models.DateTimeField(_("opgezegd"), null=True, blank=True)
    declined_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("reden"), max_length=1000, blank=True)
    grace_until = models.DateField(_("uitstel tot"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # grace ran out without an answer

    objects = RenewalQuerySet.as_manager()

    class Meta:
        verbose_name = _("verlenging")
        verbose_name_plural = _("verlengingen")
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="one_renewal_a_year"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(declined_at=None, ended_at=None), name="renewal_has_one_answer"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(grace_until__isnull=False, declined_at=None),
                name="renewal_ends_after_grace",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"

    @property
    def first_day(self) -> date:
        return date(self.year, 1, 1)

    @property
    def is_open(self) -> bool:
        return not (self.confirmed_at or self.declined_at or self.ended_at)

    @property
    def state_label(self) -> str:
        if self.confirmed_at:
            return "Bevestigd"
        if self.declined_at:
            return "Opgezegd"
        if self.ended_at:
            return "Gestopt zonder antwoord"
        return "In uitstel" if self.grace_until else "Gevraagd"
