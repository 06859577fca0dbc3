"""What we keep of one person: what they did, and what we told them. Nothing of anybody else."""

from collections.abc import Iterator

from implementation_plans.models import PlanShare, Remark
from knowledge.models import LessonDone, LicenceAcceptance, LicensedDownload, RouteDone
from learning_circles.models import CircleMember, CircleWish, Evaluation, Facilitator, Invitee, Registration
from membership.models import Seat
from portal.accounts.models import AddressChange, User
from portal.core.models import AuditEntry, Notification
from portal.core.notifications import letter_for
from portal.home.takeaway.tables import Table

NOTES = (
    "Dit zijn de gegevens die wij van u bewaren.",
    "Wat u voor uw organisatie schreef, zoals het plan, hoort bij de organisatie. Een beheerder kan dat ophalen.",
    "Wat u in een vragenlijst als eigen mening gaf, bewaren wij zonder uw naam. Wij kunnen dat niet terugvinden.",
)


def tables_of(user: User) -> Iterator[Table]:
    yield Table(
        "account",
        "uw account",
        ["e-mailadres", "voornaam", "achternaam", "functie", "account sinds", "laatst ingelogd"],
        [[user.email, user.first_name, user.last_name, user.function, user.date_joined, user.last_login]],
    )
    changes = AddressChange.objects.filter(user=user).order_by("asked_at")
    yield Table(
        "adressen",
        "andere e-mailadressen die u vroeg",
        ["van", "naar", "gevraagd", "bevestigd", "gestopt"],
        [[c.old, c.new, c.asked_at, c.confirmed_at, c.stopped_at] for c in changes],
    )
    seats = Seat.objects.filter(user=user).select_related("organisation").order_by("since", "pk")
    yield Table(
        "plekken",
        "uw plekken bij organisaties, ook van vroeger",
        ["organisatie", "rol", "taken", "sinds", "tot"],
        [[s.organisation, s.get_role_display(), ", ".join(s.duty_labels), s.since, s.until] for s in seats],
    )
    yield from _learning(user)
    yield from _circles(user)
    yield from _meetings(user)
    yield from _plans_and_licences(user)
    yield from _told(user)


def _learning(user: User) -> Iterator[Table]:
    lessons = LessonDone.objects.filter(user=user).select_related("lesson", "route").order_by("done_at", "pk")
    yield Table(
        "lessen",
        "lessen die u deed",
        ["les", "leerroute", "klaar op"],
        [[d.lesson.title, d.route.title, d.done_at] for d in lessons],
    )
    routes = RouteDone.objects.filter(user=user).order_by("done_at", "pk")
    yield Table(
        "leerroutes",
        "leerroutes die u afrondde",
        ["leerroute", "lessen", "minuten", "klaar op"],
        [[d.title, d.lessons, d.minutes, d.done_at] for d in routes],
    )


def _circles(user: User) -> Iterator[Table]:
    places = CircleMember.objects.filter(user=user).select_related("circle", "organisation")
    yield Table(
        "leerkringen",
        "leerkringen waarin u zit of zat",
        ["leerkring", "namens", "sinds", "tot"],
        [[p.circle.title, p.organisation, p.since, p.until] for p in places],
    )
    runs = Facilitator.objects.filter(user=user).select_related("circle")
    yield Table(
        "leerkringen begeleid",
        "leerkringen die u begeleidt of begeleidde",
        ["leerkring", "sinds", "tot"],
        [[f.circle.title, f.since, f.until] for f in runs],
    )
    wishes = CircleWish.objects.filter(user=user).select_related("round", "organisation")
    yield Table(
        "wensen",
        "wat u wenste voor een leerkring",
        ["ronde", "namens", "thema's, liefste eerst", "dagen", "provincie", "bewaard"],
        [
            [
                w.round.name,
                w.organisation,
                "; ".join(w.titles),
                ", ".join(w.day_names),
                w.get_province_display(),
                w.saved_at,
            ]
            for w in wishes.prefetch_related("themes__theme")
        ],
    )
    asked = Invitee.objects.filter(user=user).select_related("poll").prefetch_related("answers__slot")
    yield Table(
        "datumprikkers",
        "wat u antwoordde op de vraag wanneer u kunt",
        ["bijeenkomst", "gevraagd", "moment", "antwoord"],
        [
            [invitee.poll.title, invitee.invited_at, answer.slot.starts_at, answer.get_choice_display()]
            for invitee in asked
            for answer in invitee.answers.all()
        ],
    )


def _meetings(user: User) -> Iterator[Table]:
    registrations = Registration.objects.filter(user=user).select_related("meeting__circle", "organisation")
    yield Table(
        "aanmeldingen",
        "bijeenkomsten waarvoor u zich aanmeldde",
        ["bijeenkomst", "leerkring", "begint", "namens", "aangemeld", "plek", "afgemeld", "was er", "eten", "toegang"],
        [
            [
                r.meeting.title,
                r.meeting.circle.title,
                r.meeting.starts_at,
                r.organisation,
                r.registered_at,
                r.seated_at,
                r.ended_at,
                r.came,
                r.diet,
                r.access_needs,
            ]
            for r in registrations.order_by("registered_at", "pk")
        ],
    )
    looked = Evaluation.objects.filter(registration__user=user).select_related("registration__meeting")
    yield Table(
        "terugblikken",
        "wat u van bijeenkomsten vond",
        ["bijeenkomst", "had u er iets aan (1 tot 5)", "wat u meeneemt", "wat beter kan", "gegeven"],
        [[e.registration.meeting.title, e.useful, e.takes_home, e.wish, e.given_at] for e in looked.order_by("pk")],
    )


def _plans_and_licences(user: User) -> Iterator[Table]:
    shares = PlanShare.objects.filter(user=user).select_related("plan__organisation")
    yield Table(
        "plannen van anderen",
        "plannen die een andere organisatie met u deelde",
        ["organisatie", "wat u mag", "gevraagd", "tot", "gestopt"],
        [[s.plan.organisation, s.get_right_display(), s.invited_at, s.until, s.revoked_at] for s in shares],
    )
    remarks = Remark.objects.filter(by=user).select_related("section__plan__organisation")
    yield Table(
        "opmerkingen bij plannen",
        "opmerkingen die u bij een plan schreef",
        ["organisatie", "onderdeel", "opmerking", "geschreven"],
        [[r.section.plan.organisation, r.section.number, r.text, r.at] for r in remarks],
    )
    agreed = LicenceAcceptance.objects.filter(accepted_by=user).select_related("organisation").order_by("pk")
    yield Table(
        "licenties",
        "licenties waarmee u akkoord ging",
        ["instrument", "versie", "namens", "akkoord op"],
        [[a.title, a.number, a.organisation, a.accepted_at] for a in agreed],
    )
    taken = LicensedDownload.objects.filter(by=user).select_related("acceptance").order_by("at", "pk")
    yield Table(
        "opgehaald",
        "bestanden die u onder een licentie ophaalde",
        ["instrument", "bestand", "opgehaald"],
        [[d.acceptance.title, d.variant, d.at] for d in taken],
    )


def _told(user: User) -> Iterator[Table]:
    rows = [(row, letter_for(row)) for row in Notification.objects.shown_to(user)]
    yield Table(
        "berichten",
        "wat wij u vertelden",
        ["wanneer", "bericht", "tekst", "gemaild", "gelezen"],
        [[n.created_at, m.title, " ".join(m.paragraphs), n.sent_at, n.read_at] for n, m in rows if m],
    )
    deeds = AuditEntry.objects.filter(actor_id=user.pk).order_by("at", "pk")
    yield Table(
        "wat u deed",
        "wat het portaal onthield van wat u deed: een code, en waarmee",
        ["wanneer", "wat", "waarmee"],
        [[entry.at, entry.verb, entry.subject] for entry in deeds],
    )
