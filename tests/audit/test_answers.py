"""Law: every problem is answered by what was done about it."""

from __future__ import annotations

import pytest

from support.desk import ANSWER, listed, marked, notice, only, verdict
from taizhang.audit import run_audits
from taizhang.extract.problems import read_problems
from taizhang.outline import unit as roles
from taizhang.outline.build import build_outline
from taizhang.outline.unit import Outline
from taizhang.records import Finding, Notice
from taizhang.text import canonicalise

CHECK = "problem_without_measure"
OPENING = "县委巡察组反馈了巡察意见。"


def found(body: str) -> tuple[object, ...]:
    return marked(notice(OPENING, body))


def told(body: str, *titles: str) -> tuple[Finding, ...]:
    """The findings where the outline reads these headings, under which nothing stands, as problems."""
    doc = canonicalise(notice(OPENING, body))
    outline = build_outline(doc)
    units = tuple(
        unit._replace(role=roles.PROBLEM) if doc.text[unit.title_start : unit.title_end] in titles else unit
        for unit in outline.units
    )
    outline = Outline(units, outline.warnings)
    rows = read_problems(doc, outline, "n")
    return run_audits(doc, outline, Notice("n"), rows.problems, rows.measures, (), ())


def test_every_problem_has_its_measures() -> None:
    assert verdict(found(listed(6)), CHECK) is None


@pytest.mark.parametrize(
    "answer", ["详见附件第3项。", "已完成，具体措施详见附件。", "已完成。", "清理整改情况详见附件。"]
)
def test_a_state_or_a_pointer_is_no_measure(answer: str) -> None:
    row = only(found(listed(6, answers={3: answer})), CHECK)
    assert (row.verdict, row.observed) == ("unverifiable", 1)
    assert "项目推进缓慢" in row.explanation


def test_several_of_them() -> None:
    row = only(found(listed(9, answers={3: "详见附件。", 5: "已完成。", 8: "正在推进，详见附件。"})), CHECK)
    assert row.observed == 3


def test_nothing_under_the_last_heading() -> None:
    body = listed(6) + "\n7.关于“执法程序不严谨”的问题"
    row = only(told(body, "关于“执法程序不严谨”的问题"), CHECK)
    assert (row.verdict, row.observed) == ("inconsistent", 1)


def test_two_headings_over_one_answer() -> None:
    body = listed(4) + "\n5.关于“往来款长期挂账”的问题\n6.关于“执法程序不严谨”的问题\n整改情况：" + ANSWER
    assert verdict(told(body, "关于“往来款长期挂账”的问题"), CHECK) == "unverifiable"


def test_a_list_of_problems_without_answers_is_another_kind_of_page() -> None:
    body = "\n".join(f"{number}.关于“往来款长期挂账”的问题" for number in range(1, 8))
    assert verdict(found(body), CHECK) != "inconsistent"


def test_sub_problems_answer_for_their_problem() -> None:
    held = "（1）针对“台账不全”的问题。对照资产清单逐项核对，补齐台账。（2）针对“登记不及时”的问题。建立登记制度，明确专人负责。"
    assert verdict(found(listed(5, answers={2: held})), CHECK) is None
