"""Every table with a plain glob in pandas, polars, DuckDB and Arrow's datasets (which R's arrow uses): the right types,
even where a column of one shard is all null.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset
import pytest

from support.ledgers import make
from taizhang.records import TABLES
from taizhang.settings import versions
from taizhang.store.schema import schema_of
from taizhang.store.writer import open_for_writing


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    """Two shards: in the first what can be null is null, and lists are empty; the second is the usual notice."""
    path = tmp_path_factory.mktemp("others") / "数据集"
    document, ledger = make("甲局")
    bare = replace(
        ledger,
        notice=replace(
            ledger.notice, region_code=None, feedback_date=None, publication_date=None, problems_claimed=None
        ),
        problems=tuple(
            replace(item, status=None, long_term=None, category=None, categories=()) for item in ledger.problems
        ),
        measures=tuple(replace(item, marker=None, kinds=(), specificity=None, tense=None) for item in ledger.measures),
        counts=tuple(replace(item, value=None, unit=None, noun=None, scope=None) for item in ledger.counts),
        dates=tuple(replace(item, date_from=None, date_to=None, precision=None) for item in ledger.dates),
        contacts=tuple(replace(item, normalised=None, valid=None) for item in ledger.contacts),
        citations=tuple(replace(item, act=None, measure_id=None) for item in ledger.citations),
        audits=tuple(replace(item, claimed=None, observed=None, readings=(), evidence=()) for item in ledger.audits),
    )
    other, usual = make("乙局")
    usual = replace(
        usual,
        notice=replace(usual.notice, region_code="140000"),
        measures=tuple(replace(item, kinds=("会议研究",), specificity=0.5, tense="done") for item in usual.measures),
    )
    with open_for_writing(path) as writer:
        writer.commit([replace(document, encoding=None, kind_score=None)], [bare], versions())
        writer.commit([other], [usual], versions())
    return path


@pytest.mark.parametrize("table", TABLES)
def test_arrow_s_datasets_have_the_types_and_the_meanings(dataset, table):
    found = pyarrow.dataset.dataset(dataset / table, format="parquet")
    assert found.schema.equals(schema_of(table), check_metadata=False)
    rows = found.to_table()
    assert rows.num_rows == sum(part.count_rows() for part in found.get_fragments()) > 0
    assert all(field.metadata and field.metadata[b"zh"] for field in found.schema)


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_has_the_types(dataset, table):
    found = duckdb.sql(f"SELECT * FROM read_parquet('{dataset}/{table}/**/*.parquet')").to_arrow_table()
    for field in schema_of(table):
        kind = found.schema.field(field.name).type
        if pa.types.is_nested(field.type):
            assert pa.types.is_list(kind) and pa.types.is_struct(kind.value_type) == pa.types.is_struct(
                field.type.value_type
            )
        else:
            assert kind == field.type, field.name


POLARS = {
    pa.string(): pl.String,
    pa.bool_(): pl.Boolean,
    pa.int32(): pl.Int32,
    pa.int64(): pl.Int64,
    pa.float32(): pl.Float32,
    pa.float64(): pl.Float64,
    pa.date32(): pl.Date,
}


@pytest.mark.parametrize("table", TABLES)
def test_polars_has_the_types(dataset, table):
    for found in (pl.read_parquet(dataset / table / "*.parquet"), pl.scan_parquet(dataset / table).collect()):
        for field in schema_of(table):
            kind = found.schema[field.name]
            if pa.types.is_list(field.type):
                assert isinstance(kind, pl.List)
            else:
                assert kind == POLARS[field.type], field.name


@pytest.mark.parametrize("table", TABLES)
def test_pandas_has_one_kind_of_value_in_a_column(dataset, table):
    found = pd.read_parquet(dataset / table)
    for field in schema_of(table):
        column = found[field.name]
        present = column[column.notna()] if not pa.types.is_list(field.type) else column
        kinds = {type(value) for value in present}
        assert len(kinds) <= 1, (field.name, kinds)
        if pa.types.is_string(field.type):
            assert column.dtype == "str" and kinds <= {str}
        elif pa.types.is_date(field.type):
            assert kinds <= {dt.date}
        elif pa.types.is_list(field.type):
            assert kinds <= {np.ndarray}
        elif pa.types.is_boolean(field.type):
            assert kinds <= {bool, np.bool_}
        else:
            assert column.dtype.kind in "if", field.name


@pytest.mark.parametrize("table", TABLES)
def test_pandas_keeps_arrow_s_types_when_asked(dataset, table):
    found = pd.read_parquet(dataset / table, dtype_backend="pyarrow")
    for field in schema_of(table):
        kind = found[field.name].dtype.pyarrow_dtype
        assert kind == field.type or (pa.types.is_list(kind) and pa.types.is_list(field.type)), field.name


def test_dates_can_be_subtracted_and_compared(dataset):
    (row,) = (
        pl.read_parquet(dataset / "notices" / "*.parquet")
        .filter(pl.col("publication_date") > dt.date(2023, 1, 1))
        .rows(named=True)
    )
    assert (row["publication_date"] - row["feedback_date"]).days == 185
    frame = pd.read_parquet(dataset / "notices", dtype_backend="pyarrow").dropna(subset=["publication_date"])
    assert (frame["publication_date"] - frame["feedback_date"]).iloc[0].days == 185
