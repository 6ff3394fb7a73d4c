"""A large dataset out of a small one: each notice copied under names and dates of its own, by Arrow operations.

    python benchmarks/replicas.py DATASET OUT [--notices 100000] [--shard 480]

What is generated: a line with the number of the copy is put after the text, so each copy is another notice with
another hash, and the identifiers of its rows begin with that hash as they do in a run; agencies get one of 400
numbers, and all dates of a notice move by whole years of 364 days, eight of them, so that there is something to group
by. What is not: problems, measures, numbers and verdicts are those of the
original, so their texts repeat within a shard and compress better than real ones would. Every invariant holds
(`taizhang verify OUT`), the layout and the manifest are those of a run.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from taizhang.records import TABLES
from taizhang.settings import versions
from taizhang.store.files import sha256_of
from taizhang.store.manifest import FileEntry, Manifest, ShardEntry, write_manifest
from taizhang.store.reader import open_dataset

_YEAR, _YEARS, _BRANCHES = 364, 8, 400
_ROWS = ("problem_id", "parent_id", "measure_id", "count_id", "date_id")
_KEY = 16  # characters of a notice_id, with which the identifiers of its rows begin


def replicate(source: Path, out: Path, notices: int, shard: int = 480) -> int:
    """Write at least `notices` copies to the new folder `out`, some `shard` notices in a shard; how many there are."""
    base = {table: open_dataset(source).read(table) for table in TABLES}
    base["documents"] = base["documents"].filter(pc.equal(base["documents"]["outcome"], "extracted"))
    size = base["notices"].num_rows
    copies = itertools.count()
    entries = []
    for table in TABLES:
        (out / table).mkdir(parents=True)
    for index in range(-(-notices // (size * max(1, shard // size)))):
        parts = [_copy(base, next(copies)) for _ in range(max(1, shard // size))]
        name = f"{index:06d}-{index:08x}"
        files = {}
        for table in TABLES:
            data = pa.concat_tables([part[table] for part in parts])
            path = out / table / f"part-{name}.parquet"
            pq.write_table(data, path, compression="zstd", store_schema=True)
            place = path.relative_to(out).as_posix()
            files[table] = FileEntry(place, data.num_rows, path.stat().st_size, sha256_of(path))
        entries.append(ShardEntry(name, files, {"extracted": files["documents"].rows}, versions()))
    write_manifest(out, Manifest(tuple(entries)))
    return sum(entry.files["notices"].rows for entry in entries)


def _copy(base: dict[str, pa.Table], number: int) -> dict[str, pa.Table]:
    """All tables as copy `number` of them."""
    old = base["texts"]["notice_id"].to_pylist()
    texts = [f"{text}\n第{number:07d}号副本\n" for text in base["texts"]["text"].to_pylist()]
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    notice = {before: after[:16] for before, after in zip(old, hashes, strict=True)}
    document = dict(zip(old, hashes, strict=True))
    owners = base["documents"]["notice_id"].to_pylist()
    renamed = dict(zip(base["documents"]["document_id"].to_pylist(), map(document.__getitem__, owners), strict=True))
    shift = _YEAR * (number % _YEARS)
    made = {}
    for table, data in base.items():
        changed = data
        owner = data["notice_id"]
        for at, field in enumerate(data.schema):
            column = data.column(at)
            if field.name == "notice_id":
                column = owner = _mapped(column, notice)
            elif field.name in _ROWS:
                column = _renamed(column, data["notice_id"], owner)
            elif field.name == "document_id":
                column = _mapped(column, renamed)
            elif field.name == "source_uri":
                column = pc.binary_join_element_wise(column, f"{number:07d}", "#")
            elif field.name == "agency":
                column = pc.binary_join_element_wise(column, f"{number % _BRANCHES:03d}", "")
            elif field.name == "text" and table == "texts":
                column = pa.chunked_array([texts], type=field.type)
            elif field.type == pa.date32():
                column = pc.add(column.cast(pa.int32()), pa.scalar(shift, pa.int32())).cast(pa.date32())
            else:
                continue
            changed = changed.set_column(at, field, column)
        made[table] = changed
    return made


def _renamed(column: pa.ChunkedArray, old: pa.ChunkedArray, new: pa.ChunkedArray) -> pa.ChunkedArray:
    """`column` with the `new` notice in the place of the `old` one with which its words begin, where they do."""
    begins = pc.equal(pc.utf8_slice_codeunits(column, 0, _KEY), old)
    return pc.if_else(begins, pc.binary_join_element_wise(new, pc.utf8_slice_codeunits(column, _KEY), ""), column)


def _mapped(column: pa.ChunkedArray, names: dict[str, str]) -> pa.ChunkedArray:
    """`column` with each word replaced by its name."""
    encoded = column.combine_chunks().dictionary_encode()
    words = [None if word is None else names.get(word, word) for word in encoded.dictionary.to_pylist()]
    return pa.chunked_array([pa.array(words, pa.string()).take(encoded.indices)])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--notices", type=int, default=100_000)
    parser.add_argument("--shard", type=int, default=480)
    arguments = parser.parse_args()
    print(replicate(arguments.source, arguments.out, arguments.notices, arguments.shard), "notices")


if __name__ == "__main__":
    main()
