"""Seconds that each view takes for its question on a large dataset, and for all of its rows into Arrow.

    python benchmarks/replicas.py DATASET LARGE --notices 100000
    python benchmarks/views.py LARGE [--repeat 3] [--scan]

For each question the best of the repeats is printed: wall seconds and CPU seconds over all threads. On a machine that
does other work the wall time is noisy; CPU divided by the number of cores bounds it from below. The bar is 1 s.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import duckdb

from taizhang.query.database import connect
from taizhang.query.views import views

# What the view is for, as a question over all notices, or over one agency where it is read.
QUESTIONS: tuple[tuple[str, str], ...] = (
    ("v_ledger", "SELECT region, status, count(*) AS n, sum(measures) AS m FROM v_ledger GROUP BY ALL"),
    ("v_ledger", "SELECT aspect, count(*) AS n FROM v_ledger WHERE counting_unit = '问题' GROUP BY ALL"),
    ("ledger_of", "FROM ledger_of('{agency}')"),
    (
        "v_problems",
        "SELECT agency_function, year, category, count(*) AS n FROM v_problems WHERE counting_unit = '问题' GROUP BY ALL",
    ),
    ("v_problems", "SELECT province, status, avg(specificity), sum(measures) FROM v_problems GROUP BY ALL"),
    (
        "v_categories",
        "SELECT region, year, category_name, sum(problems) FROM v_categories WHERE counting_unit = '问题' GROUP BY ALL",
    ),
    ("v_measures", "SELECT agency_function, tense, count(*), avg(specificity) FROM v_measures GROUP BY ALL"),
    ("v_measures", "SELECT category, tense, count(*), avg(specificity) FROM v_measures GROUP BY ALL"),
    ("v_specificity", "SELECT agency_function, sum(measures), avg(mean_specificity) FROM v_specificity GROUP BY ALL"),
    ("v_specificity", "SELECT year, median(median_specificity) FROM v_specificity GROUP BY ALL"),
    (
        "v_status",
        "SELECT basis, counting_unit, count(*), median(completed_share) FROM v_status WHERE scope = 'main' GROUP BY ALL",
    ),
    ("v_outcomes", "SELECT outcome, counting_unit, count(*), sum(at_least) FROM v_outcomes GROUP BY ALL"),
    (
        "v_timeliness",
        "SELECT inspection_level, year, median(days_to_publication) FROM v_timeliness WHERE to_the_day GROUP BY ALL",
    ),
    (
        "v_agencies",
        "SELECT agency_function, counting_unit, count(*), avg(measures_per_problem) FROM v_agencies GROUP BY ALL",
    ),
    ("v_agencies", "SELECT caution, count(*) FROM (SELECT unnest(cautions) AS caution FROM v_agencies) GROUP BY ALL"),
    ("v_audits", 'SELECT "check", verdict, count(*) FROM v_audits GROUP BY ALL'),
    ("v_audits", "SELECT agency, explanation, evidence FROM v_audits WHERE verdict = 'inconsistent' LIMIT 200"),
    ("v_disagreements", "SELECT rule_category, model_category, count(*) FROM v_disagreements GROUP BY ALL"),
    ("v_left_out", "SELECT what, reason_code, count(*) FROM v_left_out GROUP BY ALL"),
    ("v_documents_account", "FROM v_documents_account"),
    ("v_words", "FROM v_words"),
    ("v_places", "FROM v_places WHERE notice_id = (SELECT max(notice_id) FROM notices)"),
    (
        "counts+problems+notices",
        "SELECT n.agency_function, p.category, c.role, count(*), sum(c.value) FROM counts c "
        "JOIN problems p USING (notice_id, problem_id) JOIN notices n USING (notice_id) "
        "WHERE c.role LIKE 'money%' GROUP BY ALL",
    ),
    (
        "counts+problems+notices",
        "SELECT n.province, p.status, count(*), sum(c.value) FROM counts c "
        "JOIN problems p USING (notice_id, problem_id) JOIN notices n USING (notice_id) "
        "WHERE c.role = 'money_refunded' GROUP BY ALL",
    ),
)


def measured(connection: duckdb.DuckDBPyConnection, sql: str, repeat: int) -> tuple[float, float, int]:
    """Least wall and CPU seconds of `repeat` runs, and the rows of the answer."""
    walls, cpus, rows = [], [], 0
    for _ in range(repeat):
        wall, cpu = time.perf_counter(), time.process_time()
        rows = connection.sql(sql).to_arrow_table().num_rows
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return min(walls), min(cpus), rows


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--scan", action="store_true", help="also every row of each view")
    arguments = parser.parse_args()
    start = time.perf_counter()
    with connect(arguments.dataset) as connection:
        print(f"open {time.perf_counter() - start:.2f} s")
        notices, agency = connection.sql("SELECT count(*), max(agency) FROM notices").fetchall()[0]
        print(f"{notices} notices")
        print("| view | question | wall s | CPU s | rows |\n|---|---|---|---|---|")
        work = [(name, sql.replace("{agency}", str(agency))) for name, sql in QUESTIONS]
        if arguments.scan:
            work += [(name, f"FROM {name}") for name in views()]
        for name, sql in work:
            wall, cpu, rows = measured(connection, sql, arguments.repeat)
            slow = " **slow**" if wall > 1 else ""
            print(f"| {name} | `{sql}` | {wall:.2f}{slow} | {cpu:.2f} | {rows} |", flush=True)


if __name__ == "__main__":
    main()
