"""What stands in our own tables, in a form that can be compared: without moments, and new rows without numbers."""

import re
from collections import Counter

from django.apps import apps
from django.db import models

ROOMS = ("portal", "membership", "implementation_plans", "learning_circles", "surveys", "knowledge")
DIFFERS_EACH_TIME = {"code_hash", "token_hash", "content", "key", "password", "id", "sha256", "actor_id", "object_id"}


def own_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.split(".")[0] in ROOMS]


def known_rows() -> dict[type[models.Model], set]:
    return {m: set(m._default_manager.values_list("pk", flat=True)) for m in apps.get_models() if m._meta.managed}


def snapshot(known: dict[type[models.Model], set]) -> Counter:
    """Every row of our own tables. A reference to a row that is not in `known` is just "new"."""
    found: Counter = Counter()
    for model in own_models():
        fields = [f for f in model._meta.concrete_fields if not is_volatile(f)]
        for row in model._default_manager.values_list("pk", *[f.attname for f in fields]):
            shown = [f"{f.name}={comparable(f, value, known)}" for f, value in zip(fields, row[1:], strict=True)]
            found[f"{model._meta.label}({row[0] if row[0] in known[model] else 'new'}): {', '.join(shown)}"] += 1
    return found


def is_volatile(field: models.Field) -> bool:
    return isinstance(field, models.DateTimeField) or field.name in DIFFERS_EACH_TIME


def comparable(field: models.Field, value, known) -> str:
    if isinstance(field, models.ForeignKey) and value is not None:
        return str(value) if value in known.get(field.related_model, ()) else "new"
    is_about_rows = isinstance(field, models.JSONField) or field.name == "subject"
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", "#", str(value)) if is_about_rows else str(value)
