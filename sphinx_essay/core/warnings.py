"""Every warning that sphinx-essay gives, documented once.

A warning is of type ``essay`` with one of these subtypes, so that ``suppress_warnings = ["essay.parent"]`` silences one
kind and ``-W`` makes any of them fatal.  The reference page of the documentation is generated from this enumeration.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.util.logging import SphinxLoggerAdapter


class Subtype(Enum):
    """A warning's subtype; the value is its name after ``essay.``, the text beneath it says cause and cure."""

    FRONT_MATTER = "front-matter"
    """The YAML block at the head of a page cannot be read.  The page is built without it; mend the YAML."""

    PARENT = "parent"
    """``parent``, ``grand_parent`` or ``ancestor`` names no page.  The page is built and stands in the reading order, below
    the page that was certainly meant or else at the end; ``essay_nav_unplaced`` says whether menus show it.  Correct the
    name, which must equal the parent's ``title``."""

    AMBIGUOUS_PARENT = "ambiguous-parent"
    """Several pages have the title that ``parent`` names.  The one nearest by folder is taken; say which is meant with
    ``grand_parent`` or ``ancestor``, or give the pages different titles."""

    CYCLE = "cycle"
    """A page is, by way of ``parent``, below itself.  The circle is cut at its first page; correct one of its ``parent``
    lines."""

    NAV_ORDER = "nav-order"
    """``nav_order`` is neither a number nor a word, or a number in quotes among plain ones, which stands after them all.
    Write a plain number."""

    UNTITLED = "untitled"
    """A page with a place in the navigation (``parent``, ``nav_order``, …) has no ``title``, so that menus cannot show it.
    Give it one."""

    LINK = "link"
    """A link leads to an address of the site that no page and no file has.  Correct the address, or set
    ``essay_dead_links = False`` where the site is not whole by design."""

    LIQUID = "liquid"
    """A Liquid tag, output or filter cannot be carried out.  It stays in the page as it was written; correct the markup."""

    LIQUID_LENIENT = "liquid-lenient"
    """The markup of a Liquid tag or output is wrong, but could be read leniently, as Jekyll reads it (its own ``Liquid
    Warning`` says so); or a filter that is not defined was passed over, as Jekyll does, in a layout, an included file or
    where a variable is set.  Correct the markup where the page does not show what is meant."""

    LIQUID_UNKNOWN = "liquid-unknown"
    """A Liquid tag or filter that is not defined here, often one of a Jekyll plugin.  It stays in the page as it was
    written; wrap it in ``{% raw %}`` if it is meant to be read, else replace it, or supply it by
    ``essay_liquid_tags`` or ``essay_liquid_filters``."""

    LIQUID_INCLUDE = "liquid-include"
    """A file that ``include`` or ``include_relative`` names is missing, too large, or outside the site.  The tag stays in
    the page as it was written; correct the name, which is relative to ``_includes`` or to the page."""

    LIQUID_LIMIT = "liquid-limit"
    """A template asks for more time or memory than any page needs: an endless include, a loop over a thousand million
    numbers.  The page is built from its source as it was written; make the template do less."""

    SEARCH = "search"
    """Pagefind is asked for, but is not installed, in which case the theme's own index serves; or it failed, and says why.
    Install it with ``pip install 'sphinx-essay[search]'``."""

    GIT = "git"
    """Git was asked when pages were modified (``last_modified_git``, jekyll-last-modified-at), and cannot say: it is not
    installed, the sources are in no repository, or the history was cut off.  Services that build sites often clone the
    newest commits only."""

    CONFIG = "config"
    """``_config.yml`` cannot be read, or holds a value of the wrong kind.  What is wrong is left out; mend it."""

    URL = "url"
    """A page's address would lie outside the site, or its permalink holds a placeholder that means nothing.  The page is
    written inside the site all the same; mend its ``permalink``."""

    URL_CONFLICT = "url-conflict"
    """Two files of the site have one address.  As with Jekyll, the one written later is seen: pages in the order of their
    file names, then static files, then the documents of collections.  Give one of them another ``permalink``.  If Sphinx
    makes a page at the address of one of the site's (``search.html``), the site's is there, and the other beside it."""

    NAME_CONFLICT = "name-conflict"
    """Two pages have one name but for their suffix (``about.md``, ``about.html``).  Sphinx knows pages by that name, so that
    only one of them is built; rename the other, keeping its address with ``permalink``."""

    EMPTY = "empty"
    """No file of the site begins with front matter (two lines ``---``), which makes a file a page.  Markdown files without
    it are pages then, though Jekyll would copy them as they are; where there are none, only the other files are copied.
    Give each page front matter, or enable ``jekyll-optional-front-matter``."""

    ENCODING = "encoding"
    """A file holds bytes that mean nothing in the encoding that the site names (UTF-8, unless ``encoding`` says otherwise).
    They are read as Windows-1252, so that no word is lost, and the others as they are meant; save the file in the site's
    encoding."""

    UNREADABLE = "unreadable"
    """A file or folder of the site cannot be read, or is a symbolic link to a place outside the site.  It is left out."""

    DATE = "date"
    """A page's ``date`` is no date, or lies in the future, so that Jekyll would not publish the page.  Correct the date,
    or set ``future: true`` in ``_config.yml``."""

    DATA = "data"
    """A file of the data folder cannot be read, or is too large.  It is left out; mend it."""

    LAYOUT = "layout"
    """A page asks for a layout that does not exist, for one of the site's own that makes a whole HTML document, or for one
    of its own that cannot be carried out.  The nearest layout of the theme is used, else ``default``; set ``layout`` to one
    of ``default``, ``home``, ``page``, ``post``, ``about``, ``minimal``, or let the site's layout make only what stands
    around the content.  Or the site has parts of the theme's frame of its own (``components/…``), which the theme draws
    itself: put what they add into ``head_custom.html``, ``header_custom.html`` or ``footer_custom.html``."""

    PLUGIN = "plugin"
    """The site uses a Jekyll plugin that has no counterpart here, or Ruby code of its own in ``_plugins``, which never
    runs.  Pages that rely on it may lack something."""

    MARKUP = "markup"
    """Markdown that is certainly not meant as it stands, such as a fence that is never closed.  It is kept as text; the
    message says what is missing."""

    VIDEO_TITLE = "video-title"
    """A video, or another page in a frame, without ``title``: those who cannot see it do not learn what it shows.  Give
    the directive or the ``iframe`` one."""

    VIDEO_ADDRESS = "video-address"
    """A directive of one host, such as ``youtube``, names no video of it.  Title and name stand in the page as text; give
    the directive the video's id or its address."""

    VIDEO_QR = "video-qr"
    """``essay_video_qr`` is set, but the package that draws QR codes is not installed.  The book is made without them;
    install it with ``pip install 'sphinx-essay[qr]'``."""

    IMAGE = "image"
    """A PDF cannot hold an image of this kind (SVG, GIF, WebP), and TeX would stop at it.  Its text stands in its place; add
    an extension that converts images, such as ``sphinx.ext.imgconverter``, or give the page a PNG or JPEG."""

    EPUB = "epub"
    """A page of a book is not well-formed, so that readers may refuse it.  What an extension adds to pages is at fault; try
    the book without it."""

    BOOK = "book"
    """A book of ``essay_books`` cannot be made: no page has that title or path, or a program that makes it is missing or
    has failed.  The warning says which."""

    PAGE = "page"
    """Something failed while a page was read or written: an extension, docutils, sphinx-essay; or no file can have the
    page's address.  The page is shown as its source has it, or left out, as the message says, and the next build tries
    again.  The message names the program that failed: tell its authors, or write the page another way."""

    SIZE = "size"
    """A page has more than eight million characters, for which memory might not suffice.  Its text is shown as it stands;
    part it into several pages, or let it be a file that pages link to."""

    UNSAFE = "unsafe"
    """With ``essay_html = "safe"``, a page holds what may run, ask, or leave its place, or reaches for a file outside the
    site; or a redirect, in whatever mode, leads to an address that runs.  That part is left out, its words are kept.
    Write it without, or trust the pages."""

    INLINE = "inline"
    """With ``essay_inline = "files"``, a page holds what no file can take: a handler such as ``onclick``, an address that
    runs (``javascript:``), a module that imports from beside the page, a ``style`` that is not closed.  A strict policy for
    content keeps it from counting; write it another way."""

    DEPTH = "depth"
    """Elements are nested so deep that no builder could follow.  The innermost are left out, their content is kept."""

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something that the writer should know, with its place.

    ``path`` is relative to the source folder (POSIX separators); ``line`` is 1-based, 0 where there is none.
    """

    subtype: Subtype
    message: str
    path: str = ""
    line: int = 0


def place_of_setting(folder: Path, option: str) -> str:
    """Return where a project sets an option, as Sphinx's log names places: the line of the ``conf.py`` in ``folder``.

    Where that does not hold it (it came with the command line), it is the option's own name.
    """
    path = folder / "conf.py"
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    found = (number for number, line in enumerate(lines, 1) if line.partition("=")[0].rstrip() == option)
    number = next(found, 0)
    return f"{path}:{number}" if number else f"{option}:"


def log(logger: SphinxLoggerAdapter, source: str | Path, diagnostics: Iterable[Diagnostic]) -> None:
    """Give each diagnostic as a Sphinx warning, placed in its file below the folder ``source``."""
    for diagnostic in diagnostics:
        # Sphinx takes a place without a colon for a document's name; its own places without a line end in one.
        location = f"{Path(source, diagnostic.path)}:{diagnostic.line or ''}" if diagnostic.path else None
        logger.warning(diagnostic.message, type="essay", subtype=str(diagnostic.subtype), location=location)
