"""Build the style sheets and scripts of the theme: what lies in ``sphinx_essay/theme/built``.

    tox -e assets              build them
    tox -e assets -- --check   say which of them are not what the sources make, and fail if there are any

They are part of the repository, so that a project builds with nothing but the package.  A file that two branches changed
is never merged: build it again.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from rcssmin import cssmin
from rjsmin import jsmin

HERE: Final = Path(__file__).parent
sys.path.insert(0, str(HERE))

import utility_classes  # noqa: E402

STYLES: Final = HERE / "styles"
SCRIPTS: Final = HERE / "scripts"
BUILT: Final = HERE.parent / "sphinx_essay" / "theme" / "built"

MEDIA: Final = "95-media.css"
"""Rules for paper and forced colours, which come last of all."""

SEARCH: Final = (
    "search-words.js",
    "search-text.js",
    "search.js",
    "search-results.js",
    "search-box.js",
    "search-page.js",
    "search-marks.js",
)

BUNDLES: Final = {
    "essay-early.js": ("early.js", "jtd.js"),
    "essay.js": (
        "nav.js",
        "menu.js",
        "color-switch.js",
        "search-start.js",
        "copy.js",
        "scrolling.js",
        "tasks.js",
        "video.js",
        "footnotes.js",
        "page-toc.js",
        "file.js",
    ),
    "essay-search.js": SEARCH,
    "essay-search-pagefind.js": tuple("search-pagefind.js" if name == "search.js" else name for name in SEARCH),
    "essay-rtd.js": ("rtd.js",),
}
"""Script → the sources that it holds, in their order.

The browser waits for ``essay-early.js``; the scripts of the search are loaded when a reader turns to the search box.
"""


def built() -> dict[str, str]:
    """Return the text of each file by its name.

    The theme puts the rules that depend on a project, those of code and callouts, between the two parts of its style sheet.
    """
    styles = [path.name for path in sorted(STYLES.glob("*.css")) if path.name != MEDIA]
    last = cssmin(utility_classes.stylesheet()) + "\n" + _style(MEDIA)
    return {
        "essay-first.css": _style(*styles),
        "essay-last.css": last,
        "essay-extensions.css": _style("optional/extensions.css"),
        **{name: _script(*sources) for name, sources in BUNDLES.items()},
    }


def outdated() -> list[str]:
    """Return the names of the files in :data:`BUILT` that the sources do not make as they are, or at all."""
    files = built()
    there = {path.name: path.read_text(encoding="utf-8") for path in BUILT.iterdir()} if BUILT.is_dir() else {}
    return sorted(name for name in files.keys() | there.keys() if files.get(name) != there.get(name))


def _style(*names: str) -> str:
    source = "\n".join((STYLES / name).read_text(encoding="utf-8") for name in names)
    return f"{cssmin(source)}\n"


def _script(*names: str) -> str:
    """Join scripts, each on a line of its own."""
    return "".join(f"{jsmin((SCRIPTS / name).read_text(encoding='utf-8'))}\n" for name in names)


def main(arguments: list[str]) -> str:
    """Build the files, or check them; return what is wrong, "" if nothing is."""
    changed = outdated()
    if "--check" in arguments:
        return f"not what the sources make, run tox -e assets: {', '.join(changed)}" if changed else ""
    files = built()
    BUILT.mkdir(exist_ok=True)
    for name in changed:
        if name in files:
            (BUILT / name).write_text(files[name], encoding="utf-8", newline="\n")
        else:
            (BUILT / name).unlink()
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
