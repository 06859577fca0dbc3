import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Page

from implementation_plans.models import PlanTemplate
from knowledge.models import ArticlePage
from portal.accounts.access import STAFF_ROLES
from portal.accounts.models import User
from tests.factories import UserFactory, page, site, staff
from tests.people import client_of

pytestmark = pytest.mark.django_db


def test_wagtails_own_groups_are_gone():
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()


def test_an_editor_writes_pages_and_the_questions_of_the_plan():
    home = site()
    article = page(home, "Rust", slug="rust")
    template = PlanTemplate.objects.create(title="Implementatieplan")
    browser = client_of(staff("editor"))
    for address in (
        f"/beheer/pages/{article.pk}/edit/",
        f"/beheer/pages/add/knowledge/articlepage/{home.pk}/",
        "/beheer/images/",
        "/beheer/documents/",
        f"/beheer/snippets/implementation_plans/plantemplate/edit/{template.pk}/",
    ):
        assert browser.get(address).status_code == 200, address


def test_an_adviser_edits_no_pages():
    article = page(site(), "Rust", slug="rust")
    assert client_of(staff("adviser")).get(f"/beheer/pages/{article.pk}/edit/").status_code == 403
    assert Page.objects.get(pk=article.pk).live


def test_the_front_page_tells_of_pages_to_who_works_on_them():
    site()
    panels = {role: {p.name for p in client_of(staff(role)).get("/beheer/").context["panels"]} for role in STAFF_ROLES}
    assert panels["editor"] > {"queue", "recent_edits", "locked_pages"}
    assert panels["adviser"] == panels["decider"] == panels["finance"] == {"queue"}


def test_whoever_may_enter_wagtail_by_another_group_needs_the_second_step_too():
    site()
    group = Group.objects.create(name="Een eigen groep")
    group.permissions.add(Group.objects.get(name="Medewerkers: adviseur").permissions.get())
    person = UserFactory()
    person.groups.add(group)
    response = client_of(person, second_step=False).get("/beheer/")
    assert response.url == "/inloggen/tweede-stap/instellen/"


def test_an_address_has_one_form_whoever_writes_it():
    User(email="Piet@Gemeente.example").save()
    assert User.objects.get(email="PIET@gemeente.example").email == "piet@gemeente.example"


CHOOSERS = (
    "/beheer/choose-page/",
    "/beheer/api/main/pages/",
    "/beheer/images/chooser/",
    "/beheer/documents/chooser/",
    "/beheer/snippets/choose/implementation_plans/plantemplate/",
    "/beheer/reports/site-history/",
)


@pytest.mark.parametrize("role", ["adviser", "decider", "finance"])
def test_who_edits_no_words_picks_none_and_sees_no_titles_of_drafts(role):
    section = page(site(), "Kennis", slug="kennis")
    section.add_child(instance=ArticlePage(title="Nog geheim", slug="geheim", live=False))
    browser = client_of(staff(role))
    for address in (*CHOOSERS, f"/beheer/choose-page/{section.pk}/"):
        assert browser.get(address).status_code == 403, address
    assert browser.get("/beheer/").status_code == 200
    assert browser.get("/beheer/account/").status_code == 200


def test_who_got_pages_by_another_group_picks_them_too():
    home = site()
    person = staff("adviser")
    group = Group.objects.create(name="Een eigen groep")
    rights = GroupPagePermission.objects.filter(group__name="Medewerkers: redacteur").first()
    GroupPagePermission.objects.create(group=group, page=home, permission=rights.permission)
    person.groups.add(group)
    assert client_of(person).get("/beheer/choose-page/").status_code == 200
