"""From corpus to model: features, fits, calibration on rows of agencies that the fit has not seen, thresholds on dev."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taizhang.classify.features import Issue, category_features, page_features, page_text, statement_text
from taizhang.classify.linear import Linear, sigmoid, softmax
from taizhang.classify.measures import measure_text
from taizhang.classify.problems import confidence_inputs, rule_answers
from taizhang.classify.taxonomy import category_ids, taxonomy_version
from taizhang.classify.train import fit
from taizhang.classify.train.corpus import KINDS, Corpus, MeasureRow, PageRow, Statement
from taizhang.classify.train.line_corpus import LineNotice
from taizhang.classify.train.line_fit import train_lines
from taizhang.classify.train.metrics import answers_at
from taizhang.classify.train.splits import DEV, TEST, TRAIN, split_of
from taizhang.classify.triggers import lexicon_words
from taizhang.ingest.gate import NOTICE
from taizhang.normalise.agencies import agency_function, function_names
from taizhang.text import canonicalise
from taizhang.vocabulary import PAGE_KINDS, TENSES

PRECISION = 0.95  # of the categories that are answered
FLOOR = 0.05  # least share of a candidate that is listed
CATEGORY_COST, _MEASURE_COST, PAGE_COST = 1.0, 0.5, 1.0


@dataclass(frozen=True, slots=True)
class Part:
    """One trained part: its weights and what `model.json` says of it."""

    linear: Linear
    card: dict[str, Any]


def issues_of(statements: Sequence[Statement]) -> list[Issue]:
    """Statements as the model sees them."""
    return [Issue(statement_text(row.text), agency_function(row.agency)) for row in statements]


def category_rows(issues: Sequence[Issue], groups: Sequence[str]) -> fit.Rows:
    """Statements with their features; the words are those of the lexicon."""
    words = lexicon_words()
    dense = category_features([words.found(issue.text) for issue in issues], issues, words, function_names())
    return fit.Rows(tuple(issue.text for issue in issues), dense, tuple(groups))


def build_categories(statements: Sequence[Statement]) -> Part:
    """The part that gives problems their category."""
    ids = category_ids()
    train = [row for row in statements if split_of(row.author, row.agency) == TRAIN]
    dev = [row for row in statements if split_of(row.author, row.agency) == DEV]
    train_issues, dev_issues = issues_of(train), issues_of(dev)
    rows = category_rows(train_issues, [row.agency for row in train])
    target, ranks = main_of(train), ranks_of(train)
    learn = fit.fit_ranked(CATEGORY_COST)
    unseen = fit.out_of_fold(rows, ranks, learn)
    linear = learn(rows, ranks)
    temperature = fit.best_temperature(unseen, target)
    shares = softmax(unseen, temperature)
    confidence = fit.logistic_map(confidence_inputs(shares, _positions(train_issues)), among(shares, train))
    dev_shares = softmax(category_rows(dev_issues, [row.agency for row in dev]).scores(linear), temperature)
    inputs = confidence_inputs(dev_shares, _positions(dev_issues))
    chances = 1 / (1 + np.exp(-(inputs @ np.array(confidence[:-1]) + confidence[-1])))
    threshold, _ = answers_at(chances, among(dev_shares, dev), PRECISION)
    words = [
        [word, category, tier]
        for word, meaning in sorted(lexicon_words().meanings.items())
        for category, tier in meaning
    ]
    return Part(
        linear,
        {
            "taxonomy": taxonomy_version(),
            "ids": list(ids),
            "words": words,
            "functions": list(function_names()),
            "temperature": temperature,
            "threshold": round(threshold, 4),
            "agreed_threshold": round(threshold, 4),
            "floor": FLOOR,
            "confidence": confidence,
        },
    )


def build_measures(measures: Sequence[MeasureRow]) -> Part:
    """The part that gives measures their kinds and tense: two fits over one vocabulary, side by side."""
    train = [row for row in measures if split_of(row.author, row.agency) == TRAIN]
    dev = [row for row in measures if split_of(row.author, row.agency) == DEV]
    rows, truth = measure_rows(train), measure_truth(train)
    learn = fit.fit_independent(_MEASURE_COST)
    unseen = fit.out_of_fold(rows, truth, learn)
    size = len(KINDS)
    slope, offset = fit.platt(unseen[:, :size], truth[:, :size])
    tense = truth[:, size:].argmax(axis=1)
    temperature = fit.best_temperature(unseen[:, size:], tense)
    linear = learn(rows, truth)
    chances = sigmoid(
        measure_rows(dev).scores(linear)[:, :size], np.array(slope, np.float32), np.array(offset, np.float32)
    )
    thresholds = [
        _middle(_best_thresholds(chances[:, column], measure_truth(dev)[:, column])) for column in range(size)
    ]
    return Part(
        linear,
        {
            "kinds": list(KINDS),
            "tenses": list(TENSES),
            "slope": slope,
            "offset": offset,
            "thresholds": thresholds,
            "temperature": temperature,
        },
    )


def build_pages(pages: Sequence[PageRow]) -> Part:
    """The part that tells the kind of a page by its opening."""
    train = [row for row in pages if split_of(row.author, row.agency) == TRAIN]
    rows = page_rows(train)
    target = np.array([PAGE_KINDS.index(row.kind) for row in train], np.int64)
    learn = fit.fit_exclusive(PAGE_COST, len(PAGE_KINDS))
    unseen = fit.out_of_fold(rows, target, learn)
    temperature = fit.best_temperature(unseen, target)
    notice = PAGE_KINDS.index(NOTICE)
    # a notice refused is lost to every table: of thresholds nearly as good the lowest
    notice_at = _best_thresholds(softmax(unseen, temperature)[:, notice], target == notice, slack=0.002)[0]
    return Part(learn(rows, target), {"kinds": list(PAGE_KINDS), "temperature": temperature, "notice_at": notice_at})


def build_lines(notices: Sequence[LineNotice]) -> Part:
    """The part that gives lines their role."""
    part = train_lines([notice for notice in notices if split_of(notice.author, notice.agency) != TEST]).part
    return Part(
        part.linear,
        {
            "roles": list(part.roles),
            "temperature": part.temperature,
            "weight": part.weight,
            "first": part.first.tolist(),
            "steps": part.steps.tolist(),
        },
    )


def build(corpus: Corpus) -> dict[str, Part]:
    """All parts, by name."""
    return {
        "categories": build_categories(corpus.statements),
        "measures": build_measures(corpus.measures),
        "pages": build_pages(corpus.pages),
        "lines": build_lines(corpus.lines),
    }


def main_of(statements: Sequence[Statement]) -> NDArray[np.int64]:
    """The position of each statement's main category."""
    position = {category: index for index, category in enumerate(category_ids())}
    return np.array([position[row.categories[0]] for row in statements], np.int64)


def ranks_of(statements: Sequence[Statement]) -> NDArray[np.int64]:
    """Rows × categories: 2 for the main category, 1 for the others that the statement carries."""
    return np.array(
        [[2 if row.categories[0] == id else int(id in row.categories) for id in category_ids()] for row in statements],
        np.int64,
    )


def among(shares: NDArray[np.float32], statements: Sequence[Statement]) -> NDArray[np.bool_]:
    """Whether the best category of each row is one that its statement carries."""
    ids = category_ids()
    best = shares.argmax(axis=1)
    return np.array([ids[index] in row.categories for index, row in zip(best, statements, strict=True)], bool)


def measure_rows(measures: Sequence[MeasureRow]) -> fit.Rows:
    """Measures with their features."""
    texts = tuple(measure_text(row.text) for row in measures)
    return fit.Rows(texts, np.zeros((len(texts), 0), np.float32), tuple(row.agency for row in measures))


def measure_truth(measures: Sequence[MeasureRow]) -> NDArray[np.bool_]:
    """Rows × (kinds, tenses)."""
    labels = (*KINDS, *TENSES)
    return np.array([[label in (*row.kinds, row.tense) for label in labels] for row in measures], bool)


def page_rows(pages: Sequence[PageRow]) -> fit.Rows:
    """Pages with their features."""
    texts = tuple(page_text(canonicalise(row.text).folded, None) for row in pages)
    return fit.Rows(texts, page_features(texts), tuple(row.agency for row in pages))


def _positions(issues: Sequence[Issue]) -> list[int | None]:
    position = {category: index for index, category in enumerate(category_ids())}
    return [None if answer is None else position[answer] for answer in rule_answers(issues)]


def _best_thresholds(chances: NDArray[np.float32], truth: NDArray[np.bool_], slack: float = 1e-9) -> list[float]:
    """The thresholds of best F1, from a fixed grid, and those at most `slack` below it."""
    grid = [round(0.2 + 0.05 * step, 2) for step in range(13)]
    scores = []
    for value in grid:
        found = chances >= value
        scores.append(2 * int((found & truth).sum()) / max(int(found.sum() + truth.sum()), 1))
    return [value for value, score in zip(grid, scores, strict=True) if score >= max(scores) - slack]


def _middle(values: list[float]) -> float:
    return values[len(values) // 2]
