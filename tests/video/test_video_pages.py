"""Videos in pages."""

from __future__ import annotations

import pytest
from essay_builds import build

FRAME = (
    '<iframe class="youtube-video" width="100%" src="https://www.youtube.com/embed/fIwhGmwMK7E" title="A talk" '
    "allowfullscreen></iframe>"
)
FRAMES = {
    "container": f'<div class="youtube-container">{FRAME}</div>\n',
    "container over lines": f'<div class="youtube-container">\n  {FRAME}\n</div>\n',
    "bare": f"{FRAME}\n",
    "in Markdown": f'<div markdown="1">\n\nText.\n\n{FRAME}\n\n</div>\n',
}


@pytest.mark.parametrize("text", FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize("dialect", ["kramdown", "myst"])
def test_a_player_waits_for_a_click(tmp_path, text, dialect):
    body = build(tmp_path, f"# T\n\n{text}", essay_dialect=dialect).body()
    assert body.css("iframe") == []
    [box] = body.css("[data-video-src]")
    assert box.attributes["data-video-src"] == "https://www.youtube.com/embed/fIwhGmwMK7E"
    assert box.attributes["data-video-title"] == "A talk"
    assert box.attributes["class"] == "essay-video youtube-video"
    assert box.attributes["action"] == "https://www.youtube.com/watch"
    assert box.css_first("input").attributes["value"] == "fIwhGmwMK7E"
    assert box.css_first("button.video-link").text() == "A talk www.youtube.com/watch?v=fIwhGmwMK7E"


def test_embed_shows_the_author_s_frame(tmp_path):
    html = build(tmp_path, FRAME, essay_video="embed").html()
    assert '<iframe class="youtube-video" src="https://www.youtube.com/embed/fIwhGmwMK7E" loading="lazy"' in html
    assert 'allowfullscreen=""' in html


def test_other_frames_of_other_hosts_wait_as_well(tmp_path):
    body = build(tmp_path, '<iframe src="https://maps.example.org/?q=1" width="600" height="450"></iframe>\n').body()
    [box] = body.css("[data-video-src]")
    assert box.attributes["data-video-src"] == "https://maps.example.org/?q=1"
    assert "600 / 450" in box.attributes["style"]


def test_frames_of_the_site_itself_stay(tmp_path):
    assert '<iframe src="/demo.html"></iframe>' in build(tmp_path, '<iframe src="/demo.html"></iframe>\n').html()


@pytest.mark.parametrize(
    ("builder", "file"), [("text", "index.txt"), ("latex", "projectnamenotset.tex"), ("man", "projectnamenotset.1")]
)
def test_title_and_address_stand_in_for_it(tmp_path, builder, file):
    text = build(tmp_path, f"# T\n\n{FRAMES['container']}", builder).text(file)
    assert "A talk" in text
    assert "fIwhGmwMK7E" in text


def test_the_directive(tmp_path):
    text = (
        "# T\n\n```{video} https://youtu.be/fIwhGmwMK7E\n:title: A talk\n:start: 1:30\n:ratio: 4:3\n:caption: By *someone*\n"
        ":transcript: words.txt\n```\n"
    )
    built = build(tmp_path, text)
    body = built.body()
    box = body.css_first("figure.essay-figure > form.essay-video.ratio-4x3")
    assert box.attributes["data-video-src"] == "https://www.youtube-nocookie.com/embed/fIwhGmwMK7E?start=90"
    assert "By <em>someone</em>" in built.html()
    assert body.css_first("figcaption a").attributes["href"] == "words.txt"
    assert built.warnings == ""


def test_files_play_in_the_browser(tmp_path):
    html = build(
        tmp_path, "```{video} a.mp4 a.webm\n:title: F\n:loop:\n:start: 5\n```\n\n```{video} s.mp3\n:title: S\n```\n"
    ).html()
    assert (
        '<video preload="metadata" controls="" loop="" title="F"><source src="a.mp4#t=5"><source src="a.webm#t=5"></video>'
        in html
    )
    assert '<audio preload="metadata" controls="" title="S"><source src="s.mp3"></audio>' in html


def test_the_names_and_options_of_other_extensions(tmp_path):
    text = "```{youtube} fIwhGmwMK7E\n:width: 640\n:height: 480\n:align: center\n:privacy_mode:\n```\n\n"
    text += "```{vimeo} 76979871\n```\n"
    boxes = build(tmp_path, text).body().css("[data-video-src]")
    assert [box.attributes["data-video-src"] for box in boxes] == [
        "https://www.youtube-nocookie.com/embed/fIwhGmwMK7E",
        "https://player.vimeo.com/video/76979871?dnt=1",
    ]


def test_a_directive_without_a_title_is_named(tmp_path):
    built = build(tmp_path, "# T\n\n```{video} https://youtu.be/fIwhGmwMK7E\n```\n")
    assert "essay.video-title" in built.warnings
    assert "index.md:3" in built.warnings


@pytest.mark.parametrize(
    "text",
    [
        'One.\n\n<iframe src="https://www.youtube.com/embed/fIwhGmwMK7E"></iframe>\n',
        'One.\n\n<div class="youtube-container"><iframe src="https://maps.example.org/" title=""></iframe></div>\n',
    ],
)
def test_a_frame_without_a_title_is_named(tmp_path, text):
    built = build(tmp_path, text)
    assert built.warnings.count("[essay.video-title]") == 1
    assert "index.md:3: WARNING: https://" in built.warnings
    assert "video-title" not in build(tmp_path / "good", FRAME).warnings


@pytest.mark.parametrize(("hosts", "kept"), [([], False), (["tube.example.org"], True), (["example.org"], False)])
def test_frames_of_hosts_that_a_safe_project_names(tmp_path, hosts, kept):
    text = '<iframe src="https://tube.example.org/map?x=1" title="A map" onload="x()"></iframe>\n'
    built = build(tmp_path, text, essay_html="safe", essay_frame_hosts=hosts)
    boxes = built.body().css("[data-video-src]")
    assert [box.attributes["data-video-src"] for box in boxes] == ["https://tube.example.org/map?x=1"] * kept
    assert "onload" not in built.html()
    assert "A map" in built.html()


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example\\@tube.example.org/",
        "https://tube.example.org@evil.example/",
        "https://x@tube.example.org/",
        "https://tube.example.org.evil.example/",
    ],
)
def test_a_frame_of_another_host_does_not_pass_for_one_that_is_named(tmp_path, address):
    text = f'<iframe src="{address}" title="A map"></iframe>\n'
    built = build(tmp_path, text, essay_html="safe", essay_frame_hosts=["tube.example.org"])
    assert built.body().css("[data-video-src], iframe") == []


def test_a_host_is_not_trusted_without_encryption(tmp_path):
    text = '<iframe src="http://tube.example.org/map" title="A map"></iframe>\n'
    assert build(tmp_path, text, essay_html="safe", essay_frame_hosts=["tube.example.org"]).body().css("form") == []
