"""The views of a dataset and what goes with them: names of closed words, guards against mixed units, `ledger_of`."""

from __future__ import annotations

import re
from importlib.resources import files

import duckdb
import pyarrow as pa

from taizhang.lexicon import load

VIEWS = (
    "views",
    "views_problems",
    "views_categories",
    "views_measures",
    "views_status",
    "views_outcomes",
    "views_timeliness",
    "views_agencies",
    "views_left_out",
    "views_places",
)
_LEDGER = re.compile(r"CREATE VIEW v_ledger AS\n(.*?);\n", re.DOTALL)

# one_unit refuses a mixture, units names what is in it. What is not said is a unit of its own.
_GUARDS = """
CREATE MACRO units(unit) AS string_agg(DISTINCT coalesce(unit, '未说'), '、' ORDER BY coalesce(unit, '未说'));
CREATE MACRO one_unit(unit) AS CASE
    WHEN count(DISTINCT coalesce(unit, '未说')) > 1
    THEN error('计数单位不止一种，不可合计：' || string_agg(DISTINCT coalesce(unit, '未说'), '、'))
    ELSE any_value(unit)
END;
"""
# The ledger of one agency without grouping the measures of all: the tables, cut to its notices, stand in for themselves.
_LEDGER_OF = """
CREATE MACRO ledger_of(wanted) AS TABLE
WITH chosen AS (
    SELECT notice_id FROM {schema}.notices
    WHERE contains(agency, wanted) OR notice_id = wanted OR source_uri = wanted
),
notices AS (SELECT * FROM {schema}.notices WHERE notice_id IN (SELECT notice_id FROM chosen)),
problems AS (SELECT * FROM {schema}.problems WHERE notice_id IN (SELECT notice_id FROM chosen)),
measures AS (SELECT * FROM {schema}.measures WHERE notice_id IN (SELECT notice_id FROM chosen))
SELECT * FROM ({ledger}) ORDER BY source_uri, notice_id, char_start, level, problem_id;
"""


def views_sql() -> str:
    """The documented views, as SQL."""
    folder = files("taizhang.query")
    return "\n".join((folder / f"{name}.sql").read_text("utf-8") for name in VIEWS)


def words_table() -> pa.Table:
    """Every closed word with its section and its Chinese name, categories included."""
    named = [(section, word, name) for section, words in load("words").items() for word, name in words.items()]
    named += [("category", category["id"], category["zh"]) for category in load("categories")["category"]]
    sections, words, names = zip(*sorted(named), strict=True)
    return pa.table({"section": sections, "word": words, "zh": names})


def define_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the views and macros over tables that are there already, and the table of words they need."""
    connection.register("_incoming_words", words_table())
    connection.execute("CREATE TABLE _words AS SELECT * FROM _incoming_words")
    connection.unregister("_incoming_words")
    connection.execute("CREATE VIEW v_words AS SELECT * FROM _words")
    connection.execute(
        "CREATE MACRO zh(part, code) AS "
        "coalesce((SELECT w.zh FROM _words w WHERE w.section = part AND w.word = code), code)"
    )
    connection.execute(_GUARDS)
    sql = views_sql()
    connection.execute(sql)
    ledger = _LEDGER.search(sql)
    assert ledger is not None  # the file of this package; a test reads it
    connection.execute(_LEDGER_OF.format(ledger=ledger[1], schema="main"))
