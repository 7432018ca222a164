"""Code in a site's pages: the classes of Rouge in essays, those of Pygments elsewhere, and no warnings."""

from __future__ import annotations

import pytest
from sphinx.testing.util import SphinxTestApp

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


def test_an_essays_code_has_the_classes_of_rouge(site):
    folder, warnings = site("html")
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert '<span class="na">key</span><span class="pi">:</span>' in page
    assert '<span class="nb">ls</span> <span class="nt">--all</span>' in page
    assert '<span class="err">?</span>' in page
    assert page.count('<span class="na">key</span>') == 2, "the tag highlight gives the same"
    assert "highlight" not in warnings


def test_other_builders_take_the_same_lexers(site):
    folder, warnings = site("latex")
    assert any(
        r"\PYG{n+nt}{\PYGZhy{}\PYGZhy{}all}" in path.read_text(encoding="utf-8") for path in folder.glob("*.tex")
    )
    assert "highlight" not in warnings


def test_a_plain_project_keeps_the_lexers_of_pygments(tmp_path):
    files = {
        "conf.py": 'extensions = ["sphinx_essay"]\n',
        "index.rst": "Code\n====\n\n.. code-block:: yaml\n\n   key: plain\n",
    }
    folder, _ = build(tmp_path, "html", files, {})
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert '<span class="nt">key</span><span class="p">:</span>' in page
