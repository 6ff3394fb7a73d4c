"""The house styles of FORMATS section B: which enumerators, headings and labels a notice uses for what."""

from __future__ import annotations

from dataclasses import dataclass

QUOTED = (
    "关于“{s}”的问题",
    "关于“{s}”问题",
    "关于“{s}”等问题",
    "关于“{s}”的问题的整改",
    "关于“{s}”问题的整改",
    "关于{s}的问题",
    "关于{s}问题",
)
BARE = ("{s}", "{s}", "“{s}”问题", "{s}的问题")
ASPECT = ("{s}", "在{s}", "关于{s}的问题", "{s}存在的问题", "关于{s}问题")
LABELS = (
    "整改情况",
    "整改落实情况",
    "整改措施",
    "整改进展情况",
    "整改完成情况",
    "整改成效",
    "整改落实",
    "已采取的整改措施",
    "整改举措",
    "落实情况",
    "整改进展",
    "完成情况",
    "整改措施及成效",
    "整改结果",
    "采取措施",
)


@dataclass(frozen=True, slots=True)
class House:
    """One way of writing a notice."""

    name: str
    shape: str  # flat, tree, three
    problem: str  # family of the problems
    aspect: str = ""
    category: str = ""
    sub: str = ""  # family of sub-problems; empty: the house has none
    sections: bool = True  # 一、… 二、… around the list
    continuous: bool = False  # numbers run on from aspect to aspect
    titles: tuple[str, ...] = QUOTED
    aspect_titles: tuple[str, ...] = ASPECT
    answer: str = "line"  # label on a new line, same: on the title's line, none: no label
    measures: tuple[str, ...] = ("is", "arp", "circ", "is")
    statuses: tuple[str, ...] = ("none", "none", "lead", "close", "bracket")
    mixed: bool = False  # may hold childless aspects and headings without number
    prefix: str = ""  # before the aspect or problem: 反馈问题：
    flavour: str = "plain"  # plain, fields, audit, long


HOUSES: tuple[House, ...] = (
    House("flat-ar", "flat", "ar", sub="arp", measures=("is", "arp", "circ", "nth")),
    House("flat-ar-bare", "flat", "ar", titles=BARE, answer="line"),
    House("flat-cnp", "flat", "cnp", measures=("is", "ar", "arp", "circ")),
    House("flat-cn", "flat", "cn", sections=False, measures=("is", "cnp", "ar", "arp")),
    House("flat-named", "flat", "named", titles=(*BARE, *QUOTED), measures=("is", "ar", "arp")),
    House("flat-named-ar", "flat", "named_ar", titles=BARE),
    House("flat-serial", "flat", "serial", titles=BARE, statuses=("none", "label")),
    House("flat-hunan", "flat", "ar", titles=BARE, prefix="反馈问题：", statuses=("label",)),
    House(
        "flat-hunan-cnp",
        "flat",
        "cnp",
        titles=BARE,
        prefix="反馈问题：",
        statuses=("label",),
        measures=("is", "ar", "arp"),
    ),
    House("flat-one-line", "flat", "ar", titles=("{s}", "关于{s}的问题", "关于“{s}”的问题"), answer="same"),
    House(
        "flat-one-line-cnp",
        "flat",
        "cnp",
        titles=("{s}", "关于{s}的问题"),
        answer="bare",
        measures=("is", "arp", "circ"),
    ),
    House("flat-by-status", "flat", "ar", statuses=("section",)),
    House(
        "flat-fields",
        "flat",
        "cn",
        sections=False,
        titles=("{s}",),
        flavour="fields",
        statuses=("none", "label"),
        measures=("is", "arp", "ar"),
    ),
    House(
        "flat-long",
        "flat",
        "ar",
        titles=("关于“{s}”", "关于“{s}”的问题", "“{s}”问题"),
        answer="progress",
        flavour="long",
        statuses=("lead", "none"),
        measures=("arp", "is", "circ"),
    ),
    House(
        "flat-audit",
        "flat",
        "cnp",
        flavour="audit",
        titles=("关于{s}方面的问题", "关于{s}的问题"),
        answer="none",
        statuses=("none",),
    ),
    House("tree-cnp-ar", "tree", "ar", aspect="cnp", titles=BARE, mixed=True),
    House("tree-continuous", "tree", "ar", aspect="cnp", sub="arp", continuous=True),
    House(
        "tree-deep",
        "tree",
        "ar",
        aspect="cnp",
        sub="arp",
        aspect_titles=("在{s}", "{s}"),
        titles=("关于“{s}”问题的整改", "关于“{s}”的问题"),
        measures=("is", "circ"),
    ),
    House("tree-hunan", "tree", "ar", aspect="cnp", titles=BARE, prefix="反馈问题：", statuses=("label",)),
    House(
        "tree-feedback-n",
        "tree",
        "named",
        aspect="cnp",
        continuous=True,
        aspect_titles=("关于{s}的问题", "关于{s}问题"),
        measures=("ar", "is", "arp"),
    ),
    House(
        "tree-central",
        "tree",
        "cnp",
        aspect="cn",
        sections=False,
        aspect_titles=("在{s}", "关于{s}", "{s}"),
        titles=("关于{s}的问题", "关于“{s}”问题", "{s}"),
        answer="bare",
        measures=("is", "is", "ar"),
        statuses=("none",),
    ),
    House(
        "tree-cn-cnp",
        "tree",
        "cnp",
        aspect="cn",
        sections=False,
        mixed=True,
        titles=(*QUOTED, *BARE),
        measures=("is", "ar", "arp"),
    ),
    House("tree-cn-ar", "tree", "ar", aspect="cn", sections=False),
    House("tree-cnp-arp", "tree", "arp", aspect="cnp", titles=(*BARE, *QUOTED), measures=("is", "circ")),
    House(
        "tree-ar-arp",
        "tree",
        "arp",
        aspect="ar",
        titles=QUOTED,
        measures=("is", "circ"),
        aspect_titles=("{s}", "在{s}"),
    ),
    House(
        "tree-one-line",
        "tree",
        "ar",
        aspect="cnp",
        titles=("{s}", "关于{s}的问题"),
        answer="bare",
        measures=("is", "arp", "circ"),
    ),
    House(
        "three-sections", "three", "arp", aspect="cnp", category="ar", titles=(*BARE, *QUOTED), measures=("is", "circ")
    ),
    House(
        "three-cn",
        "three",
        "ar",
        aspect="cn",
        category="cnp",
        sections=False,
        titles=(*BARE, *QUOTED),
        measures=("is", "arp", "circ"),
    ),
)
BY_NAME = {house.name: house for house in HOUSES}
