"""A small corpus cut from the real one, and the model trained on it: seconds, once for all tests."""

import shutil
from pathlib import Path

import pytest

from taizhang.classify.model import load_model
from taizhang.classify.train.build import build
from taizhang.classify.train.corpus import read_corpus
from taizhang.classify.train.save import save_model

CORPUS = Path(__file__).parents[2] / "corpora" / "train"
LINES = 420  # some fifteen notices


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory):
    """Every eighth line of two authors: all categories, some fifty agencies; and some fifteen notices line by line."""
    folder = tmp_path_factory.mktemp("corpus")
    for path in (
        "statements/lin.tsv",
        "statements/zhou.tsv",
        "measures/qian.tsv",
        "pages/qian.jsonl",
        "pages/sun.jsonl",
    ):
        lines = (CORPUS / path).read_text("utf-8").splitlines(keepends=True)
        step = 3 if path.startswith("pages") else 8
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text("".join(lines[::step]), "utf-8")
    (folder / "lines").mkdir()
    lines = (CORPUS / "lines" / "tan.tsv").read_text("utf-8").splitlines(keepends=True)
    (folder / "lines" / "tan.tsv").write_text("".join(lines[:LINES]), "utf-8")
    return folder


@pytest.fixture(scope="session")
def small_folder(small_corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    save_model(folder, build(read_corpus(small_corpus)), {"corpus": "small"})
    return folder


@pytest.fixture(scope="session")
def small_model(small_folder):
    return load_model(small_folder)


@pytest.fixture
def copied(small_folder, tmp_path):
    """A model folder that a test may damage."""
    return Path(shutil.copytree(small_folder, tmp_path / "model"))
