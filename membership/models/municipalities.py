from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.models.organisations import Province, municipality_code_validator
from portal.core.search import plain


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def current(self, day: date | None = None) -> "MunicipalityQuerySet":
        """Those there are on `day` (today): valid_from <= day < valid_to."""
        day = day or timezone.localdate()
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def named_like(self, words: str) -> "MunicipalityQuerySet":
        """Also by a name it had before, and those that merged since."""
        key = plain(words.replace("\x00", ""))
        return self.filter(Q(name_key__contains=key) | Q(earlier_keys__contains=key))

    def by_name(self) -> "MunicipalityQuerySet":
        return self.order_by("name_key", "pk")


class Municipality(models.Model):
    """A municipality by its CBS code, with the days it exists [valid_from, valid_to) and what it merged into.

    Rows come from the yearly file alone (`import_municipalities`). The outline is a path on the map's own grid.
    """

    code = models.CharField(_("gemeentecode"), max_length=6, unique=True, validators=[municipality_code_validator])
    name = models.CharField(_("naam"), max_length=80)
    name_key = models.CharField(max_length=100, db_collation="C", db_index=True)
    earlier_names = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    earlier_keys = models.CharField(max_length=600, blank=True)
    province = models.CharField(_("provincie"), max_length=2, choices=Province.choices)
    valid_from = models.DateField(_("bestaat sinds"))
    valid_to = models.DateField(_("bestond tot"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", verbose_name=_("opgegaan in"), null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    outline = models.TextField(blank=True)
    x = models.PositiveSmallIntegerField(default=0)
    y = models.PositiveSmallIntegerField(default=0)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^GM[0-9]{4}$"), name="municipality_code_is_gm_and_4_digits"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None, merged_into=None) | Q(valid_to__isnull=False, merged_into__isnull=False),
                name="ended_municipality_has_a_successor",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="municipality_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_ended(self) -> bool:
        return self.merged_into_id is not None
