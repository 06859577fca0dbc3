"""Two at once around a plan: one outcome, no error page, and what somebody typed is stored or on their screen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from implementation_plans import operations as plans
from implementation_plans.forms.writing import stamp
from implementation_plans.models import Answer, Decision, DecisionDraft, Plan, PlanSection, PlanVersion
from implementation_plans.operations import deciding, reading, submitting, undoing, writing
from membership import operations as membership
from portal.core.models import OperatorSettings
from tests.factories import (
    OUTLINES,
    PlanFactory,
    TemplateVersionFactory,
    UserFactory,
    member,
    read_as_good,
    staff,
    submitted,
    write_everything,
)
from tests.proof.faults import together
from tests.proof.road.races import browser

CLOSED = "U kunt dit onderdeel nu niet veranderen"
ENDED = "niet meer met u gedeeld"
WITHDRAWN = "heeft dit plan net ingetrokken"
TOO_LATE = "Wij namen net een besluit"


class Pair:
    """A plan with two writers, one outsider who writes along, and two deciders."""

    def __init__(self, template, people) -> None:
        self.seat = member()
        self.admin = self.seat.user
        self.colleague = UserFactory()
        membership.open_seat(self.seat.organisation, user=self.colleague, role="professional", by=self.admin)
        self.plan = PlanFactory(organisation=self.seat.organisation, template=template)
        self.adviser, self.first, self.second = people

    @property
    def section(self) -> PlanSection:
        return PlanSection.objects.select_related("plan").get(plan=self.plan, number=1)

    def typed(self, text: str) -> dict:
        """Section 1 as a browser sends it, with another text under its first question."""
        data = {}
        for n, answer in enumerate(self.section.answers.order_by("pk"), start=1):
            data |= {f"text-{n}": answer.text, f"stamp-{n}": stamp(answer)}
        return data | {"text-1": text}

    def stored(self, text: str) -> bool:
        return Answer.objects.filter(section__plan=self.plan, text=text).exists()

    def kept(self, answer, text: str) -> bool:
        """Stored, or on the page that says it was not."""
        return self.stored(text) or (answer.status_code in (409, 422) and text in answer.content.decode())

    def shared(self):
        until = timezone.localdate() + timedelta(days=9)
        email = f"sil{self.plan.pk}@buiten.example"
        return plans.accept_share(
            plans.share_plan(self.plan, email=email, name="Sil Kampen", right="write", until=until, by=self.admin)
        )


def says(answer, *sentences: str) -> bool:
    return any(sentence in answer.content.decode() for sentence in sentences)


def edit_against_submission(pair: Pair) -> bool:
    write_everything(pair.plan, pair.admin)
    writer, sender, data = browser(pair.colleague), browser(pair.admin), pair.typed("Nieuw van een collega")
    edit, sent = together(
        lambda: writer.post(reverse("plans:section", args=[1]), data), lambda: sender.post(reverse("plans:submission"))
    )
    version = PlanVersion.objects.get(plan=pair.plan)
    frozen = version.sections.get(number=1).content["questions"][0]["text"]
    if edit.status_code == 302:  # the edit was first, so the network reads it
        return sent.status_code == 302 and frozen == "Nieuw van een collega" and pair.stored("Nieuw van een collega")
    return pair.kept(edit, "Nieuw van een collega") and says(edit, CLOSED) and not pair.stored("Nieuw van een collega")


def two_save_one_section(pair: Pair) -> bool:
    browsers, data = [browser(p) for p in (pair.admin, pair.colleague)], pair.typed("")
    texts = ["Nieuw van een beheerder", "Nieuw van een collega"]
    answers = together(
        *[
            lambda b=b, t=t: b.post(reverse("plans:section", args=[1]), data | {"text-1": t})
            for b, t in zip(browsers, texts, strict=True)
        ]
    )
    if sorted(a.status_code for a in answers) != [302, 409]:
        return False
    late = next(n for n, a in enumerate(answers) if a.status_code == 409)
    return pair.stored(texts[1 - late]) and all(says(answers[late], text) for text in texts)


def decision_against_withdrawal(pair: Pair) -> bool:
    version = read_as_good(submitted(pair.plan, pair.admin), pair.adviser)
    decider, admin = browser(pair.first), browser(pair.admin)
    address = reverse("plans_admin:decision_made", args=[version.pk])
    decided, withdrawn = together(
        lambda: decider.post(address, {"reason": "Een sterk plan."}), lambda: admin.post(reverse("plans:withdrawal"))
    )
    version = PlanVersion.objects.get(pk=version.pk)
    if withdrawn.status_code != 302 or version.is_decided is version.is_withdrawn:
        return False
    level = pair.seat.organisation.current_term().level
    if version.is_decided:
        told = says(admin.get(reverse("plans:plan")), TOO_LATE)
        return decided.status_code == 302 and level == 2 and told
    return decided.status_code == 409 and says(decided, WITHDRAWN, "ingetrokken") and level == 1


def revocation_against_outsider(pair: Pair) -> bool:
    share = pair.shared()
    outsider, admin, data = browser(share.user), browser(pair.admin), pair.typed("Nieuw van buiten")
    address = reverse("plans:shared_section", args=[pair.plan.pk, 1])
    saved, _ended = together(
        lambda: outsider.post(address, data), lambda: admin.post(reverse("plans:share_end", args=[share.pk]))
    )
    if saved.status_code == 302:
        went_well = pair.stored("Nieuw van buiten")
    else:
        went_well = pair.kept(saved, "Nieuw van buiten") and says(saved, ENDED) and not pair.stored("Nieuw van buiten")
    return went_well and outsider.get(address).status_code == 404


def two_propose(pair: Pair) -> bool:
    version = proposable(pair)
    browsers = [browser(p) for p in (pair.adviser, pair.first)]
    address = reverse("plans_admin:proposal", args=[version.pk])
    draft = DecisionDraft.objects.get(version=version)
    answers = together(*[lambda b=b: b.post(address, {"letter": draft.stamp}) for b in browsers])
    draft.refresh_from_db()
    return [a.status_code for a in answers] == [302, 302] and draft.proposed_by in (pair.adviser, pair.first)


def agreement_against_refusal(pair: Pair) -> bool:
    """With two pairs of eyes: one agrees with a proposal while another gives it back."""
    version = proposable(pair)
    draft = plans.propose_decision(version, by=pair.adviser)
    agreeing, declining = browser(pair.first), browser(pair.second)
    agreed, declined = together(
        lambda: agreeing.post(reverse("plans_admin:decision_made", args=[version.pk]), {"letter": draft.stamp}),
        lambda: declining.post(reverse("plans_admin:proposal_declined", args=[version.pk]), {"reason": "Nog niet."}),
    )
    if max(agreed.status_code, declined.status_code) >= 500:
        return False
    is_decided = Decision.objects.filter(version=version).count() == 1
    was_declined = DecisionDraft.objects.filter(version=version, declined_because="Nog niet.").exists()
    return is_decided is not was_declined


def proposable(pair: Pair) -> PlanVersion:
    version = read_as_good(submitted(pair.plan, pair.admin), pair.adviser)
    letter = {"opening": "Een sterk plan.", "parts": [], "closing": ""}
    plans.save_draft(version, outcome="approved", letter=letter, by=pair.adviser)
    return version


PAIRS: dict[str, Callable[[Pair], bool]] = {
    "colleague edits while it is submitted": edit_against_submission,
    "two colleagues save one section": two_save_one_section,
    "reviewer decides while it is withdrawn": decision_against_withdrawal,
    "share revoked while the outsider saves": revocation_against_outsider,
}
WITH_TWO_PAIRS_OF_EYES = {
    "two propose": two_propose,
    "one agrees while another declines": agreement_against_refusal,
}


def people() -> tuple:
    return staff("adviser"), staff("decider"), staff("decider")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_around_a_plan_lose_no_text_and_have_one_outcome(flushed_site, figure, size):
    template, readers, wrong = TemplateVersionFactory(sections=OUTLINES[:2]), people(), {}
    rounds = size(4, 50)
    for pairs, two in ((PAIRS, False), (WITH_TWO_PAIRS_OF_EYES, True)):
        OperatorSettings.load()
        OperatorSettings.objects.update(two_pairs_of_eyes=two)
        for name, act in pairs.items():
            wrong[name] = sum(not act(Pair(template, readers)) for _ in range(rounds))
            figure(f"plans, {name}: {rounds} pairs, {wrong[name]} wrong")
    assert not any(wrong.values()), wrong


@pytest.mark.django_db(transaction=True)
def test_the_naive_twin_loses_texts(flushed_site, figure, monkeypatch):
    """Without the lock an edit comes between the look and the freezing, or under somebody else's text."""
    for module in (deciding, reading, submitting, undoing, writing):
        monkeypatch.setattr(module, "lock_plan", lambda pk: Plan.objects.get(pk=pk))
    template, readers = TemplateVersionFactory(sections=OUTLINES[:2]), people()
    acts, rounds = (two_save_one_section, edit_against_submission), 12
    wrong = sum(not act(Pair(template, readers)) for act in acts for _ in range(rounds))
    figure(f"plans, naive twin without a lock: {rounds * len(acts)} pairs, {wrong} wrong")
    assert wrong > 0
