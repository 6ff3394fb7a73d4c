"""Numbers as notices print them: 1,234.5 · 3万 · 1.2亿 · 二十三 · 二〇二二 · 七点一三 · 壹拾万零伍佰元整 · 十余 · 4、5.

Everything here works on folded text (full-width digits are plain ones already). `NUMBER` is the source of a regular
expression for an exact number, `QUANTITY` for an exact or approximate one; both are bounded, hold no capturing group
and can be composed into larger patterns. The readers take the matched text and refuse (None) what is no number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("〇零", "一壹弌", "二两贰貳兩", "三叁參叄", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_UNITS = {
    "十": 10,
    "拾": 10,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_D = "".join(_DIGITS)
_U = "".join(_UNITS)

ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,5}(?![\d,])|\d{1,16})(?:\.\d{1,8})?"
# 3千米 and 220千伏 are measured in 千米 and 千伏: a bare 百 or 千 needs a counted thing behind it
_MAGNITUDE = r"(?:[ ]?[十百千]?[万亿]|[百千](?=[万亿元人名个户件条亩份册家余多]))"
_MIXED = rf"{ARABIC}(?:{_MAGNITUDE}(?:\d{{1,4}}[万千百]){{0,3}})?"
_CHINESE = rf"[{_D}十拾廿卅卌][{_D}{_U}]{{0,24}}(?:点[{_D}]{{1,8}}[万亿]?)?"
# 半 counts only where a time follows: 半年, 半个月; 过半 and 半数 count nothing
_HALF = r"半(?=个?[年月天日]|小时|个?学期)"

NUMBER = rf"(?:{_MIXED}|{_CHINESE}|{_HALF})"
# 近百 上千 数十 几十万 十几 40余 100多 十余 4、5 三四 一两百
_VAGUE = r"(?:(?:数|几|好几)[十百千万亿]{1,3}|(?:近|上|成|过)[百千万亿]{1,2}|几)"
_PAIR = rf"(?:\d[、,~-]\d|[一二两三四五六七八]、?[二三四五六七八九](?![{_D}]))[十百千万亿]{{0,2}}"
_AFTER = r"(?:[余多几](?:[十百千]?[万亿]|[百千万亿])?)?"
QUANTITY = rf"(?:{_VAGUE}{_AFTER}|{_PAIR}|{NUMBER}{_AFTER})"

_MONEY_TAIL = re.compile(rf"[元圆](?:([{_D}])角)?(?:([{_D}])分)?[整正]?$")
_TOKEN = re.compile(rf"\d+(?:\.\d+)?|[{_D}]|[{_U}]|[廿卅卌]|.")
_BAD_COMMA = re.compile(r"^,|,(?!\d{3}(?!\d))")
_PLAIN = re.compile(rf"[{_D}0-9Oo]{{2,16}}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed: `value` what is printed, `low`/`high` what it allows; None is "no bound" or "not said".

    十余 is value 10, low 11, high 19; 近百 value 100, low 90, high 100; 数十 has no value, low 20, high 99.
    """

    value: float | None
    low: float | None
    high: float | None
    approximate: bool = False


def parse_number(text: str) -> float | None:
    """The value of an exact number in any style, None when `text` is not one (十余, 三四, 百三, 第三).

    Exact integers below 2**53 and decimals come out exact: 83.64万 is 836400. Sums of money in formal capitals may
    keep their unit: 拾万零伍佰元整 is 100500.
    """
    value = _exact(text)
    return None if value is None else float(value)


def _exact(text: str) -> Decimal | None:
    text = text.replace(" ", "").replace("\n", "")
    if not text or len(text) > 60:
        return None
    if text in ("半", "一半"):
        return Decimal("0.5")
    if money := _MONEY_TAIL.search(text):
        whole = _integer_or_decimal(text[: money.start()])
        cents = sum(
            Decimal(_DIGITS[digit]) * scale
            for digit, scale in zip(money.groups(), (Decimal("0.1"), Decimal("0.01")), strict=True)
            if digit
        )
        return None if whole is None else whole + cents
    return _integer_or_decimal(text)


def _integer_or_decimal(text: str) -> Decimal | None:
    if _BAD_COMMA.search(text):
        return None
    text = text.replace(",", "")
    if "点" in text:
        return _spoken_decimal(text)
    if text.isascii():
        return Decimal(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None
    if _PLAIN.fullmatch(text):
        return _positional(text)
    return _structured(text)


def _spoken_decimal(text: str) -> Decimal | None:
    """七点一三, 一百二十点五, 七点一三万: digits after 点 are read one by one."""
    head, _, tail = text.partition("点")
    scale = Decimal(1)
    while tail and tail[-1] in "万亿萬億":
        scale, tail = scale * _UNITS[tail[-1]], tail[:-1]
    whole = _integer_or_decimal(head)
    if whole is None or not tail or any(char not in _DIGITS for char in tail):
        return None
    return (whole + Decimal("0." + "".join(str(_DIGITS[char]) for char in tail))) * scale


def _positional(text: str) -> Decimal | None:
    """二〇二二, 二0二二, 一三五: digits side by side. Two ascending neighbours (三四) are an approximation, not 34."""
    if is_neighbour_pair(text):
        return None
    return Decimal("".join("0" if char in "Oo" else str(_DIGITS.get(char, char)) for char in text))


def is_neighbour_pair(text: str) -> bool:
    """Whether `text` is two neighbouring Chinese digits (三四, 两三, 三五), which means "three or four"."""
    if len(text) != 2 or text[0] not in _DIGITS or text[1] not in _DIGITS or text[0] in "〇零":
        return False
    low, high = _DIGITS[text[0]], _DIGITS[text[1]]
    return high - low == 1 or (low, high) == (3, 5)


def _structured(text: str) -> Decimal | None:
    """Read digits and units: 一亿二千万, 3万5千, 1.2亿, 壹拾万零伍佰, 廿三, 一百五 (150). None when malformed."""
    total = section = Decimal(0)
    number: Decimal | None = None
    last_unit, small_unit = 0, 10**4
    for token in _TOKEN.findall(text):
        if token[0].isdigit() and token.isascii():
            if number is not None:
                return None
            number = Decimal(token)
        elif token in _DIGITS:
            if number is not None:
                return None
            number = Decimal(_DIGITS[token]) if _DIGITS[token] else None
        elif token in _TENS:
            if number is not None or section:
                return None
            section, last_unit, small_unit = Decimal(_TENS[token]), 10, 10
        elif token in _UNITS:
            unit = _UNITS[token]
            if unit >= 10**4:
                block = section + (number or 0)
                if (number is None and not (section or total)) or (total % 10**8 if unit == 10**4 else total >= 10**8):
                    return None
                # 一万亿 multiplies what stands before 亿; 一亿二千万 adds a new block
                total = (total + block) * unit if unit == 10**8 else total + block * unit
                section, small_unit = Decimal(0), 10**4
            else:
                if unit >= small_unit or (number is None and unit != 10):
                    return None
                section += (Decimal(1) if number is None else number) * unit
                small_unit = unit
            number, last_unit = None, unit
        else:
            return None
    if number is not None:
        # 一万二 is 12000, 三百五 is 350; but 一万零二, 二十三 and 3万5 are read plainly
        colloquial = last_unit >= 100 and text[-1] in _DIGITS and text[-2] not in "〇零"
        section += number * (last_unit // 10 if colloquial else 1)
    elif last_unit == 0:
        return Decimal(0) if text in ("零", "〇") else None
    return total + section


_LEADING = re.compile(r"[\d,]+(?:\.(\d+))?")


def _step(text: str, value: Decimal) -> Decimal:
    """Place value of the last significant digit printed: 40 → 10, 1.2万 → 1000, 15 → 1."""
    printed = _LEADING.match(text)
    if printed and printed[1] and value:
        scale = value / Decimal(printed.group().replace(",", ""))
        return scale / Decimal(10 ** len(printed[1]))
    step = 1
    while value and value % (step * 10) == 0:
        step *= 10
    return Decimal(step)


_LEAD = re.compile(r"(?:大约|大概|约|将近|接近|近|不足|不到|超过|突破|超|逾|上|成|过|达到|达)")
_TRAIL = re.compile(r"(?:左右|上下|以上|以下|以内)$")
_MORE = re.compile(r"^(.{1,30}?)([余多几])([十百千万亿]{0,2})$")
_VAGUE_ONLY = re.compile(r"(?:好几|数|几)([十百千万亿]{0,3})$")
_PAIR_PARTS = re.compile(r"(.)[、,~-]?(.)([十百千万亿]{0,2})$")
_TEEN_PAIR = re.compile(rf"(.{{0,6}}十)([{_D}])、?([{_D}])$")


def parse_quantity(text: str) -> Quantity | None:
    """An exact or approximate number with its bounds; None when `text` is no number.

    Words around the number are read too: 约40, 近百, 40左右, 80以上, 不足5. 约 and 左右 allow a tenth either way, 近
    a tenth below.
    """
    text = text.replace(" ", "")
    lead = _LEAD.match(text)
    trail = _TRAIL.search(text)
    core = text[lead.end() if lead else 0 : trail.start() if trail else len(text)]
    quantity = _core_quantity(core)
    if quantity is None and core and core[0] in "百千万亿" and (lead or core[1:] in ("余", "多")):  # 近百, 百余
        quantity = _core_quantity("一" + core)
    if quantity is None:
        return None
    return _bounded(quantity, lead.group() if lead else "", trail.group() if trail else "")


def _core_quantity(core: str) -> Quantity | None:
    value = _exact(core)
    if value is not None:
        return Quantity(float(value), float(value), float(value))
    if vague := _VAGUE_ONLY.fullmatch(core):
        scale = _scale(vague[1])
        # 几 stands for 2 to 9; 数十 for 20 to 99
        return Quantity(None, float(2 * scale), float(10 * scale - 1 if scale > 1 else 9), True)
    if (more := _MORE.match(core)) and (base := _exact(more[1])) is not None:
        scale = _scale(more[3])
        step = _step(more[1], base)
        if more[2] == "几" and step < 10:
            return None
        low, high = base * scale, (base + step) * scale
        whole = low == low.to_integral_value() and step * scale > 1
        return Quantity(float(low), float(low + 1 if whole else low), float(high - 1 if whole else high), True)
    if teen := _TEEN_PAIR.fullmatch(core):
        base = _exact(teen[1])
        if base is not None and is_neighbour_pair(teen[2] + teen[3]):
            return Quantity(None, float(base + _DIGITS[teen[2]]), float(base + _DIGITS[teen[3]]), True)
    if pair := _PAIR_PARTS.fullmatch(core):
        low_digit, high_digit = _exact(pair[1]), _exact(pair[2])
        if low_digit is not None and high_digit is not None and low_digit < high_digit:
            scale = _scale(pair[3])
            return Quantity(None, float(low_digit * scale), float(high_digit * scale), True)
    return None


def _scale(units: str) -> int:
    scale = 1
    for unit in units:
        scale *= _UNITS[unit]
    return scale


def _bounded(quantity: Quantity, lead: str, trail: str) -> Quantity:
    value, low, high, approximate = quantity.value, quantity.low, quantity.high, quantity.approximate
    if trail == "以上" or lead in ("超过", "突破", "超", "逾", "上", "过"):
        return Quantity(value, low, None, True)
    if trail in ("以下", "以内") or lead in ("不足", "不到"):
        return Quantity(value, None, high, True)
    if lead in ("近", "将近", "接近") and low is not None:
        return Quantity(value, low * 0.9, high, True)
    if (lead in ("约", "大约", "大概", "成") or trail in ("左右", "上下")) and low is not None and high is not None:
        return Quantity(value, low * 0.9, high * 1.1, True)
    return Quantity(value, low, high, approximate)
