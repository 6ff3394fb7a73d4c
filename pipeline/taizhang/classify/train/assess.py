"""What a model is worth on rows it has not seen: by agency, by author, and on annotated notices."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from taizhang.classify import pages as page_merge
from taizhang.classify.features import Issue, statement_text
from taizhang.classify.linear import softmax
from taizhang.classify.measures import classify_measures, measure_text
from taizhang.classify.model import CategoryPart, Model, PagePart
from taizhang.classify.problems import classify_problems
from taizhang.classify.specificity import specificity
from taizhang.classify.taxonomy import category_ids
from taizhang.classify.train import fit
from taizhang.classify.train.build import CATEGORY_COST, PAGE_COST, category_rows, issues_of, page_rows, ranks_of
from taizhang.classify.train.corpus import KINDS, MeasureRow, PageRow, Statement, statement_key
from taizhang.classify.train.metrics import (
    LabelScore,
    Point,
    answers_at,
    calibration_error,
    label_scores,
    macro_f1,
    reliability,
)
from taizhang.classify.train.splits import TRAIN, split_of
from taizhang.ingest.gate import NOTICE
from taizhang.normalise.agencies import agency_function
from taizhang.text import canonicalise, fold
from taizhang.vocabulary import PAGE_KINDS, TENSES

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """Categories on one set of statements. `right` counts the main category, `among` any of the labelled ones."""

    rows: int
    right: float
    among: float
    macro_f1: float
    ece: float
    answered: float
    precision: float
    among_precision: float
    coverage_at_95: float
    coverage_at_95_among: float
    labels: tuple[LabelScore, ...]
    points: tuple[Point, ...]
    confusions: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """Kinds, tense and specificity on one set of measures."""

    rows: int
    kinds: tuple[LabelScore, ...]
    kinds_macro_f1: float
    main_kind: float
    tense: float
    tenses: tuple[LabelScore, ...]
    concrete_auc: float


@dataclass(frozen=True, slots=True)
class PageResult:
    """Kinds of pages on one set; `notice` is "is a rectification notice", `rules` the same by the gate alone."""

    rows: int
    accuracy: float
    notice: LabelScore
    rules: LabelScore
    kinds: tuple[LabelScore, ...]


def assess_categories(issues: Sequence[Issue], labels: Sequence[tuple[str, ...]], part: CategoryPart) -> CategoryResult:
    """Categories of `issues`, of which the first label is the main one."""
    verdicts = classify_problems(issues, part)
    best = [verdict.candidates[0].id for verdict in verdicts]
    chances = np.array([verdict.candidates[0].score for verdict in verdicts])
    right = np.array([found == real[0] for found, real in zip(best, labels, strict=True)])
    among = np.array([found in real for found, real in zip(best, labels, strict=True)])
    said = np.array([verdict.category is not None for verdict in verdicts])
    scores = label_scores(_one_hot([real[0] for real in labels]), _one_hot(best), category_ids())
    confused = Counter((real[0], found) for found, real in zip(best, labels, strict=True) if found not in real)
    return CategoryResult(
        len(issues),
        float(right.mean()),
        float(among.mean()),
        macro_f1(scores),
        calibration_error(chances, among),
        float(said.mean()),
        float(right[said].mean()) if said.any() else 1.0,
        float(among[said].mean()) if said.any() else 1.0,
        answers_at(chances, right)[1],
        answers_at(chances, among)[1],
        tuple(scores),
        tuple(reliability(chances, among)),
        tuple(
            (real, found, times)
            for (real, found), times in sorted(confused.items(), key=lambda item: (-item[1], item[0]))
        ),
    )


def assess_by_author(statements: Sequence[Statement]) -> dict[str, tuple[int, float, float, float]]:
    """Rows, accuracy (main), accuracy (any label), macro-F1 on each author by a model of all the others."""
    results = {}
    for author in sorted({row.author for row in statements}):
        others = [row for row in statements if row.author != author]
        own = [row for row in statements if row.author == author]
        if not others:
            continue
        train = category_rows(issues_of(others), [row.agency for row in others])
        model = fit.fit_ranked(CATEGORY_COST)(train, ranks_of(others))
        best = [category_ids()[i] for i in category_rows(issues_of(own), []).scores(model).argmax(axis=1)]
        scores = label_scores(_one_hot([row.categories[0] for row in own]), _one_hot(best), category_ids())
        right = [found == row.categories[0] for found, row in zip(best, own, strict=True)]
        among = [found in row.categories for found, row in zip(best, own, strict=True)]
        results[author] = (len(own), float(np.mean(right)), float(np.mean(among)), macro_f1(scores))
    return results


def assess_measures(rows: Sequence[MeasureRow], model: Model) -> MeasureResult:
    """Kinds, tense and specificity of `rows`."""
    readings = classify_measures([measure_text(row.text) for row in rows], model.measures)
    truth = np.array([[kind in row.kinds for kind in KINDS] for row in rows])
    found = np.array([[kind in reading.kinds for kind in KINDS] for reading in readings])
    kinds = label_scores(truth, found, KINDS)
    tenses = label_scores(
        np.array([[tense == row.tense for tense in TENSES] for row in rows]),
        np.array([[tense == reading.tense for tense in TENSES] for reading in readings]),
        TENSES,
    )
    concrete = np.array([row.concrete for row in rows])
    return MeasureResult(
        len(rows),
        tuple(kinds),
        macro_f1(kinds),
        float(np.mean([reading.kinds[0] in row.kinds for reading, row in zip(readings, rows, strict=True)])),
        float(np.mean([reading.tense == row.tense for reading, row in zip(readings, rows, strict=True)])),
        tuple(tenses),
        _auc(np.array([specificity(fold(row.text)) for row in rows]), concrete),
    )


def assess_pages(rows: Sequence[PageRow], model: Model) -> PageResult:
    """Kinds of `rows` as the pipeline gives them."""
    texts = [canonicalise(row.text) for row in rows]
    found = [page_merge.page_kind(text, None, model).kind for text in texts]
    return _page_result(rows, found, [page_merge.page_kind(text).kind for text in texts])


def assess_pages_unseen(rows: Sequence[PageRow], groups: Sequence[str], part: PagePart) -> PageResult:
    """Kinds of `rows`, each by a model that has seen no page of its group (agency or author); few pages are held out
    for good, so this is the surer figure.
    """
    features = page_rows(rows)
    grouped = fit.Rows(features.texts, features.dense, tuple(groups))
    target = np.array([PAGE_KINDS.index(row.kind) for row in rows], np.int64)
    folds = min(fit.FOLDS, len(set(groups)))
    scores = fit.out_of_fold(grouped, target, fit.fit_exclusive(PAGE_COST, len(PAGE_KINDS)), folds)
    ruled = [page_merge.page_kind(canonicalise(row.text)) for row in rows]
    merged = [
        page_merge.merge(rule, shares, part)
        for rule, shares in zip(ruled, softmax(scores, part.temperature), strict=True)
    ]
    return _page_result(rows, [kind.kind for kind in merged], [rule.kind for rule in ruled])


def _page_result(rows: Sequence[PageRow], found: Sequence[str], ruled: Sequence[str]) -> PageResult:
    real = [row.kind for row in rows]
    kinds = label_scores(
        np.array([[kind == row for kind in PAGE_KINDS] for row in real]),
        np.array([[kind == row for kind in PAGE_KINDS] for row in found]),
        PAGE_KINDS,
    )
    by_rules = label_scores(
        np.array([[row == NOTICE] for row in real]), np.array([[row == NOTICE] for row in ruled]), (NOTICE,)
    )
    return PageResult(
        len(rows),
        float(np.mean([a == b for a, b in zip(found, real, strict=True)])),
        kinds[PAGE_KINDS.index(NOTICE)],
        by_rules[0],
        tuple(kinds),
    )


def single_annotators(folder: Path, statements: Sequence[Statement]) -> dict[str, tuple[int, float, float]]:
    """How far one annotator alone agrees with the labels of `statements`: rows, same main category, main among the labels.

    `folder` holds a file for each (`statements-*.tsv`: digest of the text, categories); only held-out rows count.
    """
    labels = {
        statement_key(row.text): row.categories for row in statements if split_of(row.author, row.agency) != TRAIN
    }
    found = {}
    for path in sorted(folder.glob("statements-*.tsv")):
        rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        pairs = [(labels[digest], own.split(",")[0]) for digest, own in rows if digest in labels]
        if pairs:
            same = float(np.mean([own == real[0] for real, own in pairs]))
            among = float(np.mean([own in real for real, own in pairs]))
            found[path.stem.removeprefix("statements-")] = (len(pairs), same, among)
    return found


def gold_issues(folder: Path) -> dict[str, tuple[list[Issue], list[tuple[str, ...]]]]:
    """The annotated problems in `folder` by split (`all` where none is named): issues and their categories."""
    found: dict[str, tuple[list[Issue], list[tuple[str, ...]]]] = {}
    for path in sorted(folder.glob("*.json")):
        notice = json.loads(path.read_text("utf-8"))
        issues, labels = found.setdefault(notice.get("split") or "all", ([], []))
        function = agency_function(notice["notice"].get("agency") or "")
        for problem in notice["problems"]:
            if problem.get("categories"):
                issues.append(Issue(statement_text(problem["statement"]), function))
                labels.append(tuple(problem["categories"]))
    return found


def _one_hot(found: Sequence[str]) -> Bools:
    return np.array([[name == category for category in category_ids()] for name in found], bool)


def _auc(values: NDArray[np.float64], truth: Bools) -> float:
    """Chance that a concrete measure is rated above an empty one; ties count half."""
    high, low = values[truth], values[~truth]
    if not len(high) or not len(low):
        return 1.0
    above = (high[:, None] > low[None, :]).sum() + 0.5 * (high[:, None] == low[None, :]).sum()
    return float(above / (len(high) * len(low)))
