"""What a mail server of a proof received."""

import collections
import email
import email.policy
from pathlib import Path


def received(folder: Path) -> dict[str, list[str]]:
    """By the part of the Message-ID before the @: the text of the mail, each time that it came."""
    found: dict[str, list[str]] = collections.defaultdict(list)
    for path in folder.glob("*.eml"):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        text = message.get_body(("plain",))
        found[str(message["Message-ID"]).strip("<>").partition("@")[0]].append(text.get_content() if text else "")
    return found
