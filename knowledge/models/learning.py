"""How far somebody came. A person's own: colleagues and admins see totals at most (decision 0028)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LessonDone(models.Model):
    """A person is done with a lesson, since when. `route`: where the lesson stood then."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lessons_done")
    lesson = models.ForeignKey("knowledge.LessonPage", on_delete=models.CASCADE, related_name="+")
    route = models.ForeignKey("knowledge.RoutePage", on_delete=models.CASCADE, related_name="+")
    done_at = models.DateTimeField(_("klaar op"))

    class Meta:
        verbose_name = _("les die klaar is")
        verbose_name_plural = _("lessen die klaar zijn")
        constraints = [models.UniqueConstraint(fields=["user", "lesson"], name="one_row_per_lesson_done")]

    def __str__(self) -> str:
        return f"les {self.lesson_id} door {self.user_id}"


class RouteDone(models.Model):
    """A person finished a route as it was then: lessons that come later take nothing away from it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="routes_done")
    route = models.ForeignKey("knowledge.RoutePage", null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("titel"), max_length=255)
    lessons = models.PositiveSmallIntegerField(_("lessen"))
    minutes = models.PositiveSmallIntegerField(_("minuten"))
    done_at = models.DateTimeField(_("klaar op"))

    class Meta:
        verbose_name = _("leerroute die klaar is")
        verbose_name_plural = _("leerroutes die klaar zijn")
        ordering = ["-done_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "route"], name="one_row_per_route_done")]

    def __str__(self) -> str:
        return f"{self.title} door {self.user_id}"
