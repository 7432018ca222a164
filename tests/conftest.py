"""What several rooms' tests share: where the reference material lies, and a browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytest_plugins = ["sphinx.testing.fixtures"]

ROOT = Path(__file__).resolve().parent.parent

# A slow machine is no defect: examples are counted, never timed.
settings.register_profile("default", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of reference sites and test cases, which is not part of the project.

    ``ESSAY_SHARED`` names it; without that, a folder ``shared`` beside the checkout.
    """
    folder = Path(os.environ.get("ESSAY_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no reference material: set ESSAY_SHARED to its folder")
    return folder


def find_chromium() -> str | None:
    """Return the path of a Chromium on this machine; ``CHROMIUM`` names another than the usual ones."""
    named = os.environ.get("CHROMIUM")
    names = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one Chromium for all tests of a worker."""
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("no Chromium: install it, or set CHROMIUM to its path")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a fresh browser page 1280 × 800 that may not reach any other machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.route(
        lambda url: not url.startswith(("file:", "data:", "http://127.0.0.1", "http://localhost")),
        lambda route: route.abort(),
    )
    yield context.new_page()
    context.close()
