from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from membership.models import Kind

#: Where an answer stands on the one page for alderman or director.
BOARD_PARTS = [
    ("what", _("Wat wij gaan doen")),
    ("why", _("Waarom")),
    ("who", _("Wie verantwoordelijk is")),
    ("ask", _("Welk besluit wij vragen")),
    ("next", _("De volgende stap")),
]


class QuestionBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Vraag"), max_length=200)
    hint = blocks.CharBlock(label=_("Uitleg bij de vraag"), required=False, max_length=300)
    words = blocks.IntegerBlock(
        label=_("Hoeveel woorden ongeveer?"),
        required=False,
        min_value=20,
        max_value=2000,
        help_text=_("Een advies voor de schrijver. Korter of langer mag ook."),
    )
    board_part = blocks.ChoiceBlock(
        choices=BOARD_PARTS,
        label=_("Plek op de bestuurspagina"),
        required=False,
        help_text=_("Het antwoord komt dan op het ene A4 voor wethouder of directeur."),
    )
    is_promise = blocks.BooleanBlock(
        label=_("Dit zijn beloften"),
        required=False,
        help_text=_("Een jaar na de goedkeuring vragen wij per zin of alinea wat ervan kwam."),
    )

    class Meta:
        label_format = "{label}"


class SectionBlock(blocks.StructBlock):
    """One onderdeel: what we ask, how we help, and what we look at. Its id is its permanent code."""

    title = blocks.CharBlock(label=_("Naam van het onderdeel"), max_length=80)
    short_title = blocks.CharBlock(
        label=_("Korte naam"), max_length=16, help_text=_("Voor de tabbladen van de lezers.")
    )
    lead = blocks.CharBlock(label=_("Waar gaat het over?"), max_length=300)
    minutes = blocks.IntegerBlock(label=_("Hoeveel minuten kost het?"), min_value=1, max_value=240)
    guidance = blocks.TextBlock(label=_("Hulp bij het schrijven"), required=False)
    examples = blocks.ListBlock(
        blocks.PageChooserBlock(),
        label=_("Voorbeelden"),
        required=False,
        max_num=5,
        help_text=_("Pagina’s uit de kennisbank die de schrijver verder helpen."),
    )
    expected_file = blocks.CharBlock(
        label=_("Welk bestand verwacht u?"),
        required=False,
        max_length=120,
        help_text=_("Bijvoorbeeld: een planning. Laat leeg als er geen bestand nodig is."),
    )
    kinds = blocks.MultipleChoiceBlock(
        choices=Kind.choices,
        label=_("Voor welke organisaties?"),
        required=False,
        help_text=_("Kiest u niets? Dan krijgt iedereen dit onderdeel."),
    )
    questions = blocks.ListBlock(QuestionBlock(), label=_("Vragen"), min_num=1, max_num=8)
    criteria = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("Hier letten wij op"), min_num=1, max_num=8)

    class Meta:
        label = _("Onderdeel")
        label_format = "{title}"
        icon = "doc-full"


def outline_of(block: blocks.StreamValue.StreamChild) -> dict:
    """A section as TemplateVersion.sections has it."""
    value = block.value
    return {
        "code": block.id,
        "title": value["title"],
        "short_title": value["short_title"],
        "lead": value["lead"],
        "minutes": value["minutes"],
        "guidance": value["guidance"],
        "examples": [page.pk for page in value["examples"] or [] if page],
        "expected_file": value["expected_file"] or "",
        "kinds": list(value["kinds"] or []),
        "questions": [_question(item) for item in value["questions"].bound_blocks],
        "criteria": list(value["criteria"]),
    }


def _question(item) -> dict:
    value = item.value
    return {
        "code": item.id,
        "label": value["label"],
        "hint": value["hint"],
        "words": value["words"],
        "board_part": value["board_part"] or "",
        "is_promise": bool(value["is_promise"]),
    }
