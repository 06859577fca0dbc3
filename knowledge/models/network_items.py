from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.access import STAFF_GROUPS


class ItemKind(models.TextChoices):
    GOES_WELL = "goes_well", _("Gaat goed")
    GOES_LESS = "goes_less", _("Gaat minder goed")
    NEED = "need", _("Hier is behoefte aan")
    LESSON = "lesson", _("Les")


class NetworkItem(models.Model):
    """One thing the network learned or needs, in one or two sentences. Written once, shown wherever it helps."""

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

    class Meta:
        verbose_name = _("punt van het netwerk")
        verbose_name_plural = _("punten van het netwerk")
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
