"""The generated dataset of the benchmark is a dataset, and every question of the benchmark can be asked."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from support.ledgers import REPOSITORY, make
from support.views import write
from taizhang.query.database import connect
from taizhang.query.views import views
from taizhang.store.verify import verify


def benchmark(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", REPOSITORY / "benchmarks" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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


def test_every_question_has_an_answer_and_every_view_a_question(large):
    module = benchmark("views")
    with connect(large) as connection:
        for _, sql in module.QUESTIONS:
            module.measured(connection, sql.replace("{agency}", "甲局"), 1)
    assert {name for name, _ in module.QUESTIONS} == {*views(), "ledger_of", "counts+problems+notices"}
