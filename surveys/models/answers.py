"""What an organisation answered: one typed row per question. What was not answered says why, once it was sent in."""

import uuid

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surveys.models.rounds import OptionVersion, Participation, QuestionVersion

LONGEST_TEXT = 4000


class Missing(models.TextChoices):
    """Four reasons why there is no answer; never one for another (surveys.algorithms.rounds.MISSING)."""

    NOT_ASKED = "not_asked", _("Niet gevraagd")
    NO_ANSWER = "no_answer", _("Niet ingevuld")
    DONT_KNOW = "dont_know", _("Weet ik niet")
    PREFER_NOT = "prefer_not", _("Liever niet")


class Answer(models.Model):
    """Exactly one of an option, a number, a day, a text, ticks, or a reason why not.

    The option is one of this very question (a trigger). `may_quote`: the network may show words of it, without a name.
    """

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="answers")
    option = models.ForeignKey(OptionVersion, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.BigIntegerField(null=True)
    day = models.DateField(null=True)
    text = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_TEXT)])
    is_ticked = models.BooleanField(default=False)  # of a question with more answers: the ticks hang below
    may_quote = models.BooleanField(default=False)
    missing = models.CharField(max_length=10, choices=Missing.choices, blank=True)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        constraints = [
            models.UniqueConstraint(fields=["participation", "question"], name="one_survey_answer_per_question"),
            models.CheckConstraint(
                name="one_value_or_a_reason",
                condition=(
                    Q(option__isnull=False, number=None, day=None, text="", is_ticked=False, missing="")
                    | Q(option=None, number__isnull=False, day=None, text="", is_ticked=False, missing="")
                    | Q(option=None, number=None, day__isnull=False, text="", is_ticked=False, missing="")
                    | (Q(option=None, number=None, day=None, is_ticked=False, missing="") & ~Q(text=""))
                    | Q(option=None, number=None, day=None, text="", is_ticked=True, missing="")
                    | (Q(option=None, number=None, day=None, text="", is_ticked=False) & ~Q(missing=""))
                ),
            ),
            models.CheckConstraint(name="only_words_are_quoted", condition=Q(may_quote=False) | ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.question_id}"


class Tick(models.Model):
    """One chosen option of a question with more answers."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="ticks")
    option = models.ForeignKey(OptionVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("gekozen antwoord")
        verbose_name_plural = _("gekozen antwoorden")
        constraints = [models.UniqueConstraint(fields=["answer", "option"], name="ticked_once")]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.option_id}"


class OpinionGiven(models.Model):
    """A colleague gave their own opinion. What it was cannot be found from here."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="opinions_given")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("gegeven mening")
        verbose_name_plural = _("gegeven meningen")
        constraints = [models.UniqueConstraint(fields=["participation", "user"], name="one_opinion_per_colleague")]

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.user_id}"


class Opinion(models.Model):
    """Somebody's own answer to one question: without the person, a moment or a number that tells the order.

    Closing the round makes one answer of them for the organisation, and erases them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="opinions")
    option = models.ForeignKey(OptionVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("mening")
        verbose_name_plural = _("meningen")

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.option_id}"
