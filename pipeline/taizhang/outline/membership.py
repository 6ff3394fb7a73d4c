"""Items of a list of problems that carry no mark of their own, and lists whose items differ in depth."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from taizhang.outline import enumerators as en
from taizhang.outline import unit as roles
from taizhang.outline.headings import names_aspect, names_audited
from taizhang.outline.labels import PLAN
from taizhang.outline.node import ANSWER_FAMILIES, Node
from taizhang.outline.paragraphs import Paragraph
from taizhang.outline.sections import section_words

_LONGEST_TITLE = 40  # code points
# 将 of a plan, not 将4万元收回 nor 即将; a sentence that opens with 继续
_PLANS = re.compile(
    r"下一步|下步|今后|接下来|[局委厅院校镇乡县市区组部站们司室中心],?将|(?:^|[\n。;,、)])[ ]{0,8}(?:将|要|继续|持续|坚持|始终|不断|进一步)"
    r"|确保|力争|更加|再接再厉"
)
_DONE = re.compile(r"已|了|完成|未发现|\d{1,7}[\u4e00-\u9fff]|[一二三四五六七八九十两]{1,3}[次项个条名件份人场]")
_PLACED = frozenset({roles.ASPECT, roles.PROBLEM, "childless_aspect"})
Judge = Callable[[list[Node]], bool]


def looks_ahead(folded: str, node: Node) -> bool:
    """Whether an item with its text names what will be done."""
    return _PLANS.search(folded, node.start, node.end) is not None


def tells_of_work(folded: str, node: Node) -> bool:
    """Whether an item that names no fault tells what was done: 加强巡察整改, answered as a whole among aspects."""
    if len(node.title) > _LONGEST_TITLE or any(label.kind == PLAN for label in node.labels):
        return False
    return _DONE.search(folded, node.title_end, node.end) is not None and not looks_ahead(folded, node)


def names_field(node: Node) -> bool:
    """Whether a heading names a field in which problems lie: by its words, or by its number (第一方面:医疗质量管理)."""
    return node.family == en.KIND or names_aspect(node.title) or names_audited(node.title)


def first_problem(items: list[Node], members: list[Node] | None) -> int | None:
    """Where the first problem stands beside items that are none; `members` are those of their own list."""
    parent = items[0].parent if items else None
    placed = members or [node for node in (parent.children if parent else ()) if node.role in _PLACED]
    return placed[0].start if placed else None


# what still goes on, or was not done: 死亡人员继续领取补贴, 迁出人员仍领取补助
_GOES_ON = re.compile(
    r".[\u4e00-\u9fff]{0,12}(?:继续|仍|长期|重复|多次|擅自|私自|随意|违规|应[\u4e00-\u9fff]{0,4}未|无人|无[\u4e00-\u9fff]|未|没有|不)"
)
_SHORTEST_NAMING, _LONGEST_NAMING = 4, 30  # code points


def parts_an_issue(folded: str, items: list[Node]) -> bool:
    """Whether the items below a titled fault each name a part of it in a short sentence and answer it in the next.

    (1)面积登记错误。重新实测… (2)死亡人员继续领取补贴。追缴…: one of them ends in a word of fault, the others say what
    goes on. (1)加强学习。组织… are measures.
    """
    parent = items[0].parent
    if items[0].family != en.AR_PAREN or parent is None or parent.issue < 1 or parent.answered():
        return False
    faults = 0
    for node in items:
        short = _SHORTEST_NAMING <= len(node.title) <= _LONGEST_NAMING and "," not in node.title
        told = node.title_end < node.end and folded[node.title_end - 1] == "。"
        if not short or not told or node.issue < 0 or not (node.issue or _GOES_ON.match(node.title)):
            return False
        faults += node.issue > 0
    return faults * 2 >= len(items)


def groups(heading: Node, named: int, size: int) -> bool:
    """Whether a heading stands over problems of which only `named` of `size` name a fault: an aspect, or a kind."""
    if heading.family == en.KIND:
        return named > 0 or not heading.answered()
    return named * 2 == size and names_aspect(heading.title)


def mixed_families(lists: list[list[Node]], is_problem_list: Judge, responds: Callable[[Node], bool]) -> set[str]:
    """Families of the lists below the aspects in which some items are answered whole, others one by one inside.

    Such items are problems throughout the notice, some of them told apart further: `1.X不深入 (1)… (2)…` beside
    `3.Y偏小。整改情况:…`.
    """
    return {
        items[0].family
        for items in lists
        if items[0].family not in {en.KIND, en.PLAIN} and _mixes(items, is_problem_list, responds)
    }


def _mixes(items: list[Node], is_problem_list: Judge, responds: Callable[[Node], bool]) -> bool:
    inner = {id(node): [below for below in node.lists if is_problem_list(below)] for node in items}
    holding = [node for node in items if inner[id(node)]]
    if any(names_aspect(node.title) for node in holding):
        return False
    if any(below[0].family == en.PLAIN for node in holding for below in inner[id(node)]):
        return False
    whole = [node for node in items if not inner[id(node)] and (node.answered() or node.issue >= 1) and responds(node)]
    return bool(holding) and bool(whole)


def as_problems(items: list[Node], is_problem_list: Judge) -> None:
    """Give the items of a list the role of problems, and the lists of problems below them that of sub-problems."""
    for node in items:
        node.role = roles.PROBLEM
        for below in node.lists:
            for child in below if is_problem_list(below) else ():
                child.role = roles.SUBPROBLEM


def fields_over_titles(
    folded: str, blocks: Sequence[Paragraph], section: Node, responds: Callable[[Node], bool]
) -> list[list[Node]]:
    """The lists of a section that is the list of problems whatever its title; none where it is not.

    It holds fields (聚焦…) over lines that are titles, each answered below it. Sections on how the work was organised
    use the same fields over numbered sentences: 1.组织专题学习4次。
    """
    words = section_words()
    if words["organisation"].search(section.title) or words["next_steps"].search(section.title):
        return []
    fields = section.children
    below = [items for node in fields for items in node.lists]
    if len(fields) < 2 or not all(node.lists and names_aspect(node.title) for node in fields):
        return []
    items_below = [node for items in below for node in items]
    acting = sum(node.issue < 0 for node in items_below)
    titled = not any(items[0].family in ANSWER_FAMILIES for items in below) and all(
        responds(node) and node.title_end == blocks[node.paragraph].end and folded[node.title_end - 1] not in "。;"
        for node in items_below
    )
    return below if titled and acting * 2 < len(items_below) else []
