from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from surveys.access import may_read_answers
from surveys.admin_views import answers, releases, rounds, texts
from surveys.models import Questionnaire


@hooks.register("register_admin_urls")
def survey_urls():
    patterns = [
        path("vragenlijsten/", rounds.RoundIndex.as_view(), name="rounds"),
        path("vragenlijsten/lijst/", rounds.RoundIndex.as_view(results_only=True), name="rounds_results"),
        path("vragenlijsten/nieuw/", rounds.new, name="round_new"),
        path("vragenlijsten/<int:pk>/", rounds.survey_round, name="round"),
        path("vragenlijsten/<int:pk>/dag/", rounds.last_day, name="last_day"),
        path("vragenlijsten/<int:pk>/sluiting/", rounds.closing, name="closing"),
        path("vragenlijsten/<int:pk>/totalen/", answers.totals, name="totals"),
        path("vragenlijsten/<int:pk>/antwoorden/", answers.export, name="export"),
        path("vragenlijsten/<int:pk>/antwoorden/werkmap/", answers.workbook, name="workbook"),
        path("vragenlijsten/<int:pk>/organisatie/<int:participation_pk>/", answers.answers, name="answers"),
        path("vragenlijsten/<int:pk>/woorden/<int:question_pk>/", texts.texts, name="texts"),
        path(
            "vragenlijsten/<int:pk>/woorden/<int:question_pk>/<int:theme_pk>/einde/", texts.theme_end, name="theme_end"
        ),
        path("vragenlijsten/<int:pk>/woorden/<int:question_pk>/citaat/<int:answer_pk>/", texts.quote, name="quote"),
        path(
            "vragenlijsten/<int:pk>/woorden/<int:question_pk>/citaten/<int:quote_pk>/einde/",
            texts.quote_end,
            name="quote_end",
        ),
        path("vragenlijsten/<int:pk>/uitkomsten/", releases.release, name="release"),
        path("vragenlijsten/<int:pk>/uitkomsten/opdracht/", releases.asked, name="release_asked"),
        path("vragenlijsten/<int:pk>/uitkomsten/publicatie/", releases.published, name="release_published"),
    ]
    return [path("", include((patterns, "surveys_admin")))]


class SurveysItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_read_answers(request.user)


@hooks.register("register_admin_menu_item")
def surveys_item():
    return SurveysItem(_("Vragenlijsten"), reverse("surveys_admin:rounds"), icon_name="list-ol", order=45)


class QuestionnaireViewSet(SnippetViewSet):
    """Staff edit the questions as words: drafts, revisions and publishing are Wagtail's own."""

    model = Questionnaire
    icon = "list-ol"
    menu_label = _("Vragen van de vragenlijst")
    menu_order = 46
    add_to_admin_menu = True
    list_display = ["title", "live"]


register_snippet(QuestionnaireViewSet)
