"""A learning circle, who runs it and who is in it."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from membership.access import level_of, seats_of
from membership.models import Organisation, Province, Seat, Term
from portal.accounts.access import is_staff_member, staff
from portal.core.search import plain

#: What guardian's row says of a facilitator (law 8). Nothing else is granted on one circle.
FACILITATE = "facilitate_circle"


class CircleQuerySet(models.QuerySet["Circle"]):
    def visible_to(self, user) -> "CircleQuerySet":
        """Members from the circle's level up, who facilitates it, staff all; visitors what is announced.

        Whoever is in a circle is of its level.
        """
        from learning_circles.models.ties import ties_of

        if not user.is_authenticated:
            return self.filter(is_announced=True)
        if is_staff_member(user):
            return self.all()
        return self.filter(Q(level__lte=level_of(user)) | Q(is_announced=True) | Q(pk__in=ties_of(user).runs))

    def open(self) -> "CircleQuerySet":
        return self.filter(closed_at=None)

    def with_people(self) -> "CircleQuerySet":
        """`people` and `organisations`: how many are in each now."""
        here = CircleMember.objects.current().filter(circle=OuterRef("pk")).order_by().values("circle")
        return self.annotate(
            people=Coalesce(Subquery(here.annotate(n=Count("pk")).values("n")), 0),
            organisations=Coalesce(Subquery(here.annotate(n=Count("organisation", distinct=True)).values("n")), 0),
        )

    def by_title(self) -> "CircleQuerySet":
        return self.order_by("title_key", "pk")


class Circle(models.Model):
    """A leerkring: people of several organisations who learn from each other about one question."""

    title = models.CharField(_("naam"), max_length=120)
    title_key = models.CharField(max_length=150, editable=False, db_collation="C", db_index=True)
    slug = models.SlugField(max_length=80, unique=True)
    question = models.CharField(_("de vraag van de kring"), max_length=300)
    theme = models.ForeignKey(
        "knowledge.ThemePage",
        verbose_name=_("thema"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    roles = models.ManyToManyField(
        "knowledge.Label",
        verbose_name=_("voor wie"),
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "rol"},
    )
    level = models.PositiveSmallIntegerField(
        _("niveau"), choices=[(1, _("Niveau 1 en 2")), (2, _("Alleen niveau 2"))], default=1
    )
    province = models.CharField(_("regio"), max_length=2, choices=Province.choices, blank=True)
    size = models.PositiveSmallIntegerField(
        _("hoogste aantal deelnemers"), default=14, validators=[MinValueValidator(2), MaxValueValidator(500)]
    )
    is_open = models.BooleanField(
        _("open voor anderen"),
        default=False,
        help_text=_("Ook wie niet in de kring zit, mag zich aanmelden voor een bijeenkomst."),
    )
    is_announced = models.BooleanField(
        _("in de openbare agenda"),
        default=False,
        help_text=_("Iedereen ziet dan de vraag, de datums, de plaatsen en het programma. Nooit wie er komt."),
    )
    opened_at = models.DateTimeField(_("begonnen"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(_("afgerond"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = CircleQuerySet.as_manager()

    class Meta:
        verbose_name = _("leerkring")
        verbose_name_plural = _("leerkringen")
        permissions = [(FACILITATE, "Begeleidt deze leerkring")]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=[1, 2]), name="circle_level_1_or_2"),
            models.CheckConstraint(condition=Q(size__gte=2), name="circle_of_two_or_more"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        self.title_key = plain(self.title)[:150]
        super().save(*args, **kwargs)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class CurrentQuerySet(models.QuerySet):
    """Rows of a half-open [since, until)."""

    def current(self, day=None):
        day = day or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class FacilitatorQuerySet(CurrentQuerySet):
    def current(self, day=None):
        """Who has no seat in a member any more and is no staff, runs nothing; coming back is enough."""
        day = day or timezone.localdate()
        members = Term.objects.in_force(day).filter(organisation=OuterRef("organisation"))
        seated = Seat.objects.current(day).filter(Exists(members), user=OuterRef("user"))
        staff_member = get_user_model().objects.filter(staff(), pk=OuterRef("user"))
        return super().current(day).filter(Exists(seated) | Exists(staff_member), user__is_active=True)

    def of(self, user) -> "FacilitatorQuerySet":
        """What this person runs now: `current` for one, whose seats and roles the request knows."""
        if not (user.is_authenticated and user.is_active and (level_of(user) or is_staff_member(user))):
            return self.none()
        return CurrentQuerySet.current(self).filter(user=user.pk)


class Facilitator(models.Model):
    """Runs this circle. Our row is the truth; guardian's follows it (law 8)."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="facilitators")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="circles_facilitated")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = FacilitatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("begeleider")
        verbose_name_plural = _("begeleiders")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["circle", "user"], condition=Q(until=None), name="facilitates_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="facilitator_since_until"),
        ]

    def __str__(self) -> str:
        return f"{self.user} begeleidt {self.circle}"


class CircleMemberQuerySet(CurrentQuerySet):
    def current(self, day=None):
        """Who left the organisation, or whose organisation left the level, is in no circle; coming back is enough."""
        seats = Seat.objects.current(day).filter(user=OuterRef("user"), organisation=OuterRef("organisation"))
        terms = Term.objects.in_force(day or timezone.localdate()).filter(
            organisation=OuterRef("organisation"), level__gte=OuterRef("circle__level")
        )
        return super().current(day).filter(Exists(seats), Exists(terms))

    def of(self, user) -> "CircleMemberQuerySet":
        """Where this person is in now: `current` for one, whose seats the request knows."""
        seats = [Q(organisation=seat.organisation_id, circle__level__lte=seat.level or 0) for seat in seats_of(user)]
        return CurrentQuerySet.current(self).filter(reduce(or_, seats), user=user.pk) if seats else self.none()


class CircleMember(models.Model):
    """A person of an organisation who is in the circle, from a day until a day."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="circle_places")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = CircleMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("deelnemer")
        verbose_name_plural = _("deelnemers")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["circle", "user"], condition=Q(until=None), name="in_a_circle_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="in_a_circle_since_until"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.circle}"


class CircleUserObjectPermission(UserObjectPermissionBase):
    """Guardian's row with a direct foreign key, derived from Facilitator by the operations (law 8)."""

    content_object = models.ForeignKey(Circle, on_delete=models.CASCADE)
