"""Numbers and enumerators as notices print them. Written apart from the program, so that neither hides the other's slip."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_FULL_WIDTH = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}


def chinese(number: int) -> str:
    """`number` (0 to 9999) in Chinese numerals: 十二, 一百零五, 一千零二十."""
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + (_DIGITS[number - 10] if number > 10 else "")
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            head, rest = divmod(number, size)
            if not rest:
                return _DIGITS[head] + name
            tail = chinese(rest)
            if size > 10 and rest < size // 10:
                tail = "零" + tail
            elif 10 <= rest < 20:
                tail = "一" + tail
            return _DIGITS[head] + name + tail
    raise ValueError(number)


def counted(number: int) -> str:
    """`number` before a counter: 两个, 十二个."""
    return "两" if number == 2 else chinese(number)


def chinese_year(year: int) -> str:
    """2023 as 二〇二三."""
    return "".join("〇" if digit == "0" else _DIGITS[int(digit)] for digit in str(year))


def full_width(text: str) -> str:
    """`text` with full-width digits."""
    return text.translate(_FULL_WIDTH)


# style of each family -> how the n-th enumerator looks; `glyph` styles exist up to 20 (㈠ up to 10)
STYLES: dict[str, tuple[str, ...]] = {
    "cn": ("{c}、",),
    "cnp": ("（{c}）", "({c})", "（{c}）", "cnp-glyph"),
    "ar": ("{n}.", "{n}、", "{n}．", "{n}. ", "ar-glyph"),
    "arp": ("（{n}）", "({n})", "{n}）", "arp-glyph"),
    "circ": ("circ-glyph",),
    "is": ("{c}是",),
    "nth": ("第{c}，",),
    "named": ("反馈问题{c}：", "反馈问题{n}：", "问题{n}：", "问题{c}："),
    "named_ar": ("{n}.问题{n}：", "{n}、反馈问题{n}："),
    "serial": ("序号{n}：",),
    "none": ("",),
}
_GLYPHS = {"cnp-glyph": (0x321F, 10), "ar-glyph": (0x2487, 20), "arp-glyph": (0x2473, 20), "circ-glyph": (0x245F, 20)}


def marker(family: str, style: int, number: int) -> str:
    """The enumerator for `number`; a glyph style that has no glyph for it falls back to the plain style."""
    form = STYLES[family][style % len(STYLES[family])]
    if form in _GLYPHS:
        base, last = _GLYPHS[form]
        if number <= last:
            return chr(base + number)
        form = STYLES[family][0] if family != "circ" else "({n})"
    return form.format(n=number, c=chinese(number))
