"""Pages that show something of other pages: written again when, and only when, that has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sphinx
from nav_builds import Built, Project

if TYPE_CHECKING:
    from pathlib import Path

BODIES = {
    "doc": "See {doc}`one`.",
    "doc in another folder": "See {doc}`/deep/two`.",
    "label": "See {ref}`here`.",
    "MyST, page": "See [](one.md).",
    "MyST, heading": "See [](one.md#part).",
    "MyST, label": "See [](#here).",
    "numbered": "See {numref}`here`.",
    "term": "See {term}`fern`.",
    "object": "See {py:func}`grow`.",
    "anything": "See {any}`plants.grow`.",
    "toctree": "```{toctree}\none\n```",
    "toctree, deep": "```{toctree}\n:maxdepth: 2\n\nmiddle\n```",
    "toctree, shallow": "```{toctree}\n:maxdepth: 1\n\nmiddle\n```",
    "toctree, titles": "```{toctree}\n:titlesonly:\n\none\n```",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path, {"html_theme": "basic", "myst_heading_anchors": 3, "numfig": True})
    made.conf["extensions"] = ["myst_parser", "sphinx_essay.freshness.shown_references"]
    made.write("index.md", "# Home\n\n```{toctree}\n:hidden:\n:numbered:\n\nreader\nafter\nmiddle\ndeep/two\n```\n")
    made.write("after.md", "# After\n")  # so that the reader's next page stays the same
    made.write("middle.md", "# Middle\n\n```{toctree}\none\n```\n")
    made.write("one.md", ONE)
    made.write("deep/two.md", "# Two\n")
    return made


ONE = "# One\n\n(here)=\n## Part\n\n```{glossary}\nfern\n: A plant.\n```\n\n```{py:function} plants.grow()\n```\n"


def edited(project: Project, name: str, text: str) -> Built:
    """Edit a page, build, and see to it that a clean build gives the same page to the reader."""
    project.write(name, text)
    built = project.build()
    assert built.text("reader.html") == project.build(out="clean", fresh=True).text("reader.html")
    return built


def again(built: Built) -> set[str]:
    """Return what was written, the first page aside, which some releases of Sphinx write each time."""
    return set(built.written) - ({"index"} if sphinx.version_info < (8, 2) else set())


@pytest.mark.parametrize("kind", BODIES)
def test_what_a_page_shows_of_another_is_never_stale(project: Project, kind: str) -> None:
    project.write("reader.md", f"# Reader\n\n{BODIES[kind]}\n")
    project.build()
    edited(project, "one.md", ONE.replace("# One", "# *First* one"))
    edited(project, "one.md", ONE.replace("## Part", "## Chapter"))
    edited(project, "one.md", ONE.replace("(here)=", "## Another\n\n(here)="))
    edited(project, "one.md", ONE.replace("plants.grow", "garden.grow").replace("fern\n", "moss\n"))
    edited(project, "deep/two.md", "# Second\n")
    if kind.startswith("toctree"):
        return
    (project.source / "one.md").unlink()
    edited(project, "deep/two.md", "# Another\n")
    edited(project, "one.md", ONE)


@pytest.mark.parametrize("kind", [kind for kind in BODIES if not kind.startswith("toctree")])
def test_another_text_of_the_target_writes_no_page_that_names_it(project: Project, kind: str) -> None:
    project.write("reader.md", f"# Reader\n\n{BODIES[kind]}\n")
    project.build()
    assert "reader" not in edited(project, "one.md", ONE + "\nMore.\n").written


def test_a_toctree_is_written_again_for_what_it_shows(project: Project) -> None:
    project.write("reader.md", f"# Reader\n\n{BODIES['toctree, deep']}\n")
    project.build()
    assert "reader" in edited(project, "one.md", ONE.replace("# One", "# Second")).written
    assert "reader" not in edited(project, "one.md", ONE.replace("# One", "# Second") + "\nMore.\n").written


def test_a_page_that_is_gone_is_reported_where_it_is_named(project: Project) -> None:
    project.write("reader.md", "# Reader\n\nSee {doc}`deep/two`.\n")
    project.build()
    (project.source / "deep/two.md").unlink()
    project.write("index.md", "# Home\n\n```{toctree}\nmiddle\nreader\n```\n")
    assert "unknown document: 'deep/two'" in project.build().warnings


def test_nothing_is_written_without_a_change(project: Project) -> None:
    project.write("reader.md", "# Reader\n\n" + "\n\n".join(BODIES.values()))
    project.build()
    assert not again(project.build())


def test_pages_read_in_parallel_are_known_as_well(project: Project) -> None:
    for number in range(12):
        project.write(f"r{number}.md", f"# R{number}\n\nSee {{doc}}`one`.\n")
    project.build(jobs=2)
    project.write("one.md", ONE.replace("# One", "# First"))
    built = project.build(jobs=2)
    assert all("First" in built.text(f"r{number}.html") for number in range(12))
