"""What a site says about its navigation as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_essay.core.titles import html_of_title, text_of_title
from sphinx_essay.core.value_text import text_of
from sphinx_essay.jekyll.theme_version import NEWEST

if TYPE_CHECKING:
    from sphinx_essay.navigation.order import NavSort


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """An entry of the menu that leads off the site, or to a file of it (where ``url`` begins with ``/``)."""

    title: str
    url: str
    new_tab: bool = False
    hide_icon: bool = False
    html: str = ""
    """The title as HTML, if it is more than text."""

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
    nowhere); ``root_doc`` is the site's first page, which begins the reading order wherever the menu has it; ``html_titles``
    whether titles that hold HTML are shown as such; ``has_children`` whether menus show a page's children only if the page
    says that it has any.
    """

    nav_sort: NavSort = "case_sensitive"
    external_links: tuple[ExternalLink, ...] = ()
    collections: tuple[NavCollection, ...] = ()
    show_unplaced: bool = False
    root_doc: str = "index"
    html_titles: bool = False
    has_children: bool = False

    @classmethod
    def from_config(
        cls,
        config: Mapping[str, Any],
        *,
        show_unplaced: bool = False,
        root_doc: str = "index",
        html_titles: bool = False,
        theme_version: tuple[int, int] = NEWEST,
    ) -> NavOptions:
        """Read the options from a Jekyll site's ``_config.yml``; what does not fit is taken as absent.

        Keys: ``nav_sort``, ``nav_external_links`` (``title``, ``url``, ``hide_icon``, ``opens_in_new_tab``),
        ``nav_external_links_new_tab``, ``just_the_docs.collections`` (``name``, ``nav_fold``,
        ``nav_exclude``).  ``theme_version`` is that of the Just the Docs that the site asks for.
        """
        theme = config.get("just_the_docs")
        return cls(
            nav_sort="case_insensitive" if config.get("nav_sort") == "case_insensitive" else "case_sensitive",
            external_links=external_links(
                config.get("nav_external_links"),
                new_tab=bool(config.get("nav_external_links_new_tab")),
                is_jekyll=True,
                html_titles=html_titles,
            ),
            collections=_collections(theme.get("collections") if isinstance(theme, Mapping) else None),
            show_unplaced=show_unplaced,
            root_doc=root_doc,
            html_titles=html_titles,
            has_children=theme_version < (0, 10),
        )


def external_links(
    value: object, *, new_tab: bool = False, is_jekyll: bool = False, html_titles: bool = False
) -> tuple[ExternalLink, ...]:
    """Read a list of tables with ``title`` and ``url``; their ``opens_in_new_tab`` wins over ``new_tab``.

    The titles of a Jekyll site are HTML.
    """
    if not isinstance(value, list | tuple):
        return ()
    return tuple(
        ExternalLink(
            title=text_of_title(title) if is_jekyll else title,
            url=text_of(link["url"]),
            new_tab=bool(new_tab if link.get("opens_in_new_tab") is None else link["opens_in_new_tab"]),
            hide_icon=bool(link.get("hide_icon")),
            html=html_of_title(title) if html_titles else "",
        )
        for link in value
        if isinstance(link, Mapping) and text_of(link.get("url"))
        for title in (text_of(link.get("title")) or text_of(link["url"]),)
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
