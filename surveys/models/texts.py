"""What goes out of what members wrote in their own words: themes in words of staff, and quotes with consent."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.models.answers import Answer
from surveys.models.rounds import QuestionVersion

LONGEST_QUOTE = 300


class Theme(models.Model):
    """What staff read in the texts of members to one question, in words of their own. Goes out with the release."""

    question = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="themes")
    text = models.CharField(_("thema"), max_length=200)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("thema in de antwoorden")
        verbose_name_plural = _("thema’s in de antwoorden")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["question", "text"], name="theme_once_per_question")]

    def __str__(self) -> str:
        return self.text


class Quote(models.Model):
    """Words of one answer that may be quoted, without what tells whose they are. Goes out with the release.

    It lives no longer than the answer and its consent: taking either away takes the quote away, also when it is online.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="quotes")
    text = models.CharField(_("citaat"), max_length=LONGEST_QUOTE)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("citaat")
        verbose_name_plural = _("citaten")
        ordering = ["text", "pk"]  # neither by organisation nor by moment
        constraints = [models.UniqueConstraint(fields=["answer", "text"], name="quote_once_per_answer")]

    def __str__(self) -> str:
        return self.text
