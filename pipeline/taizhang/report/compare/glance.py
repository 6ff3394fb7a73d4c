"""An agency or a group beside what it may be held against: one line a measure, and a refusal where they are too few."""

from __future__ import annotations

from taizhang.report.compare.charts import Bar, bars
from taizhang.report.compare.comparison import Comparison
from taizhang.report.compare.model import ABSENT, Cell, Part, Section, Table, figure, word

_NAMES = {
    "problems": ("每份通报列出的问题", "个", 1),
    "measures": ("每个问题的措施", "条", 2),
    "specificity": ("措施的具体程度", "", 2),
    "to_feedback": ("巡察结束→反馈", "天", 0),
    "to_publication:page": ("反馈→公布（据页面）", "天", 0),
    "to_publication:meta": ("反馈→公布（据网页信息）", "天", 0),
    "to_publication:signature": ("反馈→公布（据落款）", "天", 0),
}


def glance(comparison: Comparison) -> Section:
    """The table of measures; the chart shows the own median as a share of the median of the others."""
    own, label, rows, drawn = comparison.own, comparison.label, [], []
    names = [name for name in _NAMES if name in own.spreads]
    names += sorted(name for name in own.spreads if name.startswith("completed:"))
    for name in names:
        what, unit, digits = _NAMES.get(name) or (_completed(name), "%", 1)
        scale = 100 if unit == "%" else 1
        value = scale * own.spreads[name].at(0.5)
        theirs = comparison.against(name)
        middle = half = None
        if theirs is not None:
            low, median, high = (scale * one for one in theirs.quartiles())
            middle = figure(median, digits=digits, unit=unit)
            half = f"{figure(low, digits=digits)}—{figure(high, digits=digits, unit=unit)}"
            if median:
                said = f"{figure(value, digits=digits, unit=unit)}，对 {middle}"
                drawn.append(Bar(what, 100 * value / median, said, mark=100.0))
        rows.append(
            (
                word(what),
                Cell(figure(value, digits=digits, unit=unit), number=True),
                Cell(middle or comparison.refusal(name), number=bool(middle)),
                Cell(half or ABSENT, number=True),
                Cell(f"{comparison.known(name)}家", number=True),
            )
        )
    mine = "本单位" if comparison.one_agency else f"本组（{own.agencies}家中位数）"
    heads = ("项目 measure", mine, f"{label}中位数", "中间一半", "可比的有")
    if comparison.others is None:
        note = "职能或层级未读出，没有同类可比。"
    else:
        what = "同类即职能、层级都相同的别的单位" if comparison.one_agency else "别的组里读出名称的单位"
        others, least = comparison.others.agencies, comparison.least
        note = f"{what}：{label}，另有{others}家；各项可比的家数见末列，不足{least}家的一项不比。"
    chart = None
    if drawn:
        mark = f"{label}中位数＝100"
        chart = bars(
            "与同类相比", "各项指标为比较对象中位数的百分之几", drawn, own=comparison.name, mark=mark, unit="%"
        )
    zh = "与同类相比" if comparison.one_agency else "与其余各组相比"
    return Section("glance", zh, "beside its peers", (Part(Table(heads, tuple(rows)), chart, (note,)),))


def _completed(name: str) -> str:
    _, basis, unit, words = name.split(":", 3)
    return f"完成率（{'所称' if basis == 'claim' else '逐条'}，{unit}，{words}）"
