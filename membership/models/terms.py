from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.models.organisations import Organisation


class TermQuerySet(models.QuerySet["Term"]):
    def in_force(self, day=None) -> "TermQuerySet":
        """Terms that hold on `day` (today): start <= day < end."""
        day = day or timezone.localdate()
        return self.that_counted().filter(Q(end=None) | Q(end__gt=day), start__lte=day)

    def that_counted(self) -> "TermQuerySet":
        """Without terms that were ended on the day they began: those were never in force."""
        return self.filter(Q(end=None) | Q(end__gt=F("start")))


class Term(models.Model):
    """A lidmaatschapsperiode: one organisation, one level, a half-open range of days [start, end).

    Terms of an organisation may not overlap (exclusion constraint, migration 0002). A level-2 term
    that is still open at commit needs a standing approval of a plan: a deferred trigger that
    `implementation_plans` adds refuses it otherwise, also for raw SQL (law 3).
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="terms")
    level = models.PositiveSmallIntegerField(_("niveau"))
    start = models.DateField(_("van"))
    end = models.DateField(_("tot"), null=True, blank=True)
    since = models.DateField(null=True, blank=True)  # this level without a gap; None when that is `start`
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    end_reason = models.CharField(max_length=200, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschapsperiode")
        verbose_name_plural = _("lidmaatschapsperioden")
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=[1, 2]), name="term_level_1_or_2"),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")), name="term_does_not_end_before_it_starts"
            ),
            models.CheckConstraint(condition=Q(end=None) | Q(ended_at__isnull=False), name="term_end_has_a_moment"),
        ]

    def __str__(self) -> str:
        return f"niveau {self.level} vanaf {self.start}"

    @property
    def level_since(self) -> date:
        """The first day of this level without a gap: a new year is a new term, and changes nothing for people."""
        return self.since or self.start
