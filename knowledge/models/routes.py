"""Routes of lessons: one thought, one picture and one small thing to try at a time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet

from knowledge.access import readable_pages
from knowledge.blocks import LESSON_BLOCKS, PICTURES, TRY
from knowledge.models.base import KnowledgePage
from knowledge.models.learning import LessonDone, RouteDone
from knowledge.models.material import SHELF
from portal.core.drawings import arch

DONE, NOW, TODO = "done", "now", "todo"
MOST_STONES = 12  # of a bridge that can be read; a longer route has its list alone


@dataclass(frozen=True)
class Step:
    """One lesson in the list of its route, as its reader stands: done, now (what comes next) or todo."""

    pk: int
    number: int
    title: str
    lead: str
    minutes: int | None
    url: str
    state: str

    @property
    def is_done(self) -> bool:
        return self.state == DONE


def lessons_done_by(user) -> set[int]:
    return set(user.lessons_done.values_list("lesson", flat=True)) if user.is_authenticated else set()


def steps_of(lessons: Iterable["LessonPage"], done: set[int], route_url: str) -> list[Step]:
    """The lessons of one route in their order, for somebody who is done with these.

    They stand below their route, so its address (asked once) gives theirs.
    """
    lessons = list(lessons)
    first = next((lesson.pk for lesson in lessons if lesson.pk not in done), None)

    def state(lesson) -> str:
        return DONE if lesson.pk in done else NOW if lesson.pk == first else TODO

    return [
        Step(x.pk, number, x.title, x.lead, x.minutes, f"{route_url}{x.slug}/", state(x))
        for number, x in enumerate(lessons, start=1)
    ]


class RouteQuerySet(PageQuerySet):
    def with_use(self) -> "RouteQuerySet":
        """Annotates `lessons` (live pages below), and how many different people `begun` and are `done`."""

        def people(done) -> Coalesce:
            counted = done.filter(route=OuterRef("pk")).order_by().values("route")
            return Coalesce(Subquery(counted.annotate(n=Count("user", distinct=True)).values("n")), 0)

        below = Page.objects.live().filter(path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1)
        counted = below.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
        return self.annotate(
            lessons=Coalesce(Subquery(counted), 0),
            begun=people(LessonDone.objects),
            done=people(RouteDone.objects),
        )


class RoutePage(KnowledgePage):
    """Lessons in the order of the page tree. Who follows it keeps their own progress."""

    kind = "route"
    parent_page_types = SHELF
    subpage_types = ["knowledge.LessonPage"]
    template = "knowledge/route_page.html"
    content_panels = [
        HelpPanel(
            content=_(
                "<p>De lessen staan als pagina’s onder deze route. Sleep ze in de goede volgorde. "
                "Haalt u een les weg? Wie klaar was met de route, blijft klaar.</p>"
            )
        ),
        *KnowledgePage.head_panels,
        *KnowledgePage.body_panels,
    ]

    objects = PageManager.from_queryset(RouteQuerySet)()

    class Meta:
        verbose_name = _("leerroute")

    def lessons_for(self, user) -> models.QuerySet["LessonPage"]:
        """The lessons that this person may open, in their order; without their texts."""
        lessons = LessonPage.objects.child_of(self).live().order_by("path")
        return readable_pages(lessons, user).only("title", "lead", "minutes", "url_path", "path", "slug")

    def steps_for(self, user, request=None) -> list[Step]:
        """Its lessons and how far this person came: a fixed number of queries, whatever their number."""
        return steps_of(self.lessons_for(user), lessons_done_by(user), self.get_url(request) or "/")

    def readable_children(self, user):
        return []  # its lessons are shown by themselves

    def get_template(self, request, *args, **kwargs):
        return (
            "knowledge/route_print.html"
            if "afdrukken" in request.GET
            else super().get_template(request, *args, **kwargs)
        )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        steps = self.steps_for(request.user, request)
        context |= {
            "steps": steps,
            "done": sum(step.is_done for step in steps),
            "minutes": sum(step.minutes or 0 for step in steps),
            "next": next((step for step in steps if step.state == NOW), None),
            "finished": finished(self, request.user),
            "stones": arch([step.state for step in steps]) if 1 < len(steps) <= MOST_STONES else [],
        }
        if "afdrukken" in request.GET:
            context["lessons"] = readable_pages(LessonPage.objects.child_of(self).live(), request.user).order_by("path")
        return context


def finished(route: RoutePage, user) -> RouteDone | None:
    return RouteDone.objects.filter(route=route, user=user).first() if user.is_authenticated else None


class LessonPage(KnowledgePage):
    """One lesson. What somebody answers or thinks in it is never sent to us (decision 0028)."""

    body = StreamField(LESSON_BLOCKS, verbose_name=_("inhoud"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("duur in minuten"), null=True, blank=False)

    kind = "lesson"
    parent_page_types = ["knowledge.RoutePage"]
    template = "knowledge/lesson_page.html"
    content_panels = [
        *KnowledgePage.content_panels,
        FieldPanel("lead", heading=_("De gedachte van deze les"), help_text=_("Eén gedachte, in één of twee zinnen.")),
        FieldPanel("minutes"),
        FieldPanel("body", help_text=_("Met één tekening of beeld, en één ding om te proberen.")),
    ]

    class Meta:
        verbose_name = _("les")

    def clean(self) -> None:
        """One thought, one picture, one small thing to try: a lesson goes online with each of them once."""
        super().clean()
        if self.is_draft:
            return
        if not self.lead:
            raise ValidationError({"lead": _("Schrijf op wat de gedachte van deze les is.")})
        if wrong := _too_much_or_little(Counter(block.block_type for block in self.body)):
            raise ValidationError({"body": wrong})

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        route = self.get_parent().specific
        steps = route.steps_for(request.user, request)
        place = next((n for n, step in enumerate(steps) if step.pk == self.pk), None)
        return context | {
            "route": route,
            "steps": steps,
            "here": None if place is None else steps[place],
            "before": steps[place - 1] if place else None,
            "after": None if place is None else next(iter(steps[place + 1 :]), None),
            "done": sum(step.is_done for step in steps),
            "finished": finished(route, request.user),
        }


def _too_much_or_little(found: Counter[str]) -> Promise | None:
    pictures, tries = sum(found[kind] for kind in PICTURES), found[TRY]
    if not pictures:
        return _("Kies één tekening of beeld.")
    if pictures > 1:
        return _("Eén tekening of beeld is genoeg. Haal er een weg.")
    if not tries:
        return _("Geef één ding om te proberen.")
    return _("Eén ding om te proberen is genoeg. Haal er een weg.") if tries > 1 else None
