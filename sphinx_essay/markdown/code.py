"""Blocks of code as nodes: in a language that Pygments highlights, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_essay.core.code_languages import lexer_name
from sphinx_essay.html import nodes as essay

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN: Final = ("plaintext", "text", "plain")
"""What text without a language is called."""


def code_node(content: str, language: str, attrs: Mapping[str, str | int | float]) -> essay.Tagged:
    """Return the node of a block of code.

    ``language`` is what the fence names, "" where it names none: a class ``language-…`` among ``attrs`` says it then, as
    an attribute list does.  The class names are those that Jekyll writes around highlighted code.
    """
    others = dict(attrs)
    classes = str(others.pop("class", "") or "").split()
    for name in list(classes):
        if name.startswith("language-"):
            language = language or name.removeprefix("language-")
            classes.remove(name)
    name = language.strip("{.}") or "plaintext"  # R Markdown writes {r}, Pandoc {.python}
    plain = name in _PLAIN
    lexer = lexer_name(name)
    node: essay.Tagged
    if plain or lexer is None:
        node = essay.code_block(content, content, language="none", code_class=f"language-{name}", boxed=plain)
    else:
        node = essay.code_listing(content, content, language=lexer, force=True)
    if plain or isinstance(node, essay.code_listing):
        classes = [f"language-{name}", "highlighter-rouge", "notranslate", *classes]
    node["classes"].extend(classes)
    node.set_attributes(others)
    return node
