"""Wagtail's whole admin, with arguments: closed to everybody outside, and to staff where it is not theirs."""

import re

import pytest
from django.urls import NoReverseMatch, reverse
from wagtail.models import Site, Workflow

from tests.proof.road.addresses import named_urls
from tests.proof.road.probes import Probe, ask
from tests.proof.road.world import World
from tests.proof.roles import OUTSIDE

#: What Wagtail gives anybody: words of its own screens, no records. And its way in, which is ours.
OPEN_TO_ALL = re.compile(r"wagtailadmin_(javascript_catalog|sprite|login|logout)$")
#: What everybody of the staff may open, whatever their role.
ANY_STAFF = re.compile(r"wagtailadmin_(home|account|dismissibles)$")
#: What only a superuser opens: people, groups, sites, settings, workflows. Never an editor. (Tasks of
#: workflows can be looked at by whoever edits pages; they hold no words of ours.)
SUPERUSER = re.compile(r"^wagtail(users|sites|settings|admin_collections|admin_workflows:(?!task_chooser|task_chosen))")
#: Rows that looking at Wagtail's screens makes: sizes of pictures, who has what open, and their own settings.
MADE_BY_LOOKING = {
    "core_portalrendition",
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "wagtailusers_userprofile",
}
LIMITED = ("adviser", "finance", "decider", "editor")


def values(world: World, name: str) -> dict:
    """A value for each argument that an address of Wagtail's may take."""
    page, template = world.pages["level 2"], world.template
    of = {
        "wagtailusers_users": world.seat.user.pk,
        "wagtailusers_groups": world.people["finance"].groups.get().pk,
        "wagtailsites": Site.objects.get().pk,
        "wagtailadmin_collections": world.collection.pk,
        "wagtailadmin_workflows": Workflow.objects.create(name=f"Werk {name}").pk if "workflows" in name else 1,
        "wagtaildocs": world.document.pk,
        "wagtailimages": world.image.pk,
        "wagtailsnippet": template.pk,
    }
    pk = next((value for prefix, value in of.items() if name.startswith(prefix)), page.pk)
    if name.startswith("wagtailadmin_api:"):
        pk = {"documents": world.document.pk, "images": world.image.pk}.get(name.split(":")[1], page.pk)
    revision = template.latest_revision_id if name.startswith("wagtailsnippet") else page.latest_revision_id
    return {
        "pk": pk,
        "page_id": page.pk,
        "page_pk": page.pk,
        "parent_page_id": world.pages["section"].pk,
        "page_to_move_id": page.pk,
        "destination_id": world.pages["home"].pk,
        "collection_id": world.collection.pk,
        "image_id": world.image.pk,
        "document_id": world.document.pk,
        "doc_id": world.document.pk,
        "uploaded_file_id": 1,
        "revision_id": revision,
        "revision_id_a": str(revision),
        "revision_id_b": "latest",
        "content_type_app_name": "knowledge",
        "content_type_model_name": "articlepage",
        "app_label": "knowledge",
        "model_name": "operatorsettings" if name.startswith("wagtailsettings") else "articlepage",
        "app_name": "core" if "settings" in name or "tag" in name else "knowledge",
        "action": "delete",
        "action_name": "publish",
        "filter_spec": "width-100",
        "object_id": page.pk,
        "workflow_pk": pk,
    }


def admin_addresses(world: World) -> tuple[dict[str, str], list[str]]:
    """Every address of Wagtail's under /beheer/, by name; and the names nobody could make one for."""
    found, missed = {}, []
    for name, pattern in named_urls().items():
        if not name.startswith("wagtail") or name.startswith(
            ("wagtail_serve", "wagtaildocs_serve", "wagtailadmin_password")
        ):
            continue
        wanted = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
        known = values(world, name)
        try:
            found[name] = reverse(name, kwargs={key: known.get(key, 1) for key in wanted})
        except NoReverseMatch:
            missed.append(name)
    return {name: url for name, url in found.items() if url.startswith("/beheer/")}, missed


def shows(got) -> bool:
    """Whether an answer holds anything: Wagtail refuses with a redirect to its front page, 403 or 404."""
    return got.status == 200 and bool(got.body)


@pytest.mark.django_db
def test_wagtails_whole_admin_is_closed_where_it_is_not_yours(figure, size):
    """To everybody outside; to advisers, deciders and finance but for their front page; to editors where
    it is about people, groups, sites and settings. By GET and by POST, with arguments of things that exist."""
    world = World()
    addresses, missed = admin_addresses(world)
    roles = sorted(OUTSIDE)
    wrong, n = [], 0
    for index, (name, url) in enumerate(sorted(addresses.items())):
        outside = [roles[(index + step) % len(roles)] for step in range(size(1, len(roles)))]
        for role in [*outside, *size(("editor", LIMITED[index % 3]), LIMITED)]:
            for method in size(("GET", "POST")[index // 3 % 2 :][:1], ("GET", "POST")):
                wrong += admin_faults(world, Probe(name, url, role, is_open_to(name, role), method))
                n += 1
    figure(f"Wagtail admin: {len(addresses)} addresses, {n} tries, {len(wrong)} wrong")
    assert missed == []
    assert len(addresses) > 150
    assert not wrong, "\n".join(wrong)


def is_open_to(name: str, role: str) -> bool:
    if OPEN_TO_ALL.match(name):
        return True
    if name.startswith("wagtailsnippets_membership_tariff:"):
        return role == "finance"  # by a right of its own
    if role == "editor":
        return not SUPERUSER.match(name)
    return role in (*LIMITED, "other group") and bool(ANY_STAFF.match(name))


def admin_faults(world: World, probe: Probe) -> list[str]:
    got = ask(world, probe)
    found = [f"reads {word}" for word in world.leaks(got.body, probe.role)]
    if not probe.may and shows(got):
        found.append(f"is let in: {got.status}")
    if got.writes and (not probe.may or probe.method == "GET" and got.writes - MADE_BY_LOOKING):
        found.append(f"writes {sorted(got.writes)}")
    if got.status >= 500 and probe.role != "editor":  # a form of Wagtail's posted without any field crashes in it
        found.append(f"crashes with {got.status}")
    return [f"{probe} {fault}" for fault in found]
