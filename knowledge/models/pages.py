from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from knowledge.access import readable_pages
from knowledge.blocks import StepBlock
from knowledge.library import THEME, shelf
from knowledge.models.base import READING, AskedOnce, KnowledgePage, Trail
from portal.core.page_cache import keep

__all__ = ["READING", "ArticlePage", "HomePage", "LibraryPage", "ThemePage"]

#: What stands in the library, in the order an editor is offered it.
MATERIAL = [
    "knowledge.ArticlePage",
    "knowledge.RoutePage",
    "knowledge.InstrumentPage",
    "knowledge.PublicationPage",
    "knowledge.FilmPage",
    "knowledge.StoryPage",
    "knowledge.EvidencePage",
    "knowledge.StudyTripPage",
    "knowledge.SourcePage",
    "knowledge.EventPage",
]


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
    subpage_types = ["knowledge.LibraryPage", "knowledge.ArticlePage"]
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

    def route(self, request, path_components):
        """Two queries for a page however deep it stands, where Wagtail asks two for every level on the way."""
        if not path_components:
            return super().route(request, path_components)
        page = self.get_descendants().filter(url_path=f"{self.url_path}{'/'.join(path_components)}/").first()
        if page is None:
            raise Http404
        return page.specific.route(request, [])

    def get_context(self, request, *args, **kwargs):
        from membership.figures import members_by_level, public_figures

        context = super().get_context(request, *args, **kwargs)
        context["figures"] = public_figures()[:3]
        context["provinces"] = members_by_level()["provinces"]
        pages = ArticlePage.objects.live().public().descendant_of(self).filter(show_in_news=True)
        context["news"] = pages.order_by("-first_published_at", "pk")[:3]
        return context


class LibraryPage(AskedOnce, Trail, Page):
    """The way into the library: themes, and everything in it by what it is, for whom, and about what."""

    lead = models.CharField(_("inleiding"), max_length=400, blank=True)
    help_title = models.CharField(_("kop van de hulp"), max_length=80, blank=True)
    help_text = models.CharField(_("tekst van de hulp"), max_length=300, blank=True)

    kind = "library"
    allowed_http_methods = READING
    max_count = 1
    subpage_types = ["knowledge.ThemePage", "knowledge.GlossaryPage", *MATERIAL]
    parent_page_types = ["knowledge.HomePage"]
    template = "knowledge/library_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("help_title"), FieldPanel("help_text")], heading=_("Hulp")),
    ]

    class Meta:
        verbose_name = _("bibliotheek")

    def get_context(self, request, *args, **kwargs):
        themes = self._themes(request.user)
        return super().get_context(request, *args, **kwargs) | {"themes": themes} | shelf(request)

    def _themes(self, user) -> list[dict[str, str]]:
        """Those a visitor may read are kept like the menu, until something public changes; others are asked for."""
        every = ThemePage.objects.live().child_of(self).order_by("path")
        if user.is_authenticated:
            return [theme.shown for theme in readable_pages(every, user)]
        return keep(f"themes:{self.pk}", lambda: [theme.shown for theme in every.public()])


class ThemePage(KnowledgePage):
    """A subject with the pages about it."""

    kind = "theme"
    subpage_types = MATERIAL
    parent_page_types = ["knowledge.LibraryPage"]
    template = "knowledge/theme_page.html"
    content_panels = [*KnowledgePage.head_panels, *KnowledgePage.body_panels]

    class Meta:
        verbose_name = _("thema")

    @property
    def shown(self) -> dict[str, str]:
        """What the library's front says of it."""
        return {"title": self.title, "lead": self.lead, "url": self.get_url() or "/"}

    @property
    def label(self) -> str:
        """Of every page below it in the search table."""
        return f"{THEME}:{self.pk}"

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | shelf(request, self.label)


class ArticlePage(KnowledgePage):
    """Words and pictures: in the library, and for what every site must say (privacy, contact)."""

    minutes = models.PositiveSmallIntegerField(_("leestijd in minuten"), null=True, blank=True)
    show_in_news = models.BooleanField(_("tonen bij ‘Nieuw in kennis’"), default=False)

    kind = "article"
    subpage_types = ["knowledge.ArticlePage"]
    parent_page_types = [
        "knowledge.HomePage",
        "knowledge.LibraryPage",
        "knowledge.ThemePage",
        "knowledge.ArticlePage",
    ]
    template = "knowledge/article_page.html"
    content_panels = [*KnowledgePage.head_panels, *KnowledgePage.body_panels, FieldPanel("minutes")]
    promote_panels = [*KnowledgePage.promote_panels, FieldPanel("show_in_news")]

    class Meta:
        verbose_name = _("artikel")
