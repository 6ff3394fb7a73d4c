"""What every row must satisfy. Checked on every write, and again by `taizhang verify` from the files alone.

Each law is one small generator over the columns of a shard; a shard holds whole notices, so a row and what it
refers to are always together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from taizhang.errors import InvariantError
from taizhang.records import TABLES, Ledger
from taizhang.store.rows import Columns, columns_from, columns_of_ledger
from taizhang.store.schema import IDENTITY, column_notes
from taizhang.text import Canonical

Shard = Mapping[str, Columns]
"""Table -> its columns."""

# Table -> the column whose value is text[char_start:char_end].
SPANNED = {
    "problems": "title",
    "measures": "surface",
    "counts": "surface",
    "dates": "surface",
    "contacts": "surface",
    "citations": "surface",
}
# Table -> columns that refer to a row of the same notice -> where that row is.
_REFERENCES: dict[str, dict[str, tuple[str, str]]] = {
    "problems": {"parent_id": ("problems", "problem_id")},
    "measures": {"problem_id": ("problems", "problem_id")},
    "counts": {"problem_id": ("problems", "problem_id"), "measure_id": ("measures", "measure_id")},
    "dates": {"problem_id": ("problems", "problem_id")},
    "citations": {"problem_id": ("problems", "problem_id"), "measure_id": ("measures", "measure_id")},
}
_NEEDS = {"extracted": "notice_id", "duplicate": "duplicate_of", "not_a_notice": "reason", "quarantined": "reason"}


def check_shard(shard: Shard) -> None:
    """Raise the first `InvariantError` of `shard`, if there is one."""
    for error in violations(shard):
        raise error


def check_ledger(ledger: Ledger) -> None:
    """Raise the first `InvariantError` of one notice, apart from what concerns its document row."""
    check_notice(columns_of_ledger(ledger))


def check_notice(columns: Shard) -> None:
    """The same, of the columns of one notice."""
    shard = {"documents": columns_from("documents", ()), **columns}
    for law in (_nulls, _words, _identities, _texts, _references, _spans, _evidence):
        for error in law(shard):
            raise error


def check_joined(documents: Columns, notices: Columns) -> None:
    """Raise the first `InvariantError` of a shard whose notices were each checked by `check_notice`: what is left to
    check is that documents and notices are distinct and belong to each other.
    """
    shard: Shard = {"documents": documents, "notices": notices}
    tables = {table: columns_from(table, ()) for table in IDENTITY}
    for law in (_nulls, _words, _documents):
        for error in law(shard if law is _documents else {"documents": documents}):
            raise error
    for error in _identities({**tables, "documents": documents, "notices": notices}):
        raise error


def violations(shard: Shard) -> Iterator[InvariantError]:
    """Every broken promise in `shard`."""
    for law in (_nulls, _words, _identities, _documents, _texts, _references, _spans, _evidence):
        yield from law(shard)


@cache
def _required(table: str) -> tuple[str, ...]:
    return tuple(name for name, note in column_notes(TABLES[table]).items() if note["arrow"].endswith("!"))


@cache
def _closed(table: str) -> tuple[tuple[str, frozenset[str]], ...]:
    notes = column_notes(TABLES[table]).items()
    return tuple((name, frozenset(note["words"])) for name, note in notes if note["words"])


def _nulls(shard: Shard) -> Iterator[InvariantError]:
    """A column that may not be null is not."""
    for table, columns in shard.items():
        for name in _required(table):
            if None in columns[name]:
                row = columns[name].index(None)
                yield _error(shard, table, row, f"列 {name} 不得为空（null in a required column）")


def _words(shard: Shard) -> Iterator[InvariantError]:
    """A column with a closed vocabulary holds no other word."""
    for table, columns in shard.items():
        for name, words in _closed(table):
            if set(columns[name]) - words - {None}:
                row, value = next((r, v) for r, v in enumerate(columns[name]) if v is not None and v not in words)
                yield _error(shard, table, row, f"列 {name} 出现词表之外的词（unknown word）：{value!r}")


def _identities(shard: Shard) -> Iterator[InvariantError]:
    """No two rows of a table share their identity."""
    for table, names in IDENTITY.items():
        keys = list(zip(*(shard[table][name] for name in names), strict=True))
        if len(set(keys)) == len(keys):
            continue
        seen: set[Any] = set()
        for row, key in enumerate(keys):
            if key in seen:
                yield _error(shard, table, row, f"标识重复（repeated identity）：{key}")
            seen.add(key)


def _documents(shard: Shard) -> Iterator[InvariantError]:
    """Each outcome carries what explains it, and extracted documents and notices belong to each other."""
    columns = shard["documents"]
    notices = set(shard["notices"]["notice_id"])
    extracted = set()
    for row, outcome in enumerate(columns["outcome"]):
        needed = _NEEDS.get(outcome)
        if needed and columns[needed][row] is None:
            yield _error(shard, "documents", row, f"结果为 {outcome} 却没有 {needed}（missing {needed}）")
        if outcome == "extracted":
            extracted.add(columns["notice_id"][row])
            if columns["notice_id"][row] not in notices:
                yield _error(shard, "documents", row, "所指通报不在 notices 中（no such notice）")
        document_id = columns["document_id"][row] or ""
        if len(document_id) != 64 or set(document_id) - set("0123456789abcdef"):
            yield _error(shard, "documents", row, "document_id 不是 64 位十六进制（not a SHA-256）")
    for notice in sorted(notices - extracted):
        yield InvariantError("没有对应的文档行（no document row）", notice=notice, table="notices")


def _texts(shard: Shard) -> Iterator[InvariantError]:
    """Notices and texts are one to one, and a notice is named by the hash of its text."""
    columns = shard["texts"]
    if set(columns["notice_id"]) != set(shard["notices"]["notice_id"]):
        odd = sorted(set(columns["notice_id"]) ^ set(shard["notices"]["notice_id"]))
        yield InvariantError("notices 与 texts 不是一一对应（not one to one）", notice=odd[0], table="texts")
    for row, (notice, text) in enumerate(zip(columns["notice_id"], columns["text"], strict=True)):
        if Canonical(text or "", "").notice_id != notice:
            yield _error(shard, "texts", row, "通报号不是文本的散列（notice_id is not the hash of the text）")


def _references(shard: Shard) -> Iterator[InvariantError]:
    """What a row refers to exists, in the same notice."""
    notices = set(shard["notices"]["notice_id"])
    known = {
        place: set(zip(shard[place[0]]["notice_id"], shard[place[0]][place[1]], strict=True))
        for place in (("problems", "problem_id"), ("measures", "measure_id"))
    }
    for table in (*SPANNED, "audits"):
        owners = shard[table]["notice_id"]
        if not notices.issuperset(owners):
            row = next(r for r, owner in enumerate(owners) if owner not in notices)
            yield _error(shard, table, row, "所属通报不在 notices 中（no such notice）")
        for name, place in _REFERENCES.get(table, {}).items():
            for row, key in enumerate(zip(owners, shard[table][name], strict=True)):
                if key[1] is not None and key not in known[place]:
                    yield _error(shard, table, row, f"列 {name} 所指的行不存在（dangling reference）：{key[1]}")


def _spans(shard: Shard) -> Iterator[InvariantError]:
    """`text[char_start:char_end]` is what the row says is printed there."""
    texts = _text_of(shard)
    for table, name in SPANNED.items():
        columns = shard[table]
        spans = zip(columns["notice_id"], columns["char_start"], columns["char_end"], columns[name], strict=True)
        for row, (notice, start, end, surface) in enumerate(spans):
            if not _printed(texts.get(notice), start, end, surface):
                message = f"位置 {start}:{end} 处的原文不是 {_short(surface)}（span is not its text）"
                yield _error(shard, table, row, message)


def _evidence(shard: Shard) -> Iterator[InvariantError]:
    """Every sentence that a verdict rests on is printed where it says."""
    texts = _text_of(shard)
    for row, (notice, items) in enumerate(zip(shard["audits"]["notice_id"], shard["audits"]["evidence"], strict=True)):
        for item in items or ():
            if not _printed(texts.get(notice), item["char_start"], item["char_end"], item["text"]):
                message = f"所据原文位置不符（evidence is not its text）：{_short(item['text'])}"
                yield _error(shard, "audits", row, message)


def _text_of(shard: Shard) -> dict[str, str]:
    return dict(zip(shard["texts"]["notice_id"], shard["texts"]["text"], strict=True))


def _printed(text: str | None, start: int | None, end: int | None, surface: str | None) -> bool:
    if text is None or start is None or end is None:
        return False
    return 0 <= start <= end <= len(text) and text[start:end] == surface


def _error(shard: Shard, table: str, row: int, message: str) -> InvariantError:
    owners: Sequence[Any] = shard[table].get("notice_id") or ()
    return InvariantError(
        message,
        notice=owners[row] if row < len(owners) else None,
        table=table,
        row=row,
        remedy="这是程序的缺陷，请附上该文件报告",
    )


def _short(surface: str | None) -> str:
    text = repr(surface)
    return text if len(text) <= 60 else f"{text[:57]}…'"
