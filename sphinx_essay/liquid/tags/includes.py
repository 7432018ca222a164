"""``include``, ``include_cached`` and ``include_relative``."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, TextIO

from sphinx_essay.liquid import expressions
from sphinx_essay.liquid.context import Place
from sphinx_essay.liquid.errors import IncludeError, MarkupError
from sphinx_essay.liquid.nodes import JekyllNode, JekyllTag
from sphinx_essay.liquid.theme_includes import THEME_INCLUDES

if TYPE_CHECKING:
    from liquid.ast import Node
    from liquid.stream import TokenStream
    from liquid.tag import Tag
    from liquid.token import Token

    from sphinx_essay.liquid.context import JekyllContext
    from sphinx_essay.liquid.environment import Template

_PARAMETER = re.compile(
    r"""(?<![\w-])([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))(?=\s|\Z)""",
    re.DOTALL,
)
_FILE_WITH_LIQUID = re.compile(
    r"(?P<file>[^{]*(?:\{\{\s*[\w.-]+\s*(?:\|.*?)?\}\}[^\s{}]*)+)(?P<parameters>.*)", re.DOTALL
)
_FILE_NAME = re.compile(r"[\w/.\-()+~#@]+")
_CLIMBING = re.compile(r"[./]{2,}")


class IncludeNode(JekyllNode):
    """Prints another file's template, with parameters as ``include``."""

    __slots__ = ("file", "parameters", "relative")

    def __init__(self, token: Token, file: str, parameters: str, *, relative: bool) -> None:
        super().__init__(token)
        self.file = file
        self.parameters = parameters
        self.relative = relative

    def emit(self, context: JekyllContext, buffer: TextIO) -> None:
        """Find the file and render it where this tag stands."""
        name = context.renderer.inline(self.file, context)
        path, template = self._find(context, name)
        # Without parameters an include sees those of the file that includes it, as in Jekyll.
        frame: dict[str, object] = {}
        if self.parameters:
            frame["include"] = _values(self.parameters, context)
        with context.inside(Place(path, 1)), context.stack(frame):
            template.render(context, buffer)

    def _find(self, context: JekyllContext, name: str) -> tuple[str, Template]:
        if _CLIMBING.search(name) or not _FILE_NAME.fullmatch(name):
            msg = f"the name of the included file, {name!r}, holds characters that it may not"
            raise IncludeError(msg)
        renderer = context.renderer
        folder = posixpath.dirname(context.page.path) if self.relative else renderer.source.includes_dir
        # Jekyll joins the two as strings: a slash at the beginning does not lead out of the folder.
        name = name.removeprefix("/")
        path = posixpath.join(folder, name)
        context.depend(path)
        template = renderer.template(path)
        if template is not None:
            return path, template
        if not self.relative and name in THEME_INCLUDES:
            return path, renderer.theme_template(name)
        raise IncludeError(renderer.reader.refusal(path))


def _values(parameters: str, context: JekyllContext) -> dict[str, object]:
    found: dict[str, object] = {}
    for match in _PARAMETER.finditer(parameters):
        name, double, single, variable = match.groups()
        if double is not None:
            found[name] = double.replace('\\"', '"')
        elif single is not None:
            found[name] = single.replace("\\'", "'")
        else:
            found[name] = expressions.parse(variable).evaluate(context)
    return found


class Include(JekyllTag):
    """``{% include file.html name="value" other=variable %}``."""

    name = "include"
    relative = False

    def read(self, token: Token, markup: str, stream: TokenStream) -> Node:  # noqa: ARG002
        """Read the file's name, which may hold Liquid itself, and the parameters."""
        text = markup.strip()
        match = _FILE_WITH_LIQUID.match(text)
        if match:
            file, parameters = match["file"].strip(), match["parameters"].strip()
        else:
            file, _, parameters = text.replace("\n", " ").partition(" ")
            parameters = text[len(file) :].strip()
        if not file or _PARAMETER.sub("", parameters).strip():
            msg = f'{self.name} needs: {self.name} file.ext name="value"'
            raise MarkupError(msg)
        return IncludeNode(token, file, parameters, relative=self.relative)


class IncludeCached(Include):
    """``include`` as the plugin jekyll-include-cache writes it."""

    name = "include_cached"


class IncludeRelative(Include):
    """``{% include_relative file.md %}``: the file's place is told from the page's folder."""

    name = "include_relative"
    relative = True


TAGS: tuple[type[Tag], ...] = (Include, IncludeCached, IncludeRelative)
