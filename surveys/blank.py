"""The questionnaire without answers: a page that prints, and a PDF made in a job."""

from datetime import datetime

from portal.core import documents
from portal.core.documents import prepared
from surveys.models import Participation, Round

KIND = "surveys.blank"


def subject_of(found: Round) -> str:
    return f"round:{found.pk}"


def context_of(found: Round) -> dict:
    versions = found.questions.select_related("only_if").prefetch_related("options").order_by("position")
    by_code = {version.code: version for version in versions.select_related("question", "only_if__question")}
    return {"title": found.title, "intro": found.intro, "outline": found.outline, "round": found, "versions": by_code}


def make_blank(subject: str, at: datetime) -> prepared.Made:
    """Raises documents.NoPdf."""
    found = Round.objects.get(pk=_pk(subject))
    title = f"{found.title} {found.year}"
    content = documents.pdf("documents/survey_blank.html", context_of(found), title=title)
    return prepared.Made(f"{title}.pdf", "pdf", content)


def may_open_blank(user, subject: str) -> bool:
    return Participation.objects.visible_to(user).filter(round=_pk(subject)).exists()


def _pk(subject: str) -> int:
    return int(subject.partition(":")[2])


prepared.register(KIND, make_blank, may_open=may_open_blank)
