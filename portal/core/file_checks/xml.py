"""XML inside an office file, read as a stream: no DTD, no entities, no tree in memory."""

from collections.abc import Iterable
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import XMLParser  # type: ignore[import-untyped]

from .refusals import FileRefused

MAX_DEPTH = 500  # real documents stay below 100; programs that read them recurse


class Watcher:
    """Sees every element go by, under its local name. A subclass raises FileRefused at what it does not want."""

    def element(self, name: str, values: dict[str, str]) -> None:
        """An element begins; `values` are its attributes by local name."""

    def text(self, text: str) -> None:
        """Characters between elements, in pieces."""

    depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FileRefused("too_slow")
        self.element(_local(tag), {_local(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        self.depth -= 1

    def data(self, text: str) -> None:
        self.text(text)

    def close(self) -> None:
        pass


def watch(chunks: Iterable[bytes], watcher: Watcher) -> None:
    """Read all of it past the watcher. Raises FileRefused: "dtd", "broken", or what the watcher says."""
    parser = XMLParser(target=watcher, forbid_dtd=True)
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except DefusedXmlException as error:
        raise FileRefused("dtd") from error
    except (ParseError, ValueError, LookupError) as error:
        raise FileRefused("broken") from error


def _local(name: str) -> str:
    return name.rpartition("}")[2]
