"""Seconds that each view takes for its question on a large dataset, and for all of its rows into Arrow.

    python benchmarks/replicas.py DATASET LARGE --notices 100000
    python benchmarks/views.py LARGE [--repeat 5] [--scan] [--only v_ledger]

For each question: least and median wall seconds, least CPU seconds over all threads, and the CPU seconds over those of
a peer measured in the same run: polars giving the same answer from the same files (the answers are compared), or the
plain count of the owners of the rows of its main table. DuckDB has a thread a core. On a machine that does other work the
wall time is noisy; CPU divided by the number of cores bounds it from below. The bar is 1 s.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
from view_peers import POLARS, plain

from taizhang.query.database import connect
from taizhang.query.views import views


@dataclass(frozen=True, slots=True)
class Timing:
    """Wall and CPU seconds of some runs, and the last answer."""

    least: float
    median: float
    cpu: float
    answer: pa.Table


# What the view is for, as a question over all notices, or over one agency where it is read; and its peer.
QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("v_ledger", "SELECT region, status, count(*) AS n, sum(measures) AS m FROM v_ledger GROUP BY ALL", "ledger_sums"),
    (
        "v_ledger",
        "SELECT aspect, count(*) AS n FROM v_ledger WHERE counting_unit = '问题' GROUP BY ALL",
        "ledger_aspects",
    ),
    ("ledger_of", "FROM ledger_of('{agency}')", "notices"),
    (
        "v_problems",
        "SELECT agency_function, year, category, count(*) AS n FROM v_problems WHERE counting_unit = '问题' GROUP BY ALL",
        "problems",
    ),
    (
        "v_problems",
        "SELECT province, status, avg(specificity), sum(measures) FROM v_problems GROUP BY ALL",
        "problems_by_province",
    ),
    (
        "v_categories",
        "SELECT region, year, category_name, sum(problems) FROM v_categories WHERE counting_unit = '问题' GROUP BY ALL",
        "problems",
    ),
    (
        "v_measures",
        "SELECT agency_function, tense, count(*), avg(specificity) FROM v_measures GROUP BY ALL",
        "measures",
    ),
    (
        "v_measures",
        "SELECT category, tense, count(*), avg(specificity) FROM v_measures GROUP BY ALL",
        "measures_by_category",
    ),
    (
        "v_specificity",
        "SELECT agency_function, sum(measures), avg(mean_specificity) FROM v_specificity GROUP BY ALL",
        "measures",
    ),
    ("v_specificity", "SELECT year, median(median_specificity) FROM v_specificity GROUP BY ALL", "measures"),
    (
        "v_status",
        "SELECT basis, counting_unit, count(*), median(completed_share) FROM v_status WHERE scope = 'main' GROUP BY ALL",
        "counts",
    ),
    ("v_outcomes", "SELECT outcome, counting_unit, count(*), sum(at_least) FROM v_outcomes GROUP BY ALL", "counts"),
    (
        "v_timeliness",
        "SELECT inspection_level, year, median(days_to_publication) FROM v_timeliness WHERE to_the_day GROUP BY ALL",
        "dates",
    ),
    (
        "v_agencies",
        "SELECT agency_function, counting_unit, count(*), avg(measures_per_problem) FROM v_agencies GROUP BY ALL",
        "counts",
    ),
    (
        "v_agencies",
        "SELECT caution, count(*) FROM (SELECT unnest(cautions) AS caution FROM v_agencies) GROUP BY ALL",
        "counts",
    ),
    ("v_audits", 'SELECT "check", verdict, count(*) FROM v_audits GROUP BY ALL', "audits"),
    (
        "v_audits",
        "SELECT agency, explanation, evidence FROM v_audits WHERE verdict = 'inconsistent' LIMIT 200",
        "audits",
    ),
    ("v_disagreements", "SELECT rule_category, model_category, count(*) FROM v_disagreements GROUP BY ALL", "problems"),
    ("v_left_out", "SELECT what, reason_code, count(*) FROM v_left_out GROUP BY ALL", "counts"),
    ("v_documents_account", "FROM v_documents_account", "documents"),
    ("v_words", "FROM v_words", "notices"),
    ("v_places", "FROM v_places WHERE notice_id = (SELECT max(notice_id) FROM notices)", "notices"),
    (
        "counts+problems+notices",
        "SELECT n.agency_function, p.category, c.role, count(*), sum(c.value) FROM counts c "
        "JOIN problems p USING (notice_id, problem_id) JOIN notices n USING (notice_id) "
        "WHERE c.role LIKE 'money%' GROUP BY ALL",
        "money",
    ),
    (
        "counts+problems+notices",
        "SELECT n.province, p.status, count(*), sum(c.value) FROM counts c "
        "JOIN problems p USING (notice_id, problem_id) JOIN notices n USING (notice_id) "
        "WHERE c.role = 'money_refunded' GROUP BY ALL",
        "counts",
    ),
)


def measured(ask: Callable[[], pa.Table], repeat: int) -> Timing:
    """How long `ask` takes, `repeat` times."""
    walls, cpus = [], []
    for _ in range(max(1, repeat)):
        wall, cpu = time.perf_counter(), time.process_time()
        answer = ask()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return Timing(min(walls), statistics.median(walls), min(cpus), answer)


def asked(connection: duckdb.DuckDBPyConnection, sql: str) -> Callable[[], pa.Table]:
    """The query, to be measured."""
    return lambda: connection.sql(sql).to_arrow_table()


def against(connection: duckdb.DuckDBPyConnection, dataset: Path, peer: str, repeat: int) -> tuple[str, Timing]:
    """What a question is compared with, and how long that takes."""
    if peer in POLARS:
        return "polars", measured(lambda: POLARS[peer](dataset).collect().to_arrow(), repeat)
    return f"count {peer}", measured(asked(connection, plain(peer)), repeat)


def rows_of(answer: pa.Table) -> list[tuple[object, ...]]:
    """The rows of an answer in one order, to compare what two engines say: numbers to nine digits, and a sum or mean
    of nothing as 0, since one engine says null there and the other 0.
    """
    frame = pl.DataFrame(answer).with_columns(pl.selectors.numeric().cast(pl.Float64).fill_null(0.0))
    rows = [tuple(f"{x:.9g}" if isinstance(x, float) else x for x in row) for row in frame.rows()]
    return sorted(rows, key=repr)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--scan", action="store_true", help="also every row of each view")
    parser.add_argument("--only", help="only the questions of this view")
    arguments = parser.parse_args()
    start = time.perf_counter()
    with connect(arguments.dataset) as connection:
        print(f"open {time.perf_counter() - start:.2f} s")
        notices, agency = connection.sql("SELECT count(*), max(agency) FROM notices").fetchall()[0]
        threads = connection.sql("SELECT current_setting('threads')").fetchall()[0][0]
        print(f"{notices} notices, DuckDB {duckdb.__version__} with {threads} threads, polars {pl.__version__}")
        print("| view | question | least s | median s | CPU s | CPU / peer | peer | rows |\n" + "|---" * 8 + "|")
        work = [(name, sql.replace("{agency}", str(agency)), peer) for name, sql, peer in QUESTIONS]
        if arguments.scan:
            work += [(name, f"FROM {name}", "notices") for name in views()]
        peers: dict[str, tuple[str, Timing]] = {}
        for name, sql, peer in work:
            if arguments.only not in (None, name):
                continue
            if peer not in peers:
                peers[peer] = against(connection, arguments.dataset, peer, arguments.repeat)
            title, other = peers[peer]
            found = measured(asked(connection, sql), arguments.repeat)
            slow = " **slow**" if found.least > 1 else ""
            wrong = " **DIFFERS**" if peer in POLARS and rows_of(found.answer) != rows_of(other.answer) else ""
            print(
                f"| {name} | `{sql}` | {found.least:.2f}{slow} | {found.median:.2f} | {found.cpu:.2f} "
                f"| {found.cpu / max(other.cpu, 0.001):.1f} | {title}{wrong} | {found.answer.num_rows} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
