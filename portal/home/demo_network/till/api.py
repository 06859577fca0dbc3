"""The HTTP client that the real library gets instead of the network: forms are read, keys kept, errors worded."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import stripe

from portal.home.demo_network.till.bank import Bank, Refused, Thing

VERSION = "2026-10-28.endive"
SESSION_FORM = {
    "mode",
    "payment_method_types",
    "line_items",
    "client_reference_id",
    "metadata",
    "payment_intent_data",
    "locale",
    "success_url",
    "cancel_url",
}
NEEDED = {"mode", "line_items", "success_url"}
LISTED = {
    "/v1/checkout/sessions": "sessions",
    "/v1/payment_intents": "intents",
    "/v1/charges": "charges",
    "/v1/refunds": "refunds",
    "/v1/disputes": "disputes",
}


class Till(stripe.HTTPClient):
    """`is_away`: nobody answers. `trouble`: answers with this status. `hears_and_dies`: does it, and never answers."""

    name = "till"

    def __init__(self, bank: Bank) -> None:
        super().__init__()
        self.bank = bank
        self.is_away = self.hears_and_dies = False
        self.trouble = 0
        self.delivered = 0  # how many events went out
        self.asked: list[tuple[str, str]] = []

    def request(self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, *, _usage=None):
        parts = urlsplit(url)
        self.asked.append((method, parts.path))
        if self.is_away:
            raise stripe.APIConnectionError("Nobody answers.")
        if self.trouble:
            return _answer(self.trouble, _error("api_error", "Trouble"))
        try:
            found = self._handle(method, parts.path, _form(parts.query or post_data or ""), headers or {})
        except Refused as refusal:
            return _answer(refusal.status, _error(refusal.code, str(refusal)))
        if self.hears_and_dies:
            raise stripe.APIConnectionError("It was done, and nobody heard.")
        return _answer(200, found)

    def _handle(self, method: str, path: str, form: Thing, headers: Mapping[str, str]) -> Thing:
        if not headers.get("Authorization", "").startswith("Bearer sk_test_"):
            raise Refused("api_key_invalid", status=401)
        if headers.get("Stripe-Version") != VERSION:
            raise Refused("version_not_pinned")
        if method == "post":
            return self._once(headers["Idempotency-Key"], path, form)
        if kind := LISTED.get(path):
            return self._list(kind, path, form)
        parent, _slash, pk = path.rpartition("/")
        if parent not in LISTED:
            raise Refused("url_unknown", f"Unrecognized request URL ({method.upper()}: {path})", 404)
        return self._expanded(self.bank.get(LISTED[parent], pk), form.get("expand", []))

    def _once(self, key: str, path: str, form: Thing) -> Thing:
        """The same key with the same form is the same answer; with another form it is a mistake."""
        with self.bank.keeping.opened() as state:
            asked = json.dumps([path, form], sort_keys=True)
            if kept := state["keys"].get(key):
                if kept["asked"] != asked:
                    raise Refused("idempotency_key_in_use", "Keys for idempotent requests need the same parameters")
                return kept["answer"]
            answer = self._make(path, form)
            state["keys"][key] = {"asked": asked, "answer": answer}
            return answer

    def _make(self, path: str, form: Thing) -> Thing:
        if path == "/v1/checkout/sessions":
            if strange := form.keys() - SESSION_FORM:
                raise Refused("parameter_unknown", f"Received unknown parameters: {', '.join(sorted(strange))}")
            if missing := NEEDED - form.keys():
                raise Refused("parameter_missing", f"Missing required param: {', '.join(sorted(missing))}")
            return self.bank.open_session(form)
        start, _slash, deed = path.rpartition("/")
        if deed == "expire" and start.startswith("/v1/checkout/sessions/"):
            return self.bank.expire_session(start.rpartition("/")[2])
        raise Refused("url_unknown", status=404)

    def _list(self, kind: str, path: str, form: Thing) -> Thing:
        since = int(form.get("created", {}).get("gte", 0))
        found = self.bank.listed(kind, since=since, intent=form.get("payment_intent", ""))
        if after := form.get("starting_after"):
            found = found[[t["id"] for t in found].index(after) + 1 :]
        limit = int(form.get("limit", 10))
        expand = [e.removeprefix("data.") for e in form.get("expand", [])]
        page = [self._expanded(t, expand) for t in found[:limit]]
        return {"object": "list", "url": path, "has_more": len(found) > limit, "data": page}

    def _expanded(self, thing: Thing, expand: list[str]) -> Thing:
        """Without `expand` other objects are ids only, and a charge says nothing of its refunds."""
        if any(e.startswith("latest_charge") for e in expand) and thing["latest_charge"]:
            charge = self.bank.get("charges", thing["latest_charge"])
            if "latest_charge.refunds" in expand:
                refunds = self.bank.listed("refunds", intent=thing["id"])
                charge["refunds"] = {"object": "list", "url": "", "has_more": len(refunds) > 10, "data": refunds[:10]}
            return thing | {"latest_charge": charge}
        return thing

    def close(self) -> None:
        pass


def _form(text: str) -> Thing:
    """ "a[b][0]=1" is {"a": {"b": ["1"]}}, as Stripe reads a form."""
    found: Thing = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        keys = name.replace("]", "").split("[")
        place = found
        for key in keys[:-1]:
            place = place.setdefault(key, {})
        place[keys[-1]] = value
    return {key: _lists(value) for key, value in found.items()}


def _lists(value):
    if not isinstance(value, dict):
        return value
    inner = {key: _lists(v) for key, v in value.items()}
    return list(inner.values()) if inner and all(key.isdigit() for key in inner) else inner


def _error(code: str, text: str) -> Thing:
    return {"error": {"type": "invalid_request_error", "code": code, "message": text}}


def _answer(status: int, body: Thing) -> tuple[str, int, dict[str, str]]:
    return json.dumps(body), status, {"Request-Id": "req_till"}
