"""Videos in books, which play nothing: posters, and addresses as QR codes for those who read on paper."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinx_essay.core.warnings import Subtype, place_of_setting
from sphinx_essay.html import nodes as essay
from sphinx_essay.html.video_node import video
from sphinx_essay.project.project import project_of
from sphinx_essay.video import codes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

_WIDTH: Final = "2.5cm"
"""Of a code, which a telephone reads from the distance at which one reads a book."""


def check_codes(app: Sphinx) -> None:
    """Warn where codes are wanted in a book but cannot be drawn (``builder-inited``)."""
    if app.config.essay_video_qr and app.builder.name in ("epub", "essay-pdf", "latex") and not codes.is_installed():
        message = (
            "essay_video_qr is set, but segno is not installed (pip install 'sphinx-essay[qr]'): no QR codes are drawn"
        )
        place = place_of_setting(Path(app.confdir), "essay_video_qr")
        logger.warning(message, type="essay", subtype=Subtype.VIDEO_QR.value, location=place)


class _Prepare(SphinxPostTransform):
    """Give players what stands for them in a book."""

    default_priority = 150  # before all of an essay is lowered

    def run(self, **_kwargs: Any) -> None:
        """Visit each player."""
        draws = self.config.essay_video_qr and codes.is_installed()
        for player in list(self.document.findall(essay.Tagged)):
            if isinstance(player, video):
                if draws:
                    self._draw(player)
            elif player.tag == "video" and (poster := essay.attributes_of(player).get("poster")):
                self._add_poster(player, poster)

    def _draw(self, player: video) -> None:
        """Add the address of a video as a code, unless it is longer than a code can be: it stands there in words, too."""
        with suppress(ValueError):
            self._add_code(player)

    def _add_code(self, player: video) -> None:
        raise NotImplementedError

    def _add_poster(self, player: essay.Tagged, poster: str) -> None:
        """Add a poster that is a file of the site."""
        docname = player.get("essay_from", self.env.docname)
        files: dict[str, str] = player.get("essay_files", {})
        path = files.get("poster") or project_of(self.config).resolve(poster, docname, in_markdown=False).path
        if path and Path(self.env.srcdir, path).is_file():
            self.env.images.add_file(docname, path)
            player.insert(0, essay.essay_image(uri=path, alt="", candidates={"*": path}, classes=["video-poster"]))


class PrepareForPages(_Prepare):
    """Give players in an EPUB their posters, and codes as drawings in the page."""

    builders = ("epub",)

    def _add_code(self, player: video) -> None:
        player["code"] = codes.to_svg(player["watch"], str(player["title"] or player["watch"]))


class PrepareForTeX(_Prepare):
    """Give players in a PDF their posters, and codes as files."""

    formats = ("latex",)

    def _add_code(self, player: video) -> None:
        path = str(codes.to_png(player["watch"], Path(self.env.doctreedir, "images")))
        self.env.images.add_file(self.env.docname, path)
        player.append(nodes.image(uri=path, alt=player["watch"], width=_WIDTH, candidates={"*": path}))


class DropPosters(SphinxPostTransform):
    """Leave posters out of what shows no pictures: they say nothing that the title does not."""

    default_priority = 150
    builders = ("text", "man")

    def run(self, **_kwargs: Any) -> None:
        """Visit the pictures of players."""
        for image in list(self.document.findall(nodes.image)):
            if isinstance(image.parent, video):
                image.parent.remove(image)
