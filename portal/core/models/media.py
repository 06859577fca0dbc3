"""Own image and document models from the first migration: Wagtail cannot change them later."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class PortalImage(AbstractImage):
    credit = models.CharField(_("maker"), max_length=200, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class DocumentStorage(FileSystemStorage):
    """Documents lie outside MEDIA_ROOT: only Wagtail's view, which asks their collection, serves them."""

    @property
    def base_location(self) -> str:
        return str(settings.DOCUMENTS_ROOT)

    @property
    def location(self) -> str:
        return str(settings.DOCUMENTS_ROOT)


class PortalDocument(AbstractDocument):
    file = models.FileField(_("bestand"), storage=DocumentStorage(base_url=None), upload_to="documents")

    admin_form_fields = Document.admin_form_fields

    @property
    def facts(self) -> str:
        """What a reader wants to know before they open it: "PDF, 1,8 MB"."""
        size = filesizeformat(self.get_file_size() or 0).replace("\xa0", " ")
        return f"{self.file_extension.upper()}, {size}"
