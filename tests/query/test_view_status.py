"""`v_status`: what the items print, what the notice claims, and no share where something is unsaid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.ledgers import make
from support.views import counted, states
from taizhang.records import Evidence, Finding, Ledger
from taizhang.text import canonicalise


def test_a_share_is_given_only_where_every_item_says_its_state(ask):
    whole_list, half = make("甲局")[1], make("乙局")[1]
    ledgers = (
        replace(whole_list, problems=states(whole_list, "completed", "basically_completed")),
        replace(half, problems=states(half, "completed", None)),
    )
    rows = {row["agency"]: row for row in ask("FROM v_status", *ledgers)}
    assert (rows["甲局"]["total"], rows["甲局"]["completed_share"], rows["甲局"]["nearly_completed_share"]) == (
        2,
        0.5,
        1.0,
    )
    assert rows["甲局"]["statuses_used"] == ["completed", "basically_completed"]
    assert rows["乙局"]["completed_share"] is None
    assert rows["乙局"]["note"] == "有1个问题未说状态，不算比率"


def test_a_notice_that_says_nothing_of_states_has_a_row_that_says_so(ask):
    silent = make()[1]
    (row,) = ask("FROM v_status", replace(silent, problems=states(silent, None, None)))
    assert (row["basis"], row["note"], row["total"]) == ("none", "通报未说整改状态", None)


def test_subproblems_are_never_counted_with_problems(ask):
    ledger = make()[1]
    below = replace(ledger.problems[2], problem_id="2a", parent_id="2", level="subproblem", status="in_progress")
    rows = ask("FROM v_status", replace(ledger, problems=(*states(ledger, "completed", "completed"), below)))
    assert {(row["counting_unit"], row["total"]) for row in rows} == {("问题", 2), ("子问题", 1)}


CLAIM = """某县水利局党组关于巡察整改进展情况的通报
反馈问题13个，已完成11个，基本完成2个。村级问题20个，已完成18个，正在推进9个。长期坚持5个。
"""


def claimed(*states: tuple[str, str, str], total: float = 13.0, observed: float = 13.0) -> Ledger:
    doc = canonicalise(CLAIM)
    sentence = CLAIM[CLAIM.index("反馈") : CLAIM.index("村级")]
    start = CLAIM.index(sentence)
    notice = replace(make()[1].notice, notice_id=doc.notice_id)
    ledger = replace(
        make()[1], notice=notice, text=replace(make()[1].text, notice_id=doc.notice_id, text=CLAIM, warnings=())
    )
    audit = Finding(
        doc.notice_id,
        "status_sum",
        "main",
        total,
        observed,
        verdict="consistent",
        explanation="各状态合计。",
        evidence=(Evidence(start, start + len(sentence), sentence),),
    )
    counts = tuple(
        counted(ledger, at, surface, role, "个", scope=scope) for at, (surface, role, scope) in enumerate(states)
    )
    return replace(
        ledger, problems=(), measures=(), counts=counts, dates=(), contacts=(), citations=(), audits=(audit,)
    )


SPLIT = (
    ("13个", "problems_claimed", "main"),
    ("11个", "status_completed", "main"),
    ("2个", "status_basically_completed", "main"),
)
VILLAGES = (("18个", "status_completed", "villages"), ("9个", "status_in_progress", "villages"))


def test_a_claimed_split_is_read_from_the_sentences_of_its_audit_and_other_lists_stay_out(ask):
    (row,) = ask("FROM v_status", claimed(*SPLIT, *VILLAGES))
    assert (row["basis"], row["scope"], row["counting_unit"], row["total"]) == ("claim", "main", "问题", 13)
    assert (row["completed"], row["basically_completed"], row["in_progress"], row["not_said"]) == (11, 2, None, 0)
    assert round(row["completed_share"], 3) == 0.846


def test_a_split_of_tasks_says_that_it_counts_tasks(ask):
    (row,) = ask("FROM v_status", claimed(("13个", "tasks_claimed", "main"), *SPLIT[1:]))
    assert row["counting_unit"] == "整改任务"


@pytest.mark.parametrize(
    ("total", "not_said", "note"),
    [(15.0, 2, "有2个条目未说状态，不算比率"), (12.0, -1, "各状态合计超出总数1，不算比率")],
)
def test_a_shortfall_and_an_excess_give_no_share(ask, total, not_said, note):
    (row,) = ask("FROM v_status", claimed(*SPLIT, total=total))
    assert (row["not_said"], row["completed_share"], row["note"]) == (not_said, None, note)


def test_numbers_that_do_not_add_up_to_what_the_auditor_saw_are_withheld(ask):
    (row,) = ask("FROM v_status", claimed(*SPLIT, observed=12.0))
    assert (row["completed"], row["completed_share"]) == (None, None)
    assert "不列" in row["note"]


def test_two_numbers_for_one_state_are_withheld(ask):
    (row,) = ask("FROM v_status", claimed(*SPLIT, ("13个", "status_completed", "main")))
    assert (row["total"], row["completed"], row["completed_share"]) == (13, None, None)
