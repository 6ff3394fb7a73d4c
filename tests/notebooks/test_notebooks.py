"""The notebooks run, offline and twice alike, and what their text says is what their cells show."""

from __future__ import annotations

import asyncio
import copy
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from traitlets.config import Config

REPOSITORY = Path(__file__).parents[2]
NOTEBOOKS = REPOSITORY / "notebooks"
NAMES = ("01-first-look", "02-comparing-agencies", "03-auditing-claims", "04-from-parquet")
SECONDS = 60

# What the text of a notebook says of its own variables, beside the numbers in bold: executed in its kernel at the end.
FACTS = {
    "01-first-look": """
        assert rows == {table: len(ask(f"FROM {table}")) for table in rows}
        assert len(overview) == rows["notices"]
        assert {"问题", "整改任务", "未称总数"} <= set(unit.index)
        assert ((wide == 0).sum().sum() > 0) and wide.isna().any().any()
        assert not left.empty
    """,
    "02-comparing-agencies": """
        assert cautions["份数"].sum() > ask("SELECT count(*) AS n FROM notices").loc[0, "n"]
        assert (same_words["含基本完成"] > same_words["完成"]).all()
        assert shares["单位"].is_unique
        assert (outcomes["合计至少"] <= outcomes["合计至多"]).all()
        assert people.groupby("单位")["项目"].nunique().max() > 1
        assert set(days["公布日期据"]) == {"落款日期", "页面日期"}
        assert (both["相差"] > 0).all() and both["相差"].median() < days["反馈到公布"].min()
    """,
    "03-auditing-claims": """
        assert (verdicts.loc[["编号缺漏", "措施早于巡察"], "相符"] == 0).all()
        assert verdicts["不符"].sum() == len(wrong)
        assert sum(states.values()) == 15 and ledger.notice.problems_claimed == 14
        assert verdict_of(ledger, "status_sum")[0] == "inconsistent"
        assert verdict_of(changed, "status_sum")[0] == "consistent"
    """,
    "04-from-parquet": """
        assert manifest["rows"] == found
        assert by_duckdb.loc[0, "status"] == "未说"
        assert str(typed["publication_date"].dtype) == "date32[day][pyarrow]"
        assert plain["publication_date"].dtype == object
        assert held == spans.height
    """,
}


def source(name: str) -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)


@dataclass(frozen=True)
class Runs:
    """Each notebook executed twice: with the shared dataset, then by itself where it makes its own."""

    first: dict[str, nbformat.NotebookNode]
    again: dict[str, nbformat.NotebookNode]
    seconds: float


async def execute(notebook: nbformat.NotebookNode, environment: Mapping[str, str]) -> None:
    # sockets in a folder of their own: no ports to race for, and a path short enough for a socket
    with tempfile.TemporaryDirectory() as sockets:
        config = Config({"KernelManager": {"transport": "ipc", "ip": f"{sockets}/k"}})
        folder = {"metadata": {"path": str(NOTEBOOKS)}}
        client = NotebookClient(notebook, config=config, timeout=SECONDS, allow_errors=True, resources=folder)
        await client.async_execute(env=dict(environment))


async def execute_all(notebooks: Mapping[str, nbformat.NotebookNode], environment: Mapping[str, str]) -> None:
    """All of them, two at a time."""
    two = asyncio.Semaphore(2)

    async def one(notebook: nbformat.NotebookNode) -> None:
        async with two:
            await execute(notebook, environment)

    await asyncio.gather(*map(one, notebooks.values()))


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    shared = tmp_path_factory.mktemp("notebooks") / "dataset"
    plain = {name: value for name, value in os.environ.items() if name != "TAIZHANG_DATASET"}
    plain |= {"IPYTHONDIR": str(shared.parent / "ipython"), "PYTHONHASHSEED": "random"}
    plain |= dict.fromkeys(
        ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9"
    )  # no network
    command = [sys.executable, "-m", "taizhang", "run", "corpora/samples", "--out", str(shared)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)

    first = {name: source(name) for name in NAMES}
    for name, notebook in first.items():
        facts = nbformat.v4.new_code_cell(
            "\n".join(line.strip() for line in FACTS[name].strip().splitlines()), id="facts"
        )
        notebook.cells.append(facts)
    again = {name: source(name) for name in NAMES}
    own = {name: again.pop(name) for name in NAMES[:1]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_RUNTIME_DIR", str(shared.parent / "runtime"))
        started = time.monotonic()
        asyncio.run(execute_all(first, plain | {"TAIZHANG_DATASET": str(shared)}))
        seconds = time.monotonic() - started
        asyncio.run(execute_all(again, plain | {"TAIZHANG_DATASET": str(shared)}))
        asyncio.run(execute_all(own, plain))
    return Runs(first, own | again, seconds)


def shown(cell: nbformat.NotebookNode) -> str:
    """Everything a code cell printed or showed, as plain text."""
    return "\n".join(output.get("text") or output.get("data", {}).get("text/plain") or "" for output in cell.outputs)


def outputs(notebook: nbformat.NotebookNode) -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        (cell.id, json.loads(json.dumps(cell.outputs)))
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.id != "facts"
    ]


def test_these_are_all_the_notebooks():
    assert tuple(sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_fails_or_warns(runs, name):
    for notebook in (runs.first[name], runs.again[name]):
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                assert output.output_type != "error", f"{cell.id}: {output.get('evalue')}\n" + "\n".join(
                    output.get("traceback", [])
                )
                assert output.get("name") != "stderr", f"{cell.id}: {output.text}"


def test_all_of_them_take_less_than_a_minute(runs):
    assert runs.seconds < SECONDS


@pytest.mark.parametrize("name", NAMES)
def test_executing_twice_gives_the_same_outputs(runs, name):
    first, again = outputs(runs.first[name]), outputs(runs.again[name])
    assert any(shown for _, shown in first)
    assert first == again


@pytest.mark.parametrize("name", NAMES)
def test_numbers_in_bold_stand_in_the_output_before_them(runs, name):
    said = 0
    before = ""
    for cell in runs.first[name].cells:
        if cell.cell_type == "code":
            before = shown(cell)
            continue
        for bold in re.findall(r"\*\*([^*]*\d[^*]*)\*\*", cell.source):
            said += 1
            assert re.search(rf"(?<![\d.]){re.escape(bold)}(?![\d.]*\d)", before), f"{cell.id}: {bold}"
    assert said or name == "04-from-parquet"


@pytest.mark.parametrize("name", NAMES)
def test_outputs_hold_no_path_of_this_machine_and_no_time_of_day(runs, name):
    for cell, shown in outputs(runs.first[name]):
        text = json.dumps(shown, ensure_ascii=False)
        assert str(REPOSITORY) not in text and str(Path.home()) not in text and "/tmp" not in text, cell
        assert not re.search(r"\b\d{2}:\d{2}:\d{2}\b", text), cell


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_stripped_and_written_one_way(name):
    text = (NOTEBOOKS / f"{name}.ipynb").read_text("utf-8")
    content = json.loads(text)
    nbformat.validate(content)
    assert text == json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    for cell in content["cells"]:
        assert cell["metadata"] == {}
        assert cell.get("outputs", []) == [] and cell.get("execution_count") is None
    assert set(content["metadata"]) == {"kernelspec", "language_info"}
    assert str(REPOSITORY) not in text


@pytest.mark.parametrize("name", NAMES)
def test_every_heading_has_its_line_of_english_and_every_link_leads_somewhere(name):
    prose = [cell.source for cell in source(name).cells if cell.cell_type == "markdown"]
    for text in prose:
        if text.startswith("#"):
            assert re.match(r"#{1,2} [^\n]*[一-鿿][^\n]*\n\n\*[A-Z][^*\n]+\*(\n|$)", text), text[:80]
        for link in re.findall(r"\]\(([^)#]+)\)", text):
            assert (NOTEBOOKS / link).exists(), link
    assert sum(text.startswith("## ") for text in prose) >= 6


@pytest.mark.parametrize("name", NAMES)
def test_each_ends_with_what_may_and_may_not_be_said(name):
    last = source(name).cells[-1]
    assert last.cell_type == "markdown"
    assert "不" in last.source and ("可以说" in last.source or "记住" in last.source)


def test_the_check_of_bold_numbers_can_fail(runs):
    notebook = copy.deepcopy(runs.first["03-auditing-claims"])
    cell = next(cell for cell in notebook.cells if cell.id == "one-read")
    cell.source = cell.source.replace("**15**", "**16**")
    with pytest.raises(AssertionError, match="16"):
        test_numbers_in_bold_stand_in_the_output_before_them(Runs({"x": notebook}, {}, 0.0), "x")
