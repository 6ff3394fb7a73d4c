"""`taizhang verify`."""

from __future__ import annotations

from argparse import Namespace

from taizhang.cli import DONE, FAILED
from taizhang.commands.options import console_of


def verify(arguments: Namespace) -> int:
    """`taizhang verify`: every promise re-checked; rows and logical hash of each table."""
    from taizhang.report.verification import print_verification
    from taizhang.store.verify import verify

    found = verify(arguments.dataset)
    print_verification(found, console_of(arguments))
    return DONE if found.sound else FAILED
