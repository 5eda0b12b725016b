"""``python -m sphinx_proceedings`` is ``proceedings``."""

from __future__ import annotations

import sys

from sphinx_proceedings.cli import main

if __name__ == "__main__":
    sys.exit(main())
