"""Incremental truth: whatever is edited, incremental, clean and parallel builds are the same, byte for byte.

Random sites get random edits, each followed by an incremental build; at the end of a sequence the output is
compared with that of clean builds.  ``ESSAY_SEQUENCES`` says how many sequences are tried.  (A failing sequence
is not made shorter: that takes hours of builds.)
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, ClassVar

import pytest
from essay_builds import WRITTEN_ALWAYS
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from nav_builds import Built, Project, differing, files

SEQUENCES = int(os.environ.get("ESSAY_SEQUENCES", "30"))

DOCNAMES = ["index", "a/index", "a/one", "a/two", "b", "b/one", "c/d/e", "z"]
TITLES = ["A", "B", "C", "1.10", "R & D", "§ 5"]
FRONT_MATTER = {
    "parent": st.sampled_from([*TITLES, "Nowhere"]),
    "grand_parent": st.sampled_from(TITLES),
    "nav_order": st.sampled_from([1, 2, 3, 2.5, "2", "x"]),
    "nav_exclude": st.booleans(),
    "has_children": st.booleans(),
    "has_toc": st.booleans(),
    "child_nav_order": st.just("reversed"),
    "summary": st.sampled_from(["One", "Two"]),
    "nav_titles": st.booleans(),
}
BODIES = [
    "Some words.",
    "Other words.\n\n## A heading\n\n### Below it",
    "```{essay-sections}\n```",
    "See {doc}`/a/one`, {doc}`/b` and [](/z.md).",
]


JEKYLL_FRONT_MATTER = {
    **FRONT_MATTER,
    "permalink": st.sampled_from(["/p/:title/", "/elsewhere/", "/q.html"]),
    "redirect_from": st.sampled_from(["/old/", ["/old/", "/older.html"]]),
    "layout": st.just("minimal"),
}
JEKYLL_BODIES = [
    *BODIES,
    "[A link](/a/one/), [one that may be dead](/elsewhere/) and [a file](b.md).",
    "{% for page in site.pages %}{{ page.title }} at {{ page.url }}. {% endfor %}",
]
CONFIGS = [
    "permalink: pretty\n",
    "title: Another\npermalink: /:path.html\nnav_sort: case_insensitive\n",
    "permalink: pretty\nnav_external_links: [{title: Out, url: 'https://example.org'}]\naux_links: {Out: '//example.org'}\n",
    "permalink: pretty\nbaseurl: /base\nplugins: [jekyll-redirect-from, jekyll-sitemap]\nurl: https://example.org\n",
    "permalink: pretty\ndefaults: [{scope: {path: a}, values: {has_toc: false, nav_exclude: true}}]\nexclude: [b.md]\n",
]


class Site(RuleBasedStateMachine):
    """A site that changes."""

    kind: ClassVar[dict[str, Any]] = {}
    config = ""
    front_matter: ClassVar[dict[str, st.SearchStrategy[Any]]] = FRONT_MATTER
    bodies: ClassVar[list[str]] = BODIES

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.project = Project(self.root, dict(self.kind))
        self.pages: dict[str, tuple[dict[str, Any], str]] = {}
        self.builds = 0

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        if self.config:
            self.project.write("_config.yml", self.config)
        self.write("index", {"title": "Home", "nav_order": 1}, "Welcome.")
        for docname in data.draw(st.lists(st.sampled_from(DOCNAMES[1:]), unique=True, max_size=5)):
            self.write(docname, self.draw_front_matter(data), data.draw(st.sampled_from(self.bodies)))
        self.build()

    def draw_front_matter(self, data: st.DataObject) -> dict[str, Any]:
        drawn: dict[str, Any] = data.draw(st.fixed_dictionaries({}, optional=self.front_matter))
        if data.draw(st.integers(0, 9)):
            drawn["title"] = data.draw(st.sampled_from(TITLES))
        return drawn

    def write(self, docname: str, front_matter: dict[str, Any], body: str) -> None:
        if self.config and docname == "index" and not front_matter:
            front_matter = {"nav_order": 1}  # without front matter it would be no page, and the site perhaps have none
        self.pages[docname] = front_matter, body
        self.project.page(docname, body, **front_matter)

    def build(self) -> Built:
        self.builds += 1
        return self.project.build(jobs=1 + self.builds % 2)

    def some(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.pages)))

    @rule(data=st.data())
    def edit_text(self, data: st.DataObject) -> None:
        docname = self.some(data)
        self.write(docname, self.pages[docname][0], data.draw(st.sampled_from(self.bodies)))
        self.build()

    @rule(data=st.data(), title=st.sampled_from(TITLES))
    def edit_title(self, data: st.DataObject, title: str) -> None:
        docname = self.some(data)
        front_matter, body = self.pages[docname]
        self.write(docname, {**front_matter, "title": title}, body)
        self.build()

    @rule(data=st.data())
    def edit_front_matter(self, data: st.DataObject) -> None:
        docname = self.some(data)
        self.write(docname, self.draw_front_matter(data), self.pages[docname][1])
        self.build()

    @rule(data=st.data(), docname=st.sampled_from(DOCNAMES))
    def add_or_replace(self, data: st.DataObject, docname: str) -> None:
        self.write(docname, self.draw_front_matter(data), data.draw(st.sampled_from(self.bodies)))
        self.build()

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        docname = self.some(data)
        if docname != "index":
            self.forget(docname)
            self.build()

    @rule(data=st.data(), to=st.sampled_from(DOCNAMES))
    def rename(self, data: st.DataObject, to: str) -> None:
        docname = self.some(data)
        if docname != "index" and to not in self.pages:
            front_matter, body = self.pages[docname]
            self.forget(docname)
            self.write(to, front_matter, body)
            self.build()

    @rule(data=st.data())
    def include_by_hand(self, data: st.DataObject) -> None:
        docname, included = self.some(data), self.some(data)
        if included not in ("index", docname):
            self.write(docname, self.pages[docname][0], f"```{{toctree}}\n/{included}\n```")
            self.build()

    @rule(inline=st.sampled_from([0, 3, 100]), section_list=st.booleans())
    def configure(self, inline: int, section_list: bool) -> None:
        self.project.conf.update(essay_nav_inline=inline, essay_section_list=section_list)
        self.build()

    def lacks_no_included_page(self) -> bool:
        """Say whether each toctree's page is there; Sphinx reads a page whose toctree names a missing one in each build."""
        return all(
            name.strip("/") in self.pages
            for _, body in self.pages.values()
            if "{toctree}" in body
            for name in body.splitlines()[1:-1]
        )

    @precondition(lacks_no_included_page)
    @rule()
    def change_nothing(self) -> None:
        assert set(self.build().written) <= set(WRITTEN_ALWAYS)  # which another page may hide

    def forget(self, docname: str) -> None:
        del self.pages[docname]
        (self.project.source / f"{docname}.md").unlink()

    def teardown(self) -> None:
        if self.builds:
            self.project.build(out="clean")
            self.project.build(out="parallel", jobs=2)
            incremental, clean, parallel = (self.output(name) for name in ("out", "clean", "parallel"))
            assert not differing(incremental, clean)
            assert not differing(clean, parallel)
        shutil.rmtree(self.root)

    def output(self, name: str) -> dict[str, bytes]:
        return files(self.root / name)


class PlainSite(Site):
    """An ordinary Sphinx project that uses the navigation and the theme."""

    kind: ClassVar[dict[str, Any]] = {
        "extensions": [
            "myst_parser",
            "sphinx_essay.navigation",
            "sphinx_essay.theme",
            "sphinx_essay.output.builder",
        ],
        "html_theme": "sphinx_essay",
    }


class JekyllSite(Site):
    """A Jekyll site."""

    kind: ClassVar[dict[str, Any]] = {"extensions": ["sphinx_essay"]}
    config = CONFIGS[0]
    front_matter = JEKYLL_FRONT_MATTER
    bodies = JEKYLL_BODIES

    @rule(config=st.sampled_from(CONFIGS))
    def edit_config(self, config: str) -> None:
        self.project.write("_config.yml", config)
        self.build()


STATEFUL = settings(
    max_examples=max(1, SEQUENCES // 2),  # for each of the two kinds of sites
    stateful_step_count=6,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.filterwarnings("default")
class TestPlainSite(PlainSite.TestCase):
    settings = STATEFUL


@pytest.mark.filterwarnings("default")
class TestJekyllSite(JekyllSite.TestCase):
    settings = STATEFUL
