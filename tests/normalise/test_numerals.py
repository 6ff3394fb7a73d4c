"""Numbers in every style: written by a writer of our own, read back by the parser."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.normalise.numerals import NUMBER, QUANTITY, Quantity, parse_number, parse_quantity
from taizhang.text import fold

_PLAIN = ("零一二三四五六七八九", "十百千")
_FORMAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")


def spell(number: int, style: tuple[str, str], one_before_ten: bool = False) -> str:
    """`number` (below 10**12) in Chinese, grouped by ten thousands as it is read aloud."""
    digits, units = style
    if number == 0:
        return digits[0]
    groups = []
    rest = number
    while rest:
        rest, group = divmod(rest, 10**4)
        groups.append(group)
    out = ""
    for index in range(len(groups) - 1, -1, -1):
        group, pending_zero, piece = groups[index], False, ""
        if group == 0:
            continue
        if out and group < 1000:
            pending_zero = True
        for place in (3, 2, 1, 0):
            digit = group // 10**place % 10
            if digit:
                piece += (digits[0] if pending_zero else "") + digits[digit] + (units[place - 1] if place else "")
                pending_zero = False
            elif piece:
                pending_zero = True
        out += piece + ("", "万", "亿")[index]
    ten = digits[1] + units[0]
    return out if one_before_ten or not out.startswith(ten) else out[1:]


NUMBERS = st.one_of(st.integers(0, 120), st.integers(0, 10**5), st.integers(0, 10**12 - 1))


@settings(derandomize=True, max_examples=300)
@given(NUMBERS)
def test_every_style_of_an_integer_reads_back(number: int) -> None:
    full_width = str(number).translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    styles = [
        str(number),
        f"{number:,}",
        fold(full_width),
        spell(number, _PLAIN),
        spell(number, _PLAIN, True),
        spell(number, _FORMAL, True),
        spell(number, _PLAIN).replace("零", "〇"),
        spell(number, _FORMAL, True) + "元整",
    ]
    for style in styles:
        assert parse_number(style) == number, style
        exact = style.removesuffix("元整")
        assert re.fullmatch(NUMBER, exact), exact


@settings(derandomize=True, max_examples=200)
@given(st.integers(0, 10**9), st.integers(0, 4), st.sampled_from(["", "万", "亿"]))
def test_mixed_decimals_are_exact(mantissa: int, places: int, magnitude: str) -> None:
    scale = {"": 1, "万": 10**4, "亿": 10**8}[magnitude]
    text = f"{mantissa / 10**places:.{places}f}{magnitude}" if places else f"{mantissa}{magnitude}"
    if mantissa >= 10**9 and places:
        return
    assert parse_number(text) == float(mantissa * scale / 10**places)
    assert re.fullmatch(NUMBER, text)


@settings(derandomize=True, max_examples=100)
@given(st.integers(100, 9999))
def test_digits_side_by_side_read_as_a_year(number: int) -> None:
    text = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    assert parse_number(text) == number
    assert parse_number(text.replace("〇", "零")) == parse_number(text.replace("〇", "0")) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两", 2),
        ("廿三", 23),
        ("卅", 30),
        ("二〇二二", 2022),
        ("二0二二", 2022),
        ("七点一三", 7.13),
        ("七点一三二万", 71320),
        ("半", 0.5),
        ("3万", 30000),
        ("1.2亿", 120_000_000),
        ("83.64万", 836400),
        ("1.05亿", 105_000_000),
        ("3万5千", 35000),
        ("24,978.12", 24978.12),
        ("拾万零伍佰元整", 100500),
        ("叁佰贰拾元伍角陆分", 320.56),
        ("一万二", 12000),
        ("三百五", 350),
        ("三百零五", 305),
        ("两千零二十", 2020),
        ("一亿二千万", 120_000_000),
        ("一万亿", 10**12),
        ("十", 10),
        ("1 369.5", 1369.5),
        ("零", 0),
        ("0", 0),
        ("0.5", 0.5),
        ("貳拾萬", 200000),
        ("一千零十五", 1015),
    ],
)
def test_settled_readings(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "十余",
        "几",
        "三四",
        "两三",
        "三五",
        "百三",
        "十十",
        "第三",
        "三十百",
        "1.2.3",
        "三万五万",
        "元整",
        "万",
        "十几",
        "1,",
        "abc",
        "①",
        "点五",
        "七点",
        "一" * 80,
    ],
)
def test_what_is_no_exact_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("十余", 10, 11, 19),
        ("40余", 40, 41, 49),
        ("100多", 100, 101, 199),
        ("10余万", 100_000, 100_001, 199_999),
        ("1.2万余", 12000, 12001, 12999),
        ("2.38万多", 23800, 23801, 23899),
        ("近百", 100, 90, 100),
        ("近60", 60, 54, 60),
        ("数十", None, 20, 99),
        ("几十", None, 20, 99),
        ("数百", None, 200, 999),
        ("几", None, 2, 9),
        ("十几", 10, 11, 19),
        ("4、5", None, 4, 5),
        ("三四", None, 3, 4),
        ("七八十", None, 70, 80),
        ("十五六", None, 15, 16),
        ("三五", None, 3, 5),
        ("80以上", 80, 80, None),
        ("不足5", 5, None, 5),
        ("上百", 100, 100, None),
        ("3", 3, 3, 3),
        ("二十余", 20, 21, 29),
        ("约40", 40, 36, 44),
        ("5以内", 5, None, 5),
        ("几十万", None, 200_000, 999_999),
    ],
)
def test_approximate_forms_have_bounds(text: str, value: float | None, low: float | None, high: float | None) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.low) == (value, low)
    assert quantity.high == (None if high is None else pytest.approx(high))
    assert quantity.approximate == (low != high)


def test_a_verb_before_a_number_is_no_approximation() -> None:
    # the comma and 约 of 约谈 must not be drawn into the amount
    assert re.search(QUANTITY, "776.28万元,约谈3人次").group() == "776.28万"  # type: ignore[union-attr]
    assert parse_quantity("776.28万") == Quantity(7762800, 7762800, 7762800)


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("约谈3人次", ["3"]),
        ("220千伏变电站", ["220"]),
        ("5千元", ["5千"]),
        ("召开4、5次会议", ["4、5"]),
        ("数十万元", ["数十万"]),
        ("1.2万余人次", ["1.2万余"]),
        ("十余次", ["十余"]),
        ("2百万元", ["2百万"]),
        ("近百户", ["近百"]),
    ],
)
def test_quantity_pattern_takes_the_whole_number(text: str, matches: list[str]) -> None:
    assert re.findall(QUANTITY, text) == matches


@pytest.mark.parametrize("hostile", ["一", "十", "1", "1,", "1,111", "一二", "万亿", "几十", "点一", "1.", "4、"])
def test_patterns_are_linear_on_hostile_strings(hostile: str) -> None:
    pattern = re.compile(rf"{QUANTITY}号")

    def seconds(size: int) -> float:
        text = hostile * size
        start = time.perf_counter()
        pattern.search(text)
        return time.perf_counter() - start

    seconds(500)
    assert seconds(8000) < 0.4 + 10 * seconds(2000)
