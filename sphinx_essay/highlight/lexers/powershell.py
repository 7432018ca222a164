"""PowerShell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Whitespace

from sphinx_essay.highlight.rules import ReadingLexer, names

if TYPE_CHECKING:
    from pygments.token import _TokenType

    from sphinx_essay.highlight.rules import Parts


def _any_of(text: str) -> str:
    """Return an expression for any of the words of ``text``, the earlier before the later."""
    return "|".join(map(re.escape, names(text)))


_AUTOMATIC: Final = _any_of(
    """
    $$ $? $^ $_ $args $ConsoleFileName $Error $Event $ExecutionContext $false $foreach $HOME $Host $input $IsCoreCLR
    $IsLinux $IsMacOS $IsWindows $LastExitCode $Matches $MyInvocation $NestedPromptLevel $null $PID $PROFILE
    $PSBoundParameters $PSCmdlet $PSCommandPath $PSCulture $PSDebugContext $PSHOME $PSItem $PSScriptRoot $PSSenderInfo
    $PSUICulture $PSVersionTable $PWD $REPORTERRORSHOWEXCEPTIONCLASS $REPORTERRORSHOWINNEREXCEPTION
    $REPORTERRORSHOWSOURCE $REPORTERRORSHOWSTACKTRACE $SENDER $ShellId $StackTrace $switch $this $true
    """
)
"""The variables that PowerShell sets; Rouge finds them at the beginning of longer names too."""

_KEYWORDS: Final = _any_of(
    """
    assembly base begin break catch class command configuration continue data define do dynamicparam else elseif end
    enum exit filter finally for foreach from function hidden if in inlinescript interface module namespace parallel
    param private process public return sequence static switch throw trap try type until using var while workflow
    """
)
_ATTRIBUTES: Final = names(
    """
    ConfirmImpact DefaultParameterSetName HelpURI PositionalBinding SupportsPaging SupportsShouldProcess
    """
)
_OPERATORS: Final = (
    r"-(?:[ic]?(?:split|eq|ne|gt|ge|lt|le|(?:not)?(?:like|match|contains)|replace)|join|is(?:not)?|as|sh[lr]|"
    r"b?(?:and|or|xor)|not)|[-+*/%]="
)
_HELP: Final = _any_of(
    """
    synopsis description parameter example inputs outputs notes link component role functionality forwardhelptargetname
    forwardhelpcategory remotehelprunspace externalhelp
    """
)

_BLANK: Final = r"(?P<blank>\s+) | (?P<line>\#.*) | (?P<block><\#)"
_VALUE: Final = r"""
    (?P<double> " )
    | (?P<single> '[^']*'? )
    | (?P<here> @" )
    | (?P<fraction> \d*\.\d+ )
    | (?P<integer> \d+ )
    | (?P<table> @\{ )
    | (?P<array> @\( )
    | (?P<braces> \{ )
    | (?P<brackets> \[ )
"""
_VARIABLE: Final = rf"""
    (?P<automatic> {_AUTOMATIC} )
    | (?P<variable> (?P<dollar>\$) (?:(?P<drive>\w+)(?P<colon>:))? (?P<own>\w+|\{{(?:[^`}}]|`(?:.|\n))*+(?:\}}|`?\Z)) )
"""
_CODE: Final = rf"""
    {_BLANK}
    | (?P<operator> \.\.(?=\.?\d) | (?i:{_OPERATORS})\b )
    | (?P<class> (?P<word>(?i:class))(?P<gap>\s+)(?P<type>\w+) )
    | (?P<function> (?P<begin>(?i:function))(?P<apart>\s+)(?:(?P<scope>\w+)(?P<mark>:))?(?P<called>\w[-\w]+) )
    | (?P<keyword> (?i:{_KEYWORDS})\b(?![-.]) )
    | (?P<option> --?\w+ )
    | (?P<indexed> (?P<dot>\.)?(?P<list>[-\w]{{1,200}}+)(?P<bracket>\[) )
    | (?P<command> (?P<run>[/\\~a-zA-Z][-.:/\\~\w]*)(?P<newline>\n)? )
    | (?P<call> (?P<of>\.)(?P<method>[-\w]+)(?P<parenthesis>\() )
    | (?P<member> (?P<at>\.)(?P<field>[-\w]+)(?P<feed>\n)? )
    | (?P<where> \? )
    | {_VALUE}
    | {_VARIABLE}
    | (?P<sign> [-+*/%=!.&|] )
    | (?P<punctuation> [}}(),:;)] )
"""


def _piece(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.VERBOSE | re.ASCII)


_PIECES: Final = {
    "code": _piece(_CODE),
    "braces": _piece(r"(?P<end>\})", _CODE),
    "brackets": _piece(r"(?P<end>\]) | (?P<path>[A-Za-z]\w+\.) | (?P<accelerator>[A-Za-z]\w+)", _CODE),
    "arguments": _piece(
        r"""
        (?P<escape> `(?:.|\n) )
        | (?P<end_of_line> \s*?\n )
        | (?P<end> [;(){}\]] )
        | (?P<end_at_sign> [|=] )
        | (?P<argument> [/\\~\w][-.:/\\~\w]* )
        """,
        _CODE,
    ),
    "interpolation": _piece(r"(?P<end_of_interpolation>\))", _CODE),
    "table": _piece(r"(?P<end>\}) | (?P<equals>=) | (?P<comma>[,;])", _BLANK, _VALUE, r"(?P<key>\w+)", _VARIABLE),
    "array": _piece(r"(?P<end>\)) | (?P<comma>[,;])", _BLANK, _VALUE, _VARIABLE),
    "class": _piece(r"(?P<end>\{) | (?P<blank>\s+) | (?P<class_name>\w+) | (?P<comma>[:,])"),
    "double": _piece(
        r"""(?P<end_of_string> (?:\$\#?)?" ) | (?P<interpolation> \$\( ) | (?P<escape> `.? ) | (?P<text> [^"`$]+ )""",
        _VARIABLE,
    ),
    "here": _piece(
        r"""
        (?P<end_of_here> (?:\$\#?)?"@ )
        | (?P<interpolation> \$\( )
        | (?P<escape> `.? )
        | (?P<lines> [^"`$] | "+ )
        """,
        _VARIABLE,
    ),
}
"""What may come next in each kind of place; a group's name is what the piece is, and if it ends the place."""

_KINDS: Final = {
    "blank": Whitespace,
    "line": Comment,
    "double": String.Double,
    "single": String.Single,
    "here": String.Heredoc,
    "fraction": Number.Float,
    "integer": Number.Integer,
    "table": Punctuation,
    "array": Punctuation,
    "braces": Punctuation,
    "brackets": Punctuation,
    "automatic": Name.Builtin.Pseudo,
    "operator": Operator,
    "keyword": Keyword.Reserved,
    "option": Name.Tag,
    "where": Name.Function,
    "sign": Operator,
    "punctuation": Punctuation,
    "end": Punctuation,
    "path": Name,
    "escape": String.Escape,
    "end_of_line": Whitespace,
    "end_at_sign": Operator,
    "argument": Name.Other,
    "end_of_interpolation": String.Interpol,
    "equals": Operator,
    "comma": Punctuation,
    "key": Name.Other,
    "class_name": Name.Class,
    "end_of_string": String.Double,
    "interpolation": String.Interpol,
    "text": String.Double,
    "end_of_here": String.Heredoc,
    "lines": String.Heredoc,
}
_PARTS: Final[dict[str, dict[str, _TokenType]]] = {
    "variable": {"dollar": Name.Variable, "drive": Name.Namespace, "colon": Punctuation, "own": Name.Variable},
    "class": {"word": Keyword.Reserved, "gap": Whitespace, "type": Name.Class},
    "function": {
        "begin": Keyword.Reserved,
        "apart": Whitespace,
        "scope": Name.Namespace,
        "mark": Punctuation,
        "called": Name.Function,
    },
    "indexed": {"dot": Operator, "list": Name, "bracket": Punctuation},
    "command": {"run": Name, "newline": Whitespace},
    "call": {"of": Operator, "method": Name.Function, "parenthesis": Punctuation},
    "member": {"at": Operator, "field": Name.Function, "feed": Whitespace},
}
"""The pieces of several parts, by the groups inside them."""

_OPENS: Final = {
    **{place: place for place in ("double", "here", "table", "array", "braces", "brackets", "class", "interpolation")},
    "indexed": "brackets",
    "command": "arguments",
    "call": "arguments",
    "where": "arguments",
}
"""The pieces behind which another kind of place begins."""

_WITHOUT_VALUES: Final = ("double", "here", "class")
"""The kinds of place in which no value stands, such as a here-string."""

_IN_COMMENT: Final = re.compile(rf"(?P<section>\.(?i:{_HELP}))|(?P<end>\#>)|[^#.]+|[#.]+")


@dataclass(slots=True)
class _Memory:
    """The kinds of place that are open, the innermost last; whether no here-string without variables can end any more."""

    places: list[str] = field(default_factory=lambda: ["code"])
    endless: bool = False


class PowerShellLexer(ReadingLexer):
    """PowerShell: words behind a command are its arguments up to the end of the line."""

    name = "PowerShell"

    def begin(self) -> _Memory:
        """Return what is remembered: nothing is open."""
        return _Memory()

    def read(self, text: str, start: int, memory: _Memory) -> Parts:
        """Return the next piece."""
        if text.startswith("@'", start) and memory.places[-1] not in _WITHOUT_VALUES and not memory.endless:
            end = text.find("'@", start + 2)
            if end >= 0:
                return [(String.Heredoc, text[start : end + 2])]
            memory.endless = True
        piece = _PIECES[memory.places[-1]].match(text, start)
        if piece is None:
            return []
        what = piece.lastgroup or ""
        if what.startswith("end"):
            memory.places.pop()
        elif what in _OPENS:
            memory.places.append(_OPENS[what])
        if what == "block":
            return _block_comment(text, start)
        if what == "accelerator":
            return [(Name.Builtin.Pseudo if piece[0] in _ATTRIBUTES else Name, piece[0])]
        if what in _PARTS:
            return [(kind, piece[group] or "") for group, kind in _PARTS[what].items()]
        return [(_KINDS[what], piece[0])]


def _block_comment(text: str, start: int) -> Parts:
    """Return a comment of several lines, with the sections of a command's help."""
    for part in _IN_COMMENT.finditer(text, start):
        yield Comment.Special if part["section"] else Comment.Multiline, part[0]
        if part["end"]:
            return
