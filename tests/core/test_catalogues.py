from itertools import pairwise

from django.utils.translation import gettext, ngettext, trans_real


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
