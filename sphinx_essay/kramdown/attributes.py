"""Attribute lists ``{: .class #id key="value" name }`` and their definitions ``{:name: … }``."""

from __future__ import annotations

import re

from sphinx_essay.kramdown.element import AttributeList, Element, merge_attributes
from sphinx_essay.kramdown.patterns import ID_NAME

_ITEM_RE = re.compile(
    rf"""(?:\A|\s)(?:
        (?P<key>{ID_NAME})=(?:"(?P<double>(?:\\[\}}"]|[^\}}"])*?)"|'(?P<single>(?:\\[\}}']|[^\}}'])*?)')
      | (?P<ref>{ID_NAME})
      | (?P<marks>(?:\#[A-Za-z][A-Za-z0-9_:\-]*|\.[^\s.\#]+)+)
    )(?=\s|\Z)""",
    re.VERBOSE | re.ASCII,
)
_MARK_RE = re.compile(r"\#([A-Za-z][A-Za-z0-9_:\-]*)|\.([^\s.\#]+)", re.ASCII)


def parse_attribute_list(text: str) -> AttributeList:
    """Read the content of an attribute list; what cannot be read is left out (kramdown syntax: ALD)."""
    result = AttributeList()
    attrs = result.attrs
    for match in _ITEM_RE.finditer(text):
        key, double, single, ref, marks = match.groups()
        if ref:
            result.refs.append(ref)
        elif marks:
            for id_, class_ in _MARK_RE.findall(marks):
                merge_attributes(attrs, {"class": class_} if class_ else {"id": id_})
        elif double is not None:
            attrs[key] = double.replace("\\}", "}").replace('\\"', '"')
        else:
            attrs[key] = single.replace("\\}", "}").replace("\\'", "'")
    return result


def apply_ial(
    attrs: dict[str, str],
    ial: AttributeList,
    definitions: dict[str, AttributeList],
    seen: frozenset[str] = frozenset(),
) -> None:
    """Put what the definitions that ``ial`` refers to say into ``attrs``, then its own attributes."""
    for ref in ial.refs:
        definition = definitions.get(ref)
        if definition is not None and ref not in seen:
            apply_ial(attrs, definition, definitions, seen | {ref})
    merge_attributes(attrs, ial.attrs)


def resolve(element: Element, definitions: dict[str, AttributeList]) -> None:
    """Put the element's own attribute list into its attributes."""
    if element.ial is not None:
        apply_ial(element.attrs, element.ial, definitions)
