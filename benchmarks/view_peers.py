"""What the views are measured against: the same answer from the same files with polars, or the plain reading of columns.

Where polars answers too, the rows of both answers are compared, so that a fast view is not a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl

_KEY = ["notice_id", "problem_id"]


def _table(dataset: Path, name: str) -> pl.LazyFrame:
    return pl.scan_parquet(dataset / name / "*.parquet")


def _owned(dataset: Path, *columns: str) -> pl.LazyFrame:
    """The notices, with these columns only."""
    return _table(dataset, "notices").select("notice_id", *columns)


def _ledger_sums(dataset: Path) -> pl.LazyFrame:
    measures = _table(dataset, "measures").group_by(_KEY).agg(pl.len().alias("measures"))
    return (
        _table(dataset, "problems")
        .filter(pl.col("level") != "aspect")
        .join(measures, on=_KEY, how="left")
        .join(_owned(dataset, "region"), on="notice_id")
        .group_by("region", "status")
        .agg(pl.len().alias("n"), pl.col("measures").sum().alias("m"))
    )


def _ledger_aspects(dataset: Path) -> pl.LazyFrame:
    problems = _table(dataset, "problems")
    aspects = problems.filter(pl.col("level") == "aspect").select(
        "notice_id", pl.col("problem_id").alias("parent_id"), pl.col("title").alias("aspect")
    )
    return (
        problems.filter(pl.col("level") == "problem")
        .join(aspects, on=["notice_id", "parent_id"], how="left")
        .group_by("aspect")
        .agg(pl.len().alias("n"))
    )


def _measures_by_category(dataset: Path) -> pl.LazyFrame:
    problems = _table(dataset, "problems").select(*_KEY, "category")
    return (
        _table(dataset, "measures")
        .join(problems, on=_KEY, how="left")
        .group_by("category", "tense")
        .agg(pl.len(), pl.col("specificity").cast(pl.Float64).mean())
    )


def _problems_by_province(dataset: Path) -> pl.LazyFrame:
    measures = (
        _table(dataset, "measures")
        .group_by(_KEY)
        .agg(pl.len().alias("measures"), pl.col("specificity").cast(pl.Float64).mean())
    )
    return (
        _table(dataset, "problems")
        .join(measures, on=_KEY, how="left")
        .join(_owned(dataset, "province"), on="notice_id")
        .group_by("province", "status")
        .agg(pl.col("specificity").mean(), pl.col("measures").sum())
    )


def _money(dataset: Path) -> pl.LazyFrame:
    return (
        _table(dataset, "counts")
        .filter(pl.col("role").str.starts_with("money"))
        .join(_table(dataset, "problems").select(*_KEY, "category"), on=_KEY)
        .join(_owned(dataset, "agency_function"), on="notice_id")
        .group_by("agency_function", "category", "role")
        .agg(pl.len(), pl.col("value").sum())
    )


POLARS: Mapping[str, Callable[[Path], pl.LazyFrame]] = {
    "ledger_sums": _ledger_sums,
    "ledger_aspects": _ledger_aspects,
    "measures_by_category": _measures_by_category,
    "problems_by_province": _problems_by_province,
    "money": _money,
}


def plain(table: str) -> str:
    """The query that does the least a view over `table` can do: read who owns each row, and count the owners."""
    return f"SELECT count(*) FROM (SELECT notice_id FROM {table} GROUP BY notice_id)"
