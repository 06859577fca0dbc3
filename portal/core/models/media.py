"""What editors keep: pictures, documents, films. Own models from the first migration: Wagtail cannot change them later.

Wagtail's private collections close documents and not pictures, so no file here has an address of its own:
core.views asks the collection at each request, for originals, renditions and documents alike.
"""

import secrets
from pathlib import PurePath

from django.db import models
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    WagtailImageField,
    get_rendition_upload_to,
    get_upload_to,
)

from portal.core import editor_files
from portal.core.models.files import ClosedStorage

RENDITIONS = "renditions"
LANGUAGES = {"nl": _("Nederlands"), "en": _("Engels"), "de": _("Duits"), "fr": _("Frans")}


class DocumentStorage(ClosedStorage):
    root, accel = "DOCUMENTS_ROOT", "DOCUMENTS_ACCEL_PREFIX"


class PortalImage(AbstractImage):
    file = WagtailImageField(
        _("bestand"), storage=DocumentStorage(), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    credit = models.CharField(_("maker"), max_length=200, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """Where another request made one at the same time, Wagtail gives a file that no row knows: take theirs."""
        made = super().create_renditions(*filters)
        for stored in self.renditions.filter(filter_spec__in=[wanted.spec for wanted in made]):
            wanted = Filter(spec=stored.filter_spec)
            mine = made[wanted]
            if stored.focal_point_key == mine.focal_point_key and stored.file.name != mine.file.name:
                mine.file.delete(save=False)
                made[wanted] = stored
        return made


class PortalRendition(AbstractRendition):
    """A size of a picture, under a random name that is never used for another."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")
    file = WagtailImageField(
        storage=DocumentStorage(), upload_to=get_rendition_upload_to, width_field="width", height_field="height"
    )

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes = [models.Index(fields=["file"], name="rendition_file")]

    def get_upload_to(self, filename: str) -> str:
        return f"{RENDITIONS}/{secrets.token_hex(16)}{PurePath(filename).suffix}"

    @property
    def url(self) -> str:
        return reverse("core:picture", args=[PurePath(self.file.name).name])


class DocumentManager(models.Manager.from_queryset(DocumentQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> models.QuerySet:
        """Without the text: as long as a book, and only search reads it."""
        return super().get_queryset().defer("text")


class PortalDocument(AbstractDocument):
    """A file with what a job read in it (core.document_facts): pages, language and text, of a PDF only."""

    file = models.FileField(_("bestand"), storage=DocumentStorage(), upload_to="documents")
    pages = models.PositiveIntegerField(_("bladzijden"), null=True, blank=True, editable=False)
    language = models.CharField(_("taal"), max_length=8, blank=True, editable=False)
    text = models.TextField(_("tekst"), blank=True, editable=False)
    read_at = models.DateTimeField(_("gelezen op"), null=True, blank=True, editable=False)
    unreadable_because = models.CharField(_("niet te lezen omdat"), max_length=40, blank=True, editable=False)

    admin_form_fields = Document.admin_form_fields
    objects = DocumentManager()

    class Meta(AbstractDocument.Meta):
        base_manager_name = "objects"
        indexes = [models.Index(fields=["created_at"], condition=models.Q(read_at=None), name="document_unread")]

    def clean(self) -> None:
        """Kind, size and first bytes of a file that comes in; one that stands is not read again."""
        super().clean()
        if self.file and not self.file._committed:
            editor_files.check_upload(self.file)

    def _set_document_file_metadata(self) -> None:
        """Wagtail calls this for each new file: what was read in the old one is forgotten."""
        super()._set_document_file_metadata()
        self.pages, self.language, self.text, self.read_at, self.unreadable_because = None, "", "", None, ""

    @property
    def kind(self) -> editor_files.Kind | None:
        return editor_files.KINDS.get(self.file_extension.lower())

    @property
    def content_type(self) -> str:
        return self.kind.content_type if self.kind else "application/octet-stream"

    @property
    def facts(self) -> str:
        """One line for whoever thinks of opening it: "PDF, 1,8 MB, 12 bladzijden, Nederlands"."""
        known = [self.kind.label if self.kind else self.file_extension.upper(), size_in_words(self.file_size)]
        if self.pages:
            known.append(f"{self.pages} {pluralize(self.pages, 'bladzijde,bladzijden')}")
        known.append(LANGUAGES.get(self.language, ""))
        return ", ".join(str(fact) for fact in known if fact)


def size_in_words(size: int | None) -> str:
    """As people and shops count: 1 kB is 1,000 bytes. Nothing for a size that is not known."""
    if not size:
        return ""
    if size < 950_000:
        return f"{max(1, round(size / 1000))} kB"
    decimals = 1 if size < 9_950_000 else 0
    return f"{number_format(round(size / 1_000_000, decimals), decimals)} MB"  # number_format itself cuts
