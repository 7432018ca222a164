"""Take the picture of the README from the documentation as it is built: docs/_static/essay.png.

    tox -e docs
    python docs/_tools/screenshot.py

Needs playwright and a Chromium (``CHROMIUM`` names another than the usual ones).
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).resolve().parent.parent
PAGE = "essays/U/US-military-existence-in-Iraq-tasks-and-challenges-2"
PICTURE = DOCS / "_static" / "essay.png"


def main() -> None:
    """Open a section of the sample essay and save what a screen of 1280 × 800 shows of it."""
    site = DOCS / "_build" / "html"
    found = [path for path in (site / f"{PAGE}.html", site / PAGE / "index.html") if path.is_file()]
    if not found:
        sys.exit(f"no {PAGE} in {site}: run tox -e docs first")
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    chromium = next((path for name in names if name and (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
        page.goto(found[0].as_uri())
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PICTURE)
        browser.close()
    print(PICTURE)


if __name__ == "__main__":
    main()
