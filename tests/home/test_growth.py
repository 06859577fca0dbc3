import pytest
from django.db import connection
from django.utils import timezone

from implementation_plans.models import PlanVersion
from membership.models import Admission, Organisation
from portal.accounts.models import User
from portal.core import search
from portal.core.models import Notification
from portal.home.demo_network.growth import address_of, grow
from portal.home.demo_network.template import build_template, renew_template
from tests.factories import staff

pytestmark = pytest.mark.django_db


def test_a_grown_network_keeps_every_rule_and_growing_again_adds_nothing():
    staff("adviser")
    renew_template(build_template(timezone.now()), timezone.now())
    assert grow(4, 6, str) == 4
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no level 2 without an approved plan, and all the others
    assert grow(4, 6, str) == 0
    members = Organisation.objects.members()
    assert (members.count(), members.filter(level=2).count(), Admission.objects.count()) == (4, 2, 4)
    assert (PlanVersion.objects.count(), PlanVersion.objects.waiting().count()) == (6, 1)
    assert set(User.objects.get(email=address_of(2)).groups.values_list("name", flat=True)) == {
        "Leden",
        "Leden: niveau 2",
    }
    assert search.find("veldhoek linde", audiences={"public"}).count == 0
    assert search.find("gemeente", audiences={"public"}).count == members.filter(kind="municipality").count()
    assert Notification.objects.filter(recipient__email=address_of(1)).count() == 4
