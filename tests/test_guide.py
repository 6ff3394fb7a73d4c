"""The guide in docs/guide and the blocks of the READMEs: every command, query and program shown is executed.

A page is worked through from top to bottom in a folder of its own. `sh` blocks run in bash, `python` blocks in one
program, `sql` blocks as queries of the dataset `台账` that the page has made. A `text` block shows lines of the output of
the block before it: each must be there, in that order; `…` stands for anything.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from taizhang.lexicon import load
from taizhang.query.database import connect, select, views_sql
from taizhang.records import TABLES
from taizhang.vocabulary import CHECKS, VERDICTS

REPOSITORY = Path(__file__).parents[1]
GUIDE = REPOSITORY / "docs" / "guide"
PAGES = ("analyst", "auditor", "cluster", "compare", "python", "researcher")
DATASET = "台账"

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FRAME = re.compile(r"[─━│┃┏┓┗┛┡┩┼╇┴┬┳╋└┘├┤┌┐]+")
_EXAMPLE = re.compile(r"^> \*\*(✓ 相符|✗ 不符|\? 无法核实)\*\* ([^：\n]+)：(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block, with the lines that its output is said to have."""

    kind: str
    source: str
    line: int
    shown: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    """The blocks that can be executed, in order. A `text` block belongs to the one before it."""
    found = [(match[1], match[2], text.count("\n", 0, match.start()) + 1) for match in _BLOCK.finditer(text)]
    for at, (kind, source, line) in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else ("", "", 0)
        if kind != "text":
            yield Block(kind, source, line, tuple(following[1].splitlines()) if following[0] == "text" else ())


def plain(line: str) -> str:
    return " ".join(_FRAME.sub(" ", line).split())


def missing(shown: tuple[str, ...], output: str) -> str | None:
    """The first line of `shown` that the output does not have at its place; None when all are there."""
    lines = iter([plain(line) for line in output.splitlines()])
    for expected in map(plain, shown):
        if expected in ("", "…"):
            continue
        pattern = re.compile(".*".join(map(re.escape, re.split(r" ?… ?", expected))))
        if not any(pattern.fullmatch(line) for line in lines):
            return expected
    return None


def shell(source: str, folder: Path) -> str:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = os.environ | {"PATH": path, "COLUMNS": "150", "PYTHONUTF8": "1"}
    command = ["bash", "-e", "-u", "-o", "pipefail", "-c", source]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return done.stdout.decode()


def query(source: str, folder: Path) -> str:
    with connect(folder / DATASET) as connection:
        data = select(connection, source)
    assert data.num_rows, "a query of the guide has no answer"
    return "\n".join(" ".join(map(str, row.values())) for row in data.to_pylist())


@pytest.mark.parametrize("page", PAGES)
def test_everything_that_a_page_shows_can_be_done(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpora").symlink_to(REPOSITORY / "corpora")
    names: dict[str, object] = {"__name__": "__main__"}
    done = 0
    for block in blocks((GUIDE / f"{page}.md").read_text("utf-8")):
        where = f"{page}.md:{block.line}"
        if block.kind == "sh":
            output = shell(block.source, tmp_path)
        elif block.kind == "sql":
            output = query(block.source, tmp_path)
        else:
            assert block.kind == "python", f"{where}: a block of unknown kind"
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                exec(compile(block.source, where, "exec"), names)
            output = printed.getvalue()
        assert missing(block.shown, output) is None, (
            f"{where}: not in the output: {missing(block.shown, output)}\n{output}"
        )
        done += 1
    assert done >= 4


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_programs_and_queries_of_the_readmes_can_be_done(readme, tmp_path, monkeypatch):
    """Commands of `make` are tested by running them; here the queries and the program, on a page of the samples."""
    monkeypatch.chdir(tmp_path)
    sample = (REPOSITORY / "corpora" / "samples" / "a03-soe-water-group-status-rate.txt").read_text("utf-8")
    page = (
        f"<html><meta charset='utf-8'><body>{''.join(f'<p>{line}</p>' for line in sample.splitlines())}</body></html>"
    )
    for name in ("notice.html", "通报.html"):
        (tmp_path / name).write_text(page, "utf-8")
    shell(f"taizhang run notice.html --out {DATASET}", tmp_path)
    kinds = set()
    for block in blocks((REPOSITORY / readme).read_text("utf-8")):
        kinds.add(block.kind)
        if block.kind == "sql":
            assert "芜湖市滨江水务投资集团有限公司" in query(block.source, tmp_path)
        elif block.kind == "python":
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                exec(compile(block.source, readme, "exec"), {})
            assert len(printed.getvalue().splitlines()) > 10
    assert kinds >= {"sql", "python"}


def test_the_comparison_of_outputs_can_fail():
    assert missing(("a …", "c"), "a 1\nb\nc\n") is None
    assert missing(("c", "a …"), "a 1\nb\nc\n") == "a …"
    assert missing(("│ a │ 1 │",), "┃ a ┃ 2 ┃") == "a 1"


def test_these_are_all_the_pages_and_both_readmes_lead_to_them():
    assert tuple(sorted(path.stem for path in GUIDE.glob("*.md"))) == PAGES
    for readme in ("README.md", "README.zh-CN.md"):
        text = (REPOSITORY / readme).read_text("utf-8")
        assert all(f"](docs/guide/{page}.md)" in text for page in PAGES), readme
        assert "](notebooks/" in text, readme


@pytest.mark.parametrize("page", PAGES)
def test_each_page_begins_with_a_summary_in_english(page):
    head = (GUIDE / f"{page}.md").read_text("utf-8").split("\n\n")[:2]
    assert head[0].startswith("# ")
    assert re.fullmatch(r"\*In English: [\x20-\x7e\n]+\*", head[1])


def test_the_analyst_s_page_names_every_table_and_every_view():
    text = (GUIDE / "analyst.md").read_text("utf-8")
    views = [*re.findall(r"CREATE VIEW (v_\w+)", views_sql()), "v_words"]
    assert [name for name in (*TABLES, *views) if f"| `{name}` |" not in text] == []
    named = set(re.findall(r"\bv_\w+", "".join(path.read_text("utf-8") for path in GUIDE.glob("*.md"))))
    assert named <= set(views)


def test_the_auditor_s_page_explains_every_check():
    text = (GUIDE / "auditor.md").read_text("utf-8")
    assert re.findall(r"^### (\S+) `(\w+)`$", text, re.MULTILINE) == [
        (load("words")["check"][name], name) for name in CHECKS
    ]


def test_the_auditor_s_examples_are_findings_of_the_samples(tmp_path):
    shell(f"taizhang run {REPOSITORY}/corpora/samples --out {DATASET}", tmp_path)
    with connect(tmp_path / DATASET) as connection:
        rows = connection.sql('SELECT "check", verdict, agency, explanation FROM v_audits').fetchall()
    marks = dict(zip(("✓ 相符", "✗ 不符", "? 无法核实"), VERDICTS, strict=True))
    sections = re.split(r"^### \S+ `(\w+)`$", (GUIDE / "auditor.md").read_text("utf-8"), flags=re.MULTILINE)
    for check, section in zip(sections[1::2], sections[2::2], strict=True):
        examples = [(check, marks[mark], agency, text) for mark, agency, text in _EXAMPLE.findall(section)]
        assert examples, check
        for example in examples:
            now = [row for row in rows if (row[0], row[2]) == (example[0], example[2])]
            assert example in rows, f"the page says {example}; now it is {now}"
