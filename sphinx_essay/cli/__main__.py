"""``python -m sphinx_essay.cli`` is ``sphinx-essay``."""

from __future__ import annotations

import sys

from sphinx_essay.cli import main

sys.exit(main())
