"""Money of the three organisations: an invoice of organisation A, which its admin has the duty for."""

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from membership import jobs, operations
from membership.algorithms.money import Line
from membership.models import InvoiceFiles, Refund, Renewal, Seat
from tests.money import ADDRESS, PaymentFactory, TariffFactory
from tests.proof.roles import A_ADMIN

if TYPE_CHECKING:
    from tests.proof.road.world import World

FINANCE = {"finance", "superuser"}
PAYERS = A_ADMIN


class Money:
    def __init__(self, world: "World") -> None:
        seat = world.seat
        Seat.objects.filter(pk=seat.pk).update(duties=["contact", "invoices", "licences"])
        word = partial(world.word, PAYERS, FINANCE)
        words = {field: word() for field in ("legal_name", "department", "street", "town")}
        facts = ADDRESS | words | {"email": "", "postcode": word()[:12]}
        organisation, year = seat.organisation, timezone.localdate().year
        TariffFactory(year=year + 1)
        self.renewal = Renewal.objects.create(organisation=organisation, year=year + 1, asked_at=timezone.now())
        operations.save_invoice_profile(organisation, by=seat.user, **facts)
        operations.save_order_number(organisation, year=year, number=word(), by=seat.user)
        lines = [Line(word(), 10_000), Line(word(), 500, "E", Decimal(0), word())]
        draft = operations.draft_invoice(organisation, lines=lines, year=year, by=None)
        self.invoice = operations.send_invoice(draft, by=world.people["finance"])
        PaymentFactory(invoice=self.invoice, reference=world.word(FINANCE), amount_cents=13_000)
        operations.pay_refund(Refund.objects.get(), reference=world.word(FINANCE), by=world.people["finance"])
        operations.credit_invoice(self.invoice, reason=word(), lines=[Line(word(), 500)], by=world.people["finance"])
        told = {"asked_at": timezone.now(), "declined_at": timezone.now(), "reason": world.word(FINANCE)}
        Renewal.objects.create(organisation=organisation, year=year, **told)
        note = world.word(FINANCE)
        operations.hold_reminders(self.invoice, kind="dispute", note=note, by=world.people["finance"])
        jobs.make_files(self.invoice.pk)
        self.files = InvoiceFiles.objects.get(invoice=self.invoice)


def money_of(world: "World") -> Money:
    return Money(world)
