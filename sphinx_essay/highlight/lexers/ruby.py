"""Ruby.

What ``/``, ``%`` and ``?`` are depends on what stands before them, and literals may hold code, which may hold literals: the
lexer remembers what it read last, and what is open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING, Final

from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text

from sphinx_essay.highlight.rules import ReadingLexer, names

if TYPE_CHECKING:
    from pygments.token import _TokenType

    from sphinx_essay.highlight.rules import Parts

_KEYWORDS: Final = frozenset(
    names(
        """
    BEGIN END alias begin break case defined? do else elsif end ensure for if in next redo rescue raise retry return
    super then undef unless until when while yield
    """
    )
)
_PSEUDO: Final = frozenset(
    names(
        """
    loop include extend raise alias_method attr catch throw private module_function public protected true false nil
    __FILE__ __LINE__
    """
    )
)
_BUILTINS: Final = frozenset(
    names(
        """
    __id__ __send__ abort ancestors at_exit attr_accessor attr_reader attr_writer autoload binding callcc caller catch
    chomp chop class_eval class_variables clone const_defined? const_get const_missing const_set constants display dup
    eval exec exit extend fail fork format freeze getc gets global_variables gsub hash id included_modules inspect
    instance_eval instance_method instance_methods instance_variable_get instance_variable_set instance_variables
    lambda load local_variables loop method method_missing methods module_eval name object_id open p print printf
    private_class_method private_instance_methods private_methods proc protected_instance_methods protected_methods
    public_class_method public_instance_methods public_methods putc puts raise rand readline readlines require
    require_relative scan select self send set_trace_func singleton_methods sleep split sprintf srand sub syscall system
    taint test throw to_a to_s trace_var trap untaint untrace_var warn
    """
    )
)
_QUESTIONS: Final = frozenset(
    names(
        """
    autoload block_given const_defined eql equal frozen include instance_of is_a iterator kind_of method_defined nil
    private_method_defined protected_method_defined public_method_defined respond_to tainted
    """
    )
)
_ENDED: Final = frozenset(names("chomp! chop! exit! gsub! sub!")) | {f"{name}?" for name in _QUESTIONS}
"""Builtins whose names end in a sign."""

_CLOSING: Final = {"{": "}", "[": "]", "(": ")", "<": ">"}

_PIECE: Final = re.compile(
    r"""
    (?P<blank> [ \t\r]+ ) | (?P<break> \n ) | (?P<comment> \#.* )
    | (?P<document> ^=begin\b )
    | (?P<data> __END__(?:.|\n)* )
    | (?P<octal> 0_?[0-7]+(?:_[0-7]+)* (?![.eE]?[0-9]) )
    | (?P<hexadecimal> 0x[0-9A-Fa-f]+(?:_[0-9A-Fa-f]+)* ) | (?P<binary> 0b[01]+(?:_[01]+)* )
    | (?P<fraction> [0-9]+(?:_[0-9]+)*(?:\.[0-9]+(?:_[0-9]+)*(?:[eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+) )
    | (?P<integer> [0-9]+(?:_[0-9]+)* )
    | (?P<of_class> @@[a-zA-Z_]\w* ) | (?P<of_instance> @[a-zA-Z_]\w* )
    | (?P<global> \$(?:\w+|[!@&`'+~=/\\,;.<>_*$?:"]|-[0adFiIlpvw]) )
    | (?P<scope> :: )
    | (?P<symbol> :@{0,2}[a-zA-Z_]\w*[!?]? | :(?:\*\*|[-+]@|[/%&|^`~]|\[\]=?|<<|>>|<=?>|<=?|===?)
        | :'(?:[^'\\]|\\(?:.|\n))*+(?:'|\\?\Z) )
    | (?P<key> [a-z_]\w*[?!]?:\s+ )
    | (?P<single> '(?:[^'\\]|\\(?:.|\n))*+(?:'|\\?\Z) )
    | (?P<quote> :?"|` )
    | (?P<method> \.\s*(?:[a-z_]\w*[!?]?|[*%&^`~+-/\[<>=]) (?<!\.\.) )
    | (?P<name> [a-zA-Z_]\w*[!?]? )
    | (?P<heredoc> <<[-~]?(?:(?P<mark>["'`])(?P<quoted>[a-zA-Z_]\w*)?(?P=mark)|(?P<word>[a-zA-Z_]\w*)) )
    | (?P<operator> \.{2,3} | \*\* | <<? | >>? | >=|<=|<=>|=~|===|!~ | &&? | \|\| | \. | [-+/*%=<>&!^|~]=? )
    | (?P<opening> [\[({,:\\;/?] )
    | (?P<closing> [\])}] )
    """,
    re.VERBOSE | re.MULTILINE | re.ASCII,
)
_KINDS: Final = {
    "blank": Text,
    "comment": Comment.Single,
    "document": Comment.Multiline,
    "data": Comment.Preproc,
    "octal": Number.Oct,
    "hexadecimal": Number.Hex,
    "binary": Number.Bin,
    "fraction": Number.Float,
    "integer": Number.Integer,
    "of_class": Name.Variable.Class,
    "of_instance": Name.Variable.Instance,
    "global": Name.Variable.Global,
    "scope": Operator,
    "symbol": String.Symbol,
    "key": String.Symbol,
    "single": String.Single,
    "operator": Operator,
    "opening": Punctuation,
    "closing": Punctuation,
}
_MODULE: Final = re.compile(r"(\s+)([a-zA-Z_]\w*(?:::[a-zA-Z_]\w*)*)", re.ASCII)
_DEFINED: Final = re.compile(
    r"(\s*)(?:([a-zA-Z_]\w*)(\.))?([a-zA-Z_]\w*[!?]?|\*\*?|[-+]@?|[/%&|^`~]|\[\]=?|<=>|<<|>>|[<>]=?|===?)", re.ASCII
)
_CLASS: Final = re.compile(r"(\s*)(\w+(?:::\w+)+|[A-Z_]\w*)", re.ASCII)
_LITERAL: Final = re.compile(r"%([rqswQWxiI])?([^\w\s])", re.ASCII)
_IN_SPACES: Final = re.compile(r"%[rqswQWxiI]? \S* ")
_CHARACTER: Final = re.compile(
    r"\?(?:\\[MC]-)*(?:\\(?:[\\abefnrstv#\"']|x[a-fA-F0-9]{1,2}|[0-7]{1,3})|\S)(?!\w)", re.ASCII
)
_REGEX_BEHIND_NAME: Final = re.compile(r"/(?=\S|\s*/)")
_FLAGS: Final = re.compile(r"[mixounse]*")
_INTERPOLATION: Final = r"\#\{ | \#(?:@@?|\$)[a-zA-Z_]\w*"
_ESCAPE: Final = r"\\(?:x[a-fA-F0-9]{1,2}|[0-7]{1,3}|.|\n)"


class _After(Enum):
    """What was read last: where an expression begins, a value, a name that may have an argument, and blanks behind it."""

    BEGINNING = auto()
    VALUE = auto()
    NAME = auto()
    NAME_AND_BLANK = auto()


@dataclass(slots=True)
class _Literal:
    """A literal that is open: ``depth`` counts its brackets in it; ``flags``: whether a regular expression's follow it."""

    kind: _TokenType
    opening: str
    closing: str
    interpolates: bool = True
    escapes: bool = True
    flags: bool = False
    depth: int = 0


@dataclass(slots=True)
class _Document:
    """A document in place that is open, up to a line that is its word."""

    word: str
    indented: bool


@dataclass(slots=True)
class _Code:
    """Code in a literal, and how many braces are open in it."""

    braces: int = 0


@dataclass(slots=True)
class _Memory:
    """What was read last, what is open, innermost last, and the documents that begin with the next line."""

    after: _After = _After.BEGINNING
    open: list[_Literal | _Document | _Code] = field(default_factory=list)
    waiting: list[_Document] = field(default_factory=list)


class RubyLexer(ReadingLexer):
    """Ruby: methods after a point are functions, names with a capital constants, symbols a kind of string."""

    name = "Ruby"

    def begin(self) -> _Memory:
        """Return what is remembered: nothing is open."""
        return _Memory()

    def read(self, text: str, start: int, memory: _Memory) -> Parts:
        """Return the next piece."""
        match memory.open[-1] if memory.open else None:
            case _Literal() as literal:
                return _in_literal(text, start, literal, memory)
            case _Document() as document:
                return _in_document(text, start, document, memory)
        if parts := _literal(text, start, memory):
            return parts
        piece = _PIECE.match(text, start)
        return _code(piece, memory) if piece else []


def _literal(text: str, start: int, memory: _Memory) -> Parts:
    """Return what begins a literal where an expression may begin; nothing where none does."""
    sign, after = text[start], memory.after
    if sign not in "/%?" or after in (_After.VALUE, _After.NAME):
        return []
    begins = after is _After.BEGINNING
    if (
        sign == "/"
        and (begins or _REGEX_BEHIND_NAME.match(text, start))
        and (begins or text[start + 1 : start + 2] != "=")
    ):
        memory.open.append(_Literal(String.Regex, "/", "/", escapes=False, flags=True))
        return [(String.Regex, "/")]
    if begins and (found := _CHARACTER.match(text, start)):
        memory.after = _After.VALUE
        return [(String.Char, found[0])]
    if begins and (found := _IN_SPACES.match(text, start)):
        memory.after = _After.VALUE
        return [(String.Other, found[0])]
    found = _LITERAL.match(text, start)
    if found is None or (not begins and found[2] == "="):
        return []
    letter, opening = found[1] or "", found[2]
    kind = String.Regex if letter == "r" else String.Other
    closing = _CLOSING.get(opening, opening)
    carried_out = letter in ("r", "Q", "W", "x", "I")
    memory.open.append(_Literal(kind, opening, closing, carried_out, flags=letter == "r"))
    return [(kind, found[0])]


def _code(piece: re.Match[str], memory: _Memory) -> Parts:
    """Return a piece that is no literal's beginning."""
    what, text = piece.lastgroup or "", piece[0]
    match what:
        case "blank":
            if memory.after is _After.NAME:
                memory.after = _After.NAME_AND_BLANK
        case "break":
            memory.after = _After.BEGINNING
            memory.open.extend(reversed(memory.waiting))
            kind = String.Heredoc if memory.waiting else Text
            memory.waiting.clear()
            return [(kind, text)]
        case "quote":
            kind = String.Backtick if text == "`" else String.Symbol if len(text) > 1 else String.Double
            memory.open.append(_Literal(kind, "", text[-1]))
            return [(kind, text)]
        case "method":
            memory.after = _After.NAME
            name = text[1:].lstrip()
            return [(Punctuation, "."), (Text, text[1 : len(text) - len(name)]), (Name.Function, name)]
        case "name":
            return _name(piece, memory)
        case "heredoc" | "mark" | "quoted" | "word":
            sign = text[: 3 if text[2] in "-~" else 2]
            memory.waiting.append(_Document(piece["quoted"] or piece["word"] or "", sign != "<<"))
            memory.after = _After.VALUE
            return [(Operator, sign), (Name.Constant, text[len(sign) :])]
        case "opening" | "closing":
            return _bracket(text, memory)
        case "operator" | "key":
            memory.after = _After.BEGINNING
        case "document":
            return _comment(piece, memory)
        case "comment":
            pass
        case _:
            memory.after = _After.VALUE
    return [(_KINDS[what], text)]


def _comment(beginning: re.Match[str], memory: _Memory) -> Parts:
    """Return a comment of several lines; one that nothing ends is none."""
    text = beginning.string
    end = text.find("\n=end", beginning.end())
    if end < 0:
        memory.after = _After.BEGINNING
        return [(Operator, "=")]
    return [(Comment.Multiline, text[beginning.start() : end + len("\n=end")])]


def _bracket(sign: str, memory: _Memory) -> Parts:
    memory.after = _After.VALUE if sign in "])}" else _After.BEGINNING
    code = memory.open[-1] if memory.open else None
    if isinstance(code, _Code) and sign in "{}":
        if sign == "}" and not code.braces:
            memory.open.pop()
            return [(String.Interpol, sign)]
        code.braces += 1 if sign == "{" else -1
    return [(Punctuation, sign)]


def _name(piece: re.Match[str], memory: _Memory) -> Parts:
    """Return a name, with the name that it declares."""
    text, word, end = piece.string, piece[0], piece.end()
    plain = word.rstrip("!?")
    memory.after = _After.BEGINNING
    if word == "module" and (found := _MODULE.match(text, end)):
        memory.after = _After.VALUE
        return [(Keyword, word), (Text, found[1]), (Name.Namespace, found[2])]
    if word == "def" and (found := _DEFINED.match(text, end)):
        memory.after = _After.VALUE
        owner = [(Name.Class, found[2]), (Operator, found[3])] if found[2] else []
        return [(Keyword, word), (Text, found[1]), *owner, (Name.Function, found[4])]
    if word == "class" and (found := _CLASS.match(text, end)):
        memory.after = _After.VALUE
        return [(Keyword, word), (Text, found[1]), (Name.Class, found[2])]
    if word in _KEYWORDS or word in ("class", "def", "module"):
        return [(Keyword, word)]
    if word in _ENDED:
        return [(Name.Builtin, word)]
    if plain in _KEYWORDS or plain in _PSEUDO:
        return [(Keyword if plain in _KEYWORDS else Keyword.Pseudo, plain)]
    if word != plain and plain not in _BUILTINS and not plain[0].isupper():
        return [(Name, word)]
    memory.after = _After.NAME
    return [(Name.Builtin if plain in _BUILTINS else Name.Constant if plain[0].isupper() else Name, plain)]


@cache
def _pattern(opening: str, closing: str) -> re.Pattern[str]:
    """Return what finds the pieces of a literal with these delimiters."""
    signs = re.escape(f"{opening}{closing}")
    return re.compile(
        rf"""
        (?P<escape> {_ESCAPE} ) | (?P<interpolation> {_INTERPOLATION} )
        | (?P<delimiter> [{signs}] ) | (?P<text> [^\\\#{signs}]+ | [\\\#] )
        """,
        re.VERBOSE | re.ASCII,
    )


def _in_literal(text: str, start: int, literal: _Literal, memory: _Memory) -> Parts:
    """Return the next piece of a literal."""
    piece = _pattern(literal.opening, literal.closing).match(text, start)
    if piece is None:
        return []
    found = piece[0]
    match piece.lastgroup:
        case "escape" if not literal.interpolates and found[1] not in f"#\\{literal.opening}{literal.closing}":
            return [(literal.kind, "\\")]
        case "escape":
            return [(String.Escape if literal.escapes else literal.kind, found if literal.escapes else found[:2])]
        case "interpolation" if literal.interpolates:
            return _interpolation(found, memory)
        case "interpolation":
            return [(literal.kind, "#")]
        case "delimiter" if found == literal.closing and not literal.depth:
            memory.open.pop()
            memory.after = _After.VALUE
            flags = _FLAGS.match(text, piece.end()) if literal.flags else None
            return [(literal.kind, found), (String.Regex, flags[0] if flags else "")]
        case "delimiter":
            literal.depth += 1 if found == literal.opening else -1
    return [(literal.kind, found)]


def _interpolation(sign: str, memory: _Memory) -> Parts:
    """Return a variable in a literal, or what begins code in it."""
    if sign == "#{":
        memory.open.append(_Code())
        memory.after = _After.BEGINNING
    return [(String.Interpol, sign)]


def _in_document(text: str, start: int, document: _Document, memory: _Memory) -> Parts:
    """Return the next piece of a document in place, or the line that ends it."""
    if text[start - 1] == "\n":
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        if (line.strip() if document.indented else line.rstrip()) == document.word:
            memory.open.pop()
            memory.after = _After.VALUE
            return [(Name.Constant, line or "\n")]
    piece = _pattern("", "\n").match(text, start)
    if piece is None:
        return []
    if piece.lastgroup == "interpolation":
        return _interpolation(piece[0], memory)
    return [(String.Escape if piece.lastgroup == "escape" else String.Heredoc, piece[0])]
