"""kramdown behind markdown-it's interface, for renderers that want a ``MarkdownIt``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

from sphinx_essay.kramdown.document import parse_inline_with, parse_with
from sphinx_essay.kramdown.options import Options
from sphinx_essay.kramdown.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_core import StateCore

STATE = "kramdown_state"
"""Where ``env`` keeps the page's definitions, ids and footnote numbers."""

WARNINGS = "kramdown_warnings"
"""Where ``env`` collects warnings: pairs of a line of the page (0-based) and a message."""

FIRST_LINE = "kramdown_first_line"
"""Where ``env`` says on which line of the page (0-based) the text begins that is parsed next; without it, 0."""


def markdown_it(
    options: Options | None = None,
    renderer_cls: Callable[[MarkdownIt], RendererProtocol] = RendererHTML,
) -> MarkdownIt:
    """Return a ``MarkdownIt`` whose ``parse`` and ``parseInline`` read kramdown.

    Everything of a page goes through the ``env`` that its parses share: a text parsed with the ``env`` of its
    page sees the page's link definitions, footnotes and abbreviations, and goes on counting ids and
    footnotes.  Footnotes that such a text is the first to refer to come in a ``footnote_block`` at the end of
    its own tokens.
    """
    chosen = options or Options()

    def kramdown(core: StateCore) -> None:
        state = shared_state(core.env, chosen)
        state.first_line = core.env.get(FIRST_LINE, 0)
        parse = parse_inline_with if core.inlineMode else parse_with
        core.tokens = parse(state, core.src)
        core.env.setdefault(WARNINGS, []).extend(state.warnings)
        state.warnings.clear()

    parser = MarkdownIt("zero", renderer_cls=renderer_cls)
    parser.core.ruler.push("kramdown", kramdown)
    parser.core.ruler.enableOnly(["kramdown"])
    return parser


def options_of(env: MutableMapping[str, Any]) -> Options:
    """Return the options that hold for the page with ``env``, those among them that the page itself sets."""
    state = env.get(STATE)
    return state.options if isinstance(state, State) else Options()


def unused_footnotes(env: MutableMapping[str, Any]) -> list[tuple[int, str]]:
    """Return warnings about footnotes that nothing in the page refers to; ask when the whole page is rendered."""
    state = env.get(STATE)
    return state.unused_footnotes() if isinstance(state, State) else []


def shared_state(env: MutableMapping[str, Any], options: Options) -> State:
    """Return the state that the parses with ``env`` share, made with ``options`` at the first of them."""
    state = env.get(STATE)
    if not isinstance(state, State):
        state = env[STATE] = State(options)
    return state
