"""Where rules and model meet over the structure of a notice: the model reads the lines where headings bear no mark.

The rules go first and keep every notice in which a problem carries a number. Where none does, and most lines show the
rules nothing (no number, label or heading formula), the lines are read by the model; what a line itself shows to the
rules (frame, labels, states) stays. Its outline counts only when several problems are sure and answered, and at least
twice as many as the rules found. No audit rests on it: auditing goes on with the rules' outline.
"""

from __future__ import annotations

from taizhang.classify.line_features import Lines
from taizhang.classify.line_rules import ruled_roles
from taizhang.classify.lines import LinePart, classify_lines
from taizhang.flow import lines_of
from taizhang.outline import unit as roles
from taizhang.outline.by_line import RoledLine, outline_by_line
from taizhang.outline.unit import Outline
from taizhang.text import Canonical

# What a line shows to the rules although they found no problem: the frame, and what stands below any item.
_KEPT = frozenset({roles.TITLE, roles.NOISE, roles.CONTACTS, roles.SIGNATURE, "status", "field"})
_ISSUES = frozenset({roles.PROBLEM, roles.SUBPROBLEM})
SURE = 0.8  # mean chance of the lines taken for problems
FEWEST = 3  # problems; one or two lines that look like problems may be anything
ANSWERED = 0.7  # share of them with something below
MORE = 2  # times the problems that the rules found without a number
_UNSHOWN = 3  # lines that show the rules nothing, to each such problem: below it the rules have seen the headings


def outline_by_model(doc: Canonical, ruled: Outline, part: LinePart) -> Outline | None:
    """The outline of the running text `doc` by the model of lines; None where the rules' outline `ruled` is kept."""
    ruled_issues = [unit for unit in ruled.units if unit.role in _ISSUES]
    if any(unit.marker is not None for unit in ruled_issues):
        return None
    spans = lines_of(doc.folded)
    by_rule = ruled_roles(doc.folded, ruled, spans)
    if sum(not line.shown for line in by_rule) < max(_UNSHOWN * len(ruled_issues), 2 * FEWEST):
        return None
    readings = classify_lines(Lines(tuple(doc.folded[start:end] for start, end in spans)), part)
    lines = []
    sure = []
    for line, reading in zip(by_rule, readings, strict=True):
        kept = line.shown and line.role in _KEPT
        lines.append(RoledLine(line.start, line.end, line.role if kept and line.role else reading.role))
        if lines[-1].role in _ISSUES:
            sure.append(reading.score)
    if len(sure) < max(FEWEST, MORE * len(ruled_issues)) or sum(sure) < SURE * len(sure):
        return None
    outline = outline_by_line(doc.folded, lines)
    issues = [index for index, unit in enumerate(outline.units) if unit.role in _ISSUES]
    below = {unit.parent for unit in outline.units if unit.role in {roles.ANSWER, roles.SUBPROBLEM}}
    stated = sum(index in below or outline.units[index].status is not None for index in issues)
    return outline if stated >= ANSWERED * len(issues) else None
