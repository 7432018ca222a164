"""Directives that take the reference pages from the code, so that they cannot fall behind it.

``essay-options``        the configuration values of :data:`sphinx_essay.config.OPTIONS`
``essay-theme-options``  the fields of :class:`sphinx_essay.core.theme_options.ThemeOptions`
``essay-theme-parts``    the templates of which a page is made
``essay-warnings``       the members of :class:`sphinx_essay.core.warnings.Subtype`
``essay-command``        the help of one command of ``sphinx-essay``
``essay-settings-without-effect``
                         the keys of ``_config.yml`` that change nothing
``essay-plugins``        the plugins of Jekyll that have a counterpart
``essay-directives``     the directives of videos, with their options
``essay-classes``        the utility classes, as patterns
``essay-safe-list``      what safe mode lets through: the list that the argument names
``essay-example``        a piece of a page: what is written, and below it what it looks like
"""

from __future__ import annotations

import contextlib
import inspect
import io
import os
import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any
from unittest import mock

from docutils import nodes
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.docutils import SphinxDirective
from utility_classes import PATTERNS

from sphinx_essay import cli, config
from sphinx_essay.core.theme_options import ThemeOptions
from sphinx_essay.core.warnings import Subtype
from sphinx_essay.jekyll.config_keys import WITHOUT_EFFECT
from sphinx_essay.jekyll.plugins import SUPPORTED
from sphinx_essay.safe import formulas, known_nodes, policy, styles
from sphinx_essay.theme import THEME
from sphinx_essay.video.directive import OPTIONS
from sphinx_essay.video.extension import DIRECTIVES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

REBUILD = {
    "": "A change takes effect at the next build.",
    "html": "A change makes Sphinx write every page again.",
    "env": "A change makes Sphinx read every page again.",
}


def confval(name: str, kind: str, default: object, *paragraphs: str) -> str:
    """Return the Markdown that documents a configuration value."""
    text = "\n\n".join(filter(None, paragraphs))
    return f"````{{confval}} {name}\n:type: {kind}\n:default: `{default!r}`\n\n{text}\n````\n"


def in_site(key: str) -> str:
    """Return the sentence that names an option's key in ``_config.yml``, "" if it has none."""
    return f"In a Jekyll site: `{key}` in `_config.yml`." if key else ""


def type_of(option: config.Option) -> str:
    """Return an option's type in words."""
    if option.choices:
        return "one of " + ", ".join(f"`{choice!r}`" for choice in option.choices)
    names = ("None" if kind is type(None) else kind.__name__ for kind in option.types)
    return " or ".join(f"`{name}`" for name in names) or "any"


class Options(SphinxDirective):
    """All options of one part (the argument)."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Document each option as a configuration value."""
        mine = [option for option in config.OPTIONS if option.part == self.arguments[0]]
        if not mine:
            message = f"no option belongs to the part {self.arguments[0]!r}"
            raise self.error(message)
        text = "\n".join(
            confval(
                option.name, type_of(option), option.default, option.help, in_site(option.key), REBUILD[option.rebuild]
            )
            for option in mine
        )
        return self.parse_text_to_nodes(text)


class ThemeOptionsList(SphinxDirective):
    """All options of the theme."""

    def run(self) -> list[nodes.Node]:
        """Document each field as a configuration value."""
        text = "\n".join(
            confval(
                option.name,
                theme_type(str(option.type)),
                theme_default(option.default),
                option.metadata["help"],
                in_site(option.metadata["key"]),
            )
            for option in fields(ThemeOptions)
        )
        return self.parse_text_to_nodes(text)


def theme_type(annotation: str) -> str:
    """Return the type that a ``conf.py`` gives for an annotation of :class:`ThemeOptions`."""
    if annotation.startswith("Literal["):
        names = annotation.removeprefix("Literal[").removesuffix("]").replace('"', "").split(", ")
        return "one of " + ", ".join(f"`{name!r}`" for name in names)
    return f"`{'dict' if annotation.startswith('tuple') else annotation}`"


def theme_default(default: Any) -> object:
    """Return a default as a ``conf.py`` would write it."""
    return {} if default == () else default


class ThemeParts(SphinxDirective):
    """The templates of which a page is made."""

    def run(self) -> list[nodes.Node]:
        """List each with the comment at its head."""
        parts = {f"essay/{path.name}": heading_comment(path) for path in (THEME / "essay").glob("*.html")}
        return self.parse_text_to_nodes(definitions(parts))


def heading_comment(template: Path) -> str:
    """Return what the comment on the first line of a template says."""
    said = re.match(r"\{#-(.*?)-#\}", template.read_text(encoding="utf-8"))
    if said is None:
        message = f"{template} does not begin with a comment"
        raise ValueError(message)
    return said[1].strip()


class Warnings(SphinxDirective):
    """All warnings, with cause and cure."""

    def run(self) -> list[nodes.Node]:
        """Document each subtype as an entry of a definition list that can be linked to."""
        texts = ModuleAnalyzer.for_module(Subtype.__module__).find_attr_docs()
        entries = []
        for subtype in sorted(Subtype, key=str):
            name = f"essay.{subtype}"
            term = nodes.term("", "", nodes.literal(name, name), ids=[f"warning-{subtype}"])
            text = "\n".join(texts["Subtype", subtype.name])
            definition = nodes.definition("", *self.parse_text_to_nodes(text))
            entries.append(nodes.definition_list_item("", term, definition))
        return [nodes.definition_list("", *entries)]


class SettingsWithoutEffect(SphinxDirective):
    """The keys of ``_config.yml`` that change nothing."""

    def run(self) -> list[nodes.Node]:
        """List each with the reason."""
        return self.parse_text_to_nodes(definitions(WITHOUT_EFFECT))


class Plugins(SphinxDirective):
    """The plugins of Jekyll that have a counterpart."""

    def run(self) -> list[nodes.Node]:
        """List each with what it does."""
        return self.parse_text_to_nodes(definitions(SUPPORTED))


class Directives(SphinxDirective):
    """The directives of videos."""

    def run(self) -> list[nodes.Node]:
        """Document each directive, and after them the options that all of them take."""
        text = "\n".join(
            f"`````{{rst:directive}} .. {name}:: ADDRESS\n\n{inspect.getdoc(directive)}\n`````\n"
            for name, (directive, _other) in DIRECTIVES.items()
        )
        options = {name: meaning for name, (_read, meaning) in OPTIONS.items()}
        return self.parse_text_to_nodes(f"{text}\n{definitions(options, sort=False)}")


class Classes(SphinxDirective):
    """The utility classes."""

    def run(self) -> list[nodes.Node]:
        """List the patterns of their names with what they do."""
        return self.parse_text_to_nodes(definitions(PATTERNS, sort=False))


def listed(names: Iterable[str]) -> str:
    """Return the Markdown of names in their order."""
    return ", ".join(f"`{name}`" for name in sorted(names))


def limits(given: styles.Limits) -> str:
    """Return the Markdown of what the numbers of a property may be."""
    said = []
    if given.lengths != (0, 0):
        said.append("lengths from {:g} to {:g} pixels".format(*given.lengths))
    if given.percent:
        said.append(f"up to {given.percent:g} %")
    if given.numbers != (0, 0):
        said.append("numbers from {:g} to {:g}".format(*given.numbers))
    return ", ".join(said) or "no numbers but 0"


SAFE_LISTS = {
    "elements": lambda: listed(policy.KEPT),
    "attributes": lambda: definitions({tag: listed(names) for tag, names in policy.OWN.items()}),
    "attributes-of-all": lambda: listed(policy.EVERYWHERE),
    "schemes": lambda: listed(policy.SCHEMES),
    "properties": lambda: definitions({name: limits(given) for name, given in styles.PROPERTIES.items()}),
    "classes": lambda: listed(policy.THEME_CLASSES),
    "ids": lambda: listed(policy.THEME_IDS),
    "nodes": lambda: definitions({package: listed(names) for package, names in known_nodes.NODES.items()}),
    "escaped": lambda: listed(known_nodes.ESCAPED),
    "checked": lambda: listed(known_nodes.CHECKED),
    "commands": lambda: listed(formulas.LAYOUT),
    "environments": lambda: listed(formulas.ENVIRONMENTS),
}


class SafeList(SphinxDirective):
    """One of the lists of what safe mode lets through."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Show the list as the code has it."""
        return self.parse_text_to_nodes(SAFE_LISTS[self.arguments[0]]())


class Example(SphinxDirective):
    """A piece of a page."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Show the source, and what the page's dialect makes of it."""
        text = "\n".join(self.content)
        source = nodes.literal_block(text, text, language="md")
        return [nodes.container("", *self.parse_content_to_nodes(), classes=["code-example"]), source]


def definitions(meanings: Mapping[str, str], *, sort: bool = True) -> str:
    """Return the Markdown of a table of names and their meanings."""
    pairs = sorted(meanings.items()) if sort else meanings.items()
    rows = [f"| `{name}` | {meaning} |" for name, meaning in pairs]
    return "\n".join(["| Name | Meaning |", "|---|---|", *rows])


class Command(SphinxDirective):
    """The help of a command of ``sphinx-essay``, or, without an argument, of the whole."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Show the help as it is printed on a terminal 80 characters wide."""
        text = help_of(*self.arguments)
        return [nodes.literal_block(text, text, language="text")]


def help_of(*command: str) -> str:
    """Return what ``sphinx-essay COMMAND --help`` prints."""
    printed = io.StringIO()
    plain = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    with (
        mock.patch.dict(os.environ, plain, clear=True),
        contextlib.redirect_stdout(printed),
        contextlib.suppress(SystemExit),
    ):
        cli.main([*command, "--help"])
    return printed.getvalue().rstrip()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("essay-options", Options)
    app.add_directive("essay-theme-options", ThemeOptionsList)
    app.add_directive("essay-theme-parts", ThemeParts)
    app.add_directive("essay-warnings", Warnings)
    app.add_directive("essay-command", Command)
    app.add_directive("essay-settings-without-effect", SettingsWithoutEffect)
    app.add_directive("essay-plugins", Plugins)
    app.add_directive("essay-directives", Directives)
    app.add_directive("essay-classes", Classes)
    app.add_directive("essay-safe-list", SafeList)
    app.add_directive("essay-example", Example)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
