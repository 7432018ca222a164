"""Shell languages, sessions at a prompt, Dockerfiles and makefiles: what holds commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from pygments.lexer import Lexer, include, words
from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, Punctuation, String, Text, Whitespace

from sphinx_essay.highlight.rules import Inside, RuleLexer, groups, names

if TYPE_CHECKING:
    from sphinx_essay.highlight.rules import Tokens

_KEYWORDS: Final = names(
    """
    if then elif else fi for in select while until do done case esac function return continue
    """
)

_OF_THE_SHELL: Final = names(
    """
    alias bg bind break builtin caller cd command compgen complete declare dirs disown enable eval exec exit export
    false fc fg getopts hash help history jobs let local logout mapfile popd pushd pwd read readonly set shift shopt
    source suspend test time times trap true type typeset ulimit umask unalias unset wait
    """
)

_OF_THE_SYSTEM: Final = names(
    """
    arch awk b2sum base32 base64 basename cat chcon chgrp chmod chown chroot cksum comm cp csplit cut date dd df dir
    dircolors dirname du echo env expand expr factor fmt fold grep groups gunzip gzip head hostid hostname id
    install join kill link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste
    pathchk pr printenv printf ptx readlink realpath rm rmdir runcon sed seq sha1sum sha224sum sha256sum sha384sum
    sha512sum shred shuf sleep sort split stat stdbuf stty sudo sum sync tac tail tar tee timeout touch tr truncate
    tsort tty uname unexpand uniq unlink uptime users vdir wc who whoami yes
    """
)


class ShellLexer(RuleLexer):
    """The shells sh, bash, zsh and ksh: options are tags, common commands are builtins."""

    name = "Shell"
    flags = re.MULTILINE | re.ASCII
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"#.*", Comment),
            (r"case\b", Keyword, "case"),
            (words(_KEYWORDS, suffix=r"\b(?:\s+\b)?"), Keyword),
            (words(_OF_THE_SHELL + _OF_THE_SYSTEM, suffix=r"\b(?:\s+\b|(?![.-]))"), Name.Builtin),
            (r"\.(?=\s)", Name.Builtin),
            (r"(\w+)(=)", groups(Name.Variable, Operator)),
            (r"[\[\]{}()!=>]|&&|\|\||<<<", Operator),
            (
                # a document in place, up to the line that says its word
                r"(<<-?)(\s*)(['\"]?\\?)(\w+)(['\"]?)((?:.|\n)*?)(?:(?<=\n)([^\S\n]*\4[^\S\n]*\n)|\Z)",
                groups(
                    Operator,
                    Text,
                    String.Heredoc,
                    Name.Constant,
                    String.Heredoc,
                    Inside(state="heredoc"),
                    Name.Constant,
                ),
            ),
            (r"\s+", Text),
            (r"\\.", String.Escape),
            (r'\$?"', String.Double, "double"),
            (r"\$'", String.Single, "ansi"),
            (r"'[^']*'?", String.Single),
            (r"\*", Keyword),
            (r";", Punctuation),
            (r"--?[\w-]+", Name.Tag),
            (r"[^=*\s{}()$\"'`;\\<]+|<", Text),
            include("expansion"),
        ],
        "expansion": [
            (r"\\(?:.|$)", String.Escape),
            (r"\$\(\(", Keyword, "arithmetic"),
            (r"\$\(", String.Interpol, "command"),
            (r"\$\{#?", Keyword, "parameter"),
            (r"`", String.Backtick, "backticks"),
            (r"\$#?(?:\w+|.)", Name.Variable),
        ],
        "heredoc": [
            (r"[^$\\`]+", String.Heredoc),
            include("expansion"),
            (r"[$\\]", String.Heredoc),
        ],
        "double": [
            (r'(?:\$#?)?"', String.Double, "#pop"),
            (r'[^"`\\$]+', String.Double),
            include("expansion"),
            (r"\\\n", String.Escape),
        ],
        "ansi": [
            (r"\\.", String.Escape),
            (r"[^\\']+", String.Single),
            (r"'", String.Single, "#pop"),
        ],
        "parameter": [
            (r"\}", Keyword, "#pop"),
            (r":-", Keyword),
            (r"\w+", Name.Variable),
            (r"[^}:\"`'$]+", Punctuation),
            include("root"),
        ],
        "command": [
            (r"\)", String.Interpol, "#pop"),
            (r"\(", Operator, "parentheses"),
            include("root"),
        ],
        "parentheses": [
            (r"\(", Operator, "#push"),
            (r"\)", Operator, "#pop"),
            include("root"),
        ],
        "arithmetic": [
            (r"\)\)", Keyword, "#pop"),
            (r"\|\||\*\*|[-+*/%^|&!]", Operator),
            (r"[0-9]+(?:#\w+)?", Number),
            include("root"),
        ],
        "case": [
            (r"esac\b", Keyword, "#pop"),
            (r"\|", Punctuation),
            (r"\)", Punctuation, "branch"),
            include("root"),
        ],
        "branch": [
            (r";;", Punctuation, "#pop"),
            include("root"),
        ],
        "backticks": [
            (r"`", String.Backtick, "#pop"),
            include("root"),
        ],
    }


class ConsoleLexer(Lexer):
    """A session: what stands after a prompt is shell, the other lines are its output."""

    name = "Console"
    _line = re.compile(r"[^\n]*\n|[^\n]+")
    _prompt = re.compile(r".*?[$#>;]")
    _left_out = re.compile(r"\s*(?:<\.+>|\.+)\s*\Z")

    def get_tokens_unprocessed(self, text: str) -> Tokens:
        """Yield the position, the kind and the text of each token."""
        shell = ShellLexer()
        start = 0
        for match in self._line.finditer(text):
            line = match[0]
            start = match.start()
            if self._left_out.match(line):
                yield start, Comment, line
                continue
            prompt = self._prompt.match(line)
            if prompt is None:
                yield start, Generic.Output, line
                continue
            end = prompt.end()
            yield start, Generic.Prompt, prompt[0]
            command = line[end:].lstrip()
            blank = len(line) - end - len(command)
            if blank:
                yield start + end, Whitespace, line[end : end + blank]
            for at, kind, value in shell.get_tokens_unprocessed(command):
                yield start + end + blank + at, kind, value


_INSTRUCTIONS: Final = (
    r"FROM|MAINTAINER|CMD|LABEL|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|STOPSIGNAL|HEALTHCHECK|SHELL"
)


class DockerLexer(RuleLexer):
    """Dockerfiles: an instruction's arguments are a string, but those of ``RUN`` are shell."""

    name = "Docker"
    flags = re.MULTILINE | re.IGNORECASE
    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"\s+", Text),
            (
                r"^(FROM)([^\S\n]++)(\S++(?:[^\S\n]++(?!AS\s)\S++)*+)([^\S\n]++)(AS)([^\S\n]++)(.*)",
                groups(Keyword, Whitespace, String, Whitespace, Keyword, Whitespace, String),
            ),
            (rf"^(ONBUILD)(\s+)({_INSTRUCTIONS})(.*)", groups(Keyword, Whitespace, Keyword, String)),
            (rf"^({_INSTRUCTIONS})\b(.*)", groups(Keyword, String)),
            (r"#.*", Comment),
            (r"^(?:ONBUILD\s+)?RUN\s+", Keyword, "run"),
            (r"\w+|[^\w\s#]+|.", Text),
        ],
        "run": [
            (r"\n", Text, "#pop"),
            (r"\\(?:.|\n)", String.Escape),
            (r"(?:[^\n\\]|\\.)+", Inside(ShellLexer)),
        ],
    }
