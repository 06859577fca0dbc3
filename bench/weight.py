"""What a first visit to a public page costs: bytes as they are compressed on the wire, requests, and to whom."""

import gzip
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bench.browser import Browser

LINKED = re.compile(r'<(?:link[^>]+href|script[^>]+src|img[^>]+src|source[^>]+srcset)="([^" ]+)', re.I)
FONTS = (".woff", ".woff2", ".ttf")
IN_STYLE = re.compile(r"url\(['\"]?([^'\")]+)['\"]?\)")


@dataclass(frozen=True)
class Weight:
    kilobytes: float  # without fonts
    requests: int  # with every font of the style sheets
    third_parties: int


def of(port: int, path: str) -> Weight:
    browser = Browser(port)
    page = browser.get(path).body
    bodies = {path: page}
    addresses = {urljoin(path, found) for found in LINKED.findall(page.decode())}
    for address in sorted(a for a in addresses if not urlsplit(a).netloc and not a.endswith(FONTS)):
        bodies[address] = browser.get(address).body
        if address.endswith(".css"):
            found = IN_STYLE.findall(bodies[address].decode())
            addresses |= {urljoin(address, u) for u in found if not u.startswith("data:")}
    bytes_ = sum(len(gzip.compress(body, 6)) for body in bodies.values())
    foreign = {a for a in addresses if urlsplit(a).netloc}
    return Weight(bytes_ / 1000, 1 + len(addresses), len(foreign))
