"""Pages that lead on to another address, for moved pages (jekyll-redirect-from)."""

from __future__ import annotations

import html
from urllib.parse import quote

from sphinx_essay.core.addresses import quoted, relative_uri, split_address

_PAGE = """\
<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{canonical}">
<meta name="robots" content="noindex">
</head>
<body>
<h1>{title}</h1>
<p><a href="{target}">{target}</a></p>
</body>
</html>
"""


def redirect_page(output: str, target: str, site_url: str) -> str:
    """Return the HTML of a page that leads to ``target``.

    ``output`` is the page's own file, relative to the output folder: an address of the site is written relative to it, so
    that it holds under any prefix.  ``site_url`` is the published site's address, for the canonical link.
    """
    if split_address(target).scheme or target.startswith("//"):
        address = canonical = quoted(target)
    else:
        path = quoted(target.removeprefix("/"))
        place, mark, fragment = path.partition("#")
        address = (relative_uri(quote(output), place) or "./") + mark + fragment
        canonical = site_url.rstrip("/") + "/" + path if site_url else address
    return _PAGE.format(
        title="Redirecting…", target=html.escape(address, quote=True), canonical=html.escape(canonical, quote=True)
    )
