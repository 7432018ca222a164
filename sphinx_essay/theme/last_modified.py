"""When a page was last modified: as its front matter says, else as git does, else as Sphinx does."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx.util import logging
from sphinx.util.i18n import format_date

from sphinx_essay.core.history import committed
from sphinx_essay.core.theme_options import read_options
from sphinx_essay.core.warnings import Subtype
from sphinx_essay.jekyll.dates import parse
from sphinx_essay.jekyll.strftime import strftime
from sphinx_essay.project.theme_in_use import html_builder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_essay.core.theme_options import ThemeOptions
    from sphinx_essay.freshness.fingerprints import Fingerprints

logger = logging.getLogger(__name__)

_dates: WeakKeyDictionary[BuildEnvironment, Mapping[str, dt.datetime]] = WeakKeyDictionary()
"""When the pages of a build were last committed."""


def shown(env: BuildEnvironment, docname: str, said: Any, options: ThemeOptions, otherwise: str) -> str:
    """Return what a page shows, "" for nothing.

    :param said: what the front matter says.
    :param otherwise: what Sphinx or an extension of it says (``html_last_updated_fmt``).
    """
    if not options.last_modified:
        return otherwise
    date = _date(said) if said else _dates.get(env, {}).get(docname)
    if date is None:
        return str(said or otherwise)
    return _format(date, options.last_modified_format or "%b %d, %Y", env.config.language)


def committed_dates(app: Sphinx, env: BuildEnvironment) -> Fingerprints:
    """Learn when each page was committed, and return that for those that show it."""
    builder = html_builder(app)
    options = read_options(builder.theme_options)[0] if builder else None
    if not (options and options.last_modified and options.last_modified_git):
        return {}
    try:
        dates = committed(Path(app.srcdir))
    except (OSError, ValueError) as error:
        logger.warning(
            "git does not say when pages were modified: %s; or switch off the theme's option last_modified_git",
            error,
            type="essay",
            subtype=str(Subtype.GIT),
            location=f"{app.srcdir}:",
        )
        return {}
    paths = {docname: env.doc2path(docname, base=False).as_posix() for docname in env.found_docs}
    _dates[env] = {docname: dates[path] for docname, path in paths.items() if path in dates}
    return {docname: str(date) for docname, date in _dates[env].items()}


def _date(value: object) -> dt.datetime | None:
    return value if isinstance(value, dt.datetime) else parse(value, dt.UTC)


def _format(date: dt.datetime, pattern: str, language: str) -> str:
    """Return a date in the site's language; what Sphinx does not know of Ruby's ``strftime`` is written as Ruby does."""

    def directive(match: re.Match[str]) -> str:
        known = match[0] == "%%" or re.fullmatch("%-?[dHIjmMSW]|%[aAbBcpUwxXyYzZ]", match[0])
        return match[0] if known else strftime(date, match[0]).replace("%", "%%")

    return format_date(re.sub(r"%[-0^#_:]*\d*[A-Za-z%+]", directive, pattern), date=date, language=language)
