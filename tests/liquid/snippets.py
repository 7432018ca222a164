"""Templates whose result real Jekyll and ours must agree on, each on a page of its own in one small site."""

from __future__ import annotations

from pathlib import Path

CONFIG = """\
title: A & B
url: https://Example.com
baseurl: /base
timezone: UTC
repository: someone/something
collections:
  things:
    output: true
    note: of things
list: [3, 1, 2]
words: [b, A, c]
nested: [[1, [2, 3]], 4]
table: {a: 1, b: [x, "y"], c: null}
number: 12
float: 2.50
big: 1.0e+20
tiny: 0.00001
truth: true
lie: false
day: 2020-01-02
moment: 2020-01-02 10:11:12
zulu: 2020-01-02 10:11:12 +00:00
offset: 2020-01-02 10:11:12 +02:00
quotes: "a \\"b\\" #{c} \\\\ \\n é \\e"
people:
  - {name: Ann, age: 30, tags: [x, y], rank: "2"}
  - {name: bob, age: "9", tags: [y], rank: "10"}
  - {name: Cy, tags: z, nick: null}
  - {name: Dee, age: 30.5, nick: D, more: {deep: here}}
defaults:
  - scope: {path: ""}
    values: {by_default: yes it is}
exclude: [_site]
"""

FILES: dict[str, str] = {
    "_includes/plain.txt": "[{{ include.a }}|{{ include.b }}|{{ x }}]",
    "_includes/outer.txt": "({% include plain.txt %})({% include plain.txt a='own' %}){% assign set_inside = 'kept' %}",
    "_includes/sub/dir.txt": "in {{ page.title }}\n",
    "_includes/breaks.txt": "before{% break %}after",
    "_data/nums.yml": "- 1\n- 2.0\n- null\n- text\n",
    "_data/people.csv": "name,age\nAnn,30\nBob,\n",
    "_data/deep/er.json": '{"a": [1, {"b": null}], "c": 1.5}',
    "folder/beside.txt": "beside {{ page.title }}\n",
    "assets/pic.png": "",
    "_things/one.md": "---\ntitle: One\norder: 2\n---\nFirst *one*.\n\nMore.\n",
    "_things/two.md": "---\norder: 10\ndate: 2021-02-03\n---\nSecond {{ page.order }}.\n",
    "_posts/2020-03-04-a-post.md": "---\ntags: [x, y]\ncategory: cat\n---\nThe *post*.\n\nRest.\n",
    "_posts/2021-05-06-other.md": "---\ntitle: Other\ntags: x\n---\nOther.\n",
    "about.md": "---\ntitle: About\nnav_order: 3\nparent: Top\n---\n# About\n",
    "folder/deep.md": "---\ntitle: Deep\nnav_order: 10\nparent: Top\n---\n# Deep\n",
    "folder/index.md": "---\ntitle: Index\nnav_order: 2\n---\n",
    "plain.html": "---\n---\n<p>no title</p>\n",
    "feed.xml": "---\nlayout: null\ntitle: Feed\n---\n<a/>\n",
}

SEPARATOR = "\n" + "=" * 20 + "\n"

SNIPPETS = Path(__file__).with_name("templates.txt").read_text(encoding="utf-8").removesuffix("\n").split(SEPARATOR)
