"""Roles: which items of the tree are sections, aspects, problems, sub-problems, and which lists are only measures.

The decision rests on structure first (labels, own answers, what stands below) and on the words of headings second,
never on which way of counting would fit the number claimed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from taizhang.outline import enumerators as en
from taizhang.outline import membership as member
from taizhang.outline import unit as roles
from taizhang.outline.answers_apart import find_answers_apart, join, leave_listings
from taizhang.outline.headings import (
    bracketed_tail,
    names_aspect,
    names_audited,
    names_fault,
    names_fault_inside,
    names_framework,
    names_part_of_organ,
)
from taizhang.outline.labels import ANSWER, GOAL, ISSUE, STATUS, TASK
from taizhang.outline.node import ANSWER_FAMILIES, Node, walk
from taizhang.outline.paragraphs import Paragraph
from taizhang.outline.sections import section_words
from taizhang.outline.status import read_status
from taizhang.outline.titles import find_titles

_ITEM_LABELS = frozenset({ANSWER, STATUS, TASK, GOAL, ISSUE})
_SHORTEST_ANSWER = 3  # code points: 已完成, 通报4人次
CHILDLESS = "childless_aspect"  # an aspect that is also a problem


# 聚焦问题,逐项整改,确保取得实效: a section, although it opens like an aspect
_RECTIFIES = re.compile(
    r"^聚焦(?:反馈|巡察|巡视|整改)?(?:问题|意见|任务)(?:导向)?[,、]|逐[项条一个][^,]{0,2}整改|(?:整改)?(?:取得|见到|务求)(?:整改)?实效$"
)
_BARE_ASPECT = re.compile(r"方面$|^(?:聚焦|围绕)(?!.*问题$)")
_SECTION_SHAPE = re.compile(
    r"(?:情况|问题|落实|实效|成效|进展|整改|事项|清单|如下|任务|到位|落地|见效|成果|结果|措施|举措|内容|工作)$"
)


@dataclass(slots=True)
class Roles:
    """Assigns roles to the nodes of one tree."""

    folded: str
    blocks: list[Paragraph]
    declared_categories: bool = False  # the notice speaks of 类/大类 between aspect and problem
    judged: dict[int, bool] = field(default_factory=dict)  # verdicts of `problem_list`, by list

    def assign(self, root: Node) -> None:
        """Give a role to every item below `root`."""
        find_titles(self.folded, self.blocks, root)
        joined = find_answers_apart(self.folded, root)
        if joined is not None:
            for node in join(root, *joined):
                self._leave_out_one(node, after=node.start > joined[0].start)
            return
        leave_listings(self.folded, root, self._responds)
        for items in root.lists:
            self._place(items, under_aspect=False, top=True)
        if not any(node.role in {roles.PROBLEM, CHILDLESS} for node in walk(root)):
            self._fall_back(root)

    # -- evidence -------------------------------------------------------------------------------------------------

    def _responds(self, node: Node) -> bool:
        """Whether something answers the item: a label, text behind the title, or a list of measures."""
        if any(label.kind in _ITEM_LABELS for label in node.labels):
            return True
        first = min([child.start for child in node.children], default=node.end)
        return bool(node.lists) or len(self.folded[node.title_end : first].strip(" \n。;:,、")) >= _SHORTEST_ANSWER

    def problem_list(self, items: list[Node]) -> bool:
        """Whether the items of a list are problems (or hold problems), not measures."""
        key = id(items)
        if key not in self.judged:
            self.judged[key] = self._judge(items)
        return self.judged[key]

    def _judge(self, items: list[Node]) -> bool:
        size = len(items)
        labelled = sum(any(label.kind in _ITEM_LABELS for label in node.labels) for node in items)
        if items[0].family in ANSWER_FAMILIES:
            strong = sum(node.issue == 2 and self._responds(node) for node in items)
            if items[0].family == en.CIRCLED and strong == size:
                return True  # ①针对“…”问题。…
            if labelled * 2 >= size:
                return True
            opening = all(node.marker is not None and node.marker.opens_paragraph for node in items)
            each = strong == size > 1 and not items[0].after_label
            return each and (items[0].family == en.NTH or opening)
        if labelled * 2 >= size and labelled:
            return True
        responds = sum(self._responds(node) for node in items)
        if items[0].after_label:
            strong = sum(node.issue == 2 for node in items)
            return strong * 3 >= size * 2 and responds * 2 > size
        named = sum(node.issue >= 1 and self._responds(node) for node in items)
        if member.parts_an_issue(self.folded, items) and responds == size:
            return True
        if named * 2 > size or (named * 2 == size and size >= 4):
            return True
        parent = items[0].parent
        below_aspect = parent is not None and parent.start < items[0].start and member.groups(parent, named, size)
        if below_aspect and all(node.issue >= 0 and self._responds(node) for node in items):
            return True
        return any(self.holds_problems(node) for node in items)

    def holds_problems(self, node: Node) -> bool:
        """Whether a list of problems stands below `node`."""
        return any(self.problem_list(items) for items in node.lists)

    def _learn_from_siblings(self, items: list[Node]) -> None:
        """A list whose titles name no fault is a list of problems where the same list of the siblings is one."""
        known = {
            (below[0].family, below[0].after_label)
            for node in items
            for below in node.lists
            if self.problem_list(below)
            and below[0].family not in ANSWER_FAMILIES
            and not member.parts_an_issue(self.folded, below)  # each stands for itself
        }
        for node in items:
            for below in node.lists:
                alike = (below[0].family, below[0].after_label) in known and not below[0].after_label
                if not alike or self.problem_list(below) or node.answered():
                    continue
                if self._groups(node) or self._continues(below, items):
                    responding = sum(self._responds(child) for child in below)
                    self.judged[id(below)] = responding * 3 >= len(below) * 2

    def _continues(self, items: list[Node], siblings: list[Node]) -> bool:
        """Whether the numbers run on from a list of problems under the sibling before (1、2 under (一), 3、4 here)."""
        first = items[0].marker
        if first is None or first.ordinal <= 1:
            return False
        before = [child for node in siblings for below in node.lists if self.problem_list(below) for child in below]
        return any(
            child.marker is not None and child.family == items[0].family and child.marker.ordinal == first.ordinal - 1
            for child in before
            if child.start < items[0].start
        )

    def _groups(self, node: Node) -> bool:
        """Whether a heading stands over problems: it names an aspect or a fault and is no section about the work."""
        title = node.title
        return names_aspect(title) or node.issue >= 1 or names_part_of_organ(title)

    def _is_section(self, node: Node) -> bool:
        """Whether a heading only groups: 问题整改落实情况, 已完成的整改事项."""
        title = node.title
        if _RECTIFIES.search(title) and not names_fault(title):
            return True
        if member.names_field(node) or "“" in title or len(title) > 50 or names_fault(title):
            return False
        words = section_words()
        if self.section_status(title) is not None:
            return True
        if words["answers"].search(title) and _SECTION_SHAPE.search(title) and not names_fault_inside(title):
            return True
        return node.issue < 1 and not names_framework(title)

    def section_status(self, title: str) -> str | None:
        """Status that a section gives to its items (集中整改期内已完成的整改事项)."""
        bracket = bracketed_tail(title, 0, len(title))
        if bracket is not None and not re.search(r"\d|[一二三四五六七八九十][个项条件]", title[slice(*bracket)]):
            return None  # 关于…问题(持续推进) is an item with its state
        if not section_words()["items"].search(title) or len(title) > 40 or names_fault(title):
            return None
        status = read_status(title, 0, len(title))
        if status is None or re.search(r"情况$|整改落实", title):
            return None
        return status.status

    # -- placing --------------------------------------------------------------------------------------------------

    def _place(self, items: list[Node], *, under_aspect: bool, top: bool) -> None:
        """Decide a list that may hold sections."""
        if items[0].family in {en.IS, en.OF_THEM} and not self.problem_list(items):
            return
        self._learn_from_siblings(items)
        holding = [node for node in items if self.holds_problems(node)]
        own = [node for node in items if node not in holding and self._is_item(node)]
        sections = [node for node in holding if self._is_section(node)]
        if top and len(holding) == 1 and not own and len(items) > 1 and not holding[0].labels:
            sections = holding  # the one part of the notice that holds problems groups them, whatever its words
        if sections and (len(sections) * 2 >= len(holding) or len(holding) == 1):
            self._sections(items, holding)
            return
        if not holding and not own:
            self._leave_out(items, None)
            return
        if not holding and top and not self.problem_list(items):
            # single items that look like problems among sections about the work
            answering = [node for node in own if node.lists or node.labels]
            if not answering or len(own) * 2 < len(items):
                self._leave_out(items, None)
                return
        members = [node for node in items if node in holding or node in own or self._is_member(node, items, top=top)]
        rest = [node for node in items if node not in members]
        self._leave_out(rest, members)
        if members:
            self._chain(members, under_aspect=under_aspect)

    def _is_item(self, node: Node) -> bool:
        """Whether a node without problems below is itself a problem: named as one, or labelled."""
        labelled = any(label.kind in _ITEM_LABELS for label in node.labels)
        if labelled:
            return True
        title = node.title
        words = section_words()
        if names_audited(title) and not node.lists and self._responds(node):
            return True
        announces = node.issue == 2 and words["answers"].search(title) and "“" not in title and len(title) < 30
        if announces and _SECTION_SHAPE.search(title):
            return False
        return node.issue >= (2 if words["next_steps"].search(title) else 1) and self._responds(node)

    @staticmethod
    def _form(node: Node) -> tuple[str, ...]:
        """What an item is made of: the kinds of its labels and the families of its lists."""
        return (*sorted({label.kind for label in node.labels}), *sorted({below[0].family for below in node.lists}))

    def _is_member(self, node: Node, items: list[Node], *, top: bool) -> bool:
        """An item of a list of problems that carries no mark of its own: it follows its siblings."""
        title = re.sub(r"\([^()]{2,16}\)$", "", node.title)  # a state in brackets is no plan: X不强(持续推进)
        words = section_words()
        reports = not top and member.tells_of_work(self.folded, node)  # 强化成果运用, and what came of it
        keys = ("organisation", "outcome") if reports else ("next_steps", "organisation", "outcome")
        if any(words[key].search(title) for key in keys) and node.issue < 1:
            return False
        position = items.index(node)
        last_item = max((i for i, other in enumerate(items) if self._marked(other)), default=-1)
        if not self._responds(node):
            return (
                last_item >= 0 and position == last_item + 1 and self._left_unanswered(items[last_item], node, top=top)
            )
        if position < last_item and any(map(self._marked, items[:position])):
            return True
        if 0 <= last_item < position and (not top or node.family != en.CN) and member.tells_of_work(self.folded, node):
            return True
        if node.issue < 0:
            return False
        alike = any(self._form(node) == self._form(other) for other in items[: last_item + 1] if other is not node)
        return position < last_item or (last_item >= 0 and alike and not top)

    def _marked(self, node: Node) -> bool:
        return self._is_item(node) or self.holds_problems(node)

    def _left_unanswered(self, before: Node, node: Node, *, top: bool) -> bool:
        """The last heading of a list with nothing under it: it names a fault and its number follows on."""
        one, two = before.marker, node.marker
        follows = one is not None and two is not None and (one.family, one.ordinal + 1) == (two.family, two.ordinal)
        return (
            follows
            and node.issue >= (2 if top else 1)
            and not self.folded[node.title_end : node.end].strip(" \n。;:,、")
        )

    def _sections(self, items: list[Node], holding: list[Node]) -> None:
        first = items.index(holding[0])
        grouped = any(self.section_status(node.title) for node in holding)  # the notice groups by status
        for position, node in enumerate(items):
            if node in holding and (self._is_section(node) or len(holding) == 1):
                node.role = roles.SECTION
                for below in node.lists:
                    self._place(below, under_aspect=False, top=False)
            elif node in holding:
                self._chain([node], under_aspect=False)
            elif grouped and self.section_status(node.title) and node.children:
                node.role = roles.SECTION
                for below in node.lists:
                    self._chain(below, under_aspect=False)
            else:
                self._leave_out_one(node, after=position > first)

    def _leave_out(self, items: list[Node], members: list[Node] | None) -> None:
        start = member.first_problem(items, members)
        for node in items:
            self._leave_out_one(node, after=start is not None and node.start > start)

    def _leave_out_one(self, node: Node, *, after: bool) -> None:
        """Role of a section that holds no problems."""
        title = node.title
        words = section_words()
        if words["next_steps"].search(title) and (after or words["organisation"].search(title) is None):
            node.role = roles.NEXT_STEPS
        elif after and words["outcome"].search(title):
            node.role = roles.OUTCOME
        elif words["organisation"].search(title):
            node.role = roles.ORGANISATION
        elif words["outcome"].search(title):
            node.role = roles.OUTCOME
        else:
            node.role = roles.NEXT_STEPS if after else roles.ORGANISATION
            node.unsure = after and not words["answers"].search(title) and not member.looks_ahead(self.folded, node)

    def _chain(self, items: list[Node], *, under_aspect: bool) -> None:
        """Aspects, problems and sub-problems from the outermost list of problems down."""
        below = {id(node): [child for child in node.lists if self.problem_list(child)] for node in items}
        holding = [node for node in items if below[id(node)]]
        if not holding and not under_aspect and all(_BARE_ASPECT.search(node.title) for node in items):
            for node in items:  # aspects answered as a whole
                node.role = CHILDLESS if self._responds(node) else roles.ASPECT
            return
        if holding and all(not node.title for node in holding):
            # 1.(1)X: the outer number has no heading of its own
            for node in items:
                node.role = roles.SECTION if not node.title else roles.PROBLEM
                for children in below[id(node)]:
                    self._chain(children, under_aspect=under_aspect)
            return
        if not holding or not self._is_aspect_list(items, holding, below, under_aspect=under_aspect):
            member.as_problems(items, self.problem_list)
            return
        for node in items:
            if not below[id(node)]:
                node.role = CHILDLESS if self._responds(node) else roles.ASPECT
                continue
            node.role = roles.ASPECT
        inner = [children for node in items for children in below[id(node)]]
        mixed = () if self.declared_categories else member.mixed_families(inner, self.problem_list, self._responds)
        for children in inner:
            if children[0].family in mixed:
                member.as_problems(children, self.problem_list)
            else:
                self._chain(children, under_aspect=True)

    def _is_aspect_list(
        self, items: list[Node], holding: list[Node], below: dict[int, list[list[Node]]], *, under_aspect: bool
    ) -> bool:
        size = len(items)
        children = [child for node in holding for child in below[id(node)]]
        inside_answers = sum(child[0].after_label for child in children)
        if inside_answers * 2 >= len(children):
            return False  # 整改措施:(1)针对… : sub-problems inside an answer
        if items[0].family == en.KIND or any(child[0].family == en.PLAIN for child in children):
            return True
        named = sum(names_aspect(node.title) for node in items) * 2 >= size
        family, inner = items[0].family, children[0][0].family
        if family in {en.CN, en.CN_PAREN, en.NTH, en.PLAIN}:
            if inner in {en.AR_PAREN, en.CIRCLED, en.IS}:
                if len(holding) < size and sum(node.issue >= 1 for node in items) * 2 > size and not named:
                    return False  # some faults are told apart further, others are not
                return named or len(holding) * 2 >= size
            return True
        if named or (self.declared_categories and under_aspect):
            return True
        faults = sum(node.issue >= 1 for node in items) * 2 >= size
        return not faults and (under_aspect or len(holding) * 2 >= size)

    def _fall_back(self, root: Node) -> None:
        """No item names a fault: the lists under a heading that announces the answers are taken as problems."""
        words = section_words()
        for items in root.lists:  # (一)…方面, answered in running text
            if len(items) > 1 and all(names_aspect(node.title) and self._responds(node) for node in items):
                self._chain(items, under_aspect=False)
        for node in root.children:
            titled = member.fields_over_titles(self.folded, self.blocks, node, self._responds)
            if titled:
                self.judged.update((id(items), True) for items in titled)
                node.role = roles.SECTION
                for items in node.lists:
                    self._chain(items, under_aspect=False)
                return
        for node in root.children:
            if node.lists and words["answers"].search(node.title) and not words["next_steps"].search(node.title):
                candidates = [
                    items
                    for items in node.lists
                    if items[0].family not in ANSWER_FAMILIES and all(map(self._responds, items))
                ]
                if candidates:
                    node.role = roles.SECTION
                    for items in candidates:
                        self._chain(items, under_aspect=False)
