"""`v_categories`, `v_measures`, `v_specificity`, the ledger of one agency, and the order of a view that is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.ledgers import make
from support.views import whole, write
from taizhang.query.database import connect, select


def test_categories_are_counted_by_unit_and_the_unclassified_are_a_row(ask):
    rows = ask("SELECT counting_unit, category, category_name, problems, of_unit, share FROM v_categories", make()[1])
    assert sorted(
        (row["counting_unit"], row["category"], row["problems"], row["of_unit"], row["share"])
        for row in rows
        if row["category"]
    ) == [("问题", "01", 1, 2, 0.5)]
    assert {(row["counting_unit"], row["of_unit"]) for row in rows if row["category"] is None} == {
        ("方面", 1),
        ("问题", 2),
    }
    assert next(row["category_name"] for row in rows if row["category"]) != "01"


def test_measures_have_their_problem_and_its_category(ask):
    rows = ask("SELECT measure, problem, category, kinds, counting_unit FROM v_measures ORDER BY char_start", make()[1])
    assert [(row["problem"], row["category"]) for row in rows] == [("学习不深入", "01")] * 2 + [("检查流于形式", None)]
    assert rows[0]["kinds"] == ["会议研究"] and {row["counting_unit"] for row in rows} == {"条措施"}


def test_specificity_of_a_notice_and_of_one_without_measures(ask):
    ledger = make("甲局")[1]
    scored = tuple(
        replace(item, specificity=score, tense="done")
        for item, score in zip(ledger.measures, (0.0, 0.5, 1.0), strict=True)
    )
    bare = whole("乙局", measures=(), counts=(), citations=())
    rows = {row["agency"]: row for row in ask("FROM v_specificity", replace(ledger, measures=scored), bare)}
    first = rows["甲局"]
    assert (first["measures"], first["answered"], first["measures_per_problem"], first["done"]) == (3, 2, 1.5, 3)
    assert (first["mean_specificity"], first["low_quartile"], first["median_specificity"], first["high_quartile"]) == (
        0.5,
        0.25,
        0.5,
        0.75,
    )
    assert (rows["乙局"]["measures"], rows["乙局"]["mean_specificity"], rows["乙局"]["measures_per_problem"]) == (
        0,
        None,
        None,
    )


@pytest.fixture
def dataset(tmp_path):
    write(tmp_path / "set", make("甲局")[1], make("乙局")[1], make("丙县甲局")[1])
    return tmp_path / "set"


def test_the_ledger_of_one_agency_is_that_part_of_the_ledger(dataset):
    with connect(dataset) as connection:
        one = select(connection, "FROM ledger_of('甲局')")
        part = select(connection, "FROM v_ledger WHERE contains(agency, '甲局')")
        assert one.num_rows == 4 and one.equals(part)
        notice = part["notice_id"][0].as_py()
        assert select(connection, f"FROM ledger_of('{notice}')").num_rows == 2
        assert select(connection, "FROM ledger_of('没有')").num_rows == 0


def test_a_view_that_is_read_comes_in_its_order_and_any_other_query_as_it_says(dataset):
    with connect(dataset) as connection:
        rows = select(connection, "SELECT source_uri, char_start FROM v_ledger").to_pylist()
        assert rows == sorted(rows, key=lambda row: (row["source_uri"], row["char_start"]))
        assert select(connection, "FROM v_ledger LIMIT 3").equals(select(connection, "FROM v_ledger").slice(0, 3))
        rows = select(connection, "SELECT agency FROM v_ledger ORDER BY agency DESC").to_pylist()
        assert rows[0]["agency"] == "甲局"
        assert select(connection, "SELECT count(*) AS n FROM v_ledger").to_pylist() == [{"n": 6}]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT agency AS 单位, zh('status', status) AS 状态, measures + 1 AS m FROM v_ledger WHERE level = 'problem'",
        "SELECT max(measures) FROM v_ledger",
        "SELECT one_unit(counting_unit) FROM v_ledger",
        "SELECT unnest(measure_list) AS m FROM v_ledger",
        "SELECT row_number() OVER () AS n FROM v_ledger",
        "SELECT DISTINCT agency FROM v_ledger",
        "SELECT agency, (SELECT count(*) FROM notices) AS n FROM v_ledger",
        "SELECT agency FROM v_ledger QUALIFY row_number() OVER (PARTITION BY agency ORDER BY char_start) = 1",
        "SELECT v.agency FROM v_ledger v",
        "SELECT * REPLACE (upper(agency) AS agency) FROM v_ledger",
    ],
)
def test_giving_an_order_never_breaks_a_query(dataset, sql):
    with connect(dataset) as connection:
        expected = connection.sql(sql).to_arrow_table()
        assert sorted(map(str, select(connection, sql).to_pylist())) == sorted(map(str, expected.to_pylist()))
