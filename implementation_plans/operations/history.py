"""What happened to a plan, in words: from the audit rows, with names as they are now."""

from django.utils.translation import gettext_lazy as _

from implementation_plans.models import Plan
from portal.accounts.models import User
from portal.core.models import AuditEntry

#: What the organisation and the network both know of.
SHARED_VERBS = {
    "plan.started": _("Plan begonnen"),
    "plan.submitted": _("Plan verstuurd"),
    "plan.withdrawn": _("Plan ingetrokken door de organisatie"),
    "plan.returned": _("Teruggestuurd om aan te vullen"),
    "plan.approved": _("Goedgekeurd"),
    "plan.refused": _("Niet goedgekeurd"),
    "plan.decision_undone": _("Besluit teruggedraaid"),
    "plan.moved": _("Overgestapt op nieuwe vragen"),
    "plan.embedding_opened": _("Terugblik gevraagd"),
    "plan.embedding_sent": _("Terugblik verstuurd"),
}
#: What readers of the network know as well.
READERS_VERBS = SHARED_VERBS | {
    "plan.reader_assigned": _("Lezer gevraagd"),
    "plan.reader_released": _("Lezer gestopt"),
    "plan.conflict_declared": _("Belang gemeld"),
    "plan.conflict_ended": _("Belang weggehaald"),
    "plan.note_added": _("Interne notitie geschreven"),
    "plan.section_read": _("Onderdeel beoordeeld"),
    "plan.letter_saved": _("Brief bewaard"),
    "plan.decision_proposed": _("Besluit voorgesteld"),
    "plan.proposal_declined": _("Voorstel teruggegeven"),
}


def history_of(plan: Plan, verbs: dict, *, most: int = 200) -> list[tuple[AuditEntry, str, str, str]]:
    """Entries of these verbs, newest first: each with the verb in words, who did it and whom it is about."""
    entries = AuditEntry.objects.filter(subject=f"plan:{plan.pk}", verb__in=verbs).order_by("-at", "-pk")[:most]
    found = list(entries)
    about = {e.pk: e.data.get("reader") or e.data.get("user") for e in found}
    people = User.objects.in_bulk({e.actor_id for e in found if e.actor_id} | {pk for pk in about.values() if pk})
    return [(e, str(verbs[e.verb]), str(people.get(e.actor_id, "")), str(people.get(about[e.pk], ""))) for e in found]
