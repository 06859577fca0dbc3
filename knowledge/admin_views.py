"""The lists beside the pages: labels, difficult words, points of the network."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from knowledge.models import GlossaryEntry, Label, NetworkItem


class LabelViewSet(SnippetViewSet):
    model = Label
    icon = "tag"
    menu_label = _("Kenmerken")
    list_display = ["name", "kind", "order"]
    list_filter = ["kind"]
    ordering = ["kind", "order", "name"]


class GlossaryEntryViewSet(SnippetViewSet):
    model = GlossaryEntry
    icon = "openquote"
    menu_label = _("Moeilijke woorden")
    list_display = ["word", "meaning"]
    search_fields = ["word", "also", "meaning"]


class NetworkItemViewSet(SnippetViewSet):
    model = NetworkItem
    icon = "list-ul"
    menu_label = _("Punten van het netwerk")
    list_display = ["text", "kind", "source"]
    list_filter = ["kind", "is_closed"]
    search_fields = ["text", "source"]


class LibraryGroup(SnippetViewSetGroup):
    menu_label = _("Bibliotheek")
    menu_icon = "folder-open-inverse"
    menu_order = 180
    items = (LabelViewSet, GlossaryEntryViewSet, NetworkItemViewSet)
