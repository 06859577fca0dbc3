"""Rounds for network staff: open, follow who answers, close."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.widgets.button import HeaderButton

from portal.accounts.access import staff_role_required
from portal.accounts.admin_views import DayColumn, RecordIndex, TextColumn, staff_page
from portal.core.documents import prepared
from portal.core.forms import posted
from surveys import exports, operations
from surveys.access import ROLES
from surveys.forms.rounds import LastDayForm, RoundForm
from surveys.models import Questionnaire, QuestionVersion, Round
from surveys.operations import must_be_new
from surveys.outline import questions_of

LIST = "surveys_admin:rounds"
FORM = ["GET", "HEAD", "POST"]


class RoundIndex(RecordIndex):
    model = Round
    roles = ROLES
    page_title = gettext_lazy("Rondes van de vragenlijst")
    header_icon = "list-ol"
    index_url_name = LIST
    index_results_url_name = "surveys_admin:rounds_results"
    open_url_name = "surveys_admin:round"
    title_label = gettext_lazy("Ronde")
    search_fields = ["title"]
    default_ordering = "-year"
    extra_columns = [
        TextColumn("state_label", label=gettext_lazy("Status")),
        TextColumn("asked", label=gettext_lazy("Gevraagd")),
        TextColumn("answered", label=gettext_lazy("Ingestuurd")),
        DayColumn("closes_on", label=gettext_lazy("Tot en met")),
    ]
    list_export = ["year", "title", "state_label", "asked", "answered", "closes_on"]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Open een ronde"), url=reverse("surveys_admin:round_new"), icon_name="plus")]

    def get_base_queryset(self):
        return Round.objects.readable_by(self.request.user).select_related("release").with_response()


def round_for(request: HttpRequest, pk: int) -> Round:
    found = Round.objects.readable_by(request.user).select_related("release").defer("release__certificate")
    return get_object_or_404(found, pk=pk)


def trail_to(found: Round, *more: tuple[str, str]) -> list[tuple[str, str]]:
    here = reverse("surveys_admin:round", args=[found.pk]) if more else ""
    return [(_("Rondes"), reverse(LIST)), (str(found), here), *more]


@require_http_methods(FORM)
@staff_role_required(*ROLES)
def new(request: HttpRequest) -> HttpResponse:
    """Open a round with the published questionnaire; a question in other words asks whether it is the same one."""
    questionnaire = Questionnaire.objects.filter(live=True).order_by("-pk").first()
    changed = _changed(questionnaire) if questionnaire else []
    form = RoundForm(posted(request), changed=changed, initial={"year": timezone.localdate().year})
    if questionnaire and form.is_bound and form.is_valid():
        try:
            made = operations.open_round(
                questionnaire,
                year=form.cleaned_data["year"],
                closes_on=form.cleaned_data["closes_on"],
                renewed=form.renewed(),
                by=request.user,
            )
        except operations.YearTaken:
            form.add_error("year", _("Van dit jaar is er al een ronde. Kies een ander jaar."))
        except operations.NobodyToAsk:
            form.add_error(None, _("Er zijn nog geen leden om te vragen."))
        else:
            messages.success(request, _("De ronde is open. Leden lezen het in hun volgende e-mail."))
            return redirect("surveys_admin:round", pk=made.pk)
    context = {"form": form, "questionnaire": questionnaire}
    trail = [(_("Rondes"), reverse(LIST)), (_("Open een ronde"), "")]
    status = 422 if form.is_bound else 200
    return staff_page(request, "beheer/survey_round_new.html", context, trail=trail, status=status)


def _changed(questionnaire: Questionnaire) -> list[dict]:
    """Questions that go on in their series, in other words than they were asked last. Two queries."""
    asked = QuestionVersion.objects.select_related("question").prefetch_related("options")
    latest = {version.question.block: version for version in asked.order_by("question__number", "round__year")}
    found = []
    for item in questions_of(questionnaire.outline()):
        before = latest.get(item["block"])
        if before is None or must_be_new(before, item):
            continue
        words = [item["text"], *(option["label"] for option in item["options"])]
        if [before.text, *(option.label for option in before.options.all())] != words:
            was = [before.text, *(option.label for option in before.options.all())]
            same_text = before.text == item["text"]
            found.append(
                {
                    "block": item["block"],
                    "before": ", ".join(was[1:]) if same_text else before.text,
                    "now": ", ".join(words[1:]) if same_text else item["text"],
                }
            )
    return found


@require_safe
@staff_role_required(*ROLES)
def survey_round(request: HttpRequest, pk: int) -> HttpResponse:
    return round_page(request, round_for(request, pk))


def round_page(request: HttpRequest, found: Round, *, status: int = 200, **more) -> HttpResponse:
    asked = found.participations.select_related("organisation", "submitted_by").annotate(given=Count("answers"))
    participations = list(asked.order_by("organisation__name_key", "pk"))
    answered = sum(p.is_submitted for p in participations)
    context = {
        "round": found,
        "release": getattr(found, "release", None),
        "participations": participations,
        "answered": answered,
        "declined": sum(p.is_declined for p in participations),
        "percent": round(100 * answered / len(participations)) if participations else 0,
        "form": LastDayForm(initial={"closes_on": found.closes_on}),
        "texts": found.questions.filter(kind__in=["text", "long_text"]).order_by("position"),
        "workbook": prepared.latest(exports.KIND, subject=exports.subject_of(found)),
        **more,
    }
    return staff_page(request, "beheer/survey_round.html", context, trail=trail_to(found), status=status)


@require_POST
@staff_role_required(*ROLES)
def last_day(request: HttpRequest, pk: int) -> HttpResponse:
    found = round_for(request, pk)
    form = LastDayForm(request.POST)
    if not form.is_valid():
        return round_page(request, found, status=422, form=form)
    try:
        operations.change_last_day(found, closes_on=form.cleaned_data["closes_on"], by=request.user)
    except operations.RoundClosed:
        messages.error(request, _("De ronde is al gesloten. Er is niets veranderd."))
    else:
        messages.success(request, _("Bewaard."))
    return redirect("surveys_admin:round", pk=pk)


@require_POST
@staff_role_required(*ROLES)
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    operations.close_round(round_for(request, pk), by=request.user)
    messages.success(request, _("De ronde is gesloten. U kunt nu de uitkomsten laten maken."))
    return redirect("surveys_admin:round", pk=pk)
