"""A PDF that says somebody was there, made in a job for who asks (law 18)."""

from datetime import datetime, timedelta

from learning_circles.models import Registration
from portal.core import documents
from portal.core.documents import prepared

KIND = "circles.certificate"


def subject_of(registration: Registration) -> str:
    return f"registration:{registration.pk}"


def make_certificate(subject: str, at: datetime) -> prepared.Made:
    """Name, meeting, day and hours of somebody who came. Raises documents.NoPdf."""
    found = Registration.objects.select_related("user", "organisation", "meeting__circle", "meeting__town")
    registration = found.get(pk=_pk(subject), came=True)
    meeting = registration.meeting
    context = {
        "registration": registration,
        "meeting": meeting,
        "minutes": int((meeting.ends_at - meeting.starts_at) / timedelta(minutes=1)),
        "date": at,
    }
    title = f"Bewijs van deelname: {meeting.title}"
    return prepared.Made(f"{title}.pdf", "pdf", documents.pdf("documents/certificate.html", context, title=title))


def may_open_certificate(user, subject: str) -> bool:
    """Whose it is, and nobody else."""
    return Registration.objects.filter(pk=_pk(subject), user=user.pk, came=True).exists()


def _pk(subject: str) -> int:
    return int(subject.partition(":")[2])


prepared.register(KIND, make_certificate, may_open=may_open_certificate)
