"""Redirects: ``redirect_from`` and ``redirect_to`` in front matter (jekyll-redirect-from)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_essay.core.addresses import split_address
from sphinx_essay.core.warnings import Diagnostic, Subtype
from sphinx_essay.jekyll.urls import climbs, output_file, same_place, sanitise, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_essay.core.page import Page


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that leads to another: ``url`` (held by the file ``output``) to ``target``.

    ``target`` is site-absolute without ``baseurl``, or a whole address elsewhere; ``path`` is the source file
    that says so.  ``replaces_page`` is true for ``redirect_to``, where the page's own address leads away.
    """

    url: str
    output: str
    target: str
    path: str
    replaces_page: bool = False


def find_redirects(pages: Iterable[Page]) -> tuple[list[Redirect], list[Diagnostic]]:
    """Return the redirects of the site, and what is wrong with them.

    A redirect from an address that a page has is left out: no page is lost.
    """
    pages = list(pages)
    taken = {same_place(page.url): page.path for page in pages}
    redirects: dict[str, Redirect] = {}
    problems: list[Diagnostic] = []
    for page in pages:
        target = next(iter(_addresses(page.front_matter.get("redirect_to"))), "")
        if target:
            if not (target.startswith("/") or split_address(target).scheme):
                target = f"/{target}"  # from the root of the site, wherever the page is
            redirects[page.output] = Redirect(page.url, page.output, target, page.path, replaces_page=True)
    for page in pages:
        for address in _addresses(page.front_matter.get("redirect_from")):
            line = page.line_of("redirect_from")
            if shortened(address) != address:
                message = "redirect_from holds a name that is too long for a file"
                problems.append(Diagnostic(Subtype.URL, message, page.path, line))
                continue
            if climbs(address):
                message = f"redirect_from {address} leaves the site"
                problems.append(Diagnostic(Subtype.URL, message, page.path, line))
            url = sanitise(address)
            output = output_file(url, ".html")
            owner = taken.get(same_place(url)) or (redirects[output].path if output in redirects else "")
            if owner:
                message = f"redirect_from {url} is left out: {owner} has this address"
                problems.append(Diagnostic(Subtype.URL_CONFLICT, message, page.path, line))
                continue
            redirects[output] = Redirect(url, output, page.url, page.path)
    return list(redirects.values()), problems


def _addresses(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item.strip() for item in values if isinstance(item, str) and item.strip()]
