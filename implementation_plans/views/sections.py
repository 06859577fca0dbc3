"""One section per screen, for colleagues and for people from outside who read, remark or write along."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Page

from implementation_plans import operations
from implementation_plans.forms.together import RemarkForm, TaskForm
from implementation_plans.forms.writing import SectionForm, UploadForm, stamp
from implementation_plans.models import Answer, Plan, PlanFile, PlanSection, PlanVersion, Remark
from implementation_plans.views.desk import Desk, share_ended
from knowledge.access import readable_pages
from portal.core.drawings import arch
from portal.core.files import REFUSALS, NotStored
from portal.core.forms import posted, wants_json
from portal.core.templatetags.portal import when

NOW = timedelta(minutes=15)
CLOSED = _("U kunt dit onderdeel nu niet veranderen. Wij lezen het plan, of wij vonden dit onderdeel al goed.")
NO_MEMBER = _("Alleen leden schrijven aan een plan. Bel ons als u weer mee wilt doen.")
NOT_ADDED = (*REFUSALS, operations.TooManyFiles, operations.PlanNotOpen)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Read and write one section. A POST saves; "klaar" is a noun of its own."""
    current = desk.section(number)
    if request.method == "POST" and not desk.may_write:
        raise PermissionDenied
    form = SectionForm(posted(request), section=current, answers=answers_of(current))
    conflicts: list = []
    if request.method == "POST" and form.is_valid():
        try:
            conflicts = operations.save_answers(current, answers=form.answers(), by=request.user, share=desk.share)
        except operations.PlanNotOpen:
            return closed(request, desk, current, form)
        except operations.ShareClosed:
            return share_ended(request)
        if wants_json(request):
            return _saved_json(current, form, conflicts)
        if not conflicts:
            return redirect(current.url)
    elif request.method == "POST" and wants_json(request):
        return JsonResponse({"error": [e for es in form.errors.values() for e in es]}, status=422)
    status = 409 if conflicts else 422 if form.is_bound else 200
    return section_page(request, desk, current, form, conflicts=conflicts, status=status)


@require_POST
def section_done(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Save and mark as done; then on to the next section that is still to do."""
    current = desk.section(number)
    form = SectionForm(request.POST, section=current, answers=answers_of(current))
    if not form.is_valid():
        return section_page(request, desk, current, form, status=422)
    try:
        conflicts = operations.save_answers(current, answers=form.answers(), by=request.user)
        if conflicts:
            return section_page(request, desk, current, form, conflicts=conflicts, status=409)
        operations.finish_section(current, by=request.user)
    except operations.PlanNotOpen:
        return closed(request, desk, current, form)
    except operations.AnswersMissing as missing:
        form.stored = answers_of(PlanSection.objects.select_related("plan").get(pk=current.pk))
        form.with_both_texts()
        for n, code in form.questions:
            if code in missing.questions:
                form.add_error(f"text-{n}", _("Schrijf hier nog iets. Daarna is dit onderdeel klaar."))
        return section_page(request, desk, current, form, status=422)
    todo = [s for s in desk.sections if not s.is_done and s.number != number]
    later = [s for s in todo if s.number > number]
    following = (later or todo)[:1]
    messages.success(request, _("‘%s’ is klaar.") % current.title)
    return redirect(following[0].url if following else desk.home)


@require_POST
def section_reopen(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    current = desk.section(number)
    try:
        operations.reopen_section(current, by=request.user)
    except operations.PlanNotOpen:
        messages.error(request, CLOSED)
        return redirect(desk.home)
    return redirect(current.url)


@require_POST
def section_task(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Who writes this, for when."""
    current = desk.section(number)
    form = TaskForm(request.POST, seats=desk.colleagues)
    if not form.is_valid():
        return section_page(request, desk, current, task=form, status=422)
    try:
        operations.assign_section(current, **form.cleaned_data, by=request.user)
    except operations.PlanNotOpen:
        messages.error(request, CLOSED)
    except operations.NoSeatHere:
        messages.error(request, _("Deze collega heeft geen plek meer. Kies een andere collega."))
    else:
        messages.success(request, _("Bewaard."))
    return redirect(current.url)


@require_POST
def remark_add(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    current = desk.section(number)
    if not desk.may_remark:
        raise PermissionDenied
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return section_page(request, desk, current, remark=form, status=422)
    try:
        operations.add_remark(current, text=form.cleaned_data["remark"], by=request.user, share=desk.share)
    except operations.ShareClosed:
        return share_ended(request)
    except operations.NotAMember:
        form.add_error("remark", NO_MEMBER)
        return section_page(request, desk, current, remark=form, status=409)
    return redirect(f"{current.url}#opmerkingen")


@require_POST
def remark_resolve(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    remarks = Remark.objects.visible_to(request.user, desk.plan).select_related("section__plan")
    found = get_object_or_404(remarks, pk=pk)
    try:
        operations.resolve_remark(found, by=request.user, share=desk.share)
    except operations.ShareClosed:
        return share_ended(request)
    return redirect(f"{desk.address('section', found.section.number)}#opmerkingen")


@require_POST
def file_add(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    current = desk.section(number)
    if not desk.may_write:
        raise PermissionDenied
    upload, status = UploadForm(request.POST, request.FILES), 422
    if upload.is_valid():
        try:
            operations.add_file(current, upload=upload.cleaned_data["upload"], by=request.user, share=desk.share)
        except operations.ShareClosed:
            return share_ended(request)
        except NOT_ADDED as refusal:
            upload.add_error("upload", _why_not_added(refusal))
            status = 507 if isinstance(refusal, NotStored) else 422
        else:
            messages.success(request, _("Het bestand is toegevoegd. Wij controleren het nu."))
            return redirect(current.url)
    return section_page(request, desk, current, upload=upload, status=status)


@require_POST
def file_remove(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Colleagues take away any file; somebody from outside their own."""
    if not desk.may_write:
        raise PermissionDenied
    files = PlanFile.objects.present().filter(section__plan=desk.plan).select_related("section")
    plan_file = get_object_or_404(files if desk.is_colleague else files.filter(added_by=request.user), pk=pk)
    try:
        operations.remove_file(plan_file, by=request.user, share=desk.share)
    except operations.ShareClosed:
        return share_ended(request)
    except operations.PlanNotOpen:
        messages.error(request, CLOSED)
    else:
        messages.success(request, _("Het bestand is weggehaald."))
    return redirect(desk.address("section", plan_file.section.number))


# --- Parts of the page -------------------------------------------------------------------------------------


def section_page(
    request: HttpRequest,
    desk: Desk,
    current: PlanSection,
    form: SectionForm | None = None,
    *,
    conflicts: list | tuple = (),
    status: int = 200,
    **said,
) -> HttpResponse:
    """`said`: a form of the page that was refused (upload, remark, task), or the `notice` above the text."""
    answers = form.stored if form and not form.is_bound else answers_of(current)
    form = form or SectionForm(section=current, answers=answers)
    if conflicts:
        form.stored = answers_of(PlanSection.objects.select_related("plan").get(pk=current.pk))
        form.with_both_texts()
    by_question = {c.question: c for c in conflicts}
    saved = [a.updated_at for a in answers.values() if a.updated_at]
    context = frame(desk, current) | {
        "form": form,
        "rows": [(text, revision, by_question.get(code)) for text, revision, code in form.rows()],
        "conflicts": conflicts,
        "files": files_of(desk, current),
        "saved_at": max(saved, default=None),
        "outline": current.outline,
        "examples": _examples(current, request.user),
        "earlier": _earlier_reactions(desk.plan, current),
        "writable": desk.may_write and desk.plan.is_open and current.is_open,
        "remarks": _remarks(desk, current),
        "upload": UploadForm(),
        "remark": RemarkForm(),
        "task": TaskForm(seats=desk.colleagues, initial={"writer": current.task_of, "due_on": current.due_on}),
        "elsewhere": _writing_elsewhere(desk.plan, request.user) if desk.is_colleague else [],
    }
    return render(request, "implementation_plans/section.html", context | said, status=status)


def frame(desk: Desk, current: PlanSection | None = None) -> dict:
    """What every page of a plan has: the rail, the arch, who works here."""
    sections = desk.sections
    states = ["now" if s is current else "done" if s.is_done else "todo" for s in sections]
    return {
        "desk": desk,
        "plan": desk.plan,
        "seat": desk.seat,
        "sections": sections,
        "section": current,
        "stones": arch(states),
        "writers": desk.colleagues,
        "done": sum(s.is_done for s in sections),
    }


def answers_of(section: PlanSection) -> dict[str, Answer]:
    """By question; and the reply to the network's reaction, while the section is open again because of that."""
    answers = {a.question: a for a in Answer.objects.filter(section=section).select_related("updated_by")}
    if section.plan.is_returned and section.is_open:
        answers[operations.REPLY] = Answer(
            question=operations.REPLY, text=section.reply, revision=section.reply_revision
        )
    return answers


def closed(request: HttpRequest, desk: Desk, current: PlanSection, form: SectionForm) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": [str(CLOSED)]}, status=409)
    return section_page(request, desk, current, form, notice=CLOSED, status=409)


def files_of(desk: Desk, section: PlanSection) -> list[PlanFile]:
    """With the address that takes a file away, where this person may.

    Somebody from outside reads no name of a file that is not found clean, but of their own.
    """
    present = PlanFile.objects.present().filter(section=section).select_related("file", "added_by")
    files = [f for f in present if desk.is_colleague or f.file.is_clean or f.added_by_id == desk.user.pk]
    for plan_file in files:
        own = plan_file.added_by_id == desk.user.pk
        plan_file.remove = (
            desk.address("file_remove", plan_file.pk) if desk.may_write and (desk.is_colleague or own) else ""
        )
        plan_file.who = plan_file.added_by if desk.is_colleague or own else None
    return files


def _saved_json(section: PlanSection, form: SectionForm, conflicts: list) -> JsonResponse:
    """`stamps`: by the number of the question, for the hidden fields of the open page."""
    saved = answers_of(PlanSection.objects.select_related("plan").get(pk=section.pk))
    now = {code: stamp(answer) for code, answer in saved.items()}
    refused = {c.question for c in conflicts}
    stamps = {n: now[code] for n, code in form.questions if code not in refused}
    body = {"saved": when(timezone.now()), "stamps": stamps, "conflicts": sorted(refused)}
    return JsonResponse(body, status=409 if conflicts else 200)


def _why_not_added(refusal: Exception) -> str:
    """What the person reads when a file did not come in: why, and what to do."""
    match refusal:
        case operations.TooManyFiles():
            return _("Bij dit onderdeel staan al 10 bestanden. Haal eerst een bestand weg.")
        case operations.PlanNotOpen():
            return str(CLOSED)
        case _:
            return str(refusal.message)


def _examples(section: PlanSection, user) -> list[Page]:
    """Pages of the knowledge base that help here, as far as this person may open them."""
    wanted = section.outline.get("examples") or []
    if not wanted:
        return []
    pages = readable_pages(Page.objects.live().filter(pk__in=wanted), user)
    return sorted(pages, key=lambda page: wanted.index(page.pk))


def _earlier_reactions(plan: Plan, current: PlanSection) -> list[tuple[PlanVersion, str]]:
    """What the network's letters said of this section, newest first."""
    if plan.latest_version() is None:
        return []
    decided = plan.versions.filter(decision__isnull=False).select_related("decision").order_by("-number")
    found = [(version, version.decision.reaction_to(current.code)) for version in decided]
    return [(version, reaction) for version, reaction in found if reaction]


def _remarks(desk: Desk, current: PlanSection) -> dict[str, list[Remark]]:
    """Open ones and those that were dealt with, oldest first."""
    found = Remark.objects.visible_to(desk.user, desk.plan).filter(section=current).select_related("by", "resolved_by")
    remarks = list(found)
    for remark in remarks:
        remark.resolve = desk.address("remark_resolve", remark.pk)
    return {
        "open": [r for r in remarks if not r.is_resolved],
        "resolved": [r for r in remarks if r.is_resolved],
    }


def _writing_elsewhere(plan: Plan, user) -> list[Answer]:
    """Others who saved something in the last quarter of an hour, newest first."""
    recent = Answer.objects.filter(section__plan=plan, updated_at__gte=timezone.now() - NOW)
    recent = recent.exclude(updated_by=user).select_related("updated_by", "section").order_by("-updated_at")
    seen: dict[int, Answer] = {}
    for answer in recent[:40]:
        if answer.updated_by_id:
            seen.setdefault(answer.updated_by_id, answer)
    return list(seen.values())
