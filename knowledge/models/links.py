from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class OutsideLink(models.Model):
    """An address at others in a live page, and whether it worked the last time we tried. Publishing fills it."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="outside_links")
    link = models.CharField(_("adres"), max_length=1000)
    checked_at = models.DateTimeField(_("gecontroleerd op"), null=True, blank=True)
    trouble = models.CharField(_("wat er mis was"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("link naar buiten")
        verbose_name_plural = _("links naar buiten")
        ordering = ["page", "pk"]
        constraints = [models.UniqueConstraint(fields=["page", "link"], name="one_row_per_link")]

    def __str__(self) -> str:
        return self.link
