"""Wagtail's screens for words are for who edits words.

Wagtail itself lets everybody who may enter its admin pick pages, pictures and documents, and shows
the titles of drafts and closed pages with that. Advisers, deciders and finance pick nothing: of
Wagtail's own screens they get the few below, and every other one answers 403, also one that a new
version of Wagtail brings.
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.permissions import page_permission_policy

EVERYBODYS = {
    "wagtailadmin_home",
    "wagtailadmin_account",
    "wagtailadmin_dismissibles",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
}


#: Namespace, and for settings the model, of screens that ask a right themselves and show no words. Rooms add theirs.
GIVEN: set[tuple[str, str]] = set()


def is_given(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match) and (match.namespace, match.kwargs.get("model_name", "")) in GIVEN


def edits_words(user) -> bool:
    """Whether this person works on pages somewhere: editors, superusers, and groups that were given pages."""
    return page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})


class WordsForEditors:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        name = request.resolver_match.view_name or ""
        if not request.path.startswith("/beheer/") or not name.startswith("wagtail") or name in EVERYBODYS:
            return
        if request.user.is_authenticated and not edits_words(request.user) and not is_given(request):
            raise PermissionDenied
