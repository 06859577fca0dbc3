from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchEntry(models.Model):
    """One findable thing and who may know that it exists. Rooms fill it; /zoeken/ reads it."""

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    audience = models.CharField(max_length=20)  # public, members, level_2
    title = models.CharField(max_length=255)
    summary = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=300)
    words = SearchVectorField()  # Dutch stems and plain ascii forms together
    plain = models.TextField()  # ascii, lower case: for the beginning of a word

    class Meta:
        verbose_name = "zoekregel"
        verbose_name_plural = "zoekregels"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_search_entry")]
        indexes = [GinIndex(fields=["words"], name="search_words")]

    def __str__(self) -> str:
        return self.title
