"""What is wrong with a site as a whole: files in each other's way, layouts and plugins that it lacks. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.jekyll.documents import is_html
from sphinx_essay.jekyll.resolve import conflicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_essay.core.page import Page
    from sphinx_essay.jekyll.config import SiteConfig
    from sphinx_essay.jekyll.layouts import Layouts
    from sphinx_essay.jekyll.plugins import Plugins
    from sphinx_essay.jekyll.static_files import StaticFile

_OWN_FRAME: Final = "nav.html"  # so before version 0.4 of Just the Docs, later in `components/`
_MOST_NAMED: Final = 4


def address_conflicts(pages: Sequence[Page], statics: Sequence[StaticFile]) -> Iterator[Diagnostic]:
    """Name the files that have one address."""
    ordinary = [page for page in pages if not page.collection]
    documents = [page for page in pages if page.collection]
    for output, paths in conflicts({"pages": ordinary, "static": statics, "documents": documents}):
        message = f"{' and '.join(paths)} have one address, /{output}; the last is seen"
        yield Diagnostic(Subtype.URL_CONFLICT, message, paths[-1], 1)


def name_conflicts(pages: Sequence[Page]) -> Iterator[Diagnostic]:
    """Name pages whose files differ only in their suffix: Sphinx, unlike Jekyll, takes them for one."""
    names: dict[str, list[str]] = {}
    for page in filter(is_html, pages):
        names.setdefault(page.docname, []).append(page.path)
    for paths in names.values():
        if len(paths) > 1:
            message = f"{' and '.join(paths)} have one name but for their suffix; only the last is built"
            yield Diagnostic(Subtype.NAME_CONFLICT, message, paths[0], 1)


def replaced_layouts(pages: Sequence[Page], layouts: Layouts) -> Iterator[Diagnostic]:
    """Name each layout that the theme's stand in for once, at the first page that asks for it."""
    named: set[str] = set()
    for page in filter(is_html, pages):
        name = page.front_matter.get("layout")
        if name in (None, "none", False) or str(name) in named:
            continue
        named.add(str(name))
        nearest = layouts.nearest(str(name))
        own = layouts.own.get(str(name))
        if nearest == name if own is None else not own.is_whole:
            continue
        what = f"the site's own layout {name} makes a whole document" if own else f"there is no layout {name}"
        message = f"{what}; the theme's layout {nearest} stands in for it"
        yield Diagnostic(Subtype.LAYOUT, message, page.path, page.line_of("layout"))


def unsupported_plugins(plugins: Plugins, config: SiteConfig) -> Iterator[Diagnostic]:
    """Name the plugins that have no counterpart here."""
    for name in plugins.unsupported:
        message = f"the plugin {name} has no counterpart here"
        yield Diagnostic(Subtype.PLUGIN, message, config.file, config.lines.get("plugins", 0))


def replaced_includes(folder: str, names: Iterable[str]) -> Iterator[Diagnostic]:
    """Name the parts of the theme's frame that the site has made its own, once for all: the theme draws them itself."""
    parts = sorted(name for name in names if name == _OWN_FRAME or name.startswith("components/"))
    if parts:
        named = ", ".join(parts[:_MOST_NAMED]) + (", …" if len(parts) > _MOST_NAMED else "")
        message = (
            f"the theme draws {named} itself: what the site's own changes is left out; see Customisation in the docs"
        )
        yield Diagnostic(Subtype.LAYOUT, message, f"{folder}/{parts[0]}", 1)
