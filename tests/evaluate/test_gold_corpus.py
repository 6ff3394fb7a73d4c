"""The gold corpus is whole: sources and JSON agree, no agency stands in both splits, the coverage table is of today."""

import json
import subprocess
import sys
import tomllib

import pytest

from support.ledgers import REPOSITORY

CORPORA = REPOSITORY / "corpora"
SOURCES = sorted((CORPORA / "gold" / "source").glob("*.toml"))


@pytest.mark.parametrize("script", ["build_gold.py", "coverage.py"])
def test_what_is_generated_is_of_today(script):
    found = subprocess.run(
        [sys.executable, str(CORPORA / script), "--check"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_every_sample_has_its_annotation_and_there_are_sixty_at_least():
    names = [path.stem for path in SOURCES]
    assert [path.stem for path in sorted((CORPORA / "samples").glob("*.txt"))] == names
    assert [path.stem for path in sorted((CORPORA / "gold").glob("*.json"))] == names
    assert len(names) >= 60


def test_no_agency_stands_in_both_splits():
    agencies: dict[str, set[str]] = {"dev": set(), "test": set()}
    for path in SOURCES:
        source = tomllib.loads(path.read_text("utf-8"))
        agencies[source["split"]].add(source["agency_key"])
    assert min(map(len, agencies.values())) >= 20
    assert not agencies["dev"] & agencies["test"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_span_of_the_annotation_is_in_its_text(path):
    record = json.loads((CORPORA / "gold" / f"{path.stem}.json").read_text("utf-8"))
    text = (CORPORA / record["text"]).read_text("utf-8")
    for layer in ("problems", "measures", "counts", "dates", "contacts", "cited_documents"):
        for row in record[layer]:
            assert text[row["char_start"] : row["char_end"]] == row.get("surface", row.get("title")), (layer, row)
