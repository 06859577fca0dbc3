"""What was done with an organisation, in words."""

from django.utils.translation import gettext_lazy

from portal.accounts.models import User
from portal.core.models import AuditEntry

VERBS = {
    "organisation.created": gettext_lazy("Organisatie aangemaakt"),
    "organisation.changed": gettext_lazy("Gegevens veranderd"),
    "term.opened": gettext_lazy("Lidmaatschap begonnen"),
    "term.ended": gettext_lazy("Lidmaatschap gestopt"),
    "membership.again": gettext_lazy("Weer toegelaten"),
    "farewell.said": gettext_lazy("Lidmaatschap opgezegd"),
    "farewell.taken_back": gettext_lazy("Opzegging teruggenomen"),
    "farewell.done": gettext_lazy("Afscheid voorbij"),
    "seat.opened": gettext_lazy("Plek gegeven"),
    "seat.invited": gettext_lazy("Collega uitgenodigd"),
    "seat.changed": gettext_lazy("Rol of taken veranderd"),
    "seat.ended": gettext_lazy("Plek gesloten"),
    "seat.invitation_revoked": gettext_lazy("Uitnodiging ingetrokken"),
    "seat.asked": gettext_lazy("Vraag om een plek"),
    "seat.request_granted": gettext_lazy("Plek gegeven na een vraag"),
    "seat.request_declined": gettext_lazy("Vraag om een plek afgewezen"),
    "domain.opened": gettext_lazy("E-maildomein opengezet"),
    "domain.closed": gettext_lazy("E-maildomein dichtgezet"),
    "profile.changed": gettext_lazy("Profiel veranderd"),
    "profile.hidden": gettext_lazy("Profiel van de site gehaald"),
    "profile.restored": gettext_lazy("Profiel weer op de site"),
    "message.written": gettext_lazy("Vraag van buiten geschreven"),
    "message.relayed": gettext_lazy("Vraag van buiten doorgestuurd"),
    "organisation.merged": gettext_lazy("Opgegaan in een andere organisatie"),
    "organisation.took_over": gettext_lazy("Een andere organisatie ging hierin op"),
    "organisation.placed": gettext_lazy("Gemeente gekozen"),
    "participants.reported": gettext_lazy("Aantal deelnemers opgegeven"),
    "participants.confirmed": gettext_lazy("Aantal deelnemers bevestigd"),
    "participants.reopened": gettext_lazy("Aantal deelnemers mag veranderen"),
    "invoice_profile.changed": gettext_lazy("Factuurgegevens veranderd"),
    "invoice_profile.joint_service": gettext_lazy("Samenwerking veranderd"),
    "order_number.given": gettext_lazy("Inkoopnummer doorgegeven"),
    "renewal.asked": gettext_lazy("Gevraagd of zij lid blijven"),
    "renewal.confirmed": gettext_lazy("Blijft lid"),
    "renewal.declined": gettext_lazy("Zegt op"),
    "renewal.grace": gettext_lazy("Uitstel: nog geen antwoord"),
    "admin.wanted": gettext_lazy("Gemeld dat er geen beheerder is"),
}


def history_of(pk: int) -> list[tuple[AuditEntry, str, str]]:
    """Entries with the verb in words, the level where there is one, and the actor's name as it is now."""
    entries = list(AuditEntry.objects.filter(subject=f"organisation:{pk}").order_by("-at", "-pk")[:50])
    people = User.objects.in_bulk({e.actor_id for e in entries if e.actor_id})
    named = []
    for entry in entries:
        verb = str(VERBS.get(entry.verb, entry.verb))
        if level := entry.data.get("level"):
            verb += f", niveau {level}"
        named.append((entry, verb, str(people.get(entry.actor_id, ""))))
    return named
