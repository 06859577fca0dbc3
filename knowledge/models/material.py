"""What one can take along: instruments, publications, films and what others made."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from knowledge.models.base import KnowledgePage
from portal.core.captions import captions_of_vtt

SHELF = ["knowledge.LibraryPage", "knowledge.ThemePage"]


class Replaceable(models.Model):
    """Something newer took its place: the page stays, and says so."""

    replaced_by = models.ForeignKey(
        Page,
        verbose_name=_("vervangen door"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Is er iets nieuwers? Kies die pagina. Lezers zien het bovenaan."),
    )

    class Meta:
        abstract = True


class InstrumentPage(Replaceable, KnowledgePage):
    """Something to work with: in which variants, by whom, and what changed in each version."""

    developed_by = models.CharField(_("ontwikkeld door"), max_length=160, blank=True)
    purpose = models.CharField(_("waarvoor gebruikt u het?"), max_length=240, blank=True)
    needs_licence = models.BooleanField(
        _("alleen onder licentie"),
        default=False,
        help_text=_(
            "Dan gaat een organisatie eerst akkoord met de licentie van de nieuwste versie. Daarna haalt zij de pdf op,"
            " met haar naam op elke bladzijde. Alleen leden kunnen dat."
        ),
    )

    kind = "instrument"
    parent_page_types = SHELF
    template = "knowledge/instrument_page.html"
    content_panels = [
        *KnowledgePage.head_panels,
        FieldPanel("purpose"),
        FieldPanel("developed_by"),
        *KnowledgePage.body_panels,
        FieldPanel("needs_licence"),
        InlinePanel("variants", heading=_("Varianten"), label=_("Variant")),
        InlinePanel("versions", heading=_("Versies"), label=_("Versie")),
        FieldPanel("replaced_by"),
    ]

    class Meta:
        verbose_name = _("instrument")

    def get_context(self, request, *args, **kwargs):
        variants = list(self.variants.select_related("document"))
        context = super().get_context(request, *args, **kwargs) | {"variants": variants}
        return context | (self._under_licence(request, variants) if self.needs_licence else {})

    def _under_licence(self, request, variants: list["InstrumentVariant"]) -> dict:
        """What stands between the reader and the files, and the copies that were made for their organisation."""
        from knowledge.copies import copies_of
        from knowledge.licensing import for_reader
        from membership.access import chosen_seat

        terms = for_reader(request.user, self, chosen_seat(request))
        accepted = terms.standing.acceptance if terms.standing else None
        copies = copies_of(accepted, variants) if accepted else {}
        for variant in variants:
            variant.copy = copies.get(variant.pk)
        return {"terms": terms}

    @property
    def newest_version(self) -> "InstrumentVersion | None":
        def age(version: InstrumentVersion) -> tuple:
            return version.on, version.sort_order or 0, version.pk or 0

        return max(self.versions.all(), key=age, default=None)

    def found_text(self) -> str:
        variants = [f"{v.name} {v.audience} {v.get_form_display()}" for v in self.variants.all()]
        return " ".join([self.purpose, self.developed_by, *variants])


class Form(models.TextChoices):
    PAPER = "paper", _("Op papier")
    SCREEN = "screen", _("Op het scherm")
    DRAWN = "drawn", _("In tekeningen")


class InstrumentVariant(Orderable):
    """The same instrument for other people or in another form."""

    page = ParentalKey(InstrumentPage, on_delete=models.CASCADE, related_name="variants")
    name = models.CharField(_("naam"), max_length=80)
    audience = models.CharField(_("voor wie"), max_length=120, blank=True)
    form = models.CharField(_("vorm"), max_length=10, choices=Form.choices, default=Form.PAPER)
    document = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("bestand"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [FieldPanel("name"), FieldPanel("audience"), FieldPanel("form"), FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("variant")
        verbose_name_plural = _("varianten")

    def __str__(self) -> str:
        return self.name


class InstrumentVersion(Orderable):
    """What changed, and when."""

    page = ParentalKey(InstrumentPage, on_delete=models.CASCADE, related_name="versions")
    number = models.CharField(_("nummer"), max_length=12)
    on = models.DateField(_("datum"))
    change = models.CharField(_("wat is er anders?"), max_length=240, blank=True)
    licence = models.TextField(
        _("licentie"),
        blank=True,
        help_text=_("Waarmee gaat een organisatie akkoord? Alleen voor een instrument onder licentie."),
    )

    panels = [FieldPanel("number"), FieldPanel("on"), FieldPanel("change"), FieldPanel("licence")]

    class Meta(Orderable.Meta):
        verbose_name = _("versie")
        verbose_name_plural = _("versies")

    def __str__(self) -> str:
        return self.number


class PublicationPage(Replaceable, KnowledgePage):
    """A report, flyer or handbook as a file, with its own text on the page when it was put there too."""

    cover = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("omslag"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    year = models.PositiveSmallIntegerField(_("jaar"), null=True, blank=False)
    document = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("bestand"),
        null=True,
        blank=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    published_by = models.CharField(_("uitgegeven door"), max_length=160, blank=True)

    kind = "publication"
    parent_page_types = SHELF
    template = "knowledge/publication_page.html"
    content_panels = [
        *KnowledgePage.head_panels,
        MultiFieldPanel(
            [FieldPanel("document"), FieldPanel("cover"), FieldPanel("year"), FieldPanel("published_by")],
            heading=_("De publicatie"),
        ),
        FieldPanel("body", heading=_("De tekst, om op de pagina te lezen")),
        FieldPanel("replaced_by"),
    ]

    class Meta:
        verbose_name = _("publicatie")

    def found_text(self) -> str:
        return f"{self.published_by} {self.document.text if self.document else ''}"


class FilmPage(KnowledgePage):
    """A film of our own, with captions and its text. Nothing of others is loaded before somebody asks for it."""

    film = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("film"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Een bestand mp4 of webm. Staat de film bij een ander? Laat dit leeg en geef hieronder het adres."),
    )
    elsewhere = models.URLField(_("adres van de film bij een ander"), blank=True)
    captions = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("ondertiteling"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Een bestand vtt. Zonder ondertiteling kan een eigen film niet online."),
    )
    transcript = RichTextField(
        _("de tekst van de film"),
        blank=False,
        features=["bold", "italic", "ul", "h3"],
        help_text=_("Wat gezegd wordt en wat te zien is. Zonder deze tekst kan de film niet online."),
    )
    poster = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("beeld vooraf"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    minutes = models.PositiveSmallIntegerField(_("duur in minuten"), null=True, blank=True)

    kind = "film"
    parent_page_types = SHELF
    template = "knowledge/film_page.html"
    search_fields = [*KnowledgePage.search_fields, index.SearchField("transcript")]
    content_panels = [
        *KnowledgePage.head_panels,
        MultiFieldPanel(
            [
                FieldPanel("film"),
                FieldPanel("captions"),
                FieldPanel("poster"),
                FieldPanel("minutes"),
                FieldPanel("elsewhere"),
            ],
            heading=_("De film"),
        ),
        FieldPanel("transcript"),
        *KnowledgePage.body_panels,
    ]

    class Meta:
        verbose_name = _("film")

    def clean(self) -> None:
        """A film of our own goes online with captions that a browser shows, all of them."""
        super().clean()
        if self.is_draft:
            return
        if not self.film and not self.elsewhere:
            raise ValidationError({"film": _("Kies een film, of geef het adres van een film bij een ander.")})
        if self.film and not (self.film.kind and self.film.kind.is_film):
            raise ValidationError({"film": _("Dit bestand is geen film. Kies een bestand mp4 of webm.")})
        if self.film and not self.captions:
            raise ValidationError(
                {"captions": _("Kies een bestand met ondertiteling. Zonder kan de film niet online.")}
            )
        if self.captions:
            try:
                captions_of_vtt(self.captions)
            except ValidationError as error:
                raise ValidationError({"captions": error}) from error

    def found_text(self) -> str:
        return self.transcript

    @property
    def own_links(self) -> list[str]:
        return [self.elsewhere]


class SourceKind(models.TextChoices):
    SITE = "site", _("Website")
    ARTICLE = "article", _("Artikel")
    REPORT = "report", _("Rapport")
    GUIDE = "guide", _("Handreiking")


class SourcePage(KnowledgePage):
    """Something good that others made, with the day we last saw that the link works."""

    source_kind = models.CharField(_("soort"), max_length=10, choices=SourceKind.choices, default=SourceKind.SITE)
    publisher = models.CharField(_("uitgever"), max_length=160, blank=True)
    published_on = models.DateField(_("datum"), null=True, blank=True)
    link = models.URLField(_("adres"), max_length=500)

    kind = "source"
    parent_page_types = SHELF
    template = "knowledge/source_page.html"
    content_panels = [
        *KnowledgePage.head_panels,
        FieldPanel("source_kind"),
        FieldPanel("publisher"),
        FieldPanel("published_on"),
        FieldPanel("link"),
        *KnowledgePage.body_panels,
    ]

    class Meta:
        verbose_name = _("bron van anderen")

    def found_text(self) -> str:
        return f"{self.publisher} {self.get_source_kind_display()}"

    @property
    def own_links(self) -> list[str]:
        return [self.link]

    @property
    def link_check(self):
        """When the link was tried last and what was wrong, or None."""
        return self.outside_links.filter(link=self.link).first()

    @property
    def found_on(self):
        return self.published_on or super().found_on
