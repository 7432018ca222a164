"""Generated documents, and ours, through the real kramdown: the trees are the same.

The number of documents is in the environment variable ``ESSAY_KRAMDOWN_EXAMPLES``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kramdown_accepted import accepted
from kramdown_documents import documents
from kramdown_trees import lines, tree
from sphinx_essay.kramdown import Options, to_html

EXAMPLES = int(os.environ.get("ESSAY_KRAMDOWN_EXAMPLES", "150"))
