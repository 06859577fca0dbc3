from datetime import datetime

from implementation_plans.models import Decision, PlanVersion
from portal.core.documents import pdf, prepared

KIND = "plan_letter"


def subject_of(decision: Decision) -> str:
    return f"decision:{decision.pk}"


def make(subject: str, at: datetime) -> prepared.Made:
    decision = _decision(subject)
    name = f"Brief {decision.version.plan.organisation.name} versie {decision.version.number}.pdf"
    return prepared.Made(name, "pdf", letter_pdf(decision))


def letter_pdf(decision: Decision) -> bytes:
    """The letter as a tagged PDF: the same words as on the page."""
    version = decision.version
    organisation = version.plan.organisation
    context = {
        "address": [organisation.name],
        "date": decision.decided_at,
        "letter": decision.letter,
        "decision": decision,
        "signed": [str(decision.decided_by)] if decision.decided_by else [],
    }
    title = f"Besluit over uw implementatieplan, versie {version.number}"
    return pdf("documents/plan_letter.html", context, title=title)


def may_open(user, subject: str) -> bool:
    """Who may read the version may read its letter; asked again at each download."""
    return PlanVersion.objects.visible_to(user).filter(decision=subject.partition(":")[2]).exists()


def _decision(subject: str) -> Decision:
    related = ("version__plan__organisation", "decided_by")
    return Decision.objects.select_related(*related).get(pk=subject.partition(":")[2])


prepared.register(KIND, make, may_open=may_open)
