"""`taizhang audit`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from taizhang.cli import DONE
from taizhang.commands.options import console_of


def audit(arguments: Namespace) -> int:
    """`taizhang audit`: verdicts with the sentences behind them, in the terminal, as a workbook, as pages."""
    from taizhang.export.office import AUDITS, write_office
    from taizhang.export.provenance import facts
    from taizhang.query.database import connect
    from taizhang.query.terminal import visible
    from taizhang.report.audits.cases import asked, cases, tally
    from taizhang.report.audits.pages import write_pages
    from taizhang.report.audits.terminal import print_cases, print_tally
    from taizhang.report.words import named

    what = asked(arguments.check, arguments.verdict)
    only = [named("check", word) for word in what.checks] + [named("verdict", word) for word in what.verdicts]
    with connect(arguments.dataset, arguments.where) as connection:
        if arguments.xlsx:
            told = facts(Path(arguments.dataset), connection, arguments.where)
            chosen = [("所选核对", "、".join(only) or "全部")]
            written = write_office(
                connection, Path(arguments.xlsx), sheets=(AUDITS,), facts=[*told, *chosen], only=what.condition("x")
            )
            print(visible(f"{arguments.xlsx}：{written[AUDITS.name]} 项 audits"), file=sys.stderr)
        if arguments.html:
            found = cases(connection, what, texts=True)
            about = f"只列 {'、'.join(only)}" if only else ""
            number = write_pages(found, tally(connection.cursor(), what), Path(arguments.html), about=about)
            print(visible(f"{arguments.html}/index.html：{number} 份通报 notices"), file=sys.stderr)
        if not arguments.xlsx and not arguments.html:
            terminal = console_of(arguments)
            print_tally(tally(connection, what), terminal)
            shown = what if what.verdicts else asked(what.checks, ["inconsistent"])
            listed = print_cases(cases(connection, shown), terminal)
            if not what.verdicts:
                terminal.print(
                    f"\n以上是不符的 {listed} 项；其余用 --verdict unverifiable 或 consistent 查看", soft_wrap=True
                )
    return DONE
