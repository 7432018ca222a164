"""Names for argparse's types that argparse itself keeps to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import argparse

    from sphinx_essay.cli.arguments import Parser

    Commands: TypeAlias = argparse._SubParsersAction[Parser]
