"""What stands on the shelves of the library, for this reader: searched, chosen by kind and label, page by page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from membership.access import audiences_of
from portal.core import search

#: The kinds of the library with the names of many and of one, in the order a reader is offered them.
KINDS = {
    "article": (_("Artikelen"), _("Artikel")),
    "instrument": (_("Instrumenten"), _("Instrument")),
    "publication": (_("Publicaties"), _("Publicatie")),
    "film": (_("Films"), _("Film")),
    "story": (_("Praktijkverhalen"), _("Praktijkverhaal")),
    "evidence": (_("Onderzoeken"), _("Onderzoek")),
    "study_trip": (_("Studiereizen"), _("Studiereis")),
    "source": (_("Bronnen van anderen"), _("Bron van anderen")),
    "event": (_("Bijeenkomsten"), _("Bijeenkomst")),
}
#: What is found and stands on no shelf: themes, and pages about the network itself.
BESIDE = {"theme": (_("Thema’s"), _("Thema")), "page": (_("Over het netwerk"), _("Over het netwerk"))}
THEME = "thema"


def shelf(request: HttpRequest, *always: str) -> dict[str, object]:
    """`found`: what this reader may know of, by what they typed and chose in the address. `always`: labels it has."""
    asked = search.asked(request.GET)
    asked["labels"] = (*always, *asked["labels"])
    found = search.find(**asked, audiences=audiences_of(request.user), among=list(KINDS))
    return {"found": found, "order": asked["order"]}
