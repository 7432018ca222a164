"""Templates whose result real Jekyll and ours must agree on, each on a page of its own in one small site."""

from __future__ import annotations

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

SNIPPETS: list[str] = [
    # What values print as
    "{{ site.number }} {{ site.float }} {{ site.big }} {{ site.tiny }} {{ 1.0 }} {{ 2 }} {{ -3.50 }} {{ 1e3 }}",
    "{{ site.truth }} {{ site.lie }} {{ nil }} {{ true }} {{ empty }} {{ blank }} [{{ nothing.at.all }}]",
    "{{ site.list }} {{ site.nested }} {{ site.table }} {{ site.people[0] }}",
    "{{ site.day }} {{ site.moment }} {{ site.zulu }} {{ site.offset }}",
    "{{ site.quotes | inspect }} {{ site.nested | inspect }} {{ nil | inspect }} {{ 1.5 | inspect }}",
    "{{ site.day | inspect }} {{ site.moment | inspect }} {{ (1..3) }} {{ (1..3) | inspect }}",
    "{{ site.list | append: '!' }} {{ site.table | append: '!' }} {{ site.truth | append: '!' }}",
    "{{ site.data.nums }} {{ site.data.people }} {{ site.data.deep.er.a[1] }} {{ site.data.deep.er }}",
    "{{ site.data.people[1].age | inspect }} {{ site.data.nums | jsonify }}",
    "{{ site.list.size }} {{ site.title.size }} {{ site.table.size }} {{ site.number.size }} {{ nil.size }}",
    "{{ site.list.first }} {{ site.list.last }} {{ site.table.first }} {{ site.table.last }} {{ site.title.first }}",
    "{{ site.list[0] }} {{ site.list[-1] }} {{ site.list[9] }} {{ site['title'] }} {{ site.table['b'][1] }}",
    "{% assign k = 'title' %}{{ site[k] }} {{ site.table.b[0] }} {{ [k] }} {{ page['title'] }}",
    "{{ 'single' }} {{ \"double\" }} {{ 'a\"b' }} {{ \"it's\" }} {{ '' }}|",
    # White space
    "a \n {{- 'x' -}} \n b {{ 'y' -}}   c   {{- 'z' }} d",
    "a  {%- if true -%}  b  {%- endif -%}  c",
    "{% if true %}\n  {% assign a = 1 %}\n{% endif %}|",
    "{% if true %}\n  {% assign a = 1 %} x\n{% else %}  \n{% endif %}|",
    "{% if false %}\n{% else %}  {% endif %}|{% for i in (1..2) %} {% endfor %}|{% unless true %} {% endunless %}|",
    "{% for i in (1..2) %}\n  {% if i == 1 %}\n  {% assign b = i %}\n  {% endif %}\n{% endfor %}|",
    "{% capture c %}  {% endcapture %}[{{ c }}]{% if true %} {% capture d %}x{% endcapture %} {% endif %}|",
    "{% case 1 %} {% when 1 %} {% assign x = 1 %} {% endcase %}|{% case 1 %}\n{% when 1 %} x {% else %} {% endcase %}|",
    "{% if true %} {% comment %} x {% endcomment %} {% endif %}|{% if true %} {% raw %}{% endraw %} {% endif %}|",
    "{% if true %} {% increment n %} {% endif %}|{% if true %} {{ '' }} {% endif %}|",
    "{% for i in (1..3) %} {% if i == 2 %} {% break %} {% endif %} {% endfor %}|",
    "a {% comment -%}  x {{ y }} {%- endcomment -%}  b",
    "a {%- # remark -%} b",
    "a {% raw %} {{ x }} {% y %} {{ {% endraw %} b",
    "a {% raw -%}  {{ x }}  {% endraw %}  b",
    "a {{ 'x' -}}{% raw %}  {{ x }}{% endraw %}  b",
    "- a{% if true %}\n- b{% endif %}\n\n- c\n{% unless false -%}\n- d\n{%- endunless %}\n",
    "\n\n{% assign x = 1 %}\n\ntext\n",
    "{%-assign x=1-%}{{-x-}}{%if x==1%}y{%endif%}",
    # Conditions
    "{% if site.title == 'A & B' %}1{% endif %}{% if site.number > 11 %}2{% endif %}{% if 1.0 == 1 %}3{% endif %}",
    "{% if nothing == nil %}1{% endif %}{% if nothing %}2{% endif %}{% if '' %}3{% endif %}{% if 0 %}4{% endif %}",
    "{% if nothing == empty %}1{% endif %}{% if '' == empty %}2{% endif %}{% if site.list != empty %}3{% endif %}",
    "{% if nothing == blank %}1{% endif %}{% if '' == blank %}2{% endif %}{% if nothing != blank %}3{% endif %}",
    "{% if nothing > 1 %}1{% endif %}{% if 1 < nothing %}2{% endif %}{% if 'a' < 'b' %}3{% endif %}",
    "{% if site.list contains 3 %}1{% endif %}{% if site.list contains '3' %}2{% endif %}{% if 'abc' contains 'b' %}3{% endif %}",
    "{% if 'a1' contains 1 %}1{% endif %}{% if site.table contains 'a' %}2{% endif %}{% if nil contains 'a' %}3{% endif %}",
    "{% if true and false or true %}1{% endif %}{% if true or false and false %}2{% endif %}{% if false and false or true %}3{% endif %}",
    "{% if true == 1 %}1{% endif %}{% if 'true' == true %}2{% endif %}{% if nil == false %}3{% endif %}{% if 1 <> 2 %}4{% endif %}",
    "{% if false %}a{% elsif nil %}b{% elsif 1 %}c{% else %}d{% endif %}",
    "{% unless true %}a{% elsif true %}b{% else %}c{% endunless %}{% unless nil %}d{% endunless %}",
    "{% case site.number %}{% when 1, 12 %}a{% when 12 or 3 %}b{% else %}c{% endcase %}",
    "{% case 'x' %}{% when 'y' %}a{% else %}c{% when 'z' %}d{% endcase %}{% case nil %}{% when nil %}n{% endcase %}",
    "{% case 'x' %}ignored{% when 'x', 'x' %}a{% endcase %}",
    "{% if site.title && nothing %}lax{% endif %}{% if site.title == 'A & B' && nothing %}2{% endif %}{% if site.title == 'x' || true %}3{% endif %}",
    "{% if (true) %}1{% endif %}{% if (nothing or true) %}2{% endif %}{% if site.title == 'A & B') %}3{% endif %}",
    "{% if site.list == site.list %}1{% endif %}{% if page.title == page.title and page.url contains '/' %}2{% endif %}",
    "{% assign e = '' | split: ',' %}{% if e == empty %}1{% endif %}{% if e.size == 0 %}2{% endif %}{% if e %}3{% endif %}{{ e.first }}",
    "{% if site.day == site.day %}1{% endif %}{% if site.moment < site.zulu %}2{% endif %}{% if site.moment == site.zulu %}3{% endif %}",
    # Loops
    "{% for i in site.list %}{{ i }}:{{ forloop.index }}{{ forloop.index0 }}{{ forloop.rindex }}{{ forloop.rindex0 }}{{ forloop.first }}{{ forloop.last }}{{ forloop.length }} {% endfor %}",
    "{% for i in (1..10) limit:3 offset:2 %}{{ i }}{% endfor %}|{% for i in (1..10) reversed limit: 2 %}{{ i }}{% endfor %}",
    "{% for i in (1..6) limit: 2 %}{{ i }}{% endfor %}{% for i in (1..6) offset: continue limit: 2 %}{{ i }}{% endfor %}{% for i in (1..6) offset:continue %}{{ i }}{% endfor %}",
    "{% for i in nothing %}a{% else %}none{% endfor %}{% for i in 'text' %}{{ i }}{% endfor %}{% for i in 5 %}n{% endfor %}",
    "{% for p in site.table %}{{ p[0] }}={{ p[1] }}{{ p }};{% endfor %}",
    "{% for i in (1..5) %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 4 %}{% break %}{% endif %}{{ i }}{% endfor %}",
    "{% for i in (1..2) %}{% for j in (1..2) %}{{ forloop.parentloop.index }}{{ forloop.index }}{{ i }}{{ j }} {% endfor %}{% endfor %}{{ i }}",
    "{% assign n = 3 %}{% for i in (1..n) %}{{ i }}{% endfor %}{% for i in (n..1) %}x{% endfor %}{% for i in (1..site.list[0]) %}{{ i }}{% endfor %}",
    "{% for i in ( 1 .. 3 ) %}{{ i }}{% endfor %}{% for x in site.words,limit:1 %}{{ x }}{% endfor %}",
    "{% for i in (1..3) %}{% assign last = i %}{% endfor %}{{ last }}{% for i in (1..2) %}{% capture c %}{{ c }}{{ i }}{% endcapture %}{% endfor %}{{ c }}",
    "{% tablerow i in (1..5) cols:2 %}{{ i }}{{ tablerowloop.col }}{{ tablerowloop.col_first }}{{ tablerowloop.row }}{% endtablerow %}",
    "{% tablerow i in site.list %}{{ i }}{% endtablerow %}{% tablerow i in (1..9) cols: 3 limit: 4 offset: 1 %}{{ i }}{% endtablerow %}",
    "{% for i in (1..4) %}{% cycle 'a', 'b', 'c' %}{% cycle 'g': 'x', 'y' %}{% cycle 'h': 'x', 'y' %}{% endfor %}",
    "{% increment a %}{% increment a %}{% decrement b %}{% decrement b %}{{ a }}{{ b }}{% assign a = 9 %}{{ a }}{% increment a %}",
    "{% for i in (1..3) %}{% ifchanged %}{{ i | divided_by: 2 }}{% endifchanged %}{% endfor %}",
    "{% for p in site.people reversed %}{{ p.name }}{{ p.age }} {% endfor %}{% for i in site.data.nums %}[{{ i }}]{% endfor %}",
    "{% for i in (1..3) %}{{ forloop }}{% endfor %}",
    # Assignments and scope
    "{% assign x = 'a' | append: 'b' | upcase %}{{ x }}{% assign y = x %}{{ y | downcase }}{% assign z = site.people | size %}{{ z }}",
    "{% assign site = 'mine' %}{{ site }}{% assign page.title = 'x' %}{{ page.title }}{% assign a-b = 1 %}{{ a-b }}",
    "{% capture 'quoted' %}x{% endcapture %}{{ quoted }}{% capture n %}{{ 1 | plus: 1 }}{% endcapture %}{% if n == 2 %}y{% else %}n{% endif %}",
    # Filters of Liquid
    "{{ 'a b c' | split: ' ' | join: ',' }} {{ ' a  b ' | split: ' ' | size }} {{ 'abc' | split: '' | join: '-' }} {{ 'a,b,,' | split: ',' | size }}",
    "{{ 'aBc dEf' | capitalize }} {{ 'é' | upcase }} {{ 'ÀB' | downcase }} {{ 5 | upcase }} {{ nil | upcase }}|",
    "[{{ '  a b \t' | strip }}][{{ '  a ' | lstrip }}][{{ '  a ' | rstrip }}][{{ '\u00a0a\u00a0' | strip }}]",
    "{{ '<a href=\"x\">it''s & more</a>' | escape }} {{ '&lt; < &amp; & &#39;' | escape_once }} {{ nil | escape }}|",
    "{{ 'a b&c/d~é*' | url_encode }} {{ 'a+b%20c%C3%A9' | url_decode }}",
    "{{ 'one two' | base64_encode }} {{ 'b25lIHR3bw==' | base64_decode }} {{ 'a?>' | base64_url_safe_encode }}",
    "{{ 'Liquid' | slice: 0 }}{{ 'Liquid' | slice: 2, 5 }}{{ 'Liquid' | slice: -3, 2 }}{{ 'Liquid' | slice: 9 }}{{ site.list | slice: 1, 2 | join: ',' }}",
    "{{ 'Ground control' | truncate: 10 }} {{ 'Ground control' | truncate: 10, '' }} {{ 'abc' | truncate: 2, '12345' }} {{ 'abc' | truncate }}",
    "{{ 'one two three' | truncatewords: 2 }} {{ 'one  two\nthree' | truncatewords: 2, '--' }} {{ ' one two' | truncatewords: 5 }}|{{ 'a b' | truncatewords: 0 }}",
    "{{ '<p>a <b>b</b></p><script>x</script><!-- c --><style>y</style> 1 < 2' | strip_html }}",
    "{{ 'a<b>c' | strip_html }} {{ '<scr<script>ipt>x</script>' | strip_html }} {{ '<<a>>b' | strip_html }}",
    "{% capture t %}a\nb\n{% endcapture %}{{ t | newline_to_br }}{{ t | strip_newlines }}",
    "{{ 'a.b.a' | replace: 'a', 'x' }}{{ 'a.b.a' | replace_first: 'a', 'x' }}{{ 'a.b.a' | replace_last: 'a', 'x' }}{{ 'a.b' | replace: '.', '\\\\0\\\\1' }}",
    "{{ 'a.b.a' | remove: 'a' }}{{ 'a.b.a' | remove_first: 'a' }}{{ 'a.b.a' | remove_last: 'a' }}{{ 'ab' | replace: '', '-' }}",
    "{{ 'x' | append: 1 }}{{ 'x' | prepend: nil }}{{ 1.5 | append: 'x' }}",
    "{{ 4 | plus: 2 }} {{ 4 | plus: 2.0 }} {{ '3' | plus: '4.5' }} {{ 5 | minus: 7 }} {{ 3 | times: 1.1 }} {{ 0.1 | plus: 0.2 }}",
    "{{ 7 | divided_by: 2 }} {{ 7 | divided_by: 2.0 }} {{ -7 | divided_by: 2 }} {{ 20 | divided_by: 7.0 }} {{ 1 | divided_by: 3.0 }}",
    "{{ 7 | modulo: 3 }} {{ -7 | modulo: 3 }} {{ 7.5 | modulo: 2 }} {{ -7.5 | modulo: 2 }} {{ 'x' | plus: 1 }} {{ nil | plus: 1 }}",
    "{{ 1.5 | round }} {{ 2.5 | round }} {{ 1.25 | round: 1 }} {{ -1.5 | round }} {{ 3 | round: 2 }} {{ 183.357 | round: 2 }} {{ 15 | round: -1 }}",
    "{{ 1.2 | ceil }} {{ 1.8 | floor }} {{ '3.5' | ceil }} {{ -1.2 | floor }} {{ -5 | abs }} {{ '-2.5' | abs }} {{ 'x' | abs }}",
    "{{ 4 | at_least: 5 }} {{ 4 | at_most: 3.5 }} {{ 4 | at_least: 3 }} {{ '7' | at_most: 9 }}",
    "{{ site.nested | join }} {{ site.nested | join: '-' }} {{ 'x' | join: '-' }} {{ nil | join }}|{{ (1..3) | join: ',' }}",
    "{{ site.list | first }} {{ site.list | last }} {{ 'abc' | first }} {{ site.table | first }} {{ (1..4) | last }} {{ nil | first }}|",
    "{{ site.list | reverse }} {{ (1..3) | reverse }} {{ 'abc' | reverse }} {{ site.list | concat: site.words }}",
    "{{ 'a,b,a,1' | split: ',' | uniq }} {{ site.data.nums | compact | inspect }} {{ site.people | map: 'name' }} {{ site.people | map: 'nick' | inspect }}",
    "{{ site.people | compact: 'nick' | map: 'name' }} {{ site.people | uniq: 'nick' | map: 'name' }}",
    "{{ site.words | sort_natural }} {{ site.people | sort_natural: 'name' | map: 'name' }} {{ site.people | sort_natural: 'nick' | map: 'name' }}",
    "{{ site.words | size }} {{ 'abc' | size }} {{ 5 | size }} {{ nil | size }} {{ 1.5 | size }} {{ site.table | size }}",
    "{{ nil | default: 'd' }} {{ '' | default: 'd' }} {{ false | default: 'd' }} {{ 0 | default: 'd' }} {{ false | default: 'd', allow_false: true }} {{ site.list | default: 'd' }}",
    # Dates
    "{{ '2020-01-02' | date: '%Y-%m-%d %-m/%-d %e|%b %^b %B %A %a %j %U %u' }} {{ site.day | date: '%Y' }} {{ 0 | date: '%s %Y' }}",
    "{{ '2020-01-02 13:04:05' | date: '%H %I %l %k %M %S %p %P %-I %L %N %3N %z %:z %Z %s' }} {{ '2020-01-02' | date: '%c|%D|%F|%T|%R|%r|%x|%X|%v' }}",
    "{{ 'March 14, 2016' | date: '%b %d, %y' }} {{ '14 Mar 2016 3:04pm' | date: '%F %T' }} {{ 'Fri, 02 Oct 2020 10:00:00 +0200' | date: '%F %T %z' }}",
    "{{ 'x' | date: '%Y' }} {{ nil | date: '%Y' }}|{{ '' | date: '%Y' }}|{{ '2020-01-02' | date: '' }} {{ '1577836800' | date: '%F' }}",
    "{{ '2020-01-02T10:00:00Z' | date: '%F %T %Z' }} {{ '2020-02-30' | date: '%F' }} {{ '2020-01-02' | date: '%10Y|%010d|%_5m|%^A|%#p|%%|%q|%-y' }}",
    "{{ site.day | date_to_string }} {{ site.moment | date_to_long_string }} {{ site.day | date_to_string: 'ordinal' }} {{ site.day | date_to_long_string: 'ordinal', 'US' }}",
    "{{ '2020-11-11' | date_to_string: 'ordinal' }} {{ '2020-11-22' | date_to_string: 'ordinal', 'US' }} {{ '2020-11-23' | date_to_string: 'ordinal', 'UK' }}",
    "{{ site.day | date_to_xmlschema }} {{ site.moment | date_to_xmlschema }} {{ site.offset | date_to_xmlschema }} {{ site.moment | date_to_rfc822 }} {{ nil | date_to_string }}|",
    "{{ '01 Jan 2021' | date: '%F' }} {{ '2021/3/4' | date: '%F' }} {{ '20210304' | date: '%F' }} {{ '12/25/2020' | date: '%F' }} {{ 'Jan 2021' | date: '%F' }}",
    # Filters of Jekyll
    "{{ '/a b/ü.html' | relative_url }} {{ 'x' | relative_url }} {{ '' | relative_url }}|{{ '/' | relative_url }} {{ 'https://x.org/y z' | relative_url }} {{ nil | relative_url }}|",
    "{{ '/a?q=1&r=ü#f g' | relative_url }} {{ '/a/../b/./c' | relative_url }} {{ '#top' | relative_url }} {{ 'mailto:a@b' | relative_url }} {{ '/%C3%BC%20%7e' | relative_url }}",
    "{{ '/a b' | absolute_url }} {{ '' | absolute_url }} {{ 'http://x.org' | absolute_url }} {{ page.url | absolute_url }}",
    "{{ '/a/index.html' | strip_index }} {{ '/a/index.htm' | strip_index }} {{ '/index.html/x' | strip_index }} {{ nil | strip_index }}|",
    "{{ 'foo, bar \\baz?' | uri_escape }} {{ 'foo,bar;baz? é' | cgi_escape }} {{ '<a \"b\"> & ''c''' | xml_escape }}",
    "{{ 'The _config.yml file' | slugify }} {{ 'The _config.yml file' | slugify: 'pretty' }} {{ 'The _cönfig.yml file' | slugify: 'ascii' }} {{ 'The cönfig ß file' | slugify: 'latin' }} {{ ' A  b! ' | slugify: 'raw' }} {{ 'A b' | slugify: 'none' }}",
    "{{ site.table | jsonify }} {{ site.nested | jsonify }} {{ 'a\"b/</c>é' | jsonify }} {{ nil | jsonify }} {{ 1.50 | jsonify }} {{ site.day | jsonify }} {{ site.moment | jsonify }}",
    "{{ 'hello  world\n\tx' | number_of_words }} {{ '你好hello世界world' | number_of_words }} {{ '你好hello世界world' | number_of_words: 'cjk' }} {{ 'a b' | number_of_words: 'auto' }} {{ '你a b' | number_of_words: 'auto' }}",
    "{{ site.words | array_to_sentence_string }} {{ site.words | array_to_sentence_string: 'or' }} {{ 'a,b' | split: ',' | array_to_sentence_string }} {{ 'a' | split: ',' | array_to_sentence_string }}",
    "{{ ' a \n\t b  ' | normalize_whitespace }}| {{ '12abc' | to_integer }} {{ true | to_integer }} {{ 3.9 | to_integer }} {{ nil | to_integer }}",
    "{{ site.list | push: 9 }} {{ site.list | pop }} {{ site.list | pop: 2 }} {{ site.list | shift }} {{ site.list | shift: 2 }} {{ site.list | unshift: 0 }} {{ site.list }}",
    "{{ site.people | where: 'age', 30 | map: 'name' }} {{ site.people | where: 'age', '30' | map: 'name' }} {{ site.people | where: 'tags', 'y' | map: 'name' }} {{ site.people | where: 'nick', nil | map: 'name' }}",
    "{{ site.people | where: 'more.deep', 'here' | map: 'name' }} {{ site.people | where: 'age', 9 | map: 'name' }} {{ nil | where: 'a', 'b' }}| {{ site.people | where: 'age', 30.5 | map: 'name' }}",
    "{{ site.people | where: 'nick', empty | map: 'name' }} {{ site.people | where: 'rank', '02' | map: 'name' }} {{ site.people | where: 'rank', 2 | map: 'name' }}",
    "{{ site.people | where_exp: 'p', 'p.rank != 2 and p.name != \"Ann\"' | map: 'name' }}",
    "{{ site.people | where_exp: 'p', 'p.tags contains \"y\" or p.nick' | map: 'name' }} {{ site.people | find_exp: 'p', 'p.nick' | map: 'name' }}",
    "{{ site.people | find: 'name', 'Cy' }} {{ site.people | find: 'name', 'No' | inspect }}",
    "{{ site.people | group_by: 'age' }} {{ site.people | group_by: 'tags' | map: 'name' | inspect }}",
    "{% assign g = site.people | group_by_exp: 'p', 'p.name | size' %}{% for x in g %}{{ x.name }}:{{ x.size }}:{{ x.items | map: 'name' | join: '+' }} {% endfor %}",
    "{{ site.list | sort }} {{ site.words | sort }} {{ site.people | sort: 'name' | map: 'name' }} {{ site.people | sort: 'rank' | map: 'name' }} {{ site.people | sort: 'rank', 'last' | map: 'name' }}",
    "{{ site.people | sort: 'nick', 'last' | map: 'name' }} {{ site.people | sort: 'more.deep' | map: 'name' }}",
    # The site
    "{{ site.title }} {{ site.baseurl }} {{ site.url }} {{ site.config }}|{{ site.collections | map: 'label' | join: ',' }} {{ site.nothing }}|{{ site.things.size }}",
    "{% assign ps = site.pages | where_exp: 'p', 'p.title' | where_exp: 'p', 'p.snippet == nil' | sort: 'title' %}{% for p in ps %}{{ p.title }}|{{ p.url }}|{{ p.path }}|{{ p.name }}|{{ p.dir }}|{{ p.nav_order }}|{{ p.by_default }}\n{% endfor %}",
    "{% assign ps = site.html_pages | where_exp: 'p', 'p.snippet == nil' | sort: 'url' %}{% for p in ps %}{{ p.url }}\n{% endfor %}",
    "{% for p in site.posts %}{{ p.title }}|{{ p.url }}|{{ p.date }}|{{ p.id }}|{{ p.categories }}|{{ p.tags }}|{{ p.path }}|{{ p.relative_path }}|{{ p.collection }}|{{ p.slug }}|{{ p.name }}\n{% endfor %}",
    "{% for p in site.posts %}{{ p.excerpt }}|{{ p.content | strip_newlines }}|{{ p.next.title }}|{{ p.previous.title }}|{{ p.by_default }}\n{% endfor %}",
    "{% for t in site.tags %}{{ t[0] }}:{% for p in t[1] %}{{ p.title }},{% endfor %}{% endfor %} {{ site.categories.cat[0].title }} {{ site.tags.x | size }}",
    "{% for t in site.things %}{{ t.title }}|{{ t.url }}|{{ t.order }}|{{ t.path }}|{{ t.relative_path }}|{{ t.content | strip_newlines }}|{{ t.id }}\n{% endfor %}",
    "{{ site.things | sort: 'order' | map: 'title' | join: ',' }} {{ site.documents | map: 'title' | join: ',' }} {{ site.things | where: 'title', 'One' | map: 'url' }}",
    "{% assign c = site.collections | where: 'label', 'things' | first %}{{ c.label }} {{ c.note }} {{ c.output }} {{ c.docs.size }} {{ c.relative_directory }} {{ c.files }}",
    "{% for f in site.static_files %}{{ f.path }}|{{ f.name }}|{{ f.basename }}|{{ f.extname }}|{{ f.collection }}\n{% endfor %}",
    "{{ page.title }} {{ page.url }} {{ page.path }} {{ page.name }} {{ page.dir }} {{ page.by_default }} {{ page.layout }}|{{ page.id }}|{{ page.date }}|{{ page.excerpt }}|{{ page.tags }}|{{ content }}|{{ layout.x }}|{{ paginator.page }}",
    "{{ page.content | size }} {{ page.snippet }} {{ page | jsonify | size }}",
    "{{ jekyll.environment }} {{ site.time | date: '%Y' | size }} {{ site.related_posts }}|{{ site.posts.first.title }} {{ site.posts[0].url | relative_url }} {{ site.posts.first | relative_url }}",
    "{% assign by = site.pages | where: 'parent', 'Top' | sort: 'nav_order' %}{% for p in by %}[{{ p.title }}]({{ p.url | relative_url }}) {% endfor %}",
    # Tags of Jekyll
    '{% include plain.txt %}{% include plain.txt a="1" b=\'two\' %}{% assign x = \'v\' %}{% include plain.txt a=x b=page.title %}{% include plain.txt a="q\\"q" %}',
    "{% include outer.txt a='1' %}{{ set_inside }}{{ include.a }}|{% include outer.txt %}",
    "{% include sub/dir.txt %}{% assign f = 'plain.txt' %}{% include {{ f }} a='var' %}{% assign d = 'sub' %}{% include {{ d }}/dir.txt %}{% include {{ f | append: '' }} b='filtered' %}",
    "{% for i in (1..3) %}{% include breaks.txt %}{% endfor %}|{% include plain.txt\n  a='1'\n  b='2' %}",
    "{% include_relative folder/beside.txt %}{% include_relative assets/pic.png %}|",
    "{% link about.md %} {% link folder/deep.md %} {% link _things/one.md %} {% link assets/pic.png %} {% link _posts/2020-03-04-a-post.md %} {% assign l = 'about.md' %}{% link {{ l }} %}#x",
    "{% post_url 2020-03-04-a-post %} {% post_url /2021-05-06-other %}",
    "{% highlight text %}\nplain <b> & \"q\" 'r'\n  {{ page.title }}\n\nmore\n{% endhighlight %}",
    "{% highlight text linenos %}\none\ntwo\n{% endhighlight %}|{% highlight c++ %}\nx\n{% endhighlight %}",
    "{% highlight nosuchlanguage linenos=table %}\n\na\n\n{% endhighlight %}|{% if true %} {% highlight text %} {% endhighlight %} {% endif %}",
    # Read leniently
    "{{ site.title | }} {{ site.title || upcase }} {{ 'a' | upcase 'b' }} {{ site.list , x }}|{{ page.title }}}",
    "{{ }}{{}}|{{ 'a' | upcase: }}|{{ 'a' | append: 'b' 'c' }}",
    "{{ 'a' | append: 'b', }}",
    "{% assign x = 'a' | append: 'b' y %}{{ x }}{% for i in (1..3) limit:2 nonsense %}{{ i }}{% endfor %}{% for i in site.list foo:bar %}{{ i }}{% endfor %}",
    "{% if 'a' == 'a' nonsense %}1{% endif %}",
    "{{ site.people.first.name }} {{ site.people[0]['name'] }} {{ site.people[0].tags.first }} {{site.title}} {{site.list[0]}}{{ site.table.b.last }}",
    "{{ 'now' | date: '%Y' | size }} {{ 'today' | date: '%Y' | size }}",
    "{ {not} } %} }} { % x % } {# no comment #} {{ '{{' }}",
]
