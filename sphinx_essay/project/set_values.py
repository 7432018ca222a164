"""What a project has set itself, though the value be the default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.config import Config

_OTHER_NAMES: Final = {
    "root_doc": "master_doc",
    "copyright": "project_copyright",
}
"""Options of Sphinx that have two names."""


def is_set(config: Config, name: str) -> bool:
    """Say whether ``conf.py``, the command line or an extension has set a value."""
    names = {name, _OTHER_NAMES.get(name, name)}
    if any(key.partition(".")[0] in names for key in config.overrides):
        return True
    # No public name tells a value that conf.py sets from a default that is the same.
    if not names.isdisjoint(config._raw_config):
        return True
    default = config.values[name].default
    return bool(getattr(config, name) != (default(config) if callable(default) else default))
