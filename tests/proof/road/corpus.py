"""Every hostile file goes the whole way in and is refused with a sentence; every honest one comes out as it went in."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from implementation_plans import operations
from implementation_plans.models import PlanFile
from portal.core import files
from portal.core.file_checks.refusals import SENTENCES
from portal.core.models import OperatorSettings
from tests.core.file_corpus import BAD
from tests.core.honest_files import HONEST
from tests.core.hostile_files import HOSTILE
from tests.factories import PlanFactory, member
from tests.people import client_of

SECTION = "/mijn/plan/onderdeel/1/"
SENTENCE = {str(sentence): code for code, sentence in SENTENCES.items()}


class Workspace:
    """A member's browser on a section of the plan, where files go in and come out."""

    def __init__(self) -> None:
        OperatorSettings.objects.create(uploads_per_hour=10_000, megabytes_per_organisation=1_000_000)
        self.seat = member()
        PlanFactory(organisation=self.seat.organisation)
        self.browser = client_of(self.seat.user)

    def send(self, name: str, data: bytes) -> tuple[str, PlanFile | None]:
        """The code of the refusal the person reads at once, or the file in quarantine."""
        response = self.browser.post(f"{SECTION}bestand/", {"upload": SimpleUploadedFile(name, data)})
        if response.status_code == 302:
            return "", PlanFile.objects.latest("pk")
        assert response.status_code == 422
        return self.reason(response), None

    def checked(self, plan_file: PlanFile) -> str:
        """The code of the refusal the person reads after the job, or "" for a clean file."""
        files.check_file(str(plan_file.file_id))
        plan_file.refresh_from_db()
        page = self.browser.get(SECTION)
        if "Gecontroleerd" in page.content.decode():
            return ""
        return self.reason(page)

    def download(self, plan_file: PlanFile) -> bytes | None:
        response = self.browser.get(f"/bestanden/{plan_file.file_id}/")
        if response.status_code != 200:
            return None
        assert response.headers["Content-Disposition"].startswith("attachment")
        return b"".join(response.streaming_content)

    def forget(self, plan_file: PlanFile) -> None:
        operations.remove_file(plan_file, by=self.seat.user)

    @staticmethod
    def reason(response) -> str:
        words = re.sub(r"\s+", " ", html.unescape(response.content.decode()))
        found = [code for sentence, code in SENTENCE.items() if sentence in words]
        assert len(found) == 1, "one reason, in the words a person reads"
        return found[0]


@pytest.mark.django_db
def test_no_hostile_file_comes_in(figure, size):
    """At small size, of those that only the job can judge, one of each class and each ninth; tests/core reads all."""
    work, step = Workspace(), size(9, 1)
    tried, deep, classes, wrong = 0, 0, set(), []
    for label, (name, make, expected) in (BAD | HOSTILE).items():
        code, plan_file = work.send(name, make())
        if plan_file:
            if work.download(plan_file) is not None:
                wrong.append(f"{label}: open in quarantine")
            deep += 1
            if deep % step and expected in classes:
                work.forget(plan_file)
                continue
            code = work.checked(plan_file)
            if work.download(plan_file) is not None:
                wrong.append(f"{label}: handed over")
            work.forget(plan_file)
        tried += 1
        classes.add(expected)
        if code != expected:
            wrong.append(f"{label}: {code or 'accepted'} instead of {expected}")
    figure(f"hostile files: {tried} tried of {len(classes)} classes, {len(wrong)} wrong")
    assert (tried >= 60, len(classes) >= 15) == (True, True)
    assert wrong == []


@pytest.mark.django_db
def test_no_honest_file_is_refused(figure, size):
    work, tried, wrong = Workspace(), 0, []
    for label, (name, make) in list(HONEST.items())[:: size(4, 1)]:
        data = make()
        code, plan_file = work.send(name, data)
        tried += 1
        if plan_file:
            code = work.checked(plan_file)
            if work.download(plan_file) != data:
                wrong.append(f"{label}: not handed over as it came")
            work.forget(plan_file)
        if code:
            wrong.append(f"{label}: {code}")
    figure(f"honest files: {tried} tried, {len(wrong)} wrong")
    assert tried >= size(12, 30)
    assert wrong == []
