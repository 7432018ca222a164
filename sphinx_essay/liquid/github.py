"""``site.github``: what is known of the repository without asking anybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sphinx_essay.liquid import values
from sphinx_essay.liquid.filters.urls import normalized
from sphinx_essay.liquid.values import to_s

if TYPE_CHECKING:
    from sphinx_essay.jekyll.repository import Repository


def metadata(config: Mapping[str, Any], repository: Repository, revision: str = "") -> dict[str, Any]:
    """Return what the plugin jekyll-github-metadata says of a repository at a ``revision``; GitHub is not asked.

    ``github`` in ``_config.yml`` adds to it and wins.  Lists that only GitHub could fill (contributors,
    releases) are empty unless it does.
    """
    given = config.get("github")
    own: dict[str, Any] = dict(given) if isinstance(given, Mapping) else {}
    if not repository:
        return own
    owner, project = repository.owner, repository.project
    address = f"https://github.com/{repository.name}"
    site = to_s(config.get("url")) or f"https://{owner.lower()}.github.io"
    base = to_s(config.get("baseurl")) or ("" if repository.is_owners_site else f"/{project}")
    return {
        "api_url": "https://api.github.com",
        "baseurl": base,
        "build_revision": revision,
        "clone_url": f"{address}.git",
        "contributors": [],
        "environment": "dotcom",
        "help_url": "https://help.github.com",
        "hostname": "github.com",
        "is_project_page": not repository.is_owners_site,
        "is_user_page": repository.is_owners_site,
        "issues_url": f"{address}/issues",
        "language": None,
        "latest_release": None,
        "license": None,
        "organization_members": [],
        "owner": {"login": owner, "html_url": f"https://github.com/{owner}"},
        "owner_display_name": owner,
        "owner_gravatar_url": f"https://github.com/{owner}.png",
        "owner_name": owner,
        "owner_url": f"https://github.com/{owner}",
        "pages_env": "dotcom",
        "pages_hostname": "github.io",
        "project_tagline": to_s(config.get("description")),
        "project_title": project,
        "public_repositories": [],
        "releases": [],
        "releases_url": f"{address}/releases",
        "repository_name": project,
        "repository_nwo": repository.name,
        "repository_url": address,
        "source": {"branch": repository.branch, "path": "/"},
        "tar_url": f"{address}/tarball/{repository.branch}",
        "url": site + base,
        "versions": {},
        "wiki_url": f"{address}/wiki",
        "zip_url": f"{address}/zipball/{repository.branch}",
        **own,
    }


def edit_address(metadata: object, path: str) -> str:
    """Return where GitHub lets the source file at ``path`` be edited, "" if the repository is not known."""
    if not isinstance(metadata, Mapping):
        return ""
    source = metadata.get("source")
    source = source if isinstance(source, Mapping) else {}
    parts = [metadata.get("repository_url"), "edit", source.get("branch"), source.get("path"), path]
    if any(part is None for part in parts):
        return ""
    return normalized("/".join(filter(None, (values.to_s(part).strip("/") for part in parts))))
