"""From a tree with roles to units: every item with its title, status, fields, answer and measures."""

from __future__ import annotations

from typing import NamedTuple

from taizhang.outline import unit as roles
from taizhang.outline.enumerators import is_bullet
from taizhang.outline.frame import Frame, opens_closing, opens_future
from taizhang.outline.headings import trim_title
from taizhang.outline.item_status import bracket_status, item_status, sub_title
from taizhang.outline.labels import DEADLINE, RESPONSIBLE, owner_bracket
from taizhang.outline.node import Node, walk
from taizhang.outline.paragraphs import Paragraph
from taizhang.outline.parts import Field, answer_regions, field_value, fields, measures, trim
from taizhang.outline.roles import CHILDLESS, Roles
from taizhang.outline.running import split_running
from taizhang.outline.sections import scope_of
from taizhang.outline.status import Status, read_status
from taizhang.outline.unit import Unit
from taizhang.text import Canonical

_PROBLEM_ROLES = frozenset({roles.PROBLEM, roles.SUBPROBLEM, CHILDLESS})


class _Inherited(NamedTuple):
    """What a section hands to its items."""

    status: Status | None = None
    scope: str = "main"


class Assembler:
    """Turns a tree with roles into units."""

    def __init__(self, doc: Canonical, blocks: list[Paragraph], frame: Frame, judge: Roles) -> None:
        """`judge` has assigned the roles of the tree that `body` is given."""
        self.folded, self.blocks, self.frame, self.judge = doc.folded, blocks, frame, judge
        self.units: list[Unit] = []

    def frame_units(self, *, below: bool) -> None:
        """Title and chrome above the body, or (`below`) closing, contacts, signature and page numbers."""
        for index, role in sorted(self.frame.roles.items()):
            block = self.blocks[index]
            if (block.start >= self.frame.body_start) != below:
                continue
            self.units.append(Unit(role, block.start, block.end, block.start, block.end))
        for block in self.blocks if below else ():
            if block.page_number:
                self.units.append(Unit(roles.NOISE, block.start, block.end, block.start, block.start))

    def body(self, root: Node) -> None:
        """Opening, then every item with a role."""
        nodes = walk(root)
        self._cut_tail(nodes)
        self._split_running(nodes)
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

    def _cut_tail(self, nodes: list[Node]) -> None:
        """Paragraphs behind the last answer that speak of the whole notice leave the last item."""
        items = [node for node in nodes if node.role in _PROBLEM_ROLES]
        if not items:
            return
        last = max(items, key=lambda node: node.start)
        limit = last.end
        begins = [
            (index, block)
            for index, block in enumerate(self.blocks)
            if last.title_end < block.start < limit and not block.page_number
        ]
        inner = {node.paragraph for node in walk(last)} | {last.paragraph}
        titles = {node.paragraph for node in items} | {label.paragraph for node in nodes for label in node.labels}
        # where other items close with 下一步… it belongs to the item
        habit = any(
            opens_future(self.folded, block)
            for index, block in enumerate(self.blocks)
            if items[0].title_end < block.start < last.start and index not in titles
        )
        for position, (index, block) in enumerate(begins):
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

    def _split_running(self, nodes: list[Node]) -> None:
        """Sub-problems named in the running text of items that have no list of their own."""
        plain = []
        for node in nodes:
            if node.role in {roles.PROBLEM, CHILDLESS} and not node.lists:
                regions = answer_regions(self.folded, fields(node, node.end))
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
        for child in walk(node):
            child.end = min(child.end, end)
        for holder in (node, *walk(node)):  # what opens behind the cut is no part of the item
            holder.lists = [kept for items in holder.lists if (kept := [child for child in items if child.start < end])]

    def _node(self, node: Node, parent: int | None, inherited: _Inherited) -> None:
        role = node.role
        title = (node.head_start, trim_title(self.folded, node.head_start, node.title_end))
        if role in {roles.SECTION, roles.ORGANISATION, roles.NEXT_STEPS, roles.OUTCOME}:
            self._section(node, parent, inherited, title)
        elif role == roles.ASPECT:
            self._aspect(node, parent, inherited, title)
        elif role == CHILDLESS:
            bare, _ = bracket_status(self.folded, title)
            index = self._add(self._unit(roles.ASPECT, node, parent, bare, inherited, childless=True))
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
        self,
        role: str,
        node: Node,
        parent: int | None,
        title: tuple[int, int],
        inherited: _Inherited,
        *,
        childless: bool = False,
        status: Status | None = None,
        responsible: str | None = None,
        deadline: str | None = None,
    ) -> Unit:
        _, end = trim(self.folded, node.start, node.end)
        marker = node.marker
        return Unit(
            role,
            node.start,
            end,
            title[0],
            title[1],
            parent,
            marker=self.folded[marker.start : marker.end].strip() if marker else None,
            ordinal=marker.ordinal if marker and not is_bullet(marker.family) else None,
            status=status.status if status else None,
            status_surface=self.folded[status.start : status.end] if status else None,
            long_term=status.long_term if status else False,
            childless=childless,
            unsure=node.unsure,
            scope=inherited.scope,
            responsible=responsible,
            deadline=deadline,
        )

    def _problem(
        self, node: Node, role: str, parent: int | None, inherited: _Inherited, title: tuple[int, int]
    ) -> None:
        subs = sorted((child for child in node.children if child.role == roles.SUBPROBLEM), key=lambda item: item.start)
        source = node.answer or node  # where the answer stands
        parts = fields(source, source.end)
        regions = answer_regions(self.folded, parts)
        end, owners = owner_bracket(self.folded, *title)
        if owners:
            title = (title[0], trim_title(self.folded, title[0], end))
        title, bracket = bracket_status(self.folded, title)
        if role == roles.SUBPROBLEM:
            title = sub_title(self.folded, title)
        status = (
            bracket or item_status(self.folded, source, parts, regions, subs) or (inherited.status if role else None)
        )
        labelled = any(part.label is not None for part in parts)
        index = self._add(
            self._unit(
                role,
                node,
                parent,
                title,
                inherited,
                status=status,
                responsible=self._joined(parts, owners, RESPONSIBLE) if labelled or owners else None,
                deadline=self._joined(parts, owners, DEADLINE) if labelled or owners else None,
            )
        )
        skip = frozenset(id(child) for child in subs)
        handed = _Inherited(None, inherited.scope)
        pending = list(subs)
        for region in regions:
            inner = [child for child in pending if region.start <= child.start < region.end]
            self._answer(source, index, region, inner, skip)
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
            self._add(
                Unit(
                    roles.MEASURE,
                    span.start if span.marker_start is None else span.marker_start,
                    span.end,
                    span.start,
                    span.end,
                    index,
                    ordinal=span.ordinal,
                    marker=None
                    if span.marker_start is None
                    else self.folded[span.marker_start : span.marker_end].strip(),
                )
            )

    def _joined(self, parts: list[Field], owners: list[tuple[str, str, str]], kind: str) -> str | None:
        values = [value if kind == DEADLINE else f"{name}:{value}" for owned, name, value in owners if owned == kind]
        for part in parts:
            value = field_value(self.folded, part) if part.kind == kind else None
            if value and part.label:
                values.append(value if kind == DEADLINE else f"{part.label.name}:{value}")
        return ";".join(values) or None
