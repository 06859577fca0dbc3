"""What is of one organisation, for its admins. Nothing of the network's readers, no opinion of a colleague, and money
only where the reader has the invoice duty.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO

from implementation_plans.models import Decision, Plan, PlanFile, Promise, VersionFile
from knowledge.models import LicenceAcceptance
from learning_circles.models import CircleMember
from membership.models import (
    EmailDomain,
    Farewell,
    Invoice,
    InvoiceFiles,
    InvoiceProfile,
    OrderNumber,
    Organisation,
    ParticipantReport,
    Payment,
    Profile,
    Refund,
    Seat,
)
from portal.core.models import PrivateFile
from portal.home.takeaway.tables import Table
from surveys.models import Answer, Participation

NOTES = (
    "Dit zijn de gegevens van uw organisatie in het netwerk.",
    "Onze brieven staan in besluiten.csv. Uw bestanden staan in de map bestanden.",
    "Meningen van collega's staan er niet in: die bewaren wij zonder naam. Wat van een collega zelf is, haalt die "
    "collega op bij ‘Uw gegevens’.",
    "Let op: in het plan en bij de mensen staan namen. Bewaar deze map zoals u andere vertrouwelijke stukken bewaart.",
)


def tables_of(organisation: Organisation, *, with_money: bool) -> Iterator[Table]:
    yield from _who(organisation)
    yield from _plan(organisation)
    yield from _network(organisation)
    yield from _surveys(organisation)
    if with_money:
        yield from _money(organisation)


def _who(organisation: Organisation) -> Iterator[Table]:
    o = organisation
    facts = {
        "naam": o.name,
        "soort": o.get_kind_display(),
        "provincie": o.get_province_display(),
        "plaats": o.town,
        "gemeentecode": o.municipality_code,
        "inwoners": o.inhabitants,
        "kvk-nummer": o.kvk,
        "oin": o.oin,
        "bekend sinds": o.created_at,
    }
    if profile := Profile.objects.filter(organisation=o).first():
        facts |= {
            "voor wie": profile.target_group,
            "hoe mensen meedoen": profile.access,
            "waarover": ", ".join(profile.domain_labels),
            "vragen aan": profile.contact_role,
            "op de site": ", ".join(name for name in profile.FIELDS if profile.shows(name)),
        }
    domains = EmailDomain.objects.open().filter(organisation=o).order_by("pk")
    facts["e-maildomeinen"] = ", ".join(domains.values_list("domain", flat=True))
    yield Table("organisatie", "uw organisatie en uw profiel", list(facts), [list(facts.values())])
    yield Table(
        "lidmaatschap",
        "uw perioden als lid; ‘tot’ is de eerste dag zonder",
        ["niveau", "van", "tot"],
        [[t.level, t.start, t.end] for t in o.terms.that_counted()],
    )
    yield Table(
        "opzeggingen",
        "wat u ons vertelde toen u opzegde",
        ["reden", "toelichting", "laatste dag", "gezegd", "teruggenomen"],
        [
            [f.get_reason_display(), f.words, f.last_day, f.said_at, f.taken_back_at]
            for f in Farewell.objects.filter(organisation=o)
        ],
    )
    seats = Seat.objects.current().filter(organisation=o).select_related("user").order_by("since", "pk")
    yield Table(
        "mensen",
        "wie nu een plek heeft",
        ["naam", "functie", "rol", "taken", "sinds"],
        [[s.user, s.user.function, s.get_role_display(), ", ".join(s.duty_labels), s.since] for s in seats],
    )


def _plan(organisation: Organisation) -> Iterator[Table]:
    plan = Plan.objects.select_related("template").filter(organisation=organisation).first()
    if plan is None:
        return
    sections = list(plan.sections.prefetch_related("answers"))
    for section in sections:
        section.plan = plan
    labels = {q["code"]: q["label"] for outline in plan.template.sections for q in outline["questions"]}
    yield Table(
        "plan nu",
        "uw plan zoals het er nu staat",
        ["onderdeel", "titel", "vraag", "antwoord", "veranderd"],
        [
            [s.number, s.title, labels.get(a.question, a.question), a.text, a.updated_at]
            for s in sections
            for a in sorted(s.answers.all(), key=lambda answer: answer.pk)
        ],
    )
    yield Table(
        "bewaarde teksten",
        "wat u schreef bij vragen die er niet meer zijn",
        ["onderdeel", "vraag", "tekst", "bewaard"],
        [[k.section_title, k.question, k.text, k.kept_at] for k in plan.kept_texts.all()],
    )
    versions = list(plan.versions.order_by("number").prefetch_related("sections"))
    yield Table(
        "verstuurde versies",
        "uw plan zoals u het verstuurde",
        ["versie", "verstuurd", "ingetrokken", "onderdeel", "titel", "vraag", "antwoord"],
        [
            [v.number, v.submitted_at, v.withdrawn_at, s.number, s.title, label, text]
            for v in versions
            for s in v.sections.all()
            for label, text in _texts(s.content)
        ],
    )
    yield _decisions(plan)
    promises = Promise.objects.filter(check_of__plan=plan).select_related("check_of").order_by("check_of", "number")
    yield Table(
        "beloften",
        "uw terugblik op wat u beloofde",
        ["jaar", "onderdeel", "belofte", "hoe staat het ermee", "toelichting", "verstuurd"],
        [
            [p.check_of.number, p.section_title, p.text, p.get_state_display(), p.why, p.check_of.sent_at]
            for p in promises
        ],
    )


def _texts(content: dict) -> list[tuple[str, str]]:
    found = [(q["label"], q["text"]) for q in content["questions"]]
    return [*found, ("Uw antwoord op onze reactie", content["reply"])] if content.get("reply") else found


def _decisions(plan: Plan) -> Table:
    decided = Decision.objects.filter(version__plan=plan).select_related("version", "decided_by")
    return Table(
        "besluiten",
        "onze besluiten over uw plan, met redenen",
        ["versie", "besluit", "wanneer", "door", "reden", "brief", "teruggedraaid", "waarom teruggedraaid"],
        [
            [
                d.version.number,
                d.get_outcome_display(),
                d.decided_at,
                d.decided_by,
                d.reason,
                _letter(d.letter),
                d.undone_at,
                d.undone_because,
            ]
            for d in decided
        ],
    )


def _letter(letter: dict) -> str:
    parts = [f"{part['number']}. {part['title']}: {part['text']}" for part in letter.get("parts", [])]
    return "\n\n".join(text for text in (letter.get("opening", ""), *parts, letter.get("closing", "")) if text)


def _network(organisation: Organisation) -> Iterator[Table]:
    places = CircleMember.objects.filter(organisation=organisation).select_related("circle")
    yield Table(
        "leerkringen",
        "leerkringen waarin iemand van u zit of zat, zonder namen",
        ["leerkring", "vraag", "sinds", "tot"],
        [[p.circle.title, p.circle.question, p.since, p.until] for p in places],
    )
    agreed = LicenceAcceptance.objects.filter(organisation=organisation).order_by("accepted_at", "pk")
    yield Table(
        "licenties",
        "licenties waarmee u akkoord ging, met de tekst van toen",
        ["instrument", "versie", "akkoord op", "tekst"],
        [[a.title, a.number, a.accepted_at, a.text] for a in agreed],
    )
    reports = ParticipantReport.objects.filter(organisation=organisation).order_by("year")
    yield Table(
        "deelnemers",
        "hoeveel mensen u begeleidde",
        ["jaar", "aantal", "opgegeven", "bevestigd"],
        [[r.year, r.participants, r.reported_at, r.confirmed_at] for r in reports],
    )


def _surveys(organisation: Organisation) -> Iterator[Table]:
    asked = Participation.objects.filter(organisation=organisation).select_related("round").order_by("round__year")
    yield Table(
        "vragenlijsten",
        "vragenlijsten waarvoor wij u vroegen",
        ["jaar", "vragenlijst", "gevraagd", "ingestuurd", "niet meegedaan", "waarom niet", "toelichting"],
        [
            [
                p.round.year,
                p.round.title,
                p.asked_at,
                p.submitted_at,
                p.declined_at,
                p.get_declined_because_display(),
                p.declined_words,
            ]
            for p in asked
        ],
    )
    answers = Answer.objects.filter(participation__organisation=organisation, question__personal=False)
    found = answers.select_related("participation__round", "question", "option").prefetch_related("ticks__option")
    yield Table(
        "antwoorden",
        "uw antwoorden op de vragenlijsten, zonder meningen van collega's",
        ["jaar", "vraag", "antwoord", "geen antwoord omdat", "wij mogen citeren"],
        [
            [
                a.participation.round.year,
                f"{a.question.group} {a.question.text}".strip(),
                _answer(a),
                a.get_missing_display(),
                "ja" if a.may_quote else "",
            ]
            for a in found.order_by("participation__round__year", "question__position")
        ],
    )


def _answer(answer: Answer) -> str:
    if answer.is_ticked:
        return "; ".join(tick.option.label for tick in answer.ticks.all())
    if answer.option:
        return answer.option.label
    value = next((each for each in (answer.number, answer.day, answer.text) if each not in (None, "")), "")
    return f"{value} {answer.question.unit}".strip() if answer.number is not None else str(value)


def _money(organisation: Organisation) -> Iterator[Table]:
    known = InvoiceProfile.objects.filter(organisation=organisation).first()
    fields = ("legal_name", "department", "street", "postcode", "town", "vat_number", "peppol_id", "email")
    heads = ["naam", "afdeling", "straat", "postcode", "plaats", "btw-nummer", "peppol-adres", "e-mailadres"]
    rows = [[getattr(known, name) for name in fields]] if known else []
    yield Table("factuurgegevens", "waar uw facturen heen gaan", heads, rows)
    numbers = OrderNumber.objects.filter(organisation=organisation).order_by("year")
    yield Table("inkoopnummers", "uw inkoopnummers", ["jaar", "nummer"], [[n.year, n.number] for n in numbers])
    sent = Invoice.objects.sent().with_balance().filter(organisation=organisation).order_by("issued_on", "pk")
    yield Table(
        "facturen",
        "uw facturen en creditfacturen, in euro's; de bestanden staan in de map facturen",
        ["nummer", "soort", "datum", "uiterste datum", "zonder btw", "btw", "met btw", "betaald", "open"],
        [
            [
                i.number,
                i.kind_label,
                i.issued_on,
                i.due_on,
                _euros(i.net_cents),
                _euros(i.vat_cents),
                _euros(i.total_cents),
                _euros(i.paid_cents),
                _euros(i.open_cents),
            ]
            for i in sent
        ],
    )
    paid = Payment.objects.filter(invoice__organisation=organisation).select_related("invoice")
    back = Refund.objects.filter(payment__invoice__organisation=organisation).select_related("payment__invoice")
    yield Table(
        "betalingen",
        "wat u betaalde, in euro's; wat wij terugbetaalden staat er met een min",
        ["factuur", "bedrag", "hoe", "wanneer"],
        [[p.invoice.number, _euros(p.amount_cents), p.get_source_display(), p.booked_on] for p in paid]
        + [
            [r.payment.invoice.number, _euros(-r.amount_cents), r.get_reason_display(), r.paid_at]
            for r in back.filter(paid_at__isnull=False)
        ],
    )


def _euros(cents: int) -> str:
    return str(Decimal(cents) / 100)


# --- Files ------------------------------------------------------------------------------------------------------


def attachments_of(organisation: Organisation, *, with_money: bool) -> Iterator[tuple[str, BinaryIO]]:
    """Paths and open files, one at a time. Files that were refused or wait for their check are left out."""
    beside = PlanFile.objects.present().filter(section__plan__organisation=organisation)
    sent = VersionFile.objects.filter(section__plan__organisation=organisation)
    seen: set = set()
    for attached in [*beside.select_related("section", "file"), *sent.select_related("section", "file")]:
        if attached.file_id not in seen:
            seen.add(attached.file_id)
            yield from _opened(f"bestanden/onderdeel {attached.section.number}", attached.file)
    if with_money:
        for made in InvoiceFiles.objects.filter(invoice__organisation=organisation).select_related("pdf", "ubl"):
            for file in (made.pdf, made.ubl):
                if file:
                    yield from _opened("facturen", file)


def _opened(folder: str, file: PrivateFile) -> Iterator[tuple[str, BinaryIO]]:
    if file.is_clean:
        with file.content.open("rb") as content:
            yield f"{folder}/{file.name}", content
