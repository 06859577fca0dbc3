from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchEntry(models.Model):
    """One findable thing and who may know that it exists. Rooms fill it; search reads it."""

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    audience = models.CharField(max_length=20)  # public, members, level_2
    teaser_for = models.CharField(max_length=20, blank=True)  # this audience knows the thing itself, so not this
    title = models.CharField(max_length=255)
    title_key = models.CharField(max_length=255, db_collation="C")  # the plain form: for how a title begins
    summary = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=300)
    text = models.TextField(blank=True)  # what is quoted from
    labels = ArrayField(models.CharField(max_length=80), default=list, blank=True)  # "rol:professional"
    on = models.DateField(null=True, blank=True)
    title_words = SearchVectorField()
    words = SearchVectorField()  # of everything

    class Meta:
        verbose_name = "zoekregel"
        verbose_name_plural = "zoekregels"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_search_entry")]
        indexes = [
            GinIndex(fields=["words"], name="search_words"),
            GinIndex(fields=["title_words"], name="search_title_words"),
            GinIndex(fields=["labels"], name="search_labels"),
            models.Index(fields=["title_key"], name="search_title_key"),
            models.Index(models.F("on").desc(nulls_last=True), models.F("id").desc(), name="search_newest"),
            models.Index(
                "kind", models.F("on").desc(nulls_last=True), models.F("id").desc(), name="search_newest_of_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MissedSearch(models.Model):
    """Words that were looked for in a month and not found, and how often. Who looked is not kept."""

    words = models.CharField("gezocht", max_length=60)
    month = models.DateField("maand")  # its first day
    times = models.PositiveIntegerField("hoe vaak", default=1)
    last_on = models.DateField("voor het laatst op")

    class Meta:
        verbose_name = "niet gevonden"
        verbose_name_plural = "niet gevonden"
        ordering = ["-times", "-last_on", "words"]
        constraints = [models.UniqueConstraint(fields=["words", "month"], name="one_row_per_word_and_month")]

    def __str__(self) -> str:
        return self.words
