"""A page with every element of the HTML Living Standard (and the obsolete ones), each holding a word of its own."""

from __future__ import annotations

VOID = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]

# elements that hold running text wherever they stand
INLINE = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "cite",
    "code",
    "data",
    "dfn",
    "em",
    "i",
    "ins",
    "del",
    "kbd",
    "label",
    "mark",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "u",
    "var",
    "acronym",
    "big",
    "font",
    "strike",
    "tt",
    "nobr",
    "output",
    "ruby",
    "slot",
    "custom-element",
]

BLOCK = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "div",
    "fieldset",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "main",
    "nav",
    "p",
    "pre",
    "search",
    "section",
    "menu",
]

SPECIAL = """
<h1>wordhone</h1> <h2>wordhtwo</h2> <h3>wordhthree</h3> <h4>wordhfour</h4> <h5>wordhfive</h5> <h6 id="six">wordhsix</h6>
<ul><li>wordul<ul><li>wordnested</li></ul></li>wordstray</ul> <ol start="3" reversed><li value="9">wordol</li></ol>
<dl><dt>wordterm</dt><dt>wordtermtwo</dt><dd>worddef</dd><dd>worddeftwo</dd><div><dt>wordgroup</dt><dd>wordgroupdef</dd></div></dl>
<table border="1"><caption>wordcaption</caption><colgroup><col span="2"></colgroup>
<thead><tr><th>wordth</th><th colspan="2">wordthspan</th></tr></thead>
<tbody><tr><td rowspan="2">wordtd</td><td>wordtdtwo</td></tr><tr>
<td>wordragged<table><tr><td>wordinner</td></tr></table></td></tr></tbody>
<tbody><tr><td colspan="9">wordwide</td></tr></tbody><tfoot><tr><td>wordfoot</td></tr></tfoot></table>
<figure><img src="https://example.org/x.png" alt="alt"><figcaption>wordfigcaption</figcaption></figure>
<details open><summary>wordsummary</summary>worddetails</details>
<fieldset><legend>wordlegend</legend><label>wordlabel <input type="checkbox" checked></label>
<select><optgroup label="g"><option>wordoption</option></optgroup></select> <textarea>wordtextarea</textarea>
<button>wordbutton</button>
<meter value="1">wordmeter</meter> <progress>wordprogress</progress>
<datalist><option>worddata</option></datalist></fieldset>
<video src="https://example.org/v.mp4" controls title="wordvideotitle"><track src="t.vtt">wordvideo</video>
<audio controls><source src="https://example.org/a.mp3">wordaudio</audio>
<object data="https://example.org/o.pdf">wordobject</object> <canvas>wordcanvas</canvas>
<picture><source srcset="x.webp"><img src="https://example.org/y.png" alt=""></picture>
<map name="m"><area href="https://example.org/area" alt="wordarea"></map>
<svg viewBox="0 0 9 9"><text>wordsvg</text></svg> <math><mi>wordmath</mi></math>
<ruby>wordbase<rp>(</rp><rt>wordruby</rt><rp>)</rp></ruby> one <br>wordbr two<wbr>three
<iframe src="https://example.org/map" title="wordframe"></iframe>
<p>wordbefore <a href="https://example.org/"><div>wordblockinlink</div></a> wordafter</p>
<b>wordbold <p>wordparainbold</p></b> <noscript>wordnoscript</noscript>
<h2>wordhead<br>wordheadtwo <a href="https://example.org/">wordheadlink</a></h2>
"""


def page() -> str:
    """Return the page, as the body of an HTML file."""
    inline = [f'<{tag} title="t" data-x="1">word{tag.replace("-", "")}</{tag}>' for tag in INLINE]
    block = [f'<{tag} class="c" id="id-{tag}">wordblock{tag}</{tag}>' for tag in BLOCK]
    void = [f"<{tag}>" for tag in VOID]
    return "\n".join([*inline, *block, *void, SPECIAL])


def words() -> set[str]:
    """Return the words that a browser shows, or that stand in for what it plays."""
    import re

    return set(re.findall(r"(?<![a-z])word[a-z]+", page()))
