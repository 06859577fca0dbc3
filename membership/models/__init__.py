from membership.models.admissions import Admission
from membership.models.bank import BankEntry, Statement
from membership.models.dues import DuesSettings
from membership.models.farewells import Farewell, FarewellReason
from membership.models.figures import CountedBy, Figure, FigureValue, ParticipantReport
from membership.models.interests import Interest, InterestKind, Wish
from membership.models.invoices import (
    Invoice,
    InvoiceCounter,
    InvoiceFiles,
    InvoiceKind,
    InvoiceLine,
    InvoiceProfile,
    OrderNumber,
)
from membership.models.joining import AdminWanted, EmailDomain, JoinRequest
from membership.models.municipalities import Municipality
from membership.models.organisations import Kind, Organisation, Province
from membership.models.paying import CheckoutAttempt, Dispute, DisputeOutcome, Ending, EventResult, StripeEvent
from membership.models.payments import Payment, PaymentSource, Refund, RefundReason
from membership.models.people import Duty, Role, Seat, SeatInvitation
from membership.models.profiles import Domain, Profile, RelayedMessage
from membership.models.reconciling import Difference, DifferenceKind, Reconciliation
from membership.models.runs import DuesRun, DuesRunItem, Hold, InvoiceHold, InvoiceReminder, Outcome
from membership.models.tariffs import Renewal, Tariff, VatCategory
from membership.models.terms import Term
from membership.models.towns import Town

__all__ = [
    "AdminWanted",
    "Admission",
    "BankEntry",
    "CheckoutAttempt",
    "CountedBy",
    "Difference",
    "DifferenceKind",
    "Dispute",
    "DisputeOutcome",
    "Domain",
    "DuesRun",
    "DuesRunItem",
    "DuesSettings",
    "Duty",
    "EmailDomain",
    "Ending",
    "EventResult",
    "Farewell",
    "FarewellReason",
    "Figure",
    "FigureValue",
    "Hold",
    "Interest",
    "InterestKind",
    "Invoice",
    "InvoiceCounter",
    "InvoiceFiles",
    "InvoiceHold",
    "InvoiceKind",
    "InvoiceLine",
    "InvoiceProfile",
    "InvoiceReminder",
    "JoinRequest",
    "Kind",
    "Municipality",
    "OrderNumber",
    "Organisation",
    "Outcome",
    "ParticipantReport",
    "Payment",
    "PaymentSource",
    "Profile",
    "Province",
    "Reconciliation",
    "Refund",
    "RefundReason",
    "RelayedMessage",
    "Renewal",
    "Role",
    "Seat",
    "SeatInvitation",
    "Statement",
    "StripeEvent",
    "Tariff",
    "Term",
    "Town",
    "VatCategory",
    "Wish",
]
