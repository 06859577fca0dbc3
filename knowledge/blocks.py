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
