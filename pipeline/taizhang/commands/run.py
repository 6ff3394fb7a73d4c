"""`taizhang run`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from taizhang.cli import DONE, FAILED, WRONG_USE
from taizhang.commands.options import columns_of, model_of
from taizhang.errors import UsageError
from taizhang.query.terminal import console, visible


def run(arguments: Namespace) -> int:
    """`taizhang run`: documents into a dataset, then the account."""
    from taizhang.engine.run import Options, run
    from taizhang.ingest.sources import inventory
    from taizhang.report.summary import print_summary

    found = inventory(arguments.source, columns=columns_of(arguments))
    if arguments.address is not None and arguments.engine != "ray":
        raise UsageError("--address 只用于 --engine ray", subject=arguments.address, remedy="请加 --engine ray")
    options = Options(
        arguments.workers,
        arguments.timeout,
        arguments.redo,
        model_of(arguments),
        arguments.engine,
        arguments.address,
    )
    out = Path(arguments.out)
    outcome = run(found, out, options)
    print_summary(outcome, out, console())
    for source in found.unusable:
        print(visible(f"错误 error：{source.failure}"), file=sys.stderr)
    if found.unusable:
        return WRONG_USE
    return FAILED if arguments.strict and outcome.account.quarantined else DONE
