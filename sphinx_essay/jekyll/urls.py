"""From a source file to its address and its output file: Jekyll's permalink styles and templates.

Pure functions. Addresses are site-absolute and without ``baseurl``; Jekyll's are percent-encoded where they
come from file names and stay as written where they come from ``permalink:``.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

POST_TEMPLATES = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
"""What the named permalink styles mean for posts (Jekyll: Permalinks, built-in formats)."""

HTML_SUFFIXES = (".html", ".xhtml", ".htm")
_PLAIN = re.compile(r"[a-zA-Z0-9./-]+")
_PLACEHOLDER = re.compile(r":([a-z_]+)")
# What Addressable leaves alone in a path, and further in what it takes for a query.
_PATH_SAFE = "-._~!$&'()*+,;=:@/"
_QUERY_SAFE = _PATH_SAFE + "?"


NAME_MAX = 255
"""The most bytes that a file's name may have (POSIX, and every common file system)."""

_LONGEST = 240
"""Bytes that a name may have: most file systems allow 255, and a build adds endings."""


def escape_path(path: str) -> str:
    """Percent-encode a path made of file names as Jekyll does; ``?`` stays (it reads as a query there)."""
    if not path or _PLAIN.fullmatch(path):
        return path
    return quote(path, safe=_QUERY_SAFE)


def sanitise(url: str) -> str:
    """Return ``url`` with one leading slash and nothing that climbs: ``..`` becomes ``/`` (Jekyll)."""
    url = ("/" + url).replace("..", "/").replace("./", "")
    return re.sub(r"/{2,}", "/", url)


def climbs(url: str) -> bool:
    """Say whether an address, decoded, has a ``..`` step that would leave the output folder."""
    path = re.split(r"[?#]", unquote(url))[0].replace("\\", "/")
    depth = 0
    for step in path.split("/"):
        depth += {"": 0, ".": 0, "..": -1}.get(step, 1)
        if depth < 0:
            return True
    return False


def suffix_for(style: str) -> str:
    """Return what a permalink style adds to the templates of pages and collections."""
    if style == "pretty":
        return "/"
    if style in ("date", "ordinal", "none"):
        return ":output_ext"
    if style.endswith("/"):
        return "/"
    return ":output_ext" if style.endswith(":output_ext") else ""


def page_template(basename: str, output_ext: str, style: str) -> str:
    """Return the template for a page's address (Jekyll: only HTML pages follow the permalink style)."""
    if output_ext not in HTML_SUFFIXES:
        return "/:path/:basename:output_ext"
    if basename == "index":
        return "/:path/"
    return "/:path/:basename" + suffix_for(style)


def page_url(template: str, *, folder: str, basename: str, output_ext: str) -> str:
    """Fill a page's template or ``permalink``: ``:path``, ``:basename`` and ``:output_ext``, no more."""
    values = {"path": folder, "basename": basename, "output_ext": output_ext}
    for name, value in values.items():
        template = template.replace(":" + name, escape_path(value))
    return sanitise(template)


def fill(template: str, values: Mapping[str, Callable[[], str]], unknown: list[str]) -> str:
    """Fill a document's template; a name that means nothing stays, and is added to ``unknown``.

    A name that ends in ``_`` is tried without it too (``:title_by_me`` is not, ``:title_`` is).
    """

    def value(found: re.Match[str]) -> str:
        for name in (found[1], found[1].removesuffix("_")):
            if name in values:
                return escape_path(values[name]()) + ("_" if name != found[1] else "")
        unknown.append(found[1])
        return found[0]

    return shortened(sanitise(_PLACEHOLDER.sub(value, template)))


def shortened(url: str) -> str:
    """Return ``url`` with no step longer than a file's name may be (255 bytes, less what is added to names)."""
    return "/".join(map(_cut, url.split("/")))


def _cut(step: str, most: int = _LONGEST) -> str:
    """Return the beginning of ``step`` that has at most so many bytes."""
    if len(step) * 4 <= most:  # no character takes more than four bytes
        return step
    return step.encode("utf-8", "surrogatepass")[:most].decode("utf-8", "ignore")


def output_file(url: str, output_ext: str) -> str:
    """Return the file that holds ``url``, relative to the output folder and never outside it.

    ``/x/`` is held by ``x/index`` and the suffix; any other address by a file of its own name, with the
    suffix added where it does not end so.
    """
    output_ext = output_ext.replace("\0", "")
    path = clamp(unquote(url))
    if url.endswith("/"):
        path = posixpath.join(path, "index")
    whole = path if output_ext and path.endswith(output_ext) else clamp(path + output_ext)
    folder, slash, name = whole.rpartition("/")
    if len(name.encode("utf-8", "surrogatepass")) > NAME_MAX:
        name = _cut(name.removesuffix(output_ext)) + _cut(output_ext, NAME_MAX - _LONGEST)
    return shortened(folder) + slash + name


def clamp(path: str) -> str:
    """Return ``path`` normalised and relative, without the steps that would climb above the root."""
    return posixpath.normpath("/" + path.replace("\0", "")).lstrip("/")


def split_name(name: str) -> tuple[str, str]:
    """Return a file name's base and its suffix, as Ruby and Jekyll split it (dots before the suffix go)."""
    stem, suffix = posixpath.splitext(name)
    return stem.rstrip("."), suffix


def place(path: str) -> str:
    """Return the form in which two (decoded) addresses of one page are equal: without ``index.html``."""
    return path.removesuffix("index.html") if path.endswith("/index.html") else path


def same_place(url: str) -> str:
    """Return the form in which two addresses, encoded or not, of one page are equal."""
    return place(unquote(url))
