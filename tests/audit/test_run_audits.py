"""The door of the room: order, purity, hostile texts, and that nothing here asks a model."""

from __future__ import annotations

import ast
import time
from pathlib import Path

import pytest

import taizhang.audit
from support.desk import audit_text, listed, marked, notice
from taizhang.audit import run_audits, worst
from taizhang.audit.verdict import money, number
from taizhang.outline.build import build_outline
from taizhang.records import CHECKS, Count, Notice
from taizhang.text import canonicalise

ROOM = Path(taizhang.audit.__file__).parent
FULL = notice(
    "{@2022年6月22日至9月22日|inspection_period|2022-06-22/2022-09-22}开展了巡察，{@2022年10月25日|feedback|2022-10-25}指出"
    "{3个方面|aspects_claimed}{8个问题|problems_claimed}。",
    listed(
        3,
        answers={
            2: "一是清退资金{9万元|money_refunded|资金}，其中办公室{4万元|money_refunded,subset}、工会{5万元|money_refunded,subset}。二是整改。"
        },
    )
    + "\n"
    + listed(4, first=5),
    organisation="截至4月底，{8个问题|problems_claimed}已完成{6个|status_completed}，完成率{75%|completion_rate}。",
)


def test_rows_are_in_the_order_of_the_checks() -> None:
    checks = [row.check for row in marked(FULL)]
    assert checks == sorted(checks, key=CHECKS.index)
    assert {
        "problems_claimed_vs_enumerated",
        "aspects_claimed_vs_enumerated",
        "status_sum",
        "completion_rate",
        "repeated_claims_agree",
        "money_sum",
        "dates_in_order",
        "numbering_gap",
    } <= set(checks)


def test_an_empty_notice_gives_no_row() -> None:
    for text in ("", "\n", "通报", "　"):
        doc = canonicalise(text)
        assert run_audits(doc, build_outline(doc), Notice("n"), (), (), (), ()) == ()


def test_no_claim_no_row() -> None:
    assert marked(notice("县委巡察组反馈了意见。", listed(4))) == ()


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ((), None),
        (("consistent",), "consistent"),
        (("consistent", "unverifiable"), "unverifiable"),
        (("unverifiable", "inconsistent", "consistent"), "inconsistent"),
    ],
)
def test_the_worst_verdict(verdicts: tuple[str, ...], expected: str | None) -> None:
    assert worst(verdicts) == expected


@pytest.mark.parametrize(
    ("value", "shown"), [(12.0, "12"), (84.6, "84.6"), (0.05, "0.05"), (0.0, "0"), (1 / 3, "0.3333")]
)
def test_numbers_as_printed(value: float, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (115000.0, "11.5万元"),
        (241000000.0, "2.41亿元"),
        (3260.0, "3260元"),
        (24978.12, "24978.12元"),
        (267314500.0, "26731.45万元"),
    ],
)
def test_money_as_printed(value: float, shown: str) -> None:
    assert money(value) == shown


def test_the_auditor_asks_no_model() -> None:
    for path in ROOM.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        assert not [
            name for name in names if name.startswith(("taizhang.classify", "taizhang.extract", "taizhang.store"))
        ]


HOSTILE = {
    "numbers": "12个、",
    "brackets": "（其中3个",
    "of them": "其中12个问题，其中",
    "rests": "已完成3个，剩余3个，",
    "labels": "整改情况：",
    "quotes": "关于“",
    "enumerators": "1.(1)①一是",
    "percent": "完成率88.8%，",
    "money": "1.1万元、合计",
    "blanks": " \n　",
}


ROLES = ("problems_claimed", "status_completed", "other", "tasks_claimed") * 900


def _seconds(text: str) -> float:
    doc = canonicalise("反馈了12个问题。\n" + text)
    counts = tuple(
        Count(
            "n",
            str(place),
            surface="12个",
            value=12,
            unit="个",
            role=role,
            scope="main",
            char_start=place,
            char_end=place + 3,
        )
        for place, role in zip(range(3, min(len(doc), 4000) - 3, 5), ROLES, strict=False)
    )
    outline = build_outline(doc)
    started = time.perf_counter()
    run_audits(doc, outline, Notice("n"), (), (), counts, ())
    return time.perf_counter() - started


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_length_of_hostile_text(name: str) -> None:
    sizes = [max(1, 4000 * factor // len(HOSTILE[name])) for factor in (1, 2, 4)]
    for _ in range(3):  # a busy machine may disturb one measurement
        times = [_seconds(HOSTILE[name] * size) for size in sizes]
        if times[2] < 10 * times[0] + 0.05:
            return
    pytest.fail(f"{name}: {times}")


def test_a_long_notice_is_audited_at_once() -> None:
    text = notice("2022年6月22日至9月22日，县委巡察组开展了巡察。10月25日，反馈了60个问题。", listed(60))
    started = time.perf_counter()
    audit_text(text)
    assert time.perf_counter() - started < 3
