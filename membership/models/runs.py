from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from membership.models.invoices import Invoice
from membership.models.organisations import Organisation


class DuesRun(models.Model):
    """Staff had the invoices of a year sent. While the year lasts, whoever was waited for follows by itself."""

    year = models.PositiveSmallIntegerField(_("jaar"), unique=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("facturen van een jaar")
        verbose_name_plural = _("facturen van een jaar")

    def __str__(self) -> str:
        return str(self.year)


class Outcome(models.TextChoices):
    SENT = "sent", _("Verstuurd")
    NOTHING = "nothing", _("Betaalt niets")
    NOT_CONFIRMED = "not_confirmed", _("Nog niet verlengd")
    NO_PROFILE = "no_profile", _("Factuurgegevens ontbreken")
    NO_NUMBER = "no_number", _("Wacht op een inkoopnummer")
    NO_TARIFF = "no_tariff", _("Geen tarief dat past")


#: After these there is nothing more to do; the others are tried again each day.
DONE = (Outcome.SENT, Outcome.NOTHING)


class DuesRunItem(models.Model):
    """What came of one organisation in the run of a year. Without a row it was not looked at yet."""

    run = models.ForeignKey(DuesRun, on_delete=models.CASCADE, related_name="items")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    tried_at = models.DateTimeField()

    class Meta:
        verbose_name = "uitkomst van een jaarfactuur"
        verbose_name_plural = "uitkomsten van jaarfacturen"
        constraints = [models.UniqueConstraint(fields=["run", "organisation"], name="one_outcome_in_a_run")]

    def __str__(self) -> str:
        return f"{self.run} {self.organisation}: {self.outcome}"


class Hold(models.TextChoices):
    DISPUTE = "dispute", _("De organisatie is het er niet mee eens")
    ARRANGEMENT = "arrangement", _("Wij spraken een andere datum of termijnen af")


class InvoiceHold(models.Model):
    """Why nobody is reminded of an invoice now: a dispute or an arrangement, until staff lift it."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="holds")
    kind = models.CharField(_("waarom"), max_length=20, choices=Hold.choices)
    note = models.TextField(_("notitie"), max_length=1000)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("notitie bij een factuur")
        verbose_name_plural = _("notities bij facturen")
        ordering = ["placed_at"]
        constraints = [
            models.UniqueConstraint(fields=["invoice"], condition=Q(lifted_at=None), name="one_standing_hold")
        ]

    def __str__(self) -> str:
        return f"{self.invoice}: {self.get_kind_display()}"


class InvoiceReminder(models.Model):
    """A step of reminding that was taken: 1 and 2 are friendly mails, 3 tells staff to call."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="reminders")
    step = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        ordering = ["step"]
        constraints = [models.UniqueConstraint(fields=["invoice", "step"], name="each_reminder_once")]

    def __str__(self) -> str:
        return f"{self.invoice}: {self.step}"
