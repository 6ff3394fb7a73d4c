from dataclasses import replace

import pytest

from support.ledgers import make
from taizhang.errors import DatasetError, InvariantError
from taizhang.records import Ledger
from taizhang.store.invariants import check_ledger, check_shard, violations
from taizhang.store.rows import columns_from, rows_by_table


def shard_of(document, ledger):
    return {table: columns_from(table, rows) for table, rows in rows_by_table([document], [ledger]).items()}


def first_of(ledger: Ledger, table: str, **changes) -> Ledger:
    rows = getattr(ledger, table)
    return replace(ledger, **{table: (replace(rows[0], **changes), *rows[1:])})


def test_an_honest_ledger_breaks_nothing():
    document, ledger = make()
    check_ledger(ledger)
    assert list(violations(shard_of(document, ledger))) == []


# table, changes to its first row, words of the message
BROKEN = [
    ("problems", {"char_start": 1}, "span is not its text"),
    ("problems", {"title": "组织学习"}, "span is not its text"),
    ("measures", {"char_end": 10_000}, "span is not its text"),
    ("measures", {"char_start": -3}, "span is not its text"),
    ("measures", {"problem_id": "9"}, "dangling reference"),
    ("counts", {"surface": "3个方面"}, "span is not its text"),
    ("counts", {"measure_id": "9.9"}, "dangling reference"),
    ("counts", {"role": "problem_claimed"}, "unknown word"),
    ("counts", {"scope": "mainly"}, "unknown word"),
    ("counts", {"count_id": "c2"}, "repeated identity"),
    ("dates", {"surface": None}, "null in a required column"),
    ("dates", {"precision": "week"}, "unknown word"),
    ("contacts", {"kind": "telephone"}, "unknown word"),
    ("contacts", {"surface": "0355-7654321"}, "span is not its text"),
    ("citations", {"problem_id": "7"}, "dangling reference"),
    ("citations", {"notice_id": "0" * 16}, "no such notice"),
    ("audits", {"check": "problems"}, "unknown word"),
    ("audits", {"verdict": None}, "null in a required column"),
]


@pytest.mark.parametrize(("table", "changes", "words"), BROKEN)
def test_a_broken_row_is_refused_with_its_table_and_notice(table, changes, words):
    document, ledger = make()
    broken = first_of(ledger, table, **changes)
    with pytest.raises(InvariantError, match=words) as caught:
        check_ledger(broken)
    assert caught.value.table == table
    assert isinstance(caught.value, DatasetError)
    with pytest.raises(InvariantError, match=words):
        check_shard(shard_of(document, broken))


def test_evidence_must_be_printed_where_it_says():
    _, ledger = make()
    evidence = replace(ledger.audits[0].evidence[0], char_start=0)
    with pytest.raises(InvariantError, match="evidence is not its text"):
        check_ledger(first_of(ledger, "audits", evidence=(evidence,)))


def test_positions_are_code_points_beyond_the_basic_plane():
    document, ledger = make("𠮷县水利局")
    assert list(violations(shard_of(document, ledger))) == []
    contact = ledger.contacts[0]  # as counted in UTF-16
    with pytest.raises(InvariantError, match="contacts"):
        check_ledger(first_of(ledger, "contacts", char_start=contact.char_start + 1, char_end=contact.char_end + 1))


def test_a_notice_is_named_by_its_text():
    _, ledger = make()
    with pytest.raises(InvariantError, match="hash of the text"):
        check_ledger(replace(ledger, text=replace(ledger.text, text=ledger.text.text + "。")))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"outcome": "lost"}, "unknown word"),
        ({"outcome": "quarantined"}, "missing reason"),
        ({"outcome": "duplicate"}, "missing duplicate_of"),
        ({"notice_id": None}, "missing notice_id"),
        ({"notice_id": "f" * 16}, "no such notice"),
        ({"document_id": "abc"}, "not a SHA-256"),
    ],
)
def test_a_document_row_explains_itself(changes, words):
    document, ledger = make()
    assert any(words in str(error) for error in violations(shard_of(replace(document, **changes), ledger)))


def test_a_notice_without_document_is_refused():
    document, ledger = make()
    shard = shard_of(document, ledger)
    shard["documents"] = {name: [] for name in shard["documents"]}
    assert [error.table for error in violations(shard)] == ["notices"]
