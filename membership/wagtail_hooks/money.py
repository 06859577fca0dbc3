"""What finance finds in the admin: the tariffs, and one entry "Geld" with all the others below it."""

from django.urls import include, path, register_converter, reverse
from django.urls.converters import IntConverter
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from membership.admin_views import money, payments
from membership.forms.money import TariffForm
from membership.models import Tariff
from portal.accounts import words_only
from portal.accounts.access import FINANCE, has_role


class Year(IntConverter):
    regex = "20[0-9]{2}"


register_converter(Year, "books_year")
IN_MENU = "register_money_menu_item"
MENU = Menu(register_hook_name=IN_MENU)


@hooks.register("register_admin_menu_item")
def money_menu():
    return SubmenuMenuItem(_("Geld"), MENU, name="money", icon_name="form", order=40)


class TariffViewSet(SnippetViewSet):
    """What a year costs. Only staff with finance have the right to these."""

    model = Tariff
    icon = "tag"
    menu_label = _("Tarieven")
    menu_hook = IN_MENU
    menu_order = 43
    list_display = ["year", "level", "kind", "inhabitants_from", "inhabitants_to", "in_joint_service", "euros"]
    list_filter = ["year", "level", "kind"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel(name) for name in ("year", "level", "amount_cents")], heading=_("Het bedrag")),
            MultiFieldPanel(
                [FieldPanel(name) for name in ("kind", "inhabitants_from", "inhabitants_to", "in_joint_service")],
                heading=_("Voor wie"),
            ),
            MultiFieldPanel([FieldPanel(name) for name in ("vat_category", "vat_rate", "exemption")], heading=_("Btw")),
        ],
        base_form_class=TariffForm,
    )


register_snippet(TariffViewSet)
words_only.GIVEN.update({("wagtailsnippets_membership_tariff", ""), ("wagtailsettings", "duessettings")})


@hooks.register("register_admin_urls")
def money_urls():
    patterns = [
        path("facturen/", money.InvoiceIndex.as_view(), name="invoices"),
        path("facturen/lijst/", money.InvoiceIndex.as_view(results_only=True), name="invoices_results"),
        path("facturen/<int:pk>/", money.invoice, name="invoice"),
        path("facturen/<int:pk>/verzending/", money.sending, name="sending"),
        path("facturen/<int:pk>/weg/", money.discarding, name="discarding"),
        path("facturen/<int:pk>/creditfactuur/", money.crediting, name="crediting"),
        path("facturen/<int:pk>/notitie/", money.holding, name="holding"),
        path("facturen/<int:pk>/notitie/einde/", money.hold_end, name="hold_end"),
        path("organisaties/<int:pk>/samenwerking/", money.joint_service, name="joint_service"),
        path("contributie/<books_year:year>/", money.year, name="year"),
        path("contributie/<books_year:year>/verzending/", money.run_started, name="run_started"),
        path("contributie/<books_year:year>/boeken/<slug:kind>/", money.books_asked, name="books_asked"),
    ]
    return [path("", include((patterns, "money_admin")))]


class MoneyItem(MenuItem):
    def is_shown(self, request) -> bool:
        return has_role(request.user, FINANCE)


@hooks.register("register_admin_urls")
def payment_urls():
    statements = payments.StatementIndex.as_view
    patterns = [
        path("betalingen/terug/", payments.RefundIndex.as_view(), name="refunds"),
        path("betalingen/terug/lijst/", payments.RefundIndex.as_view(results_only=True), name="refunds_results"),
        path("betalingen/terug/<int:pk>/", payments.refund, name="refund"),
        path("betalingen/afschriften/", statements(), name="statements"),
        path("betalingen/afschriften/lijst/", statements(results_only=True), name="statements_results"),
        path("betalingen/afschriften/nieuw/", payments.statement_new, name="statement_new"),
        path("betalingen/afschriften/<int:pk>/", payments.statement, name="statement"),
        path("betalingen/afschriften/<int:pk>/zeker/", payments.certain_booked, name="certain_booked"),
        path("betalingen/bijschrijvingen/", payments.entries, name="entries"),
        path("betalingen/bijschrijvingen/<int:pk>/", payments.entry, name="entry"),
        path("betalingen/bijschrijvingen/<int:pk>/verdeling/", payments.entry_split, name="entry_split"),
        path("betalingen/bijschrijvingen/<int:pk>/opzij/", payments.entry_aside, name="entry_aside"),
        path("betalingen/bijschrijvingen/<int:pk>/terug/", payments.entry_up, name="entry_up"),
        path("betalingen/verschillen/", payments.differences, name="differences"),
        path("betalingen/verschillen/<int:pk>/einde/", payments.difference_closed, name="difference_closed"),
        path("betalingen/berichten/<int:pk>/opnieuw/", payments.event_again, name="event_again"),
    ]
    return [path("", include((patterns, "payments_admin")))]


@hooks.register(IN_MENU)
def invoices_item():
    return MoneyItem(_("Facturen"), reverse("money_admin:invoices"), icon_name="form", order=40)


@hooks.register(IN_MENU)
def dues_item():
    """The year that is nearest: from October the next."""
    today = timezone.localdate()
    year = today.year + (today.month > 9)
    return MoneyItem(_("Contributie"), reverse("money_admin:year", args=[year]), icon_name="calendar-alt", order=41)


@hooks.register(IN_MENU)
def statements_item():
    return MoneyItem(_("Bankafschriften"), reverse("payments_admin:statements"), icon_name="doc-full", order=62)


@hooks.register(IN_MENU)
def refunds_item():
    return MoneyItem(_("Terug te betalen"), reverse("payments_admin:refunds"), icon_name="rotate", order=63)


@hooks.register(IN_MENU)
def differences_item():
    return MoneyItem(_("Verschillen met Stripe"), reverse("payments_admin:differences"), icon_name="warning", order=64)
