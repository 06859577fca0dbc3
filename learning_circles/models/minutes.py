"""What a meeting leaves behind: minutes, what people promised, what the network can learn, what they thought of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning_circles.models.meetings import Meeting
from learning_circles.models.registrations import Registration
from membership.models import Organisation


class Minutes(models.Model):
    """The verslag: being written, then shown to who was there for remarks, then approved and shown to all."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    text = models.TextField(_("verslag"), max_length=40_000, blank=True)
    revision = models.PositiveIntegerField(default=0)  # counts saves: who saves an older one is told
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)
    remarks_until = models.DateField(_("reageren kan tot en met"), null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("verslag")
        verbose_name_plural = _("verslagen")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(shared_at__isnull=False), name="minutes_shared_before_approved"
            )
        ]

    def __str__(self) -> str:
        return f"verslag van {self.meeting}"

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None

    @property
    def takes_remarks(self) -> bool:
        return self.is_shared and not self.is_approved


class WritingHold(models.Model):
    """Who writes the minutes now, so that a second person waits or takes over knowingly. What is saved counts."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="writing")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()  # nothing saved and nothing opened until then: the hold is over

    class Meta:
        verbose_name = _("wie nu schrijft")
        verbose_name_plural = _("wie nu schrijft")

    def __str__(self) -> str:
        return f"{self.by} schrijft aan het verslag van {self.meeting}"


class MinutesVersion(models.Model):
    """What the minutes said before a save by somebody else, or when they were shared or approved."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("eerdere versie van een verslag")
        verbose_name_plural = _("eerdere versies van verslagen")
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint(fields=["minutes", "revision"], name="minutes_version_once")]

    def __str__(self) -> str:
        return f"{self.minutes}, versie {self.revision}"


class MinutesRemark(models.Model):
    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="remarks")
    text = models.CharField(_("opmerking"), max_length=1000)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("opmerking bij een verslag")
        verbose_name_plural = _("opmerkingen bij verslagen")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Action(models.Model):
    """What somebody promised, until it is done."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="actions")
    text = models.CharField(_("wat"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("wie"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="circle_actions",
    )
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("voor wanneer"), null=True, blank=True)
    agreed_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def is_late(self) -> bool:
        return not self.is_done and self.due_on is not None and self.due_on < timezone.localdate()


class Harvest(models.Model):
    """An item of the network that came out of this meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="harvest")
    item = models.OneToOneField("knowledge.NetworkItem", on_delete=models.CASCADE, related_name="harvested")
    harvested_at = models.DateTimeField()

    class Meta:
        verbose_name = _("opbrengst")
        verbose_name_plural = _("opbrengst")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.item)


class Evaluation(models.Model):
    """Three questions after a meeting. The facilitator reads them with the name, and the form says so."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="evaluation")
    useful = models.PositiveSmallIntegerField(
        _("had u er iets aan?"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    takes_home = models.CharField(_("wat neemt u mee?"), max_length=500, blank=True)
    wish = models.CharField(_("wat kan beter?"), max_length=500, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("terugblik")
        verbose_name_plural = _("terugblikken")
        constraints = [models.CheckConstraint(condition=Q(useful__range=(1, 5)), name="useful_from_1_to_5")]

    def __str__(self) -> str:
        return f"{self.registration}: {self.useful}"
