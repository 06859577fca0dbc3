"""Wagtail's forms for what editors keep: say what we know of a document's file, and refuse a broken picture."""

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from portal.core.document_facts import why_unread
from portal.core.editor_files import check_picture


class DocumentForm(BaseDocumentForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "file" in self.fields:
            known = [self.instance.facts, why_unread(self.instance)]
            self.fields["file"].help_text = ". ".join(filter(None, known))


class PictureField(WagtailImageField):
    """Wagtail reads the picture in the request, and answers one that is cut off with an error 500."""

    def to_python(self, data):
        if data:
            check_picture(data)
        return super().to_python(data)


class PictureForm(BaseImageForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if wagtails := self.fields.get("file"):
            self.fields["file"] = PictureField(label=wagtails.label, required=wagtails.required, widget=wagtails.widget)
