"""What ``_config.yml`` says, in Sphinx's terms.

Pure: the site's configuration in, Sphinx's configuration values and the theme's options out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_essay.core.titles import text_of_title

if TYPE_CHECKING:
    from sphinx_essay.jekyll import SiteConfig

Values = dict[str, Any]

MYST_EXTENSIONS = ("attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "tasklist")
"""The extensions of MyST's syntax that a converted site's pages use."""


def sphinx_values(config: SiteConfig) -> Values:
    """Return the values of Sphinx's configuration that a site's ``_config.yml`` decides."""
    title = text_of_title(config.title) or "Site"
    author = _author(config) or title
    values: Values = {
        "html_theme": "sphinx_essay",
        "project": title,
        "html_title": title,
        "language": language(config.lang or "en"),
        "html_theme_options": dict(config.theme_options),
        "essay_kramdown": dict(config.kramdown),
        "author": author,
        "copyright": author,
        # An EPUB must name these.
        "epub_author": author,
        "epub_publisher": author,
        "epub_copyright": author,
        "version": "1",
        # kramdown has set the typography already, and Jekyll shows neither an index nor the sources of pages.
        "smartquotes": False,
        "html_use_index": False,
        "html_domain_indices": False,
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_sphinx": False,
        "html_show_copyright": False,
        # A scaled image is not a link to its full size in Jekyll.
        "html_scaled_image_link": False,
        "highlight_language": "text",
    }
    if config.is_myst:
        values["essay_dialect"] = "myst"
        values["myst_enable_extensions"] = set(MYST_EXTENSIONS)
    if config.url:
        values["html_baseurl"] = f"{config.url}{config.baseurl}/"
    return values


def drawing_values(config: SiteConfig) -> Values:
    """Return the values for sphinxcontrib-mermaid, where the site has its diagrams drawn (Just the Docs: ``mermaid``).

    Its own version of Mermaid stays: older ones, which sites name, it refuses.  Each diagram is as high as it is, not 500
    pixels as the extension has it.
    """
    return {"myst_fence_as_directive": {"mermaid"}, "mermaid_height": "auto"} if "mermaid" in config.raw else {}


def language(tag: str) -> str:
    """Return Sphinx's name of a language for a language tag (``pt-BR`` → ``pt_BR``, ``en-US`` → ``en``)."""
    parts = tag.strip().replace("_", "-").split("-")
    head = parts[0].lower() or "en"
    if len(parts) == 1 or head == "en":
        return head
    region = parts[1]
    return f"{head}_{region.upper() if len(region) == 2 else region.title()}"


def _author(config: SiteConfig) -> str:
    """Return the author, who may be given by name or as a table with a name (jekyll-seo-tag)."""
    author = config.raw.get("author")
    if isinstance(author, dict):
        author = author.get("name")
    return author if isinstance(author, str) else ""
