"""A release: whole, checked, the same on any day, and accepted by the validators of both kinds of metadata."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace

import pyarrow.parquet as pq
import pytest

from support.ledgers import make
from taizhang.errors import DatasetError, UsageError
from taizhang.query.database import connect
from taizhang.records import TABLES
from taizhang.release.build import SUMS, build
from taizhang.release.facts import Choices
from taizhang.settings import versions
from taizhang.store.dictionary import columns_of
from taizhang.store.verify import verify
from taizhang.store.writer import open_for_writing

CHOICES = Choices(creators=("某研究所",), licence="https://example.org/licence", url="https://example.org/ledger")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    """Two shards; in one of them `agency_function` and more are all null."""
    path = tmp_path_factory.mktemp("release") / "set"
    with open_for_writing(path) as writer:
        for name, function in (("甲局", None), ("乙局", "水利")):
            document, ledger = make(name)
            writer.commit(
                [document], [replace(ledger, notice=replace(ledger.notice, agency_function=function))], versions()
            )
    return path


@pytest.fixture(scope="module")
def released(dataset, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out") / "发布"
    build(dataset, folder, CHOICES)
    return folder


def test_the_tables_are_the_dataset_and_hold(dataset, released):
    before, after = verify(dataset), verify(released / "data")
    assert after.sound and after.dataset_hash() == before.dataset_hash()
    for table in TABLES:
        (path,) = (released / "data").glob(f"{table}/**/*.parquet")
        assert pq.read_schema(path).metadata[b"taizhang.table"] == table.encode()
    assert json.loads((released / "hashes.json").read_text("utf-8"))["dataset"] == before.dataset_hash()
    with connect(released / "data") as connection:
        assert connection.sql("SELECT count(*) FROM v_ledger").fetchall() == [(4,)]


def test_every_file_has_its_checksum(released):
    sums = dict(reversed(line.split("  ")) for line in (released / SUMS).read_text("utf-8").splitlines())
    files = {path.relative_to(released).as_posix() for path in released.rglob("*") if path.is_file()} - {SUMS}
    assert set(sums) == files
    for name, digest in sums.items():
        assert hashlib.sha256((released / name).read_bytes()).hexdigest() == digest


def test_the_same_dataset_is_the_same_release(dataset, released, tmp_path):
    build(dataset, tmp_path / "again", CHOICES)
    assert (tmp_path / "again" / SUMS).read_bytes() == (released / SUMS).read_bytes()


def test_version_and_date_follow_from_the_content_unless_given(dataset, released, tmp_path):
    text = (released / "CITATION.cff").read_text("utf-8")
    assert "date-released: '2023-09-02'" in text
    digest = verify(dataset).dataset_hash()
    assert digest[:8] in text and digest in text
    facts = build(dataset, tmp_path / "b", Choices(version="2024.1", date="2024-05-01", title="甲乙"))
    assert (facts.version, str(facts.date), facts.title) == ("2024.1", "2024-05-01", "甲乙")
    with pytest.raises(UsageError, match="日期"):
        build(dataset, tmp_path / "c", Choices(date="May"))


def test_what_does_not_hold_or_is_of_two_versions_is_not_published(dataset, tmp_path):
    with open_for_writing(tmp_path / "two") as writer:
        for name, program in (("甲局", "1"), ("乙局", "2")):
            document, ledger = make(name)
            writer.commit([document], [ledger], versions() | {"program": program})
    with pytest.raises(DatasetError, match="版本"):
        build(tmp_path / "two", tmp_path / "out", CHOICES)
    next((tmp_path / "two" / "texts").glob("*.parquet")).write_bytes(b"")
    with pytest.raises(DatasetError, match="校验不通过"):
        build(tmp_path / "two", tmp_path / "out", CHOICES)
    assert not (tmp_path / "out").exists()


def test_a_folder_with_something_in_it_is_refused(dataset, released):
    with pytest.raises(UsageError, match="非空"):
        build(dataset, released, CHOICES)


def test_an_empty_dataset_can_be_released(tmp_path):
    with open_for_writing(tmp_path / "empty"):
        pass
    facts = build(tmp_path / "empty", tmp_path / "out", Choices())
    assert facts.date is None and facts.rows["notices"] == 0
    assert verify(tmp_path / "out" / "data").sound


def test_quality_figures_are_those_of_the_content_and_what_was_measured_elsewhere(dataset, tmp_path):
    (tmp_path / "figures.json").write_text('{"problems": {"f1": 0.9}}')
    build(dataset, tmp_path / "out", CHOICES, evaluation=tmp_path / "figures.json")
    figures = json.loads((tmp_path / "out" / "quality.json").read_text("utf-8"))
    assert figures["evaluation"] == {"problems": {"f1": 0.9}}
    assert figures["rows"]["problems"] == 6 and figures["documents_by_outcome"] == {"extracted": 2}
    assert figures["audits"]["problems_claimed_vs_enumerated"] == {"inconsistent": 2}


VALIDATE = """
import json, sys, warnings
warnings.simplefilter("ignore")
import mlcroissant
from frictionless import Package
croissant = mlcroissant.Dataset("croissant.json")
issues = croissant.metadata.ctx.issues
rows = {name: [record for record in croissant.records(name)] for name in sys.argv[1:]}
package = Package("datapackage.json")
report = package.validate()
print(json.dumps({
    "croissant": [*issues.errors, *issues.warnings],
    "rows": {name: len(found) for name, found in rows.items()},
    "statuses": [str(row["problems/status"]) for row in rows["problems"]],
    "days": [str(row["notices/publication_date"]) for row in rows["notices"]],
    "frictionless": report.flatten(["type", "fieldName", "note"]),
    "resources": {task.name: task.stats["rows"] for task in report.tasks},
}))
"""


def test_croissant_and_frictionless_accept_it_and_read_the_rows(released, tmp_path):
    """In a process of their own: both warn and keep files open, which these tests take for errors."""
    environment = os.environ | {"CROISSANT_CACHE": str(tmp_path), "HOME": str(tmp_path)}
    command = [sys.executable, "-c", VALIDATE, *TABLES]
    done = subprocess.run(command, cwd=released, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["croissant"] == [] and found["frictionless"] == []
    expected = {table: pq.read_metadata(released / "data" / table / f"{table}.parquet").num_rows for table in TABLES}
    assert found["rows"] == found["resources"] == expected
    assert "b'completed'" in found["statuses"]
    assert {day[:10] for day in found["days"]} == {"2023-09-02"}


def test_every_column_is_in_the_metadata_and_the_dictionary(released):
    package = json.loads((released / "datapackage.json").read_text("utf-8"))
    croissant = json.loads((released / "croissant.json").read_text("utf-8"))
    for resource, record_set in zip(package["resources"], croissant["recordSet"], strict=True):
        columns = [column.name for column in columns_of(resource["name"])]
        assert [field["name"] for field in resource["schema"]["fields"]] == columns
        told = [field["name"] for field in record_set["field"]]
        assert [name for name in columns if name in told or f"{name} " in record_set["description"]] == columns
    for language in ("zh", "en"):
        assert (released / f"data-dictionary.{language}.md").read_text("utf-8").count("\n## ") == len(TABLES)


def test_every_link_of_the_readme_leads_to_a_file(released):
    import re

    links = re.findall(r"\]\(([^)]+)\)", (released / "README.md").read_text("utf-8"))
    assert len(links) > 15
    assert all((released / link).exists() for link in links)
