"""`taizhang train`: from a folder of labelled rows to a model folder, its scores and its card."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from taizhang.classify.lines import classify_lines
from taizhang.classify.model import Model, load_model
from taizhang.classify.train import assess
from taizhang.classify.train.build import build, issues_of
from taizhang.classify.train.card import Results, render_card
from taizhang.classify.train.chart import reliability_svg
from taizhang.classify.train.corpus import Corpus, Row, read_corpus
from taizhang.classify.train.gold_lines import gold_notices
from taizhang.classify.train.line_corpus import LineNotice
from taizhang.classify.train.line_fit import LineResult, assess_lines
from taizhang.classify.train.save import save_model
from taizhang.classify.train.splits import DEV, TEST, split_of, write_splits

_CHART = "model-reliability.svg"


def train(
    corpus_folder: Path, model_folder: Path, say: Callable[[str], None] = lambda line: None
) -> tuple[Corpus, Model]:
    """Train on `corpus_folder`, write `model_folder`; what was read and what came out, loaded back from disk.

    Raises `UsageError` when the corpus is malformed, scikit-learn is missing or the folder can not be written.
    """
    corpus = read_corpus(corpus_folder)
    say(
        f"语料 corpus {corpus.digest}：{len(corpus.statements)} + {len(corpus.measures)} + {len(corpus.pages)}"
        f" + {sum(len(notice.texts) for notice in corpus.lines)}"
    )
    about = {"corpus": corpus.digest}
    version = save_model(model_folder, build(corpus), about)
    say(f"模型 model {version} → {model_folder}")
    return corpus, load_model(model_folder)


def measure(
    corpus: Corpus, model: Model, model_folder: Path, gold: tuple[Path, ...], *, authors: bool = True
) -> Results:
    """How good `model` is on dev, test and the annotated notices in the folders `gold`."""
    splits = (DEV, TEST)
    statements = {
        name: [row for row in corpus.statements if split_of(row.author, row.agency) == name] for name in splits
    }
    found = {
        name: assess.assess_categories(issues_of(rows), [row.categories for row in rows], model.categories)
        for name, rows in statements.items()
    }
    for folder in gold:
        for split, (issues, labels) in assess.gold_issues(folder).items():
            found[f"gold {folder.parent.name}/{split}"] = assess.assess_categories(issues, labels, model.categories)
    measures = {name: [row for row in corpus.measures if split_of(row.author, row.agency) == name] for name in splits}
    pages = {name: [row for row in corpus.pages if split_of(row.author, row.agency) == name] for name in splits}
    return Results(
        model.version,
        sum(path.stat().st_size for path in model_folder.iterdir()),
        model.categories.threshold,
        found,
        assess.assess_by_author(corpus.statements) if authors else {},
        {name: assess.assess_measures(rows, model) for name, rows in measures.items()},
        {
            **{name: assess.assess_pages(rows, model) for name, rows in pages.items()},
            "按单位五折 folds by agency": assess.assess_pages_unseen(
                corpus.pages, [row.agency for row in corpus.pages], model.pages
            ),
            "按作者 by author": assess.assess_pages_unseen(
                corpus.pages, [row.author for row in corpus.pages], model.pages
            ),
        },
        _lines(corpus, model, gold),
    )


def _lines(corpus: Corpus, model: Model, gold: tuple[Path, ...]) -> dict[str, LineResult]:
    """Roles of lines that the model has not seen: own notices held out, and annotated notices of the split `test`."""
    sets: dict[str, list[LineNotice]] = {
        TEST: [notice for notice in corpus.lines if split_of(notice.author, notice.agency) == TEST]
    }
    for folder in gold:
        sets[f"gold {folder.parent.name}/{TEST}"] = gold_notices(folder).get(TEST, [])
    return {
        name: assess_lines(notices, [classify_lines(notice.lines, model.lines) for notice in notices])
        for name, notices in sets.items()
        if notices
    }


def write_card(corpus: Corpus, results: Results, card: Path, tables: str, corpus_folder: Path) -> None:
    """The model card at `card` with its reliability diagram beside it."""
    annotators = assess.single_annotators(corpus_folder / "blind", corpus.statements)
    card.parent.mkdir(parents=True, exist_ok=True)
    series = {f"{name}（{results.categories[name].rows}）": results.categories[name].points for name in (DEV, TEST)}
    (card.parent / _CHART).write_text(reliability_svg(series), "utf-8")
    card.write_text(render_card(corpus, results, chart=_CHART, tables=tables, annotators=annotators), "utf-8")


def write_corpus_splits(corpus: Corpus, path: Path) -> None:
    """`corpora/splits.json`: which part every author's agencies belong to."""
    rows: list[Row | LineNotice] = [*corpus.statements, *corpus.measures, *corpus.pages, *corpus.lines]
    write_splits(path, [(row.author, row.agency) for row in rows])
