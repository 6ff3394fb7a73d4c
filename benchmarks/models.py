"""The models compared for categories: linear over characters, over words, and a small spaCy pipeline.

    python benchmarks/models.py [--write]

Trained on the rows of `train`, scored on `dev`; weights, time to load and time a statement beside the scores. spaCy is
measured where it is installed (extra `segmenters`).
"""

from __future__ import annotations

import argparse
import importlib.util
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from taizhang.classify.model import shipped_model
from taizhang.classify.problems import category_shares
from taizhang.classify.taxonomy import category_ids
from taizhang.classify.train.build import issues_of
from taizhang.classify.train.corpus import Statement, read_corpus
from taizhang.classify.train.splits import DEV, TRAIN, split_of

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "benchmarks" / "tables" / "2-models.md"
Predict = Callable[[Sequence[Statement]], list[str]]


def shipped() -> tuple[Predict, float, float]:
    """The model in the package: how it predicts, its megabytes, seconds to load."""
    start = time.perf_counter()
    part = shipped_model().categories
    loaded = time.perf_counter() - start
    folder = ROOT / "pipeline" / "taizhang" / "classify" / "model"
    size = (folder / "categories.npz").stat().st_size + (folder / "model.json").stat().st_size

    def predict(rows: Sequence[Statement]) -> list[str]:
        return [part.ids[index] for index in category_shares(issues_of(rows), part).argmax(axis=1)]

    return predict, size / 1e6, loaded


def spacy_textcat(train: Sequence[Statement], dev: Sequence[Statement], ensemble: bool) -> tuple[Predict, float, float]:
    """A spaCy pipeline trained by `spacy train` from benchmarks/textcat.cfg; bag of n-grams alone, or with a CNN."""
    import spacy
    from spacy.cli.train import train as spacy_train
    from spacy.tokens import DocBin

    home = Path(tempfile.mkdtemp())
    blank = spacy.blank("zh")
    for name, rows in (("train", train), ("dev", dev)):
        docs = DocBin()
        for row, issue in zip(rows, issues_of(rows), strict=True):
            doc = blank.make_doc(issue.text)
            doc.cats = {id: float(id == row.categories[0]) for id in category_ids()}
            docs.add(doc)
        docs.to_disk(home / f"{name}.spacy")
    config = (ROOT / "benchmarks" / "textcat.cfg").read_text("utf-8")
    if not ensemble:
        begin, end = config.index("[components.textcat.model]"), config.index("[corpora]")
        bag = config[
            config.index("[components.textcat.model.linear_model]") : config.index("[components.textcat.model.tok2vec]")
        ]
        config = config[:begin] + bag.replace(".linear_model", "") + config[end:]
    (home / "config.cfg").write_text(config, "utf-8")
    spacy_train(
        home / "config.cfg",
        home / "out",
        overrides={"paths.train": str(home / "train.spacy"), "paths.dev": str(home / "dev.spacy")},
    )
    start = time.perf_counter()
    nlp = spacy.load(home / "out" / "model-best")
    loaded = time.perf_counter() - start
    size = sum(path.stat().st_size for path in (home / "out" / "model-best").rglob("*") if path.is_file())

    def predict(rows: Sequence[Statement]) -> list[str]:
        return [max(doc.cats, key=doc.cats.__getitem__) for doc in nlp.pipe(issue.text for issue in issues_of(rows))]

    return predict, size / 1e6, loaded


def line(name: str, predict: Predict, size: float, loaded: float, dev: Sequence[Statement]) -> str:
    """One row of the table."""
    predict(dev[:5])
    start = time.perf_counter()
    found = predict(dev)
    spent = (time.perf_counter() - start) / len(dev) * 1000
    main = np.mean([answer == row.categories[0] for answer, row in zip(found, dev, strict=True)])
    any_label = np.mean([answer in row.categories for answer, row in zip(found, dev, strict=True)])
    scores = []
    for id in category_ids():
        right = sum(answer == id == row.categories[0] for answer, row in zip(found, dev, strict=True))
        total = sum((answer == id) + (row.categories[0] == id) for answer, row in zip(found, dev, strict=True))
        scores.append(2 * right / total if total else 0.0)
    return (
        f"| {name} | {main:.3f} | {any_label:.3f} | {np.mean(scores):.3f} | {size:.1f} | {loaded:.2f} | {spent:.2f} |"
    )


def main() -> None:
    """Print the table; write it where the card reads it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    statements = read_corpus(ROOT / "corpora" / "train").statements
    train, dev = ([row for row in statements if split_of(row.author, row.agency) == part] for part in (TRAIN, DEV))
    lines = [
        "## 模型比较 Models compared (dev)",
        "",
        "| 模型 model | 主类 main | 任一标注 any label | 宏 F1 macro | MB | 载入 load s | 毫秒/条 ms |",
        "|---|---|---|---|---|---|---|",
        line("线性，字片段（随包） linear, characters (shipped)", *shipped(), dev),
    ]
    if importlib.util.find_spec("spacy"):
        lines.append(line("spaCy TextCatBOW", *spacy_textcat(train, dev, False), dev))
        lines.append(line("spaCy TextCatEnsemble (BOW + CNN)", *spacy_textcat(train, dev, True), dev))
    text = "\n".join(lines) + "\n"
    print(text)
    if options.write:
        TABLE.parent.mkdir(exist_ok=True)
        TABLE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
