"""Texts that ask a careless parser for more than linear work."""

from __future__ import annotations

HOSTILE = {
    "quotes": "> ",
    "asterisks": "*",
    "pairs of asterisks": "**a ",
    "single asterisks": "*a ",
    "underscores": "_a ",
    "mixed emphasis": "*a **b _c __d ",
    "brackets": "[",
    "images": "![",
    "brackets and parentheses": "[a](",
    "closed brackets": "[a]",
    "nested links": "[a](b ",
    "reference links": "[a][",
    "pipes": "|",
    "pipes in lines": "a|b\n",
    "pipes and code": "`a|b\n",
    "less-than": "<",
    "tags": "<a ",
    "attributes": '<a b="',
    "attributes of a block": '<div b="\n',
    "mixed quotes in attributes": "<a b=' c=\"",
    "spans": "<b>",
    "spans in lines": "<b>\n\n",
    "blocks": "<div>",
    "blocks in lines": "<div>\n",
    "blocks of kramdown": '<div markdown="1">\n',
    "spans of kramdown": '<p markdown="1">\n',
    "end tags": "</div>\n",
    "comments": "<!-- a\n",
    "instructions": "<? a\n",
    "character data": "<![CDATA[ a\n",
    "scripts": "<script>\n",
    "back-ticks": "`a``b```c````d",
    "growing back-ticks": "",
    "fences": "```a\n",
    "tilde fences": "~~~a\n",
    "directives": "```{note}\n",
    "colon fences": ":::{note}\n",
    "formulas": "$$a\n",
    "formula paragraphs": "$$a\n\n",
    "lists": "* ",
    "lists in lists": "",
    "numbers": "1. ",
    "definitions": "a\n: ",
    "definitions in a line": ": ",
    "footnotes": "[^a]: ",
    "footnote marks": "[^a",
    "footnote definitions": "[^a]: b\n",
    "attribute lists": "{:",
    "attribute list lines": "{:.a\n",
    "attribute values": "{:a='\\}",
    "complete attribute lists": "{:.a}\n",
    "extensions": "{::comment}\n",
    "span extensions": "a {::comment} ",
    "roles": "{a}`",
    "strike": "~~a ",
    "quotation marks": "\"'",
    "entities": "&a",
    "backslashes": "\\",
    "dashes": "-",
    "headings": "a\n-\n",
    "number signs": "# ",
    "abbreviations": "*[a]: b\n",
    "link definitions": "[a]: b\n",
    "link titles": "[a]: b '\n",
    "code lines": "    a\n\n",
    "lazy code": "    a\nb\n",
    "blanks": " ",
    "tabs": "\t",
    "empty lines": " \n",
    "ends of blocks": "^\n",
    "table rules": "|-\n",
    "table rows": "|a|b|\n|-|-|\n",
    "autolinks": "<http://a",
    "mail links": "<a@b",
    "bullets": "* a\n",
    "loose bullets": "* a\n\n",
    "tasks": "* [ ] a\n",
    "steps": "1. a\n",
    "terms": "a\n: b\n\n",
    "paragraphs": "a\n\n",
    "titles": "## a\n\n",
    "quotations": "> a\n",
    "rows of one table": "|a|b|\n",
    "marks of no footnote": "a[^1] ",
    "footnotes one by one": "",
    "names of links": "",
    "names of abbreviations": "",
    "names of attribute lists": "",
}
"""Name → the piece that is repeated; an empty one stands for a text that `hostile` builds otherwise."""


_NUMBERED = {
    "footnotes one by one": ("[^{0}]: b\n\n", "a[^{0}]\n\n"),
    "names of links": ("[a{0}]: b\n", "[a{0}] "),
    "names of abbreviations": ("*[a{0}]: b\n", "a{0} "),
    "names of attribute lists": ("{{:a{0}: .b}}\n", "c\n{{:a{0}}}\n\n"),
}
"""Name → what defines a thing of each number, and what uses it."""


def hostile(name: str, count: int) -> str:
    """Return the text ``name`` with ``count`` repetitions."""
    if name == "growing back-ticks":
        length = int((2 * count) ** 0.5)
        return " ".join("`" * number for number in range(1, length))
    if name == "lists in lists":
        depth = int((2 * count) ** 0.5)
        return "".join("  " * level + "* a\n" for level in range(depth))
    if name in _NUMBERED:
        definition, use = _NUMBERED[name]
        numbers = range(count)
        return "".join(definition.format(number) for number in numbers) + "".join(
            use.format(number) for number in numbers
        )
    return HOSTILE[name] * count
