"""What all pages of the library share: who keeps it up, until when it is sure, what it is about and for whom."""

from http import HTTPMethod

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from knowledge.access import AUDIENCE_LABELS, STAFF_GROUPS, audience_of, readable_children
from knowledge.blocks import ARTICLE_BLOCKS
from portal.core.page_cache import keep

#: Pages are read. Nothing is ever sent to one.
READING = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]


class AskedOnce:
    """Wagtail and our own gate both ask for a page's restrictions: two queries, the second time none."""

    def get_view_restrictions(self):
        if not hasattr(self, "_view_restrictions"):
            self._view_restrictions = super().get_view_restrictions().prefetch_related("groups")
        return self._view_restrictions


class Trail:
    """The pages above this one, without the home page: who may read this one may know of them."""

    def get_context(self, request, *args, **kwargs):
        trail = keep(f"trail:{self.path}", lambda: list(self.get_ancestors().filter(depth__gt=2).live()))
        return super().get_context(request, *args, **kwargs) | {"trail": trail}


class DraftsMayLack(WagtailAdminPageForm):
    """What a page must have to go online, a draft may lack: Wagtail keeps it every few seconds while somebody types."""

    def clean(self):
        self.instance.is_draft = self.is_deferred_validation
        return super().clean()


class KnowledgePage(AskedOnce, Trail, Page):
    """A page of the library. Who may read it is Wagtail's own page privacy."""

    lead = models.CharField(_("inleiding"), max_length=400, blank=True)
    body = StreamField(ARTICLE_BLOCKS, verbose_name=_("inhoud"), blank=True)
    labels = ParentalManyToManyField(
        "knowledge.Label",
        verbose_name=_("kenmerken"),
        blank=True,
        related_name="+",
        help_text=_("Voor wie, over welk leefgebied, in welke fase. Hierop kiezen lezers."),
    )
    caretaker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("wie houdt deze pagina bij?"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"groups__name__in": STAFF_GROUPS},
    )
    review_by = models.DateField(
        _("opnieuw nalezen voor"),
        null=True,
        blank=True,
        help_text=_("Daarna staat de pagina in het rapport ‘Na te lezen’."),
    )
    teaser_title = models.CharField(
        _("titel voor wie de pagina niet mag lezen"),
        max_length=120,
        blank=True,
        help_text=_("Leeg? Dan ziet niemand anders dat deze pagina bestaat."),
    )
    teaser_text = models.CharField(_("tekst voor wie de pagina niet mag lezen"), max_length=300, blank=True)

    #: Of the search table and of a listing; every type has its own.
    kind = ""
    #: While an editor saves a draft: `clean` then asks for nothing that is still to come.
    is_draft = False
    base_form_class = DraftsMayLack
    allowed_http_methods = READING
    subpage_types: list[str] = []
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    #: Panels of a type stand between these.
    head_panels = [*Page.content_panels, FieldPanel("lead")]
    body_panels = [FieldPanel("body")]
    promote_panels = [
        *Page.promote_panels,
        FieldPanel("labels"),
        MultiFieldPanel([FieldPanel("caretaker"), FieldPanel("review_by")], heading=_("Bijhouden")),
        MultiFieldPanel(
            [FieldPanel("teaser_title"), FieldPanel("teaser_text")],
            heading=_("Voor wie de pagina niet mag lezen"),
            help_text=_("Alleen deze twee velden zijn dan te zien. Zet er niets in dat geheim is."),
        ),
    ]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        audience = audience_of(self, getattr(request, "page_restrictions", None))
        return context | {
            "children": self.readable_children(request.user),
            "audience_label": AUDIENCE_LABELS.get(audience, ""),
            "label_names": [label.name for label in self.labels.all()],
        }

    def readable_children(self, user):
        return readable_children(self, user)

    def found_text(self) -> str:
        """What of this type can be found beside title, lead and body."""
        return ""

    @property
    def own_links(self) -> list[str]:
        """Addresses at others in fields of its own; those in the text are found there."""
        return []

    @property
    def found_on(self):
        """The day that sorts and dates it in lists."""
        return timezone.localdate(self.first_published_at) if self.first_published_at else None

    @property
    def is_overdue(self) -> bool:
        return self.review_by is not None and self.review_by < timezone.localdate()
