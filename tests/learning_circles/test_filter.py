"""The choices above the lists of this room: made once for who asks nothing, and never somebody else's."""

import pytest

from knowledge.models import HomePage, LibraryPage, ThemePage
from tests.factories import site
from tests.learning_circles.rounds import text_of
from tests.pages import page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/leerkringen/", "/leerkringen/kringen/", "/leerkringen/maand/2027-1/"])
def test_the_filter_shows_what_was_chosen_to_who_chose_it(client, path):
    site()
    chosen = '<option value="ut" selected>'
    assert chosen in text_of(client, path, data={"regio": "ut"})
    assert chosen not in text_of(client, path)
    assert chosen in text_of(client, path, data={"regio": "ut"})
    assert chosen not in text_of(client, path, data={"pagina": "1"})


def test_a_new_theme_can_be_chosen_at_once(client, django_capture_on_commit_callbacks):
    site()
    shelf = page(HomePage.objects.first(), "Thema’s", LibraryPage)
    assert "Iets nieuws" not in text_of(client, "/leerkringen/")
    with django_capture_on_commit_callbacks(execute=True):
        page(shelf, "Iets nieuws", ThemePage).save_revision().publish()
    assert "Iets nieuws" in text_of(client, "/leerkringen/")
