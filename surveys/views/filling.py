"""Filling in: an overview, a page of questions at a time, and sending in."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from membership.models import Seat
from membership.views.own import for_members
from portal.core.documents import prepared
from portal.core.forms import posted, wants_json
from portal.core.templatetags.portal import when
from surveys import blank, operations
from surveys.access import may_decline
from surveys.forms.answering import AnswerForm
from surveys.forms.rounds import DeclineForm, EntrustForm
from surveys.models import Answer, Participation, QuestionVersion, Quote
from surveys.routing import asked_of
from surveys.views.doors import at_round
from surveys.wording import shown

FORM = ["GET", "HEAD", "POST"]
NOW = timedelta(minutes=15)
CLOSED = _("Invullen kan niet meer. De laatste dag is voorbij.")


@require_safe
@for_members
def rounds(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every round the organisation was asked in, newest first."""
    own = Participation.objects.visible_to(request.user).filter(organisation=seat.organisation)
    found = own.select_related("round__release").order_by("-round__year")
    return render(request, "surveys/rounds.html", {"participations": found, "seat": seat})


class Pages:
    """The questions of a round beside what the organisation answered: four queries."""

    def __init__(self, participation: Participation) -> None:
        self.participation, self.round = participation, participation.round
        versions = self.round.questions.of_organisation().select_related("question").prefetch_related("options__option")
        self.questions = list(versions.order_by("position"))
        self.answers = operations.answers_of(participation)
        self.given = {pk: operations.value_of(answer) for pk, answer in self.answers.items()}
        self.asked = asked_of(self.questions, self.given)

    def numbers(self) -> range:
        return range(1, len(self.round.outline) + 1)

    def of(self, number: int) -> list[QuestionVersion]:
        """Asked on this page."""
        return [q for q in self.questions if q.page == number and q.pk in self.asked]

    def rows(self) -> list[dict]:
        rows = []
        for number in self.numbers():
            questions = self.of(number)
            done = sum(q.pk in self.given for q in questions)
            outline = self.round.outline[number - 1]
            rows.append({"number": number, "title": outline["title"], "asked": len(questions), "done": done})
        return [row for row in rows if row["asked"]]

    def following(self, number: int) -> int | None:
        return next((row["number"] for row in self.rows() if row["number"] > number), None)


@require_safe
@at_round
def overview(request: HttpRequest, participation: Participation) -> HttpResponse:
    return overview_page(request, participation)


def overview_page(request: HttpRequest, participation: Participation, *, status: int = 200, **more) -> HttpResponse:
    pages = Pages(participation)
    rows = pages.rows()
    seats = Seat.objects.current().filter(organisation=participation.organisation, user__is_active=True)
    colleagues = [seat.user for seat in seats.select_related("user").order_by("user__first_name", "pk")]
    may_stop = may_decline(request.user, participation)
    context = {
        "participation": participation,
        "round": participation.round,
        "rows": rows,
        "first_open": next((row for row in rows if row["done"] < row["asked"]), None),
        "opinions": _opinions(participation, request.user),
        "left": sum(row["asked"] - row["done"] for row in rows),
        "is_begun": bool(pages.given),
        "may_decline": may_stop,
        "decline_form": DeclineForm() if may_stop else None,
        "entrust_form": EntrustForm(colleagues=colleagues, initial={"user": participation.entrusted_to_id}),
        "quotable": sum(answer.may_quote for answer in pages.answers.values()),
        "quotes": list(Quote.objects.filter(answer__participation=participation)) if participation.is_submitted else [],
        "blank": prepared.latest(blank.KIND, subject=blank.subject_of(participation.round)),
        **more,
    }
    return render(request, "surveys/round.html", context, status=status)


def _opinions(participation: Participation, user) -> dict | None:
    """Whether colleagues are asked for their own opinion, whether this one gave it, and how many did."""
    if not participation.round.questions.of_person().exists():
        return None
    given = set(participation.opinions_given.values_list("user", flat=True))
    return {"is_given": user.pk in given, "count": len(given)}


@require_http_methods(FORM)
@at_round
def page(request: HttpRequest, participation: Participation, number: int) -> HttpResponse:
    """One page of questions. A POST saves what is right, also when something else is not; then on to the next."""
    pages = Pages(participation)
    if number not in pages.numbers():
        raise Http404
    if request.method != "POST":
        return _page(request, pages, number, _form(None, pages, number))
    form = _form(request.POST, pages, number)
    is_valid = form.is_valid()
    try:
        conflicts = operations.save_answers(participation, values=form.values(), by=request.user)
    except (operations.RoundClosed, operations.AlreadySent, operations.HasDeclined) as refusal:
        return _refused(request, pages, number, form, refusal)
    after = Pages(participation)
    if wants_json(request):
        return _saved_json(after, form, conflicts)
    if conflicts:
        form.with_stamps(after.given)
        return _page(request, after, number, form, conflicts=conflicts, status=409)
    if not is_valid:
        return _page(request, after, number, form, status=422)
    appeared = {q.pk for q in after.of(number)} - {q.pk for q in form.questions}
    if appeared:
        messages.info(request, _("Bewaard. Door uw antwoord is er op deze pagina een vraag bij gekomen."))
        return redirect("surveys:page", year=participation.round.year, number=number)
    following = after.following(number)
    if following and "later" not in request.POST:
        return redirect("surveys:page", year=participation.round.year, number=following)
    messages.success(request, _("Bewaard."))
    return redirect("surveys:round", year=participation.round.year)


def _form(data, pages: Pages, number: int) -> AnswerForm:
    """What is asked now; of a form that comes back, what the person had before them, which bears a stamp."""
    here = [q for q in pages.questions if q.page == number]
    own = [q for q in here if (q.pk in pages.asked if data is None else f"stamp-{q.position}" in data)]
    return AnswerForm(data, questions=own, given=pages.given)


def _page(
    request, pages: Pages, number: int, form: AnswerForm, *, conflicts=(), status=200, refused=""
) -> HttpResponse:
    participation = pages.participation
    rows = pages.rows()
    context = {
        "participation": participation,
        "round": participation.round,
        "number": number,
        "section": pages.round.outline[number - 1],
        "rows": rows,
        "place": next((n for n, row in enumerate(rows, start=1) if row["number"] == number), number),
        "form": form,
        "items": _items(pages, number, form, conflicts),
        "has_texts": any(question.is_text for question in form.questions),
        "conflicts": conflicts,
        "refused": refused,
        "writable": not refused
        and participation.round.takes_answers
        and not participation.is_submitted
        and not participation.is_declined,
        "following": pages.following(number),
        "elsewhere": _busy(pages, number, request.user),
    }
    return render(request, "surveys/page.html", context, status=status)


def _items(pages: Pages, number: int, form: AnswerForm, conflicts) -> list[dict]:
    """Explanations and questions in the order of the questionnaire, with last year's number where there is one."""
    rows = {row["question"].code: row for row in form.rows()}
    theirs = {conflict.question.pk: conflict.theirs for conflict in conflicts}
    earlier = _earlier(pages, form.questions)
    items, group = [], ""
    for item in pages.round.outline[number - 1]["items"]:
        if item["kind"] == "explanation":
            items.append({"explanation": item["text"]})
        elif row := rows.get(item["code"]):
            question = row["question"]
            heading = question.group if question.group != group else ""
            group = question.group
            words = shown(question, pages.answers.get(question.pk))
            more = {"group": heading, "earlier": earlier.get(question.question_id), "words": words}
            if question.pk in theirs:
                more |= {"conflict": True, "theirs": shown(question, theirs[question.pk])}
            items.append(row | more)
    return items


def _earlier(pages: Pages, questions: list[QuestionVersion]) -> dict[int, Answer]:
    """By question: the number the organisation sent in last time. "Klopt dit nog?" """
    numbers = [q.question_id for q in questions if q.kind == "number"]
    if not numbers:
        return {}
    rows = Answer.objects.filter(
        participation__organisation=pages.participation.organisation,
        participation__submitted_at__isnull=False,
        participation__round__year__lt=pages.round.year,
        question__question__in=numbers,
        number__isnull=False,
    )
    rows = rows.select_related("question", "participation__round").order_by("participation__round__year")
    return {answer.question.question_id: answer for answer in rows}


def _busy(pages: Pages, number: int, user) -> list[Answer]:
    """Colleagues who saved something on this page in the last quarter of an hour, newest first."""
    since = timezone.now() - NOW
    here = {q.pk for q in pages.questions if q.page == number}
    recent = [a for a in pages.answers.values() if a.question_id in here and a.updated_at > since and a.updated_by]
    seen: dict[int, Answer] = {}
    for answer in sorted(recent, key=lambda a: a.updated_at, reverse=True):
        if answer.updated_by_id != user.pk:
            seen.setdefault(answer.updated_by_id, answer)
    return list(seen.values())


def _saved_json(pages: Pages, form: AnswerForm, conflicts) -> JsonResponse:
    refused = {conflict.question.position for conflict in conflicts}
    stamps = {
        q.position: operations.stamp(pages.given.get(q.pk))
        for q in form.questions
        if q.position not in refused and f"answer-{q.position}" not in form.errors
    }
    if form.errors:
        words = [error for errors in form.errors.values() for error in errors]
        return JsonResponse({"error": words, "stamps": stamps}, status=422)
    body = {"saved": when(timezone.now()), "stamps": stamps, "conflicts": sorted(refused)}
    return JsonResponse(body, status=409 if conflicts else 200)


def _refused(request: HttpRequest, pages: Pages, number: int, form: AnswerForm, refusal: Exception) -> HttpResponse:
    """Nothing was saved: say why, and show all that was typed."""
    match refusal:
        case operations.AlreadySent():
            words = _("Een collega stuurde de antwoorden net in. Wat u typte, is niet bewaard.")
        case operations.HasDeclined():
            words = _("Uw organisatie doet dit jaar niet mee. Wat u typte, is niet bewaard.")
        case _:
            words = _("Invullen kan niet meer. De laatste dag is voorbij. Wat u typte, is niet bewaard.")
    if wants_json(request):
        return JsonResponse({"error": [words]}, status=409)
    pages.participation.refresh_from_db()
    return _page(request, pages, number, form, status=409, refused=words)


@require_POST
@at_round
def submission(request: HttpRequest, participation: Participation) -> HttpResponse:
    year = participation.round.year
    try:
        operations.submit_response(participation, by=request.user)
    except operations.NothingAnswered:
        messages.error(request, _("U vulde nog niets in. Begin met de eerste pagina."))
    except operations.HasDeclined:
        messages.error(request, _("Uw organisatie doet dit jaar niet mee. Doet u toch mee? Zeg dat eerst."))
    except operations.RoundClosed:
        messages.error(request, CLOSED)
    else:
        messages.success(request, _("Ingestuurd. Dank u wel."))
    return redirect("surveys:round", year=year)


@require_POST
@at_round
def submission_end(request: HttpRequest, participation: Participation) -> HttpResponse:
    try:
        operations.reopen_response(participation, by=request.user)
    except operations.RoundClosed:
        messages.error(request, CLOSED)
    else:
        messages.success(request, _("U kunt uw antwoorden weer veranderen. Stuur ze daarna opnieuw in."))
    return redirect("surveys:round", year=participation.round.year)


@require_POST
@at_round
def declining(request: HttpRequest, participation: Participation) -> HttpResponse:
    if not may_decline(request.user, participation):
        raise PermissionDenied
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return overview_page(request, participation, status=422, decline_form=form)
    try:
        operations.decline(participation, by=request.user, **form.cleaned_data)
    except operations.AlreadySent:
        messages.error(request, _("De antwoorden zijn al ingestuurd. Haal ze eerst terug."))
    except operations.RoundClosed:
        messages.error(request, CLOSED)
    else:
        messages.success(request, _("Doorgegeven. U krijgt hierover geen berichten meer."))
    return redirect("surveys:round", year=participation.round.year)


@require_POST
@at_round
def declining_end(request: HttpRequest, participation: Participation) -> HttpResponse:
    if not may_decline(request.user, participation):
        raise PermissionDenied
    try:
        operations.join_after_all(participation, by=request.user)
    except operations.RoundClosed:
        messages.error(request, CLOSED)
    else:
        messages.success(request, _("Fijn dat u toch meedoet."))
    return redirect("surveys:round", year=participation.round.year)


@require_POST
@at_round
def quotes_end(request: HttpRequest, participation: Participation) -> HttpResponse:
    """At any time, also when the outcomes are online: consent can always be taken back."""
    operations.withdraw_quotes(participation, by=request.user)
    messages.success(request, _("Wij citeren niets meer uit uw antwoorden."))
    return redirect("surveys:round", year=participation.round.year)


@require_POST
@at_round
def entrusting(request: HttpRequest, participation: Participation) -> HttpResponse:
    seats = Seat.objects.current().filter(organisation=participation.organisation, user__is_active=True)
    form = EntrustForm(posted(request), colleagues=[seat.user for seat in seats.select_related("user")])
    if not form.is_valid():
        return overview_page(request, participation, status=422, entrust_form=form)
    try:
        operations.entrust(participation, user=form.cleaned_data["user"], by=request.user)
    except operations.NotAColleague:
        messages.error(request, _("Deze collega heeft geen plek meer. Kies iemand anders."))
    except operations.RoundClosed:
        messages.error(request, CLOSED)
    else:
        messages.success(request, _("Gevraagd. Uw collega leest het in de volgende e-mail."))
    return redirect("surveys:round", year=participation.round.year)


@require_safe
@at_round
def blank_page(request: HttpRequest, participation: Participation) -> HttpResponse:
    """All questions without answers, to print and to talk about first."""
    return render(request, "surveys/blank.html", blank.context_of(participation.round))


@require_POST
@at_round
def blank_asked(request: HttpRequest, participation: Participation) -> HttpResponse:
    prepared.ask_for(blank.KIND, subject=blank.subject_of(participation.round), by=request.user)
    return redirect("surveys:round", year=participation.round.year)
