"""Titles and contents as HTML: what Sphinx makes of them, made without it."""

from __future__ import annotations

from docutils import nodes
from essay_builds import build
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_essay.speed.partials import plain_contents, plain_title

PAGES = {
    "index.md": "---\ntitle: A \"b\" & <c> 'd' e@f.g\n---\n## One & two\n\n#### Deep\n\n## *Four* `five`\n",
    "flat.md": '# Flat\n\n## One\n\n## Two\n\n### Two and a half\n\n## "Three" <&> x@y\n\n# Second\n',
    "none.md": "Nothing.\n",
}


def test_titles_and_contents_are_what_sphinx_makes_of_them(tmp_path, monkeypatch):
    seen = []

    def compare(self, node):
        plain = plain_title(node), plain_contents(node)
        parts = StandaloneHTMLBuilder.render_partial(self, node)
        parts = {name: parts[name] for name in ("title", "fragment")}  # old Sphinx has more
        if plain[0] is not None:
            assert parts == {"title": plain[0], "fragment": ""}
        if plain[1] is not None:
            assert parts == {"title": "", "fragment": plain[1]}
        seen.append((type(node), plain != (None, None)))
        return parts

    monkeypatch.setattr("sphinx_essay.output.builder.EssayHTMLBuilder.render_partial", compare)
    built = build(tmp_path, PAGES, extensions=["sphinx_essay"], exclude_patterns=[])
    assert "Flat" in built.text("flat.html")
    assert (nodes.title, True) in seen
    assert (nodes.bullet_list, True) in seen
    assert (nodes.bullet_list, False) in seen  # with a literal in it
