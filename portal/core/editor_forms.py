"""Wagtail's form for a document, which also tells the editor what we know of its file."""

from wagtail.documents.forms import BaseDocumentForm

from portal.core.document_facts import why_unread


class DocumentForm(BaseDocumentForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "file" in self.fields:
            known = [self.instance.facts, why_unread(self.instance)]
            self.fields["file"].help_text = ". ".join(filter(None, known))
