from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext, ngettext, trans_real
from wagtail.models import Collection

from portal.core.catalogues import FAMILIAR, formal
from tests.factories import PortalDocumentFactory, PortalImageFactory, page, site, staff
from tests.people import client_of


def test_catalogues_with_the_same_plural_forms_are_one():
    plurals = [plural.__code__ for plural in trans_real.translation("nl")._catalog._plurals]
    assert all(one != next_one for one, next_one in pairwise(plurals))


def test_texts_of_every_app_are_found_and_ours_stand_as_they_are():
    assert (gettext("November"), gettext("Sidebar"), gettext("Mijn overzicht")) == (
        "november",
        "Zijbalk",
        "Mijn overzicht",
    )
    assert [ngettext("%(num)d year", "%(num)d years", n) % {"num": n} for n in (1, 2)] == ["1 jaar", "2 jaar"]


# --- The house says "u" -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Weet je zeker dat je deze pagina wilt verwijderen?", "Weet u zeker dat u deze pagina wilt verwijderen?"),
        ("Je kan je eigen status niet wijzigen", "U kunt uw eigen status niet wijzigen"),
        ("Sla je wijzigingen op voordat je deze pagina verlaat", "Sla uw wijzigingen op voordat u deze pagina verlaat"),
        ("Waarom <a>voeg je er niet een toe</a>?", "Waarom <a>voegt u er niet een toe</a>?"),
        ("Jouw vergrendelde pagina's", "Uw vergrendelde pagina's"),
        ("Deze pagina is door jou vergrendeld", "Deze pagina is door u vergrendeld"),
        ("Wil je de kopie ook publiceren?", "Wilt u de kopie ook publiceren?"),
        ("Meld je aan met je passkey", "Meld u aan met uw passkey"),
        ("Geen pagina's matchen met je zoekopdracht", "Geen pagina's matchen met uw zoekopdracht"),
        ("Het objectje van Jean", "Het objectje van Jean"),
    ],
)
def test_you_is_u_and_yours_is_uw(theirs, ours):
    assert formal(theirs) == ours


def test_no_text_of_others_says_je():
    texts = [text for part in trans_real.translation("nl")._catalog._catalogs for text in part.values()]
    assert len(texts) > 2000
    assert [text for text in texts if FAMILIAR.search(text)] == []


@pytest.mark.django_db
def test_the_screens_of_editors_say_u():
    home, editor = site(), client_of(staff("editor"))
    made = page(home, "Een pagina", slug="een-pagina")
    document, image = PortalDocumentFactory(), PortalImageFactory()
    addresses = [
        "/beheer/",
        f"/beheer/pages/{home.pk}/",
        f"/beheer/pages/{made.pk}/edit/",
        f"/beheer/pages/{made.pk}/delete/",
        f"/beheer/pages/{made.pk}/unpublish/",
        f"/beheer/pages/{made.pk}/copy/",
        f"/beheer/pages/{made.pk}/history/",
        f"/beheer/pages/add/knowledge/articlepage/{home.pk}/",
        f"/beheer/bulk/wagtailcore/page/delete/?id={made.pk}",
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:add_multiple"),
        reverse("wagtaildocs:delete", args=[document.pk]),
        reverse("wagtailimages:index") + f"?collection_id={Collection.get_first_root_node().pk}",
        reverse("wagtailimages:delete", args=[image.pk]),
        reverse("wagtailadmin_account"),
    ]
    for address in addresses:
        response = editor.get(address)
        assert response.status_code == 200, address
        text = strip_tags(response.content.decode().partition("<main")[2])
        assert len(text) > 100, address
        found = FAMILIAR.search(text)
        assert found is None, (address, text[max(0, found.start() - 40) : found.end() + 40])
    assert "Weet u zeker dat u deze pagina" in editor.get(f"/beheer/pages/{made.pk}/delete/").content.decode()
