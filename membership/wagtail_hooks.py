from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from membership import admin_views, money_admin, payment_admin_views
from membership.admin_views import figures, places
from membership.models import Figure, Tariff, Town
from membership.money_forms import TariffForm
from portal.accounts import words_only
from portal.accounts.access import ADVISER, DECIDER, FINANCE, has_role, is_staff_member


class TownViewSet(SnippetViewSet):
    """Places people travel from and to."""

    model = Town
    icon = "site"
    menu_label = _("Plaatsen")
    add_to_admin_menu = True
    menu_order = 190
    list_display = ["name", "province", "municipality_code"]
    list_filter = ["province"]
    search_fields = ["name", "name_key"]


class FigureViewSet(SnippetViewSet):
    """The words of the public figures. Which there are, the portal knows: nobody adds or deletes one."""

    model = Figure
    icon = "table"
    menu_label = _("Woorden bij cijfers")
    add_to_admin_menu = True
    menu_order = 195
    list_display = ["label", "position", "is_public"]


register_snippet(TownViewSet)
register_snippet(FigureViewSet)


class TariffViewSet(SnippetViewSet):
    """What a year costs. Only staff with finance have the right to these."""

    model = Tariff
    icon = "tag"
    menu_label = _("Tarieven")
    add_to_admin_menu = True
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
def membership_urls():
    patterns = [
        path("aanvragen/", admin_views.AdmissionIndex.as_view(), name="admissions"),
        path("aanvragen/lijst/", admin_views.AdmissionIndex.as_view(results_only=True), name="admissions_results"),
        path("aanvragen/<int:pk>/", admin_views.admission, name="admission"),
        path("aanvragen/<int:pk>/besluit/", admin_views.admission_decision, name="admission_decision"),
        path("belangstelling/", admin_views.InterestIndex.as_view(), name="interests"),
        path("belangstelling/lijst/", admin_views.InterestIndex.as_view(results_only=True), name="interests_results"),
        path("belangstelling/<int:pk>/", admin_views.interest, name="interest"),
        path("belangstelling/<int:pk>/uitnodiging/", admin_views.interest_invitation, name="interest_invitation"),
        path("belangstelling/<int:pk>/afronding/", admin_views.interest_closing, name="interest_closing"),
        path("organisaties/", admin_views.OrganisationIndex.as_view(), name="organisations"),
        path(
            "organisaties/lijst/",
            admin_views.OrganisationIndex.as_view(results_only=True),
            name="organisations_results",
        ),
        path("organisaties/<int:pk>/", admin_views.organisation, name="organisation"),
        path("organisaties/<int:pk>/profiel/weg/", places.profile_hidden, name="profile_hidden"),
        path("organisaties/<int:pk>/profiel/terug/", places.profile_restored, name="profile_restored"),
        path("organisaties/<int:pk>/gemeente/", places.placed, name="placed"),
        path("organisaties/<int:pk>/beheerder/", admin_views.admin_appointed, name="admin_appointed"),
        path("organisaties/<int:pk>/uitnodiging/", admin_views.admin_invited, name="admin_invited"),
        path("organisaties/<int:pk>/plekken/<int:seat_pk>/einde/", admin_views.seat_closed, name="seat_closed"),
    ]
    return [path("", include((patterns, "membership_admin")))]


@hooks.register("register_admin_urls")
def figure_urls():
    patterns = [
        path("cijfers/", figures.figures, name="figures"),
        path("cijfers/totaal/", figures.settled, name="settled"),
        path("cijfers/<int:pk>/intrekking/", figures.withdrawn, name="withdrawn"),
        path("cijfers/opgaven/", figures.ReportIndex.as_view(), name="reports"),
        path("cijfers/opgaven/lijst/", figures.ReportIndex.as_view(results_only=True), name="reports_results"),
        path("cijfers/opgaven/<int:pk>/", figures.report, name="report"),
        path("cijfers/opgaven/<int:pk>/bevestiging/", figures.report_confirmed, name="report_confirmed"),
        path("cijfers/opgaven/<int:pk>/heropening/", figures.report_reopened, name="report_reopened"),
    ]
    return [path("", include((patterns, "figures_admin")))]


class AdmissionsItem(MenuItem):
    """What members and those who want to be write to us, for those who answer them."""

    def is_shown(self, request) -> bool:
        return has_role(request.user, ADVISER, DECIDER)


class OrganisationsItem(MenuItem):
    def is_shown(self, request) -> bool:
        return is_staff_member(request.user)


@hooks.register("register_admin_menu_item")
def admissions_item():
    return AdmissionsItem(_("Aanvragen"), reverse("membership_admin:admissions"), icon_name="user", order=10)


@hooks.register("register_admin_menu_item")
def interests_item():
    return AdmissionsItem(_("Belangstelling"), reverse("membership_admin:interests"), icon_name="mail", order=15)


@hooks.register("register_admin_menu_item")
def organisations_item():
    return OrganisationsItem(_("Organisaties"), reverse("membership_admin:organisations"), icon_name="group", order=30)


@hooks.register("register_admin_menu_item")
def figures_item():
    return AdmissionsItem(_("Cijfers"), reverse("figures_admin:figures"), icon_name="table", order=48)


@hooks.register("register_admin_urls")
def money_urls():
    patterns = [
        path("facturen/", money_admin.InvoiceIndex.as_view(), name="invoices"),
        path("facturen/lijst/", money_admin.InvoiceIndex.as_view(results_only=True), name="invoices_results"),
        path("facturen/<int:pk>/", money_admin.invoice, name="invoice"),
        path("facturen/<int:pk>/verzending/", money_admin.sending, name="sending"),
        path("facturen/<int:pk>/weg/", money_admin.discarding, name="discarding"),
        path("facturen/<int:pk>/creditfactuur/", money_admin.crediting, name="crediting"),
        path("facturen/<int:pk>/notitie/", money_admin.holding, name="holding"),
        path("facturen/<int:pk>/notitie/einde/", money_admin.hold_end, name="hold_end"),
        path("contributie/<int:year>/", money_admin.year, name="year"),
        path("contributie/<int:year>/verzending/", money_admin.run_started, name="run_started"),
        path("contributie/<int:year>/facturen.<slug:kind>", money_admin.export, name="export"),
    ]
    return [path("", include((patterns, "money_admin")))]


class MoneyItem(MenuItem):
    def is_shown(self, request) -> bool:
        return has_role(request.user, FINANCE)


@hooks.register("register_admin_urls")
def payment_urls():
    views = payment_admin_views
    statements = views.StatementIndex.as_view
    patterns = [
        path("betalingen/terug/", views.RefundIndex.as_view(), name="refunds"),
        path("betalingen/terug/lijst/", views.RefundIndex.as_view(results_only=True), name="refunds_results"),
        path("betalingen/terug/<int:pk>/", views.refund, name="refund"),
        path("betalingen/afschriften/", statements(), name="statements"),
        path(
            "betalingen/afschriften/lijst/", views.StatementIndex.as_view(results_only=True), name="statements_results"
        ),
        path("betalingen/afschriften/nieuw/", views.statement_new, name="statement_new"),
        path("betalingen/afschriften/<int:pk>/", views.statement, name="statement"),
        path("betalingen/afschriften/<int:pk>/zeker/", views.certain_booked, name="certain_booked"),
        path("betalingen/bijschrijvingen/", views.entries, name="entries"),
        path("betalingen/bijschrijvingen/<int:pk>/", views.entry, name="entry"),
        path("betalingen/bijschrijvingen/<int:pk>/opzij/", views.entry_aside, name="entry_aside"),
        path("betalingen/bijschrijvingen/<int:pk>/terug/", views.entry_up, name="entry_up"),
        path("betalingen/verschillen/", views.differences, name="differences"),
        path("betalingen/verschillen/<int:pk>/einde/", views.difference_closed, name="difference_closed"),
        path("betalingen/berichten/<int:pk>/opnieuw/", views.event_again, name="event_again"),
    ]
    return [path("", include((patterns, "payments_admin")))]


@hooks.register("register_admin_menu_item")
def invoices_item():
    return MoneyItem(_("Facturen"), reverse("money_admin:invoices"), icon_name="form", order=40)


@hooks.register("register_admin_menu_item")
def dues_item():
    """The year that is nearest: from October the next."""
    today = timezone.localdate()
    year = today.year + (today.month > 9)
    return MoneyItem(_("Contributie"), reverse("money_admin:year", args=[year]), icon_name="calendar-alt", order=41)


@hooks.register("register_admin_menu_item")
def statements_item():
    return MoneyItem(_("Bankafschriften"), reverse("payments_admin:statements"), icon_name="doc-full", order=62)


@hooks.register("register_admin_menu_item")
def refunds_item():
    return MoneyItem(_("Terug te betalen"), reverse("payments_admin:refunds"), icon_name="rotate", order=63)


@hooks.register("register_admin_menu_item")
def differences_item():
    return MoneyItem(_("Verschillen met Stripe"), reverse("payments_admin:differences"), icon_name="warning", order=64)
