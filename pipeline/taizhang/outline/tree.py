"""From enumerators to a tree: which list each item belongs to, decided from the sequence and not from the style alone.

Every marker is either the next item of an open list, an item after a gap, a restart, or the first item of a new list
under the innermost item. Each reading has a cost; the cheapest wins. What was doubtful is kept as a warning.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.outline import enumerators as en
from taizhang.outline.enumerators import Marker
from taizhang.outline.headings import heads_plans, names_issue, sentence_end
from taizhang.outline.labels import ANSWER, Label
from taizhang.outline.node import ANSWER_FAMILIES, Heading, Node
from taizhang.outline.paragraphs import Paragraph

_FOLLOW_UP = 4000  # code points within which the second item of an inline list must stand
_LONGEST_NAME = 1100  # code points; nothing longer names an issue
_DEEPEST = 9  # no notice nests deeper; hostile text must not either
_DOTTED = frozenset({en.CODE, en.CODE_DEEP})
_GIVE_UP = 2.0  # an enumerator in running text that fits no list better than this is prose


@dataclass(slots=True, eq=False)
class _Open:
    family: str
    items: list[Node]
    parent: Node | None
    issues: int = 0
    labelled: int = 0
    opening: int = 0
    style: str = ""

    def mismatch(self, marker: Marker, issue: bool, labelled: bool) -> float:
        """How unlike the items of this list the marker is."""
        size = len(self.items)
        cost = 0.0 if marker.style == self.style else 0.7
        cost += 0.8 * abs((self.opening / size) - marker.opens_paragraph)
        cost += 0.8 * abs((self.issues / size) - issue)
        cost += 0.8 * abs((self.labelled / size) - labelled)
        return cost


class TreeBuilder:
    """Builds the tree of one notice; used once."""

    def __init__(
        self,
        folded: str,
        blocks: Sequence[Paragraph],
        markers: Sequence[Marker],
        labels: Sequence[Label],
        headings: Sequence[Heading],
        body: tuple[int, int],
    ) -> None:
        """`body` is the span that may hold items: what lies outside is title, contacts or chrome."""
        self.folded, self.blocks, self.body = folded, blocks, body
        self.markers = [marker for marker in markers if body[0] <= marker.start < body[1]]
        self.labels, self.headings = labels, headings
        self.root = Node(body[0], body[0], body[1], None, None)
        self.stack: list[_Open] = []
        self.last_of_family: dict[str, int] = {}
        self.warnings: list[str] = []
        self.named = (0, 0)  # the first sentence of the item in hand
        self.starts: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        # where the markers of a family start, and their ordinals
        self.families: defaultdict[str, list[int]] = defaultdict(list)
        self.ordinals: defaultdict[str, list[int]] = defaultdict(list)

    def build(self) -> tuple[Node, list[str]]:
        """The root node and the warnings."""
        self._merge_prefixes()
        for marker in self.markers:
            self.starts[marker.family, marker.ordinal].append(marker.start)
            self.families[marker.family].append(marker.start)
            self.ordinals[marker.family].append(marker.ordinal)
        events: list[tuple[int, int, object]] = [(marker.start, 1, marker) for marker in self.markers]
        events += [(label.start, 2, label) for label in self.labels if self.body[0] <= label.start < self.body[1]]
        events += [(item.start, 0, item) for item in self.headings if self.body[0] <= item.start < self.body[1]]
        events.sort(key=lambda event: (event[0], event[1]))
        for index, (_, _, event) in enumerate(events):
            if isinstance(event, Marker):
                following = events[index + 1][2] if index + 1 < len(events) else None
                self._marker(event, following)
            elif isinstance(event, Label):
                self._label(event)
            elif isinstance(event, Heading):
                self._heading(event)
        self._close(self.root, self.body[1])
        return self.root, self.warnings

    def _merge_prefixes(self) -> None:
        """`1.问题1:X`: the second is a label in front of the heading, not a level of its own."""
        merged: list[Marker] = []
        for found in self.markers:
            marker = found
            if merged and marker.family == en.NAMED and not self.folded[merged[-1].end : marker.start].strip():
                last = merged.pop()
                marker = Marker(
                    last.start, marker.end, last.family, last.ordinal, last.style, last.opens_paragraph, last.paragraph
                )
            merged.append(marker)
        self.markers = merged

    def _innermost(self) -> Node:
        return self.stack[-1].items[-1] if self.stack else self.root

    def _marker(self, marker: Marker, following: object) -> None:
        end = self.blocks[marker.paragraph].end
        self.named = (marker.end, sentence_end(self.folded, marker.end, end))
        start, stop = self.named
        issue = names_issue(self.folded[start : min(stop, start + _LONGEST_NAME)])
        labelled = isinstance(following, Label) and following.kind == ANSWER
        choice = self._choose(marker, issue, labelled)
        if choice is None:
            return
        depth, restart = choice
        if depth is None:
            self._new_list(marker, issue, labelled)
            return
        del self.stack[depth + 1 :]
        opened = self.stack[depth]
        last = opened.items[-1].marker
        if restart:
            self._note(marker, "重新编号")
            self.stack.pop()
            self._open(marker, opened.parent, issue, labelled, after_label=opened.items[-1].after_label)
            return
        if last is not None and marker.ordinal != last.ordinal + 1 and marker.family not in _DOTTED:
            self._note(
                marker,
                "编号重复"
                if marker.ordinal == last.ordinal
                else "编号跳跃"
                if marker.ordinal > last.ordinal
                else "编号倒退",
            )
        node = self._node(marker, opened.parent, issue, after_label=opened.items[-1].after_label)
        opened.items.append(node)
        self._count(opened, marker, issue, labelled)

    def _choose(self, marker: Marker, issue: int, labelled: bool) -> tuple[int | None, bool] | None:
        """Depth of the list it continues (None: a new list) and whether it restarts it; None: it is prose."""
        nested = same_open = False
        restart = marker.ordinal == 1
        best, chosen = 0.0, -1
        for depth, opened in enumerate(self.stack):
            if opened.family != marker.family:
                continue
            nested = True
            last = opened.items[-1].marker
            if last is None:
                continue
            unlike = opened.mismatch(marker, issue > 0, labelled)
            same_open = same_open or unlike < 0.9
            cost = self._cost_of_step(marker, last) + 0.5 * unlike + (0.5 * unlike if restart else 0.0)
            if chosen < 0 or cost <= best:  # the innermost of equals
                best, chosen = cost, depth
        slip = self._slip(marker, issue, labelled)
        if slip is not None and (chosen < 0 or slip < (best, -chosen)):
            best, chosen = slip[0], -slip[1]
        fresh = self._cost_of_new(marker, nested=nested, same_open=same_open)
        new = chosen < 0 or fresh < best
        if not marker.opens_paragraph:
            limit = 3.0 if marker.family in en.INLINE_FAMILIES else _GIVE_UP
            if min(fresh, best if chosen >= 0 else fresh) >= limit or (restart and new and not self._followed(marker)):
                return None
        elif marker.family in en.INLINE_FAMILIES and restart and not self._followed(marker):
            return None
        if new:
            return None, False
        return chosen, restart

    @staticmethod
    def _cost_of_step(marker: Marker, last: Marker) -> float:
        """What it costs to take `marker` for the item after `last`."""
        step = marker.ordinal - last.ordinal
        if marker.family in _DOTTED:  # 1-2 -> 1-3, 1-2 -> 2-1
            opens_next = marker.ordinal % 1000 == 1 and marker.ordinal // 1000 > last.ordinal // 1000
            step = 1 if opens_next else step
        if step == 1:
            return 0.0
        if 2 <= step <= 4:
            return 1.7 + 0.3 * step
        if step == 0 and marker.ordinal != 1:
            return 2.2
        return 2.5 if marker.ordinal == 1 else 4.5

    def _slip(self, marker: Marker, issue: int, labelled: bool) -> tuple[float, int] | None:
        """5. then ⑹: the next number of an open list, printed in another style by mistake: cost and -depth."""
        if marker.ordinal == 1 or not marker.opens_paragraph or marker.family in {en.ITEM, en.LETTER}:
            return None
        if marker.family == en.CN and heads_plans(self.folded[marker.end : self.blocks[marker.paragraph].end]):
            return None
        best: tuple[float, int] | None = None
        for depth, opened in enumerate(self.stack):
            last = opened.items[-1].marker
            if last is None or last.ordinal != marker.ordinal - 1:
                continue
            if opened.family not in ANSWER_FAMILIES and opened.family != marker.family:
                cost = (1.6 + 0.5 * opened.mismatch(marker, issue > 0, labelled), -depth)
                best = cost if best is None else min(best, cost)
        return best

    def _cost_of_new(self, marker: Marker, *, nested: bool, same_open: bool) -> float:
        """What it costs to open a list with `marker`; `nested`: within one of its family, of like items (`same_open`)."""
        if len(self.stack) >= _DEEPEST:
            return 9.0
        if marker.ordinal == 1 or (marker.family in _DOTTED and marker.ordinal % 1000 == 1):
            cost = 0.6 + (1.0 if nested else 0.0) + (1.5 if nested and same_open else 0.0)
            labels = self._innermost().labels
            if nested and labels and labels[-1].kind == ANSWER:
                cost -= 1.0
            return cost
        if (
            self.last_of_family.get(marker.family) == marker.ordinal - 1
            and not nested
            and marker.family not in ANSWER_FAMILIES
        ):
            return 0.6  # numbering that runs on under a new heading
        return 4.0

    def _followed(self, marker: Marker) -> bool:
        """Whether the second item of its list stands not far behind."""
        starts = self.starts.get((marker.family, marker.ordinal + 1), [])
        index = bisect_right(starts, marker.start)
        return index < len(starts) and starts[index] - marker.start <= _FOLLOW_UP

    def _opens_section(self, marker: Marker) -> bool:
        """三、下一步工作 behind (一)(二)(三): a heading of the notice as a whole, whose fellows are not printed."""
        block = self.blocks[marker.paragraph]
        if marker.family not in {en.PART, en.CN} or not marker.opens_paragraph or marker.ordinal == 1:
            return False
        runs_on = self.last_of_family.get(marker.family) == marker.ordinal - 1
        return not runs_on or heads_plans(self.folded[marker.end : block.end])

    def _new_list(self, marker: Marker, issue: int, labelled: bool) -> None:
        rank = en.RANK[marker.family]
        if self._opens_section(marker):
            self.stack = [opened for opened in self.stack if en.RANK[opened.family] < rank]
        while self.stack:
            tail = self.stack[-1]
            higher = rank < en.RANK[tail.family]
            in_answer = tail.family in ANSWER_FAMILIES
            if (higher and in_answer and (rank <= en.RANK[en.AR] or issue == 2) and marker.opens_paragraph) or (
                higher
                and tail.family != en.PLAIN
                and marker.opens_paragraph
                and not in_answer
                and (tail.items[-1].answered() or tail.items[-1].lists or tail.items[-1].after_label)
                and not self._label_just_before(marker)
            ):
                self.stack.pop()
            else:
                break
        parent = self._innermost()
        self._open(marker, parent, issue, labelled, after_label=parent is not self.root and parent.answered())

    def _label_just_before(self, marker: Marker) -> bool:
        node = self._innermost()
        return bool(node.labels) and not self.folded[node.labels[-1].end : marker.start].strip()

    def _open(self, marker: Marker, parent: Node | None, issue: int, labelled: bool, *, after_label: bool) -> None:
        node = self._node(marker, parent, issue, after_label=after_label)
        opened = _Open(marker.family, [node], parent, style=marker.style)
        (parent or self.root).lists.append(opened.items)
        self.stack.append(opened)
        self._count(opened, marker, issue, labelled)

    def _node(self, marker: Marker, parent: Node | None, issue: int, *, after_label: bool) -> Node:
        self.last_of_family[marker.family] = marker.ordinal
        node = Node(marker.start, marker.end, self.body[1], marker, parent, after_label, issue, marker.paragraph)
        node.named = self.named
        return node

    @staticmethod
    def _count(opened: _Open, marker: Marker, issue: int, labelled: bool) -> None:
        opened.issues += issue > 0
        opened.labelled += labelled
        opened.opening += marker.opens_paragraph

    def _label(self, label: Label) -> None:
        """Give a label to the item whose part it opens, and leave the lists of the part before it."""
        while self.stack:
            tail = self.stack[-1]
            node = tail.items[-1]
            measures = node.after_label and tail.issues * 2 <= len(tail.items)
            if tail.family in ANSWER_FAMILIES or (measures and not node.labels):
                if self._labels_each(tail, label):
                    break
                if not (tail.parent and (tail.parent.labels or tail.family in ANSWER_FAMILIES)):
                    break
                self.stack.pop()
            else:
                break
        self._innermost().labels.append(label)

    def _labels_each(self, opened: _Open, label: Label) -> bool:
        """Whether the items of a list are labelled one by one: 第一,关于…问题。整改情况:… 第二,关于…问题。整改情况:…"""
        if any(node.labels for node in opened.items):
            return opened.issues * 2 > len(opened.items)
        last = opened.items[-1]
        if not last.issue or last.marker is None:
            return False
        starts = self.families.get(opened.family, [])
        index = bisect_right(starts, label.start)
        following = self.ordinals[opened.family][index] if index < len(starts) else 0
        return following == last.marker.ordinal + 1

    def _heading(self, heading: Heading) -> None:
        """Place a heading without a number: over the list that follows, or as an item beside its like."""
        plain = next((depth for depth, opened in enumerate(self.stack) if opened.family == en.PLAIN), None)
        if plain is not None and not (not heading.groups and self._waits_for_child(self.stack[-1].items[-1])):
            del self.stack[plain + 1 :]
            node = self._plain(heading, self.stack[plain].parent)
            self.stack[plain].items.append(node)
            return
        if heading.groups:
            # stands over a list that starts again: leave the list of that family
            following = next((marker for marker in self.markers if marker.start >= heading.end), None)
            if following is not None:
                depth = next((d for d, opened in enumerate(self.stack) if opened.family == following.family), None)
                if depth is not None:
                    del self.stack[depth:]
        else:
            while self.stack and not self._waits_for_child(self.stack[-1].items[-1]):
                self.stack.pop()
        parent = self._innermost()
        node = self._plain(heading, parent)
        opened = _Open(en.PLAIN, [node], parent)
        parent.lists.append(opened.items)
        self.stack.append(opened)

    @staticmethod
    def _waits_for_child(node: Node) -> bool:
        """A numbered heading that nothing has answered yet."""
        return (
            node.family not in ANSWER_FAMILIES and not node.labels and not node.after_label and not node.inline_answer
        )

    def _plain(self, heading: Heading, parent: Node | None) -> Node:
        issue = names_issue(self.folded[heading.start : heading.end])
        node = Node(heading.start, heading.start, self.body[1], None, parent, False, issue, heading.paragraph)
        node.inline_answer = heading.answered
        return node

    def _note(self, marker: Marker, what: str) -> None:
        surface = self.folded[marker.start : marker.end]
        self.warnings.append(f"{what}：{surface}（第{marker.start}字）")

    def _close(self, node: Node, end: int) -> None:
        """Set the ends: an item ends where its next sibling or its parent's next sibling starts."""
        node.end = end
        if not node.lists:
            return
        children = node.lists[0] if len(node.lists) == 1 else sorted(node.children, key=lambda child: child.start)
        for child, following in zip(children, [*children[1:], None], strict=False):
            self._close(child, following.start if following else end)
