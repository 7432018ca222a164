"""The filters of Liquid and Jekyll: name → function of the context, the value and the arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_essay.liquid.filters import arrays, content, dates, numbers, selection, strings, urls

if TYPE_CHECKING:
    from collections.abc import Callable

# Jekyll's own filters replace those of Liquid that have the same name (`where`, `sort`).
FILTERS: dict[str, Callable[..., Any]] = {
    **strings.FILTERS,
    **numbers.FILTERS,
    **arrays.FILTERS,
    **dates.FILTERS,
    **urls.FILTERS,
    **content.FILTERS,
    **selection.FILTERS,
}
