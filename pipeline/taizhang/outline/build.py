"""From the canonical text to the tree of units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from taizhang.outline import unit as roles
from taizhang.outline.enumerators import Marker, find_markers
from taizhang.outline.frame import Frame, find_frame, opens_closing, opens_future
from taizhang.outline.headings import bracketed_tail, trim_title
from taizhang.outline.labels import DEADLINE, RESPONSIBLE, STATUS, find_labels
from taizhang.outline.numbered_fields import numbered_fields
from taizhang.outline.paragraphs import Paragraph, paragraphs
from taizhang.outline.parts import Field, answer_regions, field_value, fields, measures, points_elsewhere, trim
from taizhang.outline.roles import CHILDLESS, Roles, scope_of
from taizhang.outline.running import split_running
from taizhang.outline.status import Status, closing_clause, is_only_status, read_status
from taizhang.outline.table_units import table_units
from taizhang.outline.tables import TableRow, find_table
from taizhang.outline.tree import Node, TreeBuilder
from taizhang.outline.unit import Outline, Unit
from taizhang.outline.unnumbered import find_headings
from taizhang.text import Canonical

_DECLARES_CATEGORIES = re.compile(r"[一二三四五六七八九十\d]{1,3}(?:个)?(?:大)?(?:类|部分)(?!似)[^。]{0,12}[\d一二三四五六七八九十]{1,4}[个项条]")
_PROBLEM_ROLES = frozenset({roles.PROBLEM, roles.SUBPROBLEM, CHILDLESS})
_FOREWORD = 1200      # code points in which the notice says how it counts


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What a section hands to its items."""

    status: Status | None = None
    scope: str = "main"


class _Assembler:
    """Turns a tree with roles into units."""

    def __init__(self, doc: Canonical, blocks: list[Paragraph], frame: Frame, judge: Roles) -> None:
        self.folded, self.blocks, self.frame, self.judge = doc.folded, blocks, frame, judge
        self.units: list[Unit] = []

    def frame_units(self) -> None:
        """Title, chrome, closing, contacts and signature."""
        for index, role in self.frame.roles.items():
            block = self.blocks[index]
            self.units.append(Unit(role, block.start, block.end, block.start, block.end))
        for block in self.blocks:
            if block.page_number:
                self.units.append(Unit(roles.NOISE, block.start, block.end, block.start, block.start))

    def body(self, root: Node) -> None:
        """Opening, then every item with a role."""
        self._cut_tail(root)
        self._split_running(root)
        tops = sorted((node for node in root.children if node.role), key=lambda node: node.start)
        first = tops[0].start if tops else root.end
        start, end = trim(self.folded, root.start, first)
        if start < end:
            self._add(Unit(roles.OPENING, start, end, start, start))
        for node in tops:
            self._node(node, None, _Inherited())

    def _add(self, unit: Unit) -> int:
        self.units.append(unit)
        return len(self.units) - 1

    def _cut_tail(self, root: Node) -> None:
        """Paragraphs behind the last answer that speak of the whole notice leave the last item."""
        items = [node for node in _walk(root) if node.role in _PROBLEM_ROLES]
        if not items:
            return
        last = max(items, key=lambda node: node.start)
        limit = last.end
        begins = [
            block for block in self.blocks
            if last.title_end < block.start < limit and not block.page_number
        ]
        inner = {node.paragraph for node in _walk(last)} | {last.paragraph}
        habit = sum(
            opens_future(self.folded, block)
            for node in items if node is not last
            for block in self.blocks if node.title_end < block.start < min(node.end, last.start)
        )
        for position, block in enumerate(begins):
            index = self.blocks.index(block)
            if index in inner or any(label.start == block.start for label in last.labels):
                continue
            closes = opens_closing(self.folded, block)
            future = opens_future(self.folded, block) and not habit
            answered_above = position > 0 or block.start > self.blocks[last.paragraph].end
            if (closes or future) and answered_above and self._has_answer_before(last, block.start):
                self._truncate(last, block.start)
                start, end = trim(self.folded, block.start, limit)
                self.units.append(Unit(roles.CLOSING if closes else roles.NEXT_STEPS, start, end, start, start))
                return

    def _split_running(self, root: Node) -> None:
        """Sub-problems named in the running text of items that have no list of their own."""
        plain = []
        for node in _walk(root):
            if node.role in {roles.PROBLEM, CHILDLESS} and not node.lists:
                regions = answer_regions(fields(node, node.end))
                if len(regions) == 1:
                    plain.append((node, regions[0].start, regions[0].end))
        split = split_running(self.folded, plain)
        for node, _, _ in plain:
            for child in split.get(id(node), []):
                child.role = roles.SUBPROBLEM
            if id(node) in split:
                node.lists.append(split[id(node)])

    def _has_answer_before(self, node: Node, position: int) -> bool:
        return len(self.folded[node.title_end : position].strip(" \n。;:,、")) >= 8

    def _truncate(self, node: Node, end: int) -> None:
        current: Node | None = node
        while current is not None:
            current.end = min(current.end, end)
            current = current.parent
        for child in _walk(node):
            child.end = min(child.end, end)

    def _node(self, node: Node, parent: int | None, inherited: _Inherited) -> None:
        role = node.role
        title = (node.head_start, trim_title(self.folded, node.head_start, node.title_end))
        if role in {roles.SECTION, roles.ORGANISATION, roles.NEXT_STEPS, roles.OUTCOME}:
            self._section(node, parent, inherited, title)
        elif role == roles.ASPECT:
            self._aspect(node, parent, inherited, title)
        elif role == CHILDLESS:
            index = self._add(self._unit(roles.ASPECT, node, parent, title, inherited, childless=True))
            self._problem(node, roles.PROBLEM, index, inherited, title)
        elif role in {roles.PROBLEM, roles.SUBPROBLEM}:
            self._problem(node, role, parent, inherited, title)

    def _section(self, node: Node, parent: int | None, inherited: _Inherited, title: tuple[int, int]) -> None:
        index = self._add(self._unit(node.role, node, parent, title, inherited))
        if node.role != roles.SECTION:
            return
        words = self.folded[title[0] : title[1]]
        scope = scope_of(words)
        status = read_status(self.folded, *title) if self.judge.section_status(words) else None
        handed = _Inherited(status or inherited.status, scope if scope != "main" else inherited.scope)
        for child in sorted((child for child in node.children if child.role), key=lambda item: item.start):
            self._node(child, index, handed)

    def _aspect(self, node: Node, parent: int | None, inherited: _Inherited, title: tuple[int, int]) -> None:
        index = self._add(self._unit(roles.ASPECT, node, parent, title, inherited))
        for child in sorted((child for child in node.children if child.role), key=lambda item: item.start):
            self._node(child, index, inherited)

    def _unit(
        self, role: str, node: Node, parent: int | None, title: tuple[int, int], inherited: _Inherited, *,
        childless: bool = False,
    ) -> Unit:
        _, end = trim(self.folded, node.start, node.end)
        marker = node.marker
        return Unit(
            role, node.start, end, title[0], title[1], parent,
            marker=self.folded[marker.start : marker.end].strip() if marker else None,
            ordinal=marker.ordinal if marker else None, childless=childless, scope=inherited.scope,
        )

    def _problem(
        self, node: Node, role: str, parent: int | None, inherited: _Inherited, title: tuple[int, int]
    ) -> None:
        subs = sorted((child for child in node.children if child.role == roles.SUBPROBLEM), key=lambda item: item.start)
        parts = fields(node, node.end)
        regions = answer_regions(parts)
        title, bracket = self._bracket_status(title)
        if role == roles.SUBPROBLEM:
            title = self._sub_title(title)
        status = bracket or self._status(node, parts, regions, subs) or (inherited.status if role else None)
        unit = self._unit(role, node, parent, title, inherited)
        unit = replace(
            unit,
            status=status.status if status else None,
            status_surface=self.folded[status.start : status.end] if status else None,
            long_term=status.long_term if status else False,
            responsible=self._joined(parts, RESPONSIBLE), deadline=self._joined(parts, DEADLINE),
        )
        index = self._add(unit)
        skip = frozenset(id(child) for child in subs)
        handed = _Inherited(None, inherited.scope)
        pending = list(subs)
        for region in regions:
            inner = [child for child in pending if region.start <= child.start < region.end]
            self._answer(node, index, region, inner, skip)
            for child in inner:
                self._node(child, index, handed)
                pending.remove(child)
        for child in pending:
            self._node(child, index, handed)

    def _answer(self, node: Node, parent: int, region: Field, subs: list[Node], skip: frozenset[int]) -> None:
        stop = min([child.start for child in subs], default=region.end)
        own = Field(region.label, region.start, stop)
        begin = region.label.start if region.label else region.start
        start, end = trim(self.folded, begin, stop)
        if start >= end:
            return
        label = region.label.name if region.label else None
        spans = measures(self.folded, node, own, skip=skip)
        if subs and len(spans) == 1 and spans[0].marker_start is None:
            spans = []  # a lead-in before the first sub-problem
        index = self._add(Unit(roles.ANSWER, start, end, start, start, parent, label=label))
        for span in spans:
            self._add(Unit(
                roles.MEASURE, span.start if span.marker_start is None else span.marker_start, span.end, span.start, span.end,
                index, ordinal=span.ordinal,
                marker=None if span.marker_start is None else self.folded[span.marker_start : span.marker_end].strip(),
            ))

    def _bracket_status(self, title: tuple[int, int]) -> tuple[tuple[int, int], Status | None]:
        """`关于…问题(已完成)`: the bracket is the status, not the title."""
        bracket = bracketed_tail(self.folded, *title)
        if bracket is None:
            return title, None
        inside = self.folded[bracket[0] : bracket[1]]
        status = read_status(self.folded, *bracket)
        if status is None or not (is_only_status(self.folded, *bracket) or re.match(r"(?:整改|完成)?(?:状态|情况|进度):", inside)):
            return title, None
        return (title[0], trim_title(self.folded, title[0], bracket[0] - 1)), status

    def _sub_title(self, title: tuple[int, int]) -> tuple[int, int]:
        """`针对“…”的问题`: the preposition is not part of the title."""
        start, end = title
        for word in ("针对", "对于"):
            if self.folded.startswith(word, start, end):
                start += len(word)
        return start, end

    def _status(self, node: Node, parts: list[Field], regions: list[Field], subs: list[Node]) -> Status | None:
        for part in parts:
            if part.kind == STATUS:
                start, end = trim(self.folded, part.start, part.end)
                newline = self.folded.find("\n", start, end)
                stop = end if newline < 0 else newline
                full_stop = self.folded.find("。", start, stop)
                status = read_status(self.folded, start, stop if full_stop < 0 else full_stop)
                if status is not None:
                    return status
        stop = min([child.start for child in subs], default=node.end)
        for region in regions:
            start, end = trim(self.folded, region.start, min(region.end, stop))
            status = self._stated(start, end)
            if status is not None:
                return status
        return None

    def _stated(self, start: int, end: int) -> Status | None:
        """A status that opens or closes an answer as a sentence of its own."""
        if start >= end:
            return None
        while start < end and self.folded[start] in ":;,、。":
            start += 1
        if points_elsewhere(self.folded, start, end):
            return read_status(self.folded, start, end)
        first = re.compile("[。;]").search(self.folded, start, end)
        opening = first.end() if first else end
        if is_only_status(self.folded, start, opening):
            return read_status(self.folded, start, opening)
        tail = end - 1 if end > start and self.folded[end - 1] == "。" else end
        last = max(self.folded.rfind("。", start, tail), self.folded.rfind("\n", start, tail), self.folded.rfind(";", start, tail)) + 1
        if last > start and is_only_status(self.folded, last, end):
            return read_status(self.folded, last, end)
        clause = self.folded.rfind(",", start, tail) + 1
        if clause > start and closing_clause(self.folded, clause, end):
            return read_status(self.folded, clause, end)
        bracket = bracketed_tail(self.folded, start, end)
        if bracket is not None and is_only_status(self.folded, *bracket):
            return read_status(self.folded, *bracket)
        return None

    def _joined(self, parts: list[Field], kind: str) -> str | None:
        values = []
        for part in parts:
            value = field_value(self.folded, part) if part.kind == kind else None
            if value and part.label:
                values.append(value if kind == DEADLINE else f"{part.label.name}:{value}")
        return ";".join(values) or None


def _walk(node: Node) -> list[Node]:
    found = []
    for child in node.children:
        found.append(child)
        found.extend(_walk(child))
    return found


def _sorted(units: list[Unit]) -> tuple[Unit, ...]:
    """Units in text order, parents before children, parent indices renewed."""
    depth: list[int] = []
    for unit in units:
        depth.append(0 if unit.parent is None else depth[unit.parent] + 1)
    order = sorted(range(len(units)), key=lambda index: (units[index].char_start, depth[index], index))
    place = {old: new for new, old in enumerate(order)}
    return tuple(
        unit if unit.parent is None else replace(unit, parent=place[unit.parent]) for unit in (units[index] for index in order)
    )


def _repeats(doc: Canonical, units: list[Unit], rows: list[Unit]) -> bool:
    """Whether the rows of a table only repeat problems that the text above or below already treats."""
    titles = [doc.folded[unit.title_start : unit.title_end] for unit in units if unit.role == roles.PROBLEM]
    issues = [doc.folded[unit.title_start : unit.title_end] for unit in rows if unit.role == roles.PROBLEM]
    known = sum(any(issue[:12] in title or title[:12] in issue for title in titles) for issue in issues)
    return known * 2 >= len(issues)


def _with_table(assembler: _Assembler, doc: Canonical, header: Paragraph, rows: list[TableRow], tail: list[Paragraph]) -> None:
    """Add the problems of a pasted table; where the text treats them too, the table is one summary unit."""
    found = table_units(doc.folded, rows)
    if any(unit.role == roles.PROBLEM for unit in assembler.units) and _repeats(doc, assembler.units, found):
        assembler.units.append(Unit(roles.OUTCOME, header.start, rows[-1].end, header.start, header.start))
        return
    base = len(assembler.units)
    assembler.units.append(Unit(roles.SECTION, header.start, rows[-1].end, header.start, header.end))
    for unit in found:
        parent = base if unit.parent is None else unit.parent + base + 1
        assembler.units.append(replace(unit, parent=parent))
    if tail:
        assembler.units.append(Unit(roles.NEXT_STEPS, tail[0].start, tail[-1].end, tail[0].start, tail[0].start))


def build_outline(doc: Canonical) -> Outline:
    """The outline of a notice; a text without any recognisable item gives an outline of its frame and opening."""
    blocks = paragraphs(doc)
    frame = find_frame(doc.folded, blocks)
    table = find_table(doc.text, blocks, frame.first, frame.last)
    pasted = frozenset(range(table[0], table[1][-1].paragraph + 1)) if table else frozenset()
    plain = [block if index not in pasted else replace(block, page_number=True) for index, block in enumerate(blocks)]
    markers = find_markers(doc.folded, plain)
    markers, numbered = numbered_fields(doc.folded, plain, markers)
    labels = find_labels(doc.folded, plain, frozenset(marker.end for marker in markers))
    if numbered:
        taken = {label.end for label in numbered}
        labels = sorted([*(label for label in labels if label.end not in taken), *numbered], key=lambda label: label.start)
    body_markers: list[Marker] = [m for m in markers if frame.body_start <= m.start < frame.body_end]
    headings = find_headings(doc.folded, plain, body_markers, labels, frame.first, frame.last)
    body_end = frame.body_end
    tail: list[Paragraph] = []
    if table is not None and not any(m.start > blocks[max(pasted)].start for m in body_markers):
        body_end = blocks[table[0]].start
        tail = [block for index, block in enumerate(blocks) if max(pasted) < index < frame.last]
    builder = TreeBuilder(doc.folded, plain, markers, labels, headings, (frame.body_start, max(frame.body_start, body_end)))
    root, warnings = builder.build()
    foreword = doc.folded[frame.body_start : frame.body_start + _FOREWORD]
    judge = Roles(doc.folded, plain, declared_categories=_DECLARES_CATEGORIES.search(foreword) is not None)
    judge.assign(root)
    assembler = _Assembler(doc, blocks, frame, judge)
    assembler.frame_units()
    assembler.body(root)
    if table is not None:
        _with_table(assembler, doc, blocks[table[0]], table[1], tail)
    return Outline(_sorted(assembler.units), tuple(warnings))
