from django.db import models


class ThrottleCount(models.Model):
    """How often something was asked in one hour: portal.core.throttle counts with one atomic statement."""

    key = models.CharField(max_length=60)
    hour = models.BigIntegerField()
    n = models.PositiveIntegerField()

    class Meta:
        verbose_name = "telling"
        verbose_name_plural = "tellingen"
        constraints = [models.UniqueConstraint(fields=["key", "hour"], name="one_count_per_hour")]

    def __str__(self) -> str:
        return f"{self.key} {self.hour}: {self.n}"
