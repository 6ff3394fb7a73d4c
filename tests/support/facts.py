"""Sentences with arithmetic in them: sums that hold, sums that do not, and wordings that only look like sums.

Each function returns the sentence (without its full stop). `wrong` makes the sum fail in a way no reading repairs.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from support.sums import MORE_FACTS, MORE_TRICKS

_LISTS = (
    ("排查安全隐患", "处", ("消防隐患", "用电隐患", "建筑隐患", "燃气隐患")),
    ("清理合同", "份", ("工程类", "采购类", "租赁类", "服务类")),
    ("核查项目", "个", ("在建项目", "完工项目", "停工项目")),
    ("受理群众诉求", "件", ("来信", "来访", "网上")),
    ("检查经营主体", "家", ("超市", "餐饮店", "药店", "农资店")),
    ("修订制度", "项", ("党建类", "财务类", "业务类")),
    ("盘点资产", "件", ("办公设备", "车辆", "专用设备")),
    ("开展培训", "期", ("业务培训", "廉政培训", "安全培训")),
)
_SANCTIONS = ("党纪处分", "政务处分", "诫勉", "批评教育", "提醒谈话", "责令检查", "组织处理")
_PAYERS = ("办公室", "财务科", "工会", "下属事业单位", "信息中心", "服务中心")


def _split(rng: random.Random, parts: int, low: int = 2, high: int = 40) -> list[int]:
    return [rng.randint(low, high) for _ in range(parts)]


def parts(rng: random.Random, *, wrong: bool) -> str:
    """A total with its parts."""
    what, unit, kinds = rng.choice(_LISTS)
    chosen = rng.sample(kinds, rng.randint(2, min(3, len(kinds))))
    values = _split(rng, len(chosen))
    total = sum(values)
    closed = rng.random() < 0.5  # 分别, 合计: all parts are named; 其中 may name some only
    printed = total
    if wrong:
        slip = rng.randint(1, 3)
        printed = total + rng.choice((-slip, slip)) if closed else total - min(slip, total - max(values) - 1)
        if printed == total or any(sum(values[:size]) == printed for size in range(1, len(values))):
            printed, closed = total + slip, True  # some parts that are the whole leave the others open
    listed = "、".join(f"{kind}{value}{unit}" for kind, value in zip(chosen, values, strict=True))
    if not closed:
        return f"共{what}{printed}{unit}，其中{rng.choice(('', '：'))}{listed}"
    return rng.choice((f"{what}{listed}，合计{printed}{unit}", f"共{what}{printed}{unit}，分别为{listed}"))


def persons(rng: random.Random, *, wrong: bool) -> str:
    """People dealt with, by kind of sanction."""
    kinds = rng.sample(_SANCTIONS, rng.randint(2, 4))
    values = _split(rng, len(kinds), 1, 14)
    while wrong and sum(values) - max(values) < 2:  # one kind alone would be the whole
        values = _split(rng, len(kinds), 1, 14)
    total = sum(values)
    printed = total - rng.randint(1, min(3, total - max(values) - 1)) if wrong else total
    unit = "人次" if wrong else rng.choice(("人次", "人次", "人"))
    listed = "、".join(f"{kind}{value}{unit}" for kind, value in zip(kinds, values, strict=True))
    if unit == "人次" and not wrong and total > 4 and rng.random() < 0.4:
        return f"共处理干部{total - rng.randint(1, 3)}名（{total}人次），其中{listed}"
    return rng.choice(
        (
            f"共处理责任人员{printed}{unit}，其中{listed}",
            f"追责问责{printed}{unit}，其中：{listed}",
            f"给予{listed}，共计{printed}{unit}",
        )
    )


def money(rng: random.Random, *, wrong: bool) -> str:
    """An amount with its parts, in 万元 or 元."""
    payers = rng.sample(_PAYERS, rng.randint(2, 3))
    if rng.random() < 0.3:
        values = [rng.randint(1000, 90000) for _ in payers]
        printed, unit, form = sum(values), "元", "{}"
        shown = [str(value) for value in values]
    else:
        cents = [rng.randint(40, 9000) for _ in payers]  # hundredths of 万元
        values, printed, unit, form = cents, sum(cents), "万元", "{:.2f}"
        shown = [f"{value / 100:.2f}" for value in cents]
    if wrong:
        printed -= rng.randint(max(1, min(values) // 4), max(2, min(values) // 2))
    total = form.format(printed if unit == "元" else printed / 100)
    if unit == "万元" and rng.random() < 0.5:
        total, shown = total.rstrip("0").rstrip("."), [value.rstrip("0").rstrip(".") for value in shown]
    listed = "、".join(f"{payer}{value}{unit}" for payer, value in zip(payers, shown, strict=True))
    return rng.choice(
        (
            f"清退违规资金{total}{unit}，其中{listed}",
            f"追缴资金共{total}{unit}，其中：{listed}",
            f"收回{listed}，合计{total}{unit}",
        )
    )


def _percent(done: int, total: int, decimals: int, *, truncated: bool) -> str:
    scaled = done * 100 * 10**decimals
    whole = scaled // total if truncated else (2 * scaled + total) // (2 * total)
    return f"{whole / 10**decimals:.{decimals}f}%"


def rate(rng: random.Random, *, wrong: bool) -> str:
    """A rate with its numerator and denominator in one sentence."""
    total = rng.randint(17, 140)
    done = rng.randint(total // 2, total - 1)
    decimals = rng.choice((0, 1, 1, 2))
    shown = done
    if wrong:
        shown = done - max(2, total // 12) if done - max(2, total // 12) > 0 else done + max(2, total // 12)
    text = _percent(shown, total, decimals, truncated=rng.random() < 0.4)
    what, unit = rng.choice((("应整改图斑", "个"), ("排查出问题", "个"), ("应办理事项", "件"), ("应清理账款", "笔")))
    return f"{what}{total}{unit}，已完成{done}{unit}，完成率{text}"


def _subset(rng: random.Random) -> str:
    return f"排查廉政风险点{rng.randint(40, 90)}个，其中重大风险点{rng.randint(2, 9)}个"


def _partial(rng: random.Random) -> str:
    return f"检查企业{rng.randint(80, 140)}家，其中城区{rng.randint(20, 35)}家、乡镇{rng.randint(20, 35)}家"


def _multi_label(rng: random.Random) -> str:
    a, b, c = rng.randint(4, 9), rng.randint(3, 8), rng.randint(2, 6)
    note = rng.choice(("有的人员同时受到多种处理", "部分人员受到两种以上处理", "同一人受到多种处理的分别统计"))
    return f"共处理{a + b + c - rng.randint(1, 3)}人，其中党纪处分{a}人、政务处分{b}人、诫勉{c}人（{note}）"


def _approximate(rng: random.Random) -> str:
    total = rng.randint(20, 90) * 100
    return f"发放宣传资料{total}余份，其中社区{total // 2}余份、学校{total // 2 - 100}余份"


def _disjoint_money(rng: random.Random) -> str:
    return f"追缴违规资金{rng.uniform(3, 40):.1f}万元，清退{rng.uniform(1, 20):.2f}万元，挽回经济损失{rng.uniform(30, 90):.1f}万元"


def _reduced(rng: random.Random) -> str:
    before, less = rng.randint(14, 30), rng.randint(3, 9)
    return f"审批事项由{before}项精简到{before - less}项，减少{less}项，办理时限压缩近60%"


def _satisfaction(rng: random.Random) -> str:
    return f"群众满意率由{rng.randint(70, 84)}.{rng.randint(1, 9)}%提高到{rng.randint(91, 98)}.{rng.randint(1, 9)}%，投诉量下降{rng.randint(10, 60)}%"


def _lookback(rng: random.Random) -> str:
    return f"对{rng.randint(2012, 2015)}年以来发放的补贴逐笔核查，重点核查{rng.randint(2015, 2016)}年度{rng.randint(20, 90)}笔"


def _law(rng: random.Random) -> str:
    return f"严格执行《中华人民共和国招标投标法》（2017年修正），对照{rng.randint(2010, 2016)}年印发的工作规程逐项核对"


def _nested(rng: random.Random) -> str:
    return f"给予党纪处分{rng.randint(4, 9)}人，其中科级干部{rng.randint(1, 3)}人"


def _two_heads(rng: random.Random) -> str:
    lead, join = rng.randint(2, 5), rng.randint(6, 12)
    return f"明确{lead + join}项工作任务，其中牵头任务{lead}项、参与任务{join}项"


def _idle_list(rng: random.Random) -> str:
    return f"研究议题{rng.randint(30, 60)}个，涉及人事、财务等{rng.randint(3, 6)}个方面，{rng.randint(7, 12)}个议题提请党委会再次审议"


def _planned(rng: random.Random) -> str:
    return f"计划利用{rng.randint(2, 3)}年时间完成{rng.randint(90, 160)}个小区改造，目前已完成{rng.randint(20, 60)}个，年内再完成{rng.randint(10, 20)}个"


# wordings that an honest notice may hold and an eager auditor trips over
TRICKS: dict[str, Callable[[random.Random], str]] = {
    "subset": _subset,
    "partial_parts": _partial,
    "multi_label": _multi_label,
    "approximate": _approximate,
    "disjoint_money": _disjoint_money,
    "reduced": _reduced,
    "satisfaction": _satisfaction,
    "lookback": _lookback,
    "law_year": _law,
    "nested_subset": _nested,
    "two_heads": _two_heads,
    "idle_list": _idle_list,
    "planned": _planned,
    **MORE_TRICKS,
}
FACTS: dict[str, tuple[Callable[..., str], str]] = {
    "parts": (parts, "parts_sum"),
    "persons": (persons, "persons_sum"),
    "money": (money, "money_sum"),
    "rate": (rate, "completion_rate"),
    **MORE_FACTS,
}
