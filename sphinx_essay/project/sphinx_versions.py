"""What earlier versions of Sphinx do in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx import version_info
from sphinx.domains.math import MathDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

IS_OLD: Final = version_info < (8, 2)
"""Whether Sphinx is one before 8.2; it ends a build where it has no page to write, though other files may have changed."""


def resolved_doctree(builder: Builder, docname: str) -> nodes.document:
    """Return the doctree of a page as ``builder`` writes it: Sphinx since 9.0 asks for the tags of the build, too."""
    with_tags: dict[str, Any] = {"tags": builder.tags} if version_info >= (9,) else {}
    return builder.env.get_and_resolve_doctree(docname, builder, **with_tags)


class PageMathDomain(MathDomain):
    """Formulas, page by page.

    Old Sphinx loads MathJax for a page where one of those below it in toctrees has formulas, too: it writes no page again
    when that changes, and does not come to an end where toctrees lead in a circle.
    """

    def has_equations(self, docname: str | None = None) -> bool:
        """Say whether a page has formulas itself, as later versions ask; any page, without a name."""
        have: dict[str, bool] = self.data["has_equations"]
        return have.get(docname, False) if docname else any(have.values())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Take the place of Sphinx's own domain where that is an old one."""
    if IS_OLD:
        app.add_domain(PageMathDomain, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
