"""The dictionary of the views: complete, published, in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.ledgers import make
from support.views import write
from taizhang.cli import main
from taizhang.errors import UsageError
from taizhang.query.database import connect
from taizhang.query.views import as_json, as_markdown, view, views

DOCUMENT = Path(__file__).parents[2] / "docs" / "views.md"


def test_every_view_and_column_is_explained_in_both_languages(tmp_path):
    write(tmp_path / "set", make()[1])
    with connect(tmp_path / "set") as connection:
        there = {name for (name,) in connection.sql("SHOW TABLES").fetchall() if name.startswith("v_")}
        assert there == set(views())
        for item in views().values():
            described = connection.sql(f"DESCRIBE {item.name}").fetchall()
            assert [(column.name, column.type) for column in item.columns] == [tuple(row[:2]) for row in described]
            assert all(column.zh and column.en.isascii() and not column.zh.isascii() for column in item.columns)


def test_orders_and_columns_to_keep_apart_are_columns(tmp_path):
    write(tmp_path / "set", make()[1])
    with connect(tmp_path / "set") as connection:
        for item in views().values():
            connection.sql(f"FROM {item.name} ORDER BY {item.order}").fetchall()
            assert set(item.apart) <= {column.name for column in item.columns}


def test_the_published_dictionary_is_that_of_the_views():
    """The drift test: run `python -m taizhang.query.publish` after a change of a view."""
    assert DOCUMENT.read_text("utf-8") == as_markdown()


def test_the_command_explains_a_view(capsys):
    assert main(["schema", "v_status", "--no-color", "--width", "120"]) == 0
    shown = capsys.readouterr().out
    assert "completed_share" in shown and "keep apart: counting_unit、basis、scope" in shown
    assert main(["schema", "v_status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(as_json("v_status"))
    assert main(["schema"]) == 0
    assert "v_timeliness" in capsys.readouterr().out
    assert main(["schema", "v_none"]) == 2
    with pytest.raises(UsageError, match="v_none"):
        view("v_none")
