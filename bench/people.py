"""Sessions and plans to measure with, made in a process of its own: the measuring one loads no Django.

python -m bench.people sessions N  prints {"member": cookie, "members": [...], "staff": cookie, "writers": [N of them]}
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


if __name__ == "__main__":
    django.setup()
    {"sessions": sessions, "publish": publish}[sys.argv[1]](*sys.argv[2:])
