"""The guard against mixtures: units that are not to be added are refused, named, or pointed out."""

from __future__ import annotations

import pytest

from support.ledgers import make
from support.views import write
from taizhang.cli import main
from taizhang.query.database import connect, select
from taizhang.query.parsed import mixtures


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    path = tmp_path_factory.mktemp("guard") / "set"
    write(path, make("甲局")[1], make("乙局")[1])
    return path


@pytest.mark.parametrize(
    ("sql", "unnamed"),
    [
        ("SELECT count(*) FROM v_problems", {"v_problems": ("counting_unit",)}),
        ("SELECT count(*) FROM v_problems WHERE counting_unit = '问题'", {}),
        ("SELECT counting_unit, count(*) FROM v_problems GROUP BY ALL", {}),
        ("SELECT count(DISTINCT notice_id) FROM v_problems", {}),
        ("SELECT avg(completed_share) FROM v_status", {"v_status": ("counting_unit", "basis", "scope")}),
        (
            "SELECT scope, avg(completed_share) FROM v_status WHERE basis = 'claim' GROUP BY ALL",
            {"v_status": ("counting_unit",)},
        ),
        ("WITH x AS (FROM v_outcomes) SELECT sum(at_least) FROM x", {"v_outcomes": ("counting_unit", "outcome")}),
        ("SELECT count(*) FROM v_audits", {}),
        ("FROM v_ledger", {}),
        ("SELECT sum(value) FROM counts", {}),
        ("DESCRIBE v_status", {}),
    ],
)
def test_what_is_added_up_without_being_told_apart_is_pointed_out(dataset, sql, unnamed):
    with connect(dataset) as connection:
        assert {view.name: columns for view, columns in mixtures(connection, sql)} == unnamed


def test_one_unit_lets_one_unit_pass_and_units_names_them(dataset):
    with connect(dataset) as connection:
        rows = select(
            connection,
            "SELECT one_unit(counting_unit) AS unit, count(*) AS n FROM v_problems WHERE counting_unit = '问题'",
        )
        assert rows.to_pylist() == [{"unit": "问题", "n": 4}]
        rows = select(connection, "SELECT units(counting_unit) AS units FROM v_problems")
        assert rows.to_pylist() == [{"units": "方面、问题"}]


def test_the_command_says_so_beside_the_answer(dataset, capsys):
    assert main(["query", str(dataset), "SELECT count(*) AS n FROM v_problems", "--format", "csv"]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines() == ["n", "6"]
    assert "v_problems 的行要按 counting_unit 分开" in captured.err
    assert main(["query", str(dataset), "FROM v_problems", "--format", "csv"]) == 0
    assert capsys.readouterr().err == ""
