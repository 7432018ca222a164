"""``include``, ``include_cached`` and ``include_relative``."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from sphinx_essay.liquid import expressions
from sphinx_essay.liquid.context import Origin
from sphinx_essay.liquid.errors import IncludeError, MarkupError
from sphinx_essay.liquid.nodes import Kind, Node, Tag

if TYPE_CHECKING:
    from sphinx_essay.liquid.context import Context
    from sphinx_essay.liquid.parser import Template
    from sphinx_essay.liquid.rendering import Output

_PARAMETER = re.compile(
    r"""(?<![\w-])([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))(?=\s|\Z)""",
    re.DOTALL,
)
_FILE_WITH_LIQUID = re.compile(
    r"(?P<file>[^{]*(?:\{\{\s*[\w.-]+\s*(?:\|.*?)?\}\}[^\s{}]*)+)(?P<parameters>.*)", re.DOTALL
)
_FILE_NAME = re.compile(r"[\w/.\-()+~#@]+")
_CLIMBING = re.compile(r"[./]{2,}")

# The includes of Just the Docs that pages call, and those that sites override, as templates of our own. A site's file of
# the same name comes first. Those of which the theme builds its frame (`components/…`, `head.html`) are not here: the
# theme's templates draw it.
_THEME_INCLUDES: dict[str, str] = {
    # Just the Docs: takes the table of a numbered listing out of the `figure > pre > code` that Jekyll puts
    # around it, so that the HTML is valid.
    "fix_linenos.html": (
        "{%- assign parts = include.code | split: '<table' -%}"
        "{%- if parts.size > 1 -%}"
        "{%- assign rest = parts[1] | split: '</table>' -%}"
        '<div class="highlight"><table{{ rest[0] }}</table></div>'
        "{%- else -%}{{ include.code }}{%- endif -%}"
    ),
    "footer_custom.html": "{% if site.footer_content %}<p>{{ site.footer_content }}</p>{% endif %}",
    "head_custom.html": "",
    "header_custom.html": "",
    "js/custom.js": "",
    "mermaid_config.js": "{}",
    "nav_footer_custom.html": "",
    "search_placeholder_custom.html": "Search {{ site.title }}",
    "title.html": ('{% if site.logo %}<div class="site-logo" role="img"></div>{% else %}{{ site.title }}{% endif %}'),
    "toc_heading_custom.html": '<h2 class="text-delta">Table of contents</h2>',
}


def _include(tag: Tag) -> Node:
    """Read ``{% include file.html name="value" other=variable %}``; the file's name may hold Liquid itself."""
    text = tag.markup.strip()
    match = _FILE_WITH_LIQUID.match(text)
    if match:
        file, parameters = match["file"].strip(), match["parameters"].strip()
    else:
        file, _, parameters = text.replace("\n", " ").partition(" ")
        parameters = text[len(file) :].strip()
    if not file or _PARAMETER.sub("", parameters).strip():
        msg = f'{tag.name} needs: {tag.name} file.ext name="value"'
        raise MarkupError(msg)

    def write(context: Context, output: Output) -> None:
        name = context.renderer.inline(file, context)
        path, template = _find(context, name, is_relative=tag.name == "include_relative")
        # Without parameters an include sees those of the file that includes it, as in Jekyll.
        frame: dict[str, object] = {"include": _values(parameters, context)} if parameters else {}
        with context.inside(Origin(path, 1)), context.stack(frame):
            template.render(context, output)

    return Node(tag, write)


def _find(context: Context, name: str, *, is_relative: bool) -> tuple[str, Template]:
    """Return the path and the template of an included file; ``include_relative`` looks in the page's folder."""
    if _CLIMBING.search(name) or not _FILE_NAME.fullmatch(name):
        msg = f"the name of the included file, {name!r}, holds characters that it may not"
        raise IncludeError(msg)
    renderer = context.renderer
    folder = posixpath.dirname(context.page.path) if is_relative else renderer.source.includes_dir
    # Jekyll joins the two as strings: a slash at the beginning does not lead out of the folder.
    name = name.removeprefix("/")
    path = posixpath.join(folder, name)
    context.depend(path)
    template = renderer.template(path)
    if template is not None:
        return path, template
    if not is_relative and name in _THEME_INCLUDES:
        return path, renderer.parser.read(_THEME_INCLUDES[name])
    raise IncludeError(renderer.reader.refusal(path))


def _values(parameters: str, context: Context) -> dict[str, object]:
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


KINDS = {
    "include": Kind(_include),
    "include_cached": Kind(_include),  # as the plugin jekyll-include-cache writes it
    "include_relative": Kind(_include),
}
