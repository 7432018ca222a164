"""The theme's options: each one's type, default and meaning, and how its value is read.

Sphinx hands theme options over as they were written: Python objects from ``html_theme_options`` in a
``conf.py``, strings from ``-D html_theme_options.name=value`` and from ``theme.toml``.  Templates see only
:class:`ThemeOptions`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, cast

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


@dataclass(frozen=True, slots=True)
class ThemeOptions:
    """What a project can say about the theme; the metadata of a field holds what it means."""

    announcement: str = field(default="", metadata={"help": "HTML shown above every page."})
    aux_links: tuple[Link, ...] = field(
        default=(), metadata={"help": "Links at the end of the header: a mapping from text to address."}
    )
    aux_links_new_tab: bool = field(default=False, metadata={"help": "Open them in a new tab."})
    back_to_top: bool = field(default=True, metadata={"help": "Show “Back to top” in the footer."})
    back_to_top_text: str = field(default="", metadata={"help": "Its text; by default in the site's language."})
    callouts: tuple[Callout, ...] = field(
        default=(), metadata={"help": "Kinds of callouts: a mapping from class to `title` and `color`."}
    )
    color_scheme: Literal["auto", "light", "dark"] = field(
        default="auto",
        metadata={"help": "What a reader sees who has chosen nothing; `auto` follows the system."},
    )
    color_switch: bool = field(default=True, metadata={"help": "Show the switch between light and dark."})
    copy_button: bool = field(default=True, metadata={"help": "Put a button on code blocks that copies them."})
    edit_link_text: str = field(default="", metadata={"help": "Text of the edit link."})
    edit_view_mode: Literal["edit", "view"] = field(
        default="edit", metadata={"help": "Let the edit link open the editor, or only show the source."}
    )
    external_marks: bool = field(
        default=True, metadata={"help": "Mark links in the text that lead to other sites with an arrow."}
    )
    footer_content: str = field(default="", metadata={"help": "HTML in the footer, in place of the copyright."})
    heading_anchors: bool = field(default=True, metadata={"help": "Show a link to each heading beside it."})
    last_modified: bool = field(default=False, metadata={"help": "Show when a page was last modified."})
    last_modified_format: str = field(
        default="", metadata={"help": "The date's form, as for `strftime`; by default that of the language."}
    )
    last_modified_git: bool = field(
        default=False,
        metadata={
            "help": "With `last_modified`: take the date of the last commit where a page's front matter has none "
            "(`last_modified_date`). The repository's whole history has to be there."
        },
    )
    logo_alt: str = field(default="", metadata={"help": "Text for the logo; by default the project's title."})
    nav_footer: str = field(default="", metadata={"help": "HTML below the navigation."})
    page_toc: bool = field(default=False, metadata={"help": "Show the page's contents beside it on wide screens."})
    prev_next: bool = field(default=True, metadata={"help": "Show links to the page before and the page after."})
    search_enabled: bool = field(default=True, metadata={"help": "Show the search box."})
    search_placeholder: str = field(default="", metadata={"help": "What the empty search box says."})
    source_branch: str = field(default="main", metadata={"help": "Branch that the edit link leads to."})
    source_directory: str = field(default="", metadata={"help": "Folder of the sources in the repository."})
    source_repository: str = field(
        default="",
        metadata={"help": "Address of the repository (GitHub, GitLab, Bitbucket, Codeberg); shows the edit link."},
    )
    text_direction: Literal["auto", "ltr", "rtl"] = field(
        default="auto", metadata={"help": "Direction of the text; `auto` takes it from the language."}
    )
    title_separator: str = field(
        default=" | ",
        metadata={"help": "Stands between the page's and the site's title in the browser's tab."},
    )


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
            first = address[0] if isinstance(address, (list, tuple)) and address else address
            yield Link(str(title), str(first or ""))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _links(item)
    else:
        message = f"a mapping from texts to addresses is expected, not {value!r}"
        raise TypeError(message)


def _callout(name: str, what: object) -> Callout:
    if not isinstance(what, Mapping):
        return Callout(name, str(what or ""))
    opacity = what.get("opacity")
    return Callout(
        name=name,
        title=str(what.get("title") or ""),
        colour=str(what.get("color") or what.get("colour") or "grey-dk"),
        opacity=None if opacity is None else float(opacity),
    )


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
    """Read the edit link's mode.  Just the Docs calls it ``edit`` or, to show the source, ``tree``."""
    return "edit" if str(value).strip().lower() == "edit" else "view"


_READERS: Mapping[str, Any] = {
    **{
        option.name: read_bool if option.type == "bool" else (lambda value: str(value))
        for option in fields(cast("Any", ThemeOptions))
    },
    "aux_links": read_links,
    "callouts": read_callouts,
    "color_scheme": _read_scheme,
    "edit_view_mode": _read_view_mode,
    "text_direction": _one_of("auto", "ltr", "rtl"),
}
