"""Outcomes: what everybody may see, and the reader's own answer beside it."""

import csv
import io
import json
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST, require_safe

from membership.access import seats_of
from membership.models import Organisation
from membership.views.own import current_seat
from portal.core.documents import csv_safe, prepared
from portal.core.page_cache import allow_query
from portal.core.templatetags.portal import day
from portal.core.templatetags.portal import number as dotted
from surveys import attributes, outcomes
from surveys.access import may_see_names
from surveys.blocks import QuestionKind
from surveys.microdata import class_of
from surveys.models import Answer, Participation, Question, QuestionVersion, Quote, Release, Theme
from surveys.results import Results, response_words, years_of


def _own(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Visitors' pages may be kept; what a person with an account sees is theirs alone."""
    if request.user.is_authenticated:
        add_never_cache_headers(response)
    return response


def _release(request: HttpRequest, year: int) -> Release:
    found = Release.objects.visible_to(request.user).select_related("round").defer("certificate")
    return get_object_or_404(found, round__year=year)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    releases = Release.objects.visible_to(request.user).select_related("round").defer("certificate")
    found = [(release, Results(json.loads(release.content))) for release in releases.order_by("-round__year")]
    context = {"found": found, "may_see_needs": may_see_names(request.user)}
    return _own(request, render(request, "surveys/results_index.html", context))


def _results(request: HttpRequest, release: Release) -> Results:
    """With what the reader's organisation sent in itself, in two queries."""
    content = json.loads(release.content)
    if not seats_of(request.user):
        return Results(content)
    seat = current_seat(request)
    own = Participation.objects.answered().filter(round=release.round, organisation=seat.organisation).first()
    if own is None:
        return Results(content)
    return Results(content, own=_own_answers(own), groups=attributes.of(own))


def _own_answers(own: Participation) -> dict[str, str | frozenset[str]]:
    """By short name, as a release has them; one query."""
    ticks = ArrayAgg("ticks__option__option__code", filter=Q(ticks__isnull=False), default=[])
    rows = Answer.objects.filter(participation=own).select_related("question__question", "option__option")
    found: dict[str, str | frozenset[str]] = {}
    for row in rows.annotate(chosen=ticks):
        code = row.question.question.code
        if row.is_ticked:
            found[code] = frozenset(row.chosen)
        elif row.number is not None:
            found[code] = class_of(row.question, row.number)
        else:
            found[code] = row.missing or (row.option.option.code if row.option else "")
    return found


@require_safe
def results(request: HttpRequest, year: int, number: int = 1) -> HttpResponse:
    """One part of the outcomes: its questions with their total."""
    release = _release(request, year)
    shown = _results(request, release)
    if not 1 <= number <= max(1, len(shown.sections)):
        raise Http404
    section = shown.sections[number - 1] if shown.sections else ""
    context = {
        "release": release,
        "round": release.round,
        "results": shown,
        "response": response_words(shown),
        "section": section,
        "number": number,
        "sections": list(enumerate(shown.sections, start=1)),
        "cards": shown.cards(section),
        "written": _written(release, shown, number),
        "has_names": may_see_names(request.user) and bool(shown.named()),
    }
    return _own(request, render(request, "surveys/results.html", context))


def _written(release: Release, shown: Results, number: int) -> list[QuestionVersion]:
    """Questions of this part with what staff read in the texts (`said`) and quotes by consent (`quoted`). One query.

    Pages of the questionnaire that only have texts are at the last part.
    """
    here = set(shown.sections[number - 1 : number])
    if number >= len(shown.sections):
        here |= {page["title"] for page in release.round.outline} - set(shown.sections)
    pages = [n for n, page in enumerate(release.round.outline, start=1) if page["title"] in here]
    themes = Theme.objects.filter(question=OuterRef("pk")).order_by("pk").values("text")
    quotes = Quote.objects.filter(answer__question=OuterRef("pk")).order_by("text").values("text")
    found = release.round.questions.filter(page__in=pages, kind__in=[QuestionKind.TEXT, QuestionKind.LONG_TEXT])
    found = found.annotate(said=ArraySubquery(themes), quoted=ArraySubquery(quotes)).order_by("position")
    return [question for question in found if question.said or question.quoted]


@require_safe
def question(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One question: groups beside each other, and the years."""
    release = _release(request, year)
    shown = _results(request, release)
    try:
        card = shown.card(code)
    except KeyError:
        raise Http404 from None
    series = Question.objects.filter(block__in=Question.objects.filter(code=code).values("block")).order_by("number")
    codes = list(series.values_list("code", flat=True))
    codes = codes[: codes.index(code) + 1] if code in codes else [code]
    others = Release.objects.visible_to(request.user).filter(round__year__lte=year).order_by("round__year")
    years = years_of([json.loads(each) for each in others.values_list("content", flat=True)], codes)
    context = {
        "release": release,
        "round": release.round,
        "card": card,
        "comparisons": shown.comparisons(code),
        "years": years if len(years) > 1 else [],
    }
    return _own(request, render(request, "surveys/question.html", context))


@allow_query("vraag")
@require_safe
def names(request: HttpRequest, year: int) -> HttpResponse:
    """What organisations share by name: who can help with what."""
    release = _release(request, year)
    if not may_see_names(request.user):
        raise Http404
    named = Results(json.loads(release.content)).named()
    if not named:
        raise Http404
    wanted = request.GET.get("vraag", "")
    chosen = next((each for each in named if each["question"] == wanted), named[0])
    slugs = [answer["member"] for answer in chosen["answers"]]
    known = {
        o.slug: o for o in Organisation.objects.filter(slug__in=slugs).only("slug", "name", "province", "name_key")
    }
    context = {"release": release, "round": release.round, "named": named, "chosen": chosen}
    context["groups"] = _by_answer(chosen, known)
    return _own(request, render(request, "surveys/names.html", context))


def _by_answer(chosen: dict, known: dict[str, Organisation]) -> list[dict]:
    """Organisations under what they answered, in the order of the options; free answers each beside their own name."""
    labels = {option["code"]: option["label"] for option in chosen["options"]}
    said: dict[str, list] = {code: [] for code in labels}
    free = []
    for answer in chosen["answers"]:
        organisation = known.get(answer["member"])
        if organisation is None:
            continue
        values = answer["value"] if isinstance(answer["value"], list) else [answer["value"]]
        for value in values:
            if value in said:
                said[value].append({"organisation": organisation, "words": ""})
            elif not labels and value and value not in ("not_asked", "no_answer", "dont_know", "prefer_not"):
                free.append({"organisation": organisation, "words": _in_words(chosen["kind"], value)})
    groups = [{"label": labels[code], "rows": rows} for code, rows in said.items()]
    if not labels:
        groups = [{"label": "", "rows": free}]
    for group in groups:
        group["rows"].sort(key=lambda row: (row["organisation"].name_key, row["organisation"].pk))
    return groups


def _in_words(kind: str, value: str) -> str:
    """A free answer as people write it."""
    if kind == QuestionKind.DATE:
        return day(date.fromisoformat(value))
    return dotted(int(value)) if kind == QuestionKind.NUMBER else value


@require_safe
def protection(request: HttpRequest) -> HttpResponse:
    """How answers are protected, with a worked example."""
    return _own(request, render(request, "surveys/protection.html"))


@require_safe
def download(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The release as JSON or CSV. Visitors get it without what was shared by name."""
    release = _release(request, year)
    content = json.loads(release.content)
    if not may_see_names(request.user):
        content = content | {"named": []}
    name = f"uitkomsten-{year}.{kind}"
    if kind == "json":
        whole = release.content if may_see_names(request.user) else json.dumps(content, ensure_ascii=False)
        response = HttpResponse(whole, content_type="application/json")
        response["X-Release-SHA256"] = release.sha256
    else:
        response = HttpResponse(_csv(content), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return _own(request, response)


def _csv(content: dict) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(outcomes.HEADINGS)
    writer.writerows([csv_safe(cell) for cell in row] for row in outcomes.rows_of(content))
    return out.getvalue()


@require_safe
def files(request: HttpRequest, year: int) -> HttpResponse:
    """What to take along; what a job makes is for members and staff."""
    release = _release(request, year)
    context = {"release": release, "round": release.round, "may_ask": may_see_names(request.user)}
    if context["may_ask"]:
        subject = outcomes.subject_of(release)
        context["pdf"] = prepared.latest(outcomes.KIND, subject=subject)
        context["workbook"] = prepared.latest(outcomes.XLSX, subject=subject)
    return _own(request, render(request, "surveys/files.html", context))


@require_POST
def pdf_asked(request: HttpRequest, year: int) -> HttpResponse:
    return _ask(request, year, outcomes.KIND)


@require_POST
def workbook_asked(request: HttpRequest, year: int) -> HttpResponse:
    return _ask(request, year, outcomes.XLSX)


def _ask(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    release = _release(request, year)
    if not may_see_names(request.user):
        raise Http404
    prepared.ask_for(kind, subject=outcomes.subject_of(release), by=request.user)
    return redirect("surveys:results_files", year=year)
