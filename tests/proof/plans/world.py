"""One organisation with a plan in one state, everybody around it, and a word of its own in every text."""

from copy import deepcopy
from datetime import timedelta

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from implementation_plans import operations as plans
from implementation_plans.jobs import board, dossier, letter
from implementation_plans.models import Plan, PlanSection, PlanShare, PlanVersion, Reading, Remark
from membership import operations as membership
from tests import factories
from tests.factories import OUTLINES, PlanFileFactory, PrivateFileFactory, UserFactory, staff
from tests.people import client_of
from tests.proof.plans.table import MAY_READ, ROLES

COMMON = "vliegwiel"  # in every text: what somebody would search for
SHARES = {
    "reads along": "read",
    "remarks along": "remark",
    "writes along": "write",
    "share revoked": "write",
    "share ran out": "write",
}


class PlanWorld:
    def __init__(self, state: str) -> None:
        self.words = {name: f"kanarie{name}x" for name in MAY_READ}
        self.today = timezone.localdate()
        self._people()
        self._plan()
        self._shares()
        self._among_colleagues()
        self.prepared = {}
        self.version = self.first = None
        if state != "never submitted":
            self._submitted()
            getattr(self, "_" + state.replace(" ", "_"))()
            self.version = Plan.objects.get(pk=self.plan.pk).latest_version()
        self._documents()
        self.browsers = {"visitor": Client()} | {role: client_of(person) for role, person in self.people.items()}
        assert set(self.browsers) == set(ROLES)
        for browser in self.browsers.values():
            browser.raise_request_exception = False

    # --- Who and what ------------------------------------------------------------------------------------------

    def _people(self) -> None:
        self.people = {role: staff(role) for role in ("adviser", "decider", "finance", "editor")}
        for role in ("second adviser", "conflicted", "tied"):
            self.people[role] = staff("adviser")
        self.free = staff("adviser")  # reads nothing yet
        self.people["superuser"] = UserFactory(is_superuser=True, is_staff=True)
        self.people["nobody"] = UserFactory()
        self.seat = factories.member(name="Gemeente Zwaluwhoek")
        self.people["admin"] = admin = self.seat.user
        for role in ("professional", "writer", "former"):
            self.people[role] = UserFactory()
            self._seated(role)
        self._seated("tied")
        membership.end_seat(admin.seats.model.objects.get(user=self.people["former"]), by=admin)
        elsewhere = factories.member()
        self.people["admin elsewhere"] = elsewhere.user
        factories.write_everything(factories.PlanFactory(organisation=elsewhere.organisation), elsewhere.user)

    def _seated(self, role: str) -> None:
        membership.open_seat(self.seat.organisation, user=self.people[role], role="professional", by=self.seat.user)

    def _plan(self) -> None:
        outlines = deepcopy(OUTLINES[:2])
        for outline in outlines:
            outline["title"] = f"Deel {self.words['title']}"
        outlines[0]["questions"][0]["board_part"] = "what"
        template = factories.TemplateVersionFactory(sections=outlines)
        self.plan = factories.PlanFactory(organisation=self.seat.organisation, template=template)
        self.file = PlanFileFactory(section=self.section(1), file=self._file("file"), added_by=self.seat.user)
        self.removable = PlanFileFactory(section=self.section(2), added_by=self.seat.user)
        self.gone = PlanFileFactory(section=self.section(1), file=self._file("gone"), added_by=self.seat.user)
        plans.remove_file(self.gone, by=self.seat.user)
        plans.assign_section(self.section(2), writer=self.people["writer"], due_on=None, by=self.seat.user)
        factories.write_everything(self.plan, self.people["writer"], text=f"{COMMON} {self.words['text']}")

    def section(self, number: int) -> PlanSection:
        return PlanSection.objects.select_related("plan").get(plan=self.plan, number=number)

    def _file(self, word: str):
        return PrivateFileFactory(content=ContentFile(f"%PDF-1.7 {self.words[word]}".encode(), name="x"))

    def _shares(self) -> None:
        self.shares = {}
        for role, right in SHARES.items():
            name = self.words["shared"] if role == "reads along" else "Sil Kampen"
            until = self.today + timedelta(days=30)
            email = f"{role.replace(' ', '-')}@buiten.example"
            share = plans.share_plan(self.plan, email=email, name=name, right=right, until=until, by=self.seat.user)
            self.shares[role] = share = plans.accept_share(share)
            self.people[role] = share.user
        plans.revoke_share(self.shares["share revoked"], by=self.seat.user)
        PlanShare.objects.filter(pk=self.shares["share ran out"].pk).update(until=self.today)
        self.own_file = PlanFileFactory(section=self.section(2), added_by=self.people["writes along"])

    def _among_colleagues(self) -> None:
        remark = self.words["remark"]
        self.remark = plans.add_remark(self.section(2), text=remark, by=self.people["professional"])
        outsider = "remarks along"
        self.own_remark = plans.add_remark(
            self.section(2), text=self.words["outsider"], by=self.people[outsider], share=self.shares[outsider]
        )
        assert Remark.objects.count() == 2

    # --- The states --------------------------------------------------------------------------------------------

    def _submitted(self) -> None:
        """Sent, read by one adviser and by a second one in part; what each found and noted."""
        reason, decider = self.words["interest"], self.people["decider"]
        self.conflict = plans.declare_conflict(self.plan, user=self.people["conflicted"], reason=reason, by=decider)
        self.first = plans.submit_plan(self.plan, by=self.seat.user)

    def _read(self, version: PlanVersion, *, asks: bool = False) -> None:
        found = self.words["found"]
        for part in version.sections.all():
            verdict = "add" if asks and part.number == 2 else "good"
            factories.judge(part, self.people["adviser"], verdict, found)
        factories.judge(version.sections.get(number=2), self.people["second adviser"], "good", self.words["second"])
        plans.add_note(version.sections.get(number=2), text=self.words["note"], by=self.people["adviser"])

    def _letter(self, version: PlanVersion, outcome: str, opening: str, reaction: str = "") -> None:
        parts = [{"code": "deel-2", "number": 2, "title": "Deel 2", "text": reaction or opening}]
        words = {"opening": opening, "parts": parts, "closing": "Bel ons gerust."}
        plans.save_draft(version, outcome=outcome, letter=words, by=self.people["adviser"])

    def _being_read(self) -> None:
        self._read(self.first, asks=True)
        self._letter(self.first, "returned", self.words["draft"])

    def _decided(self, outcome: str, decide, role: str) -> None:
        self._read(self.first, asks=outcome == "returned")
        self._letter(self.first, outcome, self.words["opening"], self.words["reaction"])
        self.decision = decide(self.first, reason="", by=self.people[role])

    def _returned(self) -> None:
        self._decided("returned", plans.return_plan, "adviser")
        self._rewrite()

    def _rewrite(self) -> None:
        section, new = self.section(2), self.words["new"]
        answers = {a.question: (f"{COMMON} {new}", a.revision) for a in section.answers.all()}
        plans.save_answers(section, answers=answers, by=self.people["writer"])

    def _resubmitted(self) -> None:
        self._returned()
        plans.finish_section(self.section(2), by=self.people["writer"])
        version = plans.submit_plan(self.plan, by=self.seat.user)
        self._read(version)
        self._letter(version, "approved", self.words["draft"])

    def _refused(self) -> None:
        self._decided("refused", plans.refuse_plan, "decider")

    def _approved(self) -> None:
        """With a look back that was sent, and the next one being written."""
        self._decided("approved", plans.approve_plan, "decider")
        sent = factories.EmbeddingCheckFactory(version=self.first, sent_at=timezone.now(), sent_by=self.seat.user)
        factories.PromiseFactory(check_of=sent, number=1, text=self.words["promise"], state="done")
        being_written = factories.EmbeddingCheckFactory(version=self.first, number=2)
        factories.PromiseFactory(check_of=being_written, number=1, text=self.words["unsent"])

    def _undone(self) -> None:
        self._decided("approved", plans.approve_plan, "decider")
        plans.undo_decision(self.decision, reason=self.words["undone"], by=self.people["decider"])
        self._letter(self.first, "approved", self.words["draft"])
        plans.propose_decision(self.first, by=self.people["adviser"])

    def _withdrawn(self) -> None:
        self._read(self.first)
        plans.withdraw_plan(self.first, by=self.seat.user)
        self._rewrite()

    # --- What jobs made ----------------------------------------------------------------------------------------

    def _documents(self) -> None:
        """As if made a while ago, each with a word in it: asking again makes another."""
        kinds = {"board": board.BOARD, "dossier": dossier.OWN, "readers": dossier.READERS}
        subjects = dict.fromkeys(kinds.values(), dossier.subject_of(self.plan))
        if self.first and hasattr(PlanVersion.objects.get(pk=self.first.pk), "decision"):
            kinds["lettered"] = letter.KIND
            subjects[letter.KIND] = letter.subject_of(self.decision)
        past = timezone.now() - timedelta(hours=1)
        for word, kind in kinds.items():
            file = self._file(word)
            type(file).objects.filter(pk=file.pk).update(room="core.prepared")
            self.prepared[word] = file.pk
            factories.PreparedFileFactory(
                kind=kind, subject=subjects[kind], asked_at=past, ready_at=past, file=file, asked_by=self.seat.user
            )

    @property
    def second_reading(self) -> Reading:
        return Reading.objects.get(version=self.version, reader=self.people["second adviser"])
