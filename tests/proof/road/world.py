"""Three organisations, everybody around them, and a canary in every text that is not for everybody.

A canary is a word that occurs nowhere else. `World.may_read` says which roles may ever see it; to
everybody else it is a leak, on whatever page, in whatever file, mail or list it turns up.
"""

import re
from datetime import timedelta
from functools import partial

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Collection, CollectionViewRestriction, Page

from implementation_plans import operations as plans
from implementation_plans.models import PlanSection, PlanTemplate
from knowledge import models as knowledge
from knowledge.access import GROUPS, restrict
from knowledge.licensing import licence_of
from knowledge.models import ArticlePage
from membership import operations as membership
from membership.access import seats_of
from membership.models import Seat, Term
from portal.core import links
from portal.core.documents import prepared
from portal.core.models import PortalDocument, PreparedFile
from tests import factories
from tests.factories import OUTLINES, AdmissionFactory, PlanFactory, PlanFileFactory, UserFactory, judge, page, site
from tests.pages import LEAST, library
from tests.proof.road.circle import RUNS, TAKES_PART, circle_of
from tests.proof.road.money import FINANCE, PAYERS, money_of
from tests.proof.road.network import network_of
from tests.proof.road.paying import paying_of
from tests.proof.road.survey import survey_of
from tests.proof.roles import A_ADMIN, ALL, EDITORS, MEMBERS, OWN, READERS, SHARED, STAFF, browsers
from tests.training import LESSON_BODY, licensed
from tests.training import lesson as lesson_page

CANARY = re.compile(rb"kanarie\d{3}x|(?<!\d)7700\d{4}(?!\d)|(?<!\d)7700\d{16}(?!\d)")
B, C = {"admin of another"}, {"level 2"}


class World:
    def __init__(self) -> None:
        self.may_read: dict[str, set[str]] = {}
        self.outside: dict[str, str] = {}  # address without an account: the role of who reads its mail
        self.pages = self._pages()
        self.people = {role: factories.staff(role) for role in ("adviser", "decider", "finance", "editor")}
        self.people["superuser"] = UserFactory(is_superuser=True, is_staff=True)
        self.people["nobody"] = UserFactory()
        self.people["other group"] = UserFactory()
        group = Group.objects.create(name="Een groep van elders")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        self.people["other group"].groups.add(group)
        self._organisation_a()
        self._organisation_b()
        self._organisation_c()
        self._ended_organisation()
        self._admissions()
        self._documents()
        self._messages()
        self.template = self._template()
        self._entrance()
        self._joining()
        self._interests()
        self._farewell()
        self.circle = circle_of(self)
        self.survey = survey_of(self)
        self._licence()
        self.route_done = factories.RouteDoneFactory(
            user=self.people["professional"], title=self.word({"professional"})
        )
        self.network = network_of(self)
        self.money = money_of(self)
        self.paying = paying_of(self)
        self.dossier = self._dossier()
        self.documents = self._made_documents()
        self.linked = {
            "resume_admission": self.resumable,
            "accept_invitation": self.invitation,
            "confirm_address": self.change,
            "undo_address": self.change,
            "send_join_request": self.unasked,
            "accept_share": self.share,
            "own_interest": self.interest,
            "apply_by_invitation": self.invited_interest,
            "answer_poll": self.circle.invitee,
            "read_calendar": self.people["professional"],
            "give_order_number": self.money.renewal,
            "send_message": self.network.message,
        }
        self.browsers = browsers(self.people, admission=self.unsent)

    # --- Canaries ------------------------------------------------------------------------------------------

    def word(self, *readers: set[str]) -> str:
        word = f"kanarie{len(self.may_read) + 1:03d}x"
        self.may_read[word] = set().union(*readers)
        return word

    def number(self, *readers: set[str], digits: int = 8) -> str:
        number = "7700" + str(len(self.may_read) + 1).zfill(digits - 4)
        self.may_read[number] = set().union(*readers)
        return number

    def leaks(self, body: bytes, *roles: str) -> list[str]:
        """The canaries in a body that none of these roles may read."""
        found = {word.decode() for word in CANARY.findall(body)}
        return sorted(word for word in found if not self.may_read.get(word, ALL) & set(roles))

    def forget(self) -> None:
        """Nothing kept in memory from one request to the next: pages, counts, menus."""
        from django.core.cache import cache, caches

        cache.clear()
        caches["pages"].clear()

    # --- Who and what ----------------------------------------------------------------------------------------

    def _person(self, *readers: set[str]):
        word = partial(self.word, *readers)
        return UserFactory(email=f"{word()}@lid.example", first_name=word(), last_name=word(), function=word())

    def _member(self, name: str, own: set[str]) -> Seat:
        seat = factories.member(name=name, user=self._person(own, STAFF))
        type(seat.organisation).objects.filter(pk=seat.organisation_id).update(
            kvk=self.number(own, STAFF), oin=self.number(own, STAFF, digits=20)
        )
        return seat

    def _plan(self, seat: Seat, own: set[str], *, submitted: bool):
        asked = partial(self.word, MEMBERS, READERS, SHARED)
        outlines = [o | {"title": asked(), "short_title": asked(), "lead": asked()} for o in OUTLINES]
        template = factories.TemplateVersionFactory(title=asked(), intro=asked(), sections=outlines)
        plan = PlanFactory(organisation=seat.organisation, template=template)
        readers = (own, READERS) if submitted else (own,)
        file = factories.PrivateFileFactory(
            name=f"{self.word(*readers)}.pdf",
            content=ContentFile(f"%PDF-1.7 {self.word(*readers)}".encode(), name="x"),
        )
        plan_file = PlanFileFactory(section=plan.sections.get(number=1), file=file, added_by=seat.user)
        factories.write_everything(plan, seat.user, text=self.word(*readers))
        return plan, plan_file

    def _organisation_a(self) -> None:
        """A plan that the network is reading: its reactions are not for the writers yet."""
        self.seat = seat = self._member("Gemeente Anloo", OWN)
        for role in ("professional", "plan writer", "former"):
            person = self.people[role] = self._person(OWN, STAFF, {role})
            opened = membership.open_seat(seat.organisation, user=person, role="professional", by=seat.user)
            if role == "former":
                membership.end_seat(opened, by=seat.user)
        self.people["admin"] = seat.user
        self.plan, self.plan_file = self._plan(seat, OWN | SHARED, submitted=True)
        section = self.plan.sections.get(number=2)
        plans.reopen_section(section, by=self.people["plan writer"])
        answers = {a.question: (self.word(OWN, SHARED, READERS), a.revision) for a in section.answers.all()}
        plans.save_answers(section, answers=answers, by=self.people["plan writer"])
        plans.finish_section(section, by=self.people["plan writer"])
        removed = PlanFileFactory(
            section=self.plan.sections.get(number=1), file=factories.PrivateFileFactory(name=f"{self.word()}.pdf")
        )
        plans.remove_file(removed, by=seat.user)
        self.plan.sections.filter(number=1).update(reply=self.word(OWN, SHARED, READERS))
        self._among_colleagues()
        self.version = plans.submit_plan(self.plan, by=seat.user)
        self._among_readers()
        for part in self.version.sections.all():
            judge(part, self.people["adviser"], "good", self.word(READERS))
        self._look_backs()
        self.invitation = membership.invite_colleague(
            seat.organisation,
            email=f"{self.word(OWN, {'invited'})}@lid.example",
            name=self.word(OWN, {"invited"}),
            role="professional",
            by=seat.user,
        )
        self.outside[self.invitation.email] = "invited"
        for word in CANARY.findall(f"{seat.user}".encode()):
            self.may_read[word.decode()] |= {"invited"}  # who is asked in reads who asks

    def _among_colleagues(self) -> None:
        """What never leaves organisation A, and somebody from outside who was asked to look along."""
        word = partial(self.word, OWN)
        section = self.plan.sections.get(number=1)
        self.remark = factories.RemarkFactory(section=section, text=word(), by=self.people["plan writer"])
        factories.KeptTextFactory(plan=self.plan, section_title=word(), question=word(), text=word())
        asked = partial(self.word, OWN, {"asked along"})
        self.share = factories.PlanShareFactory(
            plan=self.plan, email=f"{asked()}@buiten.example", name=asked(), invited_by=self.seat.user
        )
        self.outside[self.share.email] = "asked along"
        self._shared_with(section)

    def _shared_with(self, section: PlanSection) -> None:
        """Somebody who came in by such a link, put a file beside the plan and said something of it."""
        person = self.people["shared with"] = self._person(OWN, SHARED)
        share = factories.PlanShareFactory(
            plan=self.plan, email=person.email, name=str(person), right="write", invited_by=self.seat.user
        )
        plans.accept_share(share)
        file = factories.PrivateFileFactory(name=f"{self.word(OWN, SHARED, READERS)}.pdf")
        self.shared_file = PlanFileFactory(section=section, file=file, added_by=person)
        self.shared_remark = factories.RemarkFactory(section=section, text=self.word(OWN, SHARED), by=person)

    def _among_readers(self) -> None:
        """What readers of the network write for each other."""
        word = partial(self.word, READERS)
        adviser = self.people["adviser"]
        plans.add_note(self.version.sections.first(), text=word(), by=adviser)
        self.conflict = plans.declare_conflict(self.plan, user=self.people["finance"], reason=word(), by=adviser)
        letter = {"opening": word(), "parts": [], "closing": word()}
        self.letter = plans.save_draft(self.version, outcome="approved", letter=letter, by=adviser)
        factories.plans.DecisionDraft.objects.create(
            version=self.version,
            outcome="refused",
            letter=letter,
            saved_at=timezone.now(),
            proposed_at=timezone.now(),
            closed_at=timezone.now(),
            declined_because=word(),
        )

    def _look_backs(self) -> None:
        """Staff read the one that was sent; the open one stays inside the organisation."""
        readers = (OWN, READERS)
        sent = factories.EmbeddingCheckFactory(version=self.version, sent_at=timezone.now(), sent_by=self.seat.user)
        told = {"section_title": self.word(*readers), "text": self.word(*readers), "why": self.word(*readers)}
        factories.PromiseFactory(check_of=sent, state="partly", **told)
        open_one = factories.EmbeddingCheckFactory(version=self.version, number=2)
        factories.PromiseFactory(check_of=open_one, text=self.word(OWN), state="partly", why=self.word(OWN))

    def _organisation_b(self) -> None:
        """A plan being written, which nobody outside reads: no staff either."""
        self.other = self._member("Gemeente Borculo", B)
        self.people["admin of another"] = self.other.user
        self.draft, self.draft_file = self._plan(self.other, B, submitted=False)
        plans.reopen_section(PlanSection.objects.get(plan=self.draft, number=2), by=self.other.user)
        self.other_invitation = membership.invite_colleague(
            self.other.organisation,
            email=f"{self.word(B, {'invited'})}@lid.example",
            name=self.word(B),
            role="admin",
            by=None,
        )
        self.outside[self.other_invitation.email] = "invited"

    def _organisation_c(self) -> None:
        """An approved plan: its people read the reactions and the reason."""
        self.approved = self._member("Gemeente Coevorden", C)
        self.people["level 2"] = self.approved.user
        plan, _file = self._plan(self.approved, C, submitted=True)
        version = plans.submit_plan(plan, by=self.approved.user)
        for part in version.sections.all():
            judge(part, self.people["adviser"], "good", self.word(C, READERS))
        refused = plans.refuse_plan(version, reason=self.word(C, READERS), by=self.people["decider"])
        plans.undo_decision(refused, reason=self.word(C, READERS), by=self.people["decider"])
        plans.approve_plan(version, reason=self.word(C, READERS), by=self.people["decider"])
        self.check = factories.plans.EmbeddingCheck.objects.create(
            plan=plan, version=version, number=1, opened_at=timezone.now(), due_on=timezone.localdate()
        )
        promised = partial(self.word, C, READERS)
        factories.plans.Promise.objects.create(
            check_of=self.check, number=1, section_title=promised(), text=promised(), why=promised()
        )

    def _ended_organisation(self) -> None:
        ended = self._member("Gemeente Doesburg", set())
        membership.end_membership(ended.organisation, reason=self.word(STAFF), by=None)
        assert Term.objects.filter(organisation=ended.organisation, end=None).count() == 0

    def _entrance(self) -> None:
        """An app for codes of the admin, another address they asked for, and the app of the decider."""
        admin = self.seat.user
        self.app = factories.AuthenticatorFactory(user=admin, type="totp")
        new = f"{self.word(A_ADMIN, {'holder'})}@lid.example"
        self.change = factories.AddressChangeFactory(user=admin, new=new)
        for word in CANARY.findall(f"{admin} {admin.email}".encode()):
            self.may_read[word.decode()] |= {"holder"}  # the link says whose address it is
        factories.AuthenticatorFactory(user=self.people["decider"], type="totp")

    def _joining(self) -> None:
        """Somebody who asks organisation A for a seat, and somebody who did not choose an organisation yet."""
        organisation = self.seat.organisation
        self.domain = factories.EmailDomainFactory(organisation=organisation, domain=f"{self.word(OWN)}.example")
        self.asked = factories.JoinRequestFactory(
            organisation=organisation,
            name=self.word(OWN),
            email=f"{self.word(OWN)}@lid.example",
            sent_at=timezone.now(),
        )
        self.unasked = factories.JoinRequestFactory()

    def _interests(self) -> None:
        """Somebody the network heard of, somebody it invited, and somebody it answered."""

        def interest(*readers):
            word = partial(self.word, *readers)
            made = factories.InterestFactory(
                confirmed=True,
                organisation_name=word(),
                name=word(),
                email=f"{word()}@lid.example",
                message=word(),
            )
            self.outside[made.email] = "interest"
            return made

        self.interest = interest(READERS, {"interest"})
        self.invited_interest = interest(READERS, {"interest"})
        membership.invite_to_apply(self.invited_interest, by=self.people["adviser"])
        closed = interest(READERS, {"interest"})
        membership.close_interest(closed, answer=self.word(READERS, {"interest"}), by=self.people["adviser"])

    def _farewell(self) -> None:
        """Organisation A said goodbye by phone, and stayed after all."""
        self.farewell = factories.FarewellFactory(
            organisation=self.seat.organisation,
            words=self.word(A_ADMIN, READERS),
            because=self.word(READERS),
            taken_back_at=timezone.now(),
        )

    def _dossier(self) -> PreparedFile:
        """A document that a job made of organisation A, for its own people."""

        def of_own_organisation(user, subject: str) -> bool:
            return subject in {f"organisation:{seat.organisation_id}" for seat in seats_of(user)}

        made = prepared.Made(f"{self.word(OWN)}.zip", "zip", self.word(OWN).encode())
        prepared.register("proof", lambda subject, at: made, may_open=of_own_organisation)
        subject = f"organisation:{self.seat.organisation_id}"
        prepared.make(prepared.ask_for("proof", subject=subject, by=self.seat.user).pk)
        return PreparedFile.objects.get(subject=subject)

    def _made_documents(self) -> list[tuple[str, set[str]]]:
        """What jobs made an hour ago, and a file of a meeting: its key and who may have it."""
        came = self.circle.meeting.registrations.get()
        whole, person = f"organisation:{self.seat.organisation_id}", f"user:{self.people['professional'].pk}"
        own, decided = f"plan:{self.plan.pk}", f"decision:{self.check.version.decision.pk}"
        kinds = [
            ("home.person", person, {"professional"}),
            ("home.organisation", whole, A_ADMIN),
            ("home.organisation_money", whole, PAYERS),
            ("plans.board", own, OWN),
            ("plan_dossier", own, OWN),
            ("plan_dossier_readers", own, READERS),
            ("plan_letter", decided, READERS | {"level 2"}),
            ("circles.certificate", f"registration:{came.pk}", TAKES_PART),
            ("knowledge.certificate", f"route_done:{self.route_done.pk}", {"professional"}),
            ("surveys.blank", f"round:{self.survey.round.pk}", MEMBERS),
            ("surveys.answers_xlsx", f"round:{self.survey.round.pk}", READERS),
            ("surveys.results_pdf", f"release:{self.survey.release.pk}", MEMBERS | STAFF),
            ("surveys.results_xlsx", f"release:{self.survey.release.pk}", MEMBERS | STAFF),
        ]
        kept = [(file.pk, PAYERS | FINANCE) for file in (self.money.files.pdf, self.money.files.ubl) if file]
        made, then = (
            [*kept, (self.circle.material.file_id, RUNS | TAKES_PART | STAFF)],
            timezone.now() - timedelta(hours=1),
        )
        for kind, subject, readers in kinds:
            file = factories.PrivateFileFactory(room=prepared.ROOM)
            PreparedFile.objects.create(kind=kind, subject=subject, asked_at=then, ready_at=then, file=file)
            made.append((file.pk, readers))
        return made

    def _admissions(self) -> None:
        def admission(*readers, **kwargs):
            word = partial(self.word, *readers)
            return AdmissionFactory(
                organisation_name=f"Gemeente {word()}",
                applicant_name=word(),
                email=f"{word()}@lid.example",
                phone=self.number(*readers),
                kvk=self.number(*readers),
                motivation=word(),
                province="ut",
                **kwargs,
            )

        self.unsent = admission({"applicant"})
        self.admission = admission(READERS, submitted=True)
        declined = admission(READERS, {"declined"}, submitted=True)
        self.outside[declined.email] = "declined"
        membership.decline_admission(declined, reason=self.word(READERS, {"declined"}), by=self.people["adviser"])
        self.resumable = AdmissionFactory()

    # --- Words and files ---------------------------------------------------------------------------------------

    def _pages(self) -> dict[str, Page]:
        home = site()
        section = library(home)

        def article(slug, audience, readers, **kwargs):
            made = page(
                section,
                f"Artikel {self.word(readers)}",
                slug=slug,
                lead=self.word(readers),
                body=[("heading", self.word(readers)), ("paragraph", f"<p>{self.word(readers)}</p>")],
                show_in_news=True,
                **kwargs,
            )
            restrict(made, audience)
            return made

        found = {
            "public": article("open", "public", ALL),
            "members": article("leden", "members", MEMBERS | STAFF),
            "level 2": article("niveau-2", "level_2", C | STAFF),
        }
        closed_child = page(found["public"], f"Eronder {self.word(C | STAFF)}", slug="eronder")
        restrict(closed_child, "level_2")
        found["below"] = page(found["level 2"], f"Dieper {self.word(C | STAFF)}", slug="dieper")
        draft = ArticlePage(title=f"Concept {self.word(EDITORS)}", lead=self.word(EDITORS), slug="concept", live=False)
        section.add_child(instance=draft)
        draft.save_revision()
        for changed in (found["public"], found["level 2"]):
            changed.lead = self.word(EDITORS)  # saved, not published
            changed.save_revision()
        self._shelves(section)
        return found | {"home": home, "section": section, "draft": draft}

    def _shelves(self, section: Page) -> None:
        """One closed page of every type, a word in each of its fields and of what hangs below it."""
        readers = C | STAFF
        theme = page(
            section,
            f"Thema {self.word(readers)}",
            knowledge.ThemePage,
            slug="thema",
            **self._words_for(knowledge.ThemePage),
        )
        restrict(theme, "level_2")
        made = {
            kind: page(theme, f"Titel {self.word(readers)}", kind, slug=f"bladzijde-{n}", **self._words_for(kind))
            for n, kind in enumerate(LEAST)
        }
        made[knowledge.InstrumentPage].variants.add(
            knowledge.InstrumentVariant(name=self.word(readers), audience=self.word(readers))
        )
        made[knowledge.InstrumentPage].versions.add(
            knowledge.InstrumentVersion(
                number=self.word(readers),
                on=timezone.localdate(),
                change=self.word(readers),
                licence=self.word(readers),
            )
        )
        made[knowledge.StoryPage].figures.add(
            knowledge.StoryFigure(value=self.word(readers), meaning=self.word(readers), n=3, source=self.word(readers))
        )
        lesson = factories.NetworkItemFactory(text=self.word(readers), source=self.word(readers))
        made[knowledge.StudyTripPage].lessons.add(lesson)
        for changed in made.values():
            changed.save_revision().publish()
        words = self._words_for(knowledge.LessonPage)
        words["body"] = [*words["body"], *LESSON_BODY]
        self.lesson = lesson_page(made[knowledge.RoutePage], f"Les {self.word(readers)}", slug="les", **words)
        knowledge.OutsideLink.objects.update(trouble=self.word(EDITORS))
        factories.MissedSearchFactory(words=self.word(EDITORS))

    def _licence(self) -> None:
        """An instrument that everybody may read of. Organisation A agreed; of C somebody may."""
        self.licensed = licensed(self.pages["section"], "Een instrument onder licentie", slug="onder-licentie")
        accepted = factories.LicenceAcceptanceFactory(
            page=self.licensed,
            organisation=self.seat.organisation,
            title=self.word(OWN, STAFF),
            number=self.word(OWN, STAFF),
            text=self.word(OWN),
            digest=licence_of(self.licensed).digest,
        )
        factories.LicensedDownloadFactory(acceptance=accepted, variant=self.word(A_ADMIN, READERS))
        Seat.objects.filter(user=self.people["level 2"]).update(duties=["licences"])
        Seat.objects.filter(pk=self.seat.pk).update(duties=["licences"])

    def _words_for(self, kind: type[Page]) -> dict[str, object]:
        """A canary in every column of words of this type, in the shape that the column takes."""
        found: dict[str, object] = {}
        for field in kind._meta.local_fields:
            if field.choices or field.name.startswith("teaser"):
                continue
            word = self.word(C | STAFF) if isinstance(field, models.CharField | models.TextField | StreamField) else ""
            if isinstance(field, StreamField):
                found[field.name] = [("paragraph", f"<p>{word}</p>")]
            elif isinstance(field, models.URLField):
                found[field.name] = f"https://elders.example/{word}"
            elif word:
                found[field.name] = word
        return found

    def _documents(self) -> None:
        root = Collection.get_first_root_node()
        closed = root.add_child(name="Niveau 2")
        restriction = CollectionViewRestriction.objects.create(
            collection=closed, restriction_type=CollectionViewRestriction.GROUPS
        )
        restriction.groups.set(Group.objects.filter(name__in=GROUPS["level_2"]))
        readers = C | STAFF
        self.collection = closed
        self.image = factories.PortalImageFactory(title="Brug", collection=closed)
        self.image.get_file_size()  # Wagtail notes it at the first look
        self.document = PortalDocument.objects.create(
            title=self.word(readers),
            collection=closed,
            file=ContentFile(self.word(readers).encode(), name=f"{self.word(readers)}.txt"),
            text=self.word(readers),
            read_at=timezone.now(),
        )
        self.document.get_file_size()

    def _template(self) -> PlanTemplate:
        """The live questions, and a draft of new ones that only editors see."""

        def words(readers: set[str]) -> dict:
            questions = [{"label": self.word(readers), "hint": self.word(readers)}]
            outline = {key: value for key, value in OUTLINES[0].items() if key != "code"}
            section = outline | {"title": self.word(readers), "questions": questions}
            return {"title": self.word(readers), "intro": self.word(readers), "sections": [("section", section)]}

        template = PlanTemplate.objects.create(**words(MEMBERS | STAFF))
        template.save_revision().publish()
        for name, value in words(EDITORS).items():
            setattr(template, name, value)
        template.save_revision()
        return template

    def _messages(self) -> None:
        """To one person, to an address, and one with a secret in it."""
        note = factories.NotificationFactory
        note(recipient=self.seat.user, context={"name": self.word(A_ADMIN), "organisation": "A"})
        note(recipient=self.other.user, context={"name": self.word(B), "organisation": "B"})
        address = f"{self.word({'outsider'})}@lid.example"
        self.outside[address] = "outsider"
        note(
            recipient=None,
            address=address,
            kind="admission_received",
            urgent=True,
            context={"organisation": self.word({"outsider"})},
        )
        note(recipient=self.seat.user, kind="login_code", urgent=True, secret=True, secret_text=self.word(A_ADMIN))

    def links(self) -> dict[str, str]:
        """Tokens of mailed links, by their verb."""
        return {verb: links.issue(verb, thing.pk, days=1) for verb, thing in self.linked.items()}
