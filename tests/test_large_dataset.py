"""The generated dataset of the benchmark is a dataset, and every question of the benchmark can be asked."""

from __future__ import annotations

import importlib
from types import ModuleType

import duckdb
import pytest

from support.ledgers import REPOSITORY, make
from support.views import write
from taizhang.api import extract
from taizhang.query.database import connect
from taizhang.query.views import views
from taizhang.store.verify import verify


@pytest.fixture(scope="module", autouse=True)
def benchmarks_on_the_path():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(REPOSITORY / "benchmarks")
        yield


def benchmark(name: str) -> ModuleType:
    return importlib.import_module(name)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    write(folder / "small", make("甲局")[1], make("乙局")[1])
    assert benchmark("replicas").replicate(folder / "small", folder / "large", 20, shard=8) == 24
    return folder / "large"


def test_every_promise_of_a_dataset_holds_for_the_copies(large):
    found = verify(large)
    assert found.sound, found.errors
    assert found.rows["notices"] == found.rows["texts"] == found.rows["documents"] == 24
    assert found.rows["problems"] == 24 * 3


def test_copies_differ_in_agency_and_year(large):
    with connect(large) as connection:
        assert connection.sql(
            "SELECT count(DISTINCT agency), count(DISTINCT year(publication_date)) FROM notices"
        ).fetchall() == [(24, 8)]


def test_the_identifiers_of_a_copy_begin_with_its_notice_where_they_did(tmp_path):
    text = (REPOSITORY / "corpora" / "samples" / "d06-attachment-hrss.txt").read_text("utf-8")
    write(tmp_path / "small", extract(text, model=None))
    benchmark("replicas").replicate(tmp_path / "small", tmp_path / "large", 2, shard=2)
    with connect(tmp_path / "large") as connection:
        for table, name in (("problems", "problem_id"), ("problems", "parent_id"), ("counts", "count_id")):
            told = f"SELECT count(*), count(*) FILTER (starts_with({name}, notice_id || ':')) FROM {table}"
            ((rows, right),) = connection.sql(f"{told} WHERE {name} IS NOT NULL").fetchall()
            assert rows == right > 0
    assert verify(tmp_path / "large").sound


def test_every_question_has_an_answer_and_every_view_a_question(large):
    module = benchmark("views")
    with connect(large) as connection:
        for _, sql, _ in module.QUESTIONS:
            found = module.measured(module.asked(connection, sql.replace("{agency}", "甲局")), 2)
            assert 0 < found.least <= found.median
    assert {name for name, _, _ in module.QUESTIONS} == {*views(), "ledger_of", "counts+problems+notices"}


def test_polars_gives_the_answers_of_the_views(large):
    module = benchmark("views")
    compared = 0
    with connect(large) as connection:
        for _, sql, peer in module.QUESTIONS:
            title, other = module.against(connection, large, peer, 1)
            if title == "polars":
                answer = module.asked(connection, sql)()
                assert module.rows_of(answer) == module.rows_of(other.answer)
                compared += answer.num_rows
    assert compared >= 5


def test_a_fingerprint_is_of_the_rows_and_not_of_their_order():
    fingerprint = benchmark("same_views").fingerprint
    with duckdb.connect(":memory:") as connection:

        def of(values: str) -> dict[str, str]:
            connection.execute(f"CREATE OR REPLACE TABLE t AS SELECT * FROM (VALUES {values}) v(a, b, c)")
            return fingerprint(connection, "t")

        some = of("('甲', 0.1::DOUBLE, [1]), ('乙', NULL, [])")
        assert of("('乙', NULL, []), ('甲', 0.1::DOUBLE + 1e-15, [1])") == some
        for other in (
            "('甲', 0.1::DOUBLE, [1]), ('乙', NULL, []), ('乙', NULL, [])",
            "('甲', 0.1::DOUBLE, [1]), ('乙', 0, [])",
            "('甲', 0.1::DOUBLE, [1]), ('乙', NULL, [2])",
            "('甲', 0.1001::DOUBLE, [1]), ('乙', NULL, [])",
        ):
            assert of(other) != some
