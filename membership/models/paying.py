import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from membership.models.invoices import Invoice
from membership.models.payments import Payment


class Ending(models.TextChoices):
    PAID = "paid", _("Betaald")
    FAILED = "failed", _("Niet gelukt")
    EXPIRED = "expired", _("Verlopen")


class CheckoutAttemptQuerySet(models.QuerySet["CheckoutAttempt"]):
    def open(self) -> "CheckoutAttemptQuerySet":
        return self.filter(closed_at=None)


class CheckoutAttempt(models.Model):
    """Somebody wants to pay an invoice at once. Written before Stripe is asked, so that asking again is the same.

    `key` is the idempotency key of the session and the label of everything that comes of it. Of one invoice one
    attempt is open at most: who clicks twice, or with two people, pays on one page.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="attempts")
    amount_cents = models.PositiveBigIntegerField(_("bedrag"))
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    session = models.CharField(max_length=255, blank=True)  # ids of Stripe, as soon as we know them
    intent = models.CharField(max_length=255, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    look_at = models.DateTimeField(null=True, blank=True)  # when we ask Stripe ourselves, without waiting for a message
    completed_at = models.DateTimeField(null=True, blank=True)  # the visitor did their part
    closed_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)

    objects = CheckoutAttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("poging om te betalen")
        verbose_name_plural = _("pogingen om te betalen")
        indexes = [models.Index(fields=["look_at"], condition=Q(closed_at=None), name="attempt_to_look_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["invoice"], condition=Q(closed_at=None), name="one_open_attempt_per_invoice"
            ),
            models.UniqueConstraint(fields=["session"], condition=~Q(session=""), name="attempt_session_once"),
            models.UniqueConstraint(fields=["intent"], condition=~Q(intent=""), name="attempt_intent_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="attempt_is_something"),
            models.CheckConstraint(
                condition=Q(closed_at=None, ending="") | (Q(closed_at__isnull=False) & ~Q(ending="")),
                name="attempt_closed_with_an_ending",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invoice} {self.key}"

    @property
    def is_on_its_way(self) -> bool:
        """The visitor is done, and we do not know yet whether the money comes."""
        return self.completed_at is not None and self.closed_at is None


class EventResult(models.TextChoices):
    FOLLOWED = "followed", _("Verwerkt")
    NOT_OURS = "not_ours", _("Hoort niet bij een factuur")
    UNKNOWN = "unknown", _("Soort die wij niet gebruiken")


class StripeEventQuerySet(models.QuerySet["StripeEvent"]):
    def waiting(self) -> "StripeEventQuerySet":
        return self.filter(handled_at=None)


class StripeEvent(models.Model):
    """A message of Stripe, remembered once. It only says where to look: what is true is read at Stripe itself.

    The body is not kept: it may hold names and addresses of people, and nothing is decided by it.
    """

    event = models.CharField(_("kenmerk"), max_length=255, unique=True)
    kind = models.CharField(_("soort"), max_length=255)
    about = models.CharField(_("waarover"), max_length=255, blank=True)
    intent = models.CharField(_("betaling"), max_length=255, blank=True)
    made_at = models.DateTimeField(_("gemaakt"))
    received_at = models.DateTimeField(_("ontvangen"))
    tries = models.PositiveIntegerField(_("pogingen"), default=0)
    next_try_at = models.DateTimeField()
    handled_at = models.DateTimeField(_("verwerkt"), null=True, blank=True)
    result = models.CharField(_("uitkomst"), max_length=10, choices=EventResult.choices, blank=True)

    objects = StripeEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("bericht van Stripe")
        verbose_name_plural = _("berichten van Stripe")
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(handled_at=None), name="event_to_handle"),
            models.Index(fields=["-received_at", "-id"], name="event_by_moment"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(handled_at=None, result="") | (Q(handled_at__isnull=False) & ~Q(result="")),
                name="event_handled_with_a_result",
            )
        ]

    def __str__(self) -> str:
        return self.event

    @property
    def state_label(self) -> str:
        if self.handled_at:
            return self.get_result_display()
        return str(_("Lukt nog niet") if self.tries else _("Wacht"))


class DisputeOutcome(models.TextChoices):
    WON = "won", _("Gewonnen")
    LOST = "lost", _("Verloren")


class DisputeQuerySet(models.QuerySet["Dispute"]):
    def open(self) -> "DisputeQuerySet":
        return self.filter(outcome="")


class Dispute(models.Model):
    """A payer says to their bank that a payment was not right. Lost, the money is gone: a Refund says so."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="disputes")
    reference = models.CharField(_("kenmerk"), max_length=140, unique=True)
    amount_cents = models.PositiveBigIntegerField(_("bedrag"))
    reason = models.CharField(max_length=100, blank=True)  # a code of Stripe
    is_inquiry = models.BooleanField(default=False)  # the bank asks; no money has moved
    opened_at = models.DateTimeField(_("begonnen"))
    answer_by = models.DateTimeField(_("antwoord voor"), null=True, blank=True)
    outcome = models.CharField(_("afloop"), max_length=10, choices=DisputeOutcome.choices, blank=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = _("bezwaar van een bank")
        verbose_name_plural = _("bezwaren van banken")
        ordering = ["-opened_at", "pk"]

    def __str__(self) -> str:
        return self.reference
