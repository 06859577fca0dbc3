from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from membership.models.organisations import kvk_validator


class Profile(models.TextChoices):
    NLCIUS = "nlcius", "NLCIUS (SI-UBL 2.0)"
    PEPPOL = "peppol", "Peppol BIS 3"


def _days(label, default: int, *, least: int = 1, most: int = 366, help_text="") -> models.PositiveSmallIntegerField:
    limits = [MinValueValidator(least), MaxValueValidator(most)]
    return models.PositiveSmallIntegerField(label, default=default, validators=limits, help_text=help_text)


@register_setting(icon="form")
class DuesSettings(BaseGenericSetting):
    """Who sends the invoices, and how long things may take. On an invoice that was sent these are copies."""

    legal_name = models.CharField(_("naam op de factuur"), max_length=120, default="Stichting Netwerkbureau")
    street = models.CharField(_("straat en nummer"), max_length=120, default="Brugstraat 1")
    postcode = models.CharField(_("postcode"), max_length=10, default="3511 AA")
    town = models.CharField(_("plaats"), max_length=80, default="Utrecht")
    kvk = models.CharField(_("KVK-nummer"), max_length=8, default="12345678", validators=[kvk_validator])
    vat_number = models.CharField(_("btw-nummer"), max_length=20, blank=True, default="NL004495445B01")
    iban = models.CharField(_("IBAN"), max_length=34, default="NL91ABNA0417164300")
    email = models.EmailField(_("e-mailadres voor facturen"), default="facturen@example.org")
    profile = models.CharField(_("soort e-factuur"), max_length=10, choices=Profile.choices, default=Profile.NLCIUS)

    days_to_pay = _days(_("dagen om te betalen"), 30)
    weeks_before_renewal = _days(_("zoveel weken voor 1 januari vraagt u wie blijft"), 10, most=26)
    weeks_before_number = _days(_("zoveel weken voor 1 januari vraagt u het inkoopnummer"), 6, most=26)
    days_of_grace = _days(
        _("dagen uitstel na 1 januari"), 60, least=0, help_text=_("Zo lang houdt een lid zonder antwoord toegang.")
    )
    days_to_first_reminder = _days(_("eerste herinnering, dagen na de uiterste betaaldatum"), 7)
    days_to_second_reminder = _days(_("tweede herinnering"), 21)
    days_to_call = _days(_("daarna belt u, dagen na de uiterste betaaldatum"), 42)

    panels = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ("legal_name", "street", "postcode", "town", "kvk", "vat_number")],
            heading=_("Wie de factuur stuurt"),
        ),
        MultiFieldPanel(
            [FieldPanel("iban"), FieldPanel("email"), FieldPanel("days_to_pay"), FieldPanel("profile")],
            heading=_("Betalen"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("weeks_before_renewal", "weeks_before_number", "days_of_grace")],
            heading=_("Verlengen"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("days_to_first_reminder", "days_to_second_reminder", "days_to_call")],
            heading=_("Herinneren"),
        ),
    ]

    class Meta:
        verbose_name = _("contributie en facturen")
