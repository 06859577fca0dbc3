"""`python -m portal.core.file_checks PATH KIND SECONDS MEGABYTES` prints the code of a refusal, and what was read."""

import json
import sys
from pathlib import Path

from .isolated import judge

if __name__ == "__main__":
    path, kind, *limits = sys.argv[1:]
    seconds, megabytes = (int(limit) for limit in limits or ("10", "512"))
    print(json.dumps(judge(Path(path), kind, seconds, megabytes)))  # noqa: T201  its answer to the parent process
