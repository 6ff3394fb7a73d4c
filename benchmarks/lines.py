"""Roles of lines: rules, model and both, on lines unseen in training; and the problems found with and without the model.

    python benchmarks/lines.py > benchmarks/tables/lines.md

Some 20 s of one core: the reader is trained six times, so that every line is read by a model that has not seen its
agency.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from taizhang.classify.lines import classify_lines
from taizhang.classify.model import ModelChoice, shipped_model
from taizhang.classify.train.card import line_tables
from taizhang.classify.train.gold_lines import gold_notices
from taizhang.classify.train.line_corpus import LineNotice, read_lines
from taizhang.classify.train.line_fit import LineResult, assess_lines, train_lines
from taizhang.classify.train.splits import TEST, split_of
from taizhang.flow import lines_of
from taizhang.reading import read_notice

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
_ISSUES = ("problem", "subproblem")


def compared() -> dict[str, LineResult]:
    """The sets of lines with the answers of rules and model."""
    notices = read_lines(CORPORA / "train")
    unseen = train_lines(notices).unseen
    part = shipped_model().lines
    sets: dict[str, LineResult] = {}
    for author, name in (("tan", "自写 own, folds by agency"), ("gold", "gold dev, folds by agency")):
        chosen = [(notice, read) for notice, read in zip(notices, unseen, strict=True) if notice.author == author]
        sets[name] = assess_lines([notice for notice, _ in chosen], [read for _, read in chosen])
    own = [notice for notice in notices if split_of(notice.author, notice.agency) == TEST]
    for name, held in (("自写 own, held out", own), ("gold test", gold_notices(CORPORA / "gold")[TEST])):
        sets[name] = assess_lines(held, [classify_lines(notice.lines, part) for notice in held])
    return sets


def found_problems(notices: Sequence[LineNotice], model: ModelChoice) -> tuple[int, int, int, int]:
    """Lines that open a problem: in the corpus, found, both; and notices read with the model's outline."""
    real, found, both, read = 0, 0, 0, 0
    for notice in notices:
        doc = notice.document
        ledger = read_notice(doc, model=model)
        starts = [row.char_start for row in ledger.problems if row.level in _ISSUES]
        spans = lines_of(doc.folded)
        said = {index for index, (start, end) in enumerate(spans) if any(start <= at < end for at in starts)}
        true = {index for index, role in enumerate(notice.roles) if role in _ISSUES}
        real, found, both = real + len(true), found + len(said), both + len(said & true)
        read += any(row.source == "model" for row in ledger.problems)
    return real, found, both, read


def report() -> Iterator[str]:
    """The tables as Markdown."""
    yield "## 行的角色，细表 Roles of lines in detail\n"
    yield "`python benchmarks/lines.py`\n"
    yield line_tables(compared())
    notices = [notice for notice in read_lines(CORPORA / "train") if split_of(notice.author, notice.agency) == TEST]
    gold = gold_notices(CORPORA / "gold")[TEST]
    yield "打开一个问题的行 Lines that open a problem, found in the rows of the dataset:\n"
    yield "| 集 set | 问题行 real | 仅规则 rules P / R / F1 | 规则与模型 with model P / R / F1 | 由模型读 by model |"
    yield "|---|---:|---:|---:|---:|"
    for name, held in (("自写 own, held out", notices), ("gold test", gold)):
        cells = []
        read = 0
        for model in (None, shipped_model()):
            real, found, both, read = found_problems(held, model)
            cells.append(f"{both / max(found, 1):.3f} / {both / real:.3f} / {2 * both / (found + real):.3f}")
        yield f"| {name} | {real} | {cells[0]} | {cells[1]} | {read} / {len(held)} |"
    part = shipped_model().lines
    began = time.process_time()
    for notice in (*notices, *gold):
        classify_lines(notice.lines, part)
    spent = (time.process_time() - began) / len((*notices, *gold))
    lines = sum(len(notice.texts) for notice in (*notices, *gold)) / len((*notices, *gold))
    yield f"\n{spent * 1000:.1f} ms a notice of {lines:.0f} lines, where the rules find no problem; elsewhere nothing."


def main() -> int:
    """Print the tables."""
    for line in report():
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
