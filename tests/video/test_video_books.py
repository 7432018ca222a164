"""Videos in books and files beside pages: posters, QR codes, what is copied."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from book_checks import epubcheck
from essay_builds import BOOKS, Built, build

from sphinx_essay.video import codes

TALK = "# T\n\n```{video} https://youtu.be/fIwhGmwMK7E\n:title: A talk\n"
BOOK = {"extensions": BOOKS, "version": "1", "copyright": "2026", "language": "en"}


def png() -> bytes:
    """Return a picture of one black point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def with_files(folder: Path, text: str, builder: str = "html", **conf: Any) -> Built:
    """Build a page beside whose source lie a picture and a film."""
    media = folder / "source" / "media"
    media.mkdir(parents=True)
    (media / "still.png").write_bytes(png())
    (media / "film.mp4").write_bytes(b"film")
    (media / "words.vtt").write_text("WEBVTT\n", encoding="utf-8")
    return build(folder, text, builder, **conf)


def book_of(built: Built) -> Path:
    [book] = Path(built.app.outdir).glob("*.epub")
    return book


@pytest.fixture
def has_segno() -> None:
    pytest.importorskip("segno", reason="no segno: pip install 'sphinx-essay[qr]'")


@pytest.mark.usefixtures("has_segno")
def test_a_code_in_an_epub_is_a_drawing_with_a_title(tmp_path):
    built = build(tmp_path, f"{TALK}```\n", "epub", essay_video_qr=True, **BOOK)
    text = built.text("index.xhtml")
    assert "<svg" in text
    assert "<title>A talk</title>" in text
    assert epubcheck(book_of(built)) == ""


@pytest.mark.usefixtures("has_segno")
def test_a_code_in_a_pdf_is_a_picture(tmp_path):
    built = build(tmp_path, f"{TALK}```\n", "latex", essay_video_qr=True, **BOOK)
    text = built.text("projectnamenotset.tex")
    [file] = Path(built.app.outdir).glob("essay-qr-*.png")
    assert f"{{{{{file.stem}}}.png}}" in text


@pytest.mark.usefixtures("has_segno")
def test_a_code_says_the_address(tmp_path):
    segno = pytest.importorskip("segno")
    path = codes.to_png("https://example.org/film", tmp_path)
    assert path == codes.to_png("https://example.org/film", tmp_path)
    assert segno.make("https://example.org/film", error="m", micro=False).mode == "byte"
    assert "<title>Film &amp; all</title>" in codes.to_svg("https://example.org/film", "Film & all")
    with pytest.raises(ValueError, match="too large"):
        codes.to_svg("https://example.org/" + "x" * 5000, "")


@pytest.mark.usefixtures("has_segno")
def test_an_address_too_long_for_a_code_is_no_reason_to_stop(tmp_path):
    text = f"# T\n\n```{{video}} https://example.org/{'x' * 5000}\n:title: Long\n```\n"
    assert "Long" in build(tmp_path, text, "latex", essay_video_qr=True, **BOOK).text("projectnamenotset.tex")


def test_no_codes_unless_they_are_wanted(tmp_path):
    assert "<svg" not in build(tmp_path, f"{TALK}```\n", "epub", **BOOK).text("index.xhtml")


def test_a_missing_package_is_named_once(tmp_path, monkeypatch):
    monkeypatch.setattr(codes, "is_installed", lambda: False)
    built = build(tmp_path, f"{TALK}```\n", "epub", essay_video_qr=True, **BOOK)
    assert built.warnings.count("pip install 'sphinx-essay[qr]'") == 1
    assert "[essay.video-qr]" in built.warnings
    assert "A talk" in built.text("index.xhtml")


POSTERS = {
    "directive": f"{TALK}:poster: media/still.png\n```\n",
    "directive with a file": "# T\n\n```{video} media/film.mp4\n:title: A talk\n:poster: media/still.png\n```\n",
    "HTML": '# T\n\n<video src="media/film.mp4" poster="media/still.png" title="A talk" controls></video>\n',
}


@pytest.mark.parametrize("text", POSTERS.values(), ids=POSTERS)
def test_a_poster_stands_in_books(tmp_path, text):
    latex = with_files(tmp_path / "pdf", text, "latex", **BOOK)
    assert r"\sphinxincludegraphics" in latex.text("projectnamenotset.tex")
    assert Path(latex.app.outdir, "still.png").is_file()
    epub = with_files(tmp_path / "epub", text, "epub", **BOOK)
    assert 'class="video-poster"' in epub.text("index.xhtml")
    assert epubcheck(book_of(epub)) == ""
    assert "image" not in with_files(tmp_path / "text", text, "text", **BOOK).text("index.txt")


def test_a_poster_lies_on_the_button(tmp_path):
    body = with_files(tmp_path, POSTERS["directive"]).body()
    assert body.css_first("button.video-link > img.video-poster").attributes == {
        "class": "video-poster",
        "src": "_images/still.png",
        "alt": "",
    }


def test_a_poster_that_is_not_there_is_named(tmp_path):
    built = build(tmp_path, f"{TALK}:poster: gone.png\n```\n", "latex", **BOOK)
    assert "gone.png" in built.warnings
    assert r"\sphinxincludegraphics" not in built.text("projectnamenotset.tex")


FILES = (
    '<video controls poster="media/still.png"><source src="media/film.mp4#t=5">'
    '<track src="media/words.vtt" kind="captions"></video>\n'
)


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n```{video} media/film.mp4\n:title: A film\n:poster: media/still.png\n:start: 5\n```\n",
        FILES,
    ],
    ids=["directive", "HTML"],
)
def test_files_come_along(tmp_path, text):
    built = with_files(tmp_path, text)
    folder = Path(built.app.outdir)
    player = built.body().css_first("video")
    assert player.attributes["poster"] == "_images/still.png"
    assert player.css_first("source").attributes["src"] == "_images/film.mp4#t=5"
    assert (folder / "_images/still.png").is_file()
    assert (folder / "_images/film.mp4").read_bytes() == b"film"
    if track := player.css_first("track"):
        assert track.attributes["src"] == "_images/words.vtt"
        assert (folder / "_images/words.vtt").is_file()


def test_files_come_along_to_pages_in_folders(tmp_path):
    source = tmp_path / "source"
    (source / "deep").mkdir(parents=True)
    (source / "deep/film.mp4").write_bytes(b"film")
    built = build(
        tmp_path, {"index.md": "# T\n", "deep/page.md": "# D\n\n```{video} film.mp4\n:title: F\n```\n"}, "dirhtml"
    )
    assert 'src="../../_images/film.mp4"' in built.text("deep/page/index.html")
    assert Path(built.app.outdir, "_images/film.mp4").is_file()


def test_the_transcript_is_named_in_the_page_s_language(tmp_path):
    extensions = ["sphinx_essay.markdown", "sphinx_essay.theme"]
    text = f"{TALK}:transcript: words.txt\n```\n"
    assert "Wortlaut" in build(tmp_path, text, extensions=extensions, language="de").html()


@pytest.mark.parametrize(
    ("text", "player"),
    [
        ("```{peertube} 327a21b3-374e-4373-8b2c-494c9f5e1f19\n:instance: tube.example.org\n```\n", "https://tube.example.org/videos/embed/327a21b3-374e-4373-8b2c-494c9f5e1f19"),
        ("```{peertube} 327a21b3-374e-4373-8b2c-494c9f5e1f19\n```\n", "https://peertube.tv/videos/embed/327a21b3-374e-4373-8b2c-494c9f5e1f19"),
        ("```{youtube} fIwhGmwMK7E\n:url_parameters: ?start=43\n```\n", "https://www.youtube-nocookie.com/embed/fIwhGmwMK7E?start=43"),
        ('```{vimeo} 486557682\n:url_parameters: "#t=0m43s"\n```\n', "https://player.vimeo.com/video/486557682?dnt=1#t=43s"),
        ("```{youtube} fIwhGmwMK7E\n:hide: true\n:url_parameters: \"><script>\n```\n", "https://www.youtube-nocookie.com/embed/fIwhGmwMK7E"),
    ],
)  # fmt: skip
def test_directives_of_sphinxcontrib_youtube(tmp_path, text, player):
    built = build(tmp_path, f"# T\n\n{text}")
    [box] = built.body().css("[data-video-src]")
    assert box.attributes["data-video-src"] == player
    assert "unknown option" not in built.warnings


@pytest.mark.parametrize(
    ("text", "player", "watch"),
    [
        (
            "```{youtube} videoseries\n:url_parameters: ?list=PLabcdefgh12345678\n:title: T\n```\n",
            "https://www.youtube-nocookie.com/embed/videoseries?list=PLabcdefgh12345678",
            "www.youtube.com/playlist?list=PLabcdefgh12345678",
        ),
        (
            "```{youtube} fIwhGmwMK7E\n:url_parameters: ?start=177&rel=0\n:title: T\n```\n",
            "https://www.youtube-nocookie.com/embed/fIwhGmwMK7E?start=177&rel=0",
            "www.youtube.com/watch?v=fIwhGmwMK7E&t=177s",
        ),
    ],
)
def test_what_parameters_say_is_in_the_link_too(tmp_path, text, player, watch):
    [box] = build(tmp_path, text).body().css("[data-video-src]")
    assert box.attributes["data-video-src"] == player
    assert box.css_first(".video-address").text() == watch


def test_a_name_that_is_no_video_of_its_host_is_text(tmp_path):
    built = build(tmp_path, "# T\n\n```{youtube} nonsense\n:title: A talk\n```\n")
    assert (
        "index.md:3: WARNING: nonsense is no video of youtube: give its id or its address [essay.video-address]"
        in built.warnings
    )
    assert "<p>A talk (nonsense)</p>" in built.html()


@pytest.mark.parametrize(("width", "style"), [("50%", "max-width: 50%"), ("640", "max-width: 640px")])
def test_the_width_of_a_player(tmp_path, width, style):
    text = f"```{{youtube}} fIwhGmwMK7E\n:title: T\n:width: {width}\n```\n"
    for shown in ("click", "embed"):
        body = build(tmp_path / shown, text, essay_video=shown).body()
        assert body.css_first(".essay-video").attributes["style"] == style
        assert all("style" not in frame.attributes for frame in body.css("iframe"))


def test_options_of_sphinxcontrib_video(tmp_path):
    text = (
        "# T\n\n```{video} media/film.mp4 media/film.webm\n:alt: A film\n:autoplay:\n:nocontrols:\n"
        ":controlslist: nodownload, nofullscreen\n:height: 300\n:width: 400\n"
        ":loop:\n:muted:\n:poster: media/still.png\n:preload: none\n"
        ":class: framed\n:playsinline:\n:align: center\n:caption: Below\n:figwidth: 60%\n```\n"
    )
    built = with_files(tmp_path, text)
    player = built.body().css_first("figure video").attributes
    assert player["controlslist"] == "nodownload nofullscreen"
    assert {"autoplay", "loop", "muted", "playsinline"} <= player.keys()
    assert "controls" not in player
    assert (player["width"], player["height"], player["preload"]) == ("400", "300", "none")
    assert "framed" in player["class"]
    assert built.body().css_first("figure").attributes["style"] == "width: 60%"
    assert built.body().css_first("figcaption").text().strip() == "Below"
    assert "[docutils]" not in built.warnings
