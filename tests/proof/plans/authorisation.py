"""The table of `table.py`, every cell of it tried over HTTP, on pages, files, search, lists and mails."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse

from implementation_plans.forms.writing import stamp
from implementation_plans.models import DecisionDraft, Plan, Promise
from membership.models import Seat
from portal.core.models import AuditEntry, Notification, OperatorSettings, PreparedFile
from portal.core.notifications import letter_for
from tests.core.file_makers import pdf
from tests.factories import site
from tests.proof.plans.table import DOES, ELSEWHERE, HEARS, MAY_READ, ROLES, SEES, STATES, allows
from tests.proof.plans.world import COMMON, PlanWorld
from tests.proof.road.probes import NO_RECORDS, WRITES

Address = Callable[[PlanWorld], str]
NOBODYS = 2**31 - 1


def at(name: str, **kwargs) -> Address:
    """The address of this name; a value that is a function is asked of the world."""
    return lambda w: reverse(
        name, kwargs={key: value(w) if callable(value) else value for key, value in kwargs.items()}
    )


def pk(of: str) -> Callable[[PlanWorld], int]:
    """The number of a thing of the world, or of nothing when this state has none."""
    return lambda w: getattr(getattr(w, of, None), "pk", NOBODYS)


def made(word: str) -> Address:
    nowhere = "00000000-0000-4000-8000-000000000000"
    return lambda w: reverse("core:private_file", args=[w.prepared.get(word, nowhere)])


VERSION = {"pk": pk("version")}
LATEST = {"number": lambda w: w.version.number if w.version else 1}
SHARED = {"plan": pk("plan")}
ONE, TWO = {"number": 1}, {"number": 2}
NAME = "Zwaluwhoek"

#: Where each thing is seen, and the word that shows it was.
PAGES: dict[str, tuple[Address, str]] = {
    "the plan": (at("plans:plan"), "title"),
    "a section": (at("plans:section", **ONE), "text"),
    "a section as it is now": (at("plans:section", **TWO), "new"),
    "remarks": (at("plans:section", **TWO), "remark"),
    "own remark from outside": (at("plans:shared_section", **SHARED, **TWO), "outsider"),
    "the list of shares": (at("plans:sharing"), "shared"),
    "the shared plan": (at("plans:shared_plan", **SHARED), "title"),
    "a shared section": (at("plans:shared_section", **SHARED, **ONE), "text"),
    "own list of shared plans": (at("plans:shared_plans"), NAME),
    "the first version": (at("plans:version", **ONE), "text"),
    "the letter": (at("plans:letter", **ONE), "opening"),
    "the letter as PDF": (made("lettered"), "lettered"),
    "the reaction beside a section": (at("plans:section", **TWO), "reaction"),
    "the reaction beside a shared section": (at("plans:shared_section", **SHARED, **TWO), "reaction"),
    "own dossier, asked": (at("plans:dossier"), NAME),
    "own dossier, opened": (made("dossier"), "dossier"),
    "the page for the board": (at("plans:board"), "text"),
    "the page for the board, opened": (made("board"), "board"),
    "the look back": (at("plans:embedding", **TWO), "unsent"),
    "a file": (at("core:private_file", pk=lambda w: w.file.file_id), "file"),
    "a file taken away": (at("core:private_file", pk=lambda w: w.gone.file_id), "gone"),
    "staff: row in the list": (at("plans_admin:versions"), NAME),
    "staff: row in the export": (lambda w: reverse("plans_admin:versions") + "?export=csv", NAME),
    "staff: hit of a search": (lambda w: reverse("plans_admin:versions_results") + "?q=zwaluw", NAME),
    "staff: version": (at("plans_admin:version", **VERSION), NAME),
    "staff: section": (at("plans_admin:section", **VERSION, **ONE), "text"),
    "staff: difference, old text": (at("plans_admin:section", **VERSION, **TWO), "text"),
    "staff: difference, new text": (at("plans_admin:section", **VERSION, **TWO), "new"),
    "staff: what a colleague found": (at("plans_admin:section", **VERSION, **TWO), "found"),
    "staff: what the second reader found": (at("plans_admin:section", **VERSION, **TWO), "second"),
    "staff: notes": (at("plans_admin:section", **VERSION, **TWO), "note"),
    "staff: readers": (at("plans_admin:readers", **VERSION), NAME),
    "staff: page of a conflict": (at("plans_admin:conflict", **VERSION), NAME),
    "staff: decision page": (at("plans_admin:decision", **VERSION), "title"),
    "staff: letter before it goes": (at("plans_admin:letter", **VERSION), "draft"),
    "staff: letter that went": (at("plans_admin:decision", **VERSION), "opening"),
    "staff: page to undo": (at("plans_admin:undo", **VERSION), "Draai dit besluit terug"),
    "staff: dossier, asked": (at("plans_admin:dossier", **VERSION), NAME),
    "staff: dossier, opened": (made("readers"), "readers"),
    "staff: history": (at("plans_admin:history", **VERSION), NAME),
    "staff: look back": (at("plans_admin:embedding", **VERSION, **ONE), "promise"),
    "hit of a search": (lambda w: f"/zoeken/?q={COMMON}", "title"),
}

Fields = Callable[[PlanWorld], dict]


def typed(w: PlanWorld) -> dict:
    """Section 2 as a browser sends it, with a new text under each question."""
    found = {}
    for n, answer in enumerate(w.section(2).answers.order_by("pk"), start=1):
        found |= {f"text-{n}": f"Nieuw {n}", f"stamp-{n}": stamp(answer)}
    return found


def upload(w: PlanWorld) -> dict:
    return {"upload": SimpleUploadedFile("plan.pdf", pdf())}


def letter(outcome: str) -> Fields:
    words = {"outcome": outcome, "opening": "Dag.", "closing": "Groet.", "part-1": "Een", "part-2": "Twee"}
    return lambda w: words | {"seen": stamp_of_letter(w)}


def stamp_of_letter(w: PlanWorld) -> str:
    draft = DecisionDraft.objects.filter(version=w.version, closed_at=None).first()
    return draft.stamp if draft else ""


def a_share(w: PlanWorld) -> dict:
    last = w.today + timedelta(days=9)
    return {"name": "Roos Vlier", "email": "roos@buiten.example", "right": "read", "last_day": last.isoformat()}


def a_conflict(w: PlanWorld) -> dict:
    return {"reason": "Mijn zus werkt er."}


def a_look_back(w: PlanWorld) -> dict:
    promise = Promise.objects.filter(check_of__plan=w.plan, check_of__number=2).first()
    return {"state-1": "done", "why-1": "Het is gelukt.", "stamp-1": promise.stamp if promise else ""}


def the_letter_as_read(w: PlanWorld) -> dict:
    """What the page of the saved letter sends, where there is one."""
    return {"reason": "Een sterk plan.", "letter": stamp_of_letter(w)}


def nothing(w: PlanWorld) -> dict:
    return {}


#: Where each deed is done, and with what.
DEEDS: dict[str, tuple[Address, Fields]] = {
    "save a text": (at("plans:section", **TWO), typed),
    "mark a section done": (at("plans:section_done", **TWO), typed),
    "open a section again": (at("plans:section_reopen", **TWO), nothing),
    "give a task": (at("plans:section_task", **TWO), lambda w: {"writer": w.people["professional"].pk}),
    "add a file": (at("plans:file_add", **TWO), upload),
    "remove a file": (at("plans:file_remove", pk=pk("removable")), nothing),
    "add a remark": (at("plans:remark_add", **TWO), lambda w: {"remark": "Mooi."}),
    "resolve a remark": (at("plans:remark_resolve", pk=pk("remark")), nothing),
    "share": (at("plans:sharing"), a_share),
    "end a share": (at("plans:share_end", pk=lambda w: w.shares["reads along"].pk), nothing),
    "submit": (at("plans:submission"), nothing),
    "withdraw": (at("plans:withdrawal"), nothing),
    "ask the letter as PDF": (at("plans:letter_asked", **ONE), nothing),
    "ask the own dossier": (at("plans:dossier_asked"), nothing),
    "ask the page for the board": (at("plans:board_pdf"), nothing),
    "save the look back": (at("plans:embedding", **TWO), a_look_back),
    "send the look back": (at("plans:embedding_sent", **TWO), a_look_back),
    "save a shared text": (at("plans:shared_section", **SHARED, **TWO), typed),
    "add a file from outside": (at("plans:shared_file_add", **SHARED, **TWO), upload),
    "remove the own file from outside": (at("plans:shared_file_remove", **SHARED, pk=pk("own_file")), nothing),
    "remove a file of others from outside": (at("plans:shared_file_remove", **SHARED, pk=pk("removable")), nothing),
    "add a remark from outside": (at("plans:shared_remark_add", **SHARED, **TWO), lambda w: {"remark": "Mooi."}),
    "resolve the own remark from outside": (at("plans:shared_remark_resolve", **SHARED, pk=pk("own_remark")), nothing),
    "resolve a remark of others from outside": (at("plans:shared_remark_resolve", **SHARED, pk=pk("remark")), nothing),
    "staff: judge": (
        at("plans_admin:section", **VERSION, **ONE),
        lambda w: {"verdict-1": "almost", "reaction-1": "Wie?"},
    ),
    "staff: add a note": (at("plans_admin:note", **VERSION, **TWO), lambda w: {"text": "Bel hen."}),
    "staff: ask a reader": (at("plans_admin:readers", **VERSION), lambda w: {"reader": w.free.pk}),
    "staff: read": (at("plans_admin:own_reading", **VERSION), nothing),
    "staff: take a reader off": (
        at("plans_admin:reading_end", **VERSION, reading_pk=lambda w: w.second_reading.pk if w.version else NOBODYS),
        nothing,
    ),
    "staff: declare an own conflict": (at("plans_admin:conflict", **VERSION), a_conflict),
    "staff: end a conflict": (at("plans_admin:conflict_end", **VERSION, conflict_pk=pk("conflict")), nothing),
    "staff: save a letter of approval": (at("plans_admin:decision", **VERSION), letter("approved")),
    "staff: save a letter of return": (at("plans_admin:decision", **VERSION), letter("returned")),
    "staff: propose": (at("plans_admin:proposal", **VERSION), the_letter_as_read),
    "staff: decline": (at("plans_admin:proposal_declined", **VERSION), lambda w: {"reason": "Nog niet."}),
    "staff: decide": (at("plans_admin:decision_made", **VERSION), the_letter_as_read),
    "staff: undo": (at("plans_admin:undo", **VERSION), lambda w: {"reason": "Een vergissing."}),
    "staff: ask the dossier": (at("plans_admin:dossier_asked", **VERSION), nothing),
}


@dataclass
class Answer:
    status: int
    text: str
    writes: set[str]


def ask(world: PlanWorld, role: str, method: str, url: str, data: dict) -> Answer:
    """Tried in a savepoint that is taken back, from a browser that forgets what came of it; a GET is followed."""
    from django.core.cache import cache

    cache.clear()
    browser, writes = world.browsers[role], set()
    cookies = browser.cookies.output(header="")

    def watch(execute, sql, params, many, context):
        if match := WRITES.match(sql):
            writes.add(match[1])
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(watch):
        response = browser.get(url) if method == "GET" else browser.post(url, data)
        if method == "GET" and response.status_code == 302 and not response.url.startswith(reverse("account_login")):
            response = browser.get(response.url, follow=True)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        if role in ELSEWHERE and writes and not is_about(world):
            writes.clear()
        transaction.set_rollback(True)
    browser.cookies = SimpleCookie(cookies)
    return Answer(response.status_code, body.decode(errors="replace"), writes - NO_RECORDS)


def is_about(world: PlanWorld) -> bool:
    """Whether what an admin of another organisation did was done to this plan, not to their own."""
    theirs = Seat.objects.filter(user=world.people["admin elsewhere"]).values("organisation")
    own = Plan.objects.get(organisation__in=theirs)
    made_for = PreparedFile.objects.filter(subject=f"plan:{own.pk}").exists()
    return not made_for and AuditEntry.objects.order_by("pk").last().subject != f"plan:{own.pk}"


def strays(world: PlanWorld, role: str, state: str, text: str) -> list[str]:
    """The words in a text that this role may find nowhere in this state."""
    return [n for n, word in world.words.items() if word in text and not allows(MAY_READ[n], role, state)]


def wrong_sight(world: PlanWorld, verb: str, role: str, state: str) -> list[str]:
    address, shows = PAGES[verb]
    got = ask(world, role, "GET", address(world), {})
    seen = got.status == 200 and world.words.get(shows, shows) in got.text
    found = [f"finds {word}" for word in strays(world, role, state, got.text)]
    if got.status >= 500 or got.writes:
        found.append(f"answers {got.status}, writes {sorted(got.writes)}")
    if seen is not allows(SEES[verb], role, state):
        found.append(f"{'sees it' if seen else 'does not see it'} ({got.status})")
    return found


def wrong_deed(world: PlanWorld, verb: str, role: str, state: str) -> list[str]:
    address, fields = DEEDS[verb]
    person = world.people.get(role)
    got = ask(world, role, "POST", address(world), fields(world) | {"person": person.pk if person else ""})
    found = [f"finds {word}" for word in strays(world, role, state, got.text)]
    if got.status >= 500:
        found.append(f"answers {got.status}")
    if bool(got.writes) is not allows(DOES[verb], role, state):
        found.append(f"{got.status}, writes {sorted(got.writes)}")
    return found


def mails(world: PlanWorld) -> dict[str, dict[str, str]]:
    """By role and kind, what is in the mails that were written to somebody."""
    roles = {person.email: role for role, person in world.people.items()}
    found: dict[str, dict[str, str]] = {role: {} for role in ROLES}
    for row in Notification.objects.select_related("recipient"):
        role = roles.get(row.recipient.email if row.recipient else row.address)
        if role:
            found[role][row.kind] = found[role].get(row.kind, "") + repr(letter_for(row))
    return found


def wrong_mail(letters: dict[str, dict[str, str]], world: PlanWorld, kind: str, role: str, state: str) -> list[str]:
    found = [f"reads {word}" for word in strays(world, role, state, letters[role].get(kind, ""))]
    if (kind in letters[role]) is not allows(HEARS[kind], role, state):
        found.append("gets it" if kind in letters[role] else "does not get it")
    return found


def cells(each: int) -> Iterator[tuple[str, str, str, Callable]]:
    """(state, verb, role, how it is tried): all of them, or evenly one in `each` of the sights and deeds."""
    for s, state in enumerate(STATES):
        for tried, table in ((wrong_sight, SEES), (wrong_deed, DOES)):
            for v, verb in enumerate(table):
                for r, role in enumerate(ROLES):
                    if (s + v + r) % each == 0:
                        yield state, verb, role, tried


@pytest.mark.django_db
def test_the_table_of_the_plan_holds_in_every_cell(figure, size):
    """Small: of each verb ten cells, spread over roles and states; full: all of them."""
    site()
    OperatorSettings.load()
    wrong, count = [], 0
    chosen = list(cells(size(16, 1)))
    for state in STATES:
        with transaction.atomic():
            world = PlanWorld(state)
            for at_state, verb, role, tried in chosen:
                if at_state == state:
                    count += 1
                    wrong += [f"{state}, {verb}, as {role}: {fault}" for fault in tried(world, verb, role, state)]
            letters = mails(world)
            for kind in HEARS:
                for role in ROLES:
                    count += 1
                    faults = wrong_mail(letters, world, kind, role, state)
                    wrong += [f"{state}, mail {kind}, to {role}: {fault}" for fault in faults]
            transaction.set_rollback(True)
    verbs = len(SEES) + len(DOES) + len(HEARS)
    figure(
        f"plans: {count} cells of {len(ROLES)} roles x {len(STATES)} states x {verbs} verbs tried, {len(wrong)} wrong"
    )
    assert not wrong, "\n".join(wrong)


def test_every_verb_of_the_table_is_tried():
    assert PAGES.keys() == SEES.keys()
    assert DEEDS.keys() == DOES.keys()
