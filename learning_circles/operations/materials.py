"""Files that go with a meeting."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from learning_circles.access import ROOM
from learning_circles.models import Material, Meeting
from learning_circles.operations.refusals import TooManyMaterials
from learning_circles.operations.registering import lock_meeting
from portal.core import audit, files

MOST_MATERIALS = 10


@transaction.atomic
def add_material(meeting: Meeting, *, upload: UploadedFile, by, at: datetime | None = None) -> Material:
    """Put a file beside a meeting, in quarantine until checked. The same file sent twice is one.

    Raises TooManyMaterials and what `files.receive` raises (files.REFUSALS).
    """
    at = at or timezone.now()
    meeting = lock_meeting(meeting.pk)
    present = list(Material.objects.filter(meeting=meeting).select_related("file"))
    if len(present) >= MOST_MATERIALS:
        raise TooManyMaterials
    file = files.receive(upload, room=ROOM, owner=f"circle:{meeting.circle_id}", by=by, at=at)
    same = (m for m in present if (m.file.sha256, m.file.name) == (file.sha256, file.name) and not m.file.is_refused)
    if double := next(same, None):
        files.throw_away(file)
        return double
    material = Material.objects.create(meeting=meeting, file=file, added_at=at, added_by=by)
    audit.record("meeting.material_added", meeting, by=by, at=at, file=str(file.pk))
    return material


@transaction.atomic
def remove_material(material: Material, *, by, at: datetime | None = None) -> None:
    """The file is gone, for everybody."""
    meeting = lock_meeting(material.meeting_id)
    found = Material.objects.filter(pk=material.pk).select_related("file").first()
    if found:
        audit.record("meeting.material_removed", meeting, by=by, at=at or timezone.now(), file=str(found.file_id))
        found.delete()
        files.throw_away(found.file)
