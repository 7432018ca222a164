"""Code in a site's pages: coloured by Pygments under the names that Rouge gives to languages, without warnings."""

from __future__ import annotations

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_essay.core.code_languages import lexer_name

PAGE = """---
title: Code
layout: default
---

```yaml
key: [plain, "quoted"]
"odd": value
```

```bash
ls --all
```

```python
x = ?
```

```objective_c
id x;
```

```apex
Account a;
```

{% highlight yaml %}
key: plain
{% endhighlight %}
"""


def build(folder, builder, files, confoverrides):
    source = folder / "source"
    source.mkdir()
    for name, text in files.items():
        (source / name).write_text(text, encoding="utf-8")
    app = SphinxTestApp(builder, srcdir=source, builddir=folder / "build", confoverrides=confoverrides)
    try:
        app.build()
        return app.outdir, app.warning.getvalue()
    finally:
        app.cleanup()


@pytest.fixture
def site(tmp_path):
    files = {"_config.yml": "title: Site\n", "index.md": PAGE, "conf.py": 'extensions = ["sphinx_essay"]\n'}
    return lambda builder: build(tmp_path, builder, files, {})


def test_code_has_the_class_names_that_pygments_and_rouge_share(site):
    folder, warnings = site("html")
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert '<span class="nt">key</span><span class="p">:</span>' in page
    assert '<span class="err">?</span>' in page
    assert page.count('<span class="nt">key</span>') == 2, "the tag highlight gives the same"
    assert '<span class="kt">id</span>' in page, "by Rouge's name of the language"
    assert "highlight" not in warnings


def test_a_language_that_only_rouge_knows_stands_in_a_box_without_colours(site):
    folder, warnings = site("html")
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert '<div class="language-apex highlighter-rouge notranslate"><div class="highlight">' in page
    assert "Account a;" in page
    assert "apex" not in warnings


def test_other_builders_take_the_same_lexers(site):
    folder, warnings = site("latex")
    assert any(r"\PYG{n+nt}{key}" in path.read_text(encoding="utf-8") for path in folder.glob("*.tex"))
    assert "highlight" not in warnings


@pytest.mark.parametrize(
    ("in_rouge", "in_pygments"),
    [
        ("Bash", "bash"),
        ("tsx", "tsx"),
        ("dart", "dart"),
        ("cmake", "cmake"),
        ("jinja", "jinja"),
        ("viml", "vim"),
        ("rust,no_run", "rust"),
        ("jsonc", "json"),
        ("syzlang", "text"),
        ("no-such-language", None),
    ],
)
def test_a_language_is_found_by_its_name_in_rouge(in_rouge, in_pygments):
    assert lexer_name(in_rouge) == in_pygments
