import pytest

from support.ledgers import make
from taizhang.query.database import connect
from taizhang.query.prompt import prompt
from taizhang.query.terminal import console
from taizhang.settings import versions
from taizhang.store.writer import open_for_writing


@pytest.fixture
def talk(tmp_path):
    with open_for_writing(tmp_path) as writer:
        document, ledger = make()
        writer.commit([document], [ledger], versions())

    def run(*lines: str) -> str:
        given = iter(lines)
        terminal = console(width=100, color=False)

        def ask(_: str) -> str:
            try:
                return next(given)
            except StopIteration:
                raise EOFError from None

        with connect(tmp_path) as connection, terminal.capture() as capture:
            prompt(connection, terminal, lambda table: terminal.print(f"columns of {table}"), ask)
        return capture.get()

    return run


def test_a_query_may_take_several_lines(talk):
    assert "某县水利局" in talk("SELECT agency", "FROM notices;")
    assert "某县水利局" in talk("FROM notices", "")


def test_a_mistake_does_not_end_the_prompt(talk):
    text = talk("SELEC;", "SELECT 41 + 1 AS answer;")
    assert "SQL 有误" in text
    assert "42" in text


def test_commands(talk):
    text = talk(".tables", ".schema counts", ".nonsense", ".quit", "SELECT 'after' || 'wards';")
    assert "v_ledger" in text
    assert "columns of counts" in text
    assert "afterwards" not in text
