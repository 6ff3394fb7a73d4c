"""What a reader of an exported file must know of where it comes from."""

from __future__ import annotations

from pathlib import Path

import duckdb

from taizhang.store.reader import open_dataset


def facts(path: Path, connection: duckdb.DuckDBPyConnection, where: str | None) -> list[tuple[str, str]]:
    """Name and value: the dataset, what was chosen of it, how many notices and agencies, the versions that made it."""
    manifest = open_dataset(path).manifest
    notices, agencies = connection.execute("SELECT count(*), count(DISTINCT agency) FROM notices").fetchall()[0]
    versions = sorted(
        {
            f"程序 {entry.versions.get('program')}，表结构 {entry.versions.get('schema')}，"
            f"词表 {entry.versions.get('lexicon')}，模型 {entry.versions.get('model') or '未用'}"
            for entry in manifest.shards
        }
    )
    return [
        ("数据集", path.name),
        ("选取条件", where or "全部通报"),
        ("通报", f"{notices} 份，单位 {agencies} 个"),
        *(("生成版本", text) for text in versions),
    ]
