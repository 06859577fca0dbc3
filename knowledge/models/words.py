from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from knowledge.models.base import READING, AskedOnce, Trail
from portal.core.page_cache import keep, public_changed


class GlossaryEntry(index.Indexed, models.Model):
    """A difficult word in plain language. Pages explain it where it stands in their text for the first time."""

    word = models.CharField(_("woord"), max_length=60, unique=True)
    also = models.CharField(
        _("ook geschreven als"),
        max_length=200,
        blank=True,
        help_text=_("Andere vormen, met een komma ertussen. Bijvoorbeeld: executieve functies."),
    )
    slug = models.SlugField(_("woord in het adres"), max_length=60, unique=True)
    meaning = models.TextField(_("uitleg"), max_length=400, help_text=_("In één of twee gewone zinnen."))

    panels = [FieldPanel("word"), FieldPanel("also"), FieldPanel("slug"), FieldPanel("meaning")]
    search_fields = [index.SearchField("word"), index.AutocompleteField("word")]

    class Meta:
        verbose_name = _("moeilijk woord")
        verbose_name_plural = _("moeilijke woorden")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.word

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        public_changed()

    def delete(self, *args, **kwargs):
        public_changed()
        return super().delete(*args, **kwargs)

    @property
    def forms(self) -> list[str]:
        return [form for form in (self.word, *(f.strip() for f in self.also.split(","))) if form]


class GlossaryPage(AskedOnce, Trail, Page):
    """All difficult words with their meaning."""

    lead = models.CharField(_("inleiding"), max_length=400, blank=True)

    kind = "glossary"
    allowed_http_methods = READING
    max_count = 1
    subpage_types: list[str] = []
    parent_page_types = ["knowledge.LibraryPage"]
    template = "knowledge/glossary_page.html"
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("woordenlijst")

    def get_context(self, request, *args, **kwargs):
        entries = keep("glossary", lambda: list(GlossaryEntry.objects.all()))
        return super().get_context(request, *args, **kwargs) | {"entries": entries}
