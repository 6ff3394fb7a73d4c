"""`taizhang show`: one notice in the terminal, as a ledger that an auditor reads from top to bottom.

Who and when; the verdicts with the sentences behind them; the tree of problems with their measures; counts, dates,
contacts and citations. Every quotation carries its position in the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from taizhang.query.terminal import one_line, visible
from taizhang.records import Finding, Ledger, Measure, Notice, Problem
from taizhang.report.facts import citations, contacts, counts, dates
from taizhang.report.prose import Prose
from taizhang.report.words import named, status_mark, verdict_mark
from taizhang.vocabulary import VERDICTS

_CUT = 110  # characters of a measure shown unless all is asked for


def show(ledger: Ledger, console: Console, *, full: bool = False) -> None:
    """Print `ledger`. `full` prints every measure whole."""
    console.print(Group(_title(ledger.notice)))  # a Prose on its own would be joined into a plain text
    console.print(_header(ledger))
    sections: list[tuple[str, RenderableType | None]] = [
        (f"核对结论 audits（{len(ledger.audits)}）", _audits(ledger.audits)),
        (_problems_heading(ledger), _problems(ledger, full)),
        (f"数量 counts（{len(ledger.counts)}）", counts(ledger)),
        (f"日期 dates（{len(ledger.dates)}）", dates(ledger)),
        (f"引用文件 citations（{len(ledger.citations)}）", citations(ledger)),
        (f"联系方式 contacts（{len(ledger.contacts)}）", contacts(ledger)),
        (f"结构疑点 warnings（{len(ledger.text.warnings)}）", _warnings(ledger.text.warnings)),
    ]
    for heading, content in sections:
        if content is not None:
            console.print()
            console.print(Rule(Text(heading, style="bold"), align="left", style="dim"))
            console.print(content)


def _title(notice: Notice) -> RenderableType:
    title = notice.title or notice.agency_raw or "（通报未印标题 no title printed）"
    return Prose(visible(title), style="bold")


def _header(ledger: Ledger) -> RenderableType:
    notice = ledger.notice
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    agency = notice.agency or notice.agency_raw
    rows: list[tuple[str, str | None]] = [
        ("单位 agency", _joined(agency, notice.organ and f"（{notice.organ}）", notice.agency_function)),
        ("地区 region", _joined(notice.region, notice.region_code)),
        ("巡察 inspector", _joined(notice.inspector, notice.inspection_kind, notice.inspection_round)),
        ("期间 inspected", _period(notice)),
        ("反馈 feedback", _iso(notice.feedback_date)),
        ("公布 published", _published(notice)),
        ("来源 source", notice.source_uri),
        ("通报号 id", f"{notice.notice_id}  识读 read {ledger.text.read_share:.0%}"),
    ]
    for name, value in rows:
        grid.add_row(name, Prose(visible(value)) if value else Text("未说 not said", style="dim"))
    tally = Counter(item.verdict for item in ledger.audits)
    if tally:
        marks = [verdict_mark(word).append(f" {tally[word]}") for word in reversed(VERDICTS) if tally[word]]
        grid.add_row("核对 audits", Text("   ").join(marks))
    return grid


def _joined(*parts: str | None) -> str | None:
    return "  ".join(part for part in parts if part) or None


def _iso(value: object) -> str | None:
    return None if value is None else str(value)


def _period(notice: Notice) -> str | None:
    if notice.inspection_start is None and notice.inspection_end is None:
        return None
    return f"{_iso(notice.inspection_start) or '？'} 至 {_iso(notice.inspection_end) or '？'}"


def _published(notice: Notice) -> str | None:
    if notice.publication_date is None:
        return None
    source = {"page": "据页面", "signature": "据落款", "meta": "据网页元数据"}.get(notice.publication_date_source or "")
    days = notice.days_feedback_to_publication
    return _joined(str(notice.publication_date), source, f"反馈后 {days} 天" if days is not None else None)


def _audits(findings: Iterable[Finding]) -> RenderableType | None:
    order = {"inconsistent": 0, "unverifiable": 1, "consistent": 2}
    blocks = [verdict_block(item) for item in sorted(findings, key=lambda item: order[item.verdict])]
    return Group(*blocks) if blocks else None


def verdict_block(item: Finding) -> RenderableType:
    """A verdict with its arithmetic, other readings, and the sentences that it rests on."""
    head = verdict_mark(item.verdict).append(f"  {named('check', item.check)}", style="bold")
    if item.scope not in (None, "main"):
        head.append(f"（{named('scope', item.scope)}）")
    if item.claimed is not None or item.observed is not None:
        head.append(f"  声称 {_number(item.claimed)} / 核对 {_number(item.observed)}", style="default")
    lines: list[RenderableType] = [head]
    if item.explanation:
        lines.append(Padding(Prose(visible(item.explanation)), (0, 0, 0, 4)))
    if item.readings:
        others = "；".join(f"{reading.unit} {_number(reading.value)}" for reading in item.readings)
        lines.append(Padding(Prose(f"其他计法 other readings：{visible(others)}", style="dim"), (0, 0, 0, 4)))
    for evidence in item.evidence:
        quote = Prose(f"“{one_line(evidence.text)}”", style="italic")
        quote.append(f"  [{evidence.char_start}-{evidence.char_end}]", style="dim")
        lines.append(Padding(quote, (0, 0, 0, 4)))
    return Group(*lines)


def _number(value: float | None) -> str:
    if value is None:
        return "—"
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _problems_heading(ledger: Ledger) -> str:
    levels = Counter(problem.level for problem in ledger.problems)
    found = "，".join(
        f"{named('level', level)} {levels[level]}" for level in ("aspect", "problem", "subproblem") if levels[level]
    )
    notice = ledger.notice
    claims = "，".join(
        text
        for text in (
            notice.aspects_claimed is not None and f"{notice.aspects_claimed} 个方面",
            notice.problems_claimed is not None and f"{notice.problems_claimed} 个问题",
        )
        if text
    )
    claimed = f"；通报称 {claims}" if claims else ""
    return f"问题台账 ledger（{found or '无'}，措施 {len(ledger.measures)}{claimed}）"


def _problems(ledger: Ledger, full: bool) -> RenderableType | None:
    if not ledger.problems:
        return None
    children: dict[str | None, list[Problem]] = defaultdict(list)
    for problem in ledger.problems:
        children[problem.parent_id].append(problem)
    measures: dict[str, list[Measure]] = defaultdict(list)
    for measure in ledger.measures:
        measures[measure.problem_id].append(measure)
    tree = Tree("", hide_root=True, guide_style="dim")
    _grow(tree, None, children, measures, full)
    return tree


def _grow(
    branch: Tree,
    parent: str | None,
    children: dict[str | None, list[Problem]],
    measures: dict[str, list[Measure]],
    full: bool,
) -> None:
    for problem in children.get(parent, ()):
        below = children.get(problem.problem_id, ())
        span = problem.char_start, problem.char_end
        if problem.level == "aspect" and [(child.char_start, child.char_end) for child in below] == [span]:
            _grow(branch, problem.problem_id, children, measures, full)  # an aspect that is also its only problem
            continue
        node = branch.add(_problem(problem))
        _grow(node, problem.problem_id, children, measures, full)
        for measure in measures.get(problem.problem_id, ()):
            node.add(_measure(measure, full))


def _problem(problem: Problem) -> Text:
    line = Prose()
    if problem.number:
        line.append(one_line(problem.number), style="dim")
    line.append(one_line(problem.title), style="bold" if problem.level != "subproblem" else "")
    status = status_mark(problem.status, problem.long_term)
    if status:
        line.append("  ").append_text(status)
    if problem.level == "aspect":
        line.append("  方面", style="dim")
    extras = [
        text
        for text in (
            problem.category and f"类别 {problem.category}",
            problem.framework,
            problem.responsible and f"责任 {problem.responsible}",
            problem.deadline and f"时限 {problem.deadline}",
        )
        if text
    ]
    if extras:
        line.append(f"  {visible('；'.join(extras))}", style="dim")
    return line


def _measure(measure: Measure, full: bool) -> Text:
    text = one_line(measure.surface)
    if not full and len(text) > _CUT:
        text = f"{text[: _CUT - 1]}…"
    line = Prose()
    if measure.marker:
        line.append(one_line(measure.marker), style="dim")
    return line.append(text)


def _warnings(warnings: Iterable[str]) -> RenderableType | None:
    lines = [Prose(f"! {visible(warning)}", style="yellow") for warning in warnings]
    return Group(*lines) if lines else None
