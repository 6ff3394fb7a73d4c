import pytest

from taizhang.errors import UsageError
from taizhang.query.terminal import console
from taizhang.records import TABLES
from taizhang.report.tables import print_columns, print_tables
from taizhang.store.dictionary import columns_of


def printed(call) -> str:
    terminal = console(width=100, color=False)
    with terminal.capture() as capture:
        call(terminal)
    return capture.get()


def test_all_tables_are_listed():
    text = printed(print_tables)
    assert all(table in text for table in TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_explained(table):
    text = printed(lambda terminal: print_columns(table, terminal))
    for column in columns_of(table):
        assert f" {column.name} " in text


def test_a_table_that_is_not_there_is_refused():
    with pytest.raises(UsageError, match="notices"):
        printed(lambda terminal: print_columns("notice", terminal))
