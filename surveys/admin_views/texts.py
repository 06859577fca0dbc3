"""What members wrote in their own words, and the themes that staff find in it."""

import random

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.access import staff_role_required
from portal.accounts.admin_views import staff_page
from portal.core.forms import posted
from surveys import operations
from surveys.access import ROLES
from surveys.admin_views.rounds import round_for, trail_to
from surveys.forms.rounds import ThemeForm
from surveys.models import Answer, QuestionVersion, Round, Theme

OUT = gettext_lazy("De uitkomsten staan al online. Er is niets veranderd.")


def texts_of(found: Round):
    return found.questions.filter(kind__in=["text", "long_text"]).order_by("position")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_role_required(*ROLES)
def texts(request: HttpRequest, pk: int, question_pk: int) -> HttpResponse:
    """The texts without their names, in another order each time: a theme is about what, not about whom."""
    found = round_for(request, pk)
    question = get_object_or_404(texts_of(found), pk=question_pk)
    form = ThemeForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            operations.add_theme(question, text=form.cleaned_data["text"], by=request.user)
        except operations.ReleaseOut:
            messages.error(request, OUT)
        else:
            messages.success(request, _("Het thema staat erbij."))
        return redirect("surveys_admin:texts", pk=pk, question_pk=question_pk)
    return _page(request, found, question, form)


def _page(request: HttpRequest, found: Round, question: QuestionVersion, form: ThemeForm) -> HttpResponse:
    sent_in = Answer.objects.filter(question=question, participation__submitted_at__isnull=False).exclude(text="")
    written = list(sent_in.values_list("text", flat=True))
    random.SystemRandom().shuffle(written)
    release = getattr(found, "release", None)
    context = {
        "round": found,
        "question": question,
        "texts": written,
        "themes": question.themes.all(),
        "form": form,
        "is_final": bool(release and release.is_published),
    }
    status = 422 if form.is_bound else 200
    trail = trail_to(found, (_("In eigen woorden"), ""))
    return staff_page(request, "beheer/survey_texts.html", context, trail=trail, status=status)


@require_POST
@staff_role_required(*ROLES)
def theme_end(request: HttpRequest, pk: int, question_pk: int, theme_pk: int) -> HttpResponse:
    found = round_for(request, pk)
    theme = Theme.objects.filter(question__round=found, question=question_pk, pk=theme_pk).first()
    if theme:  # gone already after a second click
        try:
            operations.drop_theme(theme, by=request.user)
        except operations.ReleaseOut:
            messages.error(request, OUT)
        else:
            messages.success(request, _("Het thema is eraf."))
    return redirect("surveys_admin:texts", pk=pk, question_pk=question_pk)
