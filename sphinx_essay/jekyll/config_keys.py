"""The keys of ``_config.yml`` that are known, and why some of them change nothing here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_essay.config import OPTIONS
from sphinx_essay.core.theme_options import KEYS as THEME_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

_SASS = "the theme is no Sass: set its colours with CSS variables in a style sheet of your own"
_SERVER = "it is for Jekyll's own server and watcher"
_PROCESS = "it says how Jekyll runs, not what the site holds"
_SCRIPT = "no analytics are loaded unless the Sphinx configuration says so"

_PREVIEW = "an answer shows as much of its page as the search box has room for"
_CALLOUTS = "callouts are drawn so that their text can be read, light and dark"

WITHOUT_EFFECT: Final[Mapping[str, str]] = {
    "sass": _SASS,
    "compress_html": "pages are written without needless white space in any case",
    "host": _SERVER,
    "port": _SERVER,
    "detach": _SERVER,
    "livereload": _SERVER,
    "show_dir_listing": _SERVER,
    "watch": _SERVER,
    "force_polling": _SERVER,
    "destination": "the output folder is the one that sphinx-build is given",
    "keep_files": _PROCESS,
    "cache_dir": _PROCESS,
    "disable_disk_cache": _PROCESS,
    "incremental": "builds are incremental in any case",
    "safe": "plugins in Ruby never run",
    "whitelist": "plugins in Ruby never run",
    "plugins_dir": "plugins in Ruby never run",
    "quiet": _PROCESS,
    "verbose": _PROCESS,
    "trace": _PROCESS,
    "profile": _PROCESS,
    "lsi": "related posts are not computed",
    "paginate": "pages of posts are not split",
    "paginate_path": "pages of posts are not split",
    "ga_tracking": _SCRIPT,
    "ga_tracking_anonymize_ip": _SCRIPT,
    "ignore_theme_config": "the configuration of a Jekyll theme is not read",
    "callouts_level": _CALLOUTS,
    "callouts_opacity": _CALLOUTS,
    "mermaid": "diagrams are drawn where sphinxcontrib.mermaid is among the extensions in conf.py",
    "nav_error_report": "what is wrong in the navigation is always reported",
    "search.button": "the search box is on every page, and `/` leads to it",
    "search.focus_shortcut_key": "`/` and Ctrl-K lead to the search box",
    "search.heading_level": "the index has all headings",
    "search.preview_words_after": _PREVIEW,
    "search.preview_words_before": _PREVIEW,
    "search.previews": _PREVIEW,
    "search.rel_url": "answers are shown by their titles",
    "search.tokenizer_separator": "words are told apart as the site's language does",
    "search_tokenizer_separator": "words are told apart as the site's language does",
}
"""Keys that Jekyll or Just the Docs knows and that change nothing here, each with the reason; ``a.b`` is b in table a."""

COLOR_SCHEMES: Final = frozenset({"light", "dark", "auto"})
OWN_COLOR_SCHEME: Final = (
    "a scheme of the site's own gives its variables; it is dark where its name says so, else light"
)

KNOWN: Final[frozenset[str]] = (THEME_KEYS | {option.key for option in OPTIONS}) - {""} | frozenset(
    [
        "title",
        "description",
        "tagline",
        "url",
        "baseurl",
        "lang",
        "timezone",
        "repository",
        "source",
        "collections_dir",
        "data_dir",
        "layouts_dir",
        "includes_dir",
        "include",
        "exclude",
        "encoding",
        "markdown",
        "markdown_ext",
        "strict_front_matter",
        "future",
        "unpublished",
        "show_drafts",
        "limit_posts",
        "excerpt_separator",
        "permalink",
        "defaults",
        "collections",
        "gems",
        "theme",
        "remote_theme",
        "liquid",
        "highlighter",
        "just_the_docs",
        "nav_enabled",
        "nav_external_links_new_tab",
        "search",
        "logo",
        "favicon_ico",
        "csv_reader",
        "tsv_reader",
        "page_excerpts",
        "optional_front_matter",
        "titles_from_headings",
        "readme_index",
        "relative_links",
        "jekyll-default-layout",
        "redirect_from",
        "require_front_matter",
        "feed",
        "email",
        "author",
        "twitter",
        "facebook",
        "social",
        "logo",
        "github_username",
        "locale",
    ]
)
"""Keys that mean something here."""
