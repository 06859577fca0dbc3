"""What members do and what comes of it: stories, evidence, study trips and meetings. Every figure has its source."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from knowledge.models.base import KnowledgePage
from knowledge.models.material import SHELF

PLAIN = ["bold", "italic", "link", "ul"]


class StoryPage(KnowledgePage):
    """How one organisation works with the method: also what goes less well."""

    organisation = models.ForeignKey(
        "membership.Organisation",
        verbose_name=_("organisatie"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    period = models.CharField(_("periode"), max_length=80, blank=True, help_text=_("Bijvoorbeeld: juni 2018 tot nu."))
    target_group = models.CharField(_("voor welke mensen"), max_length=160, blank=True)
    goes_well = RichTextField(_("wat gaat goed?"), features=PLAIN, blank=False)
    goes_less = RichTextField(_("wat gaat minder goed?"), features=PLAIN, blank=False)

    kind = "story"
    parent_page_types = SHELF
    template = "knowledge/story_page.html"
    content_panels = [
        *KnowledgePage.head_panels,
        MultiFieldPanel(
            [FieldPanel("organisation"), FieldPanel("period"), FieldPanel("target_group")], heading=_("Wie en wanneer")
        ),
        *KnowledgePage.body_panels,
        FieldPanel("goes_well"),
        FieldPanel("goes_less"),
        InlinePanel("figures", heading=_("Cijfers"), label=_("Cijfer")),
    ]

    class Meta:
        verbose_name = _("praktijkverhaal")

    def found_text(self) -> str:
        figures = [f"{f.value} {f.meaning}" for f in self.figures.all()]
        name = self.organisation.name if self.organisation else ""
        return " ".join([name, self.period, self.target_group, self.goes_well, self.goes_less, *figures])


class StoryFigure(Orderable):
    """A figure never stands alone: of how many people it is, and where it comes from."""

    page = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="figures")
    value = models.CharField(_("cijfer"), max_length=20)
    meaning = models.CharField(_("wat betekent het?"), max_length=160)
    n = models.PositiveIntegerField(_("over hoeveel mensen?"))
    source = models.CharField(_("bron"), max_length=200)

    panels = [FieldPanel("value"), FieldPanel("meaning"), FieldPanel("n"), FieldPanel("source")]

    class Meta(Orderable.Meta):
        verbose_name = _("cijfer")
        verbose_name_plural = _("cijfers")

    def __str__(self) -> str:
        return f"{self.value} {self.meaning}"


class EvidencePage(KnowledgePage):
    """One study, said so that a reader can weigh it."""

    country = models.CharField(_("land"), max_length=60)
    population = models.CharField(_("wie deden mee?"), max_length=200)
    n = models.PositiveIntegerField(_("hoeveel mensen of gezinnen?"), null=True, blank=False)
    has_comparison = models.BooleanField(_("vergeleken met een groep zonder de aanpak"), default=False)
    outcome = RichTextField(_("wat kwam eruit?"), features=PLAIN, blank=False)
    source = models.CharField(_("bron"), max_length=240)
    source_link = models.URLField(_("adres van de bron"), blank=True)
    year = models.PositiveSmallIntegerField(_("jaar"), null=True, blank=True)

    kind = "evidence"
    parent_page_types = SHELF
    template = "knowledge/evidence_page.html"
    content_panels = [
        *KnowledgePage.head_panels,
        MultiFieldPanel(
            [
                FieldPanel("country"),
                FieldPanel("population"),
                FieldPanel("n"),
                FieldPanel("has_comparison"),
                FieldPanel("year"),
            ],
            heading=_("Het onderzoek"),
        ),
        FieldPanel("outcome"),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("source_link")], heading=_("Bron")),
        *KnowledgePage.body_panels,
    ]

    class Meta:
        verbose_name = _("onderzoek")

    def found_text(self) -> str:
        return " ".join([self.country, self.population, self.outcome, self.source])

    @property
    def own_links(self) -> list[str]:
        return [self.source_link]


class StudyTripPage(KnowledgePage):
    """A visit elsewhere: the programme, who went, who paid along, and what it taught."""

    place = models.CharField(_("waarheen"), max_length=120)
    starts_on = models.DateField(_("eerste dag"), null=True, blank=False)
    ends_on = models.DateField(_("laatste dag"), null=True, blank=True)
    programme = RichTextField(_("programma"), features=PLAIN, blank=True)
    who_went = models.CharField(_("wie gingen mee?"), max_length=240, blank=True, help_text=_("Rollen, geen namen."))
    co_financier = models.CharField(_("wie betaalde mee?"), max_length=160, blank=True)
    lessons = ParentalManyToManyField(
        "knowledge.NetworkItem",
        verbose_name=_("lessen"),
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "lesson"},
    )

    kind = "study_trip"
    parent_page_types = SHELF
    template = "knowledge/study_trip_page.html"
    content_panels = [
        *KnowledgePage.head_panels,
        MultiFieldPanel(
            [
                FieldPanel("place"),
                FieldPanel("starts_on"),
                FieldPanel("ends_on"),
                FieldPanel("who_went"),
                FieldPanel("co_financier"),
            ],
            heading=_("De reis"),
        ),
        FieldPanel("programme"),
        FieldPanel("lessons"),
        *KnowledgePage.body_panels,
    ]

    class Meta:
        verbose_name = _("studiereis")

    def found_text(self) -> str:
        return " ".join([self.place, self.who_went, self.programme, *(lesson.text for lesson in self.lessons.all())])


class EventPage(KnowledgePage):
    """A day to come to. Learning circles have a place of their own."""

    starts_at = models.DateTimeField(_("begint op"), null=True, blank=False)
    ends_at = models.DateTimeField(_("eindigt op"), null=True, blank=True)
    place = models.CharField(_("waar"), max_length=160, blank=True)
    sign_up = models.URLField(_("adres om u aan te melden"), blank=True)

    kind = "event"
    parent_page_types = SHELF
    template = "knowledge/event_page.html"
    content_panels = [
        *KnowledgePage.head_panels,
        MultiFieldPanel(
            [FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("place"), FieldPanel("sign_up")],
            heading=_("Wanneer en waar"),
        ),
        *KnowledgePage.body_panels,
    ]

    class Meta:
        verbose_name = _("bijeenkomst voor iedereen")

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("Het einde ligt voor het begin. Kies een later tijdstip.")})

    def found_text(self) -> str:
        return self.place

    @property
    def own_links(self) -> list[str]:
        return [self.sign_up]

    @property
    def found_on(self):
        return timezone.localdate(self.starts_at) if self.starts_at else super().found_on

    @property
    def is_past(self) -> bool:
        return (self.ends_at or self.starts_at) < timezone.now() if self.starts_at else False
