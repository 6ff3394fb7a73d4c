import pytest

from support.ledgers import make
from taizhang.errors import DatasetError, UsageError
from taizhang.query.database import connect, select, views_sql
from taizhang.records import TABLES
from taizhang.settings import versions
from taizhang.store.writer import open_for_writing


@pytest.fixture
def dataset(tmp_path):
    path = tmp_path / "it's 数据集"
    with open_for_writing(path) as writer:
        for name in ("甲局", "乙局"):
            document, ledger = make(name)
            writer.commit([document], [ledger], versions())
    return path


def rows(path, sql):
    with connect(path) as connection:
        return select(connection, sql).to_pylist()


def test_every_table_is_a_view(dataset):
    assert {row["name"] for row in rows(dataset, "SHOW TABLES")} >= set(TABLES)
    assert rows(dataset, "SELECT count(*) AS n FROM counts JOIN notices USING (notice_id)") == [{"n": 8}]


def test_an_empty_dataset_can_be_asked_too(tmp_path):
    with open_for_writing(tmp_path):
        pass
    assert rows(tmp_path, "FROM v_ledger") == rows(tmp_path, "SELECT * FROM contacts") == []


def test_only_committed_shards_are_seen(dataset):
    part = next((dataset / "texts").glob("*.parquet"))
    (dataset / "texts" / "part-999999-left.parquet").write_bytes(part.read_bytes())
    assert rows(dataset, "SELECT count(*) AS n FROM texts") == [{"n": 2}]


def test_the_ledger_is_problem_by_problem(dataset):
    ledger = rows(dataset, "SELECT agency, aspect, problem, status, measures, measure_list FROM v_ledger")
    assert ledger[0] == {
        "agency": "乙局",
        "aspect": "组织学习方面",
        "problem": "学习不深入",
        "status": "completed",
        "measures": 2,
        "measure_list": ["召开会议3次，学习《条例》。", "完善制度2项。"],
    }
    assert [row["problem"] for row in ledger] == ["学习不深入", "检查流于形式"] * 2


def test_audits_carry_their_sentences_and_the_worst_come_first(dataset):
    audits = rows(dataset, "SELECT agency, verdict, evidence FROM v_audits")
    assert [row["verdict"] for row in audits] == ["inconsistent"] * 2 + ["consistent"] * 2
    assert audits[0]["evidence"] == ["指出2个方面3个问题"]


def test_the_account_adds_up(dataset):
    account = rows(dataset, "FROM v_documents_account")
    assert sum(row["documents"] for row in account) == 2


def test_each_view_says_what_a_row_is():
    for part in views_sql().split("CREATE VIEW ")[:-1]:
        comment = [line for line in part.splitlines() if line.startswith("-- ")]
        assert len(comment) >= 2


@pytest.mark.parametrize(
    "sql",
    [
        "COPY texts TO 'x.csv'",
        "DROP VIEW texts",
        "CREATE TABLE t AS SELECT 1",
        "INSERT INTO texts VALUES (1)",
        "ATTACH 'x.db'",
        "SET threads = 1",
        "INSTALL httpfs",
        "EXPLAIN ANALYZE COPY texts TO 'x.csv'",
        "SELECT 1; SELECT 2",
        "SELEC 1",
        "SELECT nothing FROM texts",
        "",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
    ],
)
def test_whatever_is_no_query_of_the_dataset_is_refused(dataset, sql, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(path.name for path in dataset.rglob("*"))
    with connect(dataset) as connection, pytest.raises(UsageError):
        select(connection, sql)
    assert sorted(path.name for path in dataset.rglob("*")) == before
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize(
    "sql",
    [
        "DESCRIBE texts",
        "SUMMARIZE counts",
        "EXPLAIN SELECT 1",
        "FROM notices",
        "VALUES (1)",
        "WITH a AS (SELECT 1) SELECT * FROM a;",
    ],
)
def test_every_form_of_query_is_accepted(dataset, sql):
    assert rows(dataset, sql)


def test_what_is_no_dataset_is_refused(tmp_path):
    with pytest.raises(DatasetError):
        connect(tmp_path)


def test_a_missing_file_is_a_damaged_dataset(dataset):
    next((dataset / "texts").glob("*.parquet")).unlink()
    with pytest.raises(DatasetError, match="verify"):
        connect(dataset)
