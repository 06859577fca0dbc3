"""Every rule of access there is, found by looking; and what each looks like when it always says yes.

Three kinds: functions (of the modules named below, and any that asks a user for a yes), methods of
querysets that ask for a user, and guards around views, which are a rule for each view they stand before.
"""

import inspect
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import CellType, FunctionType

from django.apps import apps
from django.urls import URLPattern
from django.views import View
from wagtail import hooks

from implementation_plans.models import Plan, PlanShare
from implementation_plans.views.desk import Desk
from membership.models import Seat
from tests.proof.road.addresses import named_urls

ROOMS = ("portal", "membership", "implementation_plans", "learning_circles", "surveys", "knowledge")
RULE_MODULES = ("access", "second_step", "recent_login", "words_only", "links")
#: Functions of those modules that decide nothing about anybody, and why.
NO_RULES = {
    "membership.access.chosen_seat": "a choice among one's own seats: seats_of is the rule",
    "membership.access.sync_groups_of": "calls sync_groups for the people of one organisation",
    "knowledge.access.restrict": "a deed of an editor: it makes a restriction, it asks nobody",
    "knowledge.access.restrict_collection": "the same for files",
    "portal.accounts.access.staff": "who has a role, for lists: tests/learning_circles/test_around_meetings.py has one",
    "portal.accounts.access.staff_role_required": "a guard: each view it stands before is a rule of its own",
    "portal.accounts.recent_login.recent_login_required": "a guard: each view it stands before is a rule of its own",
    "portal.accounts.second_step.second_steps_of": "a fact: which ways in somebody has",
    "portal.accounts.second_step.has_second_step": "a fact: whether somebody has one",
    "portal.accounts.second_step.lead_to_second_step": "leads on whoever was refused",
    "implementation_plans.access.may_see_others": "among readers only: tests/proof/plans has a second adviser for it",
    "learning_circles.access.may_look_inside": "of announced circles: tests/learning_circles/test_meetings.py has one",
    "surveys.access.may_see_names": "of public outcomes: tests/surveys/test_results.py has one",
    "knowledge.copies.may_open_copy": "no to everybody: tests/knowledge/test_licences.py tries that door",
    "knowledge.two_pairs.binds": "puts online, opens nothing: tests/knowledge/test_two_pairs.py tries each road",
    "knowledge.two_pairs.wrote_last": "a fact: whose the newest version is",
    "portal.core.links.unreferred": "a header",
    "portal.core.links.issue": "makes a link",
    "portal.core.links.revoke": "closes a link",
    "portal.core.links.forget": "throws links away",
}

#: Decorators that refuse nobody, and why.
NO_GUARDS = {"at_own_desk": "brings the plan to a seat: for_members stands before it, Plan.visible_to behind it"}


# --- What a rule looks like when it is open. Code only: it runs with the names of the rule's own module. ---------


def yes(*args, **kwargs):
    return True


def no(*args, **kwargs):
    return False


def nothing(*args, **kwargs):
    return None


def no_restrictions(*args, **kwargs):
    return []


def the_same(first, *args, **kwargs):
    return first


def every_role(*args, **kwargs):
    return frozenset(STAFF_ROLES)  # noqa: F821


def every_seat(user):
    user._seats = list(Seat.objects.current().with_level().select_related("organisation"))  # noqa: F821
    return user._seats


def highest_level(user):
    return 2


def every_audience(*args, **kwargs):
    return {"public", "members", "level_2"}


def public_audience(*args, **kwargs):
    return "public"


def every_child(page, user):
    return page.get_children().live().specific()


def all_groups_for_all(users):
    for user in User.objects.filter(pk__in=users):  # noqa: F821
        user.groups.add(*Group.objects.filter(name__in=[MEMBERS_GROUP, LEVEL_2_GROUP]))  # noqa: F821
    return 0


def any_link(verb, token, **kwargs):
    return MailedLink.objects.filter(verb=verb).values_list("object_id", flat=True).first()  # noqa: F821


#: By name; any other rule that answers yes or no simply says yes, and a queryset keeps everything.
OPENED: dict[str, Callable] = {
    "portal.accounts.access.staff_roles": every_role,
    "portal.accounts.second_step.needs_second_step": no,
    "portal.accounts.second_step.stands_before_second_step": no,
    "portal.core.links.object_for": any_link,
    "membership.access.seats_of": every_seat,
    "membership.access.level_of": highest_level,
    "membership.access.audiences_of": every_audience,
    "membership.access.sync_groups": all_groups_for_all,
    "knowledge.access.restrictions_of": no_restrictions,
    "knowledge.access.audience_of": public_audience,
    "knowledge.access.audience_left": public_audience,
    "knowledge.access.readable_pages": the_same,
    "knowledge.access.readable_children": every_child,
    "knowledge.wagtail_hooks.say_for_whom": nothing,
}


@dataclass(frozen=True)
class Rule:
    """`addresses`: those it stands before, when it is known; else the crawl finds out who asks it."""

    name: str
    opened: Callable  # a context manager that opens it
    code: object = None
    addresses: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        return self.name.split(" of ")[0]


def rules() -> list[Rule]:
    return [*function_rules(), *guard_rules()]


# --- Functions and queryset methods ------------------------------------------------------------------------------


def function_rules() -> list[Rule]:
    found = {name_of(f): f for f in [*functions(), *queryset_methods(), *page_hooks()]}
    return [
        Rule(name, partial(replaced, f, opened_code(name, f)), inspect.unwrap(f).__code__)
        for name, f in sorted(found.items())
        if name not in NO_RULES
    ]


def name_of(function: FunctionType) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def functions() -> Iterator[FunctionType]:
    named_urls()  # loads the views of every room, and what they ask
    for name, module in sorted(sys.modules.items()):
        if name.split(".")[0] not in ROOMS:
            continue
        for function in vars(module).values():
            if not inspect.isfunction(function) or function.__module__ != name or function.__name__.startswith("_"):
                continue
            signature = inspect.signature(function)
            asks = "user" in signature.parameters and signature.return_annotation is bool
            if asks or name.split(".")[-1] in RULE_MODULES:
                yield function


def queryset_methods() -> Iterator[FunctionType]:
    for model in apps.get_models():
        queryset = getattr(model._default_manager, "_queryset_class", None)
        if model.__module__.split(".")[0] in ROOMS and queryset:
            for function in vars(queryset).values():
                if inspect.isfunction(function) and "user" in inspect.signature(function).parameters:
                    yield function


def page_hooks() -> Iterator[FunctionType]:
    for hook in hooks.get_hooks("before_serve_page"):
        if hook.__module__.split(".")[0] in ROOMS:
            yield hook


def opened_code(name: str, function: FunctionType) -> FunctionType:
    if name in OPENED:
        return OPENED[name]
    if "." in function.__qualname__:
        return the_same
    assert inspect.signature(function).return_annotation is bool, f"{name}: add to OPENED what it says when it is open"
    return yes


@contextmanager
def replaced(function: FunctionType, by: FunctionType):
    """In place, so that everybody who imported the function gets the other one."""
    function = inspect.unwrap(function)
    kept = function.__code__, function.__defaults__, function.__kwdefaults__
    function.__code__, function.__defaults__, function.__kwdefaults__ = by.__code__, by.__defaults__, by.__kwdefaults__
    try:
        yield
    finally:
        function.__code__, function.__defaults__, function.__kwdefaults__ = kept


# --- Guards ------------------------------------------------------------------------------------------------------


def guard_rules() -> list[Rule]:
    found, checked = [], defaultdict(set)
    for address, pattern in named_urls().items():
        if address == "None":
            continue  # Wagtail's, without a name: tests/proof/road/wagtail_admin.py tries them as a whole
        for slot, guard in guards(pattern):
            name = guard.__code__.co_qualname.split(".")[0].replace("user_passes_test", "login_required")
            opened = partial(swapped, slot, without(guard))
            found.append(Rule(f"{name} of {address}", opened, addresses=frozenset({address})))
        if view := getattr(pattern.callback, "view_class", None):
            checked[view].add(address)
    for view, addresses in checked.items():
        if own := own_dispatch(view):
            opened = partial(without_dispatch, view, own)
            found.append(Rule(f"dispatch of {view.__name__}", opened, addresses=frozenset(addresses)))
    return found


@dataclass(frozen=True)
class Slot:
    """Where a view is kept: the address itself, or the decorator around it."""

    holder: URLPattern | CellType

    @property
    def attribute(self) -> str:
        return "callback" if isinstance(self.holder, URLPattern) else "cell_contents"


def guards(pattern: URLPattern) -> Iterator[tuple[Slot, FunctionType]]:
    """Our own decorators around a view, and Django's login_required, from the outside in."""
    slot, view = Slot(pattern), pattern.callback
    while inspect.isfunction(view) and (cell := inner_cell(view)):
        if is_guard(view):
            yield slot, view
        slot, view = Slot(cell), cell.cell_contents


def is_guard(view: FunctionType) -> bool:
    made_by = view.__code__.co_qualname
    own = (
        any(f"/{room}/" in view.__code__.co_filename for room in ROOMS)
        and "site-packages" not in view.__code__.co_filename
    )
    if made_by.split(".")[0] in NO_GUARDS:
        return False
    return "<locals>" in made_by and (own or made_by.startswith("user_passes_test."))


def without(guard: FunctionType) -> Callable:
    """The view as if the guard were not there; where the guard hands over a seat, everybody gets the first one, and
    where it hands over a desk, one where everything may be done.

    What the guard stands before is looked up at the moment of use: that may be opened too.
    """
    names, before = guard.__code__.co_names, inner_cell(guard)

    def opened(request, *args, **kwargs):
        if "current_seat" in names:
            args = (Seat.objects.current().order_by("pk").first(), *args)
        if "shared_desk" in names:
            plan = Plan.objects.get(pk=kwargs.pop("plan"))
            args = (Desk(plan, request.user, share=PlanShare(plan=plan, right="write", until=date.max)), *args)
        return before.cell_contents(request, *args, **kwargs)

    return opened


def inner_cell(view: FunctionType) -> CellType | None:
    """Where a decorator keeps what it decorates."""
    wrapped = getattr(view, "__wrapped__", None)
    return next((cell for cell in view.__closure__ or () if wrapped and cell.cell_contents is wrapped), None)


@contextmanager
def swapped(slot: Slot, view: Callable):
    kept = getattr(slot.holder, slot.attribute)
    setattr(slot.holder, slot.attribute, view)
    try:
        yield
    finally:
        setattr(slot.holder, slot.attribute, kept)


def own_dispatch(view: type[View]) -> type | None:
    """The class of ours, if any, that decides in `dispatch` who comes in."""
    return next((c for c in view.__mro__ if c.__module__.split(".")[0] in ROOMS and "dispatch" in vars(c)), None)


@contextmanager
def without_dispatch(view: type[View], own: type):
    kept = vars(view).get("dispatch")
    view.dispatch = lambda self, request, *args, **kwargs: super(own, self).dispatch(request, *args, **kwargs)
    try:
        yield
    finally:
        if kept:
            view.dispatch = kept
        else:
            del view.dispatch
