from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from membership.models.organisations import Province, municipality_code_validator
from portal.core.search import plain


class Town(models.Model):
    """A place people travel from and to. The point (WGS84 degrees) is where one arrives: the station, or the middle.

    Staff own the list. The town with a municipality's code is where that municipality's people start.
    """

    name = models.CharField(_("naam"), max_length=80)
    name_key = models.CharField(max_length=100, editable=False, db_collation="C")
    province = models.CharField(_("provincie"), max_length=2, choices=Province.choices)
    municipality_code = models.CharField(
        _("gemeentecode"),
        max_length=6,
        blank=True,
        validators=[municipality_code_validator],
        help_text=_("Van de gemeente waarvan dit de hoofdplaats is. Mensen van die gemeente reizen van hier."),
    )
    latitude = models.FloatField(
        _("breedtegraad"),
        validators=[MinValueValidator(50.5), MaxValueValidator(53.8)],
        help_text=_("Van het station of het midden. Bijvoorbeeld 52,089."),
    )
    longitude = models.FloatField(
        _("lengtegraad"),
        validators=[MinValueValidator(3.2), MaxValueValidator(7.3)],
        help_text=_("Bijvoorbeeld 5,110."),
    )

    class Meta:
        verbose_name = _("plaats")
        verbose_name_plural = _("plaatsen")
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key", "province"],
                name="one_town_of_a_name_in_a_province",
                violation_error_message=_("Deze plaats staat al in de lijst."),
            ),
            models.UniqueConstraint(
                fields=["municipality_code"],
                condition=~Q(municipality_code=""),
                name="one_town_per_municipality",
                violation_error_message=_("Een andere plaats hoort al bij deze gemeente."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.name_key = plain(self.name)[:100]
        super().save(*args, **kwargs)

    @property
    def point(self) -> tuple[float, float]:
        return self.latitude, self.longitude
