from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="cog")
class OperatorSettings(BaseGenericSetting):
    """Who runs this network. The network changed hands once already, so none of it is code."""

    network_name = models.CharField(_("naam van het netwerk"), max_length=60, default="Brugkring")
    network_line = models.CharField(
        _("regel onder de naam"), max_length=80, blank=True, default="netwerk voor hulp zonder stress"
    )
    operator_name = models.CharField(
        _("organisatie die het netwerk beheert"), max_length=80, blank=True, default="Het netwerkbureau"
    )
    logo = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("beeldmerk"),
        help_text=_("Laat leeg? Dan ziet u de brug."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact_email = models.EmailField(_("e-mailadres voor vragen"), default="netwerk@example.org")
    contact_phone = models.CharField(_("telefoonnummer"), max_length=30, blank=True)
    opening_hours = models.CharField(
        _("wanneer u bereikbaar bent"), max_length=120, blank=True, default="Op werkdagen van 9.00 tot 17.00 uur."
    )
    sender_name = models.CharField(_("naam van de afzender van e-mail"), max_length=80, default="Brugkring")
    sender_email = models.EmailField(_("adres van de afzender van e-mail"), default="portaal@example.org")
    security_contact = models.EmailField(_("adres om een kwetsbaarheid te melden"), blank=True)
    footer_note = models.CharField(_("kleine regel onderaan"), max_length=200, blank=True)
    two_pairs_of_eyes = models.BooleanField(
        _("twee paar ogen"),
        default=False,
        help_text=_("De een stelt een besluit over een plan voor. Een ander neemt het."),
    )
    two_pairs_for_pages = models.BooleanField(
        _("twee paar ogen voor pagina’s"),
        default=False,
        help_text=_(
            "Wie het laatst in een pagina schreef, zet die niet zelf online. Een andere redacteur leest eerst."
            " Kies dit als er ten minste twee redacteuren zijn."
        ),
    )
    weeks_to_answer = models.PositiveSmallIntegerField(
        _("weken waarin u antwoord geeft op een plan"),
        default=3,
        validators=[MinValueValidator(2), MaxValueValidator(26)],
        help_text=_("Dit beloven wij aan wie een plan verstuurt."),
    )
    how_to_object = models.TextField(
        _("bezwaar: zo kan het"),
        max_length=400,
        blank=True,
        default="Bent u het niet eens met ons besluit? Schrijf ons binnen 6 weken waarom. Dan kijkt een ander ernaar.",
        help_text=_("Deze zin staat onder elke brief met een besluit."),
    )
    megabytes_per_organisation = models.PositiveIntegerField(
        _("ruimte voor bestanden van één organisatie, in MB"),
        default=500,
        validators=[MinValueValidator(10), MaxValueValidator(1_000_000)],
        help_text=_("Ook bestanden die zijn weggehaald tellen mee, 30 dagen lang."),
    )
    uploads_per_hour = models.PositiveIntegerField(
        _("bestanden van één organisatie in een uur"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
        help_text=_("Wie meer stuurt, krijgt de vraag om even te wachten."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("network_name"),
                FieldPanel("network_line"),
                FieldPanel("operator_name"),
                FieldPanel("logo"),
                FieldPanel("footer_note"),
            ],
            heading=_("Het netwerk"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_email"),
                FieldPanel("contact_phone"),
                FieldPanel("opening_hours"),
                FieldPanel("security_contact"),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel([FieldPanel("sender_name"), FieldPanel("sender_email")], heading=_("E-mail")),
        MultiFieldPanel(
            [FieldPanel("two_pairs_of_eyes"), FieldPanel("weeks_to_answer"), FieldPanel("how_to_object")],
            heading=_("Besluiten over plannen"),
        ),
        MultiFieldPanel([FieldPanel("two_pairs_for_pages")], heading=_("Pagina’s online zetten")),
        MultiFieldPanel(
            [FieldPanel("megabytes_per_organisation"), FieldPanel("uploads_per_hour")], heading=_("Bestanden van leden")
        ),
    ]

    class Meta:
        verbose_name = _("netwerk en beheerder")

    @property
    def phone_link(self) -> str:
        """The number as a tel: address: "085 000 00 00" becomes "+31850000000"."""
        digits = "".join(c for c in self.contact_phone if c.isdigit() or c == "+")
        return f"tel:+31{digits[1:]}" if digits.startswith("0") else f"tel:{digits}"
