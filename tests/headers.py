"""What an answer's headers are worth by the published rules of Mozilla's HTTP Observatory (version 2, 2026).

Begins at 100; penalties first; extra credit counts from 90 on. Left out: the preload list (+5, a list of others)
and certificates. Scripts are all our own, so subresource integrity is worth 0.
"""

import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

GRADES = [(100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"), (50, "C"), (45, "C-")]
SIX_MONTHS = 15_768_000
PRIVATE_REFERRERS = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


@dataclass(frozen=True)
class Answer:
    """`first_hop` is status and Location of the same address over http."""

    host: str
    headers: dict[str, str]
    cookies: list[str] = field(default_factory=list)
    first_hop: tuple[int, str] = (0, "")

    def get(self, name: str) -> str:
        return next((v.strip() for k, v in self.headers.items() if k.lower() == name.lower()), "")


def marks(answer: Answer) -> dict[str, int]:
    """Points of each test: below 0 a penalty, above 0 extra credit."""
    csp = directives(answer.get("Content-Security-Policy"))
    return {
        "csp": of_csp(csp),
        "cookies": of_cookies(answer.cookies),
        "cors": -50 if answer.get("Access-Control-Allow-Credentials") == "true" else 0,
        "corp": of_corp(answer.get("Cross-Origin-Resource-Policy")),
        "hsts": of_hsts(answer.get("Strict-Transport-Security")),
        "redirection": of_redirection(answer),
        "referrer": of_referrer(answer.get("Referrer-Policy")),
        "nosniff": 0 if answer.get("X-Content-Type-Options").lower() == "nosniff" else -5,
        "framing": of_framing(csp, answer.get("X-Frame-Options")),
    }


def score(answer: Answer) -> int:
    points = marks(answer).values()
    plain = 100 + sum(p for p in points if p < 0)
    return max(0, plain + sum(p for p in points if p > 0) if plain >= 90 else plain)


def grade(answer: Answer) -> str:
    return next((name for least, name in GRADES if score(answer) >= least), "D or F")


def directives(policy: str) -> dict[str, list[str]]:
    parts = (part.split() for part in policy.lower().split(";") if part.strip())
    return {name: sources for name, *sources in parts}


def of_csp(csp: dict[str, list[str]]) -> int:
    if not csp:
        return -25
    default = csp.get("default-src", ["*"])
    risky = [*csp.get("script-src", default), *csp.get("object-src", default)]
    style = csp.get("style-src", default)
    if {"'unsafe-inline'", "data:", "https:", "http:", "*"} & set(risky):
        return -20
    if any(source.startswith("http:") for sources in csp.values() for source in sources):
        return -20
    if "'unsafe-eval'" in risky:
        return -10
    if {"'unsafe-inline'", "data:", "https:", "*"} & set(style):
        return 0
    is_closed = default == ["'none'"] and csp.get("form-action") in (["'none'"], ["'self'"])
    return 10 if is_closed else 5


def of_cookies(cookies: list[str]) -> int:
    if not cookies:
        return 0
    all_same_site = True
    for line in cookies:
        ((name, morsel),) = SimpleCookie(line).items()
        is_session = "sess" in name.lower() or "auth" in name.lower() or "login" in name.lower()
        if not morsel["secure"]:
            return -40 if is_session else -20
        if is_session and not morsel["httponly"]:
            return -30
        if morsel["samesite"] and morsel["samesite"].lower() not in ("lax", "strict"):
            return -20
        if "csrf" in name.lower() and not morsel["samesite"]:
            return -20
        all_same_site &= bool(morsel["samesite"])
    return 5 if all_same_site else 0


def of_corp(value: str) -> int:
    return {"": 0, "cross-origin": 0, "same-origin": 10, "same-site": 10}.get(value, -5)


def of_hsts(value: str) -> int:
    age = re.search(r"max-age=(\d+)", value)
    if not age:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def of_redirection(answer: Answer) -> int:
    status, location = answer.first_hop
    target = urlsplit(location)
    if status not in (301, 302, 303, 307, 308):
        return -20
    if target.scheme != "https":
        return -10
    return 0 if target.hostname == answer.host else -5


def of_referrer(value: str) -> int:
    if not value:
        return 0
    return 5 if value.split(",")[-1].strip() in PRIVATE_REFERRERS else -5


def of_framing(csp: dict[str, list[str]], frame_options: str) -> int:
    if "frame-ancestors" in csp and "*" not in csp["frame-ancestors"]:
        return 5
    return 5 if frame_options.upper() in ("DENY", "SAMEORIGIN") else -20
