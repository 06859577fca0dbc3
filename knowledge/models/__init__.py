from knowledge.models.labels import Label, LabelKind
from knowledge.models.learning import LessonDone, RouteDone
from knowledge.models.licences import LicenceAcceptance, LicenceSettings, LicensedDownload
from knowledge.models.links import OutsideLink
from knowledge.models.material import (
    FilmPage,
    InstrumentPage,
    InstrumentVariant,
    InstrumentVersion,
    PublicationPage,
    SourcePage,
)
from knowledge.models.network_items import NetworkItem
from knowledge.models.pages import READING, ArticlePage, HomePage, LibraryPage, ThemePage
from knowledge.models.practice import EventPage, EvidencePage, StoryFigure, StoryPage, StudyTripPage
from knowledge.models.routes import LessonPage, RoutePage
from knowledge.models.totals import RouteTotal
from knowledge.models.words import GlossaryEntry, GlossaryPage

__all__ = [
    "READING",
    "ArticlePage",
    "EventPage",
    "EvidencePage",
    "FilmPage",
    "GlossaryEntry",
    "GlossaryPage",
    "HomePage",
    "InstrumentPage",
    "InstrumentVariant",
    "InstrumentVersion",
    "Label",
    "LabelKind",
    "LessonDone",
    "LessonPage",
    "LibraryPage",
    "LicenceAcceptance",
    "LicenceSettings",
    "LicensedDownload",
    "NetworkItem",
    "OutsideLink",
    "PublicationPage",
    "RouteDone",
    "RoutePage",
    "RouteTotal",
    "SourcePage",
    "StoryFigure",
    "StoryPage",
    "StudyTripPage",
    "ThemePage",
]
