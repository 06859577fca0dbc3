"""What a questionnaire is made of. A question's id in Wagtail and its short name are permanent once it was asked."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

YES, NO = "ja", "nee"


class Sharing(models.TextChoices):
    """Who sees what an organisation answered. Chosen before a round opens, never changed after."""

    NAMED = "named", _("Met naam in het netwerk")
    PROTECTED = "protected", _("Alleen als beschermde uitkomst")
    STAFF = "staff", _("Alleen medewerkers")


class QuestionKind(models.TextChoices):
    YES_NO = "yes_no", _("Ja of nee")
    SINGLE = "single", _("Eén antwoord")
    MULTIPLE = "multiple", _("Meer antwoorden")
    SCALE = "scale", _("Schaal van vijf")
    NUMBER = "number", _("Getal")
    DATE = "date", _("Datum")
    TEXT = "text", _("Korte tekst")
    LONG_TEXT = "long_text", _("Lange tekst")


#: Figures can be made of these. A date or a text is shared by name, or read by staff alone.
COUNTED = {
    QuestionKind.YES_NO,
    QuestionKind.SINGLE,
    QuestionKind.MULTIPLE,
    QuestionKind.SCALE,
    QuestionKind.NUMBER,
}
#: What another question may depend on.
DECIDING = {QuestionKind.YES_NO, QuestionKind.SINGLE, QuestionKind.SCALE}

SCALES = {
    "agree": [_("Helemaal oneens"), _("Oneens"), _("Niet eens, niet oneens"), _("Eens"), _("Helemaal eens")],
    "often": [_("Nooit"), _("Zelden"), _("Soms"), _("Vaak"), _("Altijd")],
}
short_name = RegexValidator(
    r"^[a-z][a-z0-9-]{1,29}$",
    _("Gebruik 2 tot 30 kleine letters, cijfers en streepjes. Begin met een letter. Bijvoorbeeld: tijd-gesprek."),
)


class QuestionBlock(blocks.StructBlock):
    """What every question has."""

    code = blocks.CharBlock(
        label=_("Korte naam"),
        max_length=30,
        validators=[short_name],
        help_text=_("Voor de uitkomsten en de bestanden. Bijvoorbeeld: tijd-gesprek. Blijft altijd hetzelfde."),
    )
    text = blocks.CharBlock(label=_("Vraag"), max_length=200)
    hint = blocks.CharBlock(label=_("Uitleg bij de vraag"), required=False, max_length=300)
    sharing = blocks.ChoiceBlock(choices=Sharing.choices, label=_("Wie ziet het antwoord?"), default=Sharing.PROTECTED)
    only_if = blocks.CharBlock(
        label=_("Alleen vragen na deze vraag"),
        required=False,
        max_length=30,
        help_text=_("De korte naam van een eerdere vraag. Laat leeg als iedereen de vraag krijgt."),
    )
    only_if_answers = blocks.ListBlock(
        blocks.CharBlock(max_length=120), label=_("Als het antwoord een van deze is"), default=[]
    )


class OptionBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Antwoord"), max_length=120)


def _options() -> blocks.ListBlock:
    return blocks.ListBlock(OptionBlock(), label=_("Antwoorden"), min_num=2, max_num=12)


class YesNoBlock(QuestionBlock):
    class Meta:
        label = _("Ja of nee")
        icon = "check"


class SingleBlock(QuestionBlock):
    options = _options()

    class Meta:
        label = _("Eén antwoord kiezen")
        icon = "radio-full"


class MultipleBlock(QuestionBlock):
    options = _options()

    class Meta:
        label = _("Meer antwoorden kiezen")
        icon = "list-ul"


class ScaleBlock(QuestionBlock):
    scale = blocks.ChoiceBlock(
        choices=[("agree", _("Oneens tot eens")), ("often", _("Nooit tot altijd"))], label=_("Schaal"), default="agree"
    )
    personal = blocks.BooleanBlock(
        label=_("Vraag dit aan elke collega"),
        required=False,
        help_text=_("Ieder geeft een eigen mening, zonder naam. Voor de organisatie telt de middelste mening."),
    )

    class Meta:
        label = _("Schaal van vijf")
        icon = "grip"


class StatementBlock(blocks.StructBlock):
    code = blocks.CharBlock(label=_("Korte naam"), max_length=30, validators=[short_name])
    text = blocks.CharBlock(label=_("Stelling"), max_length=200)


class ScaleGroupBlock(blocks.StructBlock):
    """Statements on one scale. Each is a question of its own: on a phone they stand below each other."""

    text = blocks.CharBlock(label=_("Inleiding bij de stellingen"), max_length=200)
    scale = ScaleBlock.base_blocks["scale"]
    sharing = QuestionBlock.base_blocks["sharing"]
    statements = blocks.ListBlock(StatementBlock(), label=_("Stellingen"), min_num=2, max_num=10)

    class Meta:
        label = _("Stellingen op één schaal")
        icon = "table"


class NumberBlock(QuestionBlock):
    unit = blocks.CharBlock(label=_("Eenheid"), max_length=30, help_text=_("Bijvoorbeeld: deelnemers of uren."))
    minimum = blocks.IntegerBlock(label=_("Kleinste getal"), default=0)
    maximum = blocks.IntegerBlock(label=_("Grootste getal"), default=100_000)
    edges = blocks.ListBlock(
        blocks.IntegerBlock(),
        label=_("Grenzen van de klassen"),
        default=[],
        max_num=6,
        help_text=_("De uitkomsten tonen klassen. Met 10 en 50 zijn dat: minder dan 10, 10 tot 50, en 50 of meer."),
    )

    class Meta:
        label = _("Getal")
        icon = "order"

    def clean(self, value):
        cleaned = super().clean(value)
        wrong = {}
        if cleaned["minimum"] >= cleaned["maximum"]:
            wrong["maximum"] = ValidationError(_("Het grootste getal moet hoger zijn dan het kleinste."))
        edges = list(cleaned["edges"])
        if edges != sorted(set(edges)) or any(not cleaned["minimum"] < e <= cleaned["maximum"] for e in edges):
            wrong["edges"] = ValidationError(
                _("Zet de grenzen van laag naar hoog, tussen het kleinste en grootste getal.")
            )
        if cleaned["sharing"] == Sharing.PROTECTED and not edges:
            wrong["edges"] = ValidationError(_("Een beschermde uitkomst toont klassen. Vul minstens één grens in."))
        if wrong:
            raise blocks.StructBlockValidationError(block_errors=wrong)
        return cleaned


class OpenBlock(QuestionBlock):
    """Dates and texts: nothing of them can be banded."""

    sharing = blocks.ChoiceBlock(
        choices=[(s.value, s.label) for s in (Sharing.NAMED, Sharing.STAFF)],
        label=_("Wie ziet het antwoord?"),
        default=Sharing.STAFF,
    )


class DateBlock(OpenBlock):
    class Meta:
        label = _("Datum")
        icon = "date"


class TextBlock(OpenBlock):
    class Meta:
        label = _("Korte tekst")
        icon = "pilcrow"


class LongTextBlock(OpenBlock):
    class Meta:
        label = _("Lange tekst")
        icon = "doc-full"


class ItemsBlock(blocks.StreamBlock):
    explanation = blocks.TextBlock(label=_("Uitleg"), icon="info-circle")
    yes_no = YesNoBlock()
    single = SingleBlock()
    multiple = MultipleBlock()
    scale = ScaleBlock()
    scale_group = ScaleGroupBlock()
    number = NumberBlock()
    date = DateBlock()
    text = TextBlock()
    long_text = LongTextBlock()


class SectionBlock(blocks.StructBlock):
    """One page of the questionnaire."""

    title = blocks.CharBlock(label=_("Naam van de pagina"), max_length=80)
    lead = blocks.CharBlock(label=_("Waar gaat het over?"), max_length=300, required=False)
    items = ItemsBlock(label=_("Vragen"), min_num=1)

    class Meta:
        label = _("Pagina met vragen")
        label_format = "{title}"
        icon = "doc-full"
