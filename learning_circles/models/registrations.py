"""Who comes to a meeting. A row is waiting, was offered a place, has a place, or is over: each with its moment."""

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from learning_circles.models.meetings import Meeting
from membership.models import Organisation


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def standing(self) -> "RegistrationQuerySet":
        return self.filter(ended_at=None)

    def seated(self) -> "RegistrationQuerySet":
        return self.standing().filter(seated_at__isnull=False)

    def offered(self) -> "RegistrationQuerySet":
        return self.standing().filter(seated_at=None, offered_at__isnull=False)

    def waiting(self) -> "RegistrationQuerySet":
        return self.standing().filter(seated_at=None, offered_at=None).order_by("position")

    def in_room(self) -> "RegistrationQuerySet":
        """Takes a place of the room, or may still take the one that was offered."""
        held = Q(seated_at__isnull=False) | Q(offered_at__isnull=False)
        return self.standing().filter(held, is_online=False)


class Registration(models.Model):
    """One person's aanmelding. `position` is the order of arrival at this meeting; it never changes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="registrations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="registrations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    is_online = models.BooleanField(_("doet online mee"), default=False)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    offered_at = models.DateTimeField(null=True, blank=True)
    offer_until = models.DateTimeField(null=True, blank=True)
    seated_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    diet = models.CharField(_("eten"), max_length=200, blank=True)
    access_needs = models.CharField(_("toegang en hulpmiddelen"), max_length=200, blank=True)
    came = models.BooleanField(_("was er"), null=True, blank=True)
    came_marked_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")
        ordering = ["position"]
        indexes = [models.Index(fields=["user", "meeting"], condition=Q(ended_at=None), name="registrations_of_people")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"], condition=Q(ended_at=None), name="registered_once_for_a_meeting"
            ),
            models.UniqueConstraint(fields=["meeting", "position"], name="one_arrival_per_position"),
            models.CheckConstraint(
                condition=Q(offered_at=None, offer_until=None)
                | Q(offered_at__isnull=False, offer_until__gt=F("offered_at")),
                name="an_offer_has_an_end",
            ),
            models.CheckConstraint(condition=Q(came=None) | Q(seated_at__isnull=False), name="who_came_had_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.meeting}"

    @property
    def has_place(self) -> bool:
        return self.ended_at is None and self.seated_at is not None

    @property
    def is_offered(self) -> bool:
        return self.ended_at is None and self.seated_at is None and self.offered_at is not None

    @property
    def is_waiting(self) -> bool:
        return self.ended_at is None and self.seated_at is None and self.offered_at is None

    def place_in_line(self) -> int:
        """1 for who is next. No gaps: those before who left do not count."""
        before = Registration.objects.waiting().filter(meeting=self.meeting_id, position__lt=self.position)
        return before.count() + 1


def occupancy(meetings: list[Meeting]) -> None:
    """Give each of these meetings `taken` (places held in the room), `online` and `waiting`, in one query."""
    held = Q(seated_at__isnull=False) | Q(offered_at__isnull=False)
    rows = (
        Registration.objects.standing()
        .filter(meeting__in=meetings)
        .values("meeting")
        .annotate(
            taken=Count("pk", filter=held & Q(is_online=False)),
            online=Count("pk", filter=held & Q(is_online=True)),
            waiting=Count("pk", filter=~held),
        )
    )
    counts = {row["meeting"]: row for row in rows}
    for meeting in meetings:
        found = counts.get(meeting.pk, {})
        meeting.taken, meeting.online, meeting.waiting = (found.get(k, 0) for k in ("taken", "online", "waiting"))
