"""Categories of problems: what the trigger words say and what the model says, brought together.

Where both name the same category a lower share suffices; where they differ, both are kept among the candidates with
their source, and the model decides if it is sure enough. Below the threshold the category is null.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taizhang.classify.features import Issue, category_features
from taizhang.classify.linear import softmax
from taizhang.classify.model import CategoryPart
from taizhang.classify.taxonomy import category_ids
from taizhang.classify.triggers import Hits, lexicon_words
from taizhang.records import CategoryScore

RULE, MODEL = "rule", "model"
_MOST = 3  # candidates of the model that are listed
RULE_SCORE = 0.8  # share of trigger answers that are right, measured on dev


@dataclass(frozen=True, slots=True)
class Verdict:
    """The main category of one statement (null when nobody is sure) and its candidates, the likeliest first."""

    category: str | None
    candidates: tuple[CategoryScore, ...]


def classify_problems(issues: Sequence[Issue], part: CategoryPart) -> list[Verdict]:
    """One verdict a statement (prepared); none depends on its neighbours."""
    if not issues:
        return []
    hits = [part.words.found(issue.text) for issue in issues]
    shares = _shares(issues, hits, part)
    rules = _answers(hits) if part.words is lexicon_words() else rule_answers(issues)
    chances = confidences(shares, [part.ids.index(rule) if rule in part.ids else None for rule in rules], part)
    return [_verdict(row, chance, rule, part) for row, chance, rule in zip(shares, chances, rules, strict=True)]


def category_shares(issues: Sequence[Issue], part: CategoryPart) -> NDArray[np.float32]:
    """The model's share of each category, one row a statement."""
    return _shares(issues, [part.words.found(issue.text) for issue in issues], part)


def rule_answers(issues: Sequence[Issue]) -> list[str | None]:
    """What the trigger words of the lexicon name by themselves."""
    words = lexicon_words()
    return _answers([words.found(issue.text) for issue in issues])


def confidence_inputs(shares: NDArray[np.float32], rules: Sequence[int | None]) -> NDArray[np.float64]:
    """What the chance of being right rests on: log odds of the best share, its lead, whether the words agree, differ."""
    ranked = np.sort(shares.astype(np.float64), axis=1)
    best, second = np.clip(ranked[:, -1], 1e-6, 1 - 1e-6), ranked[:, -2]
    top = shares.argmax(axis=1)
    agree = np.array([rule is not None and rule == answer for rule, answer in zip(rules, top, strict=True)], np.float64)
    differ = np.array(
        [rule is not None and rule != answer for rule, answer in zip(rules, top, strict=True)], np.float64
    )
    return np.stack([np.log(best / (1 - best)), best - second, agree, differ], axis=1)


def confidences(shares: NDArray[np.float32], rules: Sequence[int | None], part: CategoryPart) -> NDArray[np.float64]:
    """The calibrated chance that the best category is right, one a statement."""
    weights = np.array(part.confidence)
    chances: NDArray[np.float64] = 1 / (1 + np.exp(-(confidence_inputs(shares, rules) @ weights[:-1] + weights[-1])))
    return chances


def _shares(issues: Sequence[Issue], hits: Sequence[Hits], part: CategoryPart) -> NDArray[np.float32]:
    sparse = part.linear.vocabulary.encode([issue.text for issue in issues])
    dense = category_features(hits, issues, part.words, part.functions)
    return softmax(part.linear.scores(sparse, dense), part.temperature)


def _answers(hits: Sequence[Hits]) -> list[str | None]:
    words, ids = lexicon_words(), category_ids()
    answers = [words.answer(found) for found in hits]
    return [None if answer is None else ids[answer] for answer in answers]


def _verdict(shares: NDArray[np.float32], chance: float, rule: str | None, part: CategoryPart) -> Verdict:
    order = np.argsort(-shares, kind="stable")[:_MOST]
    best = int(order[0])
    # the best one's score is the calibrated chance; the others share what is left in proportion
    rest = float(1 - chance) / max(float(1 - shares[best]), 1e-6)
    candidates = [CategoryScore(part.ids[best], round(float(chance), 4), MODEL)]
    candidates += [
        CategoryScore(part.ids[index], round(float(shares[index] * rest), 4), MODEL)
        for index in order[1:]
        if float(shares[index]) * rest >= part.floor
    ]
    agreed = rule == part.ids[best]
    if rule is not None:
        candidates.append(CategoryScore(rule, RULE_SCORE, RULE))
    sure = chance >= (part.agreed_threshold if agreed else part.threshold)
    return Verdict(part.ids[best] if sure else None, tuple(candidates))
