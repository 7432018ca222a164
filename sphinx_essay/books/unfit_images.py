"""Images that a PDF cannot hold: their words and a warning take their place.  TeX would stop at them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinx_essay.books.latex import is_of_essays
from sphinx_essay.core.warnings import Subtype

logger = logging.getLogger(__name__)

_FIT: Final = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".eps", ".bmp", ""})
"""Suffixes of what XeTeX and its driver can set."""


def _has_fit_form(image: nodes.image) -> bool:
    """Say whether the image is there in several forms (``image:: name.*``), of which the builder chooses one later."""
    forms: dict[str, str] = image.get("candidates", {})
    return any(PurePosixPath(form).suffix.lower() in _FIT for form in forms.values())


class NameUnfitImages(SphinxPostTransform):
    """Put an image's text in its place if it is of a kind that TeX does not know and no extension has converted it.

    In a project that is neither a Jekyll site nor a book of an essay, only images of kramdown pages are looked at.
    """

    default_priority = 400  # after converters of images
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Visit each image."""
        everywhere = is_of_essays(self.config)
        for image in list(self.document.findall(nodes.image)):
            if not everywhere and "essay_src" not in image:
                continue
            path = PurePosixPath(image["uri"])
            if path.suffix.lower() in _FIT or "://" in image["uri"] or _has_fit_form(image):
                continue
            logger.warning(
                "a PDF cannot hold the image %s, its text stands there; an extension can convert it, such as "
                "sphinx.ext.imgconverter (with ImageMagick) or sphinxcontrib.rsvgconverter",
                image.get("essay_src", image["uri"]),
                location=image,
                type="essay",
                subtype=Subtype.IMAGE.value,
            )
            text = nodes.Text(image.get("alt") or path.name)
            inline = isinstance(image.parent, nodes.TextElement)
            image.replace_self(text if inline else nodes.paragraph("", "", text))
