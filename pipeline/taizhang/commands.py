"""What each command does: from parsed arguments to an exit status. Rooms are imported when a command needs them."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from taizhang.cli import DONE, FAILED, WRONG_USE
from taizhang.errors import UsageError
from taizhang.query.formats import Format
from taizhang.query.terminal import console, visible

if TYPE_CHECKING:
    from taizhang.classify.model import ModelChoice


def run(arguments: Namespace) -> int:
    """`taizhang run`: documents into a dataset, then the account."""
    from taizhang.engine.run import Options, run
    from taizhang.ingest.sources import inventory
    from taizhang.report.summary import print_summary

    found = inventory(arguments.source)
    options = Options(arguments.workers, arguments.timeout, arguments.redo, _model(arguments))
    out = Path(arguments.out)
    outcome = run(found, out, options)
    print_summary(outcome, out, console())
    for source in found.unusable:
        print(visible(f"错误 error：{source.failure}"), file=sys.stderr)
    if found.unusable:
        return WRONG_USE
    return FAILED if arguments.strict and outcome.account.quarantined else DONE


def show(arguments: Namespace) -> int:
    """`taizhang show`: one notice in the terminal."""
    from taizhang import api
    from taizhang.report.show import show

    model = _model(arguments)
    show(api.read(arguments.source, member=arguments.member, model=model), _console(arguments), full=arguments.full)
    return DONE


def query(arguments: Namespace) -> int:
    """`taizhang query`: one query, or a prompt."""
    from taizhang.query.database import connect, select
    from taizhang.query.formats import print_table, render, write
    from taizhang.query.prompt import prompt
    from taizhang.report.tables import print_columns

    terminal = _console(arguments)
    with connect(arguments.dataset) as connection:
        if arguments.sql is None:
            prompt(connection, terminal, lambda table: print_columns(table, terminal))
            return DONE
        data = select(connection, arguments.sql)
    output = Path(arguments.output) if arguments.output else None
    form: Format = arguments.format or _format_of(output)
    if output is not None:
        write(data, form, output, raw=arguments.raw)
        print(f"{output}：{data.num_rows} 行 rows", file=sys.stderr)
    elif form == "table":
        print_table(data, terminal)
    elif form == "parquet":
        raise UsageError("Parquet 不能写到终端（binary format）", remedy="请加 --output 文件名")
    else:
        sys.stdout.write(render(data, form, raw=arguments.raw))
    return DONE


def schema(arguments: Namespace) -> int:
    """`taizhang schema`: the data dictionary, or one table of it."""
    from taizhang.records import TABLES
    from taizhang.report.tables import print_columns, print_tables
    from taizhang.report.taxonomy import print_taxonomy
    from taizhang.store.dictionary import as_json

    if arguments.table == "categories":
        print_taxonomy(_console(arguments), as_json=arguments.json)
    elif arguments.json:
        names = [arguments.table] if arguments.table else list(TABLES)
        contents = [as_json(name).rstrip() for name in names]
        print(contents[0] if arguments.table else "[" + ",\n".join(contents) + "]")
    elif arguments.table:
        print_columns(arguments.table, _console(arguments))
    else:
        print_tables(_console(arguments))
    return DONE


def verify(arguments: Namespace) -> int:
    """`taizhang verify`: every promise re-checked; rows and logical hash of each table."""
    from taizhang.report.verification import print_verification
    from taizhang.store.verify import verify

    found = verify(arguments.dataset)
    print_verification(found, _console(arguments))
    return DONE if found.sound else FAILED


def evaluate(arguments: Namespace) -> int:
    """`taizhang evaluate`: scores against annotations, of a dataset or of what is extracted now."""
    from taizhang.evaluate.gold import load_gold
    from taizhang.evaluate.report import render
    from taizhang.evaluate.score import Score, score_notice
    from taizhang.reading import read_notice
    from taizhang.store.reader import open_dataset

    gold = [item for item in load_gold(Path(arguments.gold)) if arguments.split in (None, item.split)]
    if not gold:
        raise UsageError(
            f"没有属于 {arguments.split} 的标注（no annotation of this split）",
            subject=arguments.gold,
            remedy="请检查 --split",
        )
    if arguments.against is None:
        found = {item.doc.notice_id: read_notice(item.doc) for item in gold}
    else:
        found = {ledger.notice.notice_id: ledger for ledger in open_dataset(arguments.against).ledgers()}
    total = Score()
    for item in gold:
        ledger = found.get(item.doc.notice_id)
        if ledger is None:
            raise UsageError(
                f"数据集中没有 {item.name} 的通报（not in the dataset）",
                subject=arguments.against,
                remedy="请先用 taizhang run 处理标注所指的文本",
            )
        total.add(score_notice(item, ledger))
    print(render(total, notices=len(gold)))
    if arguments.mistakes:
        print("\n".join(map(visible, total.mistakes)))
    return DONE


def train(arguments: Namespace) -> int:
    """`taizhang train`: a model from a labelled corpus, with its scores."""
    from taizhang.classify.train import run as training
    from taizhang.report.training import print_results

    folder = Path(arguments.output)
    corpus, model = training.train(Path(arguments.corpus), folder, lambda line: print(line, file=sys.stderr))
    gold = tuple(Path(name) for name in arguments.gold if Path(name).is_dir())
    results = training.measure(corpus, model, folder, gold, authors=arguments.card is not None)
    print_results(results, console())
    if arguments.splits:
        training.write_corpus_splits(corpus, Path(arguments.splits))
    if arguments.card:
        tables = sorted(Path(arguments.tables).glob("*.md")) if arguments.tables else []
        training.write_card(
            corpus,
            results,
            Path(arguments.card),
            "\n".join(path.read_text("utf-8") for path in tables),
            Path(arguments.corpus),
        )
    return DONE


def _model(arguments: Namespace) -> ModelChoice:
    """None for --no-model, the folder of --model, else the one in the package."""
    from taizhang.classify.model import SHIPPED

    if arguments.no_model:
        return None
    return Path(arguments.model) if arguments.model else SHIPPED


def _console(arguments: Namespace) -> Console:
    return console(width=arguments.width, color=not arguments.no_color)


def _format_of(output: Path | None) -> Format:
    """The format that the name of the output file tells; a table on the terminal."""
    if output is None:
        return "table"
    known: dict[str, Format] = {".csv": "csv", ".json": "json", ".parquet": "parquet", ".md": "md"}
    if output.suffix.lower() not in known:
        raise UsageError(
            "不知写成何种格式（unknown format）",
            subject=str(output),
            remedy="请加 --format，或用 .csv、.json、.parquet、.md 作扩展名",
        )
    return known[output.suffix.lower()]
