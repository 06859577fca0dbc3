"""Every type of page, empty and full, at two widths: no rule broken, nothing too wide, nothing jumps."""

import pytest
from django.utils import timezone

from knowledge import models
from knowledge.access import restrict
from portal.core.models import PortalDocument, PortalImage
from portal.home.demo_network.covers import cover
from portal.home.demo_network.films import film_of, vtt_of
from portal.home.demo_network.pictures import png_of, still
from tests.factories import GlossaryEntryFactory, LabelFactory, NetworkItemFactory
from tests.pages import LEAST, ContentFile, document, library, page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]

LONG = "Een bijzonder lange titel over schuldhulpverleningsovereenkomsten en arbeidsmarktparticipatiebevordering"
ARABIC = "مرحبا بكم في الشبكة"  # a title from right to left keeps its direction and breaks nothing
BODY = [
    ("heading", "Begin met rust"),
    (
        "paragraph",
        "<p>Een <b>korte</b> brief geeft borging en rust. <a href='https://elders.example/'>Lees elders</a></p>",
    ),
    ("list", ["Een", "Twee"]),
    ("quote", {"text": "Dat gaf rust.", "source": "Teamleider"}),
    ("panel", {"title": "Probeer dit", "text": "<p>Schrijf één zin.</p>"}),
]
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
    .observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""


def full(theme) -> list:
    """One page of each type with something in every field."""
    labels = [LabelFactory(kind=kind, slug=f"iets-{kind}", name=f"Iets {kind}") for kind in ("rol", "domein", "fase")]
    GlossaryEntryFactory(word="borging", slug="borging")
    picture = PortalImage.objects.create(title="Omslag", file=ContentFile(cover(LONG, "water"), name="omslag.png"))
    poster = PortalImage.objects.create(
        title="Beeld", file=ContentFile(png_of(still("Rust", "arch", 0.5)), name="beeld.png")
    )
    film = document("Film", "film.webm", film_of([{"seconds": 1, "text": "Rust", "shape": "arch"}]))
    captions = document("Ondertiteling", "film.vtt", vtt_of([(0, 1, "Rust.")]))
    facts = {
        models.ArticlePage: {"minutes": 4},
        models.InstrumentPage: {"purpose": "Samen een doel kiezen", "developed_by": "Het netwerk"},
        models.PublicationPage: {"cover": picture, "published_by": "Het netwerkbureau"},
        models.FilmPage: {"film": film, "captions": captions, "poster": poster, "minutes": 1, "elsewhere": ""},
        models.StoryPage: {"period": "2018", "target_group": "Jongeren"},
        models.EvidencePage: {"has_comparison": True, "source_link": "https://bron.example/", "year": 2018},
        models.StudyTripPage: {"who_went": "Beleidsmedewerkers", "programme": "<p>Twee dagen.</p>"},
        models.SourcePage: {"publisher": "Een uitgever"},
        models.EventPage: {"place": "Utrecht", "sign_up": "https://aanmelden.example/"},
    }
    found = []
    for kind, own in facts.items():
        title = f"{ARABIC} {kind.__name__}" if kind is models.StoryPage else f"{LONG} {kind.__name__}"
        found.append(page(theme, title, kind, body=BODY, labels=labels, review_by=timezone.localdate(), **own))
    instrument, story, trip = (next(p for p in found if isinstance(p, t)) for t in _with_lists())
    instrument.variants.add(models.InstrumentVariant(name="In tekeningen", form="drawn", document=document()))
    instrument.versions.add(models.InstrumentVersion(number="2", on=timezone.localdate(), change="Minder woorden."))
    story.figures.add(models.StoryFigure(value="8 van 10", meaning="houden contact", n=10, source="Eigen telling"))
    trip.lessons.add(NetworkItemFactory())
    for changed in (instrument, story, trip):
        changed.save_revision().publish()
    older = page(theme, "Vorige uitgave", models.PublicationPage, replaced_by=found[2])
    return [*found, older]


def _with_lists() -> tuple[type, ...]:
    return models.InstrumentPage, models.StoryPage, models.StudyTripPage


@pytest.mark.parametrize("width", [1280, 320])
def test_every_type_of_page_hinders_nobody(somebody, portal, width):
    shelf = library(models.HomePage.objects.get())
    theme = page(shelf, "Stress en denken", models.ThemePage, body=BODY)
    words = page(shelf, "Moeilijke woorden", models.GlossaryPage)
    empty = [page(theme, f"Leeg {kind.__name__}", kind) for kind in LEAST]
    closed = page(theme, "Dicht", teaser_title="Een hulpmiddel", teaser_text="Voor leden.")
    restrict(closed, "level_2")
    filled = full(theme)
    visitor = somebody(width=width)
    for shown in (shelf, theme, words, *empty, *filled):
        visitor.goes_to(shown.get_url())
        visitor.is_not_hindered()
        assert visitor.page.evaluate(SHIFTS) < 0.01, shown.get_url()
    for address in ("/kennis/?soort=film", "/kennis/?q=bestaatniet", "/kennis/?domein=iets-domein&jaar=2018"):
        visitor.goes_to(address)
        visitor.is_not_hindered()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_name_of_a_file_beside_its_cover_stands_on_one_line(somebody, portal, width):
    picture = PortalImage.objects.create(title="Omslag", file=ContentFile(cover("Jaar", "water"), name="omslag.png"))
    paper = document("Jaaroverzicht 2018")
    PortalDocument.objects.update(pages=6, language="nl", file_size=1_800_000)
    shelf = library(models.HomePage.objects.get())
    made = page(shelf, "Jaaroverzicht", models.PublicationPage, document=paper, cover=picture)
    visitor = somebody(width=width)
    visitor.goes_to(made.get_url())
    lines = "name => name.offsetHeight / parseFloat(getComputedStyle(name).lineHeight)"
    assert visitor.page.locator(".file__name").evaluate(lines) < 1.5
    visitor.reads("6 bladzijden")
