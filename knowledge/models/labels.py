from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.page_cache import public_changed


class LabelKind(models.TextChoices):
    """By what a reader chooses. The values stand in addresses."""

    ROLE = "rol", _("Voor wie")
    DOMAIN = "domein", _("Leefgebied")
    PHASE = "fase", _("Fase")


class Label(models.Model):
    """What a page is about or for whom: a choice in the library. Staff own the list.

    The slug stands in addresses and stays when the name changes.
    """

    kind = models.CharField(_("soort"), max_length=10, choices=LabelKind.choices)
    name = models.CharField(_("naam"), max_length=60)
    slug = models.SlugField(_("woord in het adres"), max_length=60)
    order = models.PositiveSmallIntegerField(_("volgorde"), default=100)

    class Meta:
        verbose_name = _("kenmerk")
        verbose_name_plural = _("kenmerken")
        ordering = ["kind", "order", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="one_label_per_slug",
                violation_error_message=_("Dit woord is al in gebruik. Kies een ander."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        public_changed()

    @property
    def value(self) -> str:
        """As it stands in the search table: "rol:coach"."""
        return f"{self.kind}:{self.slug}"
