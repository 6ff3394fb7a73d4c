"""Comparisons of the samples, written once, and of ledgers built by hand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.pages import Folder
from support.payloads import PAYLOADS, armed
from support.views import write
from taizhang.query.database import connect
from taizhang.records import Document, Ledger
from taizhang.report.compare.build import compare
from taizhang.settings import versions
from taizhang.store.writer import open_for_writing

REPOSITORY = Path(__file__).parents[3]
BYS = ("agency", "region", "function", "category")


@pytest.fixture(scope="session")
def dataset(tmp_path_factory) -> Path:
    """Half of the samples as a dataset: enough for groups of two and three, in half the time."""
    path = tmp_path_factory.mktemp("compared") / "dataset"
    command = [sys.executable, "-m", "taizhang", "run", "corpora/samples/[ab]*.txt", "--out", str(path)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return path


@pytest.fixture(scope="session")
def folders(dataset, tmp_path_factory) -> dict[str, Folder]:
    """The samples compared in every way, two agencies being enough."""
    made = {}
    for by in BYS:
        path = tmp_path_factory.mktemp("pages") / by
        compare(dataset, by, path, least=2)
        made[by] = Folder(path)
    return made


@pytest.fixture(scope="session")
def asked(dataset):
    """A question to the dataset of the samples."""
    with connect(dataset) as connection:
        yield lambda sql: connection.sql(sql).fetchall()


@pytest.fixture
def pages(tmp_path) -> Callable[..., Folder]:
    """The pages of ledgers built by hand."""

    def made(by: str, *ledgers: Ledger, least: int = 2) -> Folder:
        write(tmp_path / "dataset", *ledgers)
        compare(tmp_path / "dataset", by, tmp_path / by, least=least)
        return Folder(tmp_path / by)

    return made


@pytest.fixture(scope="session")
def armed_dataset(tmp_path_factory):
    """A notice a payload, and a document a payload that could not be read."""
    path = tmp_path_factory.mktemp("armed") / "dataset"
    pairs = [armed(at, payload) for at, payload in enumerate(PAYLOADS)]
    lost = [
        Document(f"{at:064}", f"{payload}.zip", member=payload, outcome="quarantined", reason=f"{payload}: {payload}")
        for at, payload in enumerate(PAYLOADS)
    ]
    with open_for_writing(path) as writer:
        writer.commit([*(document for document, _ in pairs), *lost], [ledger for _, ledger in pairs], versions())
    return path


@pytest.fixture(scope="session", params=["agency", "region", "function", "category"])
def armed_folder(request, armed_dataset, tmp_path_factory) -> Folder:
    """Its pages."""
    path = tmp_path_factory.mktemp("armed") / request.param
    compare(armed_dataset, request.param, path, least=1)
    return Folder(path)
