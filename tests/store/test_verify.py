import json
import random
from dataclasses import replace

import pyarrow.parquet as pq
import pytest

from support.ledgers import make
from taizhang.errors import DatasetError
from taizhang.settings import versions
from taizhang.store.files import sha256_of
from taizhang.store.verify import verify
from taizhang.store.writer import open_for_writing


def write(path, *shards):
    with open_for_writing(path) as writer:
        for shard in shards:
            writer.commit([pair[0] for pair in shard], [pair[1] for pair in shard], versions())


def tamper(path, table, change):
    """Replace the rows of a table and make the manifest agree, as someone who hides it would."""
    file = next((path / table).glob("*.parquet"))
    data = pq.read_table(file)
    rows = change(data.to_pylist())
    pq.write_table(type(data).from_pylist(rows, schema=data.schema), file)
    manifest = json.loads((path / "manifest.json").read_text("utf-8"))
    entry = manifest["shards"][0]["files"][table]
    entry.update(rows=len(rows), bytes=file.stat().st_size, sha256=sha256_of(file))
    (path / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def test_logical_hash_does_not_depend_on_shards_or_order(tmp_path):
    notices = [make(name) for name in ("甲局", "乙局", "丙局", "丁局")]
    hashes = set()
    for turn in range(4):
        random.Random(turn).shuffle(notices)
        cut = turn % 3 + 1
        write(tmp_path / str(turn), notices[:cut], notices[cut:])
        hashes.add(verify(tmp_path / str(turn)).dataset_hash())
    assert len(hashes) == 1


def test_logical_hash_tells_any_change_of_a_cell(tmp_path):
    document, ledger = make()
    others = [
        (replace(document, encoding="gb18030"), ledger),
        (document, replace(ledger, counts=(replace(ledger.counts[0], value=2.5), *ledger.counts[1:]))),
        (document, replace(ledger, counts=(replace(ledger.counts[0], qualifier="approx"), *ledger.counts[1:]))),
        (document, replace(ledger, audits=ledger.audits[:1])),
    ]
    hashes = set()
    for number, pair in enumerate([(document, ledger), *others]):
        write(tmp_path / str(number), [pair])
        hashes.add(verify(tmp_path / str(number)).dataset_hash())
    assert len(hashes) == 5


def test_an_empty_dataset_is_sound(tmp_path):
    write(tmp_path)
    found = verify(tmp_path)
    assert found.sound
    assert set(found.rows.values()) == {0}


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_bytes(path.read_bytes()[:-20]), "differs from the manifest"),
        (lambda path: path.write_bytes(path.read_bytes().replace(b"PAR1", b"PAR2")), "differs from the manifest"),
    ],
)
def test_a_damaged_file_is_named(tmp_path, damage, words):
    write(tmp_path, [make()])
    path = next((tmp_path / "counts").glob("*.parquet"))
    damage(path)
    errors = verify(tmp_path).errors
    assert any(words in str(error) and path.name in str(error) for error in errors)


def test_rows_changed_behind_the_manifest_are_found(tmp_path):
    write(tmp_path, [make()])
    tamper(tmp_path, "measures", lambda rows: [row | {"surface": "召开会议30次。"} for row in rows])
    found = verify(tmp_path)
    assert not found.sound
    assert all("span is not its text" in str(error) for error in found.errors)


def test_lost_documents_are_found(tmp_path):
    write(tmp_path, [make(), make("乙局")])
    tamper(tmp_path, "documents", lambda rows: rows[:1])
    messages = " ".join(map(str, verify(tmp_path).errors))
    assert "account differs" in messages
    assert "no document row" in messages


def test_the_same_notice_in_two_shards_is_found(tmp_path):
    write(tmp_path, [make()], [make()])
    messages = " ".join(map(str, verify(tmp_path).errors))
    assert "notice repeated across shards" in messages
    assert "document repeated across shards" in messages


def test_a_duplicate_of_nothing_is_found(tmp_path):
    document, ledger = make()
    other = replace(document, source_uri="b.txt", outcome="duplicate", duplicate_of="f" * 64)
    with open_for_writing(tmp_path) as writer:
        writer.commit([document, other], [ledger], versions())
    assert "no such document" in str(verify(tmp_path).errors[0])


def test_what_is_no_dataset_is_refused(tmp_path):
    with pytest.raises(DatasetError):
        verify(tmp_path / "nothing")
