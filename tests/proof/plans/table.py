"""Who may do what with a plan, in which of its states: the table a human reviews.

A row is (who, in which states). What stands in no row is refused, or changes nothing.
"""

STATES = ("never submitted", "being read", "returned", "resubmitted", "refused", "approved", "undone", "withdrawn")
ROLES = (
    "visitor",
    "nobody",  # an account without any seat
    "professional",
    "writer",  # a colleague with the task of a section
    "admin",
    "admin elsewhere",
    "former",  # had a seat until today
    "reads along",  # from outside, with a share
    "remarks along",
    "writes along",
    "share revoked",
    "share ran out",
    "adviser",  # read the whole version
    "second adviser",  # reads, and did not read it all
    "conflicted",  # an adviser with a declared interest
    "tied",  # an adviser with a seat in this organisation
    "decider",
    "finance",
    "editor",
    "superuser",
)

ADMIN, ELSEWHERE = {"admin"}, {"admin elsewhere"}
OWN = {"professional", "writer", "tied"} | ADMIN
WRITES_ALONG, REMARKS_ALONG = {"writes along"}, {"remarks along", "writes along"}
OUTSIDE = {"reads along"} | REMARKS_ALONG
DECIDERS = {"decider", "superuser"}
READ_IT_ALL = {"adviser"} | DECIDERS  # a decider sees what others found without reading
SECOND = {"second adviser"}
READERS = READ_IT_ALL | SECOND
TOLD = {"adviser", "second adviser", "decider"}  # a superuser is no adviser by group

ALWAYS = set(STATES)
SENT = ALWAYS - {"never submitted"}
READ = {"being read", "resubmitted", "undone"}  # the network has it
OPEN = ALWAYS - READ - {"approved"}  # the organisation has it
DECIDED = {"returned", "refused", "approved"}
LETTERS = DECIDED | {"resubmitted"}  # a letter about the first version stands
REWRITTEN = {"returned", "resubmitted", "withdrawn"}  # a section got another text since the first version

Rows = list[tuple[set[str], set[str]]]

#: Who gets to see it. The page must show the word that `VERBS` names.
SEES: dict[str, Rows] = {
    "the plan": [(OWN, ALWAYS)],
    "a section": [(OWN, ALWAYS)],
    "a section as it is now": [(OWN, REWRITTEN)],
    "remarks": [(OWN, ALWAYS)],
    "own remark from outside": [(REMARKS_ALONG & {"remarks along"}, ALWAYS)],
    "the list of shares": [(OWN, ALWAYS)],
    "the shared plan": [(OUTSIDE, ALWAYS)],
    "a shared section": [(OUTSIDE, ALWAYS)],
    "own list of shared plans": [(OUTSIDE, ALWAYS)],
    "the first version": [(OWN, SENT)],
    "the letter": [(OWN, LETTERS)],
    "the letter as PDF": [(OWN | READERS, LETTERS)],
    "the reaction beside a section": [(OWN, LETTERS)],
    "the reaction beside a shared section": [(OUTSIDE, LETTERS)],  # who writes along must know what was asked
    "own dossier, asked": [(OWN, ALWAYS)],
    "own dossier, opened": [(OWN, ALWAYS)],
    "the page for the board": [(OWN, ALWAYS)],
    "the page for the board, opened": [(OWN, ALWAYS)],
    "the look back": [(OWN, {"approved"})],
    "a file": [(OWN | OUTSIDE, ALWAYS), (READERS, SENT)],
    "a file taken away": [],
    "staff: row in the list": [(READERS, SENT)],
    "staff: row in the export": [(READERS, SENT)],
    "staff: hit of a search": [(READERS, SENT)],
    "staff: version": [(READERS, SENT)],
    "staff: section": [(READERS, SENT)],
    "staff: difference, old text": [(READERS, SENT)],  # while nothing changed it is simply the text
    "staff: difference, new text": [(READERS, {"resubmitted"})],
    "staff: what a colleague found": [(READ_IT_ALL, SENT), (SECOND, DECIDED)],
    "staff: what the second reader found": [(SECOND, SENT)],
    "staff: notes": [(READERS, SENT)],
    "staff: readers": [(READERS, SENT)],
    "staff: page of a conflict": [(READERS, SENT)],
    "staff: decision page": [(READERS, SENT)],
    "staff: letter before it goes": [(READ_IT_ALL, READ)],
    "staff: letter that went": [(READERS, DECIDED)],
    "staff: page to undo": [(DECIDERS, DECIDED)],
    "staff: dossier, asked": [(READERS, SENT)],
    "staff: dossier, opened": [(READ_IT_ALL, SENT), (SECOND, DECIDED)],
    "staff: history": [(READERS, SENT)],
    "staff: look back": [(READERS, {"approved"})],
    "hit of a search": [],
}

#: Who changes something by it. Everybody else, and in every other state, changes nothing.
DOES: dict[str, Rows] = {
    "save a text": [(OWN, OPEN)],
    "mark a section done": [(OWN, OPEN)],
    "open a section again": [(OWN, {"never submitted", "withdrawn"})],  # elsewhere it is not done yet
    "give a task": [(OWN, OPEN)],
    "add a file": [(OWN, OPEN)],
    "remove a file": [(OWN, OPEN)],
    "add a remark": [(OWN, ALWAYS)],
    "resolve a remark": [(OWN, ALWAYS)],
    "share": [(ADMIN, ALWAYS)],
    "end a share": [(ADMIN, ALWAYS)],
    "submit": [(ADMIN, {"never submitted", "withdrawn"})],  # elsewhere sections are still to do
    "withdraw": [(ADMIN, READ)],
    "ask the letter as PDF": [(OWN, LETTERS)],
    "ask the own dossier": [(OWN, ALWAYS)],
    "ask the page for the board": [(OWN, ALWAYS)],
    "save the look back": [(OWN, {"approved"})],
    "send the look back": [(ADMIN, {"approved"})],
    "save a shared text": [(WRITES_ALONG, OPEN)],
    "add a file from outside": [(WRITES_ALONG, OPEN)],
    "remove the own file from outside": [(WRITES_ALONG, OPEN)],
    "remove a file of others from outside": [],
    "add a remark from outside": [(REMARKS_ALONG, ALWAYS)],
    "resolve the own remark from outside": [({"remarks along"}, ALWAYS)],
    "resolve a remark of others from outside": [],
    "staff: judge": [(READERS, READ)],
    "staff: add a note": [(READERS, SENT)],
    "staff: ask a reader": [(READERS, READ)],
    "staff: read": [(DECIDERS, READ)],  # the advisers read already
    "staff: take a reader off": [(READ_IT_ALL, READ)],  # it is the second adviser's, who does not go alone
    "staff: declare an own conflict": [(READERS, SENT)],
    "staff: end a conflict": [(DECIDERS, SENT)],
    "staff: save a letter of approval": [(DECIDERS, {"resubmitted", "undone"})],
    "staff: save a letter of return": [(READ_IT_ALL, {"being read"})],
    "staff: propose": [(READ_IT_ALL, {"being read"})],  # elsewhere somebody did, or somebody still reads
    "staff: decline": [(DECIDERS, {"undone"})],
    "staff: decide": [(READ_IT_ALL, {"being read"}), (DECIDERS, {"undone"})],  # a return, an approval
    "staff: undo": [(DECIDERS, {"refused", "approved"})],  # after the return the organisation wrote
    "staff: ask the dossier": [(READ_IT_ALL, SENT), (SECOND, DECIDED)],
}

#: Whom a mail of these kinds is meant for.
HEARS: dict[str, Rows] = {
    "plan_submitted": [(TOLD, SENT)],
    "plan_returned": [(ADMIN, {"returned", "resubmitted"})],
    "plan_refused": [(ADMIN, {"refused"})],
    "plan_approved": [(ADMIN, {"approved", "undone"})],
    "decision_undone": [(ADMIN, {"undone"})],
    "plan_withdrawn": [({"adviser", "second adviser"}, {"withdrawn"})],
    "plan_shared": [(OUTSIDE | {"share revoked", "share ran out"}, ALWAYS)],
    "section_assigned": [({"writer"}, ALWAYS)],
}

#: Who may find these words anywhere: on a page, in a file, in a mail.
MAY_READ: dict[str, Rows] = {
    "title": [(OWN | OUTSIDE, ALWAYS), (READERS, SENT)],
    "text": [(OWN | OUTSIDE, ALWAYS), (READERS, SENT)],
    "new": [(OWN | OUTSIDE, REWRITTEN), (READERS, {"resubmitted"})],
    "file": [(OWN | OUTSIDE, ALWAYS), (READERS, SENT)],
    "gone": [],
    "remark": [(OWN, ALWAYS)],
    "outsider": [(OWN | {"remarks along"}, ALWAYS)],
    "shared": [(OWN | {"reads along"}, ALWAYS)],
    "note": [(READERS, SENT)],
    "found": [(READ_IT_ALL, SENT), (SECOND, DECIDED)],
    "second": [(SECOND, SENT)],
    "draft": [(READ_IT_ALL, READ)],
    "opening": [(OWN | READERS, LETTERS | {"undone"})],
    "reaction": [(OWN | OUTSIDE | READERS, LETTERS), (OWN | READERS, {"undone"})],
    "undone": [(OWN | READERS, {"undone"})],
    "interest": [(READERS, SENT)],
    "promise": [(OWN | READERS, {"approved"})],
    "unsent": [(OWN, {"approved"})],
    "lettered": [(OWN | READERS, LETTERS)],
    "dossier": [(OWN, ALWAYS)],
    "board": [(OWN, ALWAYS)],
    "readers": [(READERS, SENT)],
}


def allows(rows: Rows, role: str, state: str) -> bool:
    return any(role in who and state in states for who, states in rows)
