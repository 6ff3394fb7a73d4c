"""The documented views over a small dataset built by hand, each number known."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from importlib.resources import files

from support.ledgers import make
from support.views import counted, whole
from taizhang.query.database import VIEWS, connect, views_sql
from taizhang.records import Ledger
from taizhang.settings import versions
from taizhang.store.writer import open_for_writing

NAMES = re.findall(r"CREATE VIEW (v_\w+)", views_sql())


def test_every_view_answers_and_says_what_a_row_is(ask):
    for name in NAMES:
        ask(f"FROM {name}", make()[1])
        comment = re.search(rf"((?:^-- .*\n)+)CREATE VIEW {name} AS", views_sql(), re.MULTILINE)
        assert comment is not None, name
        assert comment[1].startswith(f"-- {name} "), name
        assert re.search(r"一行(?:是)?一", comment[1]), name
        assert re.search(r"^-- One row per", comment[1], re.MULTILINE), name


def test_every_view_that_counts_carries_its_unit(ask):
    for name in NAMES:
        columns = {row["column_name"] for row in ask(f"DESCRIBE {name}", make()[1])}
        assert "counting_unit" in columns or name == "v_disagreements", name


def test_an_empty_dataset_answers_with_no_rows(ask):
    assert all(ask(f"FROM {name}") == [] for name in NAMES)


def test_all_files_of_views_are_read():
    present = {
        entry.name.removesuffix(".sql") for entry in files("taizhang.query").iterdir() if entry.name.endswith(".sql")
    }
    assert present == set(VIEWS)


def test_closed_words_have_their_chinese_names(ask):
    row = ask(
        "SELECT zh('status', 'long_term') a, zh('check', 'parts_sum') b, zh('status', 'odd') c, zh('status', NULL) d",
        make()[1],
    )
    assert row == [{"a": "长期坚持", "b": "分项之和与总数", "c": "odd", "d": None}]
    assert ask("SELECT count(*) AS n FROM v_words GROUP BY section, word HAVING count(*) > 1") == []
    assert ask("SELECT zh('category', '07') AS name")[0]["name"] == "意识形态责任制"


# ---- timeliness


def dated(name: str, start: str | None, end: str | None, feedback: str | None, published: str | None) -> Ledger:
    days = [dt.date.fromisoformat(day) if day else None for day in (start, end, feedback, published)]
    fields = dict(zip(("inspection_start", "inspection_end", "feedback_date", "publication_date"), days, strict=True))
    return whole(name, notice=fields)


def test_days_from_inspection_to_feedback_to_publication(ask):
    (row,) = ask("FROM v_timeliness", dated("甲局", "2023-01-02", "2023-02-28", "2023-03-01", "2023-09-02"))
    assert (row["days_inspected"], row["days_to_feedback"], row["days_to_publication"], row["days_in_all"]) == (
        58,
        1,
        185,
        186,
    )
    assert (row["in_order"], row["to_the_day"], row["missing"], row["counting_unit"]) == (True, True, [], "天")


def test_a_missing_date_leaves_its_days_empty_and_is_named(ask):
    (row,) = ask("FROM v_timeliness", dated("甲局", None, None, "2023-03-01", "2023-09-02"))
    assert (row["days_to_feedback"], row["days_to_publication"], row["missing"]) == (None, 185, ["巡察结束日"])


def test_days_are_not_counted_backwards(ask):
    (row,) = ask("FROM v_timeliness", dated("甲局", "2023-01-02", "2023-04-01", "2023-03-01", "2023-09-02"))
    assert (row["in_order"], row["days_to_feedback"], row["days_to_publication"]) == (False, None, None)


def test_a_date_known_to_the_month_only_is_marked(ask):
    ledger = dated("甲局", None, None, "2023-03-01", "2023-09-02")
    vague = replace(ledger.dates[0], precision="month", date_to=dt.date(2023, 3, 31))
    (row,) = ask("FROM v_timeliness", replace(ledger, dates=(vague, ledger.dates[1])))
    assert row["to_the_day"] is False


# ---- agencies and what was left out


def test_an_agency_s_row_carries_its_unit_its_verdicts_and_what_to_know_first(ask):
    (row,) = ask("FROM v_agencies", make()[1])
    assert (row["counting_unit"], row["total_claimed"], row["problems_listed"], row["total_verdict"]) == (
        "问题",
        3,
        2,
        "inconsistent",
    )
    assert (row["consistent"], row["inconsistent"], row["unverifiable"]) == (1, 1, 0)
    assert row["measures_per_problem"] == 1.5
    assert set(row["cautions"]) == {"所称总数与所列不符", "只有一部分问题注明状态"}


def test_tasks_are_not_taken_for_problems(ask):
    ledger = whole("甲局", notice={"problems_claimed": None})
    tasks = counted(ledger, 1, "3个问题", "tasks_claimed", "项", scope="main")
    (row,) = ask("FROM v_agencies", replace(ledger, counts=(tasks,), audits=()))
    assert (row["counting_unit"], row["total_claimed"]) == ("整改任务", 3)
    assert "总数按整改任务计，不是问题数" in row["cautions"]


def test_a_notice_without_a_total_says_so(ask):
    ledger = whole("甲局", notice={"problems_claimed": None}, counts=(), audits=())
    (row,) = ask("FROM v_agencies", ledger)
    assert (row["counting_unit"], row["total_claimed"]) == (None, None)
    assert "未称总数" in row["cautions"]


def test_what_was_left_out_is_listed_with_its_reason(ask):
    ledger = whole("甲局", notice={"problems_claimed": None, "region_code": None})
    broken = counted(ledger, 1, "3个问题", "other", "个", value=None)
    found = {
        (row["what"], row["reason_code"]): row for row in ask("FROM v_left_out", replace(ledger, counts=(broken,)))
    }
    assert found["text", "unread"]["amount"] == 10.0
    assert found["structure", "warning"]["reason"] == "只有一个方面的标题"
    assert found["value", "other"]["reason"] == "写作“3个问题”，读不出确数"
    assert {code for what, code in found if what == "field"} == {"problems_claimed", "region_code", "inspection_end"}


def test_documents_that_were_not_taken_are_listed_too(tmp_path):
    with open_for_writing(tmp_path) as writer:
        document, ledger = make()
        refused = replace(
            document, document_id="0" * 64, outcome="quarantined", reason="empty: 文件是空的", notice_id=None
        )
        writer.commit([document, refused], [ledger], versions())
    with connect(tmp_path) as connection:
        rows = connection.sql(
            "SELECT outcome, reason_code, reason, notice_id FROM v_left_out WHERE what = 'document'"
        ).fetchall()
    assert rows == [("quarantined", "empty", "文件是空的", None)]


# ---- problems, for counting


def test_problems_are_counted_by_unit_with_their_agency(ask):
    rows = ask("SELECT counting_unit, count(*) AS n, sum(measures)::INT AS m FROM v_problems GROUP BY ALL", make()[1])
    assert {(row["counting_unit"], row["n"], row["m"]) for row in rows} == {("方面", 1, 0), ("问题", 2, 3)}


def test_views_of_one_row_per_notice_lose_and_repeat_none(ask):
    ledgers = [make(name)[1] for name in ("甲局", "乙局", "丙局")]
    for view in ("v_agencies", "v_timeliness"):
        rows = ask(f"SELECT notice_id FROM {view}", *ledgers)
        assert sorted(row["notice_id"] for row in rows) == sorted(ledger.notice.notice_id for ledger in ledgers)
