"""What `taizhang run` prints at its end: the account, what is in the dataset, and where to look next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from taizhang.engine.run import Outcome
from taizhang.query.database import connect, select
from taizhang.query.terminal import visible
from taizhang.report.words import named, verdict_mark
from taizhang.store.reader import open_dataset
from taizhang.vocabulary import OUTCOMES, VERDICTS

_LISTED = 40
_VERSIONED = {"program": "程序 program", "schema": "表结构 schema", "lexicon": "词表 lexicon", "model": "模型 model"}
_REFUSED = 20


def print_summary(outcome: Outcome, path: Path, console: Console) -> None:
    """The account of this run, then what the dataset at `path` holds."""
    _account(outcome, console)
    manifest = open_dataset(path).manifest
    rows = manifest.rows()
    console.print(Text(f"\n数据集 dataset  {path}", style="bold"), soft_wrap=True)
    console.print("  " + "，".join(f"{table} {number:,}" for table, number in rows.items() if number), soft_wrap=True)
    if rows["notices"]:
        _notices(path, console)
        _verdicts(path, console)
    console.print(f'\n下一步 next:  taizhang query {path} "FROM v_ledger"    taizhang verify {path}', soft_wrap=True)


def _account(outcome: Outcome, console: Console) -> None:
    account = outcome.account
    parts = [f"{named('outcome', word)} {word} {account.outcomes[word]}" for word in OUTCOMES]
    if account.already_done:
        parts.append(f"已在数据集 done before {account.already_done}")
    console.print(Text(f"收到 in {account.received} 份 ＝ {' ＋ '.join(parts)}", style="bold"), soft_wrap=True)
    for (word, code), number in sorted(account.reasons.items()):
        if (word, code) == ("duplicate", "duplicate"):
            continue  # said by the line above
        what = named("kind", code) if word == "not_a_notice" else code
        console.print(f"  {named('outcome', word)} {number}：{what}")
    for name, reason in account.refused[:_REFUSED]:
        console.print(Text(f"  ✗ {visible(name)}  {visible(reason)}", style="red"), soft_wrap=True)
    if account.quarantined > _REFUSED:
        console.print(f"  …另有 {account.quarantined - _REFUSED} 份，见 documents 表（see table documents）")
    for note in _versions(outcome):
        console.print(Text(f"! {note}", style="yellow"), soft_wrap=True)


def _versions(outcome: Outcome) -> Iterator[str]:
    """What is to be said of shards that another version made."""
    if outcome.absent:
        yield (
            f"有 {outcome.absent} 份文档不在这次给出的来源中，未重做，原样保留"
            "（kept as they were: no source given holds these documents）"
        )
    elif outcome.outdated:
        what = "、".join(_VERSIONED[name] for name in outcome.changed)
        yield f"有 {outcome.outdated} 个分片由其他版本生成（{what}），未重做；加 --redo 可重做（made by another version）"
    if outcome.unfinished:
        yield "有一次重做尚未完成，数据集仍是原来的；再次运行 --redo 即从中断处继续（an unfinished redo; run --redo again）"


def _notices(path: Path, console: Console) -> None:
    with connect(path) as connection:
        rows = select(
            connection,
            f"""
            SELECT coalesce(agency, agency_raw, title, source_uri) AS name, aspects_claimed, aspects_enumerated,
                   problems_claimed, problems_enumerated, subproblems_enumerated, measures_enumerated, audit_verdict
            FROM notices ORDER BY source_uri, notice_id LIMIT {_LISTED + 1}""",
        ).to_pylist()
    table = Table(header_style="bold")
    table.add_column("通报 notice", overflow="fold")
    for heading in ("方面\n称/列", "问题\n称/列", "子问题", "措施"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("核对", no_wrap=True)
    for row in rows[:_LISTED]:
        table.add_row(
            Text(visible(row["name"])),
            _pair(row["aspects_claimed"], row["aspects_enumerated"]),
            _pair(row["problems_claimed"], row["problems_enumerated"]),
            _one(row["subproblems_enumerated"]),
            _one(row["measures_enumerated"]),
            verdict_mark(row["audit_verdict"]) if row["audit_verdict"] else Text("—"),
        )
    console.print(table)
    console.print("称：通报声称 claimed；列：正文列出 listed；核对：各项核对中最差的结论 worst verdict", style="dim")
    if len(rows) > _LISTED:
        console.print(f"…只列前 {_LISTED} 份（first {_LISTED} only）")


def _verdicts(path: Path, console: Console) -> None:
    with connect(path) as connection:
        rows = select(connection, "SELECT verdict, count(*) AS n FROM audits GROUP BY verdict").to_pylist()
        odd = select(
            connection,
            f"""
            SELECT coalesce(agency, source_uri) AS name, explanation FROM v_audits WHERE verdict = 'inconsistent'
            LIMIT {_REFUSED}""",
        ).to_pylist()
    number = {row["verdict"]: row["n"] for row in rows}
    marks = [verdict_mark(word).append(f" {number[word]}") for word in reversed(VERDICTS) if number.get(word)]
    if marks:
        console.print(Text("核对结论 audits  ").append_text(Text("   ").join(marks)))
    for row in odd:
        console.print(Text(f"  ✗ {visible(row['name'])}：{visible(row['explanation'])}"), soft_wrap=True)


def _pair(claimed: int | None, found: int | None) -> str:
    return f"{_one(claimed)}/{_one(found)}"


def _one(value: int | None) -> str:
    return "—" if value is None else str(value)
