"""Nothing is compared that can not be: too few, another function or level, another unit, other words, no model."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from support.pages import table
from support.views import counted, states, whole
from taizhang.records import Ledger, Problem


def agency(at: int, *categories: str | None, **notice: object) -> Ledger:
    """An agency with so many problems of these categories, read with a model."""
    facts = {"agency_function": "水利", "agency_level": "county", "model_version": "m1", "region_code": "130000"}
    ledger = whole(f"第{at}水利局", notice=facts | {"province": "河北省"} | notice)
    first = ledger.problems[1]
    problems = tuple(
        replace(
            first, problem_id=f"{number}", ordinal=number, category=category, categories=(), status=None, long_term=None
        )
        for number, category in enumerate(categories, 1)
    )
    return replace(ledger, problems=(ledger.problems[0], *problems), measures=(), counts=(), citations=())


FIVE = ("01", "01", "02", "02", "02")


def shares_of(folder, name):
    """Category -> own share and mean of the others, as shown."""
    _, page = folder.group(name)
    rows = [[cell.text for cell in row] for row in table(page.by_id("profile"))]
    return {row[0][:2]: (row[2], row[3]) for row in rows}, page


def test_peers_are_others_of_the_same_function_and_level_and_enough_of_them(pages):
    folder = pages(
        "agency",
        agency(1, *FIVE),
        agency(2, "01", "01", "01", "01", "02"),
        agency(3, "01", "02", "02", "02", "02"),
        agency(4, *["01"] * 5, agency_level="city"),
        agency(5, *["01"] * 5, agency_function="林业"),
    )
    shares, page = shares_of(folder, "第1水利局")
    assert shares["01"] == ("40.0%", "50.0%")  # of 80 % and 20 %, not of its own 40 %
    assert shares["02"] == ("60.0%", "50.0%")
    assert "另有2家" in page.by_id("glance").text
    for alone in ("第4水利局", "第5水利局"):
        shares, page = shares_of(folder, alone)
        assert shares["01"] == ("100.0%", "—")
        assert "只有0家，不足2家，不比" in page.by_id("profile").text


def test_one_peer_less_than_the_least_is_refused(pages):
    folder = pages("agency", agency(1, *FIVE), agency(2, *FIVE), agency(3, *FIVE), least=3)
    shares, page = shares_of(folder, "第1水利局")
    assert shares["01"] == ("40.0%", "—")
    assert "同类可比的只有2家，不足3家，不比" in page.by_id("profile").text
    assert not [line for line in page.by_id("profile").all("line") if line.attributes["stroke-width"] == "3"]


def test_an_agency_without_function_has_no_peers(pages):
    folder = pages("agency", agency(1, *FIVE, agency_function=None), agency(2, *FIVE), agency(3, *FIVE))
    _, page = shares_of(folder, "第1水利局")
    assert "职能或层级未读出，没有同类" in page.by_id("profile").text


def test_a_notice_without_a_model_has_no_shares_and_is_nobody_s_peer(pages):
    folder = pages("agency", agency(1, *FIVE, model_version=None), agency(2, *FIVE), agency(3, *FIVE), agency(4, *FIVE))
    shares, page = shares_of(folder, "第1水利局")
    assert shares["01"] == ("—", "—")
    assert "没有用模型" in page.by_id("cautions").text
    shares, page = shares_of(folder, "第2水利局")
    assert shares["01"] == ("40.0%", "40.0%")
    listed = {row[0].text: row[-1].text for row in table(page.by_id("glance"))}
    assert listed["每份通报列出的问题"] == "3家"  # what needs no model is compared with all three


def test_few_problems_give_no_shares(pages):
    folder = pages("agency", agency(1, "01", "02"), agency(2, *FIVE), agency(3, *FIVE))
    shares, page = shares_of(folder, "第1水利局")
    assert shares["01"][0] == "—"
    assert "不足5个，只列个数" in page.by_id("profile").text.replace("都", "")


def test_a_group_smaller_than_the_least_is_not_compared(pages):
    others = [agency(at, *FIVE, agency_function="林业") for at in range(2, 6)]
    folder = pages("function", agency(1, *FIVE), *others)
    _, page = folder.group("水利")
    assert "不作比较" in page.by_id("cautions").text
    assert {row[2].text for row in table(page.by_id("glance"))} == {"本组只有1家可比，不足2家，不比"}


def test_units_that_differ_are_named_and_not_added(pages):
    tasks = agency(2, *FIVE, problems_claimed=None)
    tasks = replace(tasks, counts=(counted(tasks, 1, "3个", "tasks_claimed", "项", scope="main"),))
    folder = pages("function", agency(1, *FIVE), tasks, agency(3, *FIVE, problems_claimed=None))
    _, page = folder.group("水利")
    text = page.by_id("cautions").text
    assert "1份数问题" in text and "1份数整改任务" in text and "1份未称总数" in text


def test_periods_frameworks_and_models_that_differ_are_named(pages):
    def framed(ledger: Ledger, name: str) -> Ledger:
        aspect = replace(ledger.problems[0], framework=f"{name}·组织")
        return replace(ledger, problems=(aspect, *ledger.problems[1:]))

    folder = pages(
        "region",
        framed(agency(1, *FIVE, publication_date=dt.date(2016, 5, 1)), "三个聚焦"),
        framed(agency(2, *FIVE, model_version="m2"), "四个落实"),
    )
    _, page = folder.group("河北省")
    text = page.by_id("cautions").text
    assert "三个聚焦1份、四个落实1份" in text and "2016—2023年" in text and "2个版本的模型" in text


def test_completed_shares_of_other_words_stand_apart(pages):
    def stated(at: int, *words: str) -> Ledger:
        ledger = whole(f"第{at}水利局", notice={"agency_function": "水利"})
        return replace(ledger, problems=states(ledger, *words))

    folder = pages("function", stated(1, "completed", "in_progress"), stated(2, "completed", "long_term"))
    _, page = folder.group("水利")
    rows = [[cell.text for cell in row] for row in table(page.by_id("status"), 1)]
    assert [(row[3], row[4], row[6]) for row in rows] == [
        ("已完成、正在推进", "1", "50.0%"),
        ("已完成、长期坚持", "1", "50.0%"),
    ]


def test_sub_problems_are_counted_by_themselves(pages):
    ledger = agency(1, *FIVE)
    below = Problem(
        ledger.notice.notice_id,
        "1.1",
        "1",
        level="subproblem",
        title=ledger.problems[1].title,
        statement="其一",
        char_start=ledger.problems[1].char_start,
        char_end=ledger.problems[1].char_end,
    )
    folder = pages("agency", replace(ledger, problems=(*ledger.problems, below)))
    _, page = folder.group("第1水利局")
    assert "只数“问题”5个" in page.by_id("profile").text
    assert "另有1个问题下列子问题" in page.by_id("measures").text
    assert [part.all("h3")[0].text for part in page.by_id("measures").all("div", "part")] == [
        "每个问题的措施条数",
        "每个子问题的措施条数",
    ]


def test_dates_of_publication_of_two_kinds_are_two_distributions(pages):
    folder = pages("function", agency(1, *FIVE), agency(2, *FIVE, publication_date_source="page"))
    _, page = folder.group("水利")
    assert [row[0].text for row in table(page.by_id("timeliness"))] == ["反馈→公布（据页面）", "反馈→公布（据落款）"]
