"""`taizhang compare`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from taizhang.cli import DONE


def compare(arguments: Namespace) -> int:
    """`taizhang compare`: a folder of static pages."""
    from taizhang.report.compare.build import compare

    written = compare(
        Path(arguments.dataset),
        arguments.by,
        Path(arguments.output),
        least=arguments.minimum,
        tell=lambda what: print(f"{what} …", file=sys.stderr, flush=True),
    )
    print(f"{written.groups} 组 groups，{written.notices} 份通报 notices，{written.pages} 页 pages")
    print(f"打开 open:  {Path(arguments.output) / 'index.html'}")
    return DONE
