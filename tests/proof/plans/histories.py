"""Whatever happened to a plan, a version differs from the one before only in sections that were open again."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from implementation_plans import operations as plans
from implementation_plans.models import Answer, Plan, PlanFile, PlanSection, PlanVersion
from tests.factories import OUTLINES, PlanFactory, PlanFileFactory, PrivateFileFactory, judge, member, staff

CODES = [outline["code"] for outline in OUTLINES]
TEXTS = st.text(alphabet="abc \n", min_size=1, max_size=6).map(lambda text: f"x{text}")
SOME = st.sets(st.sampled_from(CODES))
WRITTEN = st.dictionaries(st.sampled_from(CODES), TEXTS, max_size=3)
ENDS = st.sampled_from(["returned", "returned", "refused", "withdrawn"])
#: A round: what is written, where a file is added or taken away, how it ends, what is flagged, whether it is undone.
ROUND = st.tuples(WRITTEN, SOME, ENDS, SOME.filter(bool), st.booleans())


class Story:
    """A plan, and beside it what should be in it: the texts, the files and which sections are open."""

    def __init__(self) -> None:
        self.seat, self.adviser, self.decider = member(), staff("adviser"), staff("decider")
        self.plan = PlanFactory(organisation=self.seat.organisation)
        self.texts = {q["code"]: "x" for outline in OUTLINES for q in outline["questions"]}
        self.files: dict[str, set] = {code: set() for code in CODES}
        self.open, self.sent = set(CODES), set(CODES)
        self.versions: list[dict] = []
        self.write(dict.fromkeys(CODES, "x"), only_new=False)

    def section(self, code: str) -> PlanSection:
        return PlanSection.objects.select_related("plan").get(plan=self.plan, code=code)

    def write(self, texts: dict[str, str], *, only_new: bool = True) -> None:
        """Type in sections, also in closed ones: those refuse, and keep what they had."""
        for code, text in texts.items():
            answers = Answer.objects.filter(section=self.section(code)).order_by("pk")
            typed = {a.question: (text, a.revision) for a in (answers[:1] if only_new else answers)}
            try:
                assert plans.save_answers(self.section(code), answers=typed, by=self.seat.user) == []
            except plans.PlanNotOpen:
                assert code not in self.open
            else:
                assert code in self.open
                self.texts |= dict.fromkeys(typed, text)

    def change_files(self, codes: set[str]) -> None:
        """Take away the file of an open section, or put one there."""
        for code in sorted(codes & self.open):
            if present := PlanFile.objects.present().filter(section__plan=self.plan, section__code=code).first():
                plans.remove_file(present, by=self.seat.user)
                self.files[code] = set()
            else:
                digest = f"{PlanFile.objects.count():064d}"
                PlanFileFactory(section=self.section(code), file=PrivateFileFactory(sha256=digest))
                self.files[code] = {digest}

    def submit(self) -> PlanVersion:
        for code in sorted(self.open):
            plans.finish_section(self.section(code), by=self.seat.user)
        version = plans.submit_plan(self.plan, by=self.seat.user)
        self.sent, self.open = self.open, set()
        return version

    def end(self, version: PlanVersion, how: str, flagged: set[str]) -> None:
        if how == "withdrawn":
            plans.withdraw_plan(version, by=self.seat.user)
            self.open = self.sent
            return
        for row in version.sections.all():
            judge(row, self.adviser, *(("add", "Wie?") if row.code in flagged else ("good", "")))
        if how == "returned":
            plans.return_plan(version, reason="Dag.", by=self.adviser)
        else:
            plans.refuse_plan(version, reason="Dag.", by=self.decider)
        self.open = set(flagged) if how == "returned" else set(CODES)

    def undo(self, version: PlanVersion) -> None:
        plans.undo_decision(PlanVersion.objects.get(pk=version.pk).decision, reason="Toch niet.", by=self.decider)
        self.open = set()

    # --- What must hold ----------------------------------------------------------------------------------------

    def keep(self, version: PlanVersion) -> None:
        """The new version holds what was written; what was closed is the very row of the version before."""
        rows = {row.code: row for row in version.sections.prefetch_related("files__file")}
        before = self.versions[-1] if self.versions else {}
        for code, row in rows.items():
            assert {q["code"]: q["text"] for q in row.content["questions"]}.items() <= self.texts.items()
            assert {f.file.sha256 for f in row.files.all()} == self.files[code]
            is_same_row = code in before and before[code].pk == row.pk
            assert is_same_row is (code not in self.sent)
            assert not is_same_row or before[code].sha256 == row.sha256
        self.versions.append(rows)

    def hold(self) -> None:
        """Nothing typed is lost, and open is what should be open."""
        answers = Answer.objects.filter(section__plan=self.plan)
        assert dict(answers.values_list("question", "text")) == self.texts
        plan = Plan.objects.get(pk=self.plan.pk)
        is_open = {s.code for s in plan.sections.all() if s.is_open} if plan.is_open else set()
        assert is_open == self.open
        for rows in self.versions:  # no version ever changed afterwards
            for row in rows.values():
                fresh = type(row).objects.get(pk=row.pk)
                assert (fresh.content, fresh.sha256) == (row.content, row.sha256)


def live(story: Story, rounds: list[tuple]) -> None:
    for written, with_files, how, flagged, is_undone in rounds:
        story.write(written)
        story.change_files(with_files)
        version = story.submit()
        story.keep(version)
        story.write(written)  # refused: it is being read
        story.end(version, how, flagged)
        story.hold()
        if is_undone and how != "withdrawn":
            story.undo(version)
            story.hold()
            story.end(version, how, flagged)
            story.hold()


@pytest.mark.django_db
def test_a_version_differs_only_in_sections_that_were_open_again(figure, size):
    """Random histories of returns, refusals, withdrawals and undone decisions."""
    histories, versions = size(5, 300), []

    @settings(
        max_examples=histories,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],  # a history takes a second: shrinking one would take minutes
    )
    @example([({}, set(), "returned", {"deel-2"}, False), ({}, set(), "withdrawn", {"deel-1"}, False)])
    @given(st.lists(ROUND, min_size=2, max_size=4))
    def try_it(rounds: list[tuple]) -> None:
        with transaction.atomic():
            story = Story()
            live(story, rounds)
            versions.append(len(story.versions))
            transaction.set_rollback(True)

    try_it()
    figure(f"plans: {len(versions)} random histories with {sum(versions)} versions, only open sections differed")
