import json

import pytest

from taizhang.lexicon import load
from taizhang.records import TABLES
from taizhang.store.dictionary import as_json, as_markdown, columns_of, title_of, word_names


@pytest.mark.parametrize("table", TABLES)
def test_every_closed_word_has_a_chinese_name_and_every_name_a_word(table):
    for column in columns_of(table):
        if column.words:
            assert tuple(word_names(table, column.name)) == column.words, f"{table}.{column.name}"


def test_every_table_has_a_chinese_title():
    assert tuple(load("words")["tables"]) == tuple(TABLES)
    assert title_of("notices", "zh").startswith("通报")


def test_json_says_what_a_column_refers_to_and_its_words():
    columns = {item["name"]: item for item in json.loads(as_json("measures"))["columns"]}
    assert columns["problem_id"]["key"] == "problems.problem_id"
    assert columns["tense"]["words"]["done"]
    assert columns["surface"]["nullable"] is False


@pytest.mark.parametrize("language", ["zh", "en"])
def test_markdown_names_every_column_in_a_row_of_five_cells(language):
    text = as_markdown(language)
    for table in TABLES:
        for column in columns_of(table):
            assert f"| `{column.name}` | `{column.type}` |" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} == {6}
