"""Telephone numbers of mainland China as notices print them, in international form.

`phonenumbers` formats and judges; this module prepares what it can not take: dashes of every kind, brackets, 转801,
numbers without an area code, short codes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

_EXTENSION = re.compile(r"(?:转|分机号?:?|-(?=\d{1,4}$)|ext\.?)\s?(\d{1,6})$", re.IGNORECASE)
_NOT_DIGIT = re.compile(r"\D")
_AREA = re.compile(r"\(?(?:\+?86[- ]?)?(0(?:10|2\d|[3-9]\d\d))\)?")
# services with a number of their own: 12380, 12345, 96xxx, 110; dialled alone or behind an area code
_SHORT = re.compile(r"(?:1(?:10|14|19|2[02])|12[0-9]\d{2}|9[56]\d{3,4}|100\d{2}|11[04689]|16\d{3})")
# 86-355-7844596: the country code takes the place of the leading 0
_COUNTRY = re.compile(r"^\+?86[- ]{0,2}\(?(?=(?:10|2\d|[3-9]\d\d)[-) ]{1,2}\d{7,8}(?!\d))")
MASK = "*"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in international form (None when it is masked or lacks its area code) and whether it can be dialled."""

    normalised: str | None
    valid: bool | None


def area_code(printed: str) -> str | None:
    """The area code with its leading 0 that a folded number prints: 0355-7844596 → 0355."""
    digits = _COUNTRY.sub("0", _EXTENSION.sub("", printed.strip()))
    found = _AREA.match(digits)
    if found is None or len(_NOT_DIGIT.sub("", digits[found.end() :])) < 5:
        return None
    return found[1]


def normalise_phone(printed: str, area: str | None = None) -> Phone:
    """`printed` (folded) as +86 355 784 4596, an extension behind ` ext. `; `area` serves a number without its own.

    A masked number is null and invalid. A local number whose area code nobody tells is null, its validity unknown.
    A short code (12380) stays as it is; behind an area code it becomes +86 571 12380.
    """
    printed = printed.strip()
    if MASK in printed or re.search(r"[xX]{2}", printed):
        return Phone(None, False)
    printed = _COUNTRY.sub("0", printed)
    extension = _EXTENSION.search(printed)
    main = (
        printed[: extension.start()]
        if extension and len(_NOT_DIGIT.sub("", printed[: extension.start()])) >= 7
        else printed
    )
    tail = f" ext. {extension[1]}" if extension and main != printed else ""
    own = area_code(main)
    digits = _NOT_DIGIT.sub("", main)
    if own is not None:
        subscriber = digits[digits.index(own) + len(own) :]
        if _SHORT.fullmatch(subscriber):
            return Phone(f"+86 {own[1:]} {subscriber}{tail}", True)
        return _landline(own, subscriber, tail)
    if _SHORT.fullmatch(digits):
        return Phone(digits + tail, True)
    if len(digits) in (7, 8) and not digits.startswith(("400", "800")):
        return Phone(None, None) if area is None else _landline(area, digits, tail)
    return _format(digits, tail)


def _landline(area: str, subscriber: str, tail: str) -> Phone:
    """Grouped by hand: `phonenumbers` leaves numbers that it does not hold for valid in one piece."""
    checked = _format(area + subscriber, "")
    if len(subscriber) not in (6, 7, 8):
        return Phone(checked.normalised and checked.normalised + tail, checked.valid)
    cut = len(subscriber) - 4
    groups = f"{subscriber[:cut]} {subscriber[cut:]}" if cut > 2 else subscriber
    return Phone(f"+86 {area[1:]} {groups}{tail}", checked.valid)


def _format(digits: str, tail: str) -> Phone:
    if len(digits) > 13 or len(digits) < 7:
        return Phone(None, False)
    try:
        number = phonenumbers.parse(digits.removeprefix("86") if len(digits) == 13 else digits, "CN")
    except NumberParseException:
        return Phone(None, False)
    text = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    return Phone(text + tail, phonenumbers.is_valid_number(number))
