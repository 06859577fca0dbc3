"""What Dutch people type, and what they expect to find."""

import pytest

from portal.core import search

pytestmark = pytest.mark.django_db

TITLES = [
    "Het ziekenhuis als partner",
    "Een brief die rust geeft",
    "Huis en wijk",
    "Samenwerken in Fryslân",
    "Een",
    "De Haven",
    "Stichting Lindehaven",
    "Het tandem-traject",
    "Werken per e-mail",
    "Mobility Mentoring® in het kort",
    "Doelactieplan maken",
    "Foto's van de studiereis",
    "Niveau 1: kennismaken",
    "Niveau 2: aan de slag",
    "'s-Hertogenbosch",
    "Brug naar Zelfredzaamheid™",
    "Jaarverslag 2019",
    "Café Zoë",
    "Positieve prikkels",
    "Schulden en stress",
    "De gemeenteraad beslist",
    "Leraren leren",
    "Prijzen en kansen",
    "Gezinnen in Één stad",
    "COÖPERATIE De Linde",
]
PAIRS = [  # what is typed; what comes first, or "" where nothing may come
    ("ziekenhuizen", "Het ziekenhuis als partner"),
    ("ziekenhuis", "Het ziekenhuis als partner"),
    ("ZIEKENHUIS", "Het ziekenhuis als partner"),
    ("zieken", "Het ziekenhuis als partner"),
    ("partners", "Het ziekenhuis als partner"),
    ("brieven", "Een brief die rust geeft"),
    ("brief", "Een brief die rust geeft"),
    ("bri", "Een brief die rust geeft"),
    ("brieve", "Een brief die rust geeft"),
    ("huizen", "Huis en wijk"),
    ("huis", "Huis en wijk"),
    ("wijken", "Huis en wijk"),
    ("fryslan", "Samenwerken in Fryslân"),
    ("Fryslân", "Samenwerken in Fryslân"),
    ("FRYSLÂN", "Samenwerken in Fryslân"),
    ("samenwerking", "Samenwerken in Fryslân"),
    ("Een", "Een"),
    ("een", "Een"),
    ("De Haven", "De Haven"),
    ("haven", "De Haven"),
    ("havens", "De Haven"),
    ("lindehaven", "Stichting Lindehaven"),
    ("linde haven", "Stichting Lindehaven"),
    ("tandem-traject", "Het tandem-traject"),
    ("tandemtraject", "Het tandem-traject"),
    ("tandem traject", "Het tandem-traject"),
    ("tandemtrajecten", "Het tandem-traject"),
    ("traject", "Het tandem-traject"),
    ("e-mail", "Werken per e-mail"),
    ("email", "Werken per e-mail"),
    ("E-mails", "Werken per e-mail"),
    ("mail", "Werken per e-mail"),
    ("Mobility Mentoring®", "Mobility Mentoring® in het kort"),
    ("mobility mentoring", "Mobility Mentoring® in het kort"),
    ("mentoring™", "Mobility Mentoring® in het kort"),
    ("“Mobility Mentoring”", "Mobility Mentoring® in het kort"),
    ("doelactie", "Doelactieplan maken"),
    ("doelactieplannen", "Doelactieplan maken"),
    ("actieplan", "Doelactieplan maken"),
    ("actiepl", "Doelactieplan maken"),
    ("foto's", "Foto's van de studiereis"),
    ("foto’s", "Foto's van de studiereis"),
    ("fotos", "Foto's van de studiereis"),
    ("foto", "Foto's van de studiereis"),
    ("studiereizen", "Foto's van de studiereis"),
    ("niveau 2", "Niveau 2: aan de slag"),
    ("niveau 1", "Niveau 1: kennismaken"),
    ("niveaus 2", "Niveau 2: aan de slag"),
    ("'s-hertogenbosch", "'s-Hertogenbosch"),
    ("hertogenbosch", "'s-Hertogenbosch"),
    ("s hertogenbosch", "'s-Hertogenbosch"),
    ("brug naar zelfredzaamheid", "Brug naar Zelfredzaamheid™"),
    ("zelfredzaam", "Brug naar Zelfredzaamheid™"),
    ("bruggen", "Brug naar Zelfredzaamheid™"),
    ("2019", "Jaarverslag 2019"),
    ("jaarverslagen", "Jaarverslag 2019"),
    ("201", ""),
    ("cafe zoe", "Café Zoë"),
    ("cafés", "Café Zoë"),
    ("prikkel", "Positieve prikkels"),
    ("positief", "Positieve prikkels"),
    ("schuld", "Schulden en stress"),
    ("stress bij schulden", "Schulden en stress"),
    ("gemeente", "De gemeenteraad beslist"),
    ("leraar", "Leraren leren"),
    ("leren", "Leraren leren"),
    ("prijs", "Prijzen en kansen"),
    ("kans", "Prijzen en kansen"),
    ("gezin", "Gezinnen in Één stad"),
    ("steden", ""),
    ("cooperatie", "COÖPERATIE De Linde"),
    ("coöperaties", "COÖPERATIE De Linde"),
    ('"de haven"', "De Haven"),
    ('"haven de"', ""),
    ('"niveau 2"', "Niveau 2: aan de slag"),
    ("niveau -kennismaken", "Niveau 2: aan de slag"),
    ('niveau -"aan de slag"', "Niveau 1: kennismaken"),
    ("linde -haven -stichting", "COÖPERATIE De Linde"),
    ("-niveau", ""),
    ("stress brief", ""),
    ("xylofoon", ""),
]


@pytest.fixture
def titles(db):
    for number, title in enumerate(TITLES):
        search.index("page", number, audience="public", title=title, url=f"/{number}/")


@pytest.mark.parametrize(("typed", "expected"), PAIRS)
def test_dutch_is_found_as_people_type_it(titles, typed, expected):
    found = search.find(typed, audiences={"public"})
    assert [entry.title for entry in found.entries][:1] == [expected] * bool(expected)


ODD = ["", "   ", "'", "a & | !", "\x00", "%", "(" * 300, "\ud800", "-", '"', '""', "!!", ":*", "<->", "qq", "®", "😀"]


@pytest.mark.parametrize("typed", [*ODD, "x" * 5000, "مرحبا بالعالم", "\u202eabc", "a'b'c'd", "-" * 200, '-"' * 60])
def test_odd_input_is_no_error(titles, typed):
    for order in ("best", "new"):
        search.find(typed, audiences={"public"}, order=order)


LONG = {
    "every word another": " ".join(f"w{n:05}" for n in range(40_000)),
    "one word of 200,000 letters": "a" * 200_000,
    "words of 200 letters": " ".join(chr(97 + n % 26) * 200 for n in range(2_000)),
    "signs that become long names": "😀" * 100_000,
    "right to left": "شبكة من البلديات " * 12_000,
    "NUL and half characters": "goed\x00 en \ud800 wel \udfff" * 500,
    "hyphens": "-".join(f"w{n}" for n in range(30_000)),
    "another script": "".join(chr(0x4E00 + n % 20_000) for n in range(200_000)),
}


@pytest.mark.parametrize("name", LONG)
def test_no_text_is_too_long_or_too_strange_to_be_found(name):
    search.index("page", 1, audience="public", title="Vindbaar", url="/", text=LONG[name])
    assert search.find("vindbaar", audiences={"public"}).count == 1
    search.index("page", 2, audience="public", title=LONG[name], summary=LONG[name], url="/")
    search.find(LONG[name], audiences={"public"})


def test_words_deep_in_a_long_text_are_found_and_quoted():
    text = "gewoon " * 20_000 + "zeldzaam " + "gewoon " * 5_000
    search.index("publication", 1, audience="public", title="Jaarverslag", url="/", text=text)
    (entry,) = search.find("zeldzame", audiences={"public"}).entries
    assert "<mark>zeldzaam</mark>" in entry.passage
    assert len(entry.passage) < 400
