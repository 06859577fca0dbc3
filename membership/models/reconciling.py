from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Reconciliation(models.Model):
    """One night in which Stripe's list was laid beside our books. `failed`: Stripe did not answer, nothing was seen."""

    ran_at = models.DateTimeField(_("vergeleken"))
    since = models.DateTimeField()
    payments = models.PositiveIntegerField(_("betalingen"), default=0)
    differences = models.PositiveIntegerField(_("verschillen"), default=0)
    failed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("vergelijking met Stripe")
        verbose_name_plural = _("vergelijkingen met Stripe")
        ordering = ["-ran_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.ran_at:%Y-%m-%d}"


class DifferenceKind(models.TextChoices):
    NOT_BOOKED = "not_booked", _("Staat bij Stripe, niet in onze boeken")
    NOT_THERE = "not_there", _("Staat in onze boeken, niet bij Stripe")
    AMOUNT = "amount", _("Een ander bedrag")
    REFUNDS = "refunds", _("Een ander bedrag terugbetaald")
    STRANGE = "strange", _("Hoort niet bij een factuur")


class DifferenceQuerySet(models.QuerySet["Difference"]):
    def open(self) -> "DifferenceQuerySet":
        return self.filter(closed_at=None)


class Difference(models.Model):
    """What Stripe and our books do not agree on, in cents. It closes by itself when they agree, or by a person."""

    kind = models.CharField(_("wat"), max_length=10, choices=DifferenceKind.choices)
    reference = models.CharField(_("betaling"), max_length=140)
    ours_cents = models.BigIntegerField(_("bij ons"), default=0)
    theirs_cents = models.BigIntegerField(_("bij Stripe"), default=0)
    found_at = models.DateTimeField(_("gezien"))
    closed_at = models.DateTimeField(_("klaar"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(_("wat u deed"), max_length=200, blank=True)

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("verschil met Stripe")
        verbose_name_plural = _("verschillen met Stripe")
        ordering = ["-found_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="difference_once")]

    def __str__(self) -> str:
        return self.reference
