"""Sessions and plans to measure with, made in a process of its own: the measuring one loads no Django.

python -m bench.people sessions N  prints {"member": cookie, "members": [...], "staff": cookie, "writers": [N of them]}
python -m bench.people plans       prints {"large": {"plan": pk, "version": pk of the last}, "small": the same}
python -m bench.people publish X   publishes X as the lead of the home page, and prints when
"""

import json
import sys
import time

import django


def sessions(writers: str) -> None:
    from django.db import transaction

    from portal.accounts.models import User
    from portal.home.demo_network.growth import address_of

    with transaction.atomic():
        people = {
            "member": cookie_of(User.objects.get(email=address_of(1))),
            "members": [cookie_of(User.objects.get(email=address_of(n))) for n in range(2, 22)],
            "staff": cookie_of(User.objects.get(email="adviseur@platform31.example")),
            "writers": [cookie_of(writer()) for _ in range(int(writers))],
        }
    json.dump(people, sys.stdout)


def publish(lead: str) -> None:
    from knowledge.models import HomePage

    home = HomePage.objects.get()
    home.lead = lead
    home.save_revision().publish()
    print(time.time())


def cookie_of(user) -> str:
    from django.conf import settings

    from tests.people import client_of

    return f"{settings.SESSION_COOKIE_NAME}={client_of(user).cookies[settings.SESSION_COOKIE_NAME].value}"


def writer():
    """The admin of a new member whose plan is written and not sent yet."""
    import uuid

    from implementation_plans import operations as plans
    from membership import operations as membership
    from portal.accounts.models import User
    from tests.factories import write_everything

    token = uuid.uuid4().hex[:8]
    user = User.objects.create_user(f"schrijver-{token}@gegroeid.bench.example", first_name="Noor")
    organisation = membership.create_organisation(
        f"Stichting Meetlat {token}", kind="non_profit", province="ut", by=None
    )
    membership.open_term(organisation, level=1, by=None)
    membership.open_seat(organisation, user=user, role="admin", by=None)
    write_everything(plans.start_plan(organisation, by=user), user)
    return user


# --- Plans to read -----------------------------------------------------------------------------------------


def both_plans() -> None:
    """Two plans that are being read, made once, in a network where one person decides.

    Of both the adviser judged a section that stayed: a list that is empty is not asked for what belongs to its rows.
    """
    from django.db import transaction

    from portal.core.models import OperatorSettings

    OperatorSettings.objects.update(two_pairs_of_eyes=False)
    with transaction.atomic():
        both = {"large": read_plan(12, versions=6, files=20), "small": read_plan(4, versions=2, files=1)}
    json.dump(both, sys.stdout)


def read_plan(sections: int, *, versions: int, files: int) -> dict:
    """A plan that was returned for its first three sections, until this version; the adviser reads it."""
    from implementation_plans import operations as plans
    from membership import operations as membership
    from membership.models import Organisation
    from portal.accounts.models import User
    from tests.factories import OUTLINES, PlanFactory, TemplateVersionFactory, judge, write_everything

    name = f"Stichting Meetlat met {sections} onderdelen en {versions} versies"
    if found := Organisation.objects.filter(name=name).first():
        return {"plan": found.plan.pk, "version": found.plan.latest_version().pk}
    adviser = User.objects.get(email="adviseur@platform31.example")
    writer = User.objects.create_user(f"lezing-{sections}@gegroeid.bench.example", first_name="Noor")
    organisation = membership.create_organisation(name, kind="non_profit", province="ut", by=None)
    membership.open_term(organisation, level=1, by=None)
    membership.open_seat(organisation, user=writer, role="admin", by=None)
    outlines = [
        OUTLINES[0] | {"code": f"deel-{n}", "title": f"Onderdeel {n}", "short_title": f"Deel {n}"}
        for n in range(1, sections + 1)
    ]
    template = TemplateVersionFactory(template__live=False, sections=outlines, revision_id=900_000 + sections)
    plan = PlanFactory(organisation=organisation, template=template)
    add_files(plan, files)
    for number in range(1, versions + 1):
        plan = write_everything(
            plan, writer, text=" ".join(f"Zo doen wij het in stap {number}, met rust." for _ in range(60))
        )
        version = plans.submit_plan(plan, by=writer)
        if number == versions:
            return {"plan": plan.pk, "version": version.pk}
        for section in version.sections.all():
            judge(section, adviser, *(("add", "Wie zorgt hiervoor?") if section.number <= 3 else ()))
        plans.return_plan(version, reason="Wij lazen uw plan met plezier.", by=adviser)
    raise AssertionError


def add_files(plan, count: int) -> None:
    """Checked PDFs of 300 kB, in turn with each section."""
    import os

    from django.core.files.base import ContentFile

    from tests.factories import PlanFileFactory, PrivateFileFactory

    sections = list(plan.sections.all())
    for number in range(count):
        content = b"%PDF-1.7 " + os.urandom(300_000)
        file = PrivateFileFactory(
            content=ContentFile(content, name="x"), name=f"Bijlage {number + 1}.pdf", size=len(content)
        )
        PlanFileFactory(section=sections[number % len(sections)], file=file)


if __name__ == "__main__":
    django.setup()
    {"sessions": sessions, "plans": both_plans, "publish": publish}[sys.argv[1]](*sys.argv[2:])
