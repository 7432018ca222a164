"""The repository on GitHub that a site is kept in: its name, and what that says of the site. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_essay.jekyll.config import SiteConfig

_ORIGIN = re.compile(r"github\.com[:/]([\w-]+/[\w.-]+?)(?:\.git)?/?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, by the names of its owner and its own; both are "" where it is not known."""

    owner: str = ""
    project: str = ""

    @classmethod
    def of(cls, name: str) -> Repository:
        """Return the repository called ``owner/project``."""
        owner, slash, project = name.partition("/")
        return cls(owner, project) if slash else cls()

    def __bool__(self) -> bool:
        return bool(self.project)

    @property
    def name(self) -> str:
        """The name that GitHub knows the repository by."""
        return f"{self.owner}/{self.project}" if self else ""

    @property
    def is_owners_site(self) -> bool:
        """Whether it holds the site of its owner (``owner/owner.github.io``), not that of a project."""
        return self.project.lower() in (f"{self.owner}.github.io".lower(), f"{self.owner}.github.com".lower())

    @property
    def branch(self) -> str:
        """The branch that GitHub Pages makes the site of, as far as nobody says otherwise."""
        return "master" if self.is_owners_site else "gh-pages"


UNKNOWN = Repository()
"""No repository."""


def named_by(config: SiteConfig, environ: Mapping[str, str]) -> Repository:
    """Return the repository that ``PAGES_REPO_NWO`` or else ``repository`` in ``_config.yml`` names.

    Source: jekyll-github-metadata, Specifying a repository.
    """
    return Repository.of(environ.get("PAGES_REPO_NWO") or config.repository)


def cloned_from(origin: str) -> Repository:
    """Return the repository at the address ``origin``, where that is on GitHub."""
    found = _ORIGIN.search(origin)
    return Repository.of(found[1]) if found else UNKNOWN


def with_title(config: SiteConfig, repository: Repository) -> SiteConfig:
    """Give a site without ``title`` and ``name`` the title that jekyll-github-metadata gives it."""
    if not repository or config.title or config.raw.get("title") or config.raw.get("name"):
        return config
    title = repository.owner if repository.is_owners_site else repository.project
    return replace(config, title=title, raw={**config.raw, "title": title})
