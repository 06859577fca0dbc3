"""People divided over the circles on offer of a round: by the composer, then by hand."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning_circles.models.circles import CircleMember
from learning_circles.models.composing import CircleWish, OfferedCircle, WishRound

SECONDS = 60


class Failure(models.TextChoices):
    ERROR = "error", _("Het verdelen is niet gelukt. Dat is onze fout. Probeer het nog eens.")
    KILLED = "killed", _("Het verdelen stopte drie keer halverwege. Vraag uw technisch beheerder om te kijken.")


class DivisionQuerySet(models.QuerySet["Division"]):
    def waiting(self) -> "DivisionQuerySet":
        return self.filter(ended_at=None, failed_at=None)

    def latest_of(self, of: WishRound) -> "Division | None":
        """The only one that counts: earlier ones are history."""
        return self.filter(round=of).order_by("pk").last()


class Division(models.Model):
    """Somebody asked to divide the people of a round; a job does it. `moves` by hand follow.

    `of_revision`: the round's when its wishes were read. `bound`: no division within the rules has more points.
    """

    round = models.ForeignKey(WishRound, on_delete=models.CASCADE, related_name="divisions")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    seconds = models.PositiveSmallIntegerField(default=SECONDS)
    tries = models.PositiveSmallIntegerField(default=0)
    of_revision = models.PositiveIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failed_because = models.CharField(max_length=10, choices=Failure.choices, blank=True)
    score = models.FloatField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True)
    is_optimal = models.BooleanField(default=False)
    moved = models.PositiveIntegerField(default=0)  # how often somebody was moved by hand

    objects = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdeling")
        verbose_name_plural = _("verdelingen")
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(ended_at=None, failed_at=None), name="one_division_at_a_time"
            ),
            models.CheckConstraint(condition=Q(ended_at=None) | Q(failed_at=None), name="division_ended_or_failed"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(of_revision__isnull=False, score__isnull=False, bound__isnull=False),
                name="division_ended_with_points",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.ended_at is None and self.failed_at is None

    @property
    def is_ended(self) -> bool:
        return self.ended_at is not None

    @property
    def is_of_now(self) -> bool:
        """Made of the wishes, the circles on offer and the rules as they are."""
        return self.of_revision == self.round.revision

    @property
    def stamp(self) -> str:
        """What somebody saw: changes with every move, wish, offer and rule, and with a new division."""
        return f"{self.pk}.{self.moved}.{self.round.revision}"


class Placement(models.Model):
    """Who is in which circle of a division. `member`: once the circles are made; without, they had no seat by then."""

    division = models.ForeignKey(Division, on_delete=models.CASCADE, related_name="placements")
    wish = models.ForeignKey(CircleWish, on_delete=models.CASCADE, related_name="placements")
    offer = models.ForeignKey(OfferedCircle, on_delete=models.CASCADE, related_name="placements")
    member = models.OneToOneField(CircleMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("plaatsing")
        verbose_name_plural = _("plaatsingen")
        constraints = [models.UniqueConstraint(fields=["division", "wish"], name="placed_once")]

    def __str__(self) -> str:
        return f"{self.wish_id}: {self.offer}"


class PlacementMove(models.Model):
    """Somebody was put elsewhere by hand; None is without a place."""

    division = models.ForeignKey(Division, on_delete=models.CASCADE, related_name="moves")
    number = models.PositiveIntegerField()
    wish = models.ForeignKey(CircleWish, on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey(OfferedCircle, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    after = models.ForeignKey(OfferedCircle, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("verplaatsing van een persoon")
        verbose_name_plural = _("verplaatsingen van personen")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["division", "number"], name="moves_in_order")]

    def __str__(self) -> str:
        return f"{self.wish_id}: {self.after or '-'}"
