"""What changes in the room of knowledge, by name."""

from knowledge.operations.counting import count_routes
from knowledge.operations.learning import LessonClosed, finish_lesson
from knowledge.operations.licences import (
    LicenceChanged,
    MayNotAccept,
    NoLicence,
    NotEntitled,
    NoValidLicence,
    accept_licence,
    forget_downloads,
    take_along,
)
from knowledge.operations.needs import answer_item, raise_item, share_item
