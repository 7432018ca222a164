"""``site.github``: what can be said of the repository without asking anybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx_essay.jekyll.liquid.values import to_s


def metadata(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the plugin jekyll-github-metadata says of the site's ``repository``.

    ``github`` in ``_config.yml`` adds to it and wins.  Lists that only GitHub could fill (contributors,
    releases) are empty unless it does.
    """
    given = config.get("github")
    own: dict[str, Any] = dict(given) if isinstance(given, Mapping) else {}
    name = to_s(config.get("repository"))
    owner, slash, project = name.partition("/")
    if not slash:
        return own
    address = f"https://github.com/{name}"
    user_site = project.lower() == f"{owner.lower()}.github.io"
    return {
        "repository_url": address,
        "repository_nwo": name,
        "repository_name": project,
        "owner_name": owner,
        "owner_url": f"https://github.com/{owner}",
        "owner_gravatar_url": f"https://github.com/{owner}.png",
        "is_project_page": not user_site,
        "is_user_page": user_site,
        "zip_url": f"{address}/zipball/gh-pages",
        "tar_url": f"{address}/tarball/gh-pages",
        "clone_url": f"{address}.git",
        "issues_url": f"{address}/issues",
        "wiki_url": f"{address}/wiki",
        "releases_url": f"{address}/releases",
        "language": None,
        "project_title": to_s(config.get("title")) or project,
        "project_tagline": to_s(config.get("description")),
        "url": to_s(config.get("url")) + to_s(config.get("baseurl")),
        "contributors": [],
        "public_repositories": [],
        "releases": [],
        "source": {"branch": "gh-pages", "path": "/"},
        **own,
    }
