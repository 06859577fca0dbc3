"""Every answer that was sent in, for reckoning by staff: a row per organisation and question, with a codebook."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from portal.core import documents
from portal.core.documents import prepared
from surveys.access import may_read_answers
from surveys.models import Answer, Missing, QuestionVersion, Round, Tick

KIND = "surveys.answers_xlsx"
HEADINGS = ["organisatie", "naam", "niveau", "soort", "inwoners", "provincie", "vraag", "code", "antwoord", "ontbreekt"]
AT_ONCE = 5000


def subject_of(found: Round) -> str:
    return f"round:{found.pk}"


def rows_of(found: Round) -> Iterator[list[object]]:
    """Streamed in pieces; ticks of one question are one cell, with + between the codes."""
    who = {
        p.pk: [p.organisation.slug, p.organisation.name, p.level, p.kind, p.size, p.province]
        for p in found.participations.answered().select_related("organisation")
    }
    versions = found.questions.select_related("question").prefetch_related("options__option")
    questions = {version.pk: version for version in versions}
    labels = {option.pk: option for version in questions.values() for option in version.options.all()}
    ticks: dict[int, list[int]] = defaultdict(list)
    for answer, option in Tick.objects.filter(answer__participation__round=found).values_list("answer", "option"):
        ticks[answer].append(option)
    columns = ("pk", "participation", "question", "option", "number", "day", "text", "missing")
    rows = Answer.objects.filter(participation__in=list(who)).order_by("participation", "question__position")
    for pk, participation, question, option, number, day, text, missing in rows.values_list(*columns).iterator(AT_ONCE):
        chosen = [labels[each] for each in ([option] if option else sorted(ticks.get(pk, ())))]
        code = "+".join(each.code for each in chosen)
        words = "; ".join(each.label for each in chosen)
        value = words or next((each for each in (number, day, text) if each not in (None, "")), "")
        yield [*who[participation], questions[question].code, code, value, missing]


def codebook_of(found: Round) -> list[list[object]]:
    versions = found.questions.select_related("question", "only_if__question").prefetch_related("options__option")
    return [line for version in versions.order_by("position") for line in _lines(version)]


def _lines(version: QuestionVersion) -> Iterator[list[object]]:
    condition = f"{version.only_if.code}={'+'.join(version.only_if_options)}" if version.only_if else ""
    head = [version.code, version.text, version.get_kind_display(), version.get_sharing_display(), condition]
    yield [*head, "", version.unit]
    for option in version.options.all():
        yield [*head, option.code, option.label]


def make_workbook(subject: str, at: datetime) -> prepared.Made:
    found = Round.objects.get(pk=int(subject.partition(":")[2]))
    head = [_("Vraag"), _("Tekst"), _("Soort"), _("Wie ziet het antwoord?"), _("Alleen als"), _("Code"), _("Antwoord")]
    why = [[code, str(label)] for code, label in Missing.choices]
    sheets = [
        documents.Sheet(_("Antwoorden"), HEADINGS, rows_of(found)),
        documents.Sheet(_("Codeboek"), head, codebook_of(found)),
        documents.Sheet(_("Geen antwoord"), [_("Code"), _("Betekenis")], why),
    ]
    return prepared.Made(f"Antwoorden {found.year}.xlsx", "xlsx", documents.xlsx(sheets))


prepared.register(KIND, make_workbook, may_open=lambda user, _subject: may_read_answers(user))
