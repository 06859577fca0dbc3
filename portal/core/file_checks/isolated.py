"""The deep check in a process of its own: what a hostile file does to a parser, it does to nobody else (R-67)."""

import json
import logging
import math
import os
import signal
import subprocess
import sys
import traceback
from contextlib import suppress
from pathlib import Path

from .refusals import FileRefused

PROJECT = Path(__file__).resolve().parents[3]
MODULE = "portal.core.file_checks"
READ = "text of a pdf"  # instead of a kind: do not judge but read
PICTURE = "picture"
KEPT_ENVIRONMENT = ("PATH", "LANG", "LD_LIBRARY_PATH")
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system")
OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}

log = logging.getLogger(__name__)


def deep_check_isolated(path: Path, kind: str, *, seconds: float = 10, megabytes: int = 512) -> None:
    """`deep_check` with at most `seconds` of processor time, `megabytes` of memory, no secrets and no network.

    Raises FileRefused as `deep_check` does, and also when the file makes the parser hang ("too_slow") or crash
    ("broken"). Raises FileNotFoundError without a file, RuntimeError when the checker itself does not work: both
    are our fault, and the file stays unchecked. Three times `seconds` may pass by the clock on a busy machine.
    """
    answer = _ask_process(path, kind, seconds, megabytes)
    if code := answer["code"]:
        raise FileRefused(code)


def read_pdf_isolated(path: Path, *, seconds: float = 30, megabytes: int = 768) -> dict:
    """What stands in a PDF, as `pdf_text.read_pdf` says, with the limits and errors of `deep_check_isolated`."""
    answer = _ask_process(path, READ, seconds, megabytes)
    if code := answer["code"]:
        raise FileRefused(code)
    return answer


def check_picture_isolated(path: Path, *, seconds: float = 10, megabytes: int = 768) -> None:
    """Every point of a picture is there and can be shown, with the limits and errors of `deep_check_isolated`."""
    answer = _ask_process(path, PICTURE, seconds, megabytes)
    if code := answer["code"]:
        raise FileRefused(code)


def _ask_process(path: Path, kind: str, seconds: float, megabytes: int) -> dict:
    path = path.resolve(strict=True)
    command = [sys.executable, "-m", MODULE, str(path), kind, str(math.ceil(seconds)), str(megabytes)]
    try:
        answer = subprocess.run(
            command, cwd=PROJECT, env=kept_environment(), capture_output=True, timeout=seconds * 3, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefused("too_slow") from error
    if answer.stderr:
        log.warning("File check of a %s: %s", kind, answer.stderr[-2000:].decode(errors="replace"))
    if answer.returncode < 0:
        raise FileRefused("too_slow" if answer.returncode in OUT_OF_TIME else "broken")
    if answer.returncode:
        raise RuntimeError(f"the file check failed with exit code {answer.returncode}")
    return json.loads(answer.stdout)


def kept_environment() -> dict[str, str]:
    """What a process of its own may know: no secrets."""
    return {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}


def judge(path: Path, kind: str, seconds: int, megabytes: int) -> dict:
    """Inside the process: limit ourselves and look. Gives the code of the refusal or None, and what was read."""
    from . import deep_check
    from .pdf import bound_memory
    from .pdf_text import read_pdf
    from .pictures import check_picture

    bound_memory()
    limit(seconds, megabytes)
    try:
        if kind == READ:
            return {"code": None, **read_pdf(path)}
        if kind == PICTURE:
            check_picture(path)
        else:
            deep_check(path, kind)
    except FileRefused as refused:
        return {"code": refused.code}
    except MemoryError:
        return {"code": "picture_too_large" if kind == PICTURE else "zip_bomb"}
    except OSError:
        raise  # The disk, not the file.
    except Exception:
        traceback.print_exc()
        return {"code": "broken"}
    return {"code": None}


def limit(seconds: int, megabytes: int) -> None:
    """Processor time, memory, no connections and no programs; for C code too where the kernel lets us (unshare(2))."""
    import resource

    sys.addaudithook(_refuse_deed)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        return  # RLIMIT_AS cannot be lowered everywhere; such machines are for development only.
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    with suppress(OSError):  # A container may forbid it; the parsers open no connection of their own.
        os.unshare(os.CLONE_NEWNET | (os.CLONE_NEWUSER if os.geteuid() else 0))


def _refuse_deed(event: str, arguments: tuple) -> None:
    """An audit hook stays for the life of the process: no Python code after it undoes it."""
    if event.startswith(FORBIDDEN):
        raise RuntimeError(f"{event} while a file is checked")
