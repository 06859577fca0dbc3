"""When and where a circle meets, and what happened to that plan. States are facts with their moment."""

import json
import uuid
from hashlib import sha256

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning_circles.models.circles import Circle
from membership.models import Organisation, Town
from portal.core.models import PrivateFile


class Manner(models.TextChoices):
    ROOM = "room", _("Op een plek")
    HYBRID = "hybrid", _("Op een plek en online")
    ONLINE = "online", _("Online")


def place_in_words(manner: str, address: str, town: str) -> str:
    """What of the two is there, and whether one may join online."""
    where = [", ".join(part for part in (address, town) if part)] * (manner != Manner.ONLINE)
    return ", of ".join([*where, "online"] if manner != Manner.ROOM else where)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user) -> "MeetingQuerySet":
        """Of the circles somebody may know of; what is not announced yet only who facilitates it, and staff."""
        from learning_circles.models.ties import ties_of
        from portal.accounts.access import is_staff_member

        found = self.filter(circle__in=Circle.objects.visible_to(user))
        if is_staff_member(user):
            return found
        if not user.is_authenticated:
            return found.announced()
        return found.filter(Q(announced_at__isnull=False) | Q(circle__in=ties_of(user).runs))

    def announced(self) -> "MeetingQuerySet":
        return self.filter(announced_at__isnull=False)

    def upcoming(self, at=None) -> "MeetingQuerySet":
        return self.filter(ends_at__gt=at or timezone.now())

    def past(self, at=None) -> "MeetingQuerySet":
        return self.filter(ends_at__lte=at or timezone.now())

    def standing(self) -> "MeetingQuerySet":
        return self.filter(cancelled_at=None)

    def by_start(self) -> "MeetingQuerySet":
        return self.order_by("starts_at", "pk")


class Meeting(models.Model):
    """A bijeenkomst. `sequence` rises with each change people were told of (RFC 5545, 3.8.7.4)."""

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    title = models.CharField(_("onderwerp"), max_length=120)
    introduction = models.TextField(_("wat gaan wij doen?"), max_length=2000, blank=True)
    starts_at = models.DateTimeField(_("begint"))
    ends_at = models.DateTimeField(_("eindigt"))
    manner = models.CharField(_("vorm"), max_length=10, choices=Manner.choices, default=Manner.ROOM)
    town = models.ForeignKey(
        Town, verbose_name=_("plaats"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    address = models.CharField(_("adres"), max_length=200, blank=True)
    online_link = models.URLField(
        _("adres van de online bijeenkomst"),
        max_length=500,
        blank=True,
        help_text=_("Alleen mensen met een plek zien dit."),
    )
    capacity = models.PositiveSmallIntegerField(
        _("aantal plekken"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(2000)],
        help_text=_("Leeg: zoveel mensen als er willen komen."),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("uren om een vrijgekomen plek te nemen"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    reading = models.ManyToManyField("wagtailcore.Page", verbose_name=_("om te lezen"), blank=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    cancelled_reason = models.CharField(_("reden"), max_length=300, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)  # the last reminder that was written
    needs_erased_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")
        indexes = [models.Index(fields=["starts_at", "id"], name="meetings_by_start")]
        constraints = [
            models.UniqueConstraint(fields=["circle", "number"], name="meeting_number_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(manner="online") | Q(town=None, address=""), name="online_has_no_place"
            ),
            models.CheckConstraint(condition=Q(manner="online") | Q(town__isnull=False), name="a_place_has_a_town"),
            models.CheckConstraint(condition=Q(capacity=None) | Q(capacity__gte=1), name="capacity_of_one_or_more"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_reason="") | Q(cancelled_at__isnull=False),
                name="reason_of_a_cancelled_meeting",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_announced(self) -> bool:
        return self.announced_at is not None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def is_hybrid(self) -> bool:
        return self.manner == Manner.HYBRID

    @property
    def takes_people(self) -> bool:
        """Somebody may register: until it ends, also while it is going on."""
        return self.is_announced and not self.is_cancelled and not self.is_over

    def words_stamp(self) -> str:
        """Changes with what is said of the meeting and its programme: who writes from an older one is told."""
        items = [(str(item.begins), item.title, item.text) for item in self.programme.all()]
        words = [self.title, self.introduction, self.online_link, self.offer_hours, items]
        return sha256(json.dumps(words).encode()).hexdigest()[:16]

    @property
    def place(self) -> str:
        """As people read it: "Stadhuis, Utrecht", or "online"."""
        return place_in_words(self.manner, self.address, str(self.town or ""))

    @property
    def place_short(self) -> str:
        return place_in_words(self.manner, "", str(self.town or ""))


class ProgrammeItem(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="programme")
    begins = models.TimeField(_("om"))
    title = models.CharField(_("wat"), max_length=120)
    text = models.CharField(_("uitleg"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("onderdeel van het programma")
        verbose_name_plural = _("programma")
        ordering = ["begins", "pk"]

    def __str__(self) -> str:
        return self.title


class Material(models.Model):
    """A file that goes with a meeting: slides, a case, a form. Taken away is gone."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="materials")
    file = models.OneToOneField(PrivateFile, on_delete=models.CASCADE, related_name="material")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("bestand bij een bijeenkomst")
        verbose_name_plural = _("bestanden bij een bijeenkomst")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return str(self.file)


class MeetingMove(models.Model):
    """When and where it would have been, before this move."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="moves")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=320)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("reden"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("verplaatsing")
        verbose_name_plural = _("verplaatsingen")
        ordering = ["moved_at", "pk"]

    def __str__(self) -> str:
        return f"{self.meeting} was eerst op {timezone.localtime(self.starts_at):%d-%m-%Y %H:%M}"


class BroughtQuestion(models.Model):
    """What an organisation wants to put on the table. One for each organisation and meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="questions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("uw vraag"), max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("ingebrachte vraag")
        verbose_name_plural = _("ingebrachte vragen")
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "organisation"], name="one_question_each")]

    def __str__(self) -> str:
        return self.text[:80]
