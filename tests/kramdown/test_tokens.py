"""The tokens: their shape is what renderers rely on."""

from __future__ import annotations

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from sphinx_essay.kramdown import Options, parse
from sphinx_essay.kramdown.myst import ANY_NAME, MystNames
from sphinx_essay.kramdown.preset import WARNINGS, markdown_it, unused_footnotes

MYST = Options(myst=ANY_NAME)


def shape(tokens: list[Token]) -> list[str]:
    return [token.type for token in tokens]


def only(tokens: list[Token], type_: str) -> Token:
    found = [token for token in tokens if token.type == type_]
    assert len(found) == 1
    return found[0]


def test_line_numbers() -> None:
    text = '# a\n\n> b\n> c\n\n* d\n  * e\n\n\tcode\n\n<div markdown="1">\n\nf\n\n</div>\n\n[^1]: g\n\nh[^1]\n'
    maps = [(token.type, token.map) for token in parse(text).tokens if token.nesting == 1 or token.type == "fence"]
    assert maps == [
        ("heading_open", [0, 1]),
        ("blockquote_open", [2, 4]),
        ("paragraph_open", [2, 4]),
        ("bullet_list_open", [5, 10]),
        ("list_item_open", [5, 10]),
        ("paragraph_open", [5, 6]),
        ("bullet_list_open", [6, 10]),
        ("list_item_open", [6, 10]),
        ("paragraph_open", [6, 7]),
        ("paragraph_open", [8, 9]),
        ("html_open", [10, 15]),
        ("paragraph_open", [12, 13]),
        ("paragraph_open", [18, 19]),
        ("footnote_block_open", [16, 17]),
        ("footnote_open", [16, 17]),
        ("paragraph_open", [16, 17]),
    ]


def test_tokens_nest() -> None:
    tokens = parse("> * a *b*\n\n|c|\n\n[^1]: x\n\ny[^1]").tokens
    assert SyntaxTreeNode(tokens).children[0].type == "blockquote"


def test_tight_paragraphs_are_hidden() -> None:
    opened = [token for token in parse("* a\n* b\n\n  c\n\n  d").tokens if token.type.startswith("paragraph_")]
    assert opened[0].hidden
    assert opened[1].hidden


def test_html_tokens() -> None:
    tokens = parse('<div class="a" id=b>\n<p>x <b>y</b></p>\n<!-- z -->\n</div>\n').tokens
    assert [(token.type, token.tag, dict(token.attrs)) for token in tokens if token.type != "inline"] == [
        ("html_open", "div", {"class": "a", "id": "b"}),
        ("html_open", "p", {}),
        ("html_close", "p", {}),
        ("html_comment", "", {}),
        ("html_close", "div", {}),
    ]
    assert {token.meta["kind"] for token in tokens if token.type in ("html_open", "html_close")} == {"block"}
    assert only(tokens, "html_comment").map == [2, 3]
    phrase = next(token for token in tokens if token.type == "inline")
    assert shape(phrase.children or []) == ["text", "html_open", "text", "html_close"]


def test_script_is_raw() -> None:
    tokens = parse("<script>a && b</script>").tokens
    assert [(token.type, token.content) for token in tokens] == [
        ("html_open", ""),
        ("html_raw", "a && b"),
        ("html_close", ""),
    ]


def test_text_and_attributes_are_plain_unicode() -> None:
    inline = only(parse('<a title="&lt;&quot;" href="?a=1&amp;b">&nbsp;&amp;</a> &copy;').tokens, "inline")
    link, text, _, rest = inline.children or []
    assert link.attrs == {"title": '<"', "href": "?a=1&b"}
    assert text.content == "\u00a0&"
    assert rest.content == " ©"


def test_footnotes() -> None:
    document = parse("a[^x] b[^x]\n\n[^x]: c\n\n[^y]: d")
    references = [child for token in document.tokens for child in token.children or () if child.type == "footnote_ref"]
    assert [reference.meta for reference in references] == [
        {"label": "x", "id": 1, "subId": 0},
        {"label": "x", "id": 1, "subId": 1},
    ]
    assert only(document.tokens, "footnote_open").meta == {"label": "x", "id": 1, "refs": 2}
    assert document.warnings == [(4, "nothing refers to the footnote 'y', it is left out")]


def test_contents_are_expanded() -> None:
    tokens = parse("* x\n{:toc}\n\n# A *b*").tokens
    assert tokens[0].type == "bullet_list_open"
    assert tokens[0].attrs == {"id": "markdown-toc"}
    link = (only(tokens[:5], "inline").children or [])[0]
    assert link.attrs == {"href": "#a-b", "id": "markdown-toc-a-b"}


def test_fences() -> None:
    fence = only(parse("```ruby?x=1\na\n```\n{: .wide}").tokens, "fence")
    assert (fence.info, fence.content, fence.attrs, fence.markup) == ("ruby", "a\n", {"class": "wide"}, "```")
    code = only(parse("    a\n").tokens, "code_block")
    assert (code.info, code.content) == ("", "a\n")


def test_directives() -> None:
    fence = only(parse("text\n```{note} A title here\n:class: x\n\n* body\n```\nmore", MYST).tokens, "fence")
    assert (fence.info, fence.content, fence.map) == ("{note} A title here", ":class: x\n\n* body\n", [1, 6])
    tokens = parse("::::{grid} 2\n:::{card} a\nb\n:::\n::::\n\n* ````{note}\n  ```{code}\n  ```\n  ````", MYST).tokens
    assert only(tokens, "colon_fence").content == ":::{card} a\nb\n:::\n"
    assert only(tokens, "fence").content == "```{code}\n```\n"


def test_directives_are_off_by_default() -> None:
    assert "fence" not in shape(parse("```{note} title\na\n```").tokens)
    assert "colon_fence" not in shape(parse(":::{note}\na\n:::").tokens)


def test_an_unclosed_directive_reaches_to_the_end_and_is_reported() -> None:
    document = parse("> ```{note}\n> a\n\nb", MYST)
    assert only(document.tokens, "fence").content == "a\n"
    assert document.warnings == [(0, "the fence ```{note} is never closed, it ends with what holds it")]


def test_roles() -> None:
    inline = only(parse("see {ref}`a *b*` and {x\n{:.y} `c`", MYST).tokens, "inline")
    role = only(inline.children or [], "myst_role")
    assert (role.meta["name"], role.content) == ("ref", "a *b*")


def test_preset_shares_the_state_of_a_page() -> None:
    parser = markdown_it(MYST)
    env: dict[str, object] = {}
    parser.parse("# Same\n\n[a]: /x\n\n[^1]: note\n\n[^2]: unused\n\n*[HTML]: H\n", env)
    tokens = parser.parse("# Same\n\n[a] HTML[^1]", env)
    assert tokens[0].attrs == {"id": "same-1"}
    assert shape(tokens[4].children or []) == [
        "link_open", "text", "link_close", "text", "abbr_open", "text", "abbr_close", "footnote_ref",
    ]  # fmt: skip
    assert only(tokens, "footnote_open").meta["label"] == "1"
    assert "footnote_open" not in shape(parser.parse("again[^1]", env))
    inline = parser.parseInline("[a] # b", env)
    assert shape(inline) == ["inline"]
    assert env[WARNINGS] == []
    assert [line for line, _ in unused_footnotes(env)] == [6]


def test_preset_renders_with_any_renderer() -> None:
    assert "<em>a</em>" in markdown_it().render("*a*")


def test_warnings_name_their_lines() -> None:
    text = "one\n\n[a][nosuch]\n\n* x\n\n  two [^nosuch]\n\n<b>open\n"
    assert {line for line, _ in parse(text).warnings} == {2, 6, 8}


def test_code_of_a_language_in_braces_is_no_directive() -> None:
    names = MystNames(is_directive=lambda name: name == "note", is_role=lambda name: name == "math")
    text = "```{r}\nx\n```\n\n```{.python}\ny\n```\n\n```{note} T\nz\n```\n"
    tokens = parse(text, Options(myst=names)).tokens
    assert [(token.type, token.info) for token in tokens] == [
        ("code_block", "{r}"),
        ("code_block", "{.python}"),
        ("fence", "{note} T"),
    ]


def test_pandocs_blocks_and_names_that_there_are_not_stay_text() -> None:
    names = MystNames(is_directive=lambda name: name == "note", is_role=lambda name: name == "math")
    text = "::: {#id .a}\ninner\n:::\n\n:::{nota}\nb {foo}`c` {math}`d`\n:::\n"
    document = parse(text, Options(myst=names))
    assert shape(document.tokens) == ["paragraph_open", "inline", "paragraph_close"] * 2
    inline = document.tokens[4]
    assert [(token.type, token.content) for token in inline.children or () if token.content] == [
        ("text", ":::{nota}\nb {foo}"),
        ("code_inline", "c"),
        ("text", " "),
        ("myst_role", "d"),
        ("text", "\n:::"),
    ]
    assert [(line, "'nota'" in message) for line, message in document.warnings] == [(4, True)]


def test_texts_in_brackets_that_stand_apart_need_no_definition() -> None:
    document = parse("[a][b]\n\n[1, 2]\n[2, 1] [3]\n")
    assert [(line, "'b'" in message) for line, message in document.warnings] == [(0, True)]
