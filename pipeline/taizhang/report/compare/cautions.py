"""What to know before comparing a group: every sentence names how many notices it is about."""

from __future__ import annotations

from collections import Counter
from typing import Any

from taizhang.query.terminal import one_line
from taizhang.report.compare.grouping import By, Group
from taizhang.report.compare.model import Row, percent

_MANY_UNCATEGORISED = 0.2
_LONG_PERIOD = 3  # years


def cautions(group: Group, by: By, least: int) -> list[str]:
    """Warnings on number, units, frameworks, period, model and dates, in that order; then those of the notices."""
    notices = group.notices
    said = []
    agencies = {row["agency_key"] for row in notices if row["agency_key"]}
    if by != "agency" and len(agencies) < least:
        said.append(f"本组只有{len(notices)}份通报（{len(agencies)}家单位），不足{least}家：数字只是事实，不作比较。")
    if by == "agency" and len(notices) > 1:
        years = "、".join(str(row["year"] or "年份不详") for row in notices)
        said.append(f"本单位有{len(notices)}份通报（{years}），问题、核对合在一起列，时效、完成率各份分列。")
    units = Counter(row["counting_unit"] for row in notices)
    if len(units) > 1:
        parts = "、".join(
            f"{number}份{'未称总数' if unit is None else '数' + unit}" for unit, number in _ordered(units)
        )
        said.append(f"所称总数的单位不一：{parts}；总数不可相加，也不可直接比多少。")
    frameworks = Counter(row["framework"] for row in notices)
    if len(frameworks) > 1:
        parts = "、".join(f"{name or '不依通行框架'}{number}份" for name, number in _ordered(frameworks))
        said.append(f"“方面”所依的框架不一：{parts}；方面一级不可比，类别（35类）可以。")
    published = sorted({row["year"] for row in notices if row["year"]})
    if published and published[-1] - published[0] >= _LONG_PERIOD:
        said.append(f"通报公布于{published[0]}—{published[-1]}年，前后要求不同，不宜当作同期比较。")
    said += _models(notices)
    said += _uncategorised(group, by)
    levels = {row["inspection_level"] for row in notices}
    if by != "agency" and len(levels) > 1:
        said.append("派出巡察（巡视）的层级不同（中央、省、市、县），发现问题的尺度不同。")
    counted = Counter(caution for row in notices for caution in row["cautions"])
    said += [f"{one_line(caution)}：{number}份。" for caution, number in _ordered(counted)]
    return said


def _models(notices: tuple[Row, ...]) -> list[str]:
    models = Counter(row["model_version"] for row in notices)
    said = []
    if without := models.pop(None, 0):
        said.append(f"{without}份通报没有用模型：类别只在词表有话说时才有，不算占比，也不与别家比。")
    if len(models) > 1:
        said.append(f"类别出自{len(models)}个版本的模型，差别可能来自模型而不是单位。")
    return said


def _uncategorised(group: Group, by: By) -> list[str]:
    listed = group.counted()
    unknown = sum(row["category"] is None for row in listed)
    if by == "category" or not listed or unknown / len(listed) <= _MANY_UNCATEGORISED:
        return []
    return [f"{unknown}个问题（{percent(unknown, len(listed))}）未归类：把握不够，宁缺勿错；各类占比因此偏低。"]


def _ordered(counted: Counter[Any]) -> list[tuple[Any, int]]:
    return sorted(counted.items(), key=lambda item: (-item[1], item[0] or "~"))
