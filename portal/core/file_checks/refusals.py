"""The kinds of file we take, and why a file is refused: one code, one Dutch sentence that says what to do."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 10 * 1024 * 1024


class Kind(NamedTuple):
    """What a browser and a person call this kind of file."""

    extension: str
    content_type: str
    label: str


KINDS = {
    "pdf": Kind(".pdf", "application/pdf", "Pdf"),
    "docx": Kind(
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word-bestand (.docx)",
    ),
    "odt": Kind(".odt", "application/vnd.oasis.opendocument.text", "OpenDocument-bestand (.odt)"),
}

SENTENCES: dict[str, Promise] = {
    "empty": _("Dit bestand is leeg. Kies een bestand waar iets in staat."),
    "too_large": _("Dit bestand is groter dan 10 MB. Maak de foto’s in het bestand kleiner en probeer het opnieuw."),
    "extension": _("Dit soort bestand kunnen wij niet gebruiken. Bewaar uw bestand als pdf, .docx of .odt."),
    "old_word": _("Dit is geen gewoon Word-bestand. Bewaar uw bestand als gewoon Word-bestand (.docx) of als pdf."),
    "content": _(
        "De inhoud van dit bestand past niet bij de naam. Open het bestand en bewaar het opnieuw"
        " als pdf, .docx of .odt."
    ),
    "path": _("Dit bestand is vreemd opgebouwd. Open het bestand en bewaar het opnieuw, het liefst als pdf."),
    "zip_bomb": _("Dit bestand wordt te groot bij het uitpakken. Bewaar uw bestand als pdf en probeer het opnieuw."),
    "encrypted": _("Dit bestand heeft een wachtwoord. Haal het wachtwoord eraf en probeer het opnieuw."),
    "broken": _("Dit bestand is beschadigd. Open het bestand, bewaar het opnieuw en stuur de nieuwe versie."),
    "macro": _(
        "In dit bestand zit een klein programma (een macro)."
        " Bewaar uw bestand als gewoon Word-bestand (.docx) of als pdf."
    ),
    "script": _(
        "In deze pdf zit een klein programma of een invulformulier."
        " Open de pdf, kies Afdrukken naar pdf en stuur de nieuwe pdf."
    ),
    "embedded": _("In dit bestand zit een ander bestand. Haal dat eruit, of bewaar het geheel opnieuw als gewone pdf."),
    "external": _(
        "Dit bestand haalt iets op van een andere plek. Zet plaatjes in het bestand zelf en"
        " gebruik alleen links naar websites en mailadressen. Of bewaar het als pdf."
    ),
    "template": _("Dit bestand hoort bij een sjabloon op een andere plek. Bewaar uw bestand als pdf en stuur die."),
    "dtd": _("In dit bestand staat code die wij niet vertrouwen. Bewaar uw bestand als pdf en stuur die."),
    "too_many_pages": _("Deze pdf heeft meer dan 1.000 bladzijden. Stuur een kortere pdf."),
    "too_slow": _("Dit bestand is te ingewikkeld om te controleren. Maak het eenvoudiger, of bewaar het als pdf."),
    "lost": _("Dit bestand is bij ons kwijtgeraakt. Dat is onze fout. Stuur het opnieuw, of bel ons."),
    "no_picture": _("Dit is geen foto die wij kunnen tonen. Kies een bestand jpg, png, webp of avif."),
    "picture_too_large": _("Deze foto heeft te veel beeldpunten. Maak de foto kleiner en probeer het opnieuw."),
    "virus": _("In dit bestand is een virus gevonden. Controleer uw computer en stuur een schoon bestand."),
}


class FileRefused(Exception):
    """The file may not come in. `code` is for logs and tests, `message` is what the person reads."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.message: Promise = SENTENCES[code]
