"""What an organisation agreed to before it took an instrument along, and every time that it did."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

DAYS_IN_MONTH = 30.4375


@register_setting(icon="lock", order=310)
class LicenceSettings(BaseGenericSetting):
    """How long is kept who took what along."""

    months_of_log = models.PositiveSmallIntegerField(
        _("maanden dat u bewaart wie een bestand ophaalde"),
        default=24,
        validators=[MinValueValidator(6), MaxValueValidator(84)],
        help_text=_("Daarna weet u nog hoe vaak een organisatie iets ophaalde, maar niet meer wie en wanneer."),
    )

    class Meta:
        verbose_name = _("licenties")

    @classmethod
    def now(cls) -> "LicenceSettings":
        """As they stand; reading writes no row, where `load` does."""
        return cls.objects.first() or cls()

    def forgets_before(self, at: datetime) -> datetime:
        return at - timedelta(days=round(self.months_of_log * DAYS_IN_MONTH))


class LicenceAcceptance(models.Model):
    """One organisation accepted one text for one version. It opens nothing by itself: knowledge.licensing asks for a
    term in force at the moment of use. What was agreed to stands here as it was read."""

    page = models.ForeignKey("knowledge.InstrumentPage", null=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey("membership.Organisation", on_delete=models.PROTECT, related_name="licences")
    title = models.CharField(_("instrument"), max_length=255)
    number = models.CharField(_("versie"), max_length=12)
    text = models.TextField(_("licentie"))
    digest = models.CharField(max_length=64)  # of number and text
    accepted_at = models.DateTimeField(_("akkoord op"))
    forgotten = models.PositiveIntegerField(default=0)  # downloads of which is no longer known who and when
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("akkoord met een licentie")
        verbose_name_plural = _("akkoorden met licenties")
        ordering = ["-accepted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "organisation", "digest"], name="one_acceptance_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number} door {self.organisation_id}"


class LicensedDownload(models.Model):
    """Somebody took a file along under a licence. The file carried the name of the organisation.

    Forgotten after LicenceSettings.months_of_log: then its acceptance counts it, without a name.
    """

    acceptance = models.ForeignKey(LicenceAcceptance, on_delete=models.PROTECT, related_name="downloads")
    variant = models.CharField(_("variant"), max_length=80)
    at = models.DateTimeField(_("opgehaald op"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("opgehaald bestand")
        verbose_name_plural = _("opgehaalde bestanden")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.variant} door {self.by_id}"
