"""What ``_config.yml`` says, in Sphinx's terms.

Pure: a mapping in, a mapping out.  The keys are those of Jekyll and of Just the Docs (``docs/configuration`` there); the
values are Sphinx's configuration values and the theme's options.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx_essay.theme.options import read_bool

Values = dict[str, Any]


def sphinx_values(config: Mapping[str, Any]) -> Values:
    """Return the values of Sphinx's configuration that a site's ``_config.yml`` decides."""
    title = _text(config, "title")
    values: Values = {
        "html_theme": "sphinx_essay",
        "project": title or "Site",
        "html_title": title or "Site",
        "language": language(_text(config, "lang") or "en"),
        "html_theme_options": theme_options(config),
        "essay_kramdown": dict(_table(config, "kramdown")),
        # Kramdown has set the typography already, and Jekyll shows neither an index nor the sources of pages.
        "smartquotes": False,
        "html_use_index": False,
        "html_domain_indices": False,
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_sphinx": False,
        # A scaled image is not a link to its full size in Jekyll.
        "html_scaled_image_link": False,
        "highlight_language": "text",
    }
    if author := _author(config):
        values["author"] = author
    if url := _text(config, "url"):
        values["html_baseurl"] = url.rstrip("/") + "/" + (_text(config, "baseurl").strip("/") + "/").lstrip("/")
    if config.get("search_enabled") is False:
        values["html_theme_options"]["search_enabled"] = False
    return values


def language(tag: str) -> str:
    """Return Sphinx's name of a language for a language tag (``pt-BR`` → ``pt_BR``, ``en-US`` → ``en``)."""
    parts = tag.strip().replace("_", "-").split("-")
    head = parts[0].lower() or "en"
    if len(parts) == 1 or head == "en":
        return head
    region = parts[1]
    return f"{head}_{region.upper() if len(region) == 2 else region.title()}"


def theme_options(config: Mapping[str, Any]) -> Values:
    """Return the theme's options that a site's ``_config.yml`` decides."""
    options: Values = {
        name: config[name]
        for name in (
            "aux_links",
            "aux_links_new_tab",
            "back_to_top",
            "back_to_top_text",
            "callouts",
            "footer_content",
            "heading_anchors",
        )
        if config.get(name) is not None
    }
    options["color_scheme"] = _text(config, "color_scheme") or "light"
    if config.get("enable_copy_code_button") is False:
        options["copy_button"] = False
    if read_bool(config.get("last_edit_timestamp") or False):
        options["last_modified"] = True
        options["last_modified_format"] = _text(config, "last_edit_time_format")
    if read_bool(config.get("gh_edit_link") or False) and _text(config, "gh_edit_repository"):
        options["source_repository"] = _text(config, "gh_edit_repository")
        options["source_branch"] = _text(config, "gh_edit_branch") or "main"
        options["source_directory"] = _text(config, "gh_edit_source")
        options["edit_link_text"] = _text(config, "gh_edit_link_text")
        options["edit_view_mode"] = "edit" if _text(config, "gh_edit_view_mode") == "edit" else "view"
    search = _table(config, "search")
    if placeholder := _text(search, "placeholder"):
        options["search_placeholder"] = placeholder
    return options


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    return "" if value is None or isinstance(value, (Mapping, list)) else str(value)


def _table(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = table.get(key)
    return value if isinstance(value, Mapping) else {}


def _author(config: Mapping[str, Any]) -> str:
    """Return the author, who may be given by name or as a table with a name (jekyll-seo-tag)."""
    author = config.get("author")
    return _text(author, "name") if isinstance(author, Mapping) else _text(config, "author")
