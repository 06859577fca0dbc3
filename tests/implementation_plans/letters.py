"""Reading a plan and writing its letter, as the pages do it, for the tests of this room."""

from implementation_plans.models import DecisionDraft
from tests.factories import judge


def flagged(version, by, number: int = 2):
    for section in version.sections.all():
        bad = section.number == number
        judge(section, by, "add" if bad else "good", "Wie doet dit?" if bad else "")
    return version


def again(obj):
    return type(obj).objects.get(pk=obj.pk)


def decide(browser, version):
    """As the page of the letter does it: with the letter that was read."""
    draft = DecisionDraft.objects.filter(version=version, closed_at=None).first()
    return browser.post(f"/beheer/plannen/{version.pk}/besluit/", {"letter": draft.stamp if draft else ""})


def propose(browser, version):
    draft = DecisionDraft.objects.get(version=version, closed_at=None)
    return browser.post(f"/beheer/plannen/{version.pk}/voorstel/", {"letter": draft.stamp})


def write_letter(browser, version, **changed):
    draft = DecisionDraft.objects.filter(version=version, closed_at=None).first()
    data = {
        "seen": draft.stamp if draft else "",
        "outcome": "returned",
        "opening": "Dank u wel.",
        "closing": "Groet.",
        "part-2": "Wie doet dit?",
    }
    return browser.post(f"/beheer/plannen/{version.pk}/oordeel/", data | changed)
