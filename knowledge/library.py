"""What stands on the shelves of the library, for this reader: searched, chosen by kind and label, page by page."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.access import audiences_of
from portal.core import search
from portal.core.search import missed

#: The kinds of the library with the names of many and of one, in the order a reader is offered them.
KINDS = {
    "article": (_("Artikelen"), _("Artikel")),
    "route": (_("Leerroutes"), _("Leerroute")),
    "instrument": (_("Instrumenten"), _("Instrument")),
    "publication": (_("Publicaties"), _("Publicatie")),
    "film": (_("Films"), _("Film")),
    "story": (_("Praktijkverhalen"), _("Praktijkverhaal")),
    "evidence": (_("Onderzoeken"), _("Onderzoek")),
    "study_trip": (_("Studiereizen"), _("Studiereis")),
    "source": (_("Bronnen van anderen"), _("Bron van anderen")),
    "event": (_("Bijeenkomsten"), _("Bijeenkomst")),
}
#: What is found and stands on no shelf: themes, lessons of a route, and pages about the network itself.
BESIDE = {
    "theme": (_("Thema’s"), _("Thema")),
    "lesson": (_("Lessen"), _("Les")),
    "page": (_("Over het netwerk"), _("Over het netwerk")),
}
THEME = "thema"


def shelf(request: HttpRequest, *always: str) -> dict[str, object]:
    """`found`: what this reader may know of, by what they typed and chose in the address. `always`: labels it has.

    What is nowhere in the library is noted, as at /zoeken/.
    """
    asked = search.asked(request.GET)
    asked["labels"] = (*always, *asked["labels"])
    chose = asked["kinds"] or asked["labels"] or asked["year"]
    found = search.find(**asked, audiences=audiences_of(request.user), among=list(KINDS))
    if asked["words"] and not chose and not found.count:
        missed.note(found.words, on=timezone.localdate())
    return {"found": found, "order": asked["order"]}
