"""One table to find everything in. Rooms fill it from their operations and publish hooks.

A room says once, at its start, how its kinds, labels and audiences are called (`register_kind`, `register_labels`,
`register_audience`) and how everything of a kind is put in again (`register_room`). Then it calls `index` and `remove`.
A page asks `find`.
"""

from portal.core.search.entries import LEVEL_2, MEMBERS, PUBLIC, index, index_again, new_entry, register_room, remove
from portal.core.search.finding import MOST, Entry, Found, asked, find
from portal.core.search.names import Choice, Facet, register_audience, register_kind, register_labels
from portal.core.search.suggesting import suggest
from portal.core.search.words import folded, plain

__all__ = [
    "LEVEL_2",
    "MEMBERS",
    "MOST",
    "PUBLIC",
    "Choice",
    "Entry",
    "Facet",
    "Found",
    "asked",
    "find",
    "folded",
    "index",
    "index_again",
    "new_entry",
    "plain",
    "register_audience",
    "register_kind",
    "register_labels",
    "register_room",
    "remove",
    "suggest",
]
