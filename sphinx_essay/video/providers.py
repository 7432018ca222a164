"""Addresses of videos: who shows it, which one, and from where to where.

Pure functions on text.  Every part of an address that reaches a page is checked against the form that its provider gives
it, so that nothing else can be smuggled into a player's address.

Sources: YouTube, *Embedded players and player parameters*; Vimeo, *Player parameters overview*; Dailymotion, *Player
parameters*; PeerTube, *Embed API*; Internet Archive, *Embedding*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, parse_qs, quote, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

YOUTUBE: Final = "youtube"
VIMEO: Final = "vimeo"
PEERTUBE: Final = "peertube"
DAILYMOTION: Final = "dailymotion"
ARCHIVE: Final = "archive"

_YOUTUBE_ID: Final = re.compile(r"[\w-]{11}", re.ASCII)
_YOUTUBE_LIST: Final = re.compile(r"[\w-]{10,64}", re.ASCII)
_VIMEO_PATH: Final = re.compile(
    r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/|(?:album|showcase)/\d+/video/|ondemand/[\w-]+/)?"
    r"(\d{1,12})(?:/(\w{6,16}))?/?",
    re.ASCII,
)
_VIMEO_HASH: Final = re.compile(r"\w{6,16}", re.ASCII)
_DAILYMOTION_ID: Final = re.compile(r"[a-zA-Z0-9]{4,12}")
_PEERTUBE_PATH: Final = re.compile(r"/(?:videos/(?:embed|watch)|w)/([a-zA-Z0-9-]{20,40})/?")
_ARCHIVE_ID: Final = re.compile(r"\w[\w.-]{1,99}", re.ASCII)
_CLOCK: Final = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?", re.ASCII)
_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")

_YOUTUBE_FOLDERS: Final = frozenset({"embed", "shorts", "live", "v", "vi", "e", "watch", "video"})
"""What stands before a video's name in the path of an address."""

_YOUTUBE_HOSTS: Final = frozenset(
    {
        "youtube.com",
        "www.youtube.com",
        "m.youtube.com",
        "music.youtube.com",
        "youtube-nocookie.com",
        "www.youtube-nocookie.com",
    }
)

FILE_SUFFIXES: Final = (
    ".mp4",
    ".m4v",
    ".webm",
    ".ogv",
    ".ogg",
    ".mov",
    ".mp3",
    ".m4a",
    ".oga",
    ".wav",
    ".flac",
    ".opus",
)
"""Files that a browser plays by itself."""

AUDIO_SUFFIXES: Final = (".mp3", ".m4a", ".oga", ".wav", ".flac", ".opus")


@dataclass(frozen=True, slots=True)
class Video:
    """A video (or a list of them) at a provider.

    ``start`` and ``end`` are in seconds from its beginning, 0 where not said.  ``host`` is the server of a PeerTube video,
    ``key`` the second half of an unlisted Vimeo address.
    """

    provider: str
    id: str
    start: int = 0
    end: int = 0
    playlist: str = ""
    host: str = ""
    key: str = ""

    @property
    def embed(self) -> str:
        """The player's address, in the form that keeps least of the visitor (YouTube's ``nocookie`` host)."""
        return _EMBED[self.provider](self)

    @property
    def watch(self) -> str:
        """The address of the video's own page."""
        return _WATCH[self.provider](self)


def seconds(text: str) -> int:
    """Return a moment in seconds: ``90``, ``90s``, ``1m30s``, ``1h2m3s``, ``1:30``, ``1:02:03``; 0 for anything else."""
    text = text.strip().lower()
    if re.fullmatch(r"\d{1,3}(?::[0-5]?\d){1,2}", text, re.ASCII):
        total = 0
        for part in text.split(":"):
            total = total * 60 + int(part)
        return total
    found = _CLOCK.fullmatch(text[:20])
    if not text or found is None:
        return 0
    hours, minutes, rest = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + rest


def video_of(address: str) -> Video | None:
    """Return the video that ``address`` leads to, its own page's or its player's; None where it is no provider's."""
    address = address.strip()
    if address.startswith("//"):
        address = "https:" + address
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
        query = parse_qs(parts.query, max_num_fields=50)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    first = {name: values[0] for name, values in query.items()}
    if host in _YOUTUBE_HOSTS or host == "youtu.be":
        return _youtube(parts, host, first)
    if host in ("vimeo.com", "www.vimeo.com", "player.vimeo.com"):
        return _vimeo(parts, first)
    if host in ("www.dailymotion.com", "dailymotion.com", "geo.dailymotion.com", "dai.ly"):
        return _dailymotion(parts, host, first)
    if host in ("archive.org", "www.archive.org"):
        return _archive(parts, first)
    return _peertube(parts, host, first)


def _youtube(parts: SplitResult, host: str, query: dict[str, str]) -> Video | None:
    if parts.path == "/attribution_link" and query.get("u", "").startswith("/watch?"):
        return video_of(f"https://www.youtube.com{query['u']}")
    path = [part for part in parts.path.split("/") if part]
    if host == "youtu.be":
        name = path[0] if path else ""
    elif path and path[0] in _YOUTUBE_FOLDERS and len(path) > 1:
        name = path[1]
    else:
        name = query.get("v", "")
    playlist = query.get("list", "")
    if not _YOUTUBE_LIST.fullmatch(playlist):
        playlist = ""
    if name == "videoseries" or (path and path[0] == "playlist"):
        name = ""
    start = seconds(
        query.get("start") or query.get("t") or query.get("time_continue") or parts.fragment.removeprefix("t=")
    )
    if _YOUTUBE_ID.fullmatch(name):
        return Video(YOUTUBE, name, start, seconds(query.get("end", "")), playlist)
    return Video(YOUTUBE, "", playlist=playlist) if playlist and not name else None


def _vimeo(parts: SplitResult, query: dict[str, str]) -> Video | None:
    found = _VIMEO_PATH.fullmatch(parts.path)
    if found is None:
        return None
    key = found[2] or query.get("h", "")
    start = seconds(parts.fragment.removeprefix("t=")) if parts.fragment.startswith("t=") else 0
    return Video(VIMEO, found[1], start, key=key if _VIMEO_HASH.fullmatch(key) else "")


def _dailymotion(parts: SplitResult, host: str, query: dict[str, str]) -> Video | None:
    path = [part for part in parts.path.split("/") if part]
    if host == "dai.ly":
        name = path[0] if path else ""
    elif "video" in path[:-1]:
        name = path[path.index("video") + 1].partition("_")[0]
    else:
        name = query.get("video", "")
    return Video(DAILYMOTION, name, seconds(query.get("start", ""))) if _DAILYMOTION_ID.fullmatch(name) else None


def _archive(parts: SplitResult, query: dict[str, str]) -> Video | None:
    path = [part for part in parts.path.split("/") if part]
    if len(path) < 2 or path[0] not in ("embed", "details") or not _ARCHIVE_ID.fullmatch(path[1]):
        return None
    return Video(ARCHIVE, path[1], seconds(query.get("start", "")), seconds(query.get("end", "")))


def _peertube(parts: SplitResult, host: str, query: dict[str, str]) -> Video | None:
    """Return a PeerTube video, on whatever server: the path alone tells."""
    found = _PEERTUBE_PATH.fullmatch(parts.path)
    if found is None or not _HOST.fullmatch(host):
        return None
    return Video(PEERTUBE, found[1], seconds(query.get("start", "")), seconds(query.get("stop", "")), host=host)


def _with_query(address: str, **query: str | int) -> str:
    given = {name: value for name, value in query.items() if value}
    return f"{address}?{urlencode(given)}" if given else address


def _embed_youtube(video: Video) -> str:
    return _with_query(
        f"https://www.youtube-nocookie.com/embed/{video.id or 'videoseries'}",
        start=video.start,
        end=video.end,
        list=video.playlist,
    )


def _watch_youtube(video: Video) -> str:
    if not video.id:
        return _with_query("https://www.youtube.com/playlist", list=video.playlist)
    time = f"{video.start}s" if video.start else ""
    return _with_query("https://www.youtube.com/watch", v=video.id, list=video.playlist, t=time)


def _vimeo_time(video: Video) -> str:
    return f"#t={video.start}s" if video.start else ""


_EMBED: Final[dict[str, Callable[[Video], str]]] = {
    YOUTUBE: _embed_youtube,
    VIMEO: lambda v: _with_query(f"https://player.vimeo.com/video/{v.id}", h=v.key, dnt=1) + _vimeo_time(v),
    PEERTUBE: lambda v: _with_query(f"https://{v.host}/videos/embed/{v.id}", start=v.start, stop=v.end),
    DAILYMOTION: lambda v: _with_query("https://geo.dailymotion.com/player.html", video=v.id, startTime=v.start),
    ARCHIVE: lambda v: _with_query(f"https://archive.org/embed/{quote(v.id)}", start=v.start, end=v.end),
}

_WATCH: Final[dict[str, Callable[[Video], str]]] = {
    YOUTUBE: _watch_youtube,
    VIMEO: lambda v: f"https://vimeo.com/{v.id}" + (f"/{v.key}" if v.key else "") + _vimeo_time(v),
    PEERTUBE: lambda v: _with_query(f"https://{v.host}/w/{v.id}", start=v.start, stop=v.end),
    DAILYMOTION: lambda v: _with_query(f"https://www.dailymotion.com/video/{v.id}", start=v.start),
    ARCHIVE: lambda v: f"https://archive.org/details/{quote(v.id)}",
}
