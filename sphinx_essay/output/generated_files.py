"""Files that Jekyll's plugins make of the site as a whole, and the mark that keeps GitHub Pages from running Jekyll on it.

``sitemap.xml`` and ``robots.txt`` as jekyll-sitemap makes them, ``redirects.json`` as jekyll-redirect-from does, and the
feeds of jekyll-feed.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sphinx_essay.core.addresses import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_essay.core.page import Page
    from sphinx_essay.jekyll import Site


def generated_files(site: Site, root: str, feeds: Iterable[tuple[str, str]] = ()) -> Iterator[tuple[str, str]]:
    """Yield the files of a site's plugins, each relative to the output folder with its text.

    ``root`` is the address of the published site, without a slash at its end.  A file that the site has itself is never
    made.  ``feeds`` are its feeds (:func:`~sphinx_essay.liquid.feed_file.feed_files`).
    """
    own = {file.output for file in site.static_files} | {page.output for page in (*site.pages, *site.rendered_files)}
    for output, text in (*_files(site, root), *feeds):
        if output not in own:
            yield output, text


def _files(site: Site, root: str) -> Iterator[tuple[str, str]]:
    # Without it GitHub Pages would leave out every folder whose name begins with an underscore.
    yield ".nojekyll", ""
    if "jekyll-sitemap" in site.plugins and "://" in root:
        yield "sitemap.xml", sitemap(site, root)
        yield "robots.txt", f"Sitemap: {_absolute(root, '/sitemap.xml')}\n"
    if "jekyll-redirect-from" in site.plugins:
        leads = {redirect.url: _absolute(root, redirect.target) for redirect in site.redirect_list}
        yield "redirects.json", json.dumps(leads, ensure_ascii=False)


def sitemap(site: Site, root: str) -> str:
    """Return the sitemap of the site at ``root``: pages, static pages and PDFs.

    Pages that say ``sitemap: false`` or lead on to others are not in it.
    """
    leading_on = {redirect.output for redirect in site.redirect_list if redirect.replaces_page}
    places = {
        page.url: _modified(page)
        for page in site.pages
        if page.front_matter.get("sitemap") is not False and page.output not in leading_on
    }
    for file in site.static_files:
        if file.output.endswith((".htm", ".html", ".xhtml", ".pdf")) and not file.output.endswith("404.html"):
            places.setdefault(quoted(file.url, marks="%"), "")
    entries = []
    for url, modified in places.items():
        if url.endswith("/404.html"):
            continue
        lastmod = f"\n<lastmod>{modified}</lastmod>" if modified else ""
        entries.append(f"<url>\n<loc>{escape(_absolute(root, url))}</loc>{lastmod}\n</url>\n")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "".join(entries)
        + "</urlset>\n"
    )


def _modified(page: Page) -> str:
    """Return when a page was last changed, as far as it says so itself (ISO 8601)."""
    said = page.front_matter.get("last_modified_at") or page.front_matter.get("date")
    return said.isoformat() if isinstance(said, date | datetime) else ""


def _absolute(root: str, address: str) -> str:
    if "://" in address:
        return address
    return quoted(root + address, marks="%")
