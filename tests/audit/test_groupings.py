"""Laws: as many 方面 and 类 as claimed."""

from __future__ import annotations

import pytest

from support.desk import listed, marked, notice, only, verdict

ASPECTS, CATEGORIES = "aspects_claimed_vs_enumerated", "categories_claimed_vs_enumerated"
NAMES = (
    "聚焦贯彻落实党中央决策部署方面",
    "聚焦群众身边腐败问题和不正之风方面",
    "聚焦基层党组织建设方面",
    "聚焦巡察整改落实方面",
    "聚焦队伍建设方面",
)


def tree(sizes: list[int], names: tuple[str, ...] = NAMES) -> str:
    parts, first = [], 1
    for place, size in enumerate(sizes):
        parts.append(f"（{'一二三四五'[place]}）{names[place]}\n" + listed(size, first=first))
        first += size
    return "\n".join(parts)


def opening(aspects: int, problems: int | None) -> str:
    tail = f"{{{problems}个问题|problems_claimed}}" if problems else "存在的突出问题"
    return f"巡察组反馈了{{{aspects}个方面|aspects_claimed}}{tail}。"


def test_as_many_as_claimed() -> None:
    row = only(marked(notice(opening(3, 6), tree([2, 3, 1]))), ASPECTS)
    assert (row.verdict, row.observed) == ("consistent", 3)


@pytest.mark.parametrize("claimed", [2, 4])
def test_the_problems_agree_and_the_aspects_do_not(claimed: int) -> None:
    found = marked(notice(opening(claimed, 6), tree([2, 3, 1])))
    assert verdict(found, "problems_claimed_vs_enumerated") == "consistent"
    assert verdict(found, ASPECTS) == "inconsistent"


def test_more_aspects_than_claimed_without_a_number_of_problems() -> None:
    assert verdict(marked(notice(opening(3, None), tree([2, 2, 1, 1]))), ASPECTS) == "inconsistent"


def test_fewer_aspects_than_claimed_without_a_number_of_problems() -> None:
    assert verdict(marked(notice(opening(4, None), tree([2, 2, 1]))), ASPECTS) == "unverifiable"


def test_aspects_that_are_no_headings() -> None:
    row = only(marked(notice(opening(3, 6), listed(6))), ASPECTS)
    assert (row.verdict, row.observed) == ("unverifiable", None)


def test_a_group_of_another_list() -> None:
    names = (*NAMES[:3], "选人用人专项检查反馈问题方面")
    assert verdict(marked(notice(opening(3, 6), tree([2, 2, 1, 1], names))), ASPECTS) != "inconsistent"


def test_groups_by_unit_are_no_aspects() -> None:
    names = ("局机关", "灌区管理所", "水政监察大队", "河道站")
    assert verdict(marked(notice(opening(3, 6), tree([2, 2, 1, 1], names))), ASPECTS) != "inconsistent"


def test_a_manner_of_speaking() -> None:
    organisation = "从思想、组织、作风{三个方面|aspects_claimed}查找原因。"
    found = marked(notice("反馈了{6个问题|problems_claimed}。", tree([2, 1, 2, 1]), organisation=organisation))
    assert verdict(found, ASPECTS) != "inconsistent"


def three_levels(categories: int) -> str:
    middle = ("执行上级决策部署不坚决问题", "项目资金管理不规范问题", "作风建设抓得不实问题", "班子合力不强问题")
    parts, first, place = [], 1, 0
    for aspect, sizes in enumerate(([1, 2], [2, 1])):
        parts.append(f"{'一二'[aspect]}、{NAMES[aspect]}")
        for ordinal, size in enumerate(sizes, 1):
            parts.append(f"（{'一二'[ordinal - 1]}）{middle[place]}\n" + listed(size, first=first))
            first, place = first + size, place + 1
    return (
        "中共清河县水利局党组关于巡察整改情况的通报\n巡察组指出{2个方面|aspects_claimed}"
        f"{{{categories}类|categories_claimed}}{{6个具体问题|problems_claimed}}。现将整改情况通报如下。\n"
        + "\n".join(parts)
        + "\n三、下一步打算\n持续抓好整改。\n中共清河县水利局党组\n2023年5月11日"
    )


def test_categories() -> None:
    assert verdict(marked(three_levels(4)), CATEGORIES) == "consistent"
    assert verdict(marked(three_levels(4)), ASPECTS) == "consistent"
    assert verdict(marked(three_levels(5)), CATEGORIES) == "inconsistent"


def test_categories_that_are_no_headings() -> None:
    found = marked(
        notice("指出{3个方面|aspects_claimed}{5类|categories_claimed}{6个问题|problems_claimed}。", tree([2, 3, 1]))
    )
    assert verdict(found, CATEGORIES) == "unverifiable"
    assert verdict(found, ASPECTS) == "consistent"
