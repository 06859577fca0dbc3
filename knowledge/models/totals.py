from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

STEP = 5  # people: fewer are never told, and more only by this many


class RouteTotal(models.Model):
    """How many people of an organisation began and finished a route, as its admins may know it.

    Rounded down to fives before it is kept, counted once a month, and never lower than before: the difference
    between two looks tells of nobody (decision 0028).
    """

    organisation = models.ForeignKey("membership.Organisation", on_delete=models.CASCADE, related_name="+")
    route = models.ForeignKey("knowledge.RoutePage", on_delete=models.CASCADE, related_name="totals")
    begun = models.PositiveIntegerField(_("begonnen, ten minste"))
    done = models.PositiveIntegerField(_("klaar, ten minste"))
    counted_on = models.DateField(_("geteld op"))

    class Meta:
        verbose_name = _("aantal mensen per leerroute")
        verbose_name_plural = _("aantallen mensen per leerroute")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "route"], name="one_total_per_organisation_and_route"),
            models.CheckConstraint(
                condition=Q(begun=models.F("begun") / STEP * STEP, done=models.F("done") / STEP * STEP),
                name="totals_by_fives",
            ),
        ]

    def __str__(self) -> str:
        return f"route {self.route_id} bij {self.organisation_id}"
