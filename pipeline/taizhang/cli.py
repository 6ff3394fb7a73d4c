"""The command line. Only this module parses arguments; what a command does is in `taizhang.commands`.

Exit status: 0 done, 1 some documents quarantined under --strict or a dataset that does not hold, 2 wrong use.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence

from taizhang.errors import TaizhangError
from taizhang.query.terminal import visible
from taizhang.settings import PROGRAM_VERSION, limit
from taizhang.vocabulary import VERDICTS

DONE, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130

_EPILOG = """\
退出状态 exit status: 0 完成 done；1 --strict 下有文档被隔离，或数据集校验不通过；2 用法有误 wrong use

例 examples:
  taizhang run 通报文件夹 --out 台账数据集
  taizhang show 通报.html
  taizhang query 台账数据集 "SELECT agency, problem, status FROM v_ledger"
"""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        super().add_usage(usage, actions, groups, "用法 usage: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **settings: object) -> None:
        super().__init__(formatter_class=_Formatter, add_help=False, allow_abbrev=False, **settings)  # type: ignore[arg-type]
        self._positionals.title = "参数 arguments"
        self._optionals.title = "选项 options"
        self.add_argument("-h", "--help", action="help", help="本说明 this help")

    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"用法有误 wrong use：{message}\n查看说明 help: {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command; its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal of another encoding must not end the run
    arguments = parser().parse_args(argv)
    try:
        status: int = arguments.command(arguments)
        sys.stdout.flush()
    except TaizhangError as error:
        print(visible(f"错误 error：{error}"), file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print("已中断；已提交的分片完好，再次运行即可继续 interrupted; run again to go on", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has had enough; not an error
        return DONE
    return status


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(
        prog="taizhang",
        epilog=_EPILOG,
        description=(
            "台账：把公开的巡察（巡视）整改情况通报变成可审计的表格\n"
            "Turns published inspection-rectification notices into audited tables"
        ),
    )
    top.add_argument("--version", action="version", version=f"taizhang {PROGRAM_VERSION}", help="版本 version")
    commands = top.add_subparsers(title="命令 commands", metavar="COMMAND", required=True, parser_class=_Parser)
    for add in (
        _add_run,
        _add_show,
        _add_query,
        _add_export,
        _add_audit,
        _add_compare,
        _add_schema,
        _add_verify,
        _add_release,
        _add_diff,
        _add_evaluate,
        _add_train,
    ):
        add(commands)
    return top


_Commands = argparse._SubParsersAction  # the public name that argparse does not give


def _command(commands: _Commands[_Parser], name: str, text: str, carry_out: str) -> _Parser:
    added = commands.add_parser(name, help=text, description=text)
    added.set_defaults(command=_late(carry_out))
    return added


def _late(name: str) -> Callable[[argparse.Namespace], int]:
    """The function of that name in `taizhang.commands`, imported when it is called: `--help` needs none of it."""

    def call(arguments: argparse.Namespace) -> int:
        module = importlib.import_module(f"taizhang.commands.{name}")
        status: int = getattr(module, name)(arguments)
        return status

    return call


def _add_run(commands: _Commands[_Parser]) -> None:
    run = _command(commands, "run", "读取通报，写成台账数据集 read notices into a dataset", "run")
    run.add_argument(
        "source",
        nargs="+",
        metavar="SOURCE",
        help="文件、文件夹、通配符、压缩包、JSONL/CSV/Parquet，或 - 表示标准输入 "
        "files, folders, patterns, archives, collections, or - for standard input",
    )
    run.add_argument(
        "--out",
        required=True,
        metavar="DATASET",
        help="数据集目录；已有的会接着做 dataset folder; goes on where it was",
    )
    run.add_argument(
        "--workers",
        type=_positive,
        default=0,
        metavar="N",
        help="工作进程数，默认按机器和文档数决定；1 不另开进程 worker processes",
    )
    run.add_argument(
        "--engine",
        choices=("local", "ray"),
        default="local",
        help="执行方式：本机或 Ray 集群 how to run: here, or on Ray",
    )
    run.add_argument(
        "--address",
        metavar="HOST:PORT",
        help="已有 Ray 集群的地址，或 auto；不给则在本机起一个 an existing Ray cluster",
    )
    run.add_argument(
        "--timeout",
        type=_positive,
        default=limit("document_seconds"),
        metavar="SECONDS",
        help="一份文档的时限，默认 %(default)s 秒 seconds for one document",
    )
    run.add_argument("--strict", action="store_true", help="有文档被隔离则退出状态为 1 exit 1 if any is quarantined")
    _add_columns(run)
    _add_model(run)
    run.add_argument(
        "--redo", action="store_true", help="重做由其他版本的程序或词表生成的部分 redo what another version made"
    )


def _add_columns(command: _Parser) -> None:
    for name, text in (
        ("text", "正文列"),
        ("html", "网页列"),
        ("url", "网址列"),
        ("title", "标题列"),
        ("date", "发布日期列"),
    ):
        command.add_argument(
            f"--{name}-column",
            metavar="NAME",
            help=f"集合（JSONL/CSV/Parquet）的{text}，默认按列名或内容判断 {name} column of collections",
        )


def _add_show(commands: _Commands[_Parser]) -> None:
    show = _command(commands, "show", "在终端查看一份通报的台账 one notice in the terminal", "show")
    show.add_argument("source", metavar="SOURCE", help="一份通报：文件，或 - 表示标准输入 one notice")
    show.add_argument(
        "--member", metavar="NAME", help="压缩包内路径或集合内行号 path in an archive, row in a collection"
    )
    _add_model(show)
    show.add_argument("--full", action="store_true", help="措施全文 measures in full")
    _add_console(show)


def _add_query(commands: _Commands[_Parser]) -> None:
    query = _command(
        commands, "query", "用 SQL 查询数据集，不给 SQL 则进入提示符 query a dataset; a prompt without SQL", "query"
    )
    query.add_argument("dataset", metavar="DATASET", help="数据集目录 dataset folder")
    query.add_argument("sql", nargs="?", metavar="SQL", help="一条查询 one query")
    query.add_argument(
        "--format", choices=("table", "csv", "json", "parquet", "md"), help="输出格式 format of the answer"
    )
    query.add_argument("-o", "--output", metavar="FILE", help="写入文件 write to a file")
    query.add_argument("--raw", action="store_true", help="CSV 中不防公式 leave formulas in CSV as they are")
    _add_console(query)


def _add_export(commands: _Commands[_Parser]) -> None:
    export = _command(
        commands, "export", "导出为工作簿、CSV、DuckDB 或 SQLite a workbook, CSV, DuckDB or SQLite", "export"
    )
    export.add_argument("dataset", metavar="DATASET", help="数据集目录 dataset folder")
    export.add_argument("--to", required=True, choices=("xlsx", "csv", "duckdb", "sqlite"), help="格式 format")
    export.add_argument(
        "-o", "--output", required=True, metavar="OUT", help="文件；csv 为文件夹 file, for csv a folder"
    )
    export.add_argument(
        "--where",
        metavar="SQL",
        help="只导出符合条件的通报，如 \"agency LIKE '%%水利局'\" only notices for which this holds",
    )
    export.add_argument("--raw", action="store_true", help="CSV 中不防公式 leave formulas in CSV as they are")


def _add_audit(commands: _Commands[_Parser]) -> None:
    audit = _command(commands, "audit", "列出核对结论及所据原文 verdicts with the sentences behind them", "audit")
    audit.add_argument("dataset", metavar="DATASET", help="数据集目录 dataset folder")
    audit.add_argument("--check", action="append", metavar="NAME", help="只列这项核对，可多次 only this check")
    audit.add_argument(
        "--verdict",
        action="append",
        choices=VERDICTS,
        help="只列这种结论，可多次；终端默认列不符 only this verdict; the terminal lists inconsistent by default",
    )
    audit.add_argument("--where", metavar="SQL", help="只看符合条件的通报 only notices for which this holds")
    audit.add_argument("--xlsx", metavar="FILE", help="写工作簿 write a workbook")
    audit.add_argument("--html", metavar="FOLDER", help="写网页，一份通报一页 write pages, one a notice")
    _add_console(audit)


def _add_release(commands: _Commands[_Parser]) -> None:
    release = _command(
        commands, "release", "做成可发布的文件夹：表、字典、元数据、校验 a folder fit to publish", "release"
    )
    release.add_argument("dataset", metavar="DATASET", help="数据集目录 dataset folder")
    release.add_argument("-o", "--output", required=True, metavar="FOLDER", help="新文件夹 new folder")
    release.add_argument("--title", metavar="TEXT", help="题名 title")
    release.add_argument("--version", dest="release_version", metavar="TEXT", help="版本号 version of the release")
    release.add_argument("--date", metavar="YYYY-MM-DD", help="发布日期，默认取最晚的公布日期 date of the release")
    release.add_argument("--creator", action="append", metavar="NAME", help="作者或单位，可多次 who made it")
    release.add_argument("--license", metavar="URL", help="许可的网址 address of the licence")
    release.add_argument("--url", metavar="URL", help="发布地址 where it is published")
    release.add_argument("--quality", metavar="FILE", help="质量数字（JSON），如 benchmarks/quality.json")


def _add_diff(commands: _Commands[_Parser]) -> None:
    diff = _command(
        commands, "diff", "两个数据集之间增、减、变的行 rows added, removed and changed between datasets", "diff"
    )
    diff.add_argument("old", metavar="A", help="先前的数据集 the earlier dataset")
    diff.add_argument("new", metavar="B", help="后来的数据集 the later dataset")
    diff.add_argument("--table", action="append", metavar="NAME", help="只比这张表，可多次 only this table")
    diff.add_argument("--format", choices=("table", "json", "csv"), default="table", help="输出格式 format")
    diff.add_argument("-o", "--output", metavar="FILE", help="写入文件 write to a file")
    diff.add_argument("--limit", type=_positive, default=20, metavar="N", help="终端每张表列几行，默认 20 rows shown")
    _add_console(diff)


def _add_compare(commands: _Commands[_Parser]) -> None:
    compare = _command(
        commands, "compare", "各单位的比较，写成一组静态网页 static pages that compare agencies", "compare"
    )
    compare.add_argument("dataset", metavar="DATASET", help="数据集目录 dataset folder")
    compare.add_argument(
        "--by",
        required=True,
        choices=("agency", "region", "function", "category"),
        help="按单位、地区、职能或问题类别分组 what pages are grouped by",
    )
    compare.add_argument("-o", "--output", required=True, metavar="FOLDER", help="网页文件夹 folder of the pages")
    compare.add_argument(
        "--minimum",
        type=_positive,
        default=5,
        metavar="N",
        help="少于这么多家单位就不作比较，默认 %(default)s fewer agencies are not compared",
    )


def _add_schema(commands: _Commands[_Parser]) -> None:
    schema = _command(commands, "schema", "各表各列的含义 the data dictionary", "schema")
    schema.add_argument(
        "table",
        nargs="?",
        metavar="TABLE",
        help="表名、视图名（v_…），或 categories 查看问题分类 a table, a view, or the taxonomy",
    )
    schema.add_argument("--json", action="store_true", help="以 JSON 输出 as JSON")
    _add_console(schema)


def _add_verify(commands: _Commands[_Parser]) -> None:
    verify = _command(
        commands, "verify", "仅凭文件重新核对数据集的全部约束 re-check every promise of a dataset", "verify"
    )
    verify.add_argument("dataset", metavar="DATASET", help="数据集目录 dataset folder")
    _add_console(verify)


def _add_evaluate(commands: _Commands[_Parser]) -> None:
    evaluate = _command(
        commands, "evaluate", "与人工标注比对，报告准确率、召回率、F1 score against annotations", "evaluate"
    )
    evaluate.add_argument("gold", metavar="GOLD_FOLDER", help="标注文件夹 folder of annotations")
    evaluate.add_argument("--against", metavar="DATASET", help="评价已有的数据集，而非当场提取 score a dataset instead")
    evaluate.add_argument("--split", metavar="NAME", help="只评这一部分，如 dev、test only this part of the corpus")
    evaluate.add_argument("--mistakes", action="store_true", help="列出每处差错 list every mistake")


def _add_train(commands: _Commands[_Parser]) -> None:
    train = _command(commands, "train", "用标注语料训练模型 train the model on a labelled corpus", "train")
    train.add_argument("corpus", metavar="CORPUS", help="语料目录，如 corpora/train labelled corpus")
    train.add_argument("-o", "--output", required=True, metavar="MODEL", help="模型目录 folder of the model")
    train.add_argument(
        "--gold", action="append", default=[], metavar="FOLDER", help="另评的人工标注 annotations to score"
    )
    train.add_argument("--card", metavar="FILE", help="写模型卡 write the model card")
    train.add_argument("--splits", metavar="FILE", help="写划分 write which agency belongs to which part")
    train.add_argument("--tables", metavar="FOLDER", help="并入模型卡的对比表（*.md） tables for the card")


def _add_model(command: _Parser) -> None:
    which = command.add_mutually_exclusive_group()
    which.add_argument("--model", metavar="FOLDER", help="用自己训练的模型 a model made by taizhang train")
    which.add_argument(
        "--no-model", action="store_true", help="不用模型，类别、措施种类等列为空 leave the model's columns empty"
    )


def _add_console(command: _Parser) -> None:
    command.add_argument("--width", type=_positive, metavar="N", help="输出宽度 columns of the output")
    command.add_argument("--no-color", action="store_true", help="不用颜色 no colours")


def _positive(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"应为正整数，不是 {text!r}（a positive whole number）")
    return number
