"""The documented views over a small dataset built by hand, each number known, and over the samples."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from importlib.resources import files

import pytest

from support.ledgers import make
from taizhang.query.database import VIEWS, connect, views_sql
from taizhang.records import Count, Evidence, Finding, Ledger, Problem
from taizhang.settings import versions
from taizhang.store.writer import open_for_writing
from taizhang.text import canonicalise

NAMES = re.findall(r"CREATE VIEW (v_\w+)", views_sql())


def whole(name: str, **changes: object) -> Ledger:
    """The ledger of `support.ledgers`, signed `name`, with other rows: `notice` is a change of attributes."""
    ledger = make(name)[1]
    notice = changes.pop("notice", {})
    assert isinstance(notice, dict)
    return replace(ledger, notice=replace(ledger.notice, **notice), **changes)  # type: ignore[arg-type]


def counted(ledger: Ledger, number: int, surface: str, role: str, unit: str, **more: object) -> Count:
    """A count whose span is that of `surface` in the notice, valued by its first number."""
    start = ledger.text.text.index(surface)
    value = more.pop("value", float(re.findall(r"\d+", surface)[0]))
    assert value is None or isinstance(value, float)
    return Count(
        ledger.notice.notice_id,
        f"k{number}",
        surface=surface,
        role=role,
        unit=unit,
        value=value,
        char_start=start,
        char_end=start + len(surface),
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def ask(tmp_path):
    """Ask one question of a dataset that holds these ledgers."""

    def question(sql: str, *ledgers: Ledger) -> list[dict[str, object]]:
        path = tmp_path / "dataset"
        if not path.exists():
            with open_for_writing(path) as writer:
                documents = [
                    replace(
                        make()[0], document_id=f"{at:064}", source_uri=f"{at}.txt", notice_id=ledger.notice.notice_id
                    )
                    for at, ledger in enumerate(ledgers)
                ]
                ledgers = tuple(
                    replace(ledger, notice=replace(ledger.notice, document_id=f"{at:064}", source_uri=f"{at}.txt"))
                    for at, ledger in enumerate(ledgers)
                )
                writer.commit(documents, list(ledgers), versions())
        with connect(path) as connection:
            return connection.sql(sql).to_arrow_table().to_pylist()

    return question


def states(ledger: Ledger, *words: str | None) -> tuple[Problem, ...]:
    """The two problems of the ledger with these states, its aspect kept."""
    aspect, *problems = ledger.problems
    changed = (replace(problem, status=word, long_term=None) for problem, word in zip(problems, words, strict=True))
    return (aspect, *changed)


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


# ---- status


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
    [(15.0, 2, "有2个问题未说状态，不算比率"), (12.0, -1, "各状态合计超出总数1，不算比率")],
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


# ---- outcomes


def outcomes(ledger: Ledger, *found: Count) -> Ledger:
    return replace(ledger, counts=found)


def test_a_printed_zero_is_a_row_and_nothing_said_is_none(ask):
    ledger = make()[1]
    zero = counted(ledger, 1, "5人", "persons_disciplined", "人", value=0.0)
    (row,) = ask("FROM v_outcomes", outcomes(ledger, zero))
    assert (row["at_least"], row["at_most"], row["says_zero"], row["settled"]) == (0.0, 0.0, True, True)


def test_persons_and_person_times_are_apart_and_money_is_in_yuan(ask):
    ledger = make()[1]
    found = (
        counted(ledger, 1, "5人", "persons_reminded", "名"),
        counted(ledger, 2, "3次", "persons_reminded", "人次", value=9.0),
        counted(ledger, 3, "2项", "money_refunded", "元", value=115000.0),
        counted(ledger, 4, "4次", "money_other", "元", value=7.0),
    )
    rows = ask("SELECT outcome, counting_unit, at_least FROM v_outcomes", outcomes(ledger, *found))
    assert {tuple(row.values()) for row in rows} == {
        ("persons_reminded", "人", 5.0),
        ("persons_reminded", "人次", 9.0),
        ("money_refunded", "元", 115000.0),
    }


def test_several_numbers_of_one_place_are_a_range_without_their_parts(ask):
    ledger = make()[1]
    found = (
        counted(ledger, 1, "3次", "money_recovered", "元", value=100.0, problem_id="1"),
        counted(ledger, 2, "2项", "money_recovered", "元", value=40.0, qualifier="subset", problem_id="1"),
        counted(ledger, 3, "4次", "money_recovered", "元", value=30.0, problem_id="2"),
    )
    (row,) = ask("FROM v_outcomes", outcomes(ledger, *found))
    assert (row["at_least"], row["at_most"], row["settled"], row["said_in"]) == (100.0, 130.0, False, "answers")
    assert row["surfaces"] == ["3次", "2项", "4次"]
    assert "只知范围" in row["note"]


def test_parts_alone_are_added_and_open_numbers_have_no_upper_bound(ask):
    ledger = make()[1]
    found = (
        counted(ledger, 1, "3次", "persons_disciplined", "人次", value=8.0, qualifier="subset"),
        counted(ledger, 2, "2项", "persons_disciplined", "人次", value=5.0, qualifier="subset"),
        counted(ledger, 3, "4次", "persons_admonished", "人", value=4.0, value_low=4.0, qualifier="at_least"),
    )
    rows = {row["outcome"]: row for row in ask("FROM v_outcomes", outcomes(ledger, *found))}
    assert (rows["persons_disciplined"]["at_least"], rows["persons_disciplined"]["at_most"]) == (8.0, 13.0)
    assert (rows["persons_admonished"]["at_least"], rows["persons_admonished"]["at_most"]) == (4.0, None)
    assert rows["persons_admonished"]["approximate"]


def test_the_summary_is_taken_and_what_the_answers_say_stands_beside_it(ask):
    ledger = make()[1]
    found = (
        counted(ledger, 1, "2个方面", "persons_disciplined", "人"),
        counted(ledger, 2, "5人", "persons_disciplined", "人", problem_id="2", measure_id="2.1"),
    )
    (row,) = ask("FROM v_outcomes", outcomes(ledger, *found))
    assert (row["said_in"], row["at_least"], row["at_most"], row["in_answers_at_least"]) == ("both", 2.0, 2.0, 5.0)
    assert row["note"].startswith("逐条中有一个数已大于总述")


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
