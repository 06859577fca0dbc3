from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Statement(models.Model):
    """A file of the bank that staff brought in. The file itself is not kept: its entries are."""

    account = models.CharField(_("rekening"), max_length=34)
    name = models.CharField(_("naam van het afschrift"), max_length=140)
    sha256 = models.CharField(max_length=64, unique=True)
    first_day = models.DateField(_("van"), null=True, blank=True)
    last_day = models.DateField(_("tot en met"), null=True, blank=True)
    in_file = models.PositiveIntegerField(_("bijschrijvingen in het bestand"))
    known_before = models.PositiveIntegerField(_("al bekend"))
    left_out = models.PositiveIntegerField(_("overgeslagen"))  # money that went out, and what is not booked yet
    brought_at = models.DateTimeField(_("ingelezen"))
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("door")
    )

    class Meta:
        verbose_name = _("afschrift")
        verbose_name_plural = _("afschriften")
        ordering = ["-brought_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class BankEntryQuerySet(models.QuerySet["BankEntry"]):
    def open(self) -> "BankEntryQuerySet":
        return self.filter(booked_at=None, set_aside_at=None)


class BankEntry(models.Model):
    """Money that came in on our account, in cents: booked by a person on an invoice, or on several of one organisation,
    or set aside with a reason.

    Known by account and reference, so the same entry in a second or overlapping statement is the same row. Where the
    bank gives none, `reference` is made of what the entry says. `is_doubtful`: the bank used a reference again for
    another amount or day; nobody may take such an entry for granted.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="entries")
    account = models.CharField(max_length=34)
    reference = models.CharField(_("kenmerk van de bank"), max_length=100)
    bank_reference = models.CharField(max_length=70, blank=True)  # as the bank says it; not always its own
    booked_on = models.DateField(_("datum"))
    amount_cents = models.PositiveBigIntegerField(_("bedrag"))
    payer = models.CharField(_("van wie"), max_length=140, blank=True)
    payer_account = models.CharField(_("rekening van wie betaalt"), max_length=34, blank=True)
    text = models.CharField(_("omschrijving"), max_length=1000, blank=True)
    is_doubtful = models.BooleanField(default=False)
    booked_at = models.DateTimeField(_("geboekt"), null=True, blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(_("waarom"), max_length=200, blank=True)

    objects = BankEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("bijschrijving")
        verbose_name_plural = _("bijschrijvingen")
        ordering = ["booked_on", "pk"]
        indexes = [
            models.Index(fields=["booked_on", "id"], condition=Q(booked_at=None, set_aside_at=None), name="entry_open"),
            models.Index(fields=["account", "bank_reference"], name="entry_bank_reference"),
            models.Index(fields=["payer_account"], condition=~Q(booked_at=None), name="entry_payer"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["account", "reference"], name="entry_known_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="entry_is_something"),
            models.CheckConstraint(
                condition=Q(booked_at=None) | Q(set_aside_at=None), name="entry_booked_or_set_aside"
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at=None) | ~Q(reason=""), name="entry_set_aside_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booked_on} {self.payer or self.reference}"

    @property
    def is_open(self) -> bool:
        return self.booked_at is None and self.set_aside_at is None
