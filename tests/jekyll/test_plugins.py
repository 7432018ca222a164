"""What Jekyll's plugins make of a site's pages and of words in them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.core.warnings import Subtype
from sphinx_essay.jekyll import Site
from sphinx_essay.jekyll.config import SiteConfig
from sphinx_essay.jekyll.emoji import with_emoji
from sphinx_essay.jekyll.feed import Feed, feeds, main_path
from sphinx_essay.jekyll.mentions import Mention, host_of, pieces
from sphinx_essay.jekyll.repository import UNKNOWN, Repository, cloned_from, named_by
from sphinx_essay.liquid import LiquidRenderer, source_of
from sphinx_essay.navigation.tree import NavTree

Load = Callable[..., Site]


class TestEmoji:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            (":smile:", "😄"),
            ("a:+1:b :heart:", "a👍b ❤️"),
            (":sunglasses: :de: :1st_place_medal:", "😎 🇩🇪 🥇"),
            (":octocat: :no_such_emoji: 10:20:30 ::", ":octocat: :no_such_emoji: 10:20:30 ::"),
            (":nosuch:smile:", ":nosuch😄"),
        ],
    )
    def test_names_become_characters(self, text: str, shown: str) -> None:
        assert with_emoji(text) == shown

    @given(st.text(alphabet="ab:+_ é"))
    def test_no_other_text_changes(self, text: str) -> None:
        assert with_emoji(text) == text or ":ab:" in text or ":a:" in text or ":b:" in text

    def test_menus_show_them_and_parents_are_named_as_written(self, load: Load) -> None:
        files = {
            "index.md": "---\ntitle: ':rocket: Start'\n---\n",
            "a.md": "---\ntitle: A\nparent: ':rocket: Start'\n---\n",
        }
        tree = NavTree.build(load(files, plugins=["jemoji"]).pages)
        assert [node.title for node in tree.breadcrumbs("a")] == ["🚀 Start", "A"]
        assert tree.nodes["index"].page.front_matter["title"] == ":rocket: Start"
        assert NavTree.build(load(files, plugins=[]).pages).nodes["index"].title == ":rocket: Start"


class TestMentions:
    # What html-pipeline 2.14 with the plugin's pattern linked of a line with all of these.
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("@someone, @foo-bar. (@baz)", ["@someone", "@foo-bar", "@baz"]),
            ("a@b.org @x/y @mention @a.b", []),
            ("@_z @end.", ["@_z", "@end"]),
            ("@end...\nnext\n@line", ["@end", "@line"]),
            ("é@foo @@bar", ["@foo", "@bar"]),
        ],
    )
    def test_what_is_a_mention(self, text: str, names: list[str]) -> None:
        assert [piece.text for piece in pieces(text, "h") if isinstance(piece, Mention)] == names

    @given(st.text(alphabet="ab@.-/ \né"))
    def test_no_word_is_lost(self, text: str) -> None:
        assert "".join(piece if isinstance(piece, str) else piece.text for piece in pieces(text, "h")) == text

    @pytest.mark.parametrize(
        ("config", "page", "address"),
        [
            ({}, {}, "https://github.com/a"),
            ({"jekyll-mentions": "https://x.org"}, {}, "https://x.org/a"),
            ({"jekyll-mentions": {"base_url": "https://x.org/~"}}, {}, "https://x.org/~a"),
            ({"jekyll-mentions": "https://x.org"}, {"jekyll-mentions": "https://y.org/"}, "https://y.org/a"),
            ({"jekyll-mentions": 3}, {}, "https://github.com/a"),
        ],
    )
    def test_where_it_leads(self, config: dict[str, Any], page: dict[str, Any], address: str) -> None:
        assert list(pieces("@a", host_of(config, page))) == [Mention("@a", address)]

    def test_a_page_may_refuse(self) -> None:
        assert host_of({}, {"jekyll-mentions": False}) == ""


class TestFeeds:
    @pytest.mark.parametrize(
        ("config", "found"),
        [
            ({}, [Feed("/feed.xml")]),
            ({"feed": "x"}, [Feed("/feed.xml")]),
            ({"feed": {"path": "blog/atom.xml"}}, [Feed("/blog/atom.xml")]),
            ({"feed": {"categories": ["a", "a"]}}, [Feed("/feed/a.xml", category="a"), Feed("/feed.xml")]),
            (
                {"feed": {"collections": ["notes"]}},
                [Feed("/feed/notes.xml", "notes"), Feed("/feed.xml")],
            ),
            (
                {"feed": {"collections": {"notes": {"path": "n.xml", "categories": ["c"]}, "posts": None}}},
                [Feed("/feed/notes/c.xml", "notes", "c"), Feed("/n.xml", "notes"), Feed("/feed.xml")],
            ),
            ({"feed": {"tags": True}}, [Feed("/feed.xml"), Feed("/feed/by_tag/t1.xml", tag="t1")]),
            ({"feed": {"tags": {"only": ["x"], "path": "t/"}}}, [Feed("/feed.xml"), Feed("/t/x.xml", tag="x")]),
            ({"feed": {"tags": {"except": ["t1"]}}}, [Feed("/feed.xml")]),
        ],
    )
    def test_which_feeds_there_are(self, config: dict[str, Any], found: list[Feed]) -> None:
        assert list(feeds(config, ["t1", "no plain name"])) == found

    def test_the_main_feed(self) -> None:
        assert main_path({}) == "feed.xml"
        assert main_path({"feed": {"collections": {"posts": {"path": "/p.xml"}}}}) == "/p.xml"


class TestRepository:
    def test_what_names_it(self) -> None:
        config = SiteConfig(repository="a/b")
        assert named_by(config, {}) == Repository("a", "b")
        assert named_by(config, {"PAGES_REPO_NWO": "c/d"}) == Repository("c", "d")
        assert named_by(SiteConfig(repository="b"), {}) is not None
        assert not named_by(SiteConfig(repository="b"), {})

    @pytest.mark.parametrize(
        ("origin", "found"),
        [
            ("https://github.com/a/b.git", Repository("a", "b")),
            ("git@github.com:a/b.c.git", Repository("a", "b.c")),
            ("https://github.com/a/b/", Repository("a", "b")),
            ("https://example.org/a/b.git", UNKNOWN),
            ("", UNKNOWN),
        ],
    )
    def test_where_a_folder_was_cloned_from(self, origin: str, found: Repository) -> None:
        assert cloned_from(origin) == found

    @pytest.mark.parametrize(
        ("config", "title"),
        [
            ("repository: me/thing", "thing"),
            ("repository: me/me.github.io", "me"),
            ("repository: me/thing\ntitle: T", "T"),
            ("repository: me/thing\nname: N", ""),
        ],
    )
    def test_a_site_without_title_has_that_of_its_repository(self, config: str, title: str, load: Load) -> None:
        assert load({}, config, plugins=["jekyll-github-metadata"]).config.title == title
        assert load({}, "repository: me/thing", plugins=[]).config.title == ""

    def test_the_revision(self, load: Load, tmp_path: Path) -> None:
        git(tmp_path, "init", "-q")
        site = load({"a.md": "---\n---\n"}, "repository: me/thing", plugins=["jekyll-github-metadata"])
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", "x")
        head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=tmp_path, check=True, capture_output=True, text=True)

        def shown(environ: dict[str, str]) -> str:
            renderer = LiquidRenderer(source_of(site), environ=environ)
            return renderer.render(site.pages[0], "{{ site.github.build_revision }}").text

        assert shown({}) == head.stdout.strip()
        assert shown({"JEKYLL_BUILD_REVISION": "abc"}) == "abc"

    def test_the_folder_itself_tells_where_it_is_from(self, load: Load, tmp_path: Path) -> None:
        git(tmp_path, "init", "-q")
        git(tmp_path, "remote", "add", "origin", "git@github.com:me/thing.git")
        assert load({}, plugins=["jekyll-github-metadata"]).repository == Repository("me", "thing")
        assert load({}, plugins=[]).repository == UNKNOWN


def git(folder: Path, *command: str, when: str = "") -> None:
    dates = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when} if when else {}
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *command], cwd=folder, check=True, env={**os.environ, **dates})


class TestLastModified:
    FILES: ClassVar = {
        "a.md": "---\nlast_modified_at: 2001-01-01\n---\n",
        "b.md": "---\n---\n",
        "_posts/2020-01-01-own.md": "---\nlast_modified_at: 2001-01-01\n---\n",
        "_posts/2020-01-01-other.md": "---\n---\n",
    }
    COMMITTED = datetime(2022, 3, 4, 5, 6, 7, tzinfo=UTC)

    def dates(self, site: Site) -> dict[str, Any]:
        return {page.docname.rpartition("/")[2]: page.front_matter.get("last_modified_at") for page in site.pages}

    def test_it_is_when_the_file_was_committed(self, load: Load, tmp_path: Path) -> None:
        git(tmp_path, "init", "-q")
        own = load(self.FILES, plugins=[])
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", "x", when="2022-03-04T05:06:07Z")
        found = self.dates(load({**self.FILES, "new.md": "---\n---\n"}, plugins=["jekyll-last-modified-at"]))
        # As with the plugin, its word counts more than a page's, and a document's more than its.
        assert found["a"] == found["b"] == found["2020-01-01-other"] == self.COMMITTED
        assert found["2020-01-01-own"] == self.dates(own)["2020-01-01-own"]
        assert found["new"] == datetime(2026, 9, 1, tzinfo=UTC), "a file that is not committed: at the latest now"

    def test_without_a_repository_it_is_when_the_file_was_changed(
        self, load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        load(self.FILES, plugins=[])
        os.utime(tmp_path / "site" / "b.md", (1_600_000_000, 1_600_000_000))
        site = Site.load(tmp_path / "site", plugins=["jekyll-last-modified-at"], environ={"TZ": "UTC"})
        assert self.dates(site)["b"] == datetime.fromtimestamp(1_600_000_000, UTC)
        assert [item.subtype for item in site.diagnostics] == [Subtype.GIT]
