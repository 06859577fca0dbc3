from http import HTTPMethod

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from knowledge.access import AUDIENCE_LABELS, audience_of, readable_children
from knowledge.blocks import ARTICLE_BLOCKS, StepBlock

#: Pages are read. Nothing is ever sent to one.
READING = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]


class AskedOnce:
    """Wagtail and our own gate both ask for a page's restrictions: two queries, the second time none."""

    def get_view_restrictions(self):
        if not hasattr(self, "_view_restrictions"):
            self._view_restrictions = super().get_view_restrictions().prefetch_related("groups")
        return self._view_restrictions


class HomePage(AskedOnce, Page):
    """The front of the network: what is this, may we join? Its figures come from the register."""

    lead = models.CharField(_("inleiding"), max_length=300, blank=True)
    primary_action = models.CharField(_("tekst op de knop"), max_length=60, default="Word lid van het netwerk")
    secondary_action = models.CharField(_("tekst van de link"), max_length=60, blank=True)
    secondary_page = models.ForeignKey(
        Page, verbose_name=_("pagina van de link"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    steps_title = models.CharField(_("kop boven de stappen"), max_length=80, default="Zo bouwt u uw brug")
    steps_lead = models.CharField(_("tekst boven de stappen"), max_length=300, blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name=_("stappen"), blank=True, max_num=3)
    story_title = models.CharField(_("kop van het verhaal"), max_length=80, blank=True)
    story_text = models.TextField(_("verhaal"), blank=True)
    quote_text = models.CharField(_("citaat"), max_length=300, blank=True)
    quote_source = models.CharField(_("wie zegt het?"), max_length=120, blank=True)
    closing_title = models.CharField(_("kop onderaan"), max_length=80, default="Twijfelt u nog? Praat eerst met ons.")
    closing_text = models.CharField(_("tekst onderaan"), max_length=300, blank=True)

    allowed_http_methods = READING
    max_count = 1
    subpage_types = ["knowledge.ContentPage"]
    parent_page_types = ["wagtailcore.Page"]
    template = "knowledge/home_page.html"
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("lead"),
                FieldPanel("primary_action"),
                FieldPanel("secondary_action"),
                FieldPanel("secondary_page"),
            ],
            heading=_("Bovenaan"),
        ),
        MultiFieldPanel(
            [FieldPanel("steps_title"), FieldPanel("steps_lead"), FieldPanel("steps")], heading=_("De stappen")
        ),
        MultiFieldPanel(
            [
                FieldPanel("story_title"),
                FieldPanel("story_text"),
                FieldPanel("quote_text"),
                FieldPanel("quote_source"),
            ],
            heading=_("Het verhaal"),
        ),
        MultiFieldPanel([FieldPanel("closing_title"), FieldPanel("closing_text")], heading=_("Onderaan")),
    ]

    class Meta:
        verbose_name = _("voorpagina")

    def get_context(self, request, *args, **kwargs):
        from membership.figures import members_by_level

        context = super().get_context(request, *args, **kwargs)
        context["figures"] = members_by_level()
        pages = ContentPage.objects.live().public().descendant_of(self).filter(show_in_news=True)
        context["news"] = pages.order_by("-first_published_at", "pk")[:3]
        return context


class ContentPage(AskedOnce, Page):
    """A page of words and pictures. Who may read it is Wagtail's own page privacy."""

    lead = models.CharField(_("inleiding"), max_length=400, blank=True)
    body = StreamField(ARTICLE_BLOCKS, verbose_name=_("inhoud"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("leestijd in minuten"), null=True, blank=True)
    show_in_news = models.BooleanField(_("tonen bij ‘Nieuw in kennis’"), default=False)

    allowed_http_methods = READING
    subpage_types = ["knowledge.ContentPage"]
    parent_page_types = ["knowledge.HomePage", "knowledge.ContentPage"]
    template = "knowledge/content_page.html"
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body"), FieldPanel("minutes")]
    promote_panels = [*Page.promote_panels, FieldPanel("show_in_news")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("pagina")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["trail"] = self.get_ancestors().filter(depth__gt=2).live()
        context["children"] = readable_children(self, request.user)
        audience = audience_of(self, getattr(request, "page_restrictions", None))
        context["audience_label"] = AUDIENCE_LABELS.get(audience, "")
        return context
