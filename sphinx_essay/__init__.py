"""Build Just the Docs sites with Sphinx, unchanged; and the parts of that for any Sphinx project.

``extensions = ["sphinx_essay"]`` brings all parts; each of them works alone, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PARTS = (
    "sphinx_essay.project.read_the_docs",
    "sphinx_essay.project.project",
    "sphinx_essay.project.encoding",
    "sphinx_essay.project.page_guard",
    "sphinx_essay.output.crash_safety",
    "sphinx_essay.speed",
    "sphinx_essay.markdown.liquid_templates",
    "sphinx_essay.markdown",
    "sphinx_essay.html",
    "sphinx_essay.video",
    "sphinx_essay.navigation",
    "sphinx_essay.freshness.shown_references",
    "sphinx_essay.markdown.emoji_and_mentions",
    "sphinx_essay.output.page_links",
    "sphinx_essay.output.seo_tags",
    "sphinx_essay.output.builder",
    "sphinx_essay.output.not_found",
    "sphinx_essay.books",
    "sphinx_essay.theme",
    "sphinx_essay.theme.site_includes",
)
"""The parts of the extension, in the order in which they are set up."""


def env_version(version: str) -> int:
    """Return a number that each release has of its own, and so makes Sphinx read all pages again after an upgrade.

    Another release may make other doctrees of the same pages, of nodes that this one does not know.
    """
    major, minor, patch = (int(part) for part in version.split(".")[:3])
    return major * 1_000_000 + minor * 1_000 + patch


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up all parts."""
    app.setup_extension("myst_parser")
    app.setup_extension("sphinx_design")
    for part in PARTS:
        app.setup_extension(part)
    return {
        "version": __version__,
        "env_version": env_version(__version__),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
