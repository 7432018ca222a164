"""A small site with every kind of page that the theme draws, built once, and a server for it."""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext

POLICY = "default-src 'self'"

CONF = """\
extensions = ["sphinx_essay"]
project = "Small Letters"
html_title = "Small Letters"
html_theme = "sphinx_essay"
copyright = "2026, the authors"
essay_nav_inline = 3
essay_dialect = "kramdown"
html_theme_options = {
    "aux_links": {"Elsewhere": ["https://example.org/"]},
    "callouts": {
        "note": {"title": "Note", "color": "purple"},
        "warning": {"title": "Warning", "color": "red"},
    },
    "source_repository": "https://github.com/example/letters",
    "page_toc": True,
}
"""

KINDS = """\
---
title: Kinds of content
parent: Letter A
last_modified_date: 2026-01-02
---

# Kinds of content
{: .no_toc }

## Contents
{: .no_toc .text-delta }

1. TOC
{:toc}

## Text

A paragraph with *emphasis*, `code`, a [link](a2.md), an [address](https://example.org/) and a note.[^1]
Averyveryverylongwordwithoutanyplacetobreakitwhichwouldoverflowanyphonethereisinthisworldandothersaswell.

New
{: .label .label-green }

[Begin](a2.md){: .btn .btn-primary .fs-5 } [Look](a3.md){: .btn .btn-outline }

A remark.
{: .note }

> A warning.
{: .warning }

### Lists

- one
  1. nested
- two

term
: its definition

## Wide things

| Head | Number | A heading that is rather long | Another one that is long | And a last one |
|------|--------|-------------------------------|--------------------------|----------------|
| a    | 1      | x                             | yyyyyyyyyyyyyyyyyyyyyyyy | zzzzzzzzzzzzzz |

```python
# A comment
def greet(name: str = "world") -> str:
    return f"Hello, {name}, in a line that is much longer than the column, so that it has to scroll sideways"
```

```{warning}
Mind the gap.
```

<details><summary>More</summary><p>Hidden text with <kbd>Ctrl</kbd>.</p></details>

<iframe src="https://www.youtube.com/embed/abcdefghijk" title="A film"></iframe>

[^1]: The note's text.
"""


def write_site(folder: Path, conf: str = CONF) -> None:
    """Write the sources of the test site."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "conf.py").write_text(conf, encoding="utf-8")
    pages = {
        "index": "---\ntitle: Home\nnav_order: 1\n---\n\n# Home\n\nWelcome to the [letters](a.md).\n\n"
        "| one | two | three |\n|-----|:---:|------:|\n| 1   | 2   | 3     |\n",
        "a1": KINDS,
        "minimal": "---\ntitle: Minimal\nlayout: minimal\n---\n\n# Minimal\n\nOnly text.\n",
    }
    for letter in "abc":
        pages[letter] = f"---\ntitle: Letter {letter.upper()}\n---\n\n# Letter {letter.upper()}\n\nEssays on foxes.\n"
        for number in range(1, 4):
            title = f"Essay {letter.upper()}.{number}"
            pages.setdefault(
                f"{letter}{number}",
                f"---\ntitle: {title}\nparent: Letter {letter.upper()}\n---\n\n# {title}\n\n"
                f"## On the {letter}-fox\n\nThe quick brown fox of {title} jumps.\n",
            )
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def build(source: Path, output: Path, *arguments: str, builder: str = "html") -> str:
    """Build a site as a user does; return what Sphinx warned of."""
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-b", builder, *arguments, str(source), str(output)],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stderr


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built test site."""
    folder = tmp_path_factory.mktemp("theme")
    write_site(folder / "source")
    assert build(folder / "source", folder / "site") == ""
    return folder / "site"


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files under a Content-Security-Policy, silently."""

    def __init__(self, *arguments: Any, policy: str, **options: Any) -> None:
        self.policy = policy
        super().__init__(*arguments, **options)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Return a function that serves a folder, under a policy, and returns its address, ending in a slash."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path, policy: str = POLICY) -> str:
        handler = functools.partial(_Handler, directory=str(folder), policy=policy)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    """Return the address of the served test site."""
    return serve(site)


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that opens a fresh browser context, with Playwright's options."""
    opened: list[BrowserContext] = []

    def new(width: int = 1280, height: int = 800, **options: object) -> BrowserContext:
        opened.append(browser.new_context(viewport={"width": width, "height": height}, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield new
    for each in opened:
        each.close()
