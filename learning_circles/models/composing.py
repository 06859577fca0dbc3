"""Composing circles: a round of wishes, the circles on offer, and divisions of people over them.

Whoever changes wishes, offers, rules or a division first locks the row of the round.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learning_circles.models.circles import Circle
from membership.access import level_of
from membership.models import Kind, Organisation, Province, Seat, Term
from portal.accounts.access import ADVISER, DECIDER, has_role

WORKDAYS = [(day, WEEKDAYS[day]) for day in range(5)]
KEEP_WISHES = timedelta(days=60)  # after a round ended: so long everybody can read why a wish was not met
STOP_FORGOTTEN = timedelta(days=180)  # after the last day for wishes, when nobody made circles
SIZE = [MinValueValidator(2), MaxValueValidator(500)]


class Earlier(models.TextChoices):
    """What to do with people who were in one circle before."""

    MIX = "mix", _("Door elkaar")
    KEEP = "keep", _("Bij elkaar")
    EITHER = "either", _("Maakt niet uit")


class WishRoundQuerySet(models.QuerySet["WishRound"]):
    def visible_to(self, user) -> "WishRoundQuerySet":
        """People with a seat in a member of its level: those it asks. Staff have screens of their own."""
        return self.filter(level__lte=level_of(user))

    def readable_by(self, user) -> "WishRoundQuerySet":
        """With everybody's wishes: who opens circles for the network."""
        return self.all() if has_role(user, ADVISER, DECIDER) else self.none()

    def open(self) -> "WishRoundQuerySet":
        return self.filter(made_at=None, stopped_at=None)

    def over(self, at: datetime) -> "WishRoundQuerySet":
        """Ended by then, with circles or without."""
        return self.filter(Q(made_at__lte=at) | Q(stopped_at__lte=at))

    def with_people(self) -> "WishRoundQuerySet":
        """Annotates `people`: how many said what they wish, also after their wishes are erased."""
        return self.annotate(people=Coalesce("wished", Count("wishes")))

    def with_own_wish(self, user) -> "WishRoundQuerySet":
        """Annotates `has_wish`: whether this person said what they wish."""
        return self.annotate(has_wish=Exists(CircleWish.objects.filter(round=OuterRef("pk"), user=user)))


class WishRound(models.Model):
    """People say what they wish; staff divide them over circles. Ends with circles, or is stopped without."""

    name = models.CharField(_("naam"), max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    level = models.PositiveSmallIntegerField(_("niveau"), default=1)
    wishes_until = models.DateField(_("wensen kan tot en met"))
    smallest = models.PositiveSmallIntegerField(_("kleinste aantal mensen"), default=8, validators=SIZE)
    largest = models.PositiveSmallIntegerField(_("grootste aantal mensen"), default=14, validators=SIZE)
    most_of_one_organisation = models.PositiveSmallIntegerField(default=2, validators=[MinValueValidator(1)])
    earlier = models.CharField(max_length=10, choices=Earlier.choices, default=Earlier.MIX)
    firm_days = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=0)  # rises with each change of wishes, circles on offer and rules
    opened_at = models.DateTimeField(_("begonnen"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    declined = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")  # asked no more
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_from = models.OneToOneField(
        "learning_circles.Division", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    erased_at = models.DateTimeField(null=True, blank=True)  # nobody's wishes are kept any more
    wished = models.PositiveIntegerField(null=True, blank=True)  # how many people wished something, once erased
    placed = models.PositiveIntegerField(null=True, blank=True)  # and how many of them got a circle

    objects = WishRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("ronde van wensen")
        verbose_name_plural = _("rondes van wensen")
        constraints = [
            models.CheckConstraint(condition=Q(level__in=[1, 2]), name="wish_round_level_1_or_2"),
            models.CheckConstraint(
                condition=Q(smallest__gte=2, largest__gte=F("smallest")), name="wish_round_smallest_to_largest"
            ),
            models.CheckConstraint(condition=Q(most_of_one_organisation__gte=1), name="wish_round_somebody_may_join"),
            models.CheckConstraint(
                condition=Q(made_at=None, made_from=None) | Q(made_at__isnull=False, made_from__isnull=False),
                name="circles_made_from_a_division",
            ),
            models.CheckConstraint(condition=Q(made_at=None) | Q(stopped_at=None), name="wish_round_made_or_stopped"),
            models.CheckConstraint(
                condition=Q(erased_at=None, wished=None, placed=None)
                | Q(Q(made_at__isnull=False) | Q(stopped_at__isnull=False), wished__isnull=False, placed__isnull=False),
                name="wishes_erased_when_over",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_made(self) -> bool:
        return self.made_at is not None

    @property
    def is_stopped(self) -> bool:
        return self.stopped_at is not None

    @property
    def is_over(self) -> bool:
        return self.is_made or self.is_stopped

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None

    @property
    def kept_until(self) -> date | None:
        """The last day on which wishes can be read; None while the round runs."""
        ended = self.made_at or self.stopped_at
        return ended and timezone.localdate(ended + KEEP_WISHES)

    def takes_wishes_on(self, day: date) -> bool:
        return not self.is_over and self.wishes_until >= day

    @property
    def takes_wishes(self) -> bool:
        return self.takes_wishes_on(timezone.localdate())

    @property
    def state_label(self) -> Promise:
        if self.is_made:
            return _("Kringen gemaakt")
        if self.is_stopped:
            return _("Gestopt")
        return _("Wensen komen binnen") if self.takes_wishes else _("Klaar om te verdelen")


class RoundThemeQuerySet(models.QuerySet["RoundTheme"]):
    def with_demand(self) -> "RoundThemeQuerySet":
        """Annotates `people`, `first` (whose dearest it is), and `on_0` to `on_4`: who could come on that day."""
        on = {
            f"on_{day}": Count("wished", filter=Q(wished__wish__days=[]) | Q(wished__wish__days__contains=[day]))
            for day, _name in WORKDAYS
        }
        return self.annotate(people=Count("wished"), first=Count("wished", filter=Q(wished__rank=0)), **on)


class RoundTheme(models.Model):
    """A theme to choose in a round, with its title of then: sentences about a division stay what they were."""

    round = models.ForeignKey(WishRound, on_delete=models.CASCADE, related_name="themes")
    page = models.ForeignKey("knowledge.ThemePage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=255)
    number = models.PositiveSmallIntegerField()

    objects = RoundThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("thema van een ronde")
        verbose_name_plural = _("thema’s van een ronde")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="round_themes_in_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def quoted(self) -> str:
        """As it stands in a sentence."""
        return f"‘{self.title}’"

    @property
    def on_days(self) -> list[int]:
        """After `with_demand`: how many could come on each day, Monday first."""
        return [getattr(self, f"on_{day}") for day, _name in WORKDAYS]


class Phase(models.TextChoices):
    NEW = "new", _("Niveau 1, korter dan een jaar lid")
    SETTLED = "settled", _("Niveau 1, langer lid")
    LEVEL_2 = "level_2", _("Niveau 2")


class SizeClass(models.TextChoices):
    """By inhabitants, below 50,000 and from 100,000: bounds that CBS has among its classes of municipalities."""

    SMALL = "small", _("Kleiner dan 50.000 inwoners")
    MIDDLE = "middle", _("50.000 tot 100.000 inwoners")
    LARGE = "large", _("100.000 inwoners of meer")
    NONE = "none", _("Geen inwoners")


class CircleWishQuerySet(models.QuerySet["CircleWish"]):
    def current(self, day: date) -> "CircleWishQuerySet":
        """Of people who still have a seat in the organisation they spoke for, and that in the level of the round."""
        seats = Seat.objects.current(day).filter(user=OuterRef("user"), organisation=OuterRef("organisation"))
        terms = Term.objects.in_force(day).filter(
            organisation=OuterRef("organisation"), level__gte=OuterRef("round__level")
        )
        return self.filter(Exists(seats), Exists(terms), user__is_active=True)


class CircleWish(models.Model):
    """What one person wishes in a round. Phase, size, kind and earlier circle are those of when it was saved."""

    round = models.ForeignKey(WishRound, on_delete=models.CASCADE, related_name="wishes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="circle_wishes")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)  # 0 is Monday; none is any
    province = models.CharField(max_length=2, choices=Province.choices, blank=True)  # empty: online or anywhere
    phase = models.CharField(max_length=10, choices=Phase.choices)
    size = models.CharField(max_length=10, choices=SizeClass.choices)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    earlier = models.ForeignKey(Circle, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField()

    objects = CircleWishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wens")
        verbose_name_plural = _("wensen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "user"], name="one_wish_in_a_round"),
            models.CheckConstraint(condition=Q(days__contained_by=[0, 1, 2, 3, 4]), name="wish_on_workdays"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.round}"

    @property
    def titles(self) -> list[str]:
        return [wished.theme.title for wished in self.themes.all()]

    @property
    def day_names(self) -> list[str]:
        return [str(WEEKDAYS[day]) for day in self.days]


class WishedTheme(models.Model):
    """`rank` 0 is the dearest."""

    wish = models.ForeignKey(CircleWish, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey(RoundTheme, on_delete=models.CASCADE, related_name="wished")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("gewenst thema")
        verbose_name_plural = _("gewenste thema’s")
        ordering = ["wish", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["wish", "rank"], name="wished_themes_in_order"),
            models.UniqueConstraint(fields=["wish", "theme"], name="wished_once"),
        ]

    def __str__(self) -> str:
        return f"{self.theme}"


class OfferedCircle(models.Model):
    """A circle that could be made: a theme, a day, a province or online, and how many people it needs and holds."""

    round = models.ForeignKey(WishRound, on_delete=models.CASCADE, related_name="offers")
    form_key = models.UUIDField(unique=True)  # of the form it was sent with: a second click adds no second circle
    theme = models.ForeignKey(RoundTheme, on_delete=models.CASCADE, related_name="offers")
    day = models.PositiveSmallIntegerField(choices=WORKDAYS)
    province = models.CharField(max_length=2, choices=Province.choices, blank=True)  # empty: online
    smallest = models.PositiveSmallIntegerField()
    largest = models.PositiveSmallIntegerField()
    circle = models.OneToOneField(Circle, null=True, blank=True, on_delete=models.SET_NULL, related_name="offer")

    class Meta:
        verbose_name = _("aangeboden kring")
        verbose_name_plural = _("aangeboden kringen")
        ordering = ["theme__number", "day", "province", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(day__lte=4), name="offer_on_a_workday"),
            models.CheckConstraint(
                condition=Q(smallest__gte=2, largest__gte=F("smallest")), name="offer_smallest_to_largest"
            ),
        ]

    def __str__(self) -> str:
        place = self.get_province_display() if self.province else _("online")
        return f"{self.theme}, {self.get_day_display()}, {place}"
