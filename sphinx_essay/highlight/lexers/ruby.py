"""Ruby."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from pygments.lexer import LexerContext, default, include, words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text

from sphinx_essay.highlight.rules import RuleLexer, groups, names

if TYPE_CHECKING:
    from sphinx_essay.highlight.rules import Tokens

_KEYWORDS: Final = names(
    """
    BEGIN END alias begin break case defined? do else elsif end ensure for if in next redo rescue raise retry return
    super then undef unless until when while yield
    """
)
_PSEUDO: Final = names(
    """
    loop include extend raise alias_method attr catch throw private module_function public protected true false nil
    __FILE__ __LINE__
    """
)
_BUILTINS: Final = names(
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
_QUESTIONS: Final = names(
    """
    autoload block_given const_defined eql equal frozen include instance_of is_a iterator kind_of method_defined nil
    private_method_defined protected_method_defined public_method_defined respond_to tainted
    """
)
_CLOSING: Final = {"{": "}", "[": "]", "(": ")", "<": ">"}


class _Context(LexerContext):
    """Where the lexer is, and what it waits for: the ends of documents in place, and of literals like ``%w[…]``.

    A document in place is its word, and whether that may be indented; a literal is its kind of token, the expressions
    of its delimiters, and whether Ruby in it is carried out.
    """

    def __init__(self, text: str, stack: list[str]) -> None:
        super().__init__(text, 0, stack)
        self.documents: list[tuple[str, bool]] = []
        self.literals: list[tuple[Any, str, str, bool]] = []


def _document(_lexer: RubyLexer, match: re.Match[str], context: _Context) -> Tokens:
    sign = match[1]
    yield match.start(), Operator, sign
    yield match.end(1), Name.Constant, match[0][len(sign) :]
    context.documents.append((match[3], sign != "<<"))
    if "before-document" not in context.stack:
        context.stack.append("before-document")


def _document_line(_lexer: RubyLexer, match: re.Match[str], context: _Context) -> Tokens:
    """End a document in place where a line is its word."""
    word, indented = context.documents[0]
    context.stack.pop()
    ends = (match[0].strip() if indented else match[0].rstrip()) == word
    if ends:
        context.documents.pop(0)
        if not context.documents:
            context.stack.pop()
    if match[0]:
        yield match.start(), Name.Constant if ends else String.Heredoc, match[0]


def _literal(_lexer: RubyLexer, match: re.Match[str], context: _Context) -> Tokens:
    letter, opening = match[1] or "", match[2]
    kind = String.Regex if letter == "r" else String.Other
    context.stack.pop()
    if letter == "r":
        context.stack.append("flags")
    context.literals.append((kind, opening, _CLOSING.get(opening, opening), letter in {"r", "Q", "W", "x", "I"}))
    context.stack.append("literal")
    yield match.start(), kind, match[0]


def _in_literal(_lexer: RubyLexer, match: re.Match[str], context: _Context) -> Tokens:
    """Take one sign in such a literal."""
    kind, opening, closing, carried_out = context.literals[-1]
    text, start = match[0], match.start()
    if len(text) > 1 and text[0] == "\\" and not carried_out and text[1] not in f"#\\{opening}{closing}":
        context.pos = start + 1
        yield start, kind, "\\"
    elif text[0] == "\\":
        yield start, String.Escape, text
    elif text[0] == "#" and len(text) > 1 and carried_out:
        if text == "#{":
            context.stack.append("interpolation")
        yield start, String.Interpol, text
    else:
        context.pos = start + 1
        if text[0] == closing:
            context.literals.pop()
            context.stack.pop()
        elif text[0] == opening:
            context.literals.append(context.literals[-1])
            context.stack.append("literal")
        yield start, kind, text[0]


def _text_in_literal(_lexer: RubyLexer, match: re.Match[str], context: _Context) -> Tokens:
    yield match.start(), context.literals[-1][0], match[0]


def _quoted(quote: str, kind: Any) -> list[Any]:
    return [
        include("interpolated"),
        (rf"[^\\{quote}#]+|[\\#]", kind),
        (quote, kind, "#pop"),
    ]


class RubyLexer(RuleLexer):
    """Ruby: methods after a point are functions, names with a capital constants, symbols a kind of string."""

    name = "Ruby"
    start = ("root", "expression")
    flags = re.MULTILINE | re.ASCII
    tokens: ClassVar[dict[str, Any]] = {
        "blank": [
            (r"[ \t\r]+", Text),
            (r"\n\s*", Text, "expression"),
            (r"#.*", Comment.Single),
            (r"=begin\b(?:.*\n)+?=end\b", Comment.Multiline),
        ],
        "root": [
            include("blank"),
            (r"__END__(?:.|\n)*", Comment.Preproc),
            (r"0_?[0-7]+(?:_[0-7]+)*", Number.Oct),
            (r"0x[0-9A-Fa-f]+(?:_[0-9A-Fa-f]+)*", Number.Hex),
            (r"0b[01]+(?:_[01]+)*", Number.Bin),
            (r"[0-9]+(?:_[0-9]+)*(?:\.[0-9]+(?:_[0-9]+)*(?:[eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+)", Number.Float),
            (r"[0-9]+(?:_[0-9]+)*", Number.Integer),
            (r"@@[a-zA-Z_]\w*", Name.Variable.Class),
            (r"@[a-zA-Z_]\w*", Name.Variable.Instance),
            (r"\$(?:\w+|[!@&`'+~=/\\,;.<>_*$?:\"]|-[0adFiIlpvw])", Name.Variable.Global),
            (r"::", Operator),
            include("symbols-and-strings"),
            (words(_KEYWORDS, suffix=r"(?=\W|$)"), Keyword, "expression"),
            (words(_PSEUDO, suffix=r"\b"), Keyword.Pseudo, "expression"),
            (r"(module)(\s+)([a-zA-Z_]\w*(?:::[a-zA-Z_]\w*)*)", groups(Keyword, Text, Name.Namespace)),
            (r"(def\b)(\s*)", groups(Keyword, Text), "method-name"),
            (r"(class\b)(\s*)", groups(Keyword, Text), "class-name"),
            (words(_QUESTIONS, suffix=r"\?"), Name.Builtin, "expression"),
            (r"(?:chomp|chop|exit|gsub|sub)!", Name.Builtin, "expression"),
            (words(_BUILTINS, suffix=r"\b"), Name.Builtin, "call"),
            (r"(<<[-~]?)([\"`']?)([a-zA-Z_]\w*)\2", _document),
            (r"(<<[-~]?)([\"'])()\2", _document),
            (r"\.{2,3}", Operator, "expression"),
            (r"[A-Z]\w*", Name.Constant, "call"),
            (r"(\.|::)(\s*)([a-z_]\w*[!?]?|[*%&^`~+-/\[<>=])", groups(Punctuation, Text, Name.Function), "call"),
            (r"[a-zA-Z_]\w*[?!]", Name, "expression"),
            (r"[a-zA-Z_]\w*", Name, "call"),
            (r"\*\*|<<?|>>?|>=|<=|<=>|=~|===|!~|&&?|\|\||\.|[-+/*%=<>&!^|~]=?", Operator, "expression"),
            (r"\?", Punctuation, ("ternary", "expression")),
            (r"[\[({,:\\;/]", Punctuation, "expression"),
            (r"[\])}]", Punctuation),
        ],
        "symbols-and-strings": [
            (r"(?i::@{0,2}[a-z_]\w*[!?]?)", String.Symbol),
            (r":(?:\*\*|[-+]@|[/%&|^`~]|\[\]=?|<<|>>|<=?>|<=?|===?)", String.Symbol),
            (r":'(?:\\\\|\\'|[^'])*'", String.Symbol),
            (r':"', String.Symbol, "symbol"),
            (r"[a-z_]\w*?[?!]?:\s+", String.Symbol, "expression"),
            (r"'(?:\\\\|\\'|[^'])*'", String.Single),
            (r'"', String.Double, "string"),
            (r"`", String.Backtick, "command"),
        ],
        "string": _quoted('"', String.Double),
        "symbol": _quoted('"', String.Symbol),
        "command": _quoted("`", String.Backtick),
        "interpolated": [
            include("interpolations"),
            (r"\\(?:[\\abefnrstv#\"']|x[a-fA-F0-9]{1,2}|[0-7]{1,3}|.)", String.Escape),
        ],
        "interpolations": [
            (r"#\{", String.Interpol, "interpolation"),
            (r"(?i:#(?:@@?|\$)[a-z_]\w*)", String.Interpol),
        ],
        "interpolation": [
            (r"\}", String.Interpol, "#pop"),
            include("root"),
        ],
        "literals": [(r"%([rqswQWxiI])?([^\w\s])", _literal)],
        "literal": [
            (r"\\.|#(?:\{|(?:@@?|\$)[a-zA-Z_]\w*)|[^\w\s]", _in_literal),
            (r"[\w\s]+|\\", _text_in_literal),
        ],
        "flags": [(r"[mixounse]*", String.Regex, "#pop")],
        "before-document": [
            (r"(?=\n)", Text, ("#pop", "document")),
            include("root"),
        ],
        "document": [
            include("interpolated"),
            (r"\n", String.Heredoc, "document-line"),
            (r"[#\\]|[^#\\\n]+", String.Heredoc),
        ],
        "document-line": [
            (r"[^#\\\n]*$", _document_line),
            default("#pop"),
        ],
        "method-name": [
            (r"\s+", Text),
            (r"\(", Punctuation, "singleton"),
            (
                r"(?:([a-zA-Z_]\w*)(\.))?([a-zA-Z_]\w*[!?]?|\*\*?|[-+]@?|[/%&|^`~]|\[\]=?|<<?|>>?|<=>?|>=|===?)",
                groups(Name.Class, Operator, Name.Function),
                "#pop",
            ),
            default("#pop"),
        ],
        "class-name": [
            (r"\s+", Text),
            (r"\w+(?:::\w+)+", Name.Class),
            (r"\(", Punctuation, ("singleton", "expression")),
            (r"<<", Operator, ("#pop", "expression")),
            (r"[A-Z_]\w*", Name.Class, "#pop"),
            default("#pop"),
        ],
        "singleton": [
            (r"(\))(\.|::)?", groups(Punctuation, Operator), "#pop"),
            (r"\(", Punctuation, ("singleton", "expression")),
            include("root"),
        ],
        "ternary": [
            (r"(:)(\s+)", groups(Punctuation, Text), ("#pop", "expression")),
            (r":(?![^#\n]*?[:\\])", Punctuation, ("#pop", "expression")),
            include("root"),
        ],
        "call": [
            (r"[/%]", Operator, ("#pop", "expression")),
            (r"(?=\n)", Text, "#pop"),
            default(("#pop", "call-with-space")),
        ],
        "call-with-space": [
            include("blank"),
            (r"[%/]=", Operator, ("#pop", "expression")),
            (r"/(?=\S|\s*/)", String.Regex, ("#pop", "regex")),
            include("literals"),
            default("#pop"),
        ],
        "expression": [
            (r"[ \t\r]+", Text),
            (r"/", String.Regex, ("#pop", "regex")),
            (
                r"\?(?:\\[MC]-)*(?:\\(?:[\\abefnrstv#\"']|x[a-fA-F0-9]{1,2}|[0-7]{1,3})|\S)(?!\w)",
                String.Char,
                "#pop",
            ),
            (r"(\s*)(%[rqswQWxiI]? \S* )", groups(Text, String.Other), "#pop"),
            include("literals"),
            default("#pop"),
        ],
        "regex": [
            include("interpolations"),
            (r"\\\\|\\/|[\\#]|[^\\/#]+", String.Regex),
            (r"/", String.Regex, ("#pop", "flags")),
        ],
    }

    def begin(self, text: str, stack: list[str]) -> _Context:
        """Return the context to begin a text with."""
        return _Context(text, stack)
