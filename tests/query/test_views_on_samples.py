"""What must hold of the views on every dataset, held against the samples."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from taizhang.query.database import connect

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    path = tmp_path_factory.mktemp("samples") / "dataset"
    command = [sys.executable, "-m", "taizhang", "run", "corpora/samples", "--out", str(path)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    with connect(path) as connection:
        yield connection


def none(samples: duckdb.DuckDBPyConnection, sql: str) -> None:
    assert samples.sql(sql).fetchall() == []


def test_the_samples_exercise_every_view(samples):
    for name in ("v_status", "v_outcomes", "v_timeliness", "v_agencies", "v_left_out", "v_problems", "v_audits"):
        assert samples.sql(f"SELECT count(*) FROM {name}").fetchall()[0][0] > 10, name
    assert {row[0] for row in samples.sql("SELECT DISTINCT basis FROM v_status").fetchall()} == {
        "items",
        "claim",
        "none",
    }
    assert {row[0] for row in samples.sql("SELECT DISTINCT said_in FROM v_outcomes").fetchall()} == {
        "summary",
        "answers",
        "both",
    }
    assert samples.sql("SELECT count(*) FROM v_outcomes WHERE says_zero").fetchall()[0][0] > 0


def test_a_share_rests_on_states_that_add_up_to_its_total(samples):
    parts = " + ".join(
        f"coalesce({name}, 0)"
        for name in ("completed", "basically_completed", "in_progress", "long_term", "not_completed")
    )
    none(samples, f"FROM v_status WHERE completed_share IS NOT NULL AND {parts} <> total")
    none(samples, f"FROM v_status WHERE basis = 'items' AND {parts} + not_said <> total")
    none(samples, "FROM v_status WHERE completed_share IS NULL AND total > 0 AND not_said = 0")
    none(
        samples,
        "FROM v_status WHERE completed_share NOT BETWEEN 0 AND nearly_completed_share OR nearly_completed_share > 1",
    )
    none(samples, "FROM v_status WHERE completed_share IS NULL AND note IS NULL")


def test_every_notice_has_its_rows_and_no_basis_twice(samples):
    none(samples, "SELECT notice_id FROM notices WHERE notice_id NOT IN (SELECT notice_id FROM v_status)")
    none(samples, "SELECT notice_id FROM v_status GROUP BY notice_id HAVING bool_or(basis = 'none') AND count(*) > 1")
    none(
        samples, "SELECT notice_id, counting_unit FROM v_status WHERE basis = 'items' GROUP BY ALL HAVING count(*) > 1"
    )


def test_outcomes_are_one_row_each_with_a_range_of_printed_numbers(samples):
    none(samples, "SELECT notice_id, outcome, counting_unit FROM v_outcomes GROUP BY ALL HAVING count(*) > 1")
    none(samples, "FROM v_outcomes WHERE at_least > at_most OR len(surfaces) <> numbers")
    none(samples, "FROM v_outcomes o JOIN texts t USING (notice_id) WHERE NOT contains(t.text, o.surfaces[1])")
    none(samples, "FROM v_outcomes WHERE outcome LIKE 'money%' AND counting_unit <> '元'")


def test_days_are_never_negative_and_add_up(samples):
    none(samples, "FROM v_timeliness WHERE days_to_feedback < 0 OR days_to_publication < 0 OR days_inspected < 1")
    none(samples, "FROM v_timeliness WHERE days_in_all <> days_to_feedback + days_to_publication")


def test_agencies_agree_with_the_notices_they_come_from(samples):
    none(
        samples,
        """
        FROM v_agencies a JOIN notices n USING (notice_id)
        WHERE a.problems_listed <> coalesce(n.problems_enumerated, 0)
           OR a.counting_unit = '问题' AND a.total_claimed IS DISTINCT FROM n.problems_claimed
           OR a.consistent + a.inconsistent + a.unverifiable
              <> (SELECT count(*) FROM audits WHERE audits.notice_id = n.notice_id)""",
    )


def test_the_left_out_are_all_that_was_not_extracted(samples):
    none(
        samples,
        """
        SELECT (SELECT count(*) FROM v_left_out WHERE what = 'document') AS listed,
               (SELECT count(*) FROM documents WHERE outcome <> 'extracted') AS there
        WHERE listed <> there""",
    )
