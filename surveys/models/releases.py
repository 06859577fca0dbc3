from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from membership.access import level_of
from portal.accounts.access import is_staff_member
from surveys.models.rounds import Round


class ReleaseQuerySet(models.QuerySet["Release"]):
    def published(self) -> "ReleaseQuerySet":
        return self.filter(published_at__isnull=False)

    def visible_to(self, user) -> "ReleaseQuerySet":
        """Published ones: everybody when it is public, otherwise members and staff."""
        published = self.published()
        if is_staff_member(user) or level_of(user) >= 1:
            return published
        return published.filter(is_public=True)


class Release(models.Model):
    """The outcomes of a round, made once in a job, and final once they are online (law 12).

    `content` is canonical JSON (surveys.algorithms.publishing), `sha256` its hash in hex, `certificate` the worlds
    that surveys.algorithms.verifying checks; they follow from the release and hold nobody's answer. A trigger refuses
    any change of content and hash after `published_at`, and deleting.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="release")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    done = models.PositiveIntegerField(default=0)  # variables tested so far
    total = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    content = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    certificate = models.TextField(blank=True)
    is_public = models.BooleanField(_("ook voor bezoekers"), default=False)
    published_at = models.DateTimeField(_("online sinds"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitkomsten")
        verbose_name_plural = _("uitkomsten")
        constraints = [
            models.CheckConstraint(
                condition=(Q(made_at=None, content="", sha256=""))
                | (Q(made_at__isnull=False) & ~Q(content="") & ~Q(sha256="")),
                name="release_made_with_its_hash",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(made_at__isnull=False), name="only_a_made_release_is_online"
            ),
        ]

    def __str__(self) -> str:
        return str(self.round)

    @property
    def is_made(self) -> bool:
        return self.made_at is not None

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_waiting(self) -> bool:
        return not self.is_made and self.failed_at is None
