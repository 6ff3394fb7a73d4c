"""Errors of a query: in Chinese, with the names that may have been meant, and no word of DuckDB's."""

from __future__ import annotations

import pytest

from support.ledgers import make
from support.views import write
from taizhang.errors import UsageError
from taizhang.query.database import connect, select


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    path = tmp_path_factory.mktemp("mistakes") / "set"
    write(path, make()[1])
    with connect(path) as connection:
        yield connection


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT agencyy FROM v_ledger", "没有列 agencyy（no such column），是不是 agency"),
        ("SELECT n.regoin FROM notices n", "是不是 region"),
        ("SELECT 整改状态 FROM v_ledger", "是不是 status"),
        ("SELECT * FROM v_ledger WHERE status = completed", "若是文字，请写成 'completed'"),
        ("FROM v_ledgr", "没有表 v_ledgr（no such table），是不是 v_ledger"),
        ("FROM abcxyz", "可用的表：documents、"),
        ("SELECT medien(value) FROM counts", "没有函数 medien（no such function），是不是 median"),
        ("SELECT status, count(*) FROM v_ledger", "GROUP BY ALL"),
        ("SELECT notice_id FROM problems p JOIN notices n ON p.notice_id = n.notice_id", "USING (notice_id)"),
        ("SELECT sum(agency) FROM notices", "数值列才能求和"),
        ("SELECT * FROM notices WHERE publication_date > '2023-13-01'", "日期写成 '2023-01-31'"),
        ("SELECT agency FROM notices，problems", "全角符号 ，"),
        ("SELECT x FROM v_audits WHERE check = 'x'", 'check 是 SQL 的关键字，作列名要写成 "check"'),
        ("SELECT agency FROM", "SQL 有误"),
        ("SELECT one_unit(counting_unit), sum(measures) FROM v_problems", "计数单位不止一种，不可合计"),
    ],
)
def test_a_mistake_is_explained(dataset, sql, told):
    with pytest.raises(UsageError) as caught:
        select(dataset, sql)
    assert told in str(caught.value)
    assert "Error:" not in str(caught.value) and "\n" not in str(caught.value)


def test_the_connection_goes_on_after_a_mistake(dataset):
    for sql in ("SELECT nothing FROM notices", "SELECT 'a'::INT", "SELEC"):
        with pytest.raises(UsageError):
            select(dataset, sql)
    assert select(dataset, "SELECT count(*) AS n FROM notices").to_pylist() == [{"n": 1}]
