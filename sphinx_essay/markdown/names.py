"""Which directives and roles there are in a project: those of docutils, of Sphinx, and of its extensions."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from docutils.parsers.rst import directives, roles
from docutils.parsers.rst.languages import get_language
from docutils.utils import new_document

from sphinx_essay.kramdown.myst import MystNames

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

_ENGLISH: Final[Any] = get_language("en")  # as MyST asks; the names are English in all languages


def names_of(env: BuildEnvironment) -> MystNames:
    """Return the names that a project has; they can be asked for while a page is read, when Sphinx's domains answer."""
    return MystNames(partial(_is_directive, env), partial(_is_role, env))


_OF_MYST: Final = frozenset({"eval-rst"})
"""What MyST carries out without a directive of that name."""


def _is_directive(env: BuildEnvironment, name: str) -> bool:
    return name in _OF_MYST or (
        _has_domain(env, name) and directives.directive(name, _ENGLISH, _nowhere())[0] is not None
    )


def _is_role(env: BuildEnvironment, name: str) -> bool:
    return _has_domain(env, name) and roles.role(name, _ENGLISH, 0, _nowhere().reporter)[0] is not None


def _has_domain(env: BuildEnvironment, name: str) -> bool:
    """Say whether the domain before a colon is one, of which Sphinx would warn."""
    domain, colon, _ = name.partition(":")
    return not colon or domain.lower() in env.domains


@cache
def _nowhere() -> nodes.document:
    """Return a document that takes docutils' messages about names that there are not."""
    return new_document("")
