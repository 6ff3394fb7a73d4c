"""A small corpus of many formats with hostile inputs among its pages, run as a user runs it: `benchmarks/` in little."""

import subprocess
import sys

import pytest

from support.formats import SUFFIXES
from support.ledgers import REPOSITORY

from corpus import build  # isort: skip  in benchmarks/, which `support.formats` puts on the path
from corpus_rows import compare  # isort: skip
from hostile import balances, check_hostile, documents_in, strew  # isort: skip
from places import SHOWN, bytes_of, draw  # isort: skip
from taizhang.store.verify import verify

DOCUMENTS = 100
KINDS = (
    "sleeps", "dies", "truncated_pdf", "zip_bomb", "nested_zip_bomb", "laughs", "outside", "locked_zip", "deep_html",
    "endless_span", "empty", "rare_characters", "wrong_name",
)  # fmt: skip


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The corpus, its items, the hostile inputs, and the dataset of the run."""
    folder = tmp_path_factory.mktemp("corpus")
    items = build(folder, DOCUMENTS)
    made = strew(folder / "pages", folder / "mixed", len(KINDS), KINDS)
    program = [sys.executable, str(REPOSITORY / "benchmarks" / "hostile_reader.py"), "run", str(folder / "mixed")]
    flags = ["--out", str(folder / "out"), "--workers", "2", "--timeout", "15"]
    subprocess.run([*program, *flags], check=True, capture_output=True)
    return folder, items, made, folder / "out"


def test_every_healthy_document_gives_the_rows_of_its_plain_text(ran):
    folder, items, _, dataset = ran
    agreement = compare(folder / "mixed", items, dataset)
    assert agreement.lost == []
    assert set(agreement.documents) >= {"html", "txt", "jsonl", *(set(SUFFIXES) & {"pdf", "docx"})}
    assert agreement.below() == []


def test_every_hostile_input_is_a_row_with_its_reason_and_the_account_balances(ran):
    _, items, made, dataset = ran
    became, wrong = check_hostile(made, dataset)
    assert set(became) == set(KINDS)
    assert wrong == []
    assert balances(dataset, len(items) + documents_in(made, dataset))
    assert verify(dataset).sound


def test_the_originals_show_the_cells_where_their_rows_say(ran):
    folder, _, _, dataset = ran
    cells = draw(folder, dataset, 25, pages="mixed")
    assert {kind: len(of_kind) for kind, of_kind in cells.items()} == dict.fromkeys(SHOWN, 25)
    for kind, of_kind in cells.items():
        for cell in of_kind:
            data = bytes_of(folder / "mixed", cell.item)
            for text, place in zip(cell.stretches, cell.places, strict=True):
                assert SHOWN[kind](data, cell, text, place), (cell.item, text, place)
