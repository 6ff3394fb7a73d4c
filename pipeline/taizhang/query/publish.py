"""`python -m taizhang.query.publish [FILE]`: write the dictionary of the views anew."""

from __future__ import annotations

import sys
from pathlib import Path

from taizhang.query.views import as_markdown

if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else "docs/views.md").write_text(as_markdown(), "utf-8", newline="\n")
