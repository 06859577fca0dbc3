"""A PDF that says somebody finished a route, made in a job for who asks (law 18)."""

from datetime import datetime

from knowledge.models import RouteDone
from knowledge.models.routes import MOST_STONES
from portal.core import documents
from portal.core.documents import prepared
from portal.core.drawings import arch

KIND = "knowledge.certificate"


def subject_of(done: RouteDone) -> str:
    return f"route_done:{done.pk}"


def make_certificate(subject: str, at: datetime) -> prepared.Made:
    """Name, route and day of somebody who finished it. Raises documents.NoPdf."""
    done = RouteDone.objects.select_related("user").get(pk=_pk(subject))
    title = f"Bewijs van een leerroute: {done.title}"
    stones = arch(["done"] * (done.lessons if done.lessons <= MOST_STONES else 1))
    context = {"done": done, "date": at, "stones": stones}
    made = documents.pdf("documents/route_certificate.html", context, title=title)
    return prepared.Made(f"{title}.pdf", "pdf", made)


def may_open_certificate(user, subject: str) -> bool:
    """Whose it is, and nobody else; also when their seat ended since."""
    return RouteDone.objects.filter(pk=_pk(subject), user=user.pk).exists()


def _pk(subject: str) -> int:
    return int(subject.partition(":")[2])


prepared.register(KIND, make_certificate, may_open=may_open_certificate)
