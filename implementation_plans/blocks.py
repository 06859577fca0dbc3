from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class QuestionBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Vraag"), max_length=200)
    hint = blocks.CharBlock(label=_("Uitleg bij de vraag"), required=False, max_length=300)


class SectionBlock(blocks.StructBlock):
    """One onderdeel: what we ask, how we help, and what we look at. Its id is its permanent code."""

    title = blocks.CharBlock(label=_("Naam van het onderdeel"), max_length=80)
    short_title = blocks.CharBlock(
        label=_("Korte naam"), max_length=16, help_text=_("Voor de tabbladen van de beoordelaar.")
    )
    lead = blocks.CharBlock(label=_("Waar gaat het over?"), max_length=300)
    minutes = blocks.IntegerBlock(label=_("Hoeveel minuten kost het?"), min_value=1, max_value=240)
    guidance = blocks.TextBlock(label=_("Hulp bij het schrijven"), required=False)
    questions = blocks.ListBlock(QuestionBlock(), label=_("Vragen"), min_num=1, max_num=8)
    criteria = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("Hier letten wij op"), min_num=1, max_num=8)

    class Meta:
        label = _("Onderdeel")
        icon = "doc-full"
