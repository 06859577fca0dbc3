from portal.core.models.audit import AuditEntry
from portal.core.models.files import PrivateFile
from portal.core.models.links import MailedLink
from portal.core.models.media import PortalDocument, PortalImage, PortalRendition
from portal.core.models.notifications import DailyMail, Notification
from portal.core.models.operator import OperatorSettings
from portal.core.models.prepared import PreparedFile
from portal.core.models.search import MissedSearch, SearchEntry
from portal.core.models.throttle import ThrottleCount

__all__ = [
    "AuditEntry",
    "DailyMail",
    "MailedLink",
    "MissedSearch",
    "Notification",
    "OperatorSettings",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "PreparedFile",
    "PrivateFile",
    "SearchEntry",
    "ThrottleCount",
]
