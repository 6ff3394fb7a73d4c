"""Totals of villages, leads, letters and earlier rounds beside the main list: they contradict nothing, and hide nothing."""

from __future__ import annotations

import pytest

from support.desk import PERIOD, accused, audit_text, listed, notice, only
from taizhang.records import Finding


def told(
    claims: str, problems: int = 6, organisation: str = "局党组召开会议研究。", more: str = ""
) -> tuple[Finding, ...]:
    return audit_text(notice(PERIOD + claims, listed(problems) + more, organisation=organisation))


BESIDE = [
    "指出6个问题，{}存在22个问题。",
    "指出6个问题。{}存在22个问题，已完成19个，正在推进3个。",
    "指出6个问题，{}共反馈31个问题。截至目前，6个问题已完成5个、正在推进1个。",
    "指出6个问题；{}反馈22个问题，已整改22个。6个问题全部完成整改。",
]
BODIES = ["嘎查党支部", "居民区党组织", "各连队党支部", "基层分场党总支", "行政村", "所属社区“两委”", "延伸巡察连队"]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("claims", BESIDE)
def test_totals_of_villages_accuse_nobody(claims: str, body: str) -> None:
    found = told(claims.format(body))
    assert accused(found) == []
    mains = [row for row in found if row.check == "status_sum" and row.scope == "main"]
    assert all(row.claimed == 6 for row in mains)


SETTLED = [
    "移交问题线索14件，办结9件，5件正在核查。",
    "处置问题线索14件，办结9件、了结3件，2件正在办理。",
    "排查矛盾纠纷38起，已办结36起，正在推进2起。",
    "核查案件12件，办结10件，正在办理2件。",
    "受理群众诉求52个，已完成50个，正在推进2个。",
    "收到举报16个，办结14个，尚未办结2个。",
    "交办信访件8件，已办结7件，1件因涉诉仍在办理。",
    "转办信访事项11件，办结9件，2件因土地权属争议尚未办结。",
    "首次巡察的16个问题已整改15个，1个正在推进。",
]


@pytest.mark.parametrize("aside", SETTLED)
@pytest.mark.parametrize("states", ["已完成5个，正在推进1个。", "6个问题已完成整改5个、长期坚持1个。"])
def test_what_is_settled_of_leads_is_no_state_of_the_list(aside: str, states: str) -> None:
    for claims in (f"指出6个问题，{states}{aside}", f"指出6个问题。{aside}目前，{states}"):
        found = told(claims)
        assert accused(found) == []
        assert [row.claimed for row in found if row.check == "status_sum" and row.scope == "main"] in ([6], [])


def test_an_excess_of_the_main_list_is_still_found_beside_them() -> None:
    row = only(told("指出6个问题，嘎查党支部存在22个问题。截至目前，6个问题已完成6个、正在推进1个。"), "status_sum")
    assert (row.scope, row.verdict, row.observed) == ("main", "inconsistent", 7)


def test_an_excess_of_the_villages_own_list_is_found() -> None:
    found = told("指出6个问题。嘎查党支部存在22个问题，已完成20个，正在推进3个。")
    assert [(row.scope, row.verdict) for row in found if row.check == "status_sum"] == [("villages", "inconsistent")]


@pytest.mark.parametrize("body", ["社区党组织", "嘎查党支部", "居民区党总支", "我村"])
def test_the_notice_of_a_village_is_about_its_own_list(body: str) -> None:
    title = {"我村": "石盘村党总支"}.get(body, f"朝阳{body}")
    text = notice(PERIOD + f"向{body}反馈7个问题。", listed(6)).split("\n", 1)
    found = audit_text(f"{title}关于巡察整改情况的通报\n" + text[1])
    row = only(found, "problems_claimed_vs_enumerated")
    assert (row.scope, row.claimed, row.observed) == ("main", 7, 6)
