"""The canonical text of a notice and its folded twin.

The canonical text is the one text every position points into: the decoded file with `\\r\\n` read as `\\n` and a
byte-order mark dropped, nothing else. The folded twin has the same length and is what the rules match on: full-width
letters and digits, odd brackets, dashes and spaces are replaced one for one, so a match in it *is* a span of the
canonical text. NFKC is never used: it changes lengths (① and ㈠ become several characters).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass


def _fold_table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width ASCII
    groups = {
        " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\u200b\ufeff",
        "-": "‐‑‒–—―−－─━﹣﹘",
        "~": "～〜∼˜﹏",
        "(": "﹙⦅",
        ")": "﹚⦆",
        "[": "〔【［〖﹝",
        "]": "〕】］〗﹞",
        "<": "〈‹＜",
        ">": "〉›＞",
        "“": "「『〝",
        "”": "」』〞",
        ":": "﹕∶︰",
        ",": "﹐",
        ";": "﹔",
        ".": "﹒．",
        "。": "｡",
        "、": "﹑､",
        "·": "•‧∙・･",
        "〇": "○◯",
        "%": "﹪",
        "@": "﹫",
        "\n": "\r\u2028\u2029\x0b\x0c\x85",
    }
    for target, sources in groups.items():
        for source in sources:
            table[ord(source)] = target
    return table


FOLD_TABLE = _fold_table()


@dataclass(frozen=True, slots=True)
class Canonical:
    """A canonical text with its folded twin; `len(text) == len(folded)` always."""

    text: str
    folded: str

    @property
    def notice_id(self) -> str:
        """First 16 hex digits of the SHA-256 of the text in UTF-8; lone surrogates are kept apart, not refused."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def __len__(self) -> int:
        """Length in code points."""
        return len(self.text)


# An ASCII full stop behind a Chinese character ends a sentence; behind a numeral it belongs to an enumerator (一.).
_NUMERAL = "[一二三四五六七八九十]"
_ASCII_STOP = re.compile(
    r"\.(?![A-Za-z])"
    rf"(?:(?<=[\u4e00-\u9fff”》]\.)(?<!{_NUMERAL}\.)"
    rf"|(?<=[\u4e00-\u9fff]{_NUMERAL}\.)(?<![一二三四五六七八九十\n 。;:,(第]{_NUMERAL}\.))"
)
_TWINS = {chr(source): target for source, target in FOLD_TABLE.items()}


def fold(text: str) -> str:
    """`text` with every character replaced by its plain twin, length unchanged.

    A notice holds few of the characters that have a twin: one replacement each is much faster than `str.translate`. No
    twin is itself replaced by another, so their order is of no account.
    """
    for character in set(text) & _TWINS.keys():
        text = text.replace(character, _TWINS[character])
    return _ASCII_STOP.sub("。", text) if "." in text else text


def canonicalise(raw: str) -> Canonical:
    """The canonical text of a decoded file: BOM dropped, `\\r\\n` read as `\\n`, nothing else."""
    text = raw.removeprefix("\ufeff").replace("\r\n", "\n")
    return Canonical(text, fold(text))


_BLANK = re.compile(
    "[\\s" + "".join(re.escape(chr(code)) for code, twin in FOLD_TABLE.items() if twin.isspace()) + "]+"
)


def squeeze(text: str) -> str:
    """`text` without any white space (zero-width characters included): the form in which titles are published."""
    return _BLANK.sub("", text)
