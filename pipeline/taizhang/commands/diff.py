"""`taizhang diff`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from taizhang.cli import DONE
from taizhang.commands.options import console_of
from taizhang.errors import UsageError


def diff(arguments: Namespace) -> int:
    """`taizhang diff`: what changed between two datasets."""
    from taizhang.release.diff import compare
    from taizhang.report.difference import print_difference, write_csv, write_json

    if arguments.output and arguments.format == "table":
        raise UsageError(
            "table 格式只用于终端（terminal only）", subject=arguments.output, remedy="请加 --format json 或 csv"
        )
    with compare(arguments.old, arguments.new, arguments.table or ()) as found:
        if arguments.format == "table":
            print_difference(found, console_of(arguments), arguments.limit)
            return DONE
        write = write_json if arguments.format == "json" else write_csv
        if not arguments.output:
            write(found, sys.stdout)
            return DONE
        encoding = "utf-8-sig" if arguments.format == "csv" else "utf-8"
        try:
            with Path(arguments.output).open("w", encoding=encoding, newline="") as stream:
                write(found, stream)
        except OSError as error:
            raise UsageError(
                f"无法写入（can not be written）：{error.strerror}", subject=arguments.output, remedy="请检查路径和权限"
            ) from error
    return DONE
