"""R reads the tables: by R itself where it is installed with arrow or nanoparquet, and always by what R's arrow maps.

R has no 64-bit integers, no unsigned ones and no type for dictionaries of text other than factors; its arrow package
turns what is in `IN_R` into plain vectors, `Date` and lists, which is why the schemas use nothing else.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest

from support.ledgers import make
from taizhang.records import TABLES
from taizhang.settings import versions
from taizhang.store.schema import schema_of
from taizhang.store.writer import open_for_writing

SCRIPT = Path(__file__).parents[1] / "support" / "read_tables.R"
# Arrow type -> the classes of its vector in R: arrow gives 64-bit integers as integer where they fit.
IN_R: dict[pa.DataType, frozenset[str]] = {
    pa.string(): frozenset({"character"}),
    pa.bool_(): frozenset({"logical"}),
    pa.int32(): frozenset({"integer"}),
    pa.int64(): frozenset({"integer", "numeric", "integer64"}),
    pa.float32(): frozenset({"numeric"}),
    pa.float64(): frozenset({"numeric"}),
    pa.date32(): frozenset({"Date"}),
}
PHYSICAL = {"BOOLEAN", "INT32", "INT64", "FLOAT", "DOUBLE", "BYTE_ARRAY"}  # no INT96, no fixed-length bytes
LOGICAL = {"NONE", "STRING", "DATE", "LIST"}  # no timestamps with or without a zone, no decimals, no unsigned integers
ENCODINGS = {"PLAIN", "RLE", "RLE_DICTIONARY"}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory) -> Path:
    """Two shards of a notice each, under a name in Chinese."""
    path = tmp_path_factory.mktemp("r") / "数据集"
    with open_for_writing(path) as writer:
        for agency in ("甲局", "乙局"):
            document, ledger = make(agency)
            writer.commit([document], [ledger], versions())
    return path


def leaves(kind: pa.DataType) -> Iterator[pa.DataType]:
    if pa.types.is_list(kind):
        yield from leaves(kind.value_type)
    elif pa.types.is_struct(kind):
        for field in kind:
            yield from leaves(field.type)
    else:
        yield kind


def depth(kind: pa.DataType) -> int:
    if pa.types.is_list(kind):
        return 1 + depth(kind.value_type)
    return max((depth(field.type) for field in kind), default=0) if pa.types.is_struct(kind) else 0


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_of_a_type_that_r_has(table):
    for field in schema_of(table):
        assert set(leaves(field.type)) <= set(IN_R), field.name
        assert depth(field.type) <= 1, field.name  # a list of values or of records, never a list of lists


@pytest.mark.parametrize("table", TABLES)
def test_the_files_hold_nothing_that_only_arrow_can_read(dataset, table):
    for path in (dataset / table).glob("*.parquet"):
        data = pq.ParquetFile(path)
        for at in range(len(data.schema)):
            column = data.schema.column(at)
            assert column.physical_type in PHYSICAL
            assert column.logical_type.type in LOGICAL, column.path
        for group in range(data.metadata.num_row_groups):
            for at in range(data.metadata.num_columns):
                column = data.metadata.row_group(group).column(at)
                assert set(column.encodings) <= ENCODINGS and column.compression == "ZSTD"


def test_a_date_is_days_in_the_file_too(dataset):
    (path, *_) = sorted((dataset / "notices").glob("*.parquet"))
    column = pq.ParquetFile(path).schema.column(schema_of("notices").get_field_index("publication_date"))
    assert (column.physical_type, column.logical_type.type) == ("INT32", "DATE")


def has(package: str) -> bool:
    rscript = shutil.which("Rscript")
    if rscript is None:
        return False
    asked = f'quit(status = if (requireNamespace("{package}", quietly = TRUE)) 0 else 1)'
    return subprocess.run([rscript, "-e", asked], capture_output=True, check=False).returncode == 0


def flat(table: str) -> bool:
    return not any(pa.types.is_nested(field.type) for field in schema_of(table))


def sum_of(column: pa.ChunkedArray) -> float:
    """What the script sums."""
    if pa.types.is_string(column.type):
        column = pc.utf8_length(column)
    elif pa.types.is_date(column.type):
        column = column.cast(pa.int32())
    elif pa.types.is_floating(column.type):
        column = column.cast(pa.float64())
    return float(pc.sum(column).as_py() or 0)


@pytest.mark.parametrize("package", ["arrow", "nanoparquet"])
def test_r_reads_every_value_by_a_plain_glob(dataset, package):
    if not has(package):
        pytest.skip(f"R 或其 {package} 包没有安装（Rscript with package {package} is not installed）")
    tables = [table for table in TABLES if package == "arrow" or flat(table)]
    assert len(tables) >= 5
    command = ["Rscript", str(SCRIPT), package, str(dataset), *tables]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert answer.returncode == 0, answer.stderr
    lines = [line.split("\t") for line in answer.stdout.splitlines()]
    assert [line[:2] for line in lines] == [[table, name] for table in tables for name in schema_of(table).names]
    expected = {table: pyarrow.dataset.dataset(dataset / table, format="parquet").to_table() for table in tables}
    for table, name, rows, kind, missing, total in lines:
        column = expected[table][name]
        assert int(rows) == len(column) > 0
        if pa.types.is_nested(column.type):
            assert kind == "list"
        else:
            assert kind in IN_R[column.type], (table, name, kind)
            assert int(missing) == column.null_count
            assert float(total) == pytest.approx(sum_of(column), rel=1e-12), (table, name)


def test_what_is_summed_for_r_depends_on_every_value():
    assert sum_of(pa.chunked_array([["整改", None, "a"]])) == 3
    assert sum_of(pa.chunked_array([[dt.date(1970, 1, 3), None]])) == 2
