from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, RevisionMixin

from implementation_plans.blocks import SectionBlock


class PlanTemplate(DraftStateMixin, RevisionMixin, models.Model):
    """The questions of a plan, edited by staff as a Wagtail snippet. Plans use a frozen version of it."""

    title = models.CharField(_("titel"), max_length=120)
    intro = models.TextField(_("inleiding"), blank=True)
    sections = StreamField([("section", SectionBlock())], verbose_name=_("onderdelen"))
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="plan_template")

    panels = [FieldPanel("title"), FieldPanel("intro"), FieldPanel("sections")]

    class Meta:
        verbose_name = _("sjabloon van het plan")
        verbose_name_plural = _("sjablonen van het plan")

    def __str__(self) -> str:
        return self.title

    @property
    def revisions(self):
        return self._revisions


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
    frozen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("versie van het sjabloon")
        verbose_name_plural = _("versies van het sjabloon")

    def __str__(self) -> str:
        return f"{self.title} ({self.pk})"
