from datetime import date, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.models.organisations import Organisation
from portal.core.page_cache import public_changed

DAYS_IN_MONTH = 30.44


class CountedBy(models.TextChoices):
    REGISTER = "register", _("Het ledenregister")
    MEMBERS = "members", _("Opgave van de leden")


class Figure(models.Model):
    """A public number: what it is called, what it means, where it comes from. What it was when is a FigureValue.

    `code` says to the portal what to count: "organisations", "level_1", "level_2" or "participants".
    """

    code = models.SlugField(max_length=40, unique=True, editable=False)
    label = models.CharField(_("wat het getal telt"), max_length=140)
    definition = models.TextField(_("wat wij ermee bedoelen"), max_length=600)
    source = models.CharField(_("bron"), max_length=160)
    counted_by = models.CharField(max_length=10, choices=CountedBy.choices, editable=False)
    stale_after_months = models.PositiveSmallIntegerField(
        _("verouderd na (maanden)"),
        default=18,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Is het cijfer ouder? Dan staat het in het grijs, met die zin erbij."),
    )
    is_public = models.BooleanField(_("staat op de site"), default=True)
    position = models.PositiveSmallIntegerField(
        _("volgorde"), default=10, help_text=_("De eerste drie met een waarde staan op de voorpagina.")
    )

    class Meta:
        verbose_name = _("cijfer")
        verbose_name_plural = _("cijfers")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        public_changed()

    @property
    def is_counted_by_register(self) -> bool:
        return self.counted_by == CountedBy.REGISTER

    def is_stale(self, day: date, *, today: date | None = None) -> bool:
        """Whether a value of this day is too old to be shown as if it were of now."""
        return (today or timezone.localdate()) - day > timedelta(days=self.stale_after_months * DAYS_IN_MONTH)


class FigureValueQuerySet(models.QuerySet["FigureValue"]):
    def standing(self) -> "FigureValueQuerySet":
        return self.filter(withdrawn_at=None)


class FigureValue(models.Model):
    """What a figure was on a day, and who says so: nobody by name is the register itself.

    Rows are the memory: they are not changed. A mistake is withdrawn with a reason, and stays.
    """

    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="values")
    day = models.DateField(_("peildatum"))
    value = models.PositiveIntegerField(_("waarde"))
    reported_by = models.PositiveIntegerField(_("organisaties die het opgaven"), null=True, blank=True)
    asked = models.PositiveIntegerField(_("organisaties die wij het vroegen"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("bevestigd"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_because = models.CharField(_("reden"), max_length=300, blank=True)

    objects = FigureValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("waarde van een cijfer")
        verbose_name_plural = _("waarden van cijfers")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "day"], condition=Q(withdrawn_at=None), name="one_standing_value_of_a_day"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="figure_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure}: {self.value} op {self.day}"


class ParticipantReportQuerySet(models.QuerySet["ParticipantReport"]):
    def confirmed(self) -> "ParticipantReportQuerySet":
        return self.filter(confirmed_at__isnull=False)

    def waiting(self) -> "ParticipantReportQuerySet":
        return self.filter(confirmed_at=None)


class ParticipantReport(models.Model):
    """How many people an organisation guided in a calendar year. Its own; only the sum of many is shown.

    reported → confirmed by staff. Until then the organisation may change it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="participant_reports")
    year = models.PositiveSmallIntegerField(_("jaar"))
    participants = models.PositiveIntegerField(_("aantal mensen"), validators=[MaxValueValidator(1_000_000)])
    reported_at = models.DateTimeField(_("opgegeven"))
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("bevestigd"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ParticipantReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("opgave van deelnemers")
        verbose_name_plural = _("opgaven van deelnemers")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="one_report_of_participants_a_year"),
            models.CheckConstraint(
                condition=Q(participants__lte=1_000_000), name="participants_fewer_than_the_country_has"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.year}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def state_label(self) -> str:
        return "Bevestigd" if self.is_confirmed else "Wacht op u"
