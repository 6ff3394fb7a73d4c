import dataclasses
import json
from typing import get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.errors import UsageError
from taizhang.records import SCHEMA_VERSION, TABLES
from taizhang.store.schema import IDENTITY, parse_type, schema_of

SCALARS = {
    "string": pa.string(),
    "bool": pa.bool_(),
    "int32": pa.int32(),
    "float64": pa.float64(),
    "date32": pa.date32(),
}


@pytest.mark.parametrize("table", TABLES)
def test_schema_has_a_column_for_each_field_with_its_meaning(table):
    schema = schema_of(table)
    assert schema.names == [item.name for item in dataclasses.fields(TABLES[table])]
    for field in schema:
        assert field.metadata[b"zh"].decode()
        assert field.metadata[b"en"].decode()
    assert schema.metadata[b"taizhang.schema_version"].decode() == SCHEMA_VERSION
    assert set(IDENTITY.get(table, ())) <= set(schema.names)


@pytest.mark.parametrize("table", TABLES)
def test_a_column_may_be_null_exactly_when_its_field_may_be_none(table):
    hints = get_type_hints(TABLES[table])
    for field in schema_of(table):
        assert field.nullable == (type(None) in getattr(hints[field.name], "__args__", ())), field.name


@pytest.mark.parametrize("table", TABLES)
def test_schema_survives_a_parquet_file(table, tmp_path):
    pq.write_table(schema_of(table).empty_table(), tmp_path / "x.parquet")
    assert pq.read_schema(tmp_path / "x.parquet").equals(schema_of(table), check_metadata=True)


def test_closed_words_are_in_the_metadata():
    words = json.loads(schema_of("audits").field("verdict").metadata[b"words"])
    assert words == ["consistent", "inconsistent", "unverifiable"]


def test_members_of_lists_are_never_null():
    evidence = schema_of("audits").field("evidence").type
    assert not evidence.value_field.nullable
    assert not evidence.value_type.field("char_start").nullable


@given(
    st.recursive(
        st.sampled_from(sorted(SCALARS)).map(lambda name: (name, SCALARS[name])),
        lambda inner: (
            inner.map(lambda pair: (f"list<{pair[0]}>", pa.list_(pa.field("element", pair[1], nullable=False))))
            | st.tuples(inner, inner).map(
                lambda pairs: (
                    f"struct<a:{pairs[0][0]},b:{pairs[1][0]}>",
                    pa.struct([("a", pairs[0][1]), ("b", pairs[1][1])]),
                )
            )
        ),
        max_leaves=4,
    ),
    st.booleans(),
)
@settings(derandomize=True, max_examples=100)
def test_every_type_that_can_be_written_is_read(pair, required):
    text, dtype = pair
    assert parse_type(text + "!" * required) == (dtype, not required)


@pytest.mark.parametrize(
    "text", ["", "int", "list<string", "list<>", "struct<a>", "string!!", "string;", "list<string>>"]
)
def test_anything_else_is_refused(text):
    with pytest.raises((ValueError, IndexError)):
        parse_type(text)


def test_a_table_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(UsageError, match="documents"):
        schema_of("document")
