"""HTML and XML."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final

from pygments.lexer import default
from pygments.token import Comment, Name, String, Text

from sphinx_essay.highlight.lexers.css import CssLexer
from sphinx_essay.highlight.lexers.javascript import JavaScriptLexer
from sphinx_essay.highlight.rules import Inside, RuleLexer, Trying, groups

_NAME: Final = r"(?:[^\W\d_]|[:_-])[\w:.·-]*"

_ENTITY: Final = Trying(r"&\S*?;", ("&", r"\s"))


class HtmlLexer(RuleLexer):
    """HTML; scripts and style sheets in their own languages."""

    name = "HTML"
    flags = re.IGNORECASE | re.MULTILINE
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"[^<&]+", Text),
            (_ENTITY, Name.Entity),
            (Trying(r"<!DOCTYPE [^>]*>", ("<!DOCTYPE ", "")), Comment.Preproc),
            (Trying(r"<!\[CDATA\[(?:.|\n)*?\]\]>", (r"<!\[CDATA\[", "")), Comment.Preproc),
            (Trying(r"<\?(?:.|\n)*?\?>", (r"<\?", "")), Comment.Preproc),
            (r"<!--(?:.|\n)*?(?:-->|\Z)", Comment),
            (r"<\s*script\s*", Name.Tag, ("script", "attributes")),
            (r"<\s*style\s*", Name.Tag, ("style", "attributes")),
            (r"</", Name.Tag, "end-tag"),
            (r"<", Name.Tag, "tag"),
        ],
        "tag": [
            (r"\s+", Text),
            (_NAME, Name.Tag, ("#pop", "attributes")),
            default(("#pop", "attributes")),
        ],
        "end-tag": [
            (r"\s+", Text),
            (r">", Name.Tag, "#pop"),
            (_NAME, Name.Tag),
        ],
        "attributes": [
            (r"\s+", Text),
            (
                Trying(
                    r"(?:[^\W\d_]|[:_\[\]()*.-])[\w:.·\[\]()*-]*\s*=\s*",
                    (r"[\w:.·\[\]()*-]", r"[^\w:.·\[\]()*-]"),
                ),
                Name.Attribute,
                "value",
            ),
            (r"(?:[^\W\d_]|[:_*#-])[\w:.·*#-]*", Name.Attribute),
            (r"/?\s*>", Name.Tag, "#pop"),
        ],
        "value": [
            (r"\"[^\"]*\"?|'[^']*'?|[^\s>]+", String, "#pop"),
        ],
        "script": [
            (r"(?:[^<]|<(?!\s*/\s*script\s*>))+", Inside(JavaScriptLexer)),
            (r"<\s*/\s*script\s*>", Name.Tag, "#pop"),
        ],
        "style": [
            (r"(?:[^<]|<(?!\s*/\s*style\s*>))+", Inside(CssLexer)),
            (r"<\s*/\s*style\s*>", Name.Tag, "#pop"),
        ],
    }


class XmlLexer(RuleLexer):
    """XML, and what is written in it."""

    name = "XML"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"[^<&]+", Text),
            (_ENTITY, Name.Entity),
            (Trying(r"<!\[CDATA\[.*?\]\]>", (r"<!\[CDATA\[", "\n")), Comment.Preproc),
            (Trying(r"<\?.*?\?>", (r"<\?", "\n")), Comment.Preproc),
            (r"<!--(?:.|\n)*?(?:-->|\Z)", Comment),
            (Trying(r"<![^>]*>", ("<!", "")), Comment.Preproc),
            (r"<\s*(?:[^\W\d_]|[:_])[\w:.·-]*", Name.Tag, "attributes"),
            (r"<\s*/\s*(?:[^\W\d_]|[:_])[\w:.·-]*\s*>", Name.Tag),
        ],
        "attributes": [
            (r"\s+", Text),
            (
                Trying(
                    r"((?:[^\W\d_]|[:_])[\w:.·-]*\s*=)(\s*)(\"[^\"]*\"|'[^']*'|[^\s>]+)",
                    (r"[\w:.·-]", r"[^\w:.·-]"),
                ),
                groups(Name.Attribute, Text, String),
            ),
            (r"/?\s*>", Name.Tag, "#pop"),
        ],
    }
