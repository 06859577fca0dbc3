"""Viruses: the agreed test string in our own reading, and ClamAV where a host has it."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from .refusals import FileRefused

# The anti-malware test string (eicar.org), in two halves so that no scanner takes this source for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SCAN_SECONDS = 120


def without_eicar(chunks: Iterable[bytes]) -> Iterable[bytes]:
    """Pass the chunks on unchanged; raises FileRefused("virus") once the test string has gone by."""
    tail = b""
    for chunk in chunks:
        if EICAR in tail + chunk:
            raise FileRefused("virus")
        tail = (tail + chunk)[-len(EICAR) :]
        yield chunk


def virus_scanner() -> str | None:
    """The ClamAV program of this host (the quick one with a daemon first), or None: then nothing is scanned."""
    return shutil.which("clamdscan") or shutil.which("clamscan")


def virus_scan(path: Path) -> None:
    """Let ClamAV look, when it is there.

    Raises FileRefused("virus") for an infected file and RuntimeError when the scanner fails or hangs: the file
    then stays unchecked, it is not clean (fail closed). Exit codes 0, 1, 2 come from clamscan(1).
    """
    scanner = virus_scanner()
    if scanner is None:
        return
    options = ["--fdpass"] if Path(scanner).name == "clamdscan" else []
    command = [scanner, "--no-summary", *options, str(path.resolve(strict=True))]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=SCAN_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise RuntimeError("the virus scanner did not answer in time") from error
    if answer.returncode == 1:
        raise FileRefused("virus")
    if answer.returncode:
        raise RuntimeError(f"the virus scanner failed: {answer.stderr[-500:]!r}")
