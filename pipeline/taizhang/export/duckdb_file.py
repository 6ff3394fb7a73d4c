"""A DuckDB file: the tables with their types, the views and macros of `taizhang query`, and a comment on every column."""

from __future__ import annotations

from pathlib import Path

import duckdb

from taizhang.errors import UsageError
from taizhang.query.definitions import define_views
from taizhang.query.views import views
from taizhang.records import TABLES
from taizhang.store.dictionary import columns_of, title_of


def write_duckdb(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, int]:
    """Write the tables that `connection` has to a new DuckDB file at `path`; rows of each table.

    Raises `UsageError` when it can not be written.
    """
    temporary = path.with_name(f".{path.name}.new")
    temporary.unlink(missing_ok=True)
    written = {}
    try:
        with duckdb.connect(str(temporary)) as made:
            for table in TABLES:
                made.execute(_create(table))
                for batch in connection.sql(f"SELECT * FROM {table}").to_arrow_reader(50_000):
                    made.register("_incoming", batch)
                    made.execute(f"INSERT INTO {table} BY NAME SELECT * FROM _incoming")
                    made.unregister("_incoming")
                written[table] = made.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
            define_views(made)
            _comment(made)
        temporary.replace(path)
    except (duckdb.Error, OSError) as error:
        raise UsageError(
            f"无法写入（can not be written）：{str(error).partition(chr(10))[0]}",
            subject=str(path),
            remedy="请检查路径、权限和磁盘空间",
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
    return written


_TYPES = {
    "string": "VARCHAR",
    "bool": "BOOLEAN",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "float32": "FLOAT",
    "float64": "DOUBLE",
    "date32": "DATE",
    "list<string>": "VARCHAR[]",
    "list<struct<id:string,score:float32,source:string>>": "STRUCT(id VARCHAR, score FLOAT, source VARCHAR)[]",
    "list<struct<unit:string,value:float64>>": "STRUCT(unit VARCHAR, value DOUBLE)[]",
    "list<struct<char_start:int64,part:string,page:int32,paragraph:int32,offset:int64>>": (
        'STRUCT(char_start BIGINT, part VARCHAR, page INTEGER, paragraph INTEGER, "offset" BIGINT)[]'
    ),
    "list<struct<char_start:int64,char_end:int64,text:string>>": "STRUCT(char_start BIGINT, char_end BIGINT, text VARCHAR)[]",
}


def _create(table: str) -> str:
    columns = (f'"{item.name}" {_TYPES[item.type]}{"" if item.nullable else " NOT NULL"}' for item in columns_of(table))
    return f"CREATE TABLE {table} ({', '.join(columns)})"


def _comment(made: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES:
        made.execute(f"COMMENT ON TABLE {table} IS {_quoted(title_of(table, 'zh'))}")
        for item in columns_of(table):
            made.execute(f'COMMENT ON COLUMN {table}."{item.name}" IS {_quoted(f"{item.zh} {item.en}")}')
    for view in views().values():
        made.execute(f"COMMENT ON VIEW {view.name} IS {_quoted(f'{view.zh} {view.en}')}")
        for column in view.columns:
            made.execute(f'COMMENT ON COLUMN {view.name}."{column.name}" IS {_quoted(f"{column.zh} {column.en}")}')


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
