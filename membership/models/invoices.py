from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from membership.models.organisations import Organisation
from membership.models.people import Duty, Seat
from membership.models.tariffs import VatCategory, vat_is_whole
from portal.accounts.access import FINANCE, has_role
from portal.core.models import PrivateFile

peppol_validator = RegexValidator(
    r"^(0106:[0-9]{8}|0190:[0-9]{20}|9944:NL[0-9]{9}B[0-9]{2})$",
    _("Een Peppol-adres is 0106: met een KVK-nummer, of 0190: met een OIN."),
)


class InvoiceProfile(models.Model):
    """Where an organisation wants its invoices, and what must stand on them. Its KVK and OIN stand with itself."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="invoice_profile")
    legal_name = models.CharField(_("naam op de factuur"), max_length=160)
    department = models.CharField(_("afdeling of naam"), max_length=120, blank=True)
    street = models.CharField(_("straat en nummer"), max_length=120)
    postcode = models.CharField(_("postcode"), max_length=12)
    town = models.CharField(_("plaats"), max_length=80)
    country = models.CharField(_("land"), max_length=2, default="NL")
    vat_number = models.CharField(_("btw-nummer"), max_length=20, blank=True)
    peppol_id = models.CharField(_("Peppol-adres"), max_length=30, blank=True, validators=[peppol_validator])
    email = models.EmailField(_("e-mailadres voor facturen"), blank=True)
    needs_order_number = models.BooleanField(
        _("Stuur de factuur pas als ons inkoopnummer bekend is"),
        default=False,
    )
    joint_service = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="taking_part"
    )
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("factuurgegevens")
        verbose_name_plural = _("factuurgegevens")
        constraints = [
            models.CheckConstraint(
                condition=Q(joint_service=None) | ~Q(joint_service=F("organisation")),
                name="invoice_profile_takes_part_in_another",
            )
        ]

    def __str__(self) -> str:
        return self.legal_name


class OrderNumber(models.Model):
    """The inkoopnummer of an organisation for one year. Empty: they said that they need none."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="order_numbers")
    year = models.PositiveSmallIntegerField(_("jaar"))
    number = models.CharField(_("inkoopnummer"), max_length=60, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("inkoopnummer")
        verbose_name_plural = _("inkoopnummers")
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="one_order_number_a_year")]

    def __str__(self) -> str:
        return self.number


class InvoiceCounter(models.Model):
    """The last number given in a year. Its row is locked from the number until the commit, so no number is lost."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "teller van facturen"
        verbose_name_plural = "tellers van facturen"

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class InvoiceKind(models.TextChoices):
    INVOICE = "invoice", _("Factuur")
    CREDIT = "credit", _("Creditfactuur")


def _total(rows: models.QuerySet, key: str, field: str) -> Coalesce:
    """The sum of `field` over rows that hang below the invoice by `key`, in the same query."""
    summed = rows.filter(**{key: OuterRef("pk")}).order_by().values(key).annotate(total=Sum(field)).values("total")
    return Coalesce(Subquery(summed, output_field=models.BigIntegerField()), 0)


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def sent(self) -> "InvoiceQuerySet":
        return self.filter(sent_at__isnull=False)

    def drafts(self) -> "InvoiceQuerySet":
        return self.filter(sent_at=None)

    def invoices(self) -> "InvoiceQuerySet":
        return self.filter(kind=InvoiceKind.INVOICE)

    def with_balance(self) -> "InvoiceQuerySet":
        """Annotates, in cents and in the same query: `credited_cents`, `paid_cents`, `refunded_cents` (given back),
        `refund_due_cents` (to be given back) and `open_cents` = total - credited - paid + refunded.

        Below zero is what the member has too much with us. Of a draft or a credit note it is 0.
        """
        from membership.models.payments import Payment, Refund

        credits = Invoice.objects.sent().filter(kind=InvoiceKind.CREDIT)
        given_back = Refund.objects.filter(paid_at__isnull=False)
        to_give = Refund.objects.filter(paid_at=None)
        balance = F("total_cents") - F("credited_cents") - F("paid_cents") + F("refunded_cents")
        owes = Q(kind=InvoiceKind.INVOICE, sent_at__isnull=False)
        return self.annotate(
            credited_cents=_total(credits, "credits", "total_cents"),
            paid_cents=_total(Payment.objects.all(), "invoice", "amount_cents"),
            refunded_cents=_total(given_back, "payment__invoice", "amount_cents"),
            refund_due_cents=_total(to_give, "payment__invoice", "amount_cents"),
        ).annotate(
            open_cents=models.Case(models.When(owes, then=balance), default=0, output_field=models.BigIntegerField())
        )

    def visible_to(self, user) -> "InvoiceQuerySet":
        """For staff with finance all; for members what was sent to an organisation where they have the invoice duty.

        Others have none: money is not for colleagues, nor for admins without that duty.
        """
        if has_role(user, FINANCE):
            return self
        seats = Seat.objects.current().filter(user_id=user.pk, duties__contains=[Duty.INVOICES])
        return self.sent().filter(organisation__in=seats.values("organisation"))

    def open(self) -> "InvoiceQuerySet":
        """Sent, and not wholly paid or credited."""
        return self.with_balance().filter(open_cents__gt=0)


class Invoice(models.Model):
    """A factuur or creditfactuur. A draft may change or go away; once sent it never changes again, also by raw SQL
    (trigger, migration 0010): only a credit note takes something back.

    All amounts are cents. `number` exists from the sending on; `supplier`, `customer` and `vat` are copies of that
    moment, and everything that people read (page, PDF, UBL) is made of these.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invoices")
    kind = models.CharField(_("soort"), max_length=10, choices=InvoiceKind.choices, default=InvoiceKind.INVOICE)
    credits = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="credit_notes")
    year = models.PositiveSmallIntegerField(_("jaar"))  # of the membership it is about
    about = models.CharField(max_length=60, blank=True)  # "dues:2027": at most one of these for an organisation
    reason = models.CharField(_("reden"), max_length=300, blank=True)  # of a credit note, for who reads it
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    number = models.CharField(_("factuurnummer"), max_length=20, blank=True)
    sent_at = models.DateTimeField(_("verstuurd"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    issued_on = models.DateField(_("factuurdatum"), null=True, blank=True)
    due_on = models.DateField(_("uiterste betaaldatum"), null=True, blank=True)
    order_number = models.CharField(_("inkoopnummer"), max_length=60, blank=True)
    payment_reference = models.CharField(_("betalingskenmerk"), max_length=25, blank=True)
    net_cents = models.BigIntegerField(_("zonder btw"), default=0)
    vat_cents = models.BigIntegerField(_("btw"), default=0)
    total_cents = models.BigIntegerField(_("met btw"), default=0)
    vat = models.JSONField(default=list)  # per category and rate: net_cents, vat_cents
    supplier = models.JSONField(default=dict)
    customer = models.JSONField(default=dict)

    open_cents: int  # and its parts, by with_balance
    credited_cents: int
    paid_cents: int
    refunded_cents: int
    refund_due_cents: int

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("factuur")
        verbose_name_plural = _("facturen")
        ordering = ["-issued_on", "-pk"]
        indexes = [
            models.Index(fields=["-issued_on", "-id"], name="invoice_by_day"),
            models.Index(fields=["payment_reference"], name="invoice_reference"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="invoice_number_once"),
            models.UniqueConstraint(
                fields=["organisation", "about"], condition=~Q(about=""), name="one_invoice_about_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, number="", issued_on=None, due_on=None)
                | (Q(sent_at__isnull=False, issued_on__isnull=False, due_on__isnull=False) & ~Q(number="")),
                name="invoice_has_a_number_once_sent",
            ),
            models.CheckConstraint(
                condition=Q(kind="invoice", credits=None) | Q(kind="credit", credits__isnull=False),
                name="credit_note_names_an_invoice",
            ),
            models.CheckConstraint(
                condition=Q(total_cents=F("net_cents") + F("vat_cents")), name="invoice_total_is_net_and_vat"
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"concept {self.pk}"

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def kind_label(self) -> str:
        return str(self.get_kind_display())

    @property
    def state_label(self) -> str:
        """Of a row with its balance."""
        if not self.is_sent:
            return "Concept"
        if self.is_credit:
            return "Verrekend"
        if self.open_cents <= 0:
            return "Betaald" if self.paid_cents else "Verrekend"
        return "Deels betaald" if self.open_cents < self.total_cents else "Nog niet betaald"

    @property
    def total_euros(self) -> Decimal:
        return Decimal(self.total_cents) / 100

    @property
    def open_euros(self) -> Decimal:
        return Decimal(self.open_cents) / 100

    @property
    def is_credit(self) -> bool:
        return self.kind == InvoiceKind.CREDIT

    @property
    def facts(self) -> dict:
        """All that the page, the PDF and the UBL say: from copies of the sending, so these agree for ever."""
        before = self.credits
        return {
            "number": self.number,
            "is_credit": self.is_credit,
            "issued_on": self.issued_on and self.issued_on.isoformat(),
            "due_on": self.due_on and self.due_on.isoformat(),
            "credits": before and {"number": before.number, "issued_on": str(before.issued_on)},
            "reason": self.reason,
            "order_number": self.order_number,
            "payment_reference": self.payment_reference,
            "supplier": self.supplier,
            "customer": self.customer,
            "lines": [line.facts for line in self.lines.all()],
            "vat": self.vat,
            "net_cents": self.net_cents,
            "vat_cents": self.vat_cents,
            "total_cents": self.total_cents,
        }

    def is_late(self, day: date) -> bool:
        return self.due_on is not None and self.due_on < day


class InvoiceLine(models.Model):
    """One line: a text, and cents without VAT for the whole quantity. On a credit note amounts are positive too."""

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("omschrijving"), max_length=300)
    quantity = models.PositiveIntegerField(_("aantal"), default=1)
    net_cents = models.BigIntegerField(_("bedrag zonder btw"))
    vat_category = models.CharField(max_length=2, choices=VatCategory.choices)
    vat_rate = models.DecimalField(max_digits=5, decimal_places=2)
    exemption = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("factuurregel")
        verbose_name_plural = _("factuurregels")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_position"),
            models.CheckConstraint(
                condition=Q(net_cents__gte=0, quantity__gte=1), name="invoice_line_is_not_below_zero"
            ),
            *vat_is_whole("invoice_line"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def facts(self) -> dict:
        return {
            "text": self.text,
            "quantity": self.quantity,
            "net_cents": self.net_cents,
            "category": self.vat_category,
            "rate": f"{self.vat_rate:.2f}",
        }


class InvoiceFiles(models.Model):
    """The PDF and the UBL that went out, made once by a job after the sending. No PDF where Pango is missing."""

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="files")
    pdf = models.OneToOneField(PrivateFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ubl = models.OneToOneField(PrivateFile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "bestanden van een factuur"
        verbose_name_plural = "bestanden van facturen"

    def __str__(self) -> str:
        return str(self.invoice)
