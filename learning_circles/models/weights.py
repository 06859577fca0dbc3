from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

SHARE = [MinValueValidator(0), MaxValueValidator(1)]


@register_setting(icon="sliders", order=300)
class PlannerWeights(BaseGenericSetting):
    """What counts for how much when a date and place are ranked. Whoever manages the portal owns these."""

    if_needed = models.FloatField(
        _("‘als het moet’ telt voor"), default=0.5, validators=SHARE, help_text=_("Van een persoon, tussen 0 en 1.")
    )
    unanswered = models.FloatField(_("geen antwoord telt voor"), default=0.3, validators=SHARE)
    attendance_step = models.FloatField(
        _("verschil in opkomst dat telt"),
        default=0.5,
        validators=[MinValueValidator(0.1), MaxValueValidator(10)],
        help_text=_("In mensen. Een kleiner verschil beslist niets."),
    )
    journey_step = models.PositiveSmallIntegerField(
        _("verschil in reistijd dat telt"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text=_("In minuten. Een kleiner verschil beslist niets."),
    )
    online_beyond = models.PositiveSmallIntegerField(
        _("wie langer reist, doet online mee"),
        default=90,
        validators=[MaxValueValidator(600)],
        help_text=_("In minuten, bij een bijeenkomst op een plek en online."),
    )

    class Meta:
        verbose_name = _("plannen van leerkringen")
