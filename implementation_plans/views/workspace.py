"""The plan workspace: /mijn/plan/. One section per screen, several colleagues, drafts kept."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from implementation_plans import operations
from implementation_plans.access import may_submit
from implementation_plans.forms.writing import SectionForm, UploadForm, stamp
from implementation_plans.models import Answer, Plan, PlanFile, PlanSection, PlanVersion
from membership.models import Seat
from membership.views.own import for_members
from portal.core.drawings import arch
from portal.core.file_checks import FileRefused
from portal.core.files import NotStored, QuotaReached, TooManyThisHour
from portal.core.forms import posted
from portal.core.operator import operator_settings
from portal.core.templatetags.portal import size, when

NOW = timedelta(minutes=15)
CLOSED = _("U kunt dit onderdeel nu niet veranderen. Wij lezen uw plan, of wij vonden dit onderdeel al goed.")

NOT_ADDED = (
    FileRefused,
    QuotaReached,
    TooManyThisHour,
    NotStored,
    operations.TooManyFiles,
    operations.PlanNotOpen,
)


def plan_of(request: HttpRequest, seat: Seat) -> Plan:
    plans = Plan.objects.visible_to(request.user).select_related("organisation", "template")
    return get_object_or_404(plans, organisation=seat.organisation)


def sections_of(plan: Plan) -> list[PlanSection]:
    sections = list(plan.sections.all())
    for section in sections:
        section.plan = plan
    return sections


@require_POST
@for_members
def start(request: HttpRequest, seat: Seat) -> HttpResponse:
    try:
        operations.start_plan(seat.organisation, by=request.user)
    except operations.NotAMember:
        messages.error(request, _("Alleen leden schrijven een plan. Bel ons als u weer mee wilt doen."))
        return redirect("home:overview")
    except operations.NoTemplate:
        messages.error(
            request,
            _("De vragen van het plan staan nog niet klaar. Bel of mail ons. Dan hoort u wanneer u kunt beginnen."),
        )
        return redirect("home:overview")
    return redirect("plans:section", number=1)


@require_safe
@for_members
def plan(request: HttpRequest, seat: Seat) -> HttpResponse:
    plan = plan_of(request, seat)
    sections = sections_of(plan)
    context = _frame(plan, sections, seat) | {
        "versions": plan.all_versions(),
        "all_done": all(s.is_done for s in sections),
        "usual_days": operations.usual_days(),
    }
    return render(request, "implementation_plans/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def section(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """Read and write one section. A POST saves; "klaar" is a noun of its own."""
    plan = plan_of(request, seat)
    sections = sections_of(plan)
    current = _section(sections, number)
    form = SectionForm(posted(request), section=current, answers=_answers(current))
    conflicts: list = []
    if request.method == "POST" and form.is_valid():
        try:
            conflicts = operations.save_answers(current, answers=form.answers(), by=request.user)
        except operations.PlanNotOpen:
            return _closed(request, seat, plan, sections, current, form)
        if _wants_json(request):
            return _saved_json(current, form, conflicts)
        if not conflicts:
            return redirect("plans:section", number=number)
    elif request.method == "POST" and _wants_json(request):
        return JsonResponse({"error": [e for es in form.errors.values() for e in es]}, status=422)
    status = 409 if conflicts else 422 if form.is_bound else 200
    return _section_page(request, seat, plan, sections, current, form, conflicts=conflicts, status=status)


@require_POST
@for_members
def section_done(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """Save and mark as done; then on to the next section that is still to do."""
    plan = plan_of(request, seat)
    sections = sections_of(plan)
    current = _section(sections, number)
    form = SectionForm(request.POST, section=current, answers=_answers(current))
    if not form.is_valid():
        return _section_page(request, seat, plan, sections, current, form, status=422)
    try:
        conflicts = operations.save_answers(current, answers=form.answers(), by=request.user)
        if conflicts:
            return _section_page(request, seat, plan, sections, current, form, conflicts=conflicts, status=409)
        operations.finish_section(current, by=request.user)
    except operations.PlanNotOpen:
        return _closed(request, seat, plan, sections, current, form)
    except operations.AnswersMissing as missing:
        form.stored = {a.question: a for a in Answer.objects.filter(section=current)}
        form.with_both_texts()
        for n, code in form.questions:
            if code in missing.questions:
                form.add_error(f"text-{n}", _("Schrijf hier nog iets. Daarna is dit onderdeel klaar."))
        return _section_page(request, seat, plan, sections, current, form, status=422)
    todo = [s for s in sections if not s.is_done and s.number != number]
    later = [s for s in todo if s.number > number]
    following = (later or todo)[:1]
    messages.success(request, _("‘%s’ is klaar.") % current.title)
    return redirect("plans:section", number=following[0].number) if following else redirect("plans:plan")


@require_POST
@for_members
def section_reopen(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    plan = plan_of(request, seat)
    current = _section(sections_of(plan), number)
    try:
        operations.reopen_section(current, by=request.user)
    except operations.PlanNotOpen:
        messages.error(request, CLOSED)
        return redirect("plans:plan")
    return redirect("plans:section", number=number)


@require_POST
@for_members
def file_add(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    plan = plan_of(request, seat)
    sections = sections_of(plan)
    current = _section(sections, number)
    upload, status = UploadForm(request.POST, request.FILES), 422
    if upload.is_valid():
        try:
            operations.add_file(current, upload=upload.cleaned_data["upload"], by=request.user)
        except NOT_ADDED as refusal:
            upload.add_error("upload", _why_not_added(refusal))
            status = 507 if isinstance(refusal, NotStored) else 422
        else:
            messages.success(request, _("Het bestand is toegevoegd. Wij controleren het nu."))
            return redirect("plans:section", number=number)
    return _section_page(request, seat, plan, sections, current, None, upload=upload, status=status)


@require_POST
@for_members
def file_remove(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    plan = plan_of(request, seat)
    files = PlanFile.objects.present().filter(section__plan=plan).select_related("section")
    plan_file = get_object_or_404(files, pk=pk)
    try:
        operations.remove_file(plan_file, by=request.user)
    except operations.PlanNotOpen:
        messages.error(request, CLOSED)
    else:
        messages.success(request, _("Het bestand is weggehaald."))
    return redirect("plans:section", number=plan_file.section.number)


@require_POST
@for_members
def submission(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Send the plan to the network. Sending twice is sending once."""
    plan = plan_of(request, seat)
    if not may_submit(request.user, plan):
        raise PermissionDenied
    try:
        version = operations.submit_plan(plan, by=request.user)
    except operations.SectionsNotDone as undone:
        names = ", ".join(f"{s.number}. {s.title}" for s in undone.sections)
        messages.error(request, _("Nog niet klaar: %s. Maak dit eerst af.") % names)
    except operations.FilesWaiting:
        messages.error(request, _("Wij controleren nog een bestand. Wacht een minuut en verstuur dan. Of bel ons."))
    except operations.FilesRefused as refused:
        names = ", ".join(f"‘{f.file.name}’" for f in refused.files)
        messages.error(request, _("Dit kunnen wij niet aannemen: %s. Haal dit eerst weg.") % names)
    except (operations.PlanNotOpen, operations.NotAMember, operations.ClosedSectionChanged):
        messages.error(request, _("U kunt dit plan nu niet versturen. Bel ons gerust, dan kijken wij samen."))
    else:
        words = {"number": version.number, "weeks": operator_settings().weeks_to_answer}
        messages.success(
            request, _("Versie %(number)s is verstuurd. U krijgt antwoord binnen %(weeks)s weken.") % words
        )
        return redirect("home:overview")
    return redirect("plans:plan")


@require_safe
@for_members
def version(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """A submitted version; reactions are shown once there is a decision."""
    versions = PlanVersion.objects.visible_to(request.user).select_related("decision__decided_by", "plan__organisation")
    shown = get_object_or_404(versions, plan__organisation=seat.organisation, number=number)
    sections = list(shown.sections.prefetch_related("files__file"))
    if shown.is_decided:
        for part in sections:
            part.reaction = shown.decision.reaction_to(part.code)
    return render(request, "implementation_plans/version.html", {"version": shown, "sections": sections, "seat": seat})


# --- Parts of the pages ------------------------------------------------------------------------------------


def _section(sections: list[PlanSection], number: int) -> PlanSection:
    for section in sections:
        if section.number == number:
            return section
    raise Http404


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _saved_json(section: PlanSection, form: SectionForm, conflicts: list) -> JsonResponse:
    """`stamps`: by the number of the question, for the hidden fields of the open page."""
    now = {answer.question: stamp(answer) for answer in Answer.objects.filter(section=section)}
    refused = {c.question for c in conflicts}
    stamps = {n: now[code] for n, code in form.questions if code not in refused}
    body = {"saved": when(timezone.now()), "stamps": stamps, "conflicts": sorted(refused)}
    return JsonResponse(body, status=409 if conflicts else 200)


def _why_not_added(refusal: Exception) -> str:
    """What the person reads when a file did not come in: why, and what to do."""
    match refusal:
        case FileRefused():
            return str(refusal.message)
        case QuotaReached():
            return _(
                "Dit bestand past er niet meer bij. Uw organisatie gebruikt %(used)s van %(allowed)s."
                " Maak het bestand kleiner, of bel ons. Dan maken wij ruimte."
            ) % {"used": size(refusal.used), "allowed": size(refusal.allowed)}
        case TooManyThisHour():
            return _("Uw organisatie stuurde het laatste uur veel bestanden. Wacht een uur en probeer het dan opnieuw.")
        case NotStored():
            return _("Wij kunnen nu geen bestanden bewaren. Dat ligt aan ons. Probeer het later opnieuw, of bel ons.")
        case operations.TooManyFiles():
            return _("Bij dit onderdeel staan al 10 bestanden. Haal eerst een bestand weg.")
        case _:
            return str(CLOSED)


def _closed(request, seat, plan, sections, current, form) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"error": [str(CLOSED)]}, status=409)
    return _section_page(request, seat, plan, sections, current, form, notice=CLOSED, status=409)


def _section_page(
    request, seat, plan, sections, current, form, *, upload=None, conflicts=(), notice="", status=200
) -> HttpResponse:
    answers = form.stored if form and not form.is_bound else _answers(current)
    form = form or SectionForm(section=current, answers=answers)
    if conflicts:
        form.stored = answers
        form.with_both_texts()
    by_question = {c.question: c for c in conflicts}
    saved = [a.updated_at for a in answers.values() if a.updated_at]
    context = _frame(plan, sections, seat, current) | {
        "form": form,
        "rows": [(text, revision, by_question.get(code)) for text, revision, code in form.rows()],
        "conflicts": conflicts,
        "notice": notice,
        "upload": upload or UploadForm(),
        "files": PlanFile.objects.present().filter(section=current).select_related("file", "added_by"),
        "saved_at": max(saved, default=None),
        "outline": current.outline,
        "earlier": _earlier_reactions(plan, current),
        "writable": plan.is_open and current.is_open,
        "elsewhere": _writing_elsewhere(plan, current, request.user),
    }
    return render(request, "implementation_plans/section.html", context, status=status)


def _answers(section: PlanSection) -> dict[str, Answer]:
    return {a.question: a for a in Answer.objects.filter(section=section).select_related("updated_by")}


def _frame(plan: Plan, sections: list[PlanSection], seat: Seat, current: PlanSection | None = None) -> dict:
    states = ["now" if s is current else "done" if s.is_done else "todo" for s in sections]
    seats = Seat.objects.current().filter(organisation=plan.organisation).select_related("user").order_by("pk")
    return {
        "plan": plan,
        "sections": sections,
        "section": current,
        "seat": seat,
        "stones": arch(states),
        "writers": list(seats),
        "done": sum(s.is_done for s in sections),
    }


def _earlier_reactions(plan: Plan, current: PlanSection) -> list[tuple[PlanVersion, str]]:
    """What the network's letters said of this section, newest first."""
    if plan.latest_version() is None:
        return []
    decided = plan.versions.filter(decision__isnull=False).select_related("decision").order_by("-number")
    found = [(version, version.decision.reaction_to(current.code)) for version in decided]
    return [(version, reaction) for version, reaction in found if reaction]


def _writing_elsewhere(plan: Plan, current: PlanSection, user) -> list[Answer]:
    """Colleagues who saved something in the last quarter of an hour, newest first."""
    recent = Answer.objects.filter(section__plan=plan, updated_at__gte=timezone.now() - NOW)
    recent = recent.exclude(updated_by=user).select_related("updated_by", "section").order_by("-updated_at")
    seen: dict[int, Answer] = {}
    for answer in recent[:40]:
        if answer.updated_by_id:
            seen.setdefault(answer.updated_by_id, answer)
    return list(seen.values())
