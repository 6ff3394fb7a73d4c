"""Training end to end on a small corpus: what it refuses, that it is deterministic, what it writes."""

import json

import numpy as np
import pytest

from taizhang.classify.model import load_model
from taizhang.classify.train import assess, run
from taizhang.classify.train.build import build, issues_of
from taizhang.classify.train.corpus import read_corpus
from taizhang.classify.train.save import save_model
from taizhang.classify.train.splits import DEV, TEST, TRAIN, split_of
from taizhang.errors import UsageError


def test_the_same_corpus_gives_the_same_bytes(small_corpus, small_folder, tmp_path):
    save_model(tmp_path, build(read_corpus(small_corpus)), {"corpus": "small"})
    for path in small_folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_it_learns(small_corpus, small_model):
    corpus = read_corpus(small_corpus)
    test = [row for row in corpus.statements if split_of(row.author, row.agency) != TRAIN]
    result = assess.assess_categories(issues_of(test), [row.categories for row in test], small_model.categories)
    assert result.among > 0.45, "thirty-five categories by chance: 0.03"
    assert result.precision <= result.among_precision
    measures = [row for row in corpus.measures if split_of(row.author, row.agency) != TRAIN]
    assert assess.assess_measures(measures, small_model).main_kind > 0.5


def test_results_and_card_are_written(small_corpus, small_folder, small_model, tmp_path):
    corpus = read_corpus(small_corpus)
    results = run.measure(corpus, small_model, small_folder, (), authors=True)
    assert set(results.categories) == {DEV, TEST} and set(results.authors) == {"lin", "zhou"}
    card = tmp_path / "docs" / "card.md"
    run.write_card(corpus, results, card, "## 表 Table\n", small_corpus)
    text = card.read_text("utf-8")
    assert small_model.version in text and "| 35 保密" in text and "## 表 Table" in text and "ECE" in text
    assert (card.parent / "model-reliability.svg").read_text("utf-8").startswith("<svg")


def test_splits_keep_an_agency_on_one_side(small_corpus, tmp_path):
    run.write_corpus_splits(read_corpus(small_corpus), tmp_path / "splits.json")
    splits = json.loads((tmp_path / "splits.json").read_text("utf-8"))
    for parts in splits["agencies"].values():
        assert set(parts) == {TRAIN, DEV, TEST}
        names = [name for part in parts.values() for name in part]
        assert len(names) == len(set(names))
    assert split_of("lin", "祁县水利局") == split_of("zhou", "祁县水利局")


def test_the_published_splits_are_those_of_the_rule():
    from pathlib import Path

    splits = json.loads((Path(__file__).parents[3] / "corpora" / "splits.json").read_text("utf-8"))
    for author, parts in splits["agencies"].items():
        for part, names in parts.items():
            assert all(split_of(author, name) == part for name in names)


@pytest.mark.parametrize(
    ("path", "line", "complaint"),
    [
        ("statements/x.tsv", "99\t甲局\t水利\tcounty\t2022\t学习不深入", "标签有误：99"),
        ("statements/x.tsv", "01,01\t甲局\t水利\tcounty\t2022\t学习不深入", "标签有误"),
        ("statements/x.tsv", "01\t甲局\t学习不深入", "应有 6 列"),
        ("measures/x.tsv", "学习教育\tsoon\tempty\t甲局\t水利\t加强学习", "标签有误：soon"),
        ("pages/x.jsonl", "{", "不是合格的一行 JSON"),
        ("pages/x.jsonl", '{"kind": "poem", "agency": "a", "text": "b"}', "标签有误：poem"),
    ],
)
def test_a_malformed_row_is_named_with_its_line(small_corpus, tmp_path, path, line, complaint):
    import shutil

    folder = shutil.copytree(small_corpus, tmp_path / "corpus")
    (folder / path).write_text(line + "\n", "utf-8")
    with pytest.raises(UsageError, match=f"第 1 行：{complaint}"):
        read_corpus(folder)


def test_a_folder_that_is_no_corpus_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"缺少 statements/\*\.tsv"):
        read_corpus(tmp_path)


def test_a_model_that_can_not_be_written_is_an_error(small_corpus, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="无法写入"):
        save_model(tmp_path / "file", build(read_corpus(small_corpus)), {})


def test_a_trained_model_reads_notices(small_folder):
    from taizhang.reading import read_notice
    from taizhang.text import canonicalise

    model = load_model(small_folder)
    ledger = read_notice(canonicalise("一、关于“党费收缴不规范”的问题\n整改情况：一是补缴党费1200元。"), model=model)
    assert ledger.notice.model_version == model.version
    assert np.isfinite([candidate.score for problem in ledger.problems for candidate in problem.categories]).all()
