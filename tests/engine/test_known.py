"""Near-duplicates through a whole run: what is linked, what must never be, and the same after a resume."""

import itertools
import random
import shutil

import pytest

from support.notices import honest
from support.pairs import KINDS, on_another_site, pair
from taizhang.engine.run import Options, run
from taizhang.ingest.sources import inventory
from taizhang.reading import read_notice
from taizhang.store.reader import open_dataset
from taizhang.store.verify import verify
from taizhang.text import canonicalise

PAIRS = 6


def _notices(number):
    found, seed = [], 0
    while len(found) < number:
        text = honest(seed).text
        agency = read_notice(canonicalise(text), model=None).notice.agency
        if agency and agency in text:
            found.append((text, agency))
        seed += 1
    return found


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Folder of pairs: NN-kind-a.txt and NN-kind-b.txt."""
    folder = tmp_path_factory.mktemp("pages")
    notices = _notices(PAIRS + 1)
    for index, ((text, agency), (other, whose)) in enumerate(itertools.pairwise(notices)):
        for place, kind in enumerate(KINDS):
            own = f"{agency}{'甲乙丙丁戊'[place]}站"
            first = text.replace(agency, own)
            second = pair(kind, first, own, other, whose, index)
            (folder / f"{index:02}-{kind}-a.txt").write_text(first, "utf-8")
            (folder / f"{index:02}-{kind}-b.txt").write_text(second.text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def dataset(pages, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "dataset"
    run(inventory([str(pages)]), out, Options(workers=1, model=None))
    return out


def _documents(dataset):
    return {row["source_uri"].rpartition("/")[2]: row for row in open_dataset(dataset).read("documents").to_pylist()}


def test_one_notice_on_two_sites_is_one_notice(dataset):
    documents = _documents(dataset)
    for index in range(PAIRS):
        first, second = documents[f"{index:02}-noise-a.txt"], documents[f"{index:02}-noise-b.txt"]
        assert second["outcome"] == "duplicate"
        assert second["reason"].startswith("near_duplicate: ")
        assert (second["duplicate_of"], second["notice_id"]) == (first["document_id"], first["notice_id"])


def test_an_edited_number_is_reported_and_the_notice_kept(dataset):
    documents = _documents(dataset)
    for index in range(PAIRS):
        first, second = documents[f"{index:02}-edited-a.txt"], documents[f"{index:02}-edited-b.txt"]
        assert second["outcome"] == "extracted"
        assert second["duplicate_of"] == first["document_id"]
        assert second["reason"].startswith("silent_edit: ")
        assert "”→“" in second["reason"]
        assert second["notice_id"] != first["notice_id"]


@pytest.mark.parametrize("kind", ["other_agency", "other_round", "later_round"])
def test_another_agency_or_round_is_never_linked(dataset, kind):
    documents = _documents(dataset)
    for index in range(PAIRS):
        second = documents[f"{index:02}-{kind}-b.txt"]
        assert (second["outcome"], second["duplicate_of"], second["reason"]) == ("extracted", None, None), index


def test_the_dataset_holds_and_its_account_too(dataset):
    found = verify(dataset)
    assert found.errors == []
    assert found.rows["notices"] == PAIRS * (2 * len(KINDS) - 1)


def test_a_resumed_run_links_what_an_undisturbed_one_links(pages, dataset, tmp_path, monkeypatch):
    """First half of the pages, then all: originals are then looked up in files."""
    some = tmp_path / "some"
    some.mkdir()
    for path in sorted(pages.iterdir())[: len(list(pages.iterdir())) // 2 - 1]:
        shutil.copy(path, some / path.name)
    monkeypatch.chdir(some)
    run(inventory(["*.txt"]), tmp_path / "out", Options(workers=1, model=None))
    monkeypatch.chdir(pages)
    run(inventory(["*.txt"]), tmp_path / "out", Options(workers=2, model=None))
    run(inventory(["*.txt"]), tmp_path / "whole", Options(workers=1, model=None))
    assert verify(tmp_path / "out").dataset_hash() == verify(tmp_path / "whole").dataset_hash()
    whole = {name: row["reason"] for name, row in _documents(tmp_path / "whole").items()}
    assert whole == {name: row["reason"] for name, row in _documents(dataset).items()}


def test_a_copy_of_the_edited_version_is_a_copy_of_that_one(tmp_path):
    text, agency = _notices(1)[0]
    changed = pair("edited", text, agency, "", "", 1).text
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(text, "utf-8")
    (tmp_path / "in" / "b.txt").write_text(changed, "utf-8")
    (tmp_path / "in" / "c.txt").write_text(on_another_site(changed, random.Random(8)), "utf-8")
    run(inventory([str(tmp_path / "in")]), tmp_path / "out", Options(workers=1, model=None))
    documents = _documents(tmp_path / "out")
    assert documents["b.txt"]["duplicate_of"] == documents["a.txt"]["document_id"]
    assert documents["c.txt"]["duplicate_of"] == documents["b.txt"]["document_id"]
    assert documents["c.txt"]["outcome"] == "duplicate"


def test_without_an_agency_only_the_very_same_notice_is_linked(tmp_path):
    """A generic title is no identity: two bodies that copy a template stay two notices."""
    body = "关于巡察整改进展情况的通报\n根据统一部署，现将整改情况通报如下。\n" + "".join(
        f"{number}.关于“学习不深入之{name}”问题。\n整改情况：一是召开会议{number + 2}次。二是完善制度{number + 1}项。\n"
        for number, name in enumerate("甲乙丙丁戊己庚辛", start=1)
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(body, "utf-8")
    (tmp_path / "in" / "b.txt").write_text(body.replace("会议4次", "会议5次"), "utf-8")
    (tmp_path / "in" / "c.txt").write_text(f"浏览次数：35\n{body}\n责任编辑：王五", "utf-8")
    run(inventory([str(tmp_path / "in")]), tmp_path / "out", Options(workers=1, model=None))
    documents = _documents(tmp_path / "out")
    assert documents["b.txt"]["duplicate_of"] is None
    assert documents["c.txt"]["duplicate_of"] == documents["a.txt"]["document_id"]
