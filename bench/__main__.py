"""make bench ARGS="road plans": each line is `name value unit goal op-value ok|SHORT`."""

import signal
import sys

from bench.circles import circles
from bench.content import content
from bench.learning import learning
from bench.money import money
from bench.network import network
from bench.plans import plans
from bench.road import road
from bench.surveys import surveys

CAPABILITIES = {
    "road": road,
    "plans": plans,
    "content": content,
    "circles": circles,
    "surveys": surveys,
    "network": network,
    "money": money,
    "learning": learning,
}

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers end too
    signal.signal(signal.SIGINT, signal.default_int_handler)
    unknown = [name for name in sys.argv[1:] if name not in CAPABILITIES]
    if unknown:
        sys.exit(f"Unknown: {', '.join(unknown)}. Choose from {', '.join(CAPABILITIES)}.")
    for wanted in sys.argv[1:] or CAPABILITIES:
        short = CAPABILITIES[wanted]()
        print(f"{wanted}: {f'{len(short)} SHORT' if short else 'all goals met'}")
