"""What changed between two datasets, known beforehand."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from support.ledgers import make
from support.views import write
from taizhang.cli import main
from taizhang.errors import DatasetError, UsageError
from taizhang.records import TABLES
from taizhang.release.diff import KEYS, NOT_COMPARED, compare
from taizhang.store.dictionary import columns_of
from taizhang.store.schema import IDENTITY


@pytest.fixture
def pair(tmp_path):
    """乙局 changes its status, loses a measure, gains a verdict, and all its problems are numbered anew."""
    first, second = make("甲局")[1], make("乙局")[1]
    write(tmp_path / "a", first, second)
    names = {"A1": "B9", "1": "Z1", "2": "Z2"}
    problems = tuple(
        replace(
            problem,
            problem_id=names[problem.problem_id],
            parent_id=problem.parent_id and names[problem.parent_id],
            status="in_progress" if problem.problem_id == "1" else problem.status,
        )
        for problem in second.problems
    )
    measures = tuple(replace(measure, problem_id=names[measure.problem_id]) for measure in second.measures[:2])
    counts = tuple(
        replace(count, problem_id=count.problem_id and names[count.problem_id]) for count in second.counts[:3]
    )
    citations = tuple(replace(item, problem_id="Z1") for item in second.citations)
    more = replace(second.audits[1], check="numbering_gap", scope="main", explanation="多了一项")
    changed = replace(
        second, problems=problems, measures=measures, counts=counts, citations=citations, audits=(*second.audits, more)
    )
    write(tmp_path / "b", first, changed)
    return tmp_path / "a", tmp_path / "b"


def test_a_dataset_does_not_differ_from_itself(pair):
    with compare(pair[0], pair[0]) as found:
        for table in TABLES:
            tally = found.tally(table)
            assert (tally.added, tally.removed, tally.changed) == (0, 0, 0)
            assert list(found.changes(table)) == []
        assert found.tally("problems").same == 6


def test_what_changed_is_told_by_place_not_by_number(pair):
    with compare(*pair) as found:
        (change,) = found.changes("problems")
        assert (change.kind, change.columns, change.label) == (
            "changed",
            (("status", "completed", "in_progress"),),
            "关于“学习不深入”的问题",
        )
        assert found.tally("problems").columns == {"status": 1}
        (gone,) = found.changes("measures")
        assert (gone.kind, gone.label) == ("removed", "开展检查4次，约谈5人。")
        assert [item.kind for item in found.changes("counts")] == ["removed"]
        (new,) = found.changes("audits")
        assert (new.kind, new.key["check"], new.label) == ("added", "numbering_gap", "多了一项")
        assert list(found.changes("citations")) == list(found.changes("contacts")) == []
        assert [(name, kinds) for _, name, kinds in found.notices(5)] == [
            ("乙局", {"added": 1, "removed": 2, "changed": 1})
        ]


def test_added_and_removed_are_each_other_s_mirror(pair):
    with compare(*pair) as there, compare(*reversed(pair)) as back:
        for table in TABLES:
            one, other = there.tally(table), back.tally(table)
            assert (one.added, one.removed, one.changed) == (other.removed, other.added, other.changed)


def test_another_text_under_the_same_source_is_said_to_be_rewritten(tmp_path):
    write(tmp_path / "a", make("甲局")[1])
    write(tmp_path / "b", make("甲局", number=7)[1])
    with compare(tmp_path / "a", tmp_path / "b") as found:
        ((uri, member, before, after),) = found.rewritten()
        assert (uri, member) == ("0.txt", None) and before != after
        assert found.tally("notices").added == found.tally("notices").removed == 1


def test_rows_that_share_their_place_are_told_apart(tmp_path):
    ledger = make()[1]
    twice = replace(ledger.contacts[0], normalised="+86 355 765 4321")
    write(tmp_path / "a", replace(ledger, contacts=(ledger.contacts[0], twice)))
    write(tmp_path / "b", replace(ledger, contacts=(twice, ledger.contacts[0])))
    write(tmp_path / "c", replace(ledger, contacts=(twice,)))
    with compare(tmp_path / "a", tmp_path / "b") as found:
        assert found.tally("contacts").same == 2
    with compare(tmp_path / "b", tmp_path / "c") as found:
        assert found.tally("contacts").removed == 1


def test_keys_are_columns_and_every_other_identity_is_not_compared():
    for table, keys in KEYS.items():
        assert set(keys) <= {column.name for column in columns_of(table)}
        assert set(IDENTITY.get(table, ())) <= {*keys, *NOT_COMPARED, "source_uri"}
    assert tuple(KEYS) == tuple(TABLES)


def test_the_command_prints_json_and_csv(pair, tmp_path, capsys):
    old, new = map(str, pair)
    assert main(["diff", old, new, "--no-color", "--width", "120"]) == 0
    shown = capsys.readouterr().out
    assert "status: completed → in_progress" in shown and "乙局" in shown
    assert main(["diff", old, new, "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["tables"]["problems"]["changed"] == 1 and len(value["rows"]) == 4
    assert main(["diff", old, new, "--format", "csv", "-o", str(tmp_path / "d.csv"), "--table", "problems"]) == 0
    text = (tmp_path / "d.csv").read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["table"], row["column"], row["before"], row["after"]) == (
        "problems",
        "status",
        "completed",
        "in_progress",
    )
    assert main(["diff", old, old, "--no-color"]) == 0
    assert "没有差别" in capsys.readouterr().out


def test_wrong_use_is_told(pair, tmp_path):
    with pytest.raises(UsageError, match="nothing"), compare(*pair, tables=["nothing"]):
        pass
    with pytest.raises(DatasetError), compare(pair[0], tmp_path / "none"):
        pass
