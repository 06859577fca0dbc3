"""The dossier: one ZIP with one PDF, the files, and a list by which each can be checked.

The organisation's own holds what both know. The network's holds the readers' judgements and notes as well, so it
is a kind of its own.
"""

from collections.abc import Iterator
from datetime import datetime

from implementation_plans.access import may_see_others
from implementation_plans.jobs.letter import letter_pdf
from implementation_plans.models import Decision, Plan, PlanVersion, SectionReview, StaffNote, VersionFile
from implementation_plans.operations.history import READERS_VERBS, SHARED_VERBS, history_of
from membership.access import seats_of
from portal.core.documents import archive, pdf, prepared

OWN, READERS = "plan_dossier", "plan_dossier_readers"


def subject_of(plan: Plan) -> str:
    return f"plan:{plan.pk}"


def make_own(subject: str, at: datetime) -> prepared.Made:
    return _made(_plan(subject), at, for_readers=False)


def make_for_readers(subject: str, at: datetime) -> prepared.Made:
    return _made(_plan(subject), at, for_readers=True)


def may_open_own(user, subject: str) -> bool:
    plan = Plan.objects.filter(pk=subject.partition(":")[2]).first()
    return plan is not None and any(seat.organisation_id == plan.organisation_id for seat in seats_of(user))


def may_open_readers(user, subject: str) -> bool:
    versions = PlanVersion.objects.readable_by(user).filter(plan=subject.partition(":")[2])
    latest = versions.select_related("decision").order_by("-number").first()
    return latest is not None and may_see_others(latest, user)


def _made(plan: Plan, at: datetime, *, for_readers: bool) -> prepared.Made:
    name = f"Dossier {plan.organisation.name}.zip"
    return prepared.Made(name, "zip", archive(_entries(plan, for_readers=for_readers), at=at))


def _entries(plan: Plan, *, for_readers: bool) -> Iterator[tuple]:
    yield "dossier.pdf", dossier_pdf(plan, for_readers=for_readers)
    decisions = Decision.objects.filter(version__plan=plan).select_related("version__plan__organisation", "decided_by")
    for decision in decisions:
        yield f"brieven/versie {decision.version.number}, besluit {decision.pk}.pdf", letter_pdf(decision)
    files = VersionFile.objects.filter(section__plan=plan).select_related("section", "file").order_by("pk")
    seen: set = set()
    for attached in files:
        if attached.file_id in seen:  # a later version left it where it was
            continue
        seen.add(attached.file_id)
        with attached.file.content.open("rb") as content:
            yield f"bestanden/onderdeel {attached.section.number}/{attached.file.name}", content


def dossier_pdf(plan: Plan, *, for_readers: bool) -> bytes:
    """Versions with their texts, files, reactions and letters, and the history: one PDF."""
    versions = list(plan.versions.order_by("number").select_related("submitted_by").prefetch_related("decisions"))
    reviews, notes = _of_readers(plan) if for_readers else ({}, {})
    earlier: dict[int, PlanVersion] = {}
    for version in versions:
        version.shown = list(version.sections.prefetch_related("files__file"))
        for section in version.shown:
            section.unchanged_since = earlier.get(section.pk)
            earlier.setdefault(section.pk, version)
            section.found, section.beside = reviews.get(section.pk, []), notes.get(section.pk, [])
    context = {
        "plan": plan,
        "versions": versions,
        "for_readers": for_readers,
        "history": history_of(plan, READERS_VERBS if for_readers else SHARED_VERBS, most=2000),
    }
    return pdf("documents/plan_dossier.html", context, title=f"Dossier van het plan van {plan.organisation.name}")


def _of_readers(plan: Plan) -> tuple[dict, dict]:
    """Reviews and internal notes by section."""
    reviews: dict[int, list] = {}
    notes: dict[int, list] = {}
    found = SectionReview.objects.filter(section__plan=plan).select_related("reader").prefetch_related("judgements")
    for review in found.order_by("pk"):
        reviews.setdefault(review.section_id, []).append(review)
    for note in StaffNote.objects.filter(section__plan=plan).select_related("by"):
        notes.setdefault(note.section_id, []).append(note)
    return reviews, notes


def _plan(subject: str) -> Plan:
    return Plan.objects.select_related("organisation", "template").get(pk=subject.partition(":")[2])


prepared.register(OWN, make_own, may_open=may_open_own)
prepared.register(READERS, make_for_readers, may_open=may_open_readers)
