"""Which of the styles and scripts that the extensions of a project bring a page loads: those that it can have a use for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx_essay.project.theme_in_use import html_builder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

_REPLACED: Final = frozenset({"doctools.js", "documentation_options.js", "sphinx_highlight.js"})
"""Sphinx's scripts that the theme's own take the place of."""

_IN_OUR_STYLE: Final = frozenset({"pygments.css", "pygments_dark.css"})
"""Styles whose rules the theme's own stylesheet holds."""

_DESIGN: Final = frozenset({"sphinx-design.min.css", "design-tabs.js", "sphinx-design.js"})
"""What sphinx-design brings to every page, for elements whose classes begin with ``sd-``: half as much as all else."""

_STYLED: Final = ("sphinx-design.min.css", "mystnb.", "tabs.css", "copybutton.css")
"""How the names of the style sheets begin to which ``essay-extensions.css`` gives the theme's colours."""

_INDEPENDENT: Final = frozenset({"essay-early.js", "essay.js", "essay-rtd.js", "essay-custom.js", *_DESIGN})
"""Scripts that are known to need none of Sphinx's (a Jekyll site's own cannot know them)."""


def choose(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Leave out of a page's context the files that the page has no use for (``html-page-context``)."""
    if html_builder(app) is None:
        return
    unused = _IN_OUR_STYLE if _has_templates(app) or _has_components(context) else _IN_OUR_STYLE | _DESIGN
    styles = [css for css in context.get("css_files", []) if _name(css) not in unused]
    if not any(_name(css).startswith(_STYLED) for css in styles):
        styles = [css for css in styles if _name(css) != "essay-extensions.css"]
    context["css_files"] = styles
    scripts = [script for script in context.get("script_files", []) if _name(script) not in unused]
    context["script_files"] = _without_sphinxs(scripts)


def _has_components(context: dict[str, Any]) -> bool:
    """Say whether a page could hold an element of sphinx-design, in its text or in what is put around it."""
    return any("sd-" in text for text in _texts(context))


def _texts(context: dict[str, Any]) -> Iterable[str]:
    yield str(context.get("body", ""))
    yield from (context.get("essay_slots") or {}).values()
    options = context["essay_theme"]
    yield from (options.announcement, options.footer_content, options.nav_footer)


def _has_templates(app: Sphinx) -> bool:
    """Say whether the project has templates of its own, in which anything may stand."""
    folders = (Path(app.confdir, name) for name in app.config.templates_path)
    return any(any(folder.iterdir()) for folder in folders if folder.is_dir())


def _without_sphinxs(scripts: list[Any]) -> list[Any]:
    """Leave out Sphinx's scripts that the theme replaces, where no other extension's script may want them."""
    names = {_name(script) for script in scripts}
    if names - _REPLACED - _INDEPENDENT:
        return [script for script in scripts if _name(script) != "sphinx_highlight.js"]
    return [script for script in scripts if _name(script) not in _REPLACED]


def _name(file: object) -> str:
    """Return a style's or script's file name; it has none where its text stands in the page."""
    return str(getattr(file, "filename", None) or file).rpartition("/")[2]
