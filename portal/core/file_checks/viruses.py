"""Viruses in our own reading: the string with which scanners are tested, wherever in a file it stands.

A host's real scanner is asked in `clamd`.
"""

from collections.abc import Iterable

from .refusals import FileRefused

# The anti-malware test string (eicar.org), in two halves so that no scanner takes this source for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def without_eicar(chunks: Iterable[bytes]) -> Iterable[bytes]:
    """Pass the chunks on unchanged; raises FileRefused("virus") once the test string has gone by."""
    tail = b""
    for chunk in chunks:
        if EICAR in tail + chunk:
            raise FileRefused("virus")
        tail = (tail + chunk)[-len(EICAR) :]
        yield chunk
