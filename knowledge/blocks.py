from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Citaat"))
    source = blocks.CharBlock(label=_("Wie zegt het?"), required=False)

    class Meta:
        label = _("Citaat")
        icon = "openquote"
        template = "knowledge/blocks/quote.html"


class PanelBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Kop"))
    text = blocks.RichTextBlock(label=_("Tekst"), features=["bold", "italic", "link", "ul"])

    class Meta:
        label = _("Kader met hulp")
        icon = "help"
        template = "knowledge/blocks/panel.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Kop"), max_length=60)
    text = blocks.TextBlock(label=_("Tekst"), max_length=240)

    class Meta:
        label = _("Stap")


TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ul", "ol"]

#: The one documented set of blocks of every page.
ARTICLE_BLOCKS = [
    ("heading", blocks.CharBlock(label=_("Kop"), icon="title", template="knowledge/blocks/heading.html")),
    (
        "paragraph",
        blocks.RichTextBlock(
            label=_("Tekst"), features=TEXT_FEATURES, icon="pilcrow", template="knowledge/blocks/paragraph.html"
        ),
    ),
    (
        "list",
        blocks.ListBlock(blocks.CharBlock(), label=_("Lijst"), icon="list-ul", template="knowledge/blocks/list.html"),
    ),
    ("image", ImageBlock(label=_("Beeld"), icon="image", template="knowledge/blocks/image.html")),
    ("quote", QuoteBlock()),
    ("panel", PanelBlock()),
]


# --- Lessons ----------------------------------------------------------------------------------------------------------

#: Our own drawings, by the name of their file in templates/knowledge/drawings/.
DRAWINGS = [
    ("bridge", _("De brug over het water")),
    ("heads", _("Een vol hoofd en een rustig hoofd")),
    ("two", _("Twee mensen, even groot")),
    ("steps", _("Kleine stappen naar een doel")),
    ("stones", _("Een boog van stenen")),
    ("letter", _("Een volle brief en een rustige brief")),
    ("circle", _("Mensen in een kring")),
    ("wave", _("Een golf, en de brug blijft staan")),
    ("path", _("Twee wegen, één doel")),
    ("rest", _("Een rustige plek aan het water")),
    ("sums", _("Klein beginnen, groot eindigen")),
    ("mirror", _("Wat u ziet en wat eronder ligt")),
]


class DrawingValue(blocks.StructValue):
    @property
    def path(self) -> str:
        return f"knowledge/drawings/{self['drawing']}.html"


class DrawingBlock(blocks.StructBlock):
    drawing = blocks.ChoiceBlock(label=_("Tekening"), choices=DRAWINGS)
    described = blocks.CharBlock(label=_("Wat is er te zien?"), help_text=_("Voor wie de tekening niet ziet."))
    caption = blocks.CharBlock(label=_("Onderschrift"), required=False)

    class Meta:
        label = _("Tekening van onszelf")
        icon = "image"
        template = "knowledge/blocks/drawing.html"
        value_class = DrawingValue


class FilmBlock(blocks.PageChooserBlock):
    """A link to a film page: nothing of a film is loaded before somebody asks for it."""

    class Meta:
        label = _("Film")
        icon = "media"
        template = "knowledge/blocks/film.html"


class TryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Kop"), default=_("Probeer het deze week"))
    steps = blocks.ListBlock(blocks.CharBlock(), label=_("Stappen"), min_num=1, max_num=5)

    class Meta:
        label = _("Om te proberen")
        icon = "check"
        template = "knowledge/blocks/try.html"


class ExerciseBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Kop"))
    text = blocks.TextBlock(label=_("Uitleg"), required=False)
    prompts = blocks.ListBlock(blocks.CharBlock(), label=_("Vragen om bij te schrijven"), min_num=1, max_num=6)

    class Meta:
        label = _("Oefening om af te drukken")
        icon = "doc-full"
        template = "knowledge/blocks/exercise.html"


class ReflectionBlock(blocks.StructBlock):
    """A question to oneself. There is no field: an answer that is not sent cannot be read by anybody."""

    question = blocks.CharBlock(label=_("Vraag aan uzelf"))

    class Meta:
        label = _("Even stilstaan")
        icon = "help"
        template = "knowledge/blocks/reflection.html"


class AnswerBlock(blocks.StructBlock):
    answer = blocks.CharBlock(label=_("Antwoord"))
    reaction = blocks.TextBlock(label=_("Wat wij daarop zeggen"))


class CheckBlock(blocks.StructBlock):
    """A question whose answers each open a reaction. Nothing is counted, nothing is sent."""

    question = blocks.CharBlock(label=_("Vraag"))
    answers = blocks.ListBlock(AnswerBlock(), label=_("Antwoorden"), min_num=2, max_num=4)

    class Meta:
        label = _("Korte vraag met reacties")
        icon = "tasks"
        template = "knowledge/blocks/check.html"


TRY = "try"
PICTURES = ("drawing", "image")
LESSON_BLOCKS = [
    *ARTICLE_BLOCKS,
    ("drawing", DrawingBlock()),
    ("film", FilmBlock(page_type="knowledge.FilmPage")),
    (TRY, TryBlock()),
    ("exercise", ExerciseBlock()),
    ("reflection", ReflectionBlock()),
    ("check", CheckBlock()),
]
