"""An agency or a group beside what it may be held against: one line a measure, and a refusal where they are too few."""

from __future__ import annotations

from taizhang.report.compare.charts import Bar, bars
from taizhang.report.compare.measured import Against
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


def glance(own: Against, others: Against | None, least: int, *, one_agency: bool) -> Section:
    """The table of measures; the chart shows where the own median stands between the quartiles of the others."""
    rows, drawn = [], []
    names = [name for name in _NAMES if name in own.spreads]
    names += sorted(name for name in own.spreads if name.startswith("completed:"))
    for name in names:
        label, unit, digits = _NAMES.get(name) or (_completed(name), "%", 1)
        scale = 100 if unit == "%" else 1
        mine = own.spreads[name]
        theirs = others.spreads.get(name) if others else None
        known = theirs.number if theirs else 0
        value = scale * mine.at(0.5)
        comparable = theirs is not None and known >= least and (one_agency or mine.number >= least)
        first = second = None
        if theirs is not None and comparable:
            low, middle, high = (scale * one for one in theirs.quartiles())
            first, second = (
                f"{figure(middle, digits=digits)}{unit}",
                f"{figure(low, digits=digits)}—{figure(high, digits=digits)}{unit}",
            )
            if middle:
                drawn.append(
                    Bar(label, 100 * value / middle, f"{figure(value, digits=digits)}{unit}，对 {first}", mark=100.0)
                )
        rows.append(
            (
                word(label),
                Cell(f"{figure(value, digits=digits)}{unit}", number=True),
                Cell(first or _refusal(known, mine.number, least, one_agency), number=bool(first)),
                Cell(second or ABSENT, number=True),
                Cell(f"{known}家", number=True),
            )
        )
    label = others.label if others else "同类"
    mine_head = "本单位" if one_agency else f"本组（{own.agencies}家中位数）"
    heads = ("项目 measure", mine_head, f"{label}中位数", "中间一半", "可比的有")
    notes = []
    if others is None:
        notes.append("职能或层级未读出，没有同类可比。")
    else:
        what = "同类即职能、层级都相同的别的单位" if one_agency else "别的组里读出名称的单位"
        notes.append(f"{what}：{label}，另有{others.agencies}家；各项可比的家数见末列，不足{least}家的一项不比。")
    chart = None
    if drawn:
        chart = bars("与同类相比", "各项指标为比较对象中位数的百分之几", drawn, mark=f"{label}中位数＝100", unit="%")
    return Section(
        "glance",
        "与同类相比" if one_agency else "与其余各组相比",
        "beside its peers",
        (Part(Table(heads, tuple(rows)), chart, tuple(notes)),),
    )


def _completed(name: str) -> str:
    _, basis, unit, words = name.split(":", 3)
    return f"完成率（{'所称' if basis == 'claim' else '逐条'}，{unit}，{words}）"


def _refusal(known: int, own: int, least: int, one_agency: bool) -> str:
    if not one_agency and own < least:
        return f"本组只有{own}家，不足{least}家，不比"
    return f"只有{known}家，不足{least}家，不比"
