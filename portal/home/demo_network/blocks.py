"""From the plain texts of the content modules to the blocks of a page."""

from django.utils.html import escape

WORDS_PER_MINUTE = 180


def body_of(blocks: list[tuple]) -> list[tuple]:
    return [_block(kind, value) for kind, value in blocks]


def minutes_of(blocks: list[tuple]) -> int:
    """To read it, at an easy pace."""
    return max(1, round(_words(blocks) / WORDS_PER_MINUTE))


def _block(kind: str, value):
    if kind == "paragraph":
        return kind, f"<p>{escape(value)}</p>"
    if kind == "panel":
        return kind, {"title": value["title"], "text": f"<p>{escape(value['text'])}</p>"}
    return kind, value


def _words(value) -> int:
    if isinstance(value, str):
        return len(value.split())
    values = value.values() if isinstance(value, dict) else value
    return sum(_words(v) for v in values)
