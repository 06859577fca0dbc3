from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.access import STAFF_GROUPS
from membership.access import level_of
from portal.accounts.access import ADVISER, DECIDER, has_role, is_staff_member

LONG = timedelta(days=182)  # half a year without an answer: staff see it in their queue


class ItemKind(models.TextChoices):
    GOES_WELL = "goes_well", _("Gaat goed")
    GOES_LESS = "goes_less", _("Gaat minder goed")
    NEED = "need", _("Hier is behoefte aan")
    LESSON = "lesson", _("Les")


class NetworkItemQuerySet(models.QuerySet["NetworkItem"]):
    def needs(self) -> "NetworkItemQuerySet":
        return self.filter(kind=ItemKind.NEED)

    def visible_to(self, user) -> "NetworkItemQuerySet":
        """What staff shared with the network, for members and staff: an item of a circle is its own until then."""
        if is_staff_member(user) or level_of(user) >= 1:
            return self.filter(shared_at__isnull=False)
        return self.none()

    def keepable_by(self, user) -> "NetworkItemQuerySet":
        """To share and to answer: advisers and deciders of the network."""
        return self.all() if has_role(user, ADVISER, DECIDER) else self.none()

    def waiting(self) -> "NetworkItemQuerySet":
        """Needs that the network has heard of and did not answer."""
        return self.needs().filter(answered_at=None, is_closed=False, raised_at__isnull=False)

    def waiting_long(self, at) -> "NetworkItemQuerySet":
        return self.waiting().filter(raised_at__lt=at - LONG)


class NetworkItem(models.Model):
    """One thing the network learned or needs, in one or two sentences. Written once, shown wherever it helps.

    A need gets an answer of the network: what it did with it.
    """

    kind = models.CharField(_("soort"), max_length=10, choices=ItemKind.choices)
    text = models.CharField(_("tekst"), max_length=300)
    source = models.CharField(_("bron"), max_length=160, blank=True, help_text=_("Waar komt dit vandaan?"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("wie houdt dit bij?"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"groups__name__in": STAFF_GROUPS},
    )
    is_closed = models.BooleanField(_("afgerond"), default=False)
    raised_at = models.DateTimeField(_("genoemd"), null=True, blank=True, editable=False)
    shared_at = models.DateTimeField(_("gedeeld"), null=True, blank=True, editable=False)
    answer = models.TextField(_("wat wij deden"), max_length=1000, blank=True, editable=False)
    answered_at = models.DateTimeField(_("beantwoord"), null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = NetworkItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("punt van het netwerk")
        verbose_name_plural = _("punten van het netwerk")
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(answered_at=None) & Q(answer="")) | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="answered_with_words",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def state_label(self) -> Promise:
        if self.is_answered:
            return _("Beantwoord")
        return _("Wij kijken ernaar") if self.is_shared else _("Nog niet gedeeld")
