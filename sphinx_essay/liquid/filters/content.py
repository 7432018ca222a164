"""Jekyll's filters that turn content into other content: Markdown, JSON, XML, slugs, counts of words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from sphinx_essay.jekyll import slugs
from sphinx_essay.liquid import toc, values
from sphinx_essay.liquid.errors import EvaluationError
from sphinx_essay.liquid.filters.strings import split_space
from sphinx_essay.liquid.typography import smartened
from sphinx_essay.liquid.values import to_s

if TYPE_CHECKING:
    from sphinx_essay.liquid.context import Context

Filter = Callable[..., object]

# Han, Hiragana, Katakana and Hangul, as far as prose uses them.
_CJK = (
    "\u1100-\u11ff\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff"
    "\u3131-\u318e\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\uf900-\ufad9\uff66-\uff9d"
    "\U00020000-\U0003134a"
)
_CJK_CHARACTER = re.compile(f"[{_CJK}]")
_OTHER_WORD = re.compile(f"[^{_CJK}\\s]+")


def _markdownify(context: Context, value: object) -> str:
    text = to_s(value)
    context.recorder.charge(len(text) >> 1)
    return context.renderer.markdown(text) or "\n"  # as kramdown ends what it makes of nothing


def _smartify(_: Context, value: object) -> str:
    return smartened(to_s(value))


def _no_sass(_: Context, __: object) -> str:
    msg = "style sheets are not compiled inside pages; put them into a file"
    raise EvaluationError(msg)


def _slugify(_: Context, value: object, mode: object = None) -> str | None:
    return None if value is None else slugs.slugify(to_s(value), to_s(mode) or "default")


def _xml_escape(_: Context, value: object) -> str:
    return xml_escaped(to_s(value))


def xml_escaped(text: str) -> str:
    """Write ``& < > "`` as XML writes them in attributes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def jsonify(_: Context, value: object) -> str:
    """Write a value as JSON, compactly, as Ruby does."""
    return json.dumps(_Plain().of(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class _Plain:
    """Makes values of what JSON knows; raises ``LimitError`` if there are too many."""

    # What documents leave out of the documents before and after them, which would never end.
    _NEIGHBOURS = ("next", "previous")
    _LEFT_OUT = ("content", "output", "excerpt", *_NEIGHBOURS)

    def __init__(self) -> None:
        self._left = values.MAX_ITEMS

    def of(self, value: object, *, neighbour: bool = False) -> object:
        self._left -= 1
        if self._left < 0:
            values.check_length(values.MAX_TEXT + 1)
        if isinstance(value, Mapping):
            is_document = isinstance(value, values.Drop)
            return {
                to_s(key): self.of(value[key], neighbour=is_document and key in self._NEIGHBOURS)
                for key in value
                if not (neighbour and key in self._LEFT_OUT)
            }
        if isinstance(value, list | tuple):
            return [self.of(item) for item in value]
        return to_s(value) if isinstance(value, date | range | values.MethodLiteral) else value


def _inspect(_: Context, value: object) -> str:
    if isinstance(value, values.Drop):
        return xml_escaped(json.dumps({key: to_s(item) for key, item in value.items()}, ensure_ascii=False, indent=2))
    return xml_escaped(values.inspect(value))


def _number_of_words(_: Context, value: object, mode: object = None) -> int:
    text = to_s(value)
    if mode in ("cjk", "auto"):
        characters = len(_CJK_CHARACTER.findall(text))
        if characters or mode == "cjk":
            return characters + len(_OTHER_WORD.findall(text))
    return len(split_space(text))


def _of_headings(make: Callable[[str, Mapping[str, object]], str], *, otherwise: str | None = None) -> Filter:
    """Return a filter of the plugin jekyll-toc, for pages that say ``toc: true``; others get ``otherwise``, or the value."""

    def apply(context: Context, value: object) -> object:
        if context.page.front_matter.get("toc") is not True:
            return value if otherwise is None else otherwise
        text = to_s(value)
        context.recorder.charge(len(text) >> 4)
        return make(text, context.config)

    return apply


def _contents_and_page(content: str, config: Mapping[str, object]) -> str:
    return toc.contents(content, config) + toc.with_anchors(content, config)


FILTERS: dict[str, Callable[..., object]] = {
    "inject_anchors": _of_headings(toc.with_anchors),
    "inspect": _inspect,
    "jsonify": jsonify,
    "markdownify": _markdownify,
    "number_of_words": _number_of_words,
    "sassify": _no_sass,
    "scssify": _no_sass,
    "slugify": _slugify,
    "smartify": _smartify,
    "toc": _of_headings(_contents_and_page),
    "toc_only": _of_headings(toc.contents, otherwise=""),
    "xml_escape": _xml_escape,
}
