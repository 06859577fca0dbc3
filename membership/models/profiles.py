from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from membership.models.organisations import Organisation

#: A message that nobody confirmed is forgotten after so long; the mailed link works as long.
MESSAGE_WAITS = timedelta(days=3)


class Domain(models.TextChoices):
    """The parts of life in which an organisation works with the approach."""

    HOUSING = "housing", _("Wonen")
    FAMILY = "family", _("Gezin en opvoeden")
    HEALTH = "health", _("Gezondheid en welzijn")
    MONEY = "money", _("Geld en schulden")
    LEARNING = "learning", _("Leren en opleiding")
    WORK = "work", _("Werk")
    COMMUNITY = "community", _("Meedoen in de buurt")


class Profile(models.Model):
    """What an organisation tells of its work, and which of it stands on the site: nothing, unless it says so.

    Staff can take a profile down with a reason; what was written stays, for its own people.
    """

    FIELDS = ("target_group", "access", "domains", "contact_role")

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="profile")
    target_group = models.TextField(_("voor wie"), max_length=600, blank=True)
    access = models.TextField(_("hoe mensen meedoen"), max_length=600, blank=True)
    domains = ArrayField(models.CharField(max_length=20, choices=Domain.choices), default=list, blank=True)
    contact_role = models.CharField(_("functie van de contactpersoon"), max_length=80, blank=True)
    shows_target_group = models.BooleanField(default=False)
    shows_access = models.BooleanField(default=False)
    shows_domains = models.BooleanField(default=False)
    shows_contact_role = models.BooleanField(default=False)
    changed_at = models.DateTimeField(_("veranderd"))
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hidden_because = models.CharField(_("reden"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("profiel")
        verbose_name_plural = _("profielen")
        constraints = [
            models.CheckConstraint(
                condition=(Q(shows_target_group=False) | ~Q(target_group=""))
                & (Q(shows_access=False) | ~Q(access=""))
                & (Q(shows_domains=False) | Q(domains__len__gt=0))
                & (Q(shows_contact_role=False) | ~Q(contact_role="")),
                name="profile_shows_what_is_there",
            ),
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_because="") | (Q(hidden_at__isnull=False) & ~Q(hidden_because="")),
                name="profile_hidden_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def shows(self, name: str) -> bool:
        """Whether visitors see this field."""
        return self.hidden_at is None and getattr(self, f"shows_{name}")

    @property
    def shows_nothing(self) -> bool:
        return not any(self.shows(name) for name in self.FIELDS)

    @property
    def domain_labels(self) -> list[str]:
        return [str(Domain(domain).label) for domain in self.domains]


class RelayedMessageQuerySet(models.QuerySet["RelayedMessage"]):
    def waiting(self) -> "RelayedMessageQuerySet":
        return self.filter(sent_at=None)


class RelayedMessage(models.Model):
    """A question of somebody outside to an organisation, until its writer confirms the address by the mailed link.

    From then on nothing of it is left here but that it was sent: the words are in the mail.
    """

    form_key = models.UUIDField(unique=True)  # the same form sent twice is one message
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="relayed_messages")
    name = models.CharField(_("naam"), max_length=150, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    text = models.TextField(_("bericht"), max_length=2000, blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = RelayedMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("doorgestuurd bericht")
        verbose_name_plural = _("doorgestuurde berichten")
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(name="", email="", text=""), name="relayed_message_is_emptied_when_sent"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | ~(Q(name="") | Q(email="") | Q(text="")),
                name="waiting_message_has_words_and_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"aan {self.organisation}"
