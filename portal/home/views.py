from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning_circles.upcoming import next_of
from membership.access import seats_of, sees_money
from membership.figures import year_to_report
from membership.models import Renewal, Seat
from membership.views.own import current_seat
from portal.accounts.access import is_staff_member
from portal.core.drawings import arch
from portal.core.forms import posted
from portal.core.models import Notification, OperatorSettings
from portal.core.notifications import letter_for
from portal.core.paging import LongList
from portal.home.forms import OwnDataForm
from portal.home.overview import overview_of, shared_plans
from surveys.upcoming import waiting_for


@never_cache
@login_required
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Where somebody belongs after logging in: staff at work, members at their overview."""
    if seats_of(request.user):
        return redirect("home:overview")
    return redirect("wagtailadmin_home" if is_staff_member(request.user) else "home:overview")


@never_cache
@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    seats = seats_of(request.user)
    if not seats:
        if is_staff_member(request.user):
            return redirect("wagtailadmin_home")
        return render(request, "home/no_seat.html", {"plans": shared_plans(request.user)})
    seat = current_seat(request)
    view = overview_of(seat)
    unread = Notification.objects.shown_to(request.user).filter(read_at=None).count()
    colleagues = Seat.objects.current().filter(organisation=seat.organisation).count()
    context = {
        "seat": seat,
        "seats": seats,
        "view": view,
        "stones": arch(view.stones) if view.stones else [],
        "unread": unread,
        "colleagues": colleagues,
        "shared": shared_plans(request.user),
        "meetings": next_of(request.user, 1),
        "survey": waiting_for(seat),
        "participants_year": year_to_report(seat),
        "pays": sees_money(request.user, seat.organisation),
    }
    if context["pays"]:
        context["renewal"] = Renewal.objects.open().filter(organisation=seat.organisation).first()
    return render(request, "home/overview.html", context)


@never_cache
@login_required
@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    """What we told this person, newest first. Looking marks it as read afterwards."""
    rows = Notification.objects.shown_to(request.user)
    page = LongList(rows, 20).get_page(request.GET.get("pagina"))
    entries = [(n, letter_for(n)) for n in page]
    response = render(request, "home/notifications.html", {"page": page, "entries": entries})
    unread = [n.pk for n, _letter in entries if n.read_at is None]
    if unread and request.method == "GET":
        Notification.objects.filter(pk__in=unread).update(read_at=timezone.now())
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_data(request: HttpRequest) -> HttpResponse:
    user = request.user
    fields = ("first_name", "last_name", "function")
    form = OwnDataForm(posted(request), initial={f: getattr(user, f) for f in fields})
    if request.method == "POST" and form.is_valid():
        form.save(user)
        messages.success(request, _("Bewaard."))
        return redirect("home:own_data")
    context = {"form": form, "seats": seats_of(user)}
    return render(request, "home/own_data.html", context, status=422 if form.is_bound else 200)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116; the date moves along, so it never expires by being forgotten."""
    operator = OperatorSettings.load()
    expires = timezone.now() + timedelta(days=180)
    contact = operator.security_contact or operator.contact_email
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {expires:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.PORTAL_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of anything else."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and is migrated."""
    try:
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return HttpResponse("database", status=503, content_type="text/plain")
    if behind:
        return HttpResponse("migrations", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {p}" for p in ("/beheer/", "/mijn/", "/word-lid/", "/inloggen/"))]
    lines.append(f"Sitemap: {settings.PORTAL_URL}{reverse('knowledge:sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """The living page of components: what the house is furnished with. Demo and development only."""
    from portal.home.components import EXAMPLES, ExampleForm

    context = {"form": ExampleForm(), "broken": ExampleForm({}), "examples": EXAMPLES, "stones": arch(EXAMPLES["arch"])}
    return render(request, "home/components.html", context)
