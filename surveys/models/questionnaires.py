from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from surveys.blocks import SectionBlock
from surveys.outline import faults_of, outline_of


class Questionnaire(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """The questions, edited by staff as words. A round freezes what is published when it opens."""

    title = models.CharField(_("titel"), max_length=120)
    intro = models.TextField(_("inleiding"), blank=True)
    sections = StreamField([("section", SectionBlock())], verbose_name=_("pagina’s"))
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="questionnaire")

    panels = [
        HelpPanel(
            content=_(
                "<p>Dit zijn de vragen aan alle leden. Een ronde begint met wat u publiceerde. Daarna verandert er "
                "in die ronde niets meer.</p><p>Kies per vraag wie het antwoord ziet. Leden lezen dat bij de vraag. "
                "Verandert u een vraag die al eens gesteld is? Bij het openen van de ronde zegt u of het dezelfde "
                "vraag blijft.</p>"
            )
        ),
        FieldPanel("title"),
        FieldPanel("intro", help_text=_("Waarvoor is deze vragenlijst, en hoe lang duurt hij?")),
        FieldPanel("sections"),
    ]

    class Meta:
        verbose_name = _("vragenlijst")
        verbose_name_plural = _("vragenlijsten")

    def __str__(self) -> str:
        return self.title

    @property
    def revisions(self):
        return self._revisions

    def outline(self) -> list[dict]:
        return outline_of(self.sections)

    def clean(self) -> None:
        super().clean()
        from surveys.models.rounds import Question

        asked = dict(Question.objects.values_list("block", "code"))
        if faults := faults_of(self.outline(), asked):
            raise ValidationError({"sections": faults})

    @property
    def preview_modes(self):
        return [("", _("Alle pagina’s"))]

    def get_preview_template(self, request, mode_name: str) -> str:
        return "surveys/blank.html"

    def get_preview_context(self, request, mode_name: str) -> dict:
        return {"title": self.title, "intro": self.intro, "outline": self.outline(), "is_preview": True}
