"""Whole pages for visitors without an account, kept with their final headers (law 17).

The key holds the version read *before* rendering: a page rendered from old data during a change is
stored under the old version and never served after it. `public_changed` moves the version on commit.
"""

import hashlib
import time
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.db import transaction
from django.http import HttpRequest, HttpResponse

cache = caches["pages"]
VERSION_KEY = "public-version"
SECONDS = 600
MAX_BYTES = 512 * 1024
MOST_PARTS = 500
_parts: dict[str, tuple[str, float, object]] = {}  # by name: the version, when it was made, the part
PLAIN_PREFIXES = (
    *("/beheer/", "/mijn/", "/inloggen/", "/uitloggen/", "/word-lid/", "/bestanden/", "/static/", "/demo/"),
    "/leerkringen/agenda/",
)
MARK = "_public_query"  # set by allow_query on a view: the query parameters that its page depends on


def public_changed() -> None:
    """Something that visitors see changed: forget every kept page when the transaction commits."""
    transaction.on_commit(bump, robust=True)


def bump() -> None:
    cache.set(VERSION_KEY, f"{time.time_ns():x}", timeout=None)


def version() -> str:
    """Changes with everything visitors see."""
    found = cache.get(VERSION_KEY)
    if found is None:
        bump()
        found = cache.get(VERSION_KEY) or ""
    return found


def keep[T](name: str, make: Callable[[], T]) -> T:
    """A public part of pages (the menu, a count), the same for everybody: made once per version in each process.

    Like the key of a page, the version is read before making it. Never for what a right depends on.
    """
    now = version()
    made_for, made_at, value = _parts.get(name, ("", 0.0, None))
    if made_for != now or time.monotonic() - made_at > SECONDS:
        value = make()
        if len(_parts) >= MOST_PARTS:  # names may hold what a visitor typed
            _parts.clear()
        _parts[name] = (now, time.monotonic(), value)
    return cast(T, value)


def allow_query(*names: str) -> Callable:
    """Say which query parameters a view's page depends on; any other makes a request bypass the cache."""

    def mark(view: Callable) -> Callable:
        setattr(view, MARK, frozenset(names))
        return view

    return mark


class PublicPageCache:
    """First in the list, so it keeps what really went out. Host and HTTPS rules come before a hit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self._may_use(request):
            return self.get_response(request)
        key = self._key(request, version())
        kept = cache.get(key)
        if kept is not None:
            body, headers = kept
            response = HttpResponse(body if request.method == "GET" else b"", headers=headers)
            response.headers["X-Page-Cache"] = "hit"
            return response
        response = self.get_response(request)
        if self._may_keep(request, response):
            headers = {k: v for k, v in response.headers.items() if k != "Date"}
            cache.set(key, (response.content, headers), timeout=SECONDS)
        return response

    def _may_use(self, request: HttpRequest) -> bool:
        if request.method != "GET" or request.path.startswith(PLAIN_PREFIXES):
            return False
        if settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES:
            return False
        if "Authorization" in request.headers or "Range" in request.headers:
            return False
        try:
            request.get_host()
        except DisallowedHost:
            return False
        return request.is_secure() or not getattr(settings, "SECURE_SSL_REDIRECT", False)

    def _key(self, request: HttpRequest, version: str) -> str:
        parts = [version, request.scheme, request.get_host(), request.path, request.META.get("QUERY_STRING", "")]
        return "page:" + hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def _may_keep(self, request: HttpRequest, response: HttpResponse) -> bool:
        if response.status_code != 200 or response.streaming or response.cookies:
            return False
        if "Set-Cookie" in response.headers or len(response.content) > MAX_BYTES:
            return False
        control = response.headers.get("Cache-Control", "")
        if "private" in control or "no-store" in control:
            return False
        match = getattr(request, "resolver_match", None)
        view = getattr(match, "func", None)
        allowed = getattr(view, MARK, frozenset())
        return set(request.GET) <= allowed


def listen_to_wagtail() -> None:
    """Everything staff publish, move, restrict or set is public at once."""
    from django.db.models.signals import post_delete, post_save
    from wagtail import hooks
    from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction
    from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

    from portal.core.models import OperatorSettings, PortalDocument, PortalImage

    def changed(**kwargs) -> None:
        public_changed()

    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(changed, weak=False, dispatch_uid=f"page_cache:{id(signal)}")
    hooks.register("after_bulk_action", lambda *args: changed())  # changes many rows and sends no signal
    kept = (PageViewRestriction, Collection, CollectionViewRestriction, OperatorSettings, PortalDocument, PortalImage)
    for model in kept:
        for signal in (post_save, post_delete):
            signal.connect(changed, sender=model, weak=False, dispatch_uid=f"page_cache:{model}:{id(signal)}")
