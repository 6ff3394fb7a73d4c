"""The list of printed names under corpora/agencies meets the bars, and the scorer can fail."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).parents[2]
LISTS = REPOSITORY / "corpora" / "agencies"
LIST = LISTS / "dev.tsv"


@pytest.fixture(scope="module")
def scorer() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("agencies_benchmark", REPOSITORY / "benchmarks" / "agencies.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_the_list_meets_the_bars(scorer: ModuleType) -> None:
    rows = scorer.read_rows(LIST)
    assert len(rows) >= 150
    tally = scorer.score(rows)
    shares = {name: tally.right[name] / asked for name, asked in tally.asked.items()}
    assert tally.asked["left open"] >= 10
    assert shares["left open"] >= 0.99, tally.mistakes
    for name in ("function", "region", "organ", "level", "organisation"):
        assert shares[name] >= 0.95, tally.mistakes


@pytest.mark.parametrize("half", ["dev", "test"])
def test_names_written_without_the_rules_in_sight_meet_the_bars(scorer: ModuleType, half: str) -> None:
    rows = scorer.read_rows(LISTS / f"list-{half}.tsv")
    assert len(rows) >= 180
    tally = scorer.score(rows)
    shares = {name: tally.right[name] / asked for name, asked in tally.asked.items()}
    assert tally.asked["left open"] >= 19
    assert shares["left open"] >= 0.99
    assert shares["function"] >= 0.95
    assert shares["region"] >= 0.95


def test_the_scorer_counts_what_is_wrong(scorer: ModuleType) -> None:
    row = dict.fromkeys(scorer.COLUMNS, "")
    wrong = {**row, "printed": "沁源县水利局党组", "function": "财政", "region_code": "140430", "organ": "党委"}
    guessed = {**row, "printed": "沁源县水利局党组", "ambiguous": "1"}
    central = {**row, "printed": "沁源县水利局党组"}
    tally = scorer.score([wrong, guessed, central])
    assert sum(tally.right.values()) == 0
    assert set(tally.asked) == {"function", "organ", "region", "region strict", "left open", "no region"}
    assert len(tally.mistakes) == 6


def test_a_former_region_and_its_successor_are_one_answer_but_not_strictly(scorer: ModuleType) -> None:
    assert scorer.same_region("320121", "320115")
    assert scorer.same_region("140481", "140481")
    assert not scorer.same_region("320106", "320115")
    assert not scorer.same_region(None, "320115")


def test_a_list_without_its_columns_is_refused(scorer: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "list.tsv"
    path.write_text("printed\tfunction\n沁源县水利局\t水利\n", "utf-8")
    with pytest.raises(SystemExit, match="missing columns"):
        scorer.read_rows(path)
