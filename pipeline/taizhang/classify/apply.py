"""Problems and measures of one notice with what meaning decides filled in."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.classify.features import Issue, statement_text
from taizhang.classify.frameworks import framework_items
from taizhang.classify.measures import classify_measures, measure_text
from taizhang.classify.model import Model
from taizhang.classify.problems import Verdict, classify_problems
from taizhang.classify.specificity import specificity
from taizhang.records import Measure, Problem
from taizhang.values import changed

_SILENT = Verdict(None, ())


def classify_rows(
    problems: Sequence[Problem],
    measures: Sequence[Measure],
    model: Model | None,
    folded: str,
    *,
    function: str | None,
    year: int | None,
) -> tuple[tuple[Problem, ...], tuple[Measure, ...]]:
    """The rows with category, framework, kinds, tense and specificity.

    `folded` is the folded text that the rows point into; `function` is that of the agency, `year` that of the
    inspection. Framework and specificity are by rule and need no model; without one the other columns stay empty.
    """
    return _problems(problems, model, function, year), _measures(measures, model, folded)


def _problems(
    problems: Sequence[Problem], model: Model | None, function: str | None, year: int | None
) -> tuple[Problem, ...]:
    items = _frameworks(problems, year)
    verdicts = [_SILENT] * len(problems)
    if model is not None:
        issues = [Issue(statement_text(problem.statement or problem.title), function) for problem in problems]
        verdicts = classify_problems(issues, model.categories)
    return tuple(
        changed(problem, framework=item, category=verdict.category, categories=verdict.candidates)
        if (item := items.get(problem.problem_id), verdict) != (problem.framework, _SILENT)
        else problem
        for problem, verdict in zip(problems, verdicts, strict=True)
    )


def _frameworks(problems: Sequence[Problem], year: int | None) -> dict[str, str | None]:
    """Item of each row: its own for an aspect, else that of the nearest aspect above."""
    aspects = [problem for problem in problems if problem.level == "aspect"]
    found = framework_items([problem.title for problem in aspects], year)
    items = {problem.problem_id: item for problem, item in zip(aspects, found, strict=True)}
    for problem in problems:  # a parent stands before its children
        above = items.get(problem.parent_id) if problem.parent_id is not None else None
        items[problem.problem_id] = items.get(problem.problem_id) or above
    return items


def _measures(measures: Sequence[Measure], model: Model | None, folded: str) -> tuple[Measure, ...]:
    specific = [specificity(folded[measure.char_start : measure.char_end]) for measure in measures]
    if model is None:
        return tuple(changed(measure, specificity=score) for measure, score in zip(measures, specific, strict=True))
    readings = classify_measures([measure_text(measure.surface) for measure in measures], model.measures)
    return tuple(
        changed(measure, kinds=reading.kinds, tense=reading.tense, specificity=score)
        for measure, reading, score in zip(measures, readings, specific, strict=True)
    )
