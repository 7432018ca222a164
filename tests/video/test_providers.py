"""Addresses of videos: every form that providers hand out, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_essay.video.providers import Video, seconds, video_of

ID = "fIwhGmwMK7E"
SHORT = "kkGMgK9ZtnKfYAgnEtQxbv"
UUID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"https://www.youtube.com/watch?v={ID}", Video("youtube", ID)),
        (f"http://youtube.com/watch?feature=share&v={ID}&t=1m30s", Video("youtube", ID, 90)),
        (f"//www.youtube.com/embed/{ID}?start=5&end=9&rel=0", Video("youtube", ID, 5, 9)),
        (f"https://www.youtube-nocookie.com/embed/{ID}", Video("youtube", ID)),
        (f"https://youtu.be/{ID}?t=42", Video("youtube", ID, 42)),
        (f"https://m.youtube.com/shorts/{ID}", Video("youtube", ID)),
        (f"https://www.youtube.com/live/{ID}", Video("youtube", ID)),
        (f"https://www.youtube.com/watch?v={ID}&list=PLabcdefghijk", Video("youtube", ID, playlist="PLabcdefghijk")),
        ("https://www.youtube.com/embed/videoseries?list=PLabcdefghijk", Video("youtube", "", playlist="PLabcdefghijk")),
        ("https://www.youtube.com/playlist?list=PLabcdefghijk", Video("youtube", "", playlist="PLabcdefghijk")),
        (f"https://www.youtube.com/watch/{ID}", Video("youtube", ID)),
        (f"https://www.youtube.com/embed/{ID}?time_continue=7&feature=emb_logo", Video("youtube", ID, 7)),
        (f"https://youtube.com/watch?v={ID}#t=1m2s", Video("youtube", ID, 62)),
        (f"https://youtu.be/{ID}?si=abcDEF&t=1h", Video("youtube", ID, 3600)),
        (f"https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3D{ID}%26feature%3Dshare", Video("youtube", ID)),
        ("https://youtube.com/embed?listType=playlist&list=PLabcdefghijk", Video("youtube", "", playlist="PLabcdefghijk")),
        ("https://vimeo.com/showcase/123/video/76979871", Video("vimeo", "76979871")),
        ("https://vimeo.com/ondemand/a-film/76979871", Video("vimeo", "76979871")),
        ("https://vimeo.com/76979871", Video("vimeo", "76979871")),
        ("https://vimeo.com/76979871/8272103f6e#t=1m2s", Video("vimeo", "76979871", 62, key="8272103f6e")),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", Video("vimeo", "76979871", key="8272103f6e")),
        ("https://vimeo.com/channels/staffpicks/76979871", Video("vimeo", "76979871")),
        ("https://www.dailymotion.com/video/x8abcde_some-title", Video("dailymotion", "x8abcde")),
        ("https://www.dailymotion.com/embed/video/x8abcde?start=3", Video("dailymotion", "x8abcde", 3)),
        ("https://geo.dailymotion.com/player.html?video=x8abcde", Video("dailymotion", "x8abcde")),
        ("https://dai.ly/x8abcde", Video("dailymotion", "x8abcde")),
        ("https://archive.org/embed/Some_Film-1950", Video("archive", "Some_Film-1950")),
        ("https://archive.org/details/Some_Film-1950?start=7", Video("archive", "Some_Film-1950", 7)),
        (f"https://tube.example.org/videos/embed/{UUID}", Video("peertube", UUID, host="tube.example.org")),
        (f"https://tube.example.org/w/{SHORT}?start=1m", Video("peertube", SHORT, 60, host="tube.example.org")),
    ],
)  # fmt: skip
def test_known_forms(address, expected):
    assert video_of(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?v=short",
        'https://www.youtube.com/embed/"><script>',
        "https://www.youtube.com.evil.example/embed/fIwhGmwMK7E",
        "javascript:alert(1)",
        "ftp://youtu.be/fIwhGmwMK7E",
        "https://vimeo.com/about",
        "https://[broken",
        "https://example.org/page",
        "https://archive.org/embed/..",
        "https://archive.org/details/../search",
        "https://archive.org/embed/.x",
        "videos/local.mp4",
    ],
)
def test_other_addresses(address):
    assert video_of(address) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90", 90),
        ("90s", 90),
        ("1m30s", 90),
        ("1h2m3s", 3723),
        ("1:30", 90),
        ("1:02:03", 3723),
        ("", 0),
        ("x", 0),
        ("-1", 0),
    ],
)
def test_moments(text, expected):
    assert seconds(text) == expected


@given(st.text())
def test_any_text_is_an_address_or_none(text):
    video_of(text)
    video_of("https://www.youtube.com/watch?v=" + text)
    seconds(text)


@given(st.sampled_from(["youtube", "dailymotion", "vimeo", "archive"]), st.integers(0, 10_000), st.integers(0, 10_000))
def test_addresses_lead_back_to_their_video(provider, start, end):
    name = {"youtube": ID, "dailymotion": "x8abcde", "vimeo": "76979871", "archive": "A_Film"}[provider]
    video = Video(provider, name, start, end if provider in ("youtube", "archive") else 0)
    for address in (video.embed, video.watch):
        found = video_of(address)
        assert found is not None
        assert (found.provider, found.id) == (provider, name)
    assert "<" not in video.embed + video.watch
