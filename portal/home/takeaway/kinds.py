"""The two documents a job makes here, and who may have them; asked again at each download (law 18)."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from membership.access import may_manage, sees_money
from membership.models import Organisation
from portal.accounts.models import User
from portal.core.documents import archive, prepared
from portal.home.takeaway import organisation as of_organisation
from portal.home.takeaway import person as of_person
from portal.home.takeaway.tables import files_of

PERSON = "home.person"
#: What differs between readers is two kinds: an admin without the invoice duty gets the one without money.
ORGANISATION, WITH_MONEY = "home.organisation", "home.organisation_money"


def subject_of(thing: User | Organisation) -> str:
    return f"{thing._meta.model_name}:{thing.pk}"


def kind_for(user, organisation: Organisation) -> str:
    return WITH_MONEY if sees_money(user, organisation) else ORGANISATION


def _pk(subject: str) -> int:
    return int(subject.partition(":")[2])


def make_person(subject: str, at: datetime) -> prepared.Made:
    user = User.objects.get(pk=_pk(subject))
    entries = files_of(of_person.tables_of(user), title=f"Gegevens van {user}", notes=of_person.NOTES, at=at)
    return prepared.Made(f"Gegevens {user}.zip", "zip", archive(entries, at=at))


def may_open_person(user, subject: str) -> bool:
    return user.is_authenticated and subject == f"user:{user.pk}"


def _make_organisation(subject: str, at: datetime, *, with_money: bool) -> prepared.Made:
    found = Organisation.objects.get(pk=_pk(subject))
    return prepared.Made(f"Gegevens {found.name}.zip", "zip", archive(_entries(found, at, with_money), at=at))


def _entries(found: Organisation, at: datetime, with_money: bool) -> Iterator[tuple]:
    tables = of_organisation.tables_of(found, with_money=with_money)
    notes = of_organisation.NOTES
    if not with_money:
        notes += ("Facturen staan er niet in. Die krijgt een beheerder die ook de taak ‘Facturen’ heeft.",)
    made = files_of(tables, title=f"Gegevens van {found.name}", notes=notes, at=at)
    yield from chain(made, of_organisation.attachments_of(found, with_money=with_money))


def make_organisation(subject: str, at: datetime) -> prepared.Made:
    return _make_organisation(subject, at, with_money=False)


def make_with_money(subject: str, at: datetime) -> prepared.Made:
    return _make_organisation(subject, at, with_money=True)


def may_open_organisation(user, subject: str) -> bool:
    found = Organisation.objects.filter(pk=_pk(subject)).first()
    return found is not None and may_manage(user, found)


def may_open_with_money(user, subject: str) -> bool:
    found = Organisation.objects.filter(pk=_pk(subject)).first()
    return found is not None and may_manage(user, found) and sees_money(user, found)


prepared.register(PERSON, make_person, may_open=may_open_person)
prepared.register(ORGANISATION, make_organisation, may_open=may_open_organisation)
prepared.register(WITH_MONEY, make_with_money, may_open=may_open_with_money)
