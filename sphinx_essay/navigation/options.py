"""What a site says about its navigation as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_essay.core.value_text import text_of

if TYPE_CHECKING:
    from sphinx_essay.navigation.order import NavSort


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """An entry of the menu that leads off the site, or to a file of it (where ``url`` begins with ``/``)."""

    title: str
    url: str
    new_tab: bool = False
    hide_icon: bool = False

    @property
    def place(self) -> str | None:
        """The address from the site's root, where the entry leads to a file of the site; None for one that leads off it."""
        return self.url.lstrip("/") if self.url.startswith("/") and not self.url.startswith("//") else None


@dataclass(frozen=True, slots=True)
class NavCollection:
    """A collection that the menu shows under a ``heading``; ``fold`` makes the heading a branch to open."""

    label: str
    heading: str
    fold: bool = False


@dataclass(frozen=True, slots=True)
class NavOptions:
    """The site's choices.

    ``show_unplaced`` says whether menus show the pages whose parent is unknown (Just the Docs shows them
    nowhere); ``root_doc`` is the site's first page, which begins the reading order wherever the menu has it.
    """

    nav_sort: NavSort = "case_sensitive"
    external_links: tuple[ExternalLink, ...] = ()
    collections: tuple[NavCollection, ...] = ()
    show_unplaced: bool = False
    root_doc: str = "index"

    @classmethod
    def from_config(
        cls, config: Mapping[str, Any], *, show_unplaced: bool = False, root_doc: str = "index"
    ) -> NavOptions:
        """Read the options from a Jekyll site's ``_config.yml``; what does not fit is taken as absent.

        Keys: ``nav_sort``, ``nav_external_links`` (``title``, ``url``, ``hide_icon``, ``opens_in_new_tab``),
        ``nav_external_links_new_tab``, ``just_the_docs.collections`` (``name``, ``nav_fold``,
        ``nav_exclude``).
        """
        theme = config.get("just_the_docs")
        return cls(
            nav_sort="case_insensitive" if config.get("nav_sort") == "case_insensitive" else "case_sensitive",
            external_links=external_links(
                config.get("nav_external_links"), new_tab=bool(config.get("nav_external_links_new_tab"))
            ),
            collections=_collections(theme.get("collections") if isinstance(theme, Mapping) else None),
            show_unplaced=show_unplaced,
            root_doc=root_doc,
        )


def external_links(value: object, *, new_tab: bool = False) -> tuple[ExternalLink, ...]:
    """Read a list of tables with ``title`` and ``url``; their ``opens_in_new_tab`` wins over ``new_tab``."""
    if not isinstance(value, list | tuple):
        return ()
    return tuple(
        ExternalLink(
            title=text_of(link.get("title")) or text_of(link["url"]),
            url=text_of(link["url"]),
            new_tab=bool(new_tab if link.get("opens_in_new_tab") is None else link["opens_in_new_tab"]),
            hide_icon=bool(link.get("hide_icon")),
        )
        for link in value
        if isinstance(link, Mapping) and text_of(link.get("url"))
    )


def _collections(value: object) -> tuple[NavCollection, ...]:
    if not isinstance(value, Mapping):
        return ()
    return tuple(
        NavCollection(text_of(label), text_of(table.get("name")), fold=table.get("nav_fold") is True)
        for label, entry in value.items()
        for table in (entry if isinstance(entry, Mapping) else {},)
        if table.get("nav_exclude") is not True
    )
