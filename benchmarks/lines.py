"""Roles of lines: rules, model and both, on lines unseen in training; and the problems found with and without the model.

    python benchmarks/lines.py > benchmarks/tables/lines.md

About two minutes of one core: readers are trained fold by fold, so that every line is read by one that has not seen its
agency.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from taizhang.classify.lines import LinePart, classify_lines
from taizhang.classify.model import shipped_model
from taizhang.classify.outlines import outline_by_model
from taizhang.classify.train.card import line_tables
from taizhang.classify.train.fit import FOLDS, fold_of
from taizhang.classify.train.gold_lines import gold_notices
from taizhang.classify.train.line_corpus import LineNotice, read_lines
from taizhang.classify.train.line_fit import LineResult, assess_lines, train_lines
from taizhang.classify.train.splits import TEST, split_of
from taizhang.flow import Flow, lines_of, running_text
from taizhang.outline.build import build_outline
from taizhang.outline.unit import Outline
from taizhang.text import Canonical

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


def _opening(doc: Canonical, outline: Outline, flow: Flow) -> set[int]:
    """Numbers of the lines of `doc` in which a problem of the outline of its running text opens."""
    starts = [flow.span(unit.title_start, unit.title_end)[0] for unit in outline.units if unit.role in _ISSUES]
    spans = lines_of(doc.folded)
    return {number for number, (start, end) in enumerate(spans) if any(start <= at < end for at in starts)}


def found_problems(notices: Sequence[LineNotice], part: Callable[[LineNotice], LinePart | None]) -> tuple[str, int]:
    """Precision, recall and F1 of the lines that open a problem, and how many notices the model read."""
    real, found, both, read = 0, 0, 0, 0
    for notice in notices:
        doc, model = notice.document, part(notice)
        flow = running_text(doc)
        ruled = build_outline(flow.doc)
        other = None if model is None else outline_by_model(flow.doc, ruled, model)
        said = _opening(doc, other or ruled, flow)
        true = {number for number, role in enumerate(notice.roles) if role in _ISSUES}
        real, found, both = real + len(true), found + len(said), both + len(said & true)
        read += other is not None
    return f"{both / max(found, 1):.3f} / {both / max(real, 1):.3f} / {2 * both / max(found + real, 1):.3f}", read


def _fold_parts(notices: Sequence[LineNotice]) -> Callable[[LineNotice], LinePart]:
    """For each notice a part that has not seen its agency."""
    folds = fold_of([notice.agency for notice in notices], FOLDS)
    place = {notice.agency: int(fold) for notice, fold in zip(notices, folds, strict=True)}
    parts = [train_lines([n for n in notices if place[n.agency] != number]).part for number in range(FOLDS)]
    return lambda notice: parts[place[notice.agency]]


def report() -> Iterator[str]:
    """The tables as Markdown."""
    yield "## 行的角色，细表 Roles of lines in detail\n"
    yield "`python benchmarks/lines.py`\n"
    yield line_tables(compared())
    notices = read_lines(CORPORA / "train")
    unseen, shipped = _fold_parts(notices), shipped_model().lines
    sets = {
        "自写 own, folds by agency": ([notice for notice in notices if notice.author == "tan"], unseen),
        "gold test": (gold_notices(CORPORA / "gold")[TEST], lambda notice: shipped),
    }
    yield "打开一个问题的行（P / R / F1）Lines that open a problem, as the outline gives them:\n"
    yield "| 集 set | 仅规则 rules | 规则与模型 with model | 由模型读 by model |"
    yield "|---|---:|---:|---:|"
    for name, (held, part) in sets.items():
        alone, _ = found_problems(held, lambda notice: None)
        together, read = found_problems(held, part)
        yield f"| {name} | {alone} | {together} | {read} / {len(held)} |"
    gold = sets["gold test"][0]
    began = time.process_time()
    for notice in gold:
        classify_lines(notice.lines, shipped)
    spent = 1000 * (time.process_time() - began) / len(gold)
    lines = sum(len(notice.texts) for notice in gold) / len(gold)
    yield f"\n{spent:.1f} ms a notice of {lines:.0f} lines that the model reads; nothing where a problem bears a mark."


def main() -> int:
    """Print the tables."""
    for line in report():
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
