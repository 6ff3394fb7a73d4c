"""Time of the reading against the length of the text, up to 2 MB, on honest and on hostile texts.

    python benchmarks/growth.py [--megabytes 0.1 0.5 1 2] [--whole] [--only "numbered rows"]

Each row gives the CPU seconds a kind of text takes at every length and, last, how the time per character grew from the
second length to the last: 1.0 is linear.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from taizhang.extract.coverage import read_share, text_warnings
from taizhang.extract.problems import read_problems
from taizhang.flow import running_text
from taizhang.outline.build import build_outline
from taizhang.reading import read_notice
from taizhang.text import canonicalise

ROOT = Path(__file__).resolve().parent.parent
BYTES_A_CHARACTER = 3
HOSTILE = {
    "numbers": "一、二、三、四、五、(一)(二)1.2.3.",
    "first numbers": "一、关于学习不深入的问题。\n",
    "nested": "一、(一)1.(1)①一是",
    "open quotations": "关于“学习不深入",
    "open quotations, lines": "1.关于“学习不深入。\n",
    "brackets": "((([[[【",
    "labels": "整改情况:整改状态:责任单位:",
    "labels apart": "整 改 情 况 ",
    "bullets": "●★——\n● ",
    "spaces": "   \t ",
    "lines": "\n \n",
    "digits": "2023年5月3日1234567890.",
    "table cells": "序号\n反馈问题\n整改措施\n完成情况\n1\n不足\n整改\n已完成\n",
    "table rows": "序号\t反馈问题\t整改措施\n1\t不足\t整改\n",
    "statuses": "已完成,基本完成,长期坚持,未完成;",
    "attachments": "附件:\n1.台账\n",
    "no full stop": "认真学习贯彻落实不到位针对存在的问题",
    "wrapped": "局党组认真学习领会上级精神逐条研究整改措施并明确责任分工压实责\n",
}


STATES = ("已完成", "基本完成", "正在推进", "长期坚持")


def numbered_rows(number: int) -> str:
    """Row `number` of a ledger of problems: six cells behind tabs, a total, its parts and a rate in one of them."""
    total = 20 + number % 60
    done = total - 1 - number % 5
    return (
        f"{number}\t制度执行不到位第{number}项\t办公室\t一是清理合同{total}份，其中规范{done}份、解除{total - done}份。二是修订制度2项。"
        f"\t2023年{1 + number % 12}月底\t{STATES[number % 4]}\n"
    )


def row_cells(number: int) -> str:
    """The same row with one cell a line, as a pasted table comes."""
    return numbered_rows(number).replace("\t", "\n")


def nested_lists(number: int) -> str:
    """An aspect with problems, sub-problems, measures and steps, five levels deep; numbers restart below each level."""
    problem = (
        "{0}.关于“项目管理不规范”的问题\n整改情况：\n（1）针对“验收不及时”的问题\n①一是排查项目37个，规范的29个，存在问题的8个。二是处理责任人员3人次。\n"
        "②建立台账。\na.逐项登记。\nb.按月销号。\n（2）针对“变更随意”的问题\n①修订办法。②收回资金12.6万元，其中工程款8.4万元、材料款4.2万元。\n"
    )
    return f"（{_chinese(1 + number % 99)}）落实主体责任方面（2个问题）\n" + problem.format(1) + problem.format(2)


def deepening(number: int) -> str:
    """A list that opens one level more at every line and never closes one."""
    marks = ("一、", "（一）", "1.", "（1）", "①", "一是", "A.", "a)", "第一，")
    return f"{marks[number % len(marks)]}{'  ' * min(number, 12)}台账登记不完整，已补登{1 + number % 9}项\n"


def _chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")


WRITTEN: dict[str, Callable[[int], str]] = {
    "numbered rows": numbered_rows,
    "cells of rows": row_cells,
    "nested lists": nested_lists,
    "deepening lists": deepening,
}
OPENING = (
    "中共清河县水利局党组关于巡察整改情况的通报\n2022年6月22日至9月22日，县委第二巡察组对县水利局党组开展了巡察。2022年10月25日，"
    "巡察组反馈了巡察意见，指出12个问题。截至目前，12个问题已完成整改9个，基本完成2个，剩余1个正在推进，整改完成率75%。\n一、巡察反馈问题整改情况\n"
)


def written(piece: Callable[[int], str], size: int) -> str:
    """The opening of a notice and as many pieces, numbered from one, as `size` code points hold."""
    parts, length, number = [OPENING], len(OPENING), 0
    while length < size:
        number += 1
        parts.append(piece(number))
        length += len(parts[-1])
    return "".join(parts)[:size]


def texts(size: int) -> Iterator[tuple[str, str]]:
    """Every kind of text with `size` code points."""
    samples = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpora" / "samples").glob("*.txt"))]
    joined = "\n".join(samples)
    yield "notices joined", (joined * (size // len(joined) + 1))[:size]
    for name, piece in HOSTILE.items():
        yield name, (piece * (size // len(piece) + 1))[:size]
    for name, write in WRITTEN.items():
        yield name, written(write, size)


def structure(text: str) -> None:
    """Canonical text, running text, outline, problems and share of the text read."""
    doc = running_text(canonicalise(text)).doc
    outline = build_outline(doc)
    read_problems(doc, outline, "n")
    _, gaps = read_share(doc, outline)
    text_warnings(doc, outline, gaps)


def whole(text: str) -> None:
    """Everything but the model."""
    read_notice(canonicalise(text), model=None)


def seconds(work: Callable[[str], None], text: str) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    work(text)
    return time.process_time() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, nargs="+", default=[0.1, 0.5, 1.0, 2.0])
    parser.add_argument("--whole", action="store_true", help="the whole reading and not the structure alone")
    parser.add_argument("--only", help="one kind of text")
    options = parser.parse_args()
    work = whole if options.whole else structure
    sizes = [int(megabytes * 1_000_000 / BYTES_A_CHARACTER) for megabytes in options.megabytes]
    print(f"{'text':<24}" + "".join(f"{megabytes:>9} MB" for megabytes in options.megabytes) + "   growth")
    for name, _ in texts(1):
        if options.only and options.only != name:
            continue
        row = [seconds(work, dict(texts(size))[name]) for size in sizes]
        per = [taken / size for taken, size in zip(row, sizes, strict=True)]
        base = per[1] if len(per) > 2 else per[0]
        print(f"{name:<24}" + "".join(f"{taken:>10.2f}s " for taken in row) + f"{per[-1] / base:>8.2f}", flush=True)


if __name__ == "__main__":
    main()
