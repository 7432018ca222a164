"""Addresses at which the source of a page can be edited or read."""

from __future__ import annotations

from urllib.parse import quote

from sphinx_essay.core.addresses import split_address


def edit_url(repository: str, branch: str, directory: str, path: str, mode: str = "edit") -> str:
    """Return the address of a source file on the host of its repository.

    The form is that of the host, known by its name: GitLab, Bitbucket, Codeberg (and other Forgejo or Gitea
    hosts whose name says so); anything else is addressed as GitHub is.

    :param repository: address of the repository, with or without ``https://`` and ``.git``.
    :param path: the file, relative to ``directory``.
    :param mode: ``edit``, ``view``, or what GitHub and GitLab call another view of a file (``tree``, ``blame``).
    """
    base = repository.strip().rstrip("/").removesuffix(".git")
    if "//" not in base:
        base = f"https://{base}" if "." in base.split("/", 1)[0] else f"https://github.com/{base}"
    file = "/".join(part.strip("/") for part in (directory, path) if part.strip("/"))
    place = f"{quote(branch)}/{quote(file)}"
    host = split_address(base).hostname or ""
    view = "blob" if mode == "view" else mode
    if "gitlab" in host:
        return f"{base}/-/{view}/{place}"
    if "bitbucket" in host:
        return f"{base}/src/{place}" + ("?mode=edit" if mode == "edit" else "")
    if any(name in host for name in ("codeberg", "gitea", "forgejo")):
        return f"{base}/_edit/{place}" if mode == "edit" else f"{base}/src/branch/{place}"
    return f"{base}/{view}/{place}"
