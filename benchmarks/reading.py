"""Measure what a reader of a built site waits for: a first answer of the search, and another branch of the menu.

    python benchmarks/reading.py path/to/output

The site is served from this machine, compressed as servers do.  What is told: bytes transferred and milliseconds for the
first question after the page was loaded, the same for a second one, and milliseconds from a click on another branch of
the menu to its entries, first with the shared script on its way, then with the script there; and for how long the page
cannot answer while it loads, also on a processor four times as slow.  A browser runs without a
screen; name it by the variable CHROMIUM.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import os
import shutil
import statistics
import threading
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

COMPRESSED = (".html", ".js", ".css", ".json", ".svg")

#: Opens a branch and resolves to the milliseconds until its entries are laid out.
OPEN = """button => new Promise(resolve => {
    const start = performance.now(), item = button.parentElement;
    button.click();
    const look = () => {
        const list = item.querySelector(":scope > .nav-list");
        if (list && list.getBoundingClientRect().height) resolve(performance.now() - start);
        else requestAnimationFrame(look);
    };
    look();
})"""


class Server(http.server.SimpleHTTPRequestHandler):
    """Serves files, compressed where that pays, and counts the bytes of their bodies by path."""

    sent: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        """Answer."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in COMPRESSED:
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.sent[self.path] += len(data)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


#: Adds up what long tasks take beyond the 50 ms that go unnoticed ("total blocking time").
BLOCKED = """window.blocked = 0;
new PerformanceObserver(list => {
    for (const task of list.getEntries()) window.blocked += Math.max(0, task.duration - 50);
}).observe({ type: "longtask", buffered: true });"""


def blocking(page: Page, address: str, rate: int) -> float:
    """Return the milliseconds for which a page cannot answer while it loads, on a processor ``rate`` times as slow."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    page.add_init_script(BLOCKED)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    blocked: float = page.evaluate("window.blocked")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return blocked


def ask(page: Page, word: str) -> tuple[int, float]:
    """Ask the search box, and return the bytes (without texts around matches) and milliseconds until it answers."""
    Server.sent.clear()
    start = time.perf_counter()
    page.locator("#search-input").fill(word)
    page.locator("[role=option]").first.wait_for()
    took = (time.perf_counter() - start) * 1000
    page.wait_for_load_state("networkidle")
    return Server.sent.total(), took


def measure(page: Page, address: str) -> None:
    """Measure, and print the figures."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    for name, word in [("first question", "furha"), ("second question", "samquar")]:
        sent, took = ask(page, word)
        print(f"{name}: {sent / 1000:.0f} kB, {took:.0f} ms")
        for path, size in Server.sent.most_common(6):
            print(f"    {size / 1000:6.1f} kB  {path}")
    page.goto(address)
    buttons = page.locator("#site-nav > .nav-list > .nav-list-item:not(.active) > .nav-list-expander")
    if buttons.count() < 2:
        print("the menu has no other branches")
        return
    first, *others = [buttons.nth(index).element_handle() for index in range(min(buttons.count(), 11))]
    print(f"a branch, with the shared script to load: {page.evaluate(OPEN, first):.0f} ms")
    times = [page.evaluate(OPEN, button) for button in others]
    print(
        f"a branch, after that: median {statistics.median(times):.1f} ms, at most {max(times):.1f} ms of {len(times)}"
    )


def main() -> None:
    """Measure the site that the command line names."""
    parser = argparse.ArgumentParser(description="Measure what a reader waits for.")
    parser.add_argument("output", type=Path, help="the folder of the built site")
    args = parser.parse_args()
    handler = functools.partial(Server, directory=str(args.output))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        address = f"http://127.0.0.1:{server.server_port}/index.html"
        for rate in (1, 4):
            print(
                f"blocked while loading, processor slowed {rate} times: {blocking(browser.new_page(), address, rate):.0f} ms"
            )
        measure(browser.new_page(), address)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
