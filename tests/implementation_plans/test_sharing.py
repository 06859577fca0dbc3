"""Sharing the plan with one named person from outside: exactly what was shared, and nothing the day after."""

import json
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from implementation_plans import operations
from implementation_plans.models import Answer, PlanFile, PlanShare, PlanVersion, Remark, ShareRight
from membership import operations as membership
from portal.accounts.models import User
from portal.core import links
from portal.core.models import AuditEntry, Notification
from portal.core.notifications import letter_for
from tests.core import file_corpus
from tests.factories import (
    PlanFactory,
    PlanFileFactory,
    PlanShareFactory,
    PrivateFileFactory,
    UserFactory,
    judge,
    member,
    site,
    staff,
    submitted,
)
from tests.implementation_plans.shares import form, granted, pages, shared
from tests.people import client_of, run_jobs

from .test_writing import typed

pytestmark = pytest.mark.django_db
RIGHTS = ShareRight.values
SHARING = "/mijn/plan/delen/"


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def seat():
    return member()


@pytest.fixture
def plan(seat):
    return PlanFactory(organisation=seat.organisation)


@pytest.fixture
def today():
    return timezone.localdate()


# --- Giving ------------------------------------------------------------------------------------------------


def test_an_admin_shares_and_the_link_in_the_mail_opens_the_plan(seat, plan, today, mailoutbox):
    client_of(seat.user).post(SHARING, form(today))
    share = PlanShare.objects.get()
    assert (share.email, share.right, share.until) == ("sil@buiten.example", "write", today + timedelta(days=31))
    assert not User.objects.filter(email=share.email).exists()
    run_jobs()
    address = re.search(r"/inloggen/gedeeld/[\w-]+/", mailoutbox[-1].body)[0]
    stranger = Client()
    page = stranger.get(address)
    assert "Meeschrijven".lower() in page.content.decode()
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert PlanShare.objects.get().user is None
    assert stranger.post(address).url == "/inloggen/gedeeld/klaar/"
    outsider = User.objects.get(email=share.email)
    assert client_of(outsider).get(pages(plan)["section"]).status_code == 200
    assert stranger.get(address).status_code == 404


def test_who_is_logged_in_goes_on_to_the_plan_at_once(plan):
    user = UserFactory(email="sil@buiten.example")
    share = PlanShareFactory(plan=plan, email=user.email)
    token = links.issue("accept_share", share.pk, days=1)
    assert client_of(user).post(f"/inloggen/gedeeld/{token}/").url == f"/mijn/gedeeld/{plan.pk}/"


def test_only_an_admin_shares_and_ends(seat, plan, today):
    colleague = membership.open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user).user
    share = shared(plan)
    browser = client_of(colleague)
    assert share.name in browser.get(SHARING).content.decode()
    assert browser.post(SHARING, form(today)).status_code == 403
    assert browser.post(f"{SHARING}{share.pk}/einde/").status_code == 403
    assert PlanShare.objects.current().count() == 1


def test_nobody_ends_a_share_of_another_plan(plan):
    share = shared(plan)
    other = member()
    PlanFactory(organisation=other.organisation)
    assert client_of(other.user).post(f"{SHARING}{share.pk}/einde/").status_code == 404
    assert PlanShare.objects.current().exists()


def test_pressing_twice_is_one_share_and_one_mail(seat, plan, today):
    browser = client_of(seat.user)
    for _ in range(2):
        assert browser.post(SHARING, form(today)).status_code == 302
    assert PlanShare.objects.count() == 1
    assert AuditEntry.objects.filter(verb="plan.shared").count() == 1


def test_sharing_again_changes_right_and_day(seat, plan, today):
    share = shared(plan, "read", email="sil@buiten.example")
    client_of(seat.user).post(SHARING, form(today))
    share.refresh_from_db()
    assert (share.right, share.until) == ("write", today + timedelta(days=31))
    assert granted(share) == {"view_plan", "change_plan"}
    assert "tot en met" in letter_for(Notification.objects.get(kind="plan_share_changed")).paragraphs[0]


def test_sharing_again_after_the_last_day_needs_a_new_yes(seat, plan, today):
    old = shared(plan, "read", email="sil@buiten.example")
    PlanShare.objects.filter(pk=old.pk).update(until=today)
    client_of(seat.user).post(SHARING, form(today))
    assert PlanShare.objects.get(revoked_at=None).user is None
    assert PlanShare.objects.filter(pk=old.pk, revoked_at=None).count() == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"last_day": "2020-01-01"}, "Deze dag is al voorbij."),
        ({"last_day": "2999-01-01"}, "Delen kan hoogstens een jaar."),
        ({"last_day": "morgen"}, "Deze dag klopt niet."),
        ({"email": "sil"}, "Dit e-mailadres klopt niet."),
        ({"email": ""}, "Vul het e-mailadres in."),
        ({"name": ""}, "Vul de naam in"),
        ({"right": "all"}, "Kies wat deze persoon mag."),
    ],
)
def test_what_is_filled_in_wrong_gets_a_sentence(seat, plan, today, change, sentence):
    response = client_of(seat.user).post(SHARING, form(today) | change)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert PlanShare.objects.count() == 0


def test_a_colleague_needs_no_share(seat, plan, today):
    page = client_of(seat.user).post(SHARING, form(today, email=seat.user.email))
    assert "ziet het plan al" in page.content.decode()
    with pytest.raises(operations.AlreadyColleague):
        operations.share_plan(
            plan, email=seat.user.email, name="x", right="read", until=today + timedelta(days=1), by=seat.user
        )


def test_ten_people_at_most(seat, plan, today):
    for _ in range(10):
        PlanShareFactory(plan=plan)
    page = client_of(seat.user).post(SHARING, form(today))
    assert "U deelt het plan al met 10 mensen." in page.content.decode()
    operations.revoke_share(PlanShare.objects.first(), by=seat.user)
    assert client_of(seat.user).post(SHARING, form(today)).status_code == 302


@pytest.mark.parametrize("days", [0, -1, 367])
def test_from_today_for_a_year_at_most(seat, plan, today, days):
    with pytest.raises(operations.ShareTooLong):
        operations.share_plan(plan, email="a@b.nl", name="x", right="read", until=today + timedelta(days=days), by=None)


def test_who_is_no_member_shares_nothing(seat, plan, today):
    membership.end_membership(seat.organisation, reason="x", by=None)
    page = client_of(seat.user).post(SHARING, form(today))
    assert "Alleen leden delen hun plan." in page.content.decode()


# --- What the outsider sees and does -----------------------------------------------------------------------


@pytest.mark.parametrize("right", RIGHTS)
def test_what_each_right_opens(seat, plan, right):
    share = shared(plan, right)
    browser, page = client_of(share.user), pages(plan)
    html = browser.get(page["section"]).content.decode()
    assert browser.get(page["plan"]).status_code == 200
    assert ("data-autosave" in html, "Uw opmerking" in html) == (right == "write", right != "read")
    saved = browser.post(page["section"], typed(plan, "Van buiten.", ""))
    assert saved.status_code == (302 if right == "write" else 403)
    assert Answer.objects.filter(text="Van buiten.", updated_by=share.user).exists() == (right == "write")
    said = browser.post(page["remark"], {"remark": "Mooi."})
    assert said.status_code == (403 if right == "read" else 302)
    name, make = next(iter(file_corpus.GOOD.values()))
    sent = browser.post(f"{page['section']}bestand/", {"upload": SimpleUploadedFile(name, make())})
    assert sent.status_code == (302 if right == "write" else 403)
    assert (
        set(AuditEntry.objects.filter(actor_id=share.user.pk).values_list("verb", flat=True))
        == {
            "read": {"plan.share_accepted"},
            "remark": {"plan.share_accepted", "plan.remark_added"},
            "write": {"plan.share_accepted", "plan.remark_added", "plan.section_saved", "plan.file_added"},
        }[right]
    )


@pytest.mark.parametrize("right", RIGHTS)
@pytest.mark.parametrize("end", ["revoked", "past", "a smaller right"])
def test_nothing_is_left_when_it_ends(seat, plan, today, right, end):
    share = shared(plan, right)
    file = PlanFileFactory(section=plan.sections.get(number=1)).file
    browser, page = client_of(share.user), pages(plan)
    assert browser.get(f"/bestanden/{file.pk}/").status_code == 200
    if end == "a smaller right":
        PlanShare.objects.filter(pk=share.pk).update(right="read")
        assert browser.post(page["section"], typed(plan, "Te laat.", "")).status_code == 403
        return
    if end == "revoked":
        client_of(seat.user).post(f"{SHARING}{share.pk}/einde/")
        assert granted(share) == set()
    else:
        PlanShare.objects.filter(pk=share.pk).update(until=today)
    for address in (page["plan"], page["section"], f"/bestanden/{file.pk}/"):
        assert browser.get(address).status_code == 404, address
    assert "lid.example" not in browser.get("/mijn/gedeeld/").content.decode()
    assert plan.organisation.name not in browser.get("/mijn/").content.decode()
    late = browser.post(page["section"], typed(plan, "Mijn late tekst.", ""))
    assert late.status_code == 409
    assert "Mijn late tekst." in late.content.decode()
    assert "Dit plan wordt niet meer met u gedeeld" in late.content.decode()
    assert plan.sections.get(number=1).title not in late.content.decode()
    assert not Answer.objects.filter(text="Mijn late tekst.").exists()


def test_saving_by_itself_says_that_sharing_ended(seat, plan):
    share = shared(plan, "write")
    data = typed(plan, "Mijn tekst.", "")
    operations.revoke_share(share, by=seat.user)
    response = client_of(share.user).post(pages(plan)["section"], data, headers={"Accept": "application/json"})
    assert response.status_code == 409
    assert json.loads(response.content)["error"][0].startswith("Dit plan wordt niet meer met u gedeeld.")


@pytest.mark.parametrize("change", [{"revoked_at": timezone.now()}, {"right": "read"}, {"until": "2020-01-01"}])
def test_what_ends_between_opening_and_saving_is_seen_under_the_lock(plan, change):
    share = shared(plan, "write")
    section = plan.sections.get(number=1)
    PlanShare.objects.filter(pk=share.pk).update(**change)
    with pytest.raises(operations.ShareClosed):
        operations.save_answers(section, answers={"vraag-1-1": ("x", 0)}, by=share.user, share=share)
    with pytest.raises(operations.ShareClosed):
        operations.add_remark(section, text="x", by=share.user, share=share)
    with pytest.raises(operations.ShareClosed):
        operations.remove_file(PlanFileFactory(section=section), by=share.user, share=share)


def test_saving_by_itself_works_for_who_writes_along(plan):
    share = shared(plan, "write")
    response = client_of(share.user).post(
        pages(plan)["section"], typed(plan, "Rust.", ""), headers={"Accept": "application/json"}
    )
    body = json.loads(response.content)
    assert (response.status_code, body["conflicts"]) == (200, [])
    assert body["stamps"]["1"].startswith("1.")


def test_who_writes_along_overwrites_nobody(seat, plan):
    share = shared(plan, "write")
    opened = typed(plan, "", "")
    client_of(seat.user).post("/mijn/plan/onderdeel/1/", opened | {"text-1": "Van Noor."})
    response = client_of(share.user).post(pages(plan)["section"], opened | {"text-1": "Van Sil."})
    assert response.status_code == 409
    assert "Van Noor." in response.content.decode()
    assert Answer.objects.get(question="vraag-1-1").text == "Van Noor."


def test_the_outsider_sees_no_colleagues_tasks_remarks_or_shares(seat, plan, today):
    """Not who writes, what they say to each other, who else reads along, or what was sent."""
    colleague = membership.open_seat(
        seat.organisation, user=UserFactory(first_name="Quirijn", last_name="Zeldzaam"), role="professional", by=None
    ).user
    section = plan.sections.get(number=1)
    operations.assign_section(section, writer=colleague, due_on=today, by=seat.user)
    operations.add_remark(section, text="Onder ons gezegd.", by=colleague)
    PlanFileFactory(section=section, added_by=colleague)
    operations.save_answers(section, answers={"vraag-1-1": ("Tekst.", 0)}, by=colleague)
    PlanShareFactory(plan=plan, name="Andere Lezer")
    share = shared(plan, "write")
    operations.add_remark(section, text="Dit zeg ik zelf.", by=share.user, share=share)
    browser = client_of(share.user)
    for address in (pages(plan)["plan"], pages(plan)["section"]):
        html = browser.get(address).content.decode()
        for hidden in (
            "Quirijn",
            "Zeldzaam",
            "Onder ons gezegd.",
            "Andere Lezer",
            "/mijn/plan/",
            "Dit onderdeel is klaar",
        ):
            assert hidden not in html, (address, hidden)
    assert "Dit zeg ik zelf." in html
    for address in ("/mijn/plan/", SHARING, "/mijn/plan/onderdeel/1/", "/mijn/plan/versies/1/"):
        assert browser.get(address).status_code == 404, address
    for verb in ("afronding", "heropening", "taak"):
        assert browser.post(f"{pages(plan)['section']}{verb}/").status_code == 404
        assert browser.post(f"/mijn/plan/onderdeel/1/{verb}/").status_code == 404
    assert browser.post("/mijn/plan/indiening/").status_code == 404
    remark = Remark.objects.get(text="Onder ons gezegd.")
    assert browser.post(f"/mijn/gedeeld/{plan.pk}/opmerking/{remark.pk}/opgelost/").status_code == 404
    assert not PlanVersion.objects.visible_to(share.user).exists()


def test_the_outsider_helps_to_mend_what_the_network_wants_added(seat, plan):
    version = submitted(plan, seat.user)
    adviser = staff("adviser")
    for part in version.sections.all():
        judge(part, adviser, *(("add", "Noem wie het doet.") if part.number == 1 else ("good",)))
    share = shared(plan, "write")
    assert "Noem wie het doet." not in client_of(share.user).get(pages(plan)["section"]).content.decode()
    operations.return_plan(version, reason="Bijna.", by=adviser)
    browser = client_of(share.user)
    html = browser.get(pages(plan)["section"]).content.decode()
    assert "Noem wie het doet." in html
    assert "Wat veranderde u?" in html
    closed = browser.get(f"/mijn/gedeeld/{plan.pk}/onderdeel/2/").content.decode()
    assert "data-autosave" not in closed


def test_of_files_the_outsider_opens_what_lies_there_now_and_takes_away_their_own(seat, plan):
    section = plan.sections.get(number=1)
    share = shared(plan, "write")
    own = PlanFileFactory(section=section, added_by=share.user)
    theirs = PlanFileFactory(section=section, added_by=seat.user)
    unchecked = PlanFileFactory(section=section, file=PrivateFileFactory(checked_at=None))
    gone = PlanFileFactory(section=section, added_by=seat.user)
    operations.remove_file(gone, by=seat.user)
    browser = client_of(share.user)
    opened = {f.pk: browser.get(f"/bestanden/{f.file_id}/").status_code for f in (own, theirs, unchecked, gone)}
    assert opened == {own.pk: 200, theirs.pk: 200, unchecked.pk: 404, gone.pk: 404}
    root = f"/mijn/gedeeld/{plan.pk}/bestand/"
    assert browser.post(f"{root}{theirs.pk}/einde/").status_code == 404
    assert browser.post(f"{root}{own.pk}/einde/").status_code == 302
    assert set(PlanFile.objects.present().values_list("pk", flat=True)) == {theirs.pk, unchecked.pk}


def test_a_share_of_one_plan_opens_no_other(plan):
    share = shared(plan, "write")
    other = PlanFactory()
    other_file = PlanFileFactory(section=other.sections.get(number=1))
    browser = client_of(share.user)
    for address in (*pages(other).values(), f"/bestanden/{other_file.file_id}/"):
        assert browser.get(address).status_code in (404, 405)
    assert browser.post(pages(other)["section"], {"text-1": "x"}).status_code == 404
    assert browser.post(f"/mijn/gedeeld/{plan.pk}/bestand/{other_file.pk}/einde/").status_code == 404


def test_before_accepting_there_is_nothing(plan):
    user = UserFactory(email="sil@buiten.example")
    PlanShareFactory(plan=plan, email=user.email, right="write")
    assert client_of(user).get(pages(plan)["plan"]).status_code == 404
    assert client_of(user).post(pages(plan)["section"], {"text-1": "x"}).status_code == 404


def test_who_has_only_a_share_finds_it_after_logging_in(plan):
    share = shared(plan)
    browser = client_of(share.user)
    assert browser.get("/mijn/welkom/").url == "/mijn/"
    for address in ("/mijn/", "/mijn/gedeeld/"):
        assert plan.organisation.name in browser.get(address).content.decode()
    elsewhere = member(user=share.user)
    assert plan.organisation.name in client_of(elsewhere.user).get("/mijn/").content.decode()
