"""What members wrote in their own words: the themes that staff find in it, and quotes where the writer agreed."""

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
from surveys import operations, redacting
from surveys.access import ROLES
from surveys.admin_views.rounds import round_for, trail_to
from surveys.forms.texts import QuoteForm, ThemeForm
from surveys.models import Answer, QuestionVersion, Quote, Round, Theme

OUT = gettext_lazy("De uitkomsten staan al online. Er is niets veranderd.")
FORM = ["GET", "HEAD", "POST"]


def texts_of(found: Round):
    return found.questions.filter(kind__in=["text", "long_text"]).order_by("position")


def _question(request: HttpRequest, pk: int, question_pk: int) -> tuple[Round, QuestionVersion]:
    found = round_for(request, pk)
    return found, get_object_or_404(texts_of(found), pk=question_pk)


def _written(question: QuestionVersion):
    return Answer.objects.filter(question=question, participation__submitted_at__isnull=False).exclude(text="")


@require_http_methods(FORM)
@staff_role_required(*ROLES)
def texts(request: HttpRequest, pk: int, question_pk: int) -> HttpResponse:
    """The texts without their names, in another order each time: a theme is about what, not about whom."""
    found, question = _question(request, pk, question_pk)
    form = ThemeForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            operations.add_theme(question, text=form.cleaned_data["text"], by=request.user)
        except operations.ReleaseOut:
            messages.error(request, OUT)
        else:
            messages.success(request, _("Het thema staat erbij."))
        return redirect("surveys_admin:texts", pk=pk, question_pk=question_pk)
    written = list(_written(question).only("pk", "text", "may_quote"))
    random.SystemRandom().shuffle(written)
    context = {
        "round": found,
        "question": question,
        "texts": written,
        "themes": question.themes.all(),
        "quotes": Quote.objects.filter(answer__question=question),
        "form": form,
        "is_final": _is_final(found),
    }
    status = 422 if form.is_bound else 200
    trail = trail_to(found, (_("In eigen woorden"), ""))
    return staff_page(request, "beheer/survey_texts.html", context, trail=trail, status=status)


def _is_final(found: Round) -> bool:
    release = getattr(found, "release", None)
    return bool(release and release.is_published)


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


@require_http_methods(FORM)
@staff_role_required(*ROLES)
def quote(request: HttpRequest, pk: int, question_pk: int, answer_pk: int) -> HttpResponse:
    """Take words out of one text. What may tell whose they are is marked; staff decide, and say that they looked."""
    found, question = _question(request, pk, question_pk)
    answer = get_object_or_404(_written(question).select_related("question", "participation"), pk=answer_pk)
    form = QuoteForm(posted(request), initial={"text": answer.text})
    if form.is_bound and form.is_valid() and _take(request, answer, form):
        return redirect("surveys_admin:texts", pk=pk, question_pk=question_pk)
    names = redacting.names()
    left = form.data.get("text", "") if form.is_bound else ""
    context = {
        "round": found,
        "question": question,
        "answer": answer,
        "marked": redacting.marked(answer.text, names),
        "left": [left[begin:end] for begin, end in redacting.revealing(left, names)],
        "form": form,
    }
    status = 422 if form.is_bound else 200
    trail = trail_to(found, (_("Citaat"), ""))
    return staff_page(request, "beheer/survey_quote.html", context, trail=trail, status=status)


def _take(request: HttpRequest, answer: Answer, form: QuoteForm) -> bool:
    """Whether there is nothing left to do on this page; if not, the form says what is wrong."""
    try:
        operations.add_quote(answer, text=form.cleaned_data["text"], by=request.user)
    except operations.NotTheirWords:
        form.add_error("text", _("Dit staat niet zo in het antwoord. Laat alleen woorden weg, en zet daar […]."))
        return False
    except operations.NoConsent:
        messages.error(request, _("Van dit antwoord mag u niets citeren. Er is niets bewaard."))
    except operations.RoundOpen:
        messages.error(request, _("Leden vullen nog in. Kies citaten na de laatste dag."))
    except operations.ReleaseOut:
        messages.error(request, OUT)
    else:
        messages.success(request, _("Het citaat staat erbij."))
    return True


@require_POST
@staff_role_required(*ROLES)
def quote_end(request: HttpRequest, pk: int, question_pk: int, quote_pk: int) -> HttpResponse:
    found = round_for(request, pk)
    rows = Quote.objects.filter(answer__question__round=found, answer__question=question_pk)
    present = rows.select_related("answer__question").filter(pk=quote_pk).first()
    if present:  # gone already after a second click, or taken back by the member
        try:
            operations.drop_quote(present, by=request.user)
        except operations.ReleaseOut:
            messages.error(request, OUT)
        else:
            messages.success(request, _("Het citaat is eraf."))
    return redirect("surveys_admin:texts", pk=pk, question_pk=question_pk)
