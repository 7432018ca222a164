"""Our lexers against what Rouge 3.30 gives: recorded for samples, and asked of Rouge itself where there is one."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import default
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Error, Name, Text

from sphinx_essay.highlight.languages import find_lexer, lexer_name, lexers
from sphinx_essay.highlight.rules import ReadingLexer, RuleLexer

SAMPLES = {path.stem: path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "samples").glob("*.txt")}
RECORDED = dict(
    line.split(": ", 1) for line in (Path(__file__).parent / "recorded").read_text(encoding="utf-8").splitlines()
)
"""The classes that Rouge gives in each sample."""


class _Names(HtmlFormatter):
    """Gives the classes that HTML would have."""

    def classes(self, language: str, code: str) -> list[tuple[str, str]]:
        lexer = find_lexer(language)
        assert lexer is not None
        return [(self._get_css_class(kind), text) for kind, text in lexer(stripnl=False).get_tokens(code)]


NAMES = _Names()


def letters(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the class of each letter, since neighbours of one class may be one part or several."""
    return [(kind, letter) for kind, text in parts for letter in text if not letter.isspace()]


@pytest.mark.parametrize("language", sorted(SAMPLES))
def test_a_samples_classes_are_those_that_rouge_gives(language):
    ours = {kind for kind, _ in NAMES.classes(language, SAMPLES[language])} - {""}
    assert ours == set(RECORDED[language].split())


@pytest.mark.parametrize("language", sorted(SAMPLES))
def test_rouge_agrees_on_each_letter(rouge, language):
    assert letters(NAMES.classes(language, SAMPLES[language])) == letters(rouge.parts(language, SAMPLES[language]))


@pytest.mark.parametrize("language", sorted(SAMPLES))
def test_rouge_agrees_on_pieces_in_any_order(rouge, language):
    chance = random.Random(language)  # the same pieces each time
    lines = SAMPLES[language].splitlines()
    for _ in range(20):
        code = "\n".join(chance.sample(lines, min(5, len(lines)))).strip() + "\n"
        ours = {kind for kind, text in NAMES.classes(language, code) if text.strip()} - {""}
        theirs = {kind for kind, text in rouge.parts(language, code) if text.strip()} - {""}
        assert theirs <= ours, code


@pytest.mark.parametrize("language", sorted(SAMPLES))
@given(data=st.data())
def test_nothing_is_lost_whatever_the_code(language, data):
    lines = SAMPLES[language].splitlines(keepends=True)
    code = "".join(data.draw(st.lists(st.one_of(st.sampled_from(lines), st.text(max_size=8)), max_size=5)))
    code = code.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")  # all of which Pygments takes away
    lexer = find_lexer(language)
    assert "".join(text for _, text in lexer(stripnl=False, ensurenl=False).get_tokens(code)) == code


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("yaml", "folded: >-\nbase: &base\n"),
        ("yaml", "a: |\n\r"),
        ("markdown", "[ref]: <https://example.org> 'Title'\n\" \")0>\n"),
        ("console", "$ make"),
    ],
)
def test_a_lexer_ends_where_its_language_does_not_go_on(language, code):
    assert "".join(text for _, text in find_lexer(language)(ensurenl=False).get_tokens(code))


class _Endless(RuleLexer):
    """Rules that lead nowhere: one opens states without end, one matches nothing, two call each other."""

    name = "Endless"
    tokens: ClassVar[dict[str, Any]] = {
        "root": [(r"a", Name), (r"(?=b)", Text, "#push"), (r"(?=c)", Text), (r"(?=d)", Text, "there"), (r"\Z", Text)],
        "there": [default("root")],
    }


def test_rules_that_lead_nowhere_end():
    code = "abacada" * 3
    tokens = list(_Endless(ensurenl=False).get_tokens(code))
    assert "".join(text for _, text in tokens) == code
    assert [text for kind, text in tokens if kind is Error] == list("bcd" * 3)


def test_brackets_may_stand_as_deep_as_they_like():
    code = "f!" + "(" * 2000 + ")" * 2000 + "; // the end"
    assert list(find_lexer("rust")().get_tokens(code))[-2][0] is Comment.Single


@pytest.mark.parametrize("language", sorted(SAMPLES))
@pytest.mark.parametrize(
    "sign", ["\\\\", "\\'", "'\\", "#{", "/*", "<<A\n", "=begin\n", "${", "{{", "%{", "|\n", "((", '"\\']
)
def test_repeated_signs_cost_no_more_than_their_number(language, sign):
    many = sign * 200
    code = f'x = \'{many}\n{many}\ny = "{many}\n<a b="{many}\n'
    assert "".join(text for _, text in find_lexer(language)(stripnl=False, ensurenl=False).get_tokens(code)) == code


def test_each_lexer_is_of_the_kind_that_ends():
    assert all(
        issubclass(lexer, (RuleLexer, ReadingLexer)) for name, lexer in lexers().items() if name != "rouge-console"
    )


def test_each_lexer_has_a_name_that_no_lexer_of_pygments_has():
    assert all(name.startswith("rouge-") for name in lexers())
    assert lexer_name("Bash") == lexer_name("shell") == "rouge-shell"
    assert lexer_name("no-such-language") is None


def test_a_language_that_only_pygments_has_is_found_by_its_name_in_rouge():
    assert get_lexer_by_name(lexer_name("viml")).name == "VimL"


def test_what_a_language_does_not_allow_is_an_error_of_its_own():
    kinds = [kind for kind, _ in find_lexer("python")().get_tokens("x = ?\n")]
    assert Error in kinds
