"""What Read the Docs tells its builds: where the site will be.

It says so by environment variables (Read the Docs: Environment variable reference).  What ``conf.py`` says wins; the
address in ``_config.yml`` is where Jekyll's site was, and does not.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_essay.events import connect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def is_building(environ: Mapping[str, str]) -> bool:
    """Say whether this build runs on Read the Docs."""
    return environ.get("READTHEDOCS") == "True"


def canonical_root(environ: Mapping[str, str]) -> str:
    """Return the canonical address of the version that Read the Docs builds, with a slash at its end; "" elsewhere."""
    url = environ.get("READTHEDOCS_CANONICAL_URL", "") if is_building(environ) else ""
    return url.rstrip("/") + "/" if url else ""


def tell(_app: Sphinx, config: Config) -> None:
    """Set Sphinx's ``html_baseurl``, from which canonical links are made (``config-inited``)."""
    if not config.html_baseurl:
        config.html_baseurl = canonical_root(os.environ)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Take over the address from Read the Docs."""
    connect(app, "config-inited", tell)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
