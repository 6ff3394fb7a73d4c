"""`taizhang show`."""

from __future__ import annotations

from argparse import Namespace

from taizhang.cli import DONE
from taizhang.commands.options import console_of, model_of


def show(arguments: Namespace) -> int:
    """`taizhang show`: one notice in the terminal."""
    from taizhang import api
    from taizhang.report.show import show

    model = model_of(arguments)
    show(api.read(arguments.source, member=arguments.member, model=model), console_of(arguments), full=arguments.full)
    return DONE
