"""One factory per model. What has an operation is made through it, so no test knows an impossible state."""

from factory.django import DjangoModelFactory

from tests.circles import CircleFactory, MeetingFactory, TownFactory
from tests.factories.core import *
from tests.factories.membership import *
from tests.factories.people import *
from tests.factories.plans import *
from tests.money import (
    DuesSettingsFactory,
    InvoiceFactory,
    InvoiceProfileFactory,
    OrderNumberFactory,
    PaymentFactory,
    RefundFactory,
    RenewalFactory,
    TariffFactory,
)
from tests.network import (
    FigureFactory,
    FigureValueFactory,
    MunicipalityFactory,
    ParticipantReportFactory,
    ProfileFactory,
    RelayedMessageFactory,
)
from tests.pages import GlossaryEntryFactory, LabelFactory, NetworkItemFactory, OutsideLinkFactory, page, site
from tests.paying import (
    BankEntryFactory,
    CheckoutAttemptFactory,
    DifferenceFactory,
    DisputeFactory,
    ReconciliationFactory,
    StatementFactory,
    StripeEventFactory,
)
from tests.training import (
    LessonDoneFactory,
    LicenceAcceptanceFactory,
    LicenceSettingsFactory,
    LicensedDownloadFactory,
    RouteDoneFactory,
    RouteTotalFactory,
)
