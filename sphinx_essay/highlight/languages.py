"""Which lexer stands for which of the languages that Rouge knows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from sphinx_essay.highlight.lexers.c import CLexer, CppLexer
from sphinx_essay.highlight.lexers.csharp import CSharpLexer
from sphinx_essay.highlight.lexers.css import CssLexer, SassLexer, ScssLexer
from sphinx_essay.highlight.lexers.data import IniLexer, JsonDocLexer, JsonLexer, TomlLexer
from sphinx_essay.highlight.lexers.java_go import GoLexer, JavaLexer
from sphinx_essay.highlight.lexers.javascript import JavaScriptLexer, TypeScriptLexer
from sphinx_essay.highlight.lexers.liquid import LiquidLexer
from sphinx_essay.highlight.lexers.lisp import CommonLispLexer
from sphinx_essay.highlight.lexers.lua import LuaLexer
from sphinx_essay.highlight.lexers.markdown import MarkdownLexer
from sphinx_essay.highlight.lexers.markup import HtmlLexer, XmlLexer
from sphinx_essay.highlight.lexers.misc import DiffLexer, MakeLexer, SqlLexer
from sphinx_essay.highlight.lexers.objective_c import ObjectiveCLexer
from sphinx_essay.highlight.lexers.php import PhpLexer
from sphinx_essay.highlight.lexers.powershell import PowerShellLexer
from sphinx_essay.highlight.lexers.python import PythonLexer
from sphinx_essay.highlight.lexers.r import RLexer
from sphinx_essay.highlight.lexers.ruby import RubyLexer
from sphinx_essay.highlight.lexers.rust import RustLexer
from sphinx_essay.highlight.lexers.settings import NginxLexer, PropertiesLexer
from sphinx_essay.highlight.lexers.shell import ConsoleLexer, DockerLexer, ShellLexer
from sphinx_essay.highlight.lexers.swift import SwiftLexer
from sphinx_essay.highlight.lexers.yaml import YamlLexer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pygments.lexer import Lexer

_PREFIX: Final = "rouge-"

_LANGUAGES: Final[tuple[tuple[type[Lexer], str], ...]] = (
    (CLexer, "c"),
    (CommonLispLexer, "common_lisp cl common-lisp elisp emacs-lisp lisp"),
    (ConsoleLexer, "console terminal shell_session shell-session"),
    (CppLexer, "cpp c++"),
    (CSharpLexer, "csharp c# cs"),
    (CssLexer, "css"),
    (DiffLexer, "diff patch udiff"),
    (DockerLexer, "docker dockerfile"),
    (GoLexer, "go golang"),
    (HtmlLexer, "html"),
    (IniLexer, "ini"),
    (JavaLexer, "java"),
    (JavaScriptLexer, "javascript js jsx react"),
    (JsonLexer, "json"),
    (JsonDocLexer, "json-doc jsonc"),
    (LiquidLexer, "liquid"),
    (LuaLexer, "lua"),
    (MakeLexer, "make makefile mf gnumake bsdmake"),
    (MarkdownLexer, "markdown md mkd"),
    (NginxLexer, "nginx"),
    (
        ObjectiveCLexer,
        "objective_c objc obj-c obj_c objectivec objective_cpp objcpp obj-cpp obj_cpp objectivecpp obj-c++ obj_c++",
    ),
    (PhpLexer, "php php3 php4 php5"),
    (PowerShellLexer, "powershell posh microsoftshell msshell"),
    (PropertiesLexer, "properties"),
    (PythonLexer, "python py"),
    (RLexer, "r s"),
    (RubyLexer, "ruby rb"),
    (RustLexer, "rust rs rust,no_run rs,no_run rust,ignore rs,ignore rust,should_panic rs,should_panic"),
    (SassLexer, "sass"),
    (ScssLexer, "scss"),
    (ShellLexer, "shell bash zsh ksh sh"),
    (SqlLexer, "sql plsql hql"),
    (SwiftLexer, "swift"),
    (TomlLexer, "toml"),
    (TypeScriptLexer, "typescript ts tsx"),
    (XmlLexer, "xml"),
    (YamlLexer, "yaml yml"),
)
"""Each lexer with its names in Rouge, the chief one first; a language that extends another has that one's."""

_NAMES_IN_PYGMENTS: Final = {
    "batchfile": "bat",
    "dlang": "d",
    "eruby": "erb",
    "gradle": "groovy",
    "handlebars": "html+handlebars",
    "hbs": "html+handlebars",
    "literate_haskell": "literate-haskell",
    "m": "matlab",
    "mustache": "html+handlebars",
    "pp": "puppet",
    "pry": "irb",
    "robot": "robotframework",
    "robot_framework": "robotframework",
    "unit-file": "systemd",
    "vb": "vb.net",
    "viml": "vim",
    "vimscript": "vim",
}
"""What Pygments calls languages that only Rouge knows by these names."""

_BY_NAME: Final = {name: lexer for lexer, names in _LANGUAGES for name in names.split()}
_CHIEF_NAMES: Final = {lexer: names.split()[0] for lexer, names in _LANGUAGES}


def find_lexer(language: str) -> type[Lexer] | None:
    """Return the lexer for a language by any of its names; ``None`` where there is none."""
    return _BY_NAME.get(language.lower())


def lexer_name(language: str) -> str | None:
    """Return the name that Sphinx finds the lexer for a language by; ``None`` where Pygments' own name is the language's.

    It is one of those that :func:`lexers` has, or the name of a lexer of Pygments for a language that has another in Rouge.
    """
    lexer = find_lexer(language)
    return _NAMES_IN_PYGMENTS.get(language.lower()) if lexer is None else _PREFIX + _CHIEF_NAMES[lexer]


def lexers() -> Mapping[str, type[Lexer]]:
    """Return the lexers by names of their own, which differ from those of Pygments' lexers."""
    return {_PREFIX + name: lexer for lexer, name in _CHIEF_NAMES.items()}


@cache
def is_known_language(name: str) -> bool:
    """Say whether there is a lexer for ``name``: one of ours, or of Pygments."""
    if name in lexers():
        return True
    try:
        get_lexer_by_name(name)
    except ClassNotFound:
        return False
    return True
