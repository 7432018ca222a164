"""``_config.yml`` as data: Jekyll's settings and Just the Docs', typed, with their defaults."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sphinx_essay.core.theme_options import options_of_site
from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.core.yaml11 import YamlError, load_with_lines
from sphinx_essay.jekyll.config_keys import COLOR_SCHEMES, KNOWN, OWN_COLOR_SCHEME, WITHOUT_EFFECT
from sphinx_essay.jekyll.defaults import Default, deep_merge, read_defaults
from sphinx_essay.jekyll.entry_filter import DEFAULT_EXCLUDES

if TYPE_CHECKING:
    from pathlib import Path

CONFIG_NAMES: Final = ("_config.yml", "_config.yaml", "_config.toml")
"""The configuration files that Jekyll looks for, in this order; the first that exists is the one."""

KRAMDOWN_DEFAULTS: Final[Mapping[str, Any]] = {
    "auto_ids": True,
    "toc_levels": [1, 2, 3, 4, 5, 6],
    "entity_output": "as_char",
    "smart_quotes": "lsquo,rsquo,ldquo,rdquo",
    "input": "GFM",
    "hard_wrap": False,
    "guess_lang": True,
    "footnote_nr": 1,
}
"""What Jekyll tells kramdown where the site says nothing."""

JEKYLL_DEFAULTS: Final[Mapping[str, Any]] = {
    "baseurl": None,
    "collections_dir": "",
    "data_dir": "_data",
    "defaults": [],
    "encoding": "utf-8",
    "excerpt_separator": "\n\n",
    "future": False,
    "highlighter": "rouge",
    "include": [".htaccess"],
    "includes_dir": "_includes",
    "layouts_dir": "_layouts",
    "limit_posts": 0,
    "liquid": {"error_mode": "warn", "strict_filters": False, "strict_variables": False},
    "markdown": "kramdown",
    "markdown_ext": "markdown,mkdown,mkdn,mkd,md",
    "paginate_path": "/page:num",
    "permalink": "date",
    "plugins": [],
    "plugins_dir": "_plugins",
    "safe": False,
    "show_drafts": None,
    "strict_front_matter": False,
    "timezone": None,
    "unpublished": False,
}
"""What templates read of ``site`` where the site says nothing (Jekyll: Default Configuration), as far as it is the same on
every machine."""

_DIALECTS: Final = frozenset({"kramdown", "kramdowngfm", "myst"})
"""What ``markdown`` may be."""

GITHUB_PAGES_PLUGINS: Final = (
    "jekyll-optional-front-matter",
    "jekyll-titles-from-headings",
    "jekyll-default-layout",
    "jekyll-relative-links",
    "jekyll-readme-index",
    "jekyll-github-metadata",
)
"""What GitHub Pages adds to every site, as far as it changes what the sources mean."""


@dataclass(frozen=True, slots=True)
class CollectionConfig:
    """One entry of ``collections``; ``permalink`` is "" where the site's style decides."""

    label: str
    output: bool = False
    permalink: str = ""
    order: tuple[str, ...] = ()
    sort_by: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)


class _Reader:
    """Reads typed values out of a mapping, so that one wrong entry costs that entry and no more."""

    __slots__ = ("raw",)

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw

    def text(self, key: str, default: str = "") -> str:
        value = self.raw.get(key)
        return default if value is None or isinstance(value, dict | list) else str(value)

    def number(self, key: str, default: int) -> int:
        value = self.raw.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def table(self, key: str) -> Mapping[str, Any]:
        value = self.raw.get(key)
        return {str(name): item for name, item in value.items()} if isinstance(value, Mapping) else {}

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.raw.get(key)
        if isinstance(value, str):
            return (value,)
        return tuple(str(item) for item in value if item is not None) if isinstance(value, list) else ()


@dataclass(frozen=True)
class SiteConfig:
    """What ``_config.yml`` says, with the defaults of Jekyll and Just the Docs.

    ``raw`` holds the whole mapping as written (with overrides merged in and Jekyll's defaults beneath); the
    other fields are what this project acts on.  ``file`` is the name of the file that was read, "" where
    there is none, and ``lines`` the 1-based line of each of its top-level keys.
    """

    raw: Mapping[str, Any] = field(default_factory=dict, repr=False)
    own: Mapping[str, Any] = field(default_factory=dict, repr=False)
    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, repr=False)

    # The site
    title: str = ""
    description: str = ""
    url: str = ""
    baseurl: str = ""
    lang: str = ""
    timezone: str = ""
    repository: str = ""
    # What is read
    source: str = ""
    collections_dir: str = ""
    data_dir: str = "_data"
    layouts_dir: str = "_layouts"
    includes_dir: str = "_includes"
    include: tuple[str, ...] = (".htaccess",)
    exclude: tuple[str, ...] = DEFAULT_EXCLUDES
    encoding: str = "utf-8"
    markdown_suffixes: tuple[str, ...] = (".markdown", ".mkdown", ".mkdn", ".mkd", ".md")
    future: bool = False
    unpublished: bool = False
    show_drafts: bool = False
    limit_posts: int = 0
    # Addresses
    permalink: str = "date"
    defaults: tuple[Default, ...] = field(default=(), repr=False)
    collections: Mapping[str, CollectionConfig] = field(default_factory=dict)
    # Plugins and theme
    plugins: tuple[str, ...] = ()
    theme: str = ""
    remote_theme: str = ""
    markdown: str = "kramdown"
    kramdown: Mapping[str, Any] = field(default_factory=lambda: dict(KRAMDOWN_DEFAULTS))
    liquid: Mapping[str, Any] = field(default_factory=dict)
    # Just the Docs
    unsearched_collections: frozenset[str] = frozenset()
    color_scheme: str = "light"
    theme_options: Mapping[str, Any] = field(default_factory=dict)
    logo: str = ""
    favicon_ico: str = "/favicon.ico"

    @classmethod
    def load(
        cls, source: Path, overrides: Mapping[str, Any] | None = None
    ) -> tuple[SiteConfig, tuple[Diagnostic, ...]]:
        """Read the configuration file in the folder ``source``, with ``overrides`` (of the same form) on top.

        A file that cannot be read counts as empty, and a diagnostic says so.
        """
        name = next((name for name in CONFIG_NAMES if (source / name).is_file()), "")
        data: Mapping[str, Any] = {}
        lines: Mapping[str, int] = {}
        problems: list[Diagnostic] = []
        if name:
            try:
                data, lines = _read(source / name)
            except (YamlError, tomllib.TOMLDecodeError, OSError, UnicodeError) as error:
                message = f"the site's configuration is left out: {error}"
                problems.append(Diagnostic(Subtype.CONFIG, message, name, getattr(error, "line", 0)))
        config, wrong = cls.from_mapping(deep_merge(data, overrides or {}), file=name, lines=lines)
        return config, (*problems, *wrong)

    @classmethod
    def from_mapping(
        cls, own: Mapping[str, Any], *, file: str = "", lines: Mapping[str, int] | None = None
    ) -> tuple[SiteConfig, tuple[Diagnostic, ...]]:
        """Return the configuration that ``own``, the content of ``_config.yml``, makes, and its faults."""
        lines = lines or {}
        problems: list[Diagnostic] = []

        def wrong(key: str, message: str) -> None:
            problems.append(Diagnostic(Subtype.CONFIG, f"{key}: {message}", file, lines.get(key, 0)))

        read = _Reader(own)
        permalink = read.text("permalink", "date")
        collections = _collections(own.get("collections"), permalink, wrong)
        defaults, bad = read_defaults(own.get("defaults"))
        if bad or not isinstance(own.get("defaults", []), list | None):
            wrong("defaults", "an entry is left out that is no mapping with `values`")
        for entry in defaults:
            if entry.path.startswith("/"):
                wrong("defaults", f"no page has the path {entry.path}: in Jekyll, too, paths begin without a slash")
        for key in ("include", "exclude", "plugins"):
            if not isinstance(own.get(key), list | None):
                wrong(key, "must be a list")
        markdown = read.text("markdown").strip().lower() or "kramdown"
        if markdown not in _DIALECTS:
            wrong(
                "markdown",
                f"{markdown!r} has no effect: pages are read as kramdown, or with 'myst' as MyST (CommonMark)",
            )
        options, misread = options_of_site(own)
        for key, message in misread.items():
            wrong(key, message)
        _check_external_links(own.get("nav_external_links"), wrong)
        exclude = (*read.texts("exclude"), *DEFAULT_EXCLUDES)
        kramdown = deep_merge(KRAMDOWN_DEFAULTS, read.table("kramdown"))
        raw = deep_merge(
            JEKYLL_DEFAULTS,
            own,
        )
        raw |= {
            "kramdown": kramdown,
            "exclude": list(dict.fromkeys(exclude)),
            "collections": {label: dict(item.metadata) for label, item in collections.items()},
        }
        config = cls(
            raw=raw,
            own=own,
            file=file,
            lines=lines,
            title=read.text("title").strip(),
            description=read.text("description").strip(),
            url=read.text("url").rstrip("/"),
            baseurl=_baseurl(read.text("baseurl")),
            lang="no" if raw.get("lang") is False else read.text("lang"),  # Norwegian, which YAML takes for a denial
            timezone=read.text("timezone"),
            repository=read.text("repository"),
            source=read.text("source"),
            collections_dir=read.text("collections_dir").strip("/"),
            data_dir=read.text("data_dir", "_data").strip("/"),
            layouts_dir=read.text("layouts_dir", "_layouts").strip("/"),
            includes_dir=read.text("includes_dir", "_includes").strip("/"),
            include=read.texts("include") if own.get("include") is not None else (".htaccess",),
            exclude=tuple(dict.fromkeys(exclude)),
            encoding=read.text("encoding", "utf-8"),
            markdown_suffixes=tuple(
                "." + suffix.strip().lower()
                for suffix in read.text("markdown_ext", "markdown,mkdown,mkdn,mkd,md").split(",")
                if suffix.strip()
            ),
            future=own.get("future") is True,
            unpublished=own.get("unpublished") is True,
            show_drafts=own.get("show_drafts") is True,
            limit_posts=read.number("limit_posts", 0),
            permalink=permalink,
            defaults=tuple(defaults),
            collections=collections,
            plugins=read.texts("plugins") or read.texts("gems"),
            theme=read.text("theme"),
            remote_theme=read.text("remote_theme"),
            markdown=markdown,
            kramdown=kramdown,
            liquid=read.table("liquid"),
            unsearched_collections=_unsearched(_Reader(read.table("just_the_docs")).table("collections")),
            color_scheme="light" if read.text("color_scheme", "nil") == "nil" else read.text("color_scheme"),
            logo=read.text("logo"),
            favicon_ico=read.text("favicon_ico", "/favicon.ico"),
            theme_options=options,
        )
        return config, tuple(problems)

    def default_plugins(self) -> tuple[str, ...]:
        """Return the plugins that the site names, with GitHub Pages' own where it is built there."""
        on_github = self.remote_theme or "github-pages" in self.plugins
        return tuple(dict.fromkeys((*self.plugins, *(GITHUB_PAGES_PLUGINS if on_github else ()))))

    def keys_without_effect(self) -> dict[str, str]:
        """Return the keys of the file that change nothing here, each with the reason; ``a.b`` is b in the table a."""
        tables = {f"{key}.{name}" for key, table in self.own.items() if isinstance(table, Mapping) for name in table}
        found = {key: why for key, why in WITHOUT_EFFECT.items() if key in self.own or key in tables}
        return found if self.color_scheme in COLOR_SCHEMES else {**found, "color_scheme": OWN_COLOR_SCHEME}

    def unknown_keys(self) -> tuple[str, ...]:
        """Return the keys that neither Jekyll nor Just the Docs knows; Liquid may still ask for them."""
        return tuple(key for key in self.own if key not in KNOWN and key not in WITHOUT_EFFECT)

    @property
    def is_myst(self) -> bool:
        """Whether the site's Markdown is MyST, without Liquid (``markdown: myst``, a value that Jekyll does not know)."""
        return self.markdown == "myst"

    def is_markdown(self, suffix: str) -> bool:
        """Say whether files with this suffix (with its dot) are Markdown."""
        return suffix.lower() in self.markdown_suffixes


_Wrong = Callable[[str, str], None]


def _read(path: Path) -> tuple[Mapping[str, Any], Mapping[str, int]]:
    text = path.read_text("utf-8-sig")
    if path.suffix == ".toml":
        return tomllib.loads(text), {}
    loaded = load_with_lines(text)
    if loaded.value is None:
        return {}, {}
    if not isinstance(loaded.value, dict):
        msg = "it must be a mapping of keys to values"
        raise YamlError(msg, 1)
    return loaded.value, loaded.lines


def _baseurl(text: str) -> str:
    """Return ``baseurl`` with one slash before it and none after, "" where the site lies at the root."""
    text = text.strip().strip("/")
    return "/" + text if text else ""


def _collections(value: object, permalink: str, wrong: _Wrong) -> dict[str, CollectionConfig]:
    tables: dict[str, Mapping[str, Any]] = {"posts": {}}
    if isinstance(value, Mapping):
        tables |= {_label(label): dict(item) if isinstance(item, Mapping) else {} for label, item in value.items()}
    elif isinstance(value, list):
        tables |= {_label(label): {} for label in value}
    elif value is not None:
        wrong("collections", "must be a mapping or a list")
    collections = {}
    for label, table in tables.items():
        read = _Reader(table)
        collections[label] = CollectionConfig(
            label=label,
            output=label == "posts" or table.get("output") not in (None, False),
            permalink=read.text("permalink", permalink if label == "posts" else ""),
            order=read.texts("order"),
            sort_by=read.text("sort_by"),
            metadata=table,
        )
    return collections


def _label(value: object) -> str:
    """Return a collection's label, which names its folder: other signs than Jekyll allows go."""
    return re.sub(r"[^A-Za-z0-9_.-]", "", str(value))


def _unsearched(tables: Mapping[str, Any]) -> frozenset[str]:
    """Return the labels of the collections that ``just_the_docs.collections`` keeps from the search index."""
    return frozenset(
        label for label, table in tables.items() if isinstance(table, Mapping) and table.get("search_exclude") is True
    )


def _check_external_links(value: object, wrong: _Wrong) -> None:
    """Name what is wrong with ``nav_external_links``, which the navigation reads itself."""
    if not isinstance(value, list | None):
        wrong("nav_external_links", "must be a list")
    for entry in value if isinstance(value, list) else []:
        if not isinstance(entry, Mapping) or entry.get("url") is None:
            wrong("nav_external_links", "an entry is left out that has no `url`")
