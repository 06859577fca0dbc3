"""A release to take along: a PDF to print, a workbook with a codebook."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.core import documents
from portal.core.documents import prepared
from surveys.models import Release
from surveys.results import Results, response_words

KIND, XLSX = "surveys.results_pdf", "surveys.results_xlsx"
HEADINGS = [
    _("Vraag"),
    _("Tekst"),
    _("Groep"),
    _("Antwoord"),
    _("Minstens"),
    _("Hoogstens"),
    _("Van"),
]


def subject_of(release: Release) -> str:
    return f"release:{release.pk}"


def rows_of(content: dict) -> Iterator[list[object]]:
    """One row per question, group and answer, as the release has them."""
    labels = {row["code"]: row["label"] for row in content["rows"]}
    for variable in content["variables"]:
        text = " / ".join(variable["texts"])
        if variable["option"]:
            text = f"{text}: {variable['option']['label']}"
        names = {category["code"]: category["label"] for category in [*variable["coarse"], *variable["categories"]]}
        for figure in variable["figures"]:
            for code, (low, high) in figure["bands"].items():
                yield [variable["code"], text, labels[figure["row"]], names[code], low, high, figure["n"]]


def _find(subject: str) -> Release:
    return Release.objects.published().select_related("round").get(pk=_pk(subject))


def _pk(subject: str) -> int:
    return int(subject.partition(":")[2])


def make_pdf(subject: str, at: datetime) -> prepared.Made:
    """All questions with their total. Raises documents.NoPdf."""
    release = _find(subject)
    results = Results(json.loads(release.content))
    title = f"{release.round.title} {release.round.year}"
    parts = [(section, results.cards(section)) for section in results.sections]
    context = {"release": release, "parts": parts, "response": response_words(results), "results": results}
    return prepared.Made(f"{title}.pdf", "pdf", documents.pdf("documents/survey_results.html", context, title=title))


def make_xlsx(subject: str, at: datetime) -> prepared.Made:
    """The bands of the release, what the codes mean, and which release it is."""
    release = _find(subject)
    content = json.loads(release.content)
    book = [
        [variable["code"], text, category["code"], category["label"]]
        for variable in content["variables"]
        for text in [" / ".join(variable["texts"])]
        for category in [*variable["categories"], *variable["coarse"]]
    ]
    about = [
        [_("Ronde"), release.round.title],
        [_("Jaar"), release.round.year],
        [_("Gevraagd"), content["members"]],
        [_("Ingevuld"), content["respondents"]],
        [_("SHA-256 van de uitkomsten"), release.sha256],
    ]
    sheets = [
        documents.Sheet(str(_("Uitkomsten")), [str(h) for h in HEADINGS], rows_of(content)),
        documents.Sheet(
            str(_("Codeboek")), [str(_("Vraag")), str(_("Tekst")), str(_("Code")), str(_("Antwoord"))], book
        ),
        documents.Sheet(
            str(_("Over deze cijfers")), [str(_("Wat")), str(_("Waarde"))], [[str(a), b] for a, b in about]
        ),
    ]
    return prepared.Made(f"Uitkomsten {release.round.year}.xlsx", "xlsx", documents.xlsx(sheets))


def may_open(user, subject: str) -> bool:
    return Release.objects.visible_to(user).filter(pk=_pk(subject)).exists()


prepared.register(KIND, make_pdf, may_open=may_open)
prepared.register(XLSX, make_xlsx, may_open=may_open)
