"""`python -m tests.core.greedy_parser PATH KIND SECONDS MEGABYTES`: the checker's process, with a parser gone mad.

The file says what it does: "time", "memory", "network" (connect to the port that follows), "program" or "crash".
"""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from portal.core import file_checks
from portal.core.file_checks.isolated import judge


def parser(path: Path, kind: str) -> None:
    wish, _space, argument = path.read_text().partition(" ")
    match wish:
        case "time":
            while True:
                pass
        case "memory":
            _kept = [bytearray(10 << 20) for _ in range(500)]
        case "network":
            socket.create_connection(("127.0.0.1", int(argument)), timeout=5)
        case "program":
            subprocess.run(["touch", argument], check=True)
        case "crash":
            os.abort()


if __name__ == "__main__":
    file_checks.deep_check = parser
    place, kind, *limits = sys.argv[1:]
    print(json.dumps(judge(Path(place), kind, *map(int, limits))))
