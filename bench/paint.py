"""When somebody with a slow phone sees the page: the largest contentful paint in a real browser."""

import shutil
import sys

from playwright.sync_api import sync_playwright

SLOWER = 4  # times, the processor of a cheap phone beside this one
WATCH = """
window.largest = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.largest = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
"""


def largest_paint(port: int, path: str, times: int = 5) -> list[float]:
    """Seconds from the start of each first visit, nothing kept from before, at 390 pixels wide."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        sys.exit("A browser is missing: install Chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        return [_first_visit(browser, f"http://localhost:{port}{path}") for _ in range(times)]


def _first_visit(browser, address: str) -> float:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    seconds = page.evaluate("window.largest") / 1000
    context.close()
    if not seconds:
        sys.exit(f"The browser painted nothing of {address}.")
    return seconds
