"""More sentences with arithmetic in them: amounts as accountants print them, 名 beside 人次, ratios with their terms.

As in `facts`: each returns the sentence without its full stop; `wrong` makes it fail in a way no reading repairs.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from support.numerals import chinese

_PAYERS = ("办公室", "财务科", "工会", "下属事业单位", "信息中心", "服务中心", "培训中心", "质检站")
_VERBS = ("收回违规资金", "清退违规补贴", "追缴资金", "上缴财政资金", "退还多收款项")
_SANCTIONS = ("党纪处分", "政务处分", "诫勉谈话", "批评教育", "提醒谈话", "责令书面检查")


def _slip(total: int, least: int, *, wrong: bool, rng: random.Random) -> int:
    """The total to print; a wrong one is too small by more than any rounding."""
    return total - rng.randint(max(1, least // 4), max(2, least // 2)) if wrong else total


def cents(rng: random.Random, *, wrong: bool) -> str:
    """Yuan with two decimals and thousands separators: 251,023.54元."""
    values = [rng.randint(300_000, 40_000_000) for _ in range(rng.randint(2, 3))]
    payers = rng.sample(_PAYERS, len(values))
    total = _slip(sum(values), min(values), wrong=wrong, rng=rng)
    form = rng.choice(("{:,.2f}元", "{:.2f}元"))
    listed = "、".join(payer + form.format(value / 100) for payer, value in zip(payers, values, strict=True))
    shown = form.format(total / 100)
    verb = rng.choice(_VERBS)
    return rng.choice((f"{verb}{shown}，其中{listed}", f"{verb}{listed}，合计{shown}", f"{verb}{shown}（{listed}）"))


def mixed(rng: random.Random, *, wrong: bool) -> str:
    """万元 for the total, 元 for the parts, or 亿元 and 万元."""
    big = rng.random() < 0.3
    step = 100 if not big else 1
    values = [rng.randint(12, 900) * step for _ in range(rng.randint(2, 3))]  # 元, or 万元
    payers = rng.sample(_PAYERS, len(values))
    total = _slip(sum(values) // step, min(values) // step, wrong=wrong, rng=rng) * step
    while wrong and (total % (10 * step) == 0 or total <= max(values) or total == sum(values)):
        total += 2 * step  # a round sum may be a rounded one; one part alone may be the whole
    part, whole = ("万元", "亿元") if big else ("元", "万元")
    shown = f"{total / 10000:.4f}".rstrip("0").rstrip(".")
    listed = "、".join(f"{payer}{value}{part}" for payer, value in zip(payers, values, strict=True))
    verb = rng.choice(_VERBS)
    return rng.choice((f"{verb}{shown}{whole}，其中{listed}", f"{verb}{listed}，共计{shown}{whole}"))


def in_words(rng: random.Random, *, wrong: bool) -> str:
    """Amounts in Chinese numerals: 三十二万元."""
    values = [rng.randint(11, 90) for _ in range(2)]
    payers = rng.sample(_PAYERS, 2)
    total = _slip(sum(values), min(values), wrong=wrong, rng=rng)
    listed = "、".join(f"{payer}{chinese(value)}万元" for payer, value in zip(payers, values, strict=True))
    return f"{rng.choice(_VERBS)}{chinese(total)}万元，其中{listed}"


def times(rng: random.Random, *, wrong: bool) -> str:
    """名 beside 人次: the kinds of sanction make up the 人次."""
    values = [rng.randint(2, 12) for _ in range(rng.randint(2, 4))]
    kinds = rng.sample(_SANCTIONS, len(values))
    total = sum(values)
    heads = total - rng.randint(1, 3)
    if wrong:
        total -= rng.randint(1, min(3, total - max(values) - 1))
        heads = min(heads, total)
    listed = "、".join(f"{kind}{value}人次" for kind, value in zip(kinds, values, strict=True))
    return rng.choice(
        (
            f"共处理相关责任人员{heads}名（{total}人次），其中{listed}",
            f"对{heads}名干部作出处理{total}人次，其中：{listed}",
        )
    )


MORE_FACTS: dict[str, tuple[Callable[..., str], str]] = {
    "cents": (cents, "money_sum"),
    "mixed": (mixed, "money_sum"),
    "in_words": (in_words, "money_sum"),
    "times": (times, "persons_sum"),
}


# -- wordings that only look like sums ----------------------------------------------------------------------------------


def _leads(rng: random.Random) -> str:
    cases = rng.randint(3, 9)
    return f"移交问题线索{cases + 4}件{cases + 6}人，立案审查{cases}件{cases + 2}人，给予党纪处分{cases - 1}人、组织处理{rng.randint(2, 5)}人"


def _ranks(rng: random.Random) -> str:
    county, section = rng.randint(1, 3), rng.randint(3, 8)
    return f"问责单位{rng.randint(2, 5)}个、个人{county + section + rng.randint(1, 4)}名，其中处级干部{county}名、科级干部{section}名"


def _three_purses(rng: random.Random) -> str:
    return (
        f"涉及资金{rng.randint(300, 600)}.{rng.randint(1, 9)}万元，其中已追回{rng.randint(50, 90)}万元、"
        f"挽回损失{rng.randint(20, 60)}万元，其余正在追缴"
    )


def _rounded(rng: random.Random) -> str:
    one, two = rng.randint(1000, 9000), rng.randint(1000, 9000)  # tenths of 元 … in 万元 with three decimals
    total = f"{(one + two) / 1000:.2f}"
    return f"压减支出{total}万元，其中会议费{one / 1000:.3f}万元、培训费{two / 1000:.3f}万元"


def _overlap(rng: random.Random) -> str:
    a, b = rng.randint(6, 12), rng.randint(4, 9)
    return f"新发展党员{a + b - rng.randint(1, 3)}名，其中35岁以下{a}名、大专以上学历{b}名"


def _abolished(rng: random.Random) -> str:
    made, revised, gone = rng.randint(3, 9), rng.randint(2, 8), rng.randint(1, 4)
    return f"建立健全制度{made + revised}项，其中新建{made}项、修订{revised}项，废止{gone}项"


def _stages(rng: random.Random) -> str:
    total = rng.randint(60, 120)
    first = rng.randint(20, 30)
    return f"清理长期挂账{total}笔，第一季度清理{first}笔，截至6月底累计清理{first + rng.randint(10, 20)}笔"


def _points(rng: random.Random) -> str:
    return f"群众满意度由{rng.randint(80, 88)}%升至{rng.randint(92, 97)}%，提高{rng.randint(5, 9)}个百分点，合格率达{rng.randint(90, 99)}.{rng.randint(1, 9)}%"


def _shared_list(rng: random.Random) -> str:
    a, b = rng.randint(5, 9), rng.randint(4, 8)
    return f"梳理审批事项{a + b - 2}项，其中涉及规划类{a}项、建设类{b}项（2项同时涉及两类）"


def _household(rng: random.Random) -> str:
    households, left = rng.randint(120, 300), rng.randint(2, 6)
    new = f"新纳入{rng.randint(3, 9)}户{rng.randint(8, 20)}人"
    return f"核查低保对象{households}户{households * 2 + 80}人，{new}，清退{left}户{left * 2 + 1}人"


MORE_TRICKS: dict[str, Callable[[random.Random], str]] = {
    "leads": _leads,
    "ranks": _ranks,
    "three_purses": _three_purses,
    "rounded": _rounded,
    "overlap": _overlap,
    "abolished": _abolished,
    "stages": _stages,
    "points": _points,
    "shared_list": _shared_list,
    "household": _household,
}
