from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from membership.models.invoices import Invoice


class PaymentSource(models.TextChoices):
    BANK = "bank", _("Overboeking")
    CARD = "card", _("Online betaald")
    OTHER = "other", _("Anders")


class Payment(models.Model):
    """Money that came in for one invoice, in cents. Booked once per source and reference; never changed again.

    A transfer for several invoices is several payments of one `entry` of the bank.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="payments")
    source = models.CharField(_("hoe"), max_length=10, choices=PaymentSource.choices)
    amount_cents = models.PositiveBigIntegerField(_("bedrag"))
    reference = models.CharField(_("kenmerk"), max_length=140)  # of the bank, or of the payment provider
    booked_on = models.DateField(_("ontvangen op"))
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    entry = models.ForeignKey(
        "membership.BankEntry", null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )

    class Meta:
        verbose_name = _("betaling")
        verbose_name_plural = _("betalingen")
        ordering = ["booked_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "reference"], name="payment_booked_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="payment_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.reference}"


class RefundQuerySet(models.QuerySet["Refund"]):
    def due(self) -> "RefundQuerySet":
        """To be given back, and not yet."""
        return self.filter(paid_at=None)


class RefundReason(models.TextChoices):
    TOO_MUCH = "too_much", _("Te veel betaald")
    CREDITED = "credited", _("Na een creditfactuur")
    DISPUTED = "disputed", _("Teruggehaald door de bank")


class Refund(models.Model):
    """Part of a payment that goes back, in cents: due from `asked_at`, done at `paid_at`."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    amount_cents = models.PositiveBigIntegerField(_("bedrag"))
    reason = models.CharField(_("reden"), max_length=20, choices=RefundReason.choices)
    asked_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reference = models.CharField(_("kenmerk"), max_length=140, blank=True)

    objects = RefundQuerySet.as_manager()

    class Meta:
        verbose_name = _("terugbetaling")
        verbose_name_plural = _("terugbetalingen")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["reference"], condition=~Q(reference=""), name="refund_reference_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="refund_is_something"),
            models.CheckConstraint(condition=Q(paid_at=None) | ~Q(reference=""), name="refund_paid_with_a_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.payment} {self.amount_cents}"
