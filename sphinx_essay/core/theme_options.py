"""The theme's options: each one's type, default and meaning, its key in ``_config.yml``, and how its value is read.

Sphinx hands theme options over as they were written: Python objects from ``html_theme_options`` in a
``conf.py`` or from a site's ``_config.yml``, strings from ``-D html_theme_options.name=value`` and from ``theme.toml``.
Templates see only :class:`ThemeOptions`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, Literal, cast

_FALSE = frozenset({"", "0", "false", "no", "off", "none"})


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its text."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Callout:
    """A kind of callout: the class that marks it, the title it shows, and the name of its colour.

    Just the Docs: ``callouts`` in ``_config.yml``; the colour is one of ``grey-lt``, ``grey-dk``, ``purple``,
    ``blue``, ``green``, ``yellow`` and ``red``.
    """

    name: str
    title: str = ""
    colour: str = "grey-dk"
    opacity: float | None = None


def _option(default: Any, meaning: str, key: str = "") -> Any:
    """Return the field of an option; ``key`` is what says the same in ``_config.yml`` (Just the Docs: Configuration)."""
    return field(default=default, metadata={"help": meaning, "key": key})


@dataclass(frozen=True, slots=True)
class ThemeOptions:
    """What a project can say about the theme; the metadata of a field holds what it means and its key in ``_config.yml``."""

    announcement: str = _option("", "HTML shown above every page.")
    aux_links: tuple[Link, ...] = _option(
        (), "Links at the end of the header: a mapping from text to address.", "aux_links"
    )
    aux_links_new_tab: bool = _option(False, "Open them in a new tab.", "aux_links_new_tab")
    back_to_top: bool = _option(True, "Show “Back to top” in the footer.", "back_to_top")
    back_to_top_text: str = _option("", "Its text; by default in the site's language.", "back_to_top_text")
    callouts: tuple[Callout, ...] = _option(
        (), "Kinds of callouts: a mapping from class to `title` and `color`.", "callouts"
    )
    color_scheme: Literal["auto", "light", "dark"] = _option(
        "auto", "What a reader sees who has chosen nothing; `auto` follows the system.", "color_scheme"
    )
    color_switch: bool = _option(True, "Show the switch between light and dark.")
    copy_button: bool = _option(True, "Put a button on code blocks that copies them.", "enable_copy_code_button")
    edit_link_text: str = _option("", "Text of the edit link.", "gh_edit_link_text")
    edit_view_mode: str = _option(
        "edit",
        "Let the edit link open the editor (`edit`), show the source (`view`), or do what else the repository's host has a"
        " word for in its addresses (`tree`, `blame`).",
        "gh_edit_view_mode",
    )
    external_marks: bool = _option(True, "Mark links in the text that lead to other sites with an arrow.")
    footer_content: str = _option("", "HTML in the footer, in place of the copyright.", "footer_content")
    heading_anchors: bool = _option(True, "Show a link to each heading beside it.", "heading_anchors")
    last_modified: bool = _option(False, "Show when a page was last modified.", "last_edit_timestamp")
    last_modified_format: str = _option(
        "", "The date's form, as for `strftime`; by default that of the language.", "last_edit_time_format"
    )
    last_modified_git: bool = _option(
        False,
        "With `last_modified`: take the date of the last commit where a page's front matter has none "
        "(`last_modified_date`). The repository's whole history has to be there.",
    )
    logo_alt: str = _option("", "Text for the logo; by default the project's title.")
    nav_footer: str = _option("", "HTML below the navigation.")
    page_toc: bool = _option(False, "Show the page's contents beside it on wide screens.")
    prev_next: bool = _option(True, "Show links to the page before and the page after.")
    search_enabled: bool = _option(True, "Show the search box.", "search_enabled")
    search_placeholder: str = _option("", "What the empty search box says.")
    source_branch: str = _option("main", "Branch that the edit link leads to.", "gh_edit_branch")
    source_directory: str = _option("", "Folder of the sources in the repository.", "gh_edit_source")
    source_repository: str = _option(
        "",
        "Address of the repository (GitHub, GitLab, Bitbucket, Codeberg); shows the edit link.",
        "gh_edit_repository",
    )
    text_direction: Literal["auto", "ltr", "rtl"] = _option(
        "auto", "Direction of the text; `auto` takes it from the language."
    )
    title_separator: str = _option(" | ", "Stands between the page's and the site's title in the browser's tab.")


def read_options(values: Mapping[str, Any]) -> tuple[ThemeOptions, tuple[str, ...]]:
    """Read the options; names that are not the theme's are passed over.

    :return: the options, and what is wrong with each that could not be understood and has its default.
    """
    known: dict[str, Any] = {}
    problems: list[str] = []
    for option in fields(ThemeOptions):
        value = values.get(option.name)
        if value is None:
            continue
        try:
            known[option.name] = _READERS[option.name](value)
        except (TypeError, ValueError) as error:
            problems.append(f"{option.name}: {error}")
    return ThemeOptions(**known), tuple(problems)


_EDIT_LINK: Final = ("gh_edit_link", "gh_edit_link_text", "gh_edit_repository", "gh_edit_branch", "gh_edit_view_mode")
"""What all must be set for there to be a link (Just the Docs)."""

KEYS: Final = frozenset(option.metadata["key"] for option in fields(ThemeOptions)) - {""} | {*_EDIT_LINK}
"""The keys of ``_config.yml`` that an option comes from."""


def options_of_site(own: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the options that ``own``, the content of ``_config.yml``, decides, and what is wrong with others, by key."""
    # Just the Docs shows this link only when it is asked to; this theme always, unless it is told otherwise.
    values: dict[str, Any] = {"back_to_top": False}
    has_edit_link = all(own.get(key) for key in _EDIT_LINK)
    problems: dict[str, str] = {}
    for option in fields(ThemeOptions):
        key = option.metadata["key"]
        value = own.get(key)
        if value in (None, "") or (key.startswith("gh_edit_") and not has_edit_link):
            continue
        _, problem = read_options({option.name: value})
        if problem:
            problems[key] = problem[0].partition(": ")[2]
        else:
            values[option.name] = value
    return values, problems


def read_bool(value: object) -> bool:
    """Read a truth value, also one given as a string (``-D``)."""
    return value.strip().lower() not in _FALSE if isinstance(value, str) else bool(value)


def read_links(value: object) -> tuple[Link, ...]:
    """Read links: a mapping of texts to addresses, or a list of such mappings or of ``{title, url}``.

    Just the Docs: ``aux_links`` maps a text to a list that holds the address.

    :raises ValueError, TypeError: where the value has another form.
    """
    return tuple(_links(_decode(value)))


def read_callouts(value: object) -> tuple[Callout, ...]:
    """Read callouts from a mapping of class names to ``{title, color, opacity}`` (or to a title alone).

    :raises ValueError, TypeError: where the value has another form.
    """
    found = _decode(value)
    if not found:
        return ()
    if not isinstance(found, Mapping):
        message = "a mapping from class names is expected"
        raise TypeError(message)
    return tuple(_callout(str(name), what) for name, what in found.items())


def _decode(value: object) -> Any:
    """Turn JSON from the command line into what a ``conf.py`` would have given."""
    if not isinstance(value, str):
        return value
    return json.loads(value) if value.strip() else None


def _links(value: object) -> Iterable[Link]:
    if not value:
        return
    if isinstance(value, Mapping):
        if "title" in value and "url" in value:
            yield Link(str(value["title"]), str(value["url"]))
            return
        for title, address in value.items():
            # Just the Docs prints the list that it finds there, which joins its items.
            whole = "".join(map(str, address)) if isinstance(address, (list, tuple)) else str(address or "")
            if title is not None and address is not None:
                yield Link(str(title), whole)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _links(item)
    else:
        message = f"a mapping from texts to addresses is expected, not {value!r}"
        raise TypeError(message)


def _callout(name: str, what: object) -> Callout:
    if not isinstance(what, Mapping):
        return Callout(name, str(what or ""))
    return Callout(
        name=name,
        title=str(what.get("title") or ""),
        colour=str(what.get("color") or what.get("colour") or "grey-dk"),
        opacity=_opacity(what.get("opacity")),
    )


def _opacity(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def read_text(value: object) -> str:
    """Read a text.

    :raises TypeError: if the value has parts.
    """
    if isinstance(value, Mapping | list | tuple):
        message = f"a text is expected, not {value!r}"
        raise TypeError(message)
    return str(value)


def _one_of(*names: str) -> Any:
    def read(value: object) -> str:
        word = str(value).strip().lower()
        if word not in names:
            message = f"{' or '.join(names)} is expected, not {value!r}"
            raise ValueError(message)
        return word

    return read


def _read_scheme(value: object) -> str:
    """Read the colour scheme; a scheme of the site's own counts as dark where its name says so."""
    word = str(value).strip().lower()
    return word if word in {"", "auto", "light", "dark"} and word else ("dark" if "dark" in word else "light")


def _read_view_mode(value: object) -> str:
    """Read the edit link's mode: a word of the addresses on the repository's host."""
    word = str(value).strip().lower()
    return word if re.fullmatch("[a-z]+", word) else "view"


_READERS: Mapping[str, Any] = {
    **{option.name: read_bool if option.type == "bool" else read_text for option in fields(cast("Any", ThemeOptions))},
    "aux_links": read_links,
    "callouts": read_callouts,
    "color_scheme": _read_scheme,
    "edit_view_mode": _read_view_mode,
    "text_direction": _one_of("auto", "ltr", "rtl"),
}
