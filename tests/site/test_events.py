"""The list of our handlers is whole, and in the order in which Sphinx calls them."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from source_files import write
from sphinx.testing.util import SphinxTestApp

from sphinx_essay.events import ORDER

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

PACKAGE = Path(__file__).parents[2] / "sphinx_essay"


def name(handler: Callable[..., Any]) -> str:
    module = getattr(handler, "__module__", "")
    return f"{module}.{handler.__name__}" if module.startswith("sphinx_essay.") else ""


def test_sphinx_calls_our_handlers_as_they_are_listed(tmp_path: Path) -> None:
    conf = 'extensions = ["sphinx_essay"]\nhtml_theme = "sphinx_essay"\n'
    write(tmp_path / "source", {"conf.py": conf, "index.rst": "Home\n====\n"})
    app = SphinxTestApp("html", srcdir=tmp_path / "source", builddir=tmp_path / "out")
    for event, steps in ORDER.items():
        listeners = sorted(app.events.listeners[event], key=attrgetter("priority"))
        called = [known for listener in listeners if (known := name(listener.handler))]
        collectors = {known for known in called if known.endswith((".process_doc", ".clear_doc"))}  # Sphinx's own way
        listed = [f"sphinx_essay.{step.handler}" for step in steps]
        assert [known for known in called if known not in collectors] == listed, event
    app.cleanup()


def test_each_handler_is_connected_by_the_list() -> None:
    sources = [path for path in PACKAGE.rglob("*.py") if path.name != "events.py"]
    assert [path.name for path in sources if "app.connect(" in path.read_text(encoding="utf-8")] == []


def test_another_place_than_the_usual_one_has_a_reason() -> None:
    assert [step for steps in ORDER.values() for step in steps if (step.priority != 500) != bool(step.reason)] == []
