"""Which lexer of Pygments colours a language that a page names as Rouge, Jekyll's highlighter, does."""

from __future__ import annotations

from functools import cache
from typing import Final

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

MOST_OF_STRANGERS: Final = 10_000
"""How many characters of code by strangers get colours: some lexers take a time that grows with the square of the text."""

_NAMES_IN_PYGMENTS: Final = {
    "aug": "augeas",
    "batchfile": "bat",
    "behat": "gherkin",
    "common_lisp": "common-lisp",
    "cfscript": "cfc",
    "dlang": "d",
    "e-mail": "email",
    "eruby": "erb",
    "ff": "freefem",
    "gnumake": "make",
    "gradle": "groovy",
    "hack": "php",
    "handlebars": "html+handlebars",
    "hbs": "html+handlebars",
    "hh": "php",
    "hql": "sql",
    "idlang": "idl",
    "isa": "isabelle",
    "jdn": "janet",
    "json-doc": "json",
    "jsonc": "json",
    "kdb+": "q",
    "lithaskell": "literate-haskell",
    "literate_haskell": "literate-haskell",
    "ls": "livescript",
    "m": "matlab",
    "microsoftshell": "powershell",
    "mkd": "markdown",
    "ml": "sml",
    "msshell": "powershell",
    "mustache": "html+handlebars",
    "obj-cpp": "objective-c++",
    "obj_c": "objective-c",
    "obj_c++": "objective-c++",
    "obj_cpp": "objective-c++",
    "objcpp": "objective-c++",
    "objective_c": "objective-c",
    "objective_cpp": "objective-c++",
    "objectivecpp": "objective-c++",
    "patch": "diff",
    "plsql": "sql",
    "pp": "puppet",
    "pry": "irb",
    "ps": "postscript",
    "robot": "robotframework",
    "robot-framework": "robotframework",
    "robot_framework": "robotframework",
    "shell_session": "console",
    "terminal": "console",
    "unit-file": "systemd",
    "varnish": "vcl",
    "varnishconf": "vcl",
    "vb": "vb.net",
    "viml": "vim",
    "vimscript": "vim",
    "vuejs": "vue",
    "zir": "zig",
}
"""What Pygments calls the languages that it does not know, or knows less of, by their names in Rouge."""

_WITHOUT_COLOURS: Final = frozenset(
    """
    apex apib apiblueprint armasm biml bpf brightscript brs bs bsl cmhg cmm conf config configuration csvs dafny datastudio
    digdag eex epp esc escape fea fluent ftl ghc-cmm ghc-core heex hocon irb_output isbl jsl leex litcoffee
    literate_coffeescript lustre lutin m68k magik minizinc msgtrans nes nesasm nial ocl opentype opentype_feature_file
    opentypefeature plist prometheus realbasic rescript slice sqf ssh syzlang syzprog ttcn3 tulip wollok xojo xpath
    """.split()  # noqa: SIM905
)
"""What only Rouge has: such code stands in a box, as there, in one colour."""


@cache
def lexer_name(language: str) -> str | None:
    """Return the name that Pygments finds the lexer of a language by, ``None`` if neither it nor Rouge knows one.

    Rouge takes options behind a comma (``rust,no_run``), which change no colour.
    """
    name = language.lower().partition(",")[0]
    name = "text" if name in _WITHOUT_COLOURS else _NAMES_IN_PYGMENTS.get(name, name)
    try:
        find_lexer_class_by_name(name)
    except ClassNotFound:
        return None
    return name
