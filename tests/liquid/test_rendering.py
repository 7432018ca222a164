"""What a rendering leaves behind: text, diagnostics with file and line, dependencies; and what it refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source_files import write

from sphinx_essay.core.page import Page
from sphinx_essay.core.warnings import Subtype
from sphinx_essay.jekyll.repository import Repository
from sphinx_essay.liquid import Limits, LiquidRenderer, Rendered, SiteSource
from sphinx_essay.liquid.filters import FILTERS

NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
PAGE = Page("docs/page.md", "docs/page", url="/docs/page.html", output="docs/page.html", body_line=4)


def renderer(root: Path = Path(), **parts: Any) -> LiquidRenderer:
    limits = parts.pop("limits", None)
    source = SiteSource(root, **parts)
    return LiquidRenderer(source, now=NOW, limits=limits, markdown=lambda text: f"<p>{text.strip()}</p>\n", environ={})


def render(body: str, root: Path = Path(), page: Page = PAGE, **parts: Any) -> Rendered:
    return renderer(root, **parts).render(page, body)


def problems(rendered: Rendered) -> list[tuple[Subtype, str, int]]:
    return [(item.subtype, item.path, item.line) for item in rendered.diagnostics]


def put(root: Path, **files: str) -> None:
    write(root / "_includes", {name.replace("__", "."): text for name, text in files.items()})


class TestText:
    def test_without_liquid_the_body_is_the_same_object(self) -> None:
        body = "{ % } } {# nothing"
        assert render(body).text is body

    def test_a_page_may_refuse_liquid(self) -> None:
        page = Page("a.md", "a", front_matter={"render_with_liquid": False})
        assert render("{{ 1 }}", page=page).text == "{{ 1 }}"

    def test_strings_need_no_page(self) -> None:
        rendered = renderer(config={"title": "T"}).render_string("{{ site.title }}{{ x }}", {"x": 2})
        assert rendered.text == "T2"

    def test_the_moment_is_that_of_the_build(self) -> None:
        assert render("{{ 'now' | date: '%F' }} {{ site.time | date: '%s' }}").text == "2024-05-06 1714979289"

    def test_source_date_epoch(self) -> None:
        liquid = LiquidRenderer(SiteSource(Path()), environ={"SOURCE_DATE_EPOCH": "86400"})
        assert liquid.render(PAGE, "{{ site.time }}").text == "1970-01-02 00:00:00 +0000"

    def test_times_stand_in_the_zone_of_the_site(self) -> None:
        config = {"timezone": "Asia/Tokyo", "at": datetime(2024, 1, 1, 20, tzinfo=UTC)}
        assert render("{{ site.at | date: '%F %T %z' }} {{ site.at }}", config=config).text == (
            "2024-01-02 05:00:00 +0900 2024-01-02 05:00:00 +0900"
        )

    def test_samples_are_the_same_each_time(self) -> None:
        body = "{{ 'a,b,c,d,e,f,g,h' | split: ',' | sample: 4 | join }}"
        assert render(body).text == render(body).text

    def test_includes_of_the_theme(self) -> None:
        body = (
            "{% capture code %}{% highlight text linenos %}\na\nb\n{% endhighlight %}{% endcapture %}"
            "{% include fix_linenos.html code=code %}"
        )
        assert render(body).text == (
            '<div class="highlight"><table class="rouge-table"><tbody><tr><td class="gutter gl">'
            '<pre class="lineno">1\n2\n</pre></td><td class="code"><pre>a\nb\n</pre></td></tr></tbody></table></div>'
        )

    def test_the_sites_include_comes_before_the_themes(self, tmp_path: Path) -> None:
        put(tmp_path, title__html="own")
        assert render("{% include title.html %}", tmp_path).text == "own"

    def test_an_include_may_begin_with_a_slash(self, tmp_path: Path) -> None:
        put(tmp_path, x__html="own")
        write(tmp_path, {"docs/y.md": "near"})
        rendered = render("{% include /x.html %} {% include_relative /y.md %}", tmp_path)
        assert (rendered.text, rendered.diagnostics) == ("own near", ())

    @pytest.mark.parametrize(
        ("template", "text"),
        [
            ("{% for i in (1...3) %}{{ i }}{% endfor %}", "123"),
            ("{% for i in (1..2) %} {% raw %} {% endraw %}{% endfor %}", "    "),
            ("{% for i in (1..2) %} {% raw %}{% endraw %}{% endfor %}", ""),
            (
                "{% tablerow n in (1..2) %}{{ n }}{% continue %}x{% endtablerow %}x",
                '<tr class="row1">\n<td class="col1">1</td><td class="col2">2</td></tr>\n',
            ),
            (
                "{% for i in (1..2) %}{% tablerow n in (1..1) %}{% break %}{% endtablerow %}{{ i }}{% endfor %}",
                '<tr class="row1">\n<td class="col1"></td></tr>\n',
            ),
        ],
    )
    def test_oddities_of_liquid_4(self, template: str, text: str) -> None:
        assert render(template).text == text

    def test_a_year_and_a_month_are_no_day(self) -> None:
        assert render("{{ '2022-08' | date: '%d %B' }} {{ '2022-08-03' | date: '%d %B' }}").text == "2022-08 03 August"

    def test_head_tags_print_nothing(self) -> None:
        assert render("{% seo %}{% feed_meta %}") == Rendered("")

    def test_gist_leaves_a_link(self) -> None:
        assert 'href="https://gist.github.com/u/12"' in render("{% gist u/12 a.rb %}").text
        script = '<script src="https://gist.github.com/u/12.js?file=a.rb"> </script>'
        assert render("{% gist u/12 a.rb %}", config={"gist": {"noscript": False}}).text == script

    def test_repository(self) -> None:
        config = {"github": {"releases": [1]}}
        parts: dict[str, Any] = {"config": config, "repository": Repository("o", "r")}
        body = "{{ site.github.repository_url }} {{ site.github.owner_name }} {{ site.github.releases }}"
        assert render(body, plugins=["jekyll-github-metadata"], **parts).text == "https://github.com/o/r o 1"
        assert render(body, **parts).text == "  1"
        link = render(
            '{% github_edit_link %} {% github_edit_link "Edit" %}', plugins=["jekyll-github-metadata"], **parts
        )
        address = "https://github.com/o/r/edit/gh-pages/docs/page.md"
        assert link.text == f'{address} <a href="{address}">Edit</a>'
        assert problems(render("{% github_edit_link %}")) == [(Subtype.LIQUID, "docs/page.md", 4)]

    def test_what_the_configuration_says_is_noted(self) -> None:
        assert render("{{ site.title }}{{ '/' | relative_url }}", config={"title": "T"}).dependencies == {"site.config"}
        assert render("{{ page.title }}").dependencies == frozenset()

    def test_pages_have_excerpts_where_the_site_wishes_so(self, tmp_path: Path) -> None:
        (tmp_path / "p.md").write_text("---\n---\nFirst.\n\nSecond.\n")
        page = Page("p.md", "p", url="/p.html", output="p.html")
        body = "{{ page.excerpt }}"
        assert render(body, tmp_path, page).text == ""
        assert render(body, tmp_path, page, config={"page_excerpts": True}).text == "<p>First.</p>\n"

    @pytest.mark.parametrize("text", ["<!--", "<a ", '"', "--", "& "])
    def test_typography_of_very_long_texts(self, text: str) -> None:
        assert render(
            "{{ page.long | smartify | size }}", page=replace(PAGE, front_matter={"long": text * 50_000})
        ).text

    def test_the_link_to_the_feed(self) -> None:
        config = {"title": 'A "B"', "url": "https://x.org", "baseurl": "/b", "feed": {"path": "atom.xml"}}
        assert render("{% feed_meta %}", config=config, plugins=["jekyll-feed"]).text == (
            '<link type="application/atom+xml" rel="alternate" href="https://x.org/b/atom.xml" title="A &quot;B&quot;" />'
        )

    def test_when_the_page_was_modified(self) -> None:
        body = "{{ page.last_modified_at }}|{% last_modified_at %}|{% last_modified_at %Y %}"
        page = Page("a.md", "a", front_matter={"last_modified_at": NOW})
        assert render(body, page=page).text == "2024-05-06 07:08:09 +0000|06-May-24|2024"
        config = {"last-modified-at": {"date-format": "%F"}}
        assert render(body, page=page, config=config).text == "2024-05-06 07:08:09 +0000|2024-05-06|2024"
        assert problems(render("{% last_modified_at %}")) == [(Subtype.LIQUID, "docs/page.md", 4)]

    def test_documents_as_json_name_their_neighbours_once(self) -> None:
        posts = [Page(f"_posts/{name}.md", name, url=f"/{name}", collection="posts") for name in "abc"]
        body = "{{ site.posts[1] | jsonify }}"
        document = json.loads(render(body, pages=posts).text)
        assert (document["previous"]["url"], document["url"], document["next"]["url"]) == ("/a", "/b", "/c")
        assert "next" not in document["previous"]

    def test_a_document_that_asks_for_its_own_content_gets_its_source(self, tmp_path: Path) -> None:
        (tmp_path / "_posts").mkdir()
        (tmp_path / "_posts" / "a.md").write_text("---\n---\n{{ page.content | size }}")
        post = Page("_posts/a.md", "a", url="/a", collection="posts")
        assert render("{{ page.content | size }}", tmp_path, post, pages=[post]).text == "25"
        assert render("{{ site.posts[0].content }}", tmp_path, pages=[post]).text == "<p>25</p>\n"

    def test_excerpts_know_the_links_that_are_defined_below(self, tmp_path: Path) -> None:
        (tmp_path / "_posts").mkdir()
        (tmp_path / "_posts" / "a.md").write_text("---\n---\nSee [x].\n\nMore.\n\n[x]: https://x.org\n")
        post = Page("_posts/a.md", "a", url="/a", collection="posts")
        rendered = render("{{ site.posts[0].excerpt }}", tmp_path, pages=[post])
        assert rendered.text == "<p>See [x].\n\n[x]: https://x.org</p>\n"
        assert rendered.dependencies == {"site.posts", "_posts/a.md"}

    def test_documents_that_ask_for_each_other_end(self, tmp_path: Path) -> None:
        (tmp_path / "_posts").mkdir()
        posts = [Page(f"_posts/{name}.md", name, url=f"/{name}", collection="posts") for name in "ab"]
        for name in "ab":
            (tmp_path / "_posts" / f"{name}.md").write_text(
                f"---\n---\n{name}{{% for p in site.posts %}}{{{{ p }}}}{{% endfor %}}"
            )
        assert "b" in render("{{ site.posts.last.content }}", tmp_path, pages=posts).text


class TestDiagnostics:
    def test_a_filter_that_nobody_defines_leaves_an_assigned_value(self) -> None:
        rendered = render("{% assign x = 'b,a' | nope: 1 | split: ',' %}{{ x | join: '' }}")
        assert rendered.text == "ba"
        assert problems(rendered) == [(Subtype.LIQUID_LENIENT, PAGE.path, PAGE.body_line)]

    def test_a_filter_that_nobody_defines_is_passed_over_in_includes(self, tmp_path: Path) -> None:
        put(tmp_path, x__html="{{ include.a | nope | upcase }}")
        rendered = render("{% include x.html a='b' %}", tmp_path)
        assert rendered.text == "B"
        assert problems(rendered) == [(Subtype.LIQUID_LENIENT, "_includes/x.html", 1)]

    @pytest.mark.parametrize(
        ("markup", "subtype"),
        [
            ("{% nope %}", Subtype.LIQUID_UNKNOWN),
            ("{% nope a='b' %}x{% endnope %}", Subtype.LIQUID_UNKNOWN),
            ("{{ 'a' | nope: 1 }}", Subtype.LIQUID_UNKNOWN),
            ("{{ 'a' | append }}", Subtype.LIQUID),
            ("{{ 'a' | divided_by: 0 }}", Subtype.LIQUID),
            ("{{ 1 | divided_by: 0.0 }}", Subtype.LIQUID),
            ("{{ 'a' | truncate: 'x' }}", Subtype.LIQUID),
            ("{{ '%ff' | url_decode }}", Subtype.LIQUID),
            ("{{ 'a b' | base64_decode }}", Subtype.LIQUID),
            ("{{ 'a{}' | scssify }}", Subtype.LIQUID),
            ("{{ nil | sort }}", Subtype.LIQUID),
            ("{% if 'a' < 1 %}x{% else %}y{% endif %}", Subtype.LIQUID),
            ("{% if true %}never closed", Subtype.LIQUID),
            ("{% endif %}", Subtype.LIQUID),
            ("{% else %}", Subtype.LIQUID),
            ("{% for i of (1..3) %}x{% endfor %}", Subtype.LIQUID),
            ("{% assign x %}", Subtype.LIQUID),
            ("{% raw %} x", Subtype.LIQUID),
            ("{{ 'a'", Subtype.LIQUID),
            ("{% if true", Subtype.LIQUID),
            ("{{ a }", Subtype.LIQUID),
            ("{% %}", Subtype.LIQUID),
            ("{% include nothing.html %}", Subtype.LIQUID_INCLUDE),
            ("{% include %}", Subtype.LIQUID),
            ("{% include a.html b %}", Subtype.LIQUID),
            ("{% include_relative nothing.md %}", Subtype.LIQUID_INCLUDE),
            ("{% link nothing.md %}", Subtype.LINK),
            ("{% post_url 2020-01-01-nothing %}", Subtype.LINK),
            ("{% post_url nothing %}", Subtype.LINK),
            ("{% highlight %}x{% endhighlight %}", Subtype.LIQUID),
        ],
    )
    def test_what_cannot_be_carried_out_stays_visible(self, markup: str, subtype: Subtype) -> None:
        rendered = render(f"a {{{{ 1 }}}}\n\nb {markup}")
        assert rendered.text == f"a 1\n\nb {markup}"
        assert problems(rendered)
        assert set(problems(rendered)) == {(subtype, "docs/page.md", 6)}

    def test_the_rest_of_a_page_with_an_error_is_rendered(self) -> None:
        assert render("{% if true %}{{ 1 }}{% for %}{{ 2 }}").text == "{% if true %}1{% for %}2"

    def test_a_block_that_cannot_be_read_keeps_its_own_tags(self) -> None:
        assert render("{% if false %}{% for %}x{% else %}y{% endfor %}{% endif %}z").text == "z"
        assert render("{% if true %}{% for %}{{ 1 }}{% else %}y{% endfor %}{% else %}n{% endif %}z").text == (
            "{% for %}1{% else %}y{% endfor %}z"
        )

    def test_a_space_that_does_not_break_is_something_to_print(self) -> None:
        assert render("{% if true %}\u00a0{% endif %}|{% if true %} \n{% endif %}|").text == "\u00a0||"

    def test_lenient_reading_is_reported(self) -> None:
        rendered = render("{% if true && false %}x{% endif %}")
        assert rendered.text == "x"
        assert problems(rendered) == [(Subtype.LIQUID_LENIENT, "docs/page.md", 4)]

    def test_undefined_variables_are_nothing(self) -> None:
        assert render("{{ a.b.c }}{{ site.x | upcase }}{% for x in y %}{% endfor %}").text == ""

    def test_each_problem_is_told_once(self) -> None:
        rendered = render("{% for i in (1..9) %}{{ i | nope }}{% endfor %}")
        assert len(rendered.diagnostics) == 1

    def test_problems_in_an_include_are_placed_there(self, tmp_path: Path) -> None:
        put(tmp_path, x__html="\n\n{{ 1 | nope }}")
        assert problems(render("{% include x.html %}", tmp_path)) == [(Subtype.LIQUID_LENIENT, "_includes/x.html", 3)]


class TestDependencies:
    def test_files(self, tmp_path: Path) -> None:
        put(tmp_path, a__html="{% include b.html %}", b__html="x")
        rendered = render("{% include a.html %}{% include missing.html %}", tmp_path)
        assert rendered.dependencies == {"_includes/a.html", "_includes/b.html", "_includes/missing.html"}

    @pytest.mark.parametrize(
        ("body", "name"),
        [
            ("{% for p in site.pages %}{% endfor %}", "site.pages"),
            ("{{ site.html_pages | size }}", "site.pages"),
            ("{{ site.posts | size }}", "site.posts"),
            ("{{ site.static_files | size }}", "site.static_files"),
            ("{{ site.data.x }}", "site.data"),
            ("{{ site.things | size }}", "site.things"),
            ("{% link docs/page.md %}", "site.urls"),  # and its baseurl
        ],
    )
    def test_lists(self, body: str, name: str) -> None:
        rendered = render(body, pages=[PAGE], collections={"things": {}})
        assert rendered.dependencies - {"site.config"} == {name}


class TestConfinement:
    @pytest.mark.parametrize(
        "name",
        ["../secret.txt", "/etc/passwd", "a/../../secret.txt", "..//secret.txt", "link.txt", "{{ up }}", "folder"],
    )
    def test_nothing_outside_the_site_is_read(self, name: str, tmp_path: Path) -> None:
        root = tmp_path / "site"
        (root / "_includes" / "folder").mkdir(parents=True)
        (root / "docs").mkdir()
        secret = tmp_path / "secret.txt"
        secret.write_text("secret")
        (root / "_includes" / "link.txt").symlink_to(secret)
        (root / "docs" / "link.txt").symlink_to(secret)
        for tag in ("include", "include_relative"):
            body = f"{{% assign up = '../../secret.txt' %}}{{% {tag} {name} %}}"
            rendered = render(body, root)
            assert rendered.text == f"{{% {tag} {name} %}}"
            assert problems(rendered) == [(Subtype.LIQUID_INCLUDE, "docs/page.md", 4)]

    def test_large_files_are_refused(self, tmp_path: Path) -> None:
        put(tmp_path, x__html="x" * 11)
        rendered = render("{% include x.html %}", tmp_path, limits=Limits(include_size=10))
        assert problems(rendered) == [(Subtype.LIQUID_INCLUDE, "docs/page.md", 4)]

    @pytest.mark.parametrize(
        "body",
        [
            "{% for i in (1..1000000000) %}{{ i }}{% endfor %}",
            "{% for i in (1..1000000) %}{% for j in (1..1000000) %}{% endfor %}{% endfor %}",
            "{{ (1..1000000000) | join: ',' | size }}",
            "{% tablerow i in (1..1000000000) %}{% endtablerow %}",
            "{% assign x = 'aaaaaaaa' %}" + "{% assign x = x | append: x %}" * 40,
            "{% assign x = 'aaaaaaaa' %}" + "{% assign x = x | replace: 'a', x %}" * 9,
            "{% assign x = 'a' | split: '' %}" + "{% assign x = x | concat: x %}" * 40,
            "{% assign x = 'a' | split: '' %}" + "{% assign x = x | push: x | push: x %}" * 40 + "{{ x }}",
            "{% assign x = 'a' | split: '' %}" + "{% assign x = x | push: x | push: x %}" * 40 + "{{ x | jsonify }}",
            "{% assign x = 'a' | split: '' %}" + "{% assign x = x | push: x | push: x %}" * 40 + "{{ x | inspect }}",
            "{% assign x = 99999 %}" + "{% assign x = x | times: x %}" * 40 + "{{ x }}",
            "{% capture x %}aaaaaaaa{% endcapture %}" + "{% capture x %}{{ x }}{{ x }}{% endcapture %}" * 40,
            "{% for i in (1..100000) %}{% capture x %}{{ x }}aaaaaaaaaaaaaaaaaaaaaaaa{% endcapture %}{% endfor %}",
        ],
    )
    def test_endless_templates_are_given_up(self, body: str) -> None:
        limits = Limits(work=200_000, output=2_000_000, variables=20_000_000)
        rendered = render(body, limits=limits)
        assert rendered.text == body
        assert problems(rendered) == [(Subtype.LIQUID_LIMIT, "docs/page.md", 4)]

    def test_an_include_that_includes_itself(self, tmp_path: Path) -> None:
        put(tmp_path, x__html="x{% include x.html %}")
        rendered = render("{% include x.html %}", tmp_path)
        assert rendered.text == "{% include x.html %}"
        assert problems(rendered) == [(Subtype.LIQUID_LIMIT, "docs/page.md", 4)]

    def test_includes_that_multiply(self, tmp_path: Path) -> None:
        for number in range(20):
            put(tmp_path, **{f"x{number}__html": f"{{% include x{number + 1}.html %}}" * 10})
        put(tmp_path, x20__html="x")
        rendered = render("{% include x0.html %}", tmp_path, limits=Limits(work=100_000))
        assert problems(rendered) == [(Subtype.LIQUID_LIMIT, "docs/page.md", 4)]

    @pytest.mark.parametrize(
        "body",
        [
            "{% if true %}" * 3_000,
            "{% if true %}" * 20_000 + "{% endif %}" * 3_000,
            "{{" * 50_000,
            "{%" * 50_000,
            "{% raw %}" * 3_000,
            "{% comment %}" * 3_000,
            "{{ '" + "<" * 10_000 + "' | strip_html | nope }}",
            "{{ " + "a." * 20_000 + "b | nope }}",
            "{{ " + "a[" * 10_000 + "b" + "]" * 10_000 + " }}",
            "{{ " + "(" * 20_000 + " }}",
            "{{ a " + "| upcase" * 5_000 + "| nope" + " }}",
            "{% if " + "a and " * 5_000 + "b && %}x{% endif %}",
            "{% include a.html " + "a='b' " * 5_000 + "%}",
            "{% include a.html " + "a" * 40_000 + "%}",
            "{% include " + "{{ a }}" * 5_000 + "b{{" + " %}",
            "{% assign " + "a" * 40_000 + " %}",
            "{% highlight " + "a " * 20_000 + "! %}{% endhighlight %}",
            "{% cycle " + "a," * 5_000 + " %}{% x %}",
            "{{ 'x" + "\\" * 20_000 + "' | slugify | date: '%" + "9" * 5_000 + "Y' | nope }}",
        ],
        ids=lambda body: body[:20],
    )
    def test_long_markup_ends(self, body: str) -> None:
        assert render(body).diagnostics


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(alphabet="{}%-|:,.'\"[]() ab1=<>#\n", max_size=8),
            st.sampled_from(
                ["{% if a %}", "{% endif %}", "{% else %}", "{% for i in a %}", "{% endfor %}", "{{ a }}", "{%- ", " -%}",
                 "{% raw %}", "{% endraw %}", "{% comment %}", "{% endcomment %}", "{% case a %}", "{% when 1 %}",
                 "{% endcase %}", "{% assign a = 1 %}", "{% capture b %}", "{% endcapture %}", "{{ 'a' | split: '' }}"]
            ),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_nothing_ever_fails(pieces: list[str]) -> None:
    rendered = render("".join(pieces))
    assert isinstance(rendered.text, str)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(FILTERS)), VALUES, st.lists(VALUES, max_size=3))
def test_no_filter_fails_on_any_value(name: str, value: object, arguments: list[object]) -> None:
    names = [f"a{number}" for number in range(len(arguments))]
    body = f"{{{{ value | {name}{': ' if names else ''}{', '.join(names)} }}}}"
    rendered = renderer().render_string(body, {"value": value, **dict(zip(names, arguments, strict=True))})
    assert rendered.text != body or rendered.diagnostics
