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
from source_files import write

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
        "loud": {"title": "Loud", "color": "yellow", "opacity": 0.9},
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


PARTS = """\
---
title: Parts of extensions
parent: Letter C
---

# Parts of extensions

````{tab-set}
```{tab-item} First
Text of the first tab.
```
```{tab-item} Second
Text of the second tab.
```
````

```{dropdown} More
Folded text.
```

````{grid} 2
```{grid-item-card} Card
:link: https://example.org/
Its text.
```
````

{bdg}`a` {bdg-primary}`b` {bdg-secondary}`c` {bdg-success}`d` {bdg-info}`e` {bdg-warning}`f` {bdg-danger}`g`
{bdg-light}`h` {bdg-muted}`i` {bdg-dark}`j` {bdg-primary-line}`k`

```{dropdown} Coloured
:color: info
Folded text.
```

```{button-link} https://example.org/
:color: success
Button
```

> A [link](a2.md) on a strong ground.
{: .loud }

```{code-block} python
:linenos:
:caption: A caption
:emphasize-lines: 2
def one():
    return 1
```

```{eval-rst}
.. py:function:: jump(over: str, height: float = 1.0) -> bool

   Jump.

   :param over: what to jump over
   :returns: whether it worked
```
"""

JEKYLL = {
    "_config.yml": """\
title: Field notes
description: On what grows
permalink: pretty
baseurl: /notes
aux_links:
  Elsewhere: ["https://example.org/"]
heading_anchors: true
back_to_top: true
footer_content: "Written in the <em>field</em>."
last_edit_timestamp: true
last_edit_time_format: "%e %b %Y"
callouts:
  note: {title: Note, color: purple}
  new: {title: New, color: green, opacity: 0.3}
just_the_docs:
  collections:
    walks: {name: Walks, nav_fold: true}
collections:
  walks: {permalink: "/:collection/:path/", output: true}
""",
    "index.md": """\
---
title: Home
layout: home
nav_order: 1
---

# Notes from the field
{: .fs-9 }

What grows where, and when.
{: .fs-6 .fw-300 }

[Begin](plants/){: .btn .btn-primary .fs-5 .mb-4 .mb-md-0 .mr-2 }
[Look elsewhere](https://example.org/){: .btn .fs-5 .mb-4 .mb-md-0 }

---

New
{: .label .label-yellow }

> A remark with a [link](/plants/nettle/).
{: .note }

{: .new }
> Something has come up.
""",
    "plants.md": "---\ntitle: Plants\nhas_children: true\nnav_order: 2\n---\n\n# Plants\n\nBy height.\n",
    "plants/nettle.md": """\
---
title: Nettle
parent: Plants
last_modified_date: 2026-04-05
---

# Nettle
{: .no_toc }

1. TOC
{:toc}

## Where
It grows by walls.[^1] *Urtica dioica* L.

| Month | Height |
|:------|-------:|
| March | 10 cm  |

### How {#how}

- [x] seen
- [ ] eaten

Term
: its meaning

<div class="code-example" markdown="1">
Text in a *box*.
</div>
```html
<p>Text in a <em>box</em>.</p>
```

<details markdown="block">
  <summary>More</summary>

Hidden *text*.
</details>

![A leaf](/leaf.svg) and <kbd>Ctrl</kbd>

[^1]: And by ditches.
""",
    "leaf.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="10" cy="10" r="9"/></svg>',
    "_walks/north.md": "---\ntitle: To the north\n---\n\n# To the north\n\nUphill.\n",
    "404.html": "---\ntitle: 404\npermalink: /404\nnav_exclude: true\nsearch_exclude: true\n---\n"
    "<h1>Not found</h1>\n<p>No.</p>\n",
}


def write_site(folder: Path, conf: str = CONF) -> None:
    """Write the sources of the test site."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "conf.py").write_text(conf, encoding="utf-8")
    pages = {
        "index": "---\ntitle: Home\nnav_order: 1\n---\n\n# Home\n\nWelcome to the [letters](a.md).\n\n"
        "| one | two | three |\n|-----|:---:|------:|\n| 1   | 2   | 3     |\n",
        "a1": KINDS,
        "c1": PARTS,
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
def jekyll_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder to serve, in which a built Jekyll site lies at its baseurl."""
    folder = tmp_path_factory.mktemp("jekyll")
    assert (
        build(write(folder / "source", JEKYLL), folder / "served" / "notes", "-C", "-D", "extensions=sphinx_essay")
        == ""
    )
    return folder / "served"


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
