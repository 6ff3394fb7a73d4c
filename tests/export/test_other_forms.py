"""CSV, DuckDB and SQLite, each read back by what it is for."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sqlite3

import duckdb
import pytest

from taizhang.errors import UsageError
from taizhang.export.delimited import write_csv
from taizhang.export.duckdb_file import write_duckdb
from taizhang.export.sqlite_file import write_sqlite
from taizhang.query.database import connect
from taizhang.query.formats import unformulaic
from taizhang.query.views import views
from taizhang.records import TABLES
from taizhang.store.dictionary import columns_of


def test_csv_has_a_mark_every_table_and_no_formula(dataset, tmp_path):
    with connect(dataset) as connection:
        written = write_csv(connection, tmp_path / "csv")
    assert sorted(path.stem for path in (tmp_path / "csv").iterdir()) == sorted(TABLES)
    assert (tmp_path / "csv" / "texts.csv").read_bytes().startswith("\ufeff".encode())
    with (tmp_path / "csv" / "problems.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == written["problems"] == 6
    assert rows[1]["statement"].startswith("'=1+1")
    assert json.loads(rows[1]["categories"])[0]["id"] == "01"
    assert list(rows[0]) == [column.name for column in columns_of("problems")]


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("-5", "-5"),
        ("+3.5", "+3.5"),
        ("-5%", "-5%"),
        ("-5+cmd", "'-5+cmd"),
        ("－５", "'－５"),
        ("=1", "'=1"),
        ("一-", "一-"),
    ],
)
def test_signed_numbers_are_no_formulas(text, guarded):
    assert unformulaic(text) == guarded


def test_a_duckdb_file_has_tables_types_views_and_comments(dataset, tmp_path):
    with connect(dataset) as connection:
        assert write_duckdb(connection, tmp_path / "台账.duckdb")["notices"] == 2
        kinds = {(table, row[0], row[1]) for table in TABLES for row in connection.sql(f"DESCRIBE {table}").fetchall()}
    with duckdb.connect(str(tmp_path / "台账.duckdb"), read_only=True) as made:
        assert {
            (table, row[0], row[1]) for table in TABLES for row in made.sql(f"DESCRIBE {table}").fetchall()
        } == kinds
        for name in views():
            made.sql(f"FROM {name}").fetchall()
        assert made.sql("SELECT count(*) FROM ledger_of('甲')").fetchall() == [(2,)]
        assert made.sql("SELECT zh('status', status) FROM v_ledger WHERE status IS NOT NULL").fetchall()[0] == (
            "已完成",
        )
        bare = made.sql(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal "
            "AND table_name <> '_words'"
        )
        assert bare.fetchall() == []


def test_a_sqlite_file_has_strict_types_keys_and_its_dictionary(dataset, tmp_path):
    with connect(dataset) as connection:
        write_sqlite(connection, tmp_path / "a.sqlite")
    with sqlite3.connect(tmp_path / "a.sqlite") as made:
        assert made.execute("SELECT typeof(publication_date), publication_date FROM notices").fetchone() == (
            "text",
            dt.date(2023, 9, 2).isoformat(),
        )
        assert made.execute("SELECT DISTINCT typeof(value) FROM counts").fetchall() == [("real",)]
        assert made.execute("SELECT DISTINCT typeof(char_start) FROM problems").fetchall() == [("integer",)]
        assert json.loads(made.execute("SELECT evidence FROM audits").fetchone()[0])[0]["text"]
        listed = made.execute("SELECT count(*) FROM data_dictionary WHERE zh <> ''").fetchone()[0]
        assert listed == sum(len(columns_of(table)) for table in TABLES)
        with pytest.raises(sqlite3.IntegrityError):
            made.execute("INSERT INTO texts SELECT * FROM texts")
    made.close()


def test_only_what_was_chosen_is_exported(dataset, tmp_path):
    with connect(dataset, "agency = '甲局'") as connection:
        written = write_csv(connection, tmp_path / "csv")
        assert connection.sql("SELECT DISTINCT agency FROM v_ledger").fetchall() == [("甲局",)]
    assert (written["notices"], written["documents"], written["problems"]) == (1, 1, 3)


@pytest.mark.parametrize(
    "where", ["agenci = '甲局'", "agency = 'no such'", "1) ; DROP VIEW notices; --", "agency", "("]
)
def test_a_condition_that_chooses_nothing_is_refused(dataset, where):
    with pytest.raises(UsageError, match="where"):
        connect(dataset, where)


def test_a_comment_in_the_condition_does_not_reach_further(dataset):
    with connect(dataset, "agency = '甲局' -- only this one") as connection:
        assert connection.sql("SELECT count(*) FROM notices").fetchall() == [(1,)]
