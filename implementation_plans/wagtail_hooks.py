from django.contrib import messages
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from implementation_plans.access import may_review
from implementation_plans.admin_views import deciding, dossier, embedding, lists, readers, reviewing
from implementation_plans.models import PlanTemplate


@hooks.register("register_admin_urls")
def plan_urls():
    patterns = [
        path("plannen/", lists.VersionIndex.as_view(), name="versions"),
        path("plannen/lijst/", lists.VersionIndex.as_view(results_only=True), name="versions_results"),
        path("plannen/<int:pk>/", reviewing.version, name="version"),
        path("plannen/<int:pk>/onderdeel/<int:number>/", reviewing.section, name="section"),
        path("plannen/<int:pk>/onderdeel/<int:number>/notitie/", reviewing.note, name="note"),
        path("plannen/<int:pk>/lezers/", readers.readers, name="readers"),
        path("plannen/<int:pk>/lezers/<int:reading_pk>/einde/", readers.reading_end, name="reading_end"),
        path("plannen/<int:pk>/lezing/", readers.own_reading, name="own_reading"),
        path("plannen/<int:pk>/belang/", readers.conflict, name="conflict"),
        path("plannen/<int:pk>/belang/<int:conflict_pk>/einde/", readers.conflict_end, name="conflict_end"),
        path("plannen/<int:pk>/oordeel/", deciding.decision, name="decision"),
        path("plannen/<int:pk>/brief/", deciding.letter, name="letter"),
        path("plannen/<int:pk>/voorstel/", deciding.proposal, name="proposal"),
        path("plannen/<int:pk>/voorstel/afwijzing/", deciding.proposal_declined, name="proposal_declined"),
        path("plannen/<int:pk>/besluit/", deciding.decision_made, name="decision_made"),
        path("plannen/<int:pk>/besluit/herroeping/", deciding.undo, name="undo"),
        path("plannen/<int:pk>/dossier/", dossier.dossier, name="dossier"),
        path("plannen/<int:pk>/dossier/aanmaak/", dossier.dossier_asked, name="dossier_asked"),
        path("plannen/<int:pk>/geschiedenis/", lists.history, name="history"),
        path("plannen/<int:pk>/terugblik/", embedding.embeddings, name="embeddings"),
        path("plannen/<int:pk>/terugblik/<int:number>/", embedding.embedding, name="embedding"),
    ]
    return [path("", include((patterns, "plans_admin")))]


class PlansItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_review(request.user)


@hooks.register("register_admin_menu_item")
def plans_item():
    return PlansItem(_("Plannen"), reverse("plans_admin:versions"), icon_name="doc-full", order=20)


class PlanTemplateViewSet(SnippetViewSet):
    """Staff edit the questions as words: drafts, revisions, publishing are Wagtail's own."""

    model = PlanTemplate
    icon = "list-ol"
    menu_label = _("Sjabloon van het plan")
    menu_order = 40
    add_to_admin_menu = True
    list_display = ["title", "live"]


register_snippet(PlanTemplateViewSet)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def say_what_is_missing(request, instance) -> None:
    """A template without a question for the board, or for promises, is allowed; staff hear it once they saved."""
    for gap in instance.gaps() if isinstance(instance, PlanTemplate) else []:
        messages.warning(request, gap)
