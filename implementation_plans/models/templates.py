from collections import Counter

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Page, PreviewableMixin, RevisionMixin

from implementation_plans.blocks import BOARD_PARTS, SectionBlock, outline_of
from membership.models import Kind


class PlanTemplate(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """The questions of a plan, edited by staff as a Wagtail snippet. Plans use a frozen version of it."""

    title = models.CharField(_("titel"), max_length=120)
    intro = models.TextField(_("inleiding"), blank=True)
    sections = StreamField([("section", SectionBlock())], verbose_name=_("onderdelen"))
    introduction = models.ForeignKey(
        "knowledge.RoutePage",
        verbose_name=_("leerroute om mee te beginnen"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    introduction_needed = models.BooleanField(
        _("wie het plan verstuurt, volgt eerst deze leerroute"),
        default=False,
        help_text=_("Anders raden wij de route aan. Van collega’s vragen wij niets. U ziet niet wie wat deed."),
    )
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="plan_template")

    panels = [
        HelpPanel(
            content=_(
                "<p>Dit zijn de vragen van het plan. Publiceert u? Dan krijgt elk nieuw plan deze vragen. "
                "Plannen die al lopen, houden hun eigen vragen. De schrijvers zien dat er nieuwe vragen zijn. "
                "Zij kiezen zelf of zij overstappen.</p>"
                "<p>Klik rechtsboven op de telefoon. Dan ziet u het zoals een schrijver.</p>"
            )
        ),
        FieldPanel("title", help_text=_("Staat boven het plan van elke organisatie.")),
        FieldPanel("intro", help_text=_("Twee of drie zinnen: wat is dit plan, en hoe schrijft u het samen?")),
        MultiFieldPanel(
            [FieldPanel("introduction"), FieldPanel("introduction_needed")],
            heading=_("De introductie"),
            help_text=_("Die staat als stap op de weg naar niveau 2."),
        ),
        FieldPanel("sections", help_text=_("Geef elk onderdeel een eigen korte naam. Zeven onderdelen is veel.")),
    ]

    class Meta:
        verbose_name = _("sjabloon van het plan")
        verbose_name_plural = _("sjablonen van het plan")

    def __str__(self) -> str:
        return self.title

    @property
    def revisions(self):
        return self._revisions

    def clean(self) -> None:
        super().clean()
        values = [block.value for block in self.sections]
        short = Counter((value.get("short_title") or "").strip().lower() for value in values)
        if double := [name for name, count in short.items() if name and count > 1]:
            raise ValidationError(
                {
                    "sections": _("Deze korte naam staat er twee keer: %s. Geef elk onderdeel een eigen naam.")
                    % double[0]
                }
            )
        asked = {kind for value in values for kind in value.get("kinds") or Kind.values}
        if values and (left_out := [label for kind, label in Kind.choices if kind not in asked]):
            raise ValidationError(
                {"sections": _("Geef ook deze organisaties een onderdeel: %s.") % ", ".join(map(str, left_out))}
            )

    def gaps(self) -> list[str]:
        """What a template may lack, but staff want to know: a sentence each."""
        questions = [q for block in self.sections for q in outline_of(block)["questions"]]
        missing = [str(label) for code, label in BOARD_PARTS if code not in {q["board_part"] for q in questions}]
        found = []
        if missing:
            found.append(_("De bestuurspagina krijgt een lege regel bij: %s.") % ", ".join(missing))
        if not any(q["is_promise"] for q in questions):
            found.append(_("Geen vraag gaat over beloften. De terugblik vraagt dan naar elk onderdeel als geheel."))
        return [capfirst(str(sentence)) for sentence in found]

    # --- Preview: as a writer sees it ------------------------------------------------------------------------

    @property
    def preview_modes(self):
        """All sections under each other, or one of them by its number."""
        sections = enumerate(self.sections, start=1)
        return [("", _("Alle onderdelen")), *((str(n), f"{n}. {block.value['title']}") for n, block in sections)]

    def get_preview_template(self, request, mode_name: str) -> str:
        return "implementation_plans/template_preview.html"

    def get_preview_context(self, request, mode_name: str) -> dict:
        outlines = [outline_of(block) for block in self.sections]
        titles = dict(
            Page.objects.filter(pk__in=[pk for o in outlines for pk in o["examples"]]).values_list("pk", "title")
        )
        for number, outline in enumerate(outlines, start=1):
            outline["number"] = number
            outline["pages"] = [titles[pk] for pk in outline["examples"] if pk in titles]
            outline["for_kinds"] = [label for kind, label in Kind.choices if kind in outline["kinds"]]
        shown = outlines[int(mode_name) - 1 : int(mode_name)] if mode_name else outlines
        return {"template": self, "sections": outlines, "shown": shown}


class TemplateVersion(models.Model):
    """A published revision of a template, frozen: what a plan was asked never changes under it.

    `sections`: [{code, title, short_title, lead, minutes, guidance, examples: [page id], expected_file, kinds,
                  questions: [{code, label, hint, words, board_part, is_promise}], criteria: [str]}]
    Versions frozen before a key existed lack it: ask with `.get`.
    """

    template = models.ForeignKey(PlanTemplate, on_delete=models.PROTECT, related_name="versions")
    revision_id = models.BigIntegerField(unique=True)
    title = models.CharField(max_length=120)
    intro = models.TextField(blank=True)
    sections = models.JSONField()
    introduction_pk = models.BigIntegerField(null=True, blank=True)  # no foreign key: a route may be thrown away
    introduction_needed = models.BooleanField(default=False)
    frozen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("versie van het sjabloon")
        verbose_name_plural = _("versies van het sjabloon")

    def __str__(self) -> str:
        return f"{self.title} ({self.pk})"
