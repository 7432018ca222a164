"""Files with front matter that are no pages (scripts, style sheets, feeds, data): Liquid, then written to their places.

Markdown whose ``permalink`` says that it is no page (``/a.php``) is HTML there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_essay.core.front_matter import split
from sphinx_essay.jekyll.documents import is_sass
from sphinx_essay.jekyll.sass import as_css
from sphinx_essay.markdown.liquid_templates import renderer_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_essay.core.warnings import Diagnostic
    from sphinx_essay.project.project import Project


class RenderedFile(NamedTuple):
    """A file to write: ``output`` relative to the output folder, its text, and what was wrong with it."""

    output: str
    text: str
    diagnostics: tuple[Diagnostic, ...]


def rendered_files(project: Project) -> Iterator[RenderedFile]:
    """Yield the site's rendered files; Sass that is not plain CSS is left out (the site's diagnostics say so)."""
    if project.site is None or not project.site.rendered_files:
        return
    renderer = renderer_of(project)
    assert renderer is not None
    for page in project.site.rendered_files:
        try:
            text, problems = project.site.read_text(page.path)
        except OSError:
            continue  # reported when the site was loaded
        rendered = renderer.render(page, text[split(text)[0].body_offset :])
        shown = as_css(rendered.text) if is_sass(page) else renderer.converted(page, rendered.text)
        if shown is not None:
            yield RenderedFile(page.output, shown, (*problems, *rendered.diagnostics))
