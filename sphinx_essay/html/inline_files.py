"""``essay_inline = "files"``: each page's own styles and scripts as files, for sites under a strict policy for content.

The pages are taken as their templates make them, so that it does not matter who put a style there: an author, a layout, an
option of the theme, another extension.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util import logging

from sphinx_essay.core.warnings import Subtype
from sphinx_essay.html.separate import separate

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.theming import Theme

logger = logging.getLogger(__name__)

FOLDER: Final = "_static/essay-inline"
"""Where the files lie in the output."""

_BRIDGE: Final = f"{__name__}.SeparatingTemplates"
_BUILDERS: Final = frozenset({"html", "dirhtml", "singlehtml"})


class SeparatingTemplates(BuiltinTemplateLoader):
    """Sphinx's renderer of templates, which moves what is inline in a page to files."""

    def init(self, builder: Builder, theme: Theme | None = None, dirs: list[str] | None = None) -> None:
        """Begin a build."""
        super().init(builder, theme, dirs)
        self._builder = builder

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]
        """Return a page."""
        page = super().render(template, context)
        if self._builder.name not in _BUILDERS or not template.endswith(".html") or "pathto" not in context:
            return page
        pagename = context["pagename"]
        place, _, _ = self._builder.get_target_uri(pagename).rpartition("/")
        up = "../" * (FOLDER.count("/") + 1)
        made = separate(page, context["pathto"](f"{FOLDER}/", 1), up + (f"{place}/" if place else ""))
        for name, text in made.files.items():
            file = Path(self._builder.outdir, FOLDER, name)
            if not file.is_file():  # its name is that of its content
                _write(file, text)
        _note(self._builder, pagename, sorted(made.files))
        for what in made.refused:
            logger.warning(
                "a policy without 'unsafe-inline' forbids %s, and no file can take it",
                what,
                type="essay",
                subtype=str(Subtype.INLINE),
                location=pagename if pagename in self._builder.env.found_docs else None,
            )
        return made.page


def _notes(builder: Builder) -> Path:
    """Return the folder that says which page has which files: pages are written by several workers, and not each time."""
    return Path(builder.doctreedir, f"essay-inline-{builder.name}")


def _write(path: Path, text: str) -> None:
    """Write a file, which another worker may be writing at the same time."""
    draft = path.with_name(f".{os.getpid()}")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft.write_text(text, "utf-8", errors="replace", newline="")
    draft.replace(path)


def _note(builder: Builder, pagename: str, names: list[str]) -> None:
    note = _notes(builder).joinpath(*f"{pagename}.json".split("/"))
    if names:
        _write(note, json.dumps(names))
    else:
        note.unlink(missing_ok=True)


def choose_templates(_app: Sphinx, config: Config) -> None:
    """Let pages go through :class:`SeparatingTemplates` (``config-inited``)."""
    if config.essay_inline != "files" or config.template_bridge == _BRIDGE:
        return
    if config.template_bridge:
        message = "essay_inline has no effect beside a template_bridge of the project's own"
        logger.warning(message, type="essay", subtype=str(Subtype.CONFIG))
        return
    config.template_bridge = _BRIDGE


def remove_stale(app: Sphinx, exception: Exception | None) -> None:
    """Remove the files that no page asks for any more (``build-finished``)."""
    builder = app.builder
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder) or builder.name not in _BUILDERS:
        return
    folder, notes = Path(app.outdir, FOLDER), _notes(builder)
    if app.config.template_bridge != _BRIDGE:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(notes, ignore_errors=True)
        return
    wanted: set[str] = set()
    for note in notes.rglob("*.json"):
        wanted.update(cast("list[str]", json.loads(note.read_text("utf-8"))))
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name not in wanted:
                path.unlink()


def forget(app: Sphinx, _env: object, docname: str) -> None:
    """Forget the files of a page that is gone, or will be written anew (``env-purge-doc``)."""
    if app.config.template_bridge == _BRIDGE:
        _note(app.builder, docname, [])
