import dataclasses

import pytest

from support.ledgers import make
from taizhang.errors import InvariantError
from taizhang.records import TABLES
from taizhang.store.rows import columns_from, columns_of_arrow, rows_by_table, tables_of, to_arrow


def test_rows_come_back_from_arrow_as_they_went_in():
    document, ledger = make()
    for table, rows in rows_by_table([document], [ledger]).items():
        columns = columns_from(table, rows)
        back = columns_of_arrow(to_arrow(table, columns))
        if table == "problems":  # 0.9 is not a float32
            columns["categories"][1][0]["score"] = pytest.approx(0.9)
        assert {name: back[name] for name in back if name not in {"read_share", "kind_score"}} == {
            name: columns[name] for name in columns if name not in {"read_share", "kind_score"}
        }


def test_every_table_is_there_when_there_are_no_rows():
    assert {name: table.num_rows for name, table in tables_of([], []).items()} == dict.fromkeys(TABLES, 0)


def test_a_value_of_another_type_is_refused_with_column_and_row():
    _, ledger = make()
    rows = [ledger.counts[0], dataclasses.replace(ledger.counts[1], value="三")]
    with pytest.raises(InvariantError, match="value") as caught:
        to_arrow("counts", columns_from("counts", rows))
    assert (caught.value.table, caught.value.row, caught.value.notice) == ("counts", 1, ledger.notice.notice_id)


def test_half_a_character_is_refused():
    _, ledger = make()
    with pytest.raises(InvariantError, match="text"):
        to_arrow("texts", columns_from("texts", [dataclasses.replace(ledger.text, text="\ud842")]))
