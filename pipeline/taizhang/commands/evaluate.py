"""`taizhang evaluate`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from taizhang.cli import DONE
from taizhang.errors import UsageError
from taizhang.query.terminal import visible


def evaluate(arguments: Namespace) -> int:
    """`taizhang evaluate`: scores against annotations, of a dataset or of what is extracted now."""
    from taizhang.evaluate.gold import load_gold
    from taizhang.evaluate.report import render
    from taizhang.evaluate.score import Score, score_notice
    from taizhang.reading import read_notice
    from taizhang.store.reader import open_dataset

    gold = [item for item in load_gold(Path(arguments.gold)) if arguments.split in (None, item.split)]
    if not gold:
        raise UsageError(
            f"没有属于 {arguments.split} 的标注（no annotation of this split）",
            subject=arguments.gold,
            remedy="请检查 --split",
        )
    if arguments.against is None:
        found = {item.doc.notice_id: read_notice(item.doc) for item in gold}
    else:
        found = {ledger.notice.notice_id: ledger for ledger in open_dataset(arguments.against).ledgers()}
    total = Score()
    for item in gold:
        ledger = found.get(item.doc.notice_id)
        if ledger is None:
            raise UsageError(
                f"数据集中没有 {item.name} 的通报（not in the dataset）",
                subject=arguments.against,
                remedy="请先用 taizhang run 处理标注所指的文本",
            )
        total.add(score_notice(item, ledger))
    print(render(total, notices=len(gold)))
    if arguments.mistakes:
        print("\n".join(map(visible, total.mistakes)))
    return DONE
