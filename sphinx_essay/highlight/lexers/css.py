"""CSS, and SCSS and Sass, which share their values with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from pygments.lexer import default, include
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text

from sphinx_essay.highlight.lexers.css_words import COLOURS, PROPERTIES, VALUES
from sphinx_essay.highlight.rules import RuleLexer, Trying, groups, names

if TYPE_CHECKING:
    import re

    from sphinx_essay.highlight.rules import Tokens

_NAME: Final = r"(?:[^\W\d]|-)[\w-]*"
_UNIT: Final = r"(?:%|(?:em|px|pt|pc|in|mm|cm|ex|rem|ch|vw|vh|vmin|vmax|dpi|dpcm|dppx|deg|grad|rad|turn|s|ms|Hz|kHz)\b)"
_VENDORS: Final = names(
    """
    -ah- -atsc- -hp- -khtml- -moz- -ms- -o- -rim- -ro- -tc- -wap- -webkit- -xv- mso- prince-
    """
)


def _value_word(_lexer: RuleLexer, match: re.Match[str]) -> Tokens:
    word = match[0]
    kind = Name.Constant if word in COLOURS else Name.Builtin if word in VALUES else Name
    yield match.start(), kind, word


def _property(_lexer: RuleLexer, match: re.Match[str]) -> Tokens:
    name = match[1]
    known = name in PROPERTIES or name.startswith(tuple(_VENDORS))
    yield match.start(), Name.Label if known else Name.Property, name
    if match[2]:
        yield match.start(2), Text, match[2]
    yield match.start(3), Punctuation, match[3]


class CssLexer(RuleLexer):
    """CSS: known properties are labels, others properties; known values are builtins."""

    name = "CSS"
    tokens: ClassVar[dict[str, Any]] = {
        "blank": [
            (r"\s+", Text),
            (Trying(r"/\*(?:[^*]|\*(?!/))*+\*/", (r"/\*", "")), Comment),
        ],
        "root": [
            include("blank"),
            (r"\{", Punctuation, "declarations"),
            (rf"::?{_NAME}", Name.Decorator),
            (rf"\.{_NAME}", Name.Class),
            (rf"#{_NAME}", Name.Function),
            (rf"@{_NAME}", Keyword, "at-rule"),
            (_NAME, Name.Tag),
            (r"[~^*!%&\[\]()<>|+=@:;,./?-]", Operator),
            include("strings"),
        ],
        "strings": [
            # Rouge calls the two kinds of string by each other's names
            (Trying(r'"(?:\\[\\"]|\\(?![\\"])|[^"\\])*+"', ('"', "")), String.Single),
            (Trying(r"'(?:\\[\\']|\\(?![\\'])|[^'\\])*+'", ("'", "")), String.Double),
        ],
        "values": [
            include("blank"),
            (Trying(r"url\(.*?\)", (r"url\(", "\n")), String.Other),
            (r"#[0-9a-fA-F]{1,6}", Number),
            (rf"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+){_UNIT}?", Number),
            (r"[\[\]():/.,]", Punctuation),
            include("strings"),
            (_NAME, _value_word),
        ],
        "at-rule": [
            (rf"\{{(?=\s*{_NAME}\s*:)", Punctuation, "at-declarations"),
            (r"\{", Punctuation, "at-body"),
            (r";", Punctuation, "#pop"),
            include("values"),
        ],
        "at-body": [(r"\}", Punctuation, "#pop:2"), include("root")],
        "at-declarations": [(r"\}", Punctuation, "#pop:2"), include("declarations")],
        "declarations": [
            include("blank"),
            (r"\}", Punctuation, "#pop"),
            (Trying(rf"({_NAME})(\s*)(:)", (_NAME, r"[^\w-]")), _property, "declaration"),
        ],
        "declaration": [
            (r";", Punctuation, "#pop"),
            (r"(?=\})", Text, "#pop"),
            (r"!\s*important\b", Comment.Preproc),
            (r"^@.*", Comment.Preproc),
            include("values"),
        ],
    }


_ID: Final = r"[a-zA-Z0-9_-]+"


def _scss_property(_lexer: RuleLexer, match: re.Match[str]) -> Tokens:
    yield match.start(), Name.Label if match[0] in PROPERTIES else Name.Attribute, match[0]


class ScssLexer(RuleLexer):
    """SCSS: like CSS, with other names for the parts of selectors."""

    name = "SCSS"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"\s+", Text),
            (r"//.*", Comment.Single),
            (Trying(r"/\*(?:[^*]|\*(?!/))*+\*/", (r"/\*", "")), Comment.Multiline),
            (r"@import\b", Keyword, "value"),
            (r"@for\b", Keyword, "loop"),
            (r"@(?:debug|warn|if|each|while|else|return|media)", Keyword, "value"),
            (rf"(@mixin|@function)(\s+)({_ID})", groups(Keyword, Text, Name.Function), "value"),
            (r"@extend\b", Keyword, "selector"),
            (rf"(@include)(\s+)({_ID})", groups(Keyword, Text, Name.Decorator), "value"),
            (rf"@{_ID}|&", Keyword, "selector"),
            (rf"(\${_ID})([ \t]*)(:)", groups(Name.Variable, Text, Punctuation), "value"),
            include("attribute-or-selector"),
        ],
        "attribute-or-selector": [
            (r"(?=[^;{}][;}]|[^;{}:\[]+:[^a-z])", Text, "attribute"),
            (r"(?!\Z)", Text, "selector"),
        ],
        "end": [
            (r"\n", Text),
            # back to the beginning, however deep
            (r"[;{}]", Punctuation, "#pop:100"),
        ],
        "interpolations": [(r"#\{", String.Interpol, "interpolation")],
        "interpolation": [(r"\}", String.Interpol, "#pop"), include("value")],
        "strings": [
            (r'"', String.Double, "double"),
            (r"'", String.Single, "single"),
        ],
        "value": [
            include("end"),
            (r"[ \t]+", Text),
            (rf"\${_ID}", Name.Variable),
            (r"url\(", String.Other, "url"),
            (rf"{_ID}(?=\s*\()", Name.Function),
            (rf"%{_ID}", Name.Decorator),
            (r"(?:true|false)\b", Name.Builtin.Pseudo),
            (r"(?:and|or|not)\b", Operator.Word),
            (r"#[a-zA-Z0-9]{1,6}", Number.Hex),
            (r"-?[0-9]+(?:%|[a-z]+)?", Number),
            (r"-?[0-9]*\.[0-9]+(?:%|[a-z]+)?", Number.Integer),
            include("strings"),
            include("interpolations"),
            (r"[~^*!&%<>|+=@:,./?-]+", Operator),
            (r"[\[\]()]+", Punctuation),
            (_ID, _value_word),
        ],
        "selector": [
            include("end"),
            include("strings"),
            include("interpolations"),
            (r"[ \t]+", Text),
            (r":", Name.Decorator, "pseudo-class"),
            (r"\.", Name.Class, "class"),
            (r"#", Name.Namespace, "id"),
            (r"%", Name.Variable, "placeholder"),
            (_ID, Name.Tag),
            (r"&", Keyword),
            (r"[~^*!\[\]()<>|+=@:;,./?-]", Operator),
        ],
        "pseudo-class": [(_ID, Name.Decorator), include("selector-piece")],
        "class": [(_ID, Name.Class), include("selector-piece")],
        "id": [(_ID, Name.Namespace), include("selector-piece")],
        "placeholder": [(_ID, Name.Variable), include("selector-piece")],
        "selector-piece": [include("interpolations"), default("#pop")],
        "double": [
            (r'"', String.Double, "#pop"),
            include("interpolations"),
            (r'(?:\\.|#(?!\{)|[^\n"#])+', String.Double),
        ],
        "single": [
            (r"'", String.Single, "#pop"),
            include("interpolations"),
            (r"(?:\\.|#(?!\{)|[^\n'#])+", String.Single),
        ],
        "url": [
            (r"\)", String.Other, "#pop"),
            (r"(?:\\.|#(?!\{)|[^\n)#])+", String.Other),
            include("interpolations"),
        ],
        "loop": [
            (r"from|to|through", Operator.Word),
            include("value"),
        ],
        "attribute": [
            include("interpolations"),
            (_ID, _scss_property),
            (r"([ \t]*)(:)", groups(Text, Punctuation), "value"),
        ],
    }


def _old_property(_lexer: RuleLexer, match: re.Match[str]) -> Tokens:
    yield match.start(), Name.Attribute, match[1]
    yield match.start(2), Name.Label if match[2] in PROPERTIES else Name.Attribute, match[2]


class SassLexer(ScssLexer):
    """Sass: SCSS whose statements end with their line."""

    name = "Sass"
    tokens: ClassVar[dict[str, Any]] = {
        "end": [(r"\n", Text, "#pop:100")],
        "attribute-or-selector": [
            (rf"={_ID}", Name.Function, "value"),
            (rf"\+{_ID}", Name.Decorator, "value"),
            (rf"(:)({_ID})", _old_property, "value"),
            (r"(?=[^\[\n]+?:(?:[^a-z]|$))", Text, "attribute"),
            (r"(?!\Z)", Text, "selector"),
        ],
    }
