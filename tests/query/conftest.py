"""A question to a dataset of ledgers built by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from support.views import write
from taizhang.query.database import connect
from taizhang.records import Ledger


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., list[dict[str, object]]]:
    """Ask one question of a dataset that holds these ledgers."""

    def question(sql: str, *ledgers: Ledger) -> list[dict[str, object]]:
        path = tmp_path / "dataset"
        if not path.exists():
            write(path, *ledgers)
        with connect(path) as connection:
            rows: list[dict[str, object]] = connection.sql(sql).to_arrow_table().to_pylist()
            return rows

    return question
