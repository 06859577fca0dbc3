"""A year's round: what is asked, of whom, and how far each organisation is."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from membership.access import seats_of
from membership.models import Kind, Organisation, Province
from portal.accounts.access import ADVISER, DECIDER, has_role
from surveys.blocks import QuestionKind, Sharing
from surveys.models.questionnaires import Questionnaire


class RoundQuerySet(models.QuerySet["Round"]):
    def readable_by(self, user) -> "RoundQuerySet":
        """With every answer: advisers and deciders of the network."""
        return self.all() if has_role(user, ADVISER, DECIDER) else self.none()

    def open(self, day=None) -> "RoundQuerySet":
        return self.filter(closed_at=None, closes_on__gte=day or timezone.localdate())

    def with_response(self) -> "RoundQuerySet":
        """Annotates `asked`, `answered` and `declined`: how many organisations."""
        return self.annotate(
            asked=Count("participations"),
            answered=Count("participations", filter=Q(participations__submitted_at__isnull=False)),
            declined=Count("participations", filter=Q(participations__declined_at__isnull=False)),
        )


class Round(models.Model):
    """One year's questions, frozen. `outline`: [{title, lead, items}] as in surveys.outline."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="rounds")
    year = models.PositiveSmallIntegerField(
        _("jaar"), unique=True, validators=[MinValueValidator(2015), MaxValueValidator(2100)]
    )
    title = models.CharField(_("titel"), max_length=120)
    intro = models.TextField(_("inleiding"), blank=True)
    outline = models.JSONField()
    least = models.PositiveSmallIntegerField(_("kleinste groep"), default=8, validators=[MinValueValidator(3)])
    width = models.PositiveSmallIntegerField(_("breedte van een klasse"), default=3, validators=[MinValueValidator(2)])
    closes_on = models.DateField(_("invullen kan tot en met"))
    opened_at = models.DateTimeField(_("begonnen"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(_("gesloten"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("ronde")
        verbose_name_plural = _("rondes")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(condition=Q(least__gte=3, width__gte=2), name="round_protects_answers"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def takes_answers_on(self, day) -> bool:
        return not self.is_closed and self.closes_on >= day

    @property
    def takes_answers(self) -> bool:
        return self.takes_answers_on(timezone.localdate())

    @property
    def state_label(self) -> Promise:
        release = getattr(self, "release", None)
        if release and release.is_published:
            return _("Uitkomsten staan online")
        if self.takes_answers:
            return _("Leden vullen in")
        return _("Uitkomsten gemaakt") if release and release.is_made else _("Gesloten")


class Question(models.Model):
    """A question through the years, by its permanent short name. Other words of it are another QuestionVersion.

    When staff say it became another question, the next number of the same block begins: a break in the series.
    """

    code = models.CharField(max_length=34, unique=True)
    block = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("vraag")
        verbose_name_plural = _("vragen")
        constraints = [models.UniqueConstraint(fields=["block", "number"], name="one_question_per_block_and_number")]

    def __str__(self) -> str:
        return self.code


class Option(models.Model):
    """An answer to choose, through the years: its code never means something else."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="options")
    code = models.CharField(max_length=10)
    block = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("keuze")
        verbose_name_plural = _("keuzes")
        constraints = [
            models.UniqueConstraint(fields=["question", "code"], name="option_code_once"),
            models.UniqueConstraint(fields=["question", "block"], name="option_block_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.code}"


class QuestionVersionQuerySet(models.QuerySet["QuestionVersion"]):
    def of_organisation(self) -> "QuestionVersionQuerySet":
        """What colleagues answer together."""
        return self.filter(personal=False)

    def of_person(self) -> "QuestionVersionQuerySet":
        """What every colleague answers alone."""
        return self.filter(personal=True)


class QuestionVersion(models.Model):
    """A question as a round asked it. Never changed (a trigger sees to it): answers mean what was read."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="questions")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    page = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=QuestionKind.choices)
    sharing = models.CharField(max_length=10, choices=Sharing.choices)
    text = models.CharField(max_length=200)
    group = models.CharField(max_length=200, blank=True)
    hint = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    minimum = models.IntegerField(null=True)
    maximum = models.IntegerField(null=True)
    edges = ArrayField(models.IntegerField(), default=list)
    personal = models.BooleanField(default=False)
    only_if = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    only_if_options = ArrayField(models.CharField(max_length=10), default=list)

    objects = QuestionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("vraag van een ronde")
        verbose_name_plural = _("vragen van een ronde")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "question"], name="asked_once_per_round"),
            models.UniqueConstraint(fields=["round", "position"], name="one_question_per_position"),
            models.CheckConstraint(
                condition=~Q(sharing=Sharing.PROTECTED) | ~Q(kind__in=["date", "text", "long_text"]),
                name="only_counted_answers_are_protected",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def code(self) -> str:
        return self.question.code

    @property
    def is_text(self) -> bool:
        return self.kind in (QuestionKind.TEXT, QuestionKind.LONG_TEXT)


class OptionVersion(models.Model):
    """An answer to choose, in the words of one round. Never changed."""

    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="options")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="versions")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)

    class Meta:
        verbose_name = _("keuze van een ronde")
        verbose_name_plural = _("keuzes van een ronde")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question_version", "option"], name="option_once_per_question"),
            models.UniqueConstraint(fields=["question_version", "position"], name="one_option_per_position"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def code(self) -> str:
        return self.option.code


class Declined(models.TextChoices):
    TIME = "time", _("Wij hebben er nu geen tijd voor")
    NEW = "new", _("Wij zijn net begonnen")
    NOT_OURS = "not_ours", _("De vragen passen niet bij ons")
    OTHER = "other", _("Iets anders")


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, user) -> "ParticipationQuerySet":
        """Of the organisations somebody has a seat in now. Staff have screens of their own."""
        return self.filter(organisation__in=[seat.organisation_id for seat in seats_of(user)])

    def answered(self) -> "ParticipationQuerySet":
        return self.filter(submitted_at__isnull=False)

    def waiting(self) -> "ParticipationQuerySet":
        return self.filter(submitted_at=None, declined_at=None)


class Participation(models.Model):
    """An organisation that is asked in a round, with what was true of it when the round opened."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="participations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="participations")
    level = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    size = models.CharField(max_length=4)
    province = models.CharField(max_length=2, choices=Province.choices)
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    entrusted_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    declined_because = models.CharField(max_length=10, choices=Declined.choices, blank=True)
    declined_words = models.CharField(max_length=300, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("gevraagde organisatie")
        verbose_name_plural = _("gevraagde organisaties")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation"], name="organisation_asked_once"),
            models.CheckConstraint(condition=Q(submitted_at=None) | Q(declined_at=None), name="submitted_or_declined"),
            models.CheckConstraint(
                condition=(Q(declined_at=None) & Q(declined_because=""))
                | (Q(declined_at__isnull=False) & ~Q(declined_because="")),
                name="declined_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.round}"

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None

    @property
    def is_declined(self) -> bool:
        return self.declined_at is not None

    @property
    def state_label(self) -> Promise:
        if self.is_submitted:
            return _("Ingestuurd")
        if self.is_declined:
            return _("Doet niet mee")
        return _("Begonnen") if getattr(self, "given", 0) else _("Nog niet begonnen")
