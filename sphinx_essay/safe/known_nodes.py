"""Which nodes, and which of their attributes, safe mode writes: lists of what is allowed, by name.

What a node is written as is the affair of its visitor.  The visitors of these nodes were read: they escape what an author
says, but for the attributes that are checked here.  A node of any other class is written as its text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sphinx_essay.safe.policy import names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NODES: Final[Mapping[str, frozenset[str]]] = {
    "docutils.nodes": names_in(
        """
        abbreviation acronym address admonition attention attribution author authors block_quote bullet_list caption caution
        citation citation_reference classifier colspec comment compound contact container copyright danger date decoration
        definition definition_list definition_list_item description docinfo doctest_block document emphasis entry
        enumerated_list error field field_body field_list field_name figure footer footnote footnote_reference generated
        header hint image important inline label legend line line_block list_item literal literal_block math math_block meta
        note option option_argument option_group option_list option_list_item option_string organization paragraph
        problematic reference revision row rubric section sidebar status strong subscript substitution_definition subtitle
        superscript system_message table target tbody term tgroup thead tip title title_reference topic transition version
        warning
        """
    ),
    "sphinx.addnodes": names_in(
        """
        acks centered compact_paragraph desc desc_addname desc_annotation desc_classname desc_content desc_inline desc_name
        desc_optional desc_parameter desc_parameterlist desc_returns desc_sig_element desc_sig_keyword desc_sig_keyword_type
        desc_sig_literal_char desc_sig_literal_number desc_sig_literal_string desc_sig_name desc_sig_operator
        desc_sig_punctuation desc_sig_space desc_signature desc_signature_line desc_type desc_type_parameter
        desc_type_parameter_list download_reference glossary highlightlang hlist hlistcol index literal_emphasis
        literal_strong manpage number_reference only pending_xref production productionlist seealso start_of_file
        tabular_col_spec toctree versionmodified
        """
    ),
    "sphinx.builders.latex.nodes": names_in(
        "captioned_literal_block footnotemark footnotetext math_reference thebibliography"
    ),
    "sphinx_design": names_in(
        """
        PassthroughTextElement aside_main dropdown_main dropdown_title fontawesome sd_badge sd_icon sd_line_break
        sd_tab_input sd_tab_label steps_list
        """
    ),
    "sphinx_essay": names_in(
        """
        SectionList code_block code_listing code_span essay_block_quote essay_bullet_list essay_emphasis
        essay_enumerated_list essay_image essay_list_item essay_paragraph essay_section essay_strong footnote_list
        footnote_mark footnote_return footnote_text formula heading html_block html_inline html_raw line_break link rule
        text_run video
        """
    ),
}
"""Package or module → the classes of nodes that are written."""

_LENGTH: Final = re.compile(r"(?:\d+\.?\d*|\.\d+)\s*(?:%|[a-zA-Z]{1,4})?")

_SIDES: Final = names_in("left center right top middle bottom default justify")

CHECKED: Final[Mapping[str, Callable[[Any], bool]]] = {
    "width": lambda value: _LENGTH.fullmatch(str(value).strip()) is not None,
    "height": lambda value: _LENGTH.fullmatch(str(value).strip()) is not None,
    "align": lambda value: value in _SIDES,
    "loading": lambda value: value in ("lazy", "link"),  # "embed" would put a file's SVG into the page
}
"""Attributes that a visitor writes as they are, or acts on → what they may say."""

ESCAPED: Final = names_in(
    """
    _toc_name _toc_parts alt attrs candidates caption code_class content embed entries explanation filename fullname
    label name names dupnames number rawcaption rawentries refname reftarget reftitle refuri sd_tooltip source
    sync_group     sync_id target title tooltip uri watch
    """
)
"""Attributes with text of an author's that is escaped where it is written.  All others hold no character of markup."""

_MARKUP: Final = frozenset("<>\"'&`")
_LOOK_ALIKE: Final = str.maketrans("<>\"'&`", "‹›”’＆‵")


def is_known(kind: type) -> bool:
    """Say whether nodes of a class are written as what they are."""
    package = kind.__module__
    return any(
        kind.__name__ in classes and (package == name or package.startswith(f"{name}."))
        for name, classes in NODES.items()
    )


def may_say(name: str, value: object) -> bool:
    """Say whether an attribute may hold a value."""
    check = CHECKED.get(name)
    if check is not None:
        return check(value)
    return name in ESCAPED or name.startswith("essay_") or not _holds_markup(value)


def without_markup(text: str) -> str:
    """Return a text with characters in place of those of markup that look like them."""
    return text.translate(_LOOK_ALIKE)


def _holds_markup(value: object) -> bool:
    if isinstance(value, str):
        return not _MARKUP.isdisjoint(value)
    if isinstance(value, dict):
        return any(_holds_markup(part) for pair in value.items() for part in pair)
    if isinstance(value, list | tuple | set | frozenset):
        return any(_holds_markup(part) for part in value)
    return False
