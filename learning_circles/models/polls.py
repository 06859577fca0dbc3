"""Finding a date: slots the facilitator proposes, people who are asked, and what they answer."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning_circles.models.circles import Circle, CircleMember
from learning_circles.models.meetings import Manner, Meeting
from membership.models import Organisation, Town


class PollQuerySet(models.QuerySet["Poll"]):
    def open(self, day=None) -> "PollQuerySet":
        """May be answered: not closed, and the last day is not over."""
        return self.filter(closed_at=None, closes_on__gte=day or timezone.localdate())


class Poll(models.Model):
    """Wanneer komen wij bij elkaar? Ends with a meeting, or without one."""

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="polls")
    title = models.CharField(_("onderwerp van de bijeenkomst"), max_length=120)
    manners = ArrayField(models.CharField(max_length=10, choices=Manner.choices), verbose_name=_("vorm"), default=list)
    towns = models.ManyToManyField(Town, verbose_name=_("mogelijke plaatsen"), blank=True, related_name="+")
    closes_on = models.DateField(_("antwoorden kan tot en met"))
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    meeting = models.OneToOneField(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="poll", verbose_name=_("gekozen datum")
    )

    objects = PollQuerySet.as_manager()

    class Meta:
        verbose_name = _("datumvraag")
        verbose_name_plural = _("datumvragen")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["circle"], condition=Q(closed_at=None), name="one_open_poll_per_circle"),
            models.CheckConstraint(
                condition=Q(meeting=None) | Q(closed_at__isnull=False), name="a_chosen_date_closes_the_poll"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def takes_answers(self) -> bool:
        return not self.is_closed and self.closes_on >= timezone.localdate()


class Slot(models.Model):
    """One proposed moment. Taking it away keeps what people answered."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField(_("begint"))
    ends_at = models.DateTimeField(_("eindigt"))
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("voorgestelde datum")
        verbose_name_plural = _("voorgestelde datums")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "starts_at", "ends_at"], name="slot_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%d-%m-%Y %H:%M}"


class InviteeQuerySet(models.QuerySet["Invitee"]):
    def current(self, day=None) -> "InviteeQuerySet":
        """Who is still in the circle: whoever left answers for it no more, and does not count."""
        members = CircleMember.objects.current(day)
        return self.filter(Exists(members.filter(user=OuterRef("user"), circle=OuterRef("poll__circle"))))


class Invitee(models.Model):
    """Somebody who is asked when they can come. `answered_at` is the last time they saved."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="invitees")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="poll_invitations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = InviteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("gevraagde")
        verbose_name_plural = _("gevraagden")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["poll", "user"], name="asked_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.poll}"


class Choice(models.TextChoices):
    CAN = "can", _("Ik kan")
    IF_NEEDED = "if_needed", _("Als het moet")
    CANNOT = "cannot", _("Ik kan niet")


class PollAnswer(models.Model):
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="answers")
    invitee = models.ForeignKey(Invitee, on_delete=models.CASCADE, related_name="answers")
    choice = models.CharField(max_length=10, choices=Choice.choices)
    answered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        constraints = [models.UniqueConstraint(fields=["slot", "invitee"], name="one_answer_per_slot")]

    def __str__(self) -> str:
        return f"{self.invitee_id}: {self.choice}"
