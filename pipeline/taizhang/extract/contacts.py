"""Contacts of the notice: from its closing words and contact block, never from the footer of the site."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass

from taizhang.extract import contact_forms as forms
from taizhang.extract.contact_blocks import contact_blocks
from taizhang.normalise.phones import MASK, area_code, normalise_phone
from taizhang.outline.unit import Outline
from taizhang.records import Contact
from taizhang.text import Canonical

_ADDRESS_END = re.compile(r"[;。\n]")
_LABEL_END = re.compile(r"\s{0,2}[:为在]?[ ]{0,3}\n?[ ]{0,4}")
_BEFORE_LABEL = " ,、;。(\n\t)"
_PLACE = re.compile(r"[一-鿿]{2,30}?[省市县区镇乡路街道号楼]")
_LONGEST_TAKEN = 400  # no contact, date or web address is longer
_LONGEST_ADDRESS = 90
_TRIM = " ,、;:。(\n\t"
_NORMALISED = frozenset({"phone", "fax", "email"})  # the other kinds stay as printed
# (传真) behind the number; not (传真0355-7844597), which names the next one
_FAX_BEHIND = re.compile(r"[ ]?(?:[(]传真[)](?!:)|[(]?传真(?![)]?[ ]?[:为]?[ ]?[(]?\d|[:为]))")
_PHONE_BEHIND = re.compile(r"[ ]?[(](?:办公|值班|监督|联系)?(?:电话|手机|座机)[)]")
_PHONE_LABELS = ("phone", "both", "fax", "person")


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    start: int
    end: int
    normalised: str | None
    valid: bool | None


def extract_contacts(doc: Canonical, outline: Outline) -> tuple[Contact, ...]:
    """Contacts in text order. Phones are in international form; masked ones are null and invalid."""
    found: list[_Found] = []
    for start, end in contact_blocks(doc, outline):
        found.extend(_Block(doc.folded, start, end).read())
    found.sort(key=lambda item: (item.start, item.end))
    return tuple(
        Contact(
            "",
            item.kind,
            doc.text[item.start : item.end],
            item.normalised if item.kind in _NORMALISED else doc.text[item.start : item.end].replace("\n", ""),
            item.valid,
            item.start,
            item.end,
        )
        for item in found
    )


class _Block:
    """Reads one block; what one kind has taken, no other takes again."""

    def __init__(self, folded: str, start: int, end: int) -> None:
        self.folded, self.start, self.end = folded, start, end
        self.text = folded[start:end]
        self.taken: list[tuple[int, int]] = []
        self.found: list[_Found] = []
        self.labels = [
            (match.start(), match.end(), match.lastgroup or "")
            for match in forms.LABEL.finditer(folded, start, end)
            if not _told_behind(folded, match)
        ]
        self.label_ends = [end for _, end, _ in self.labels]

    def read(self) -> list[_Found]:
        """All contacts of the block."""
        if "@" in self.text or "#" in self.text or "at" in self.text:
            self._emails()
        if "http" in self.text or "www." in self.text:
            self._reserve(forms.URL)
        self._hours()
        self._reserve(forms.DATE)
        if "箱" in self.text:
            self._mailboxes()
        if "编" in self.text or "码" in self.text:
            self._postcodes()
        self._phones()
        self._addresses()
        self._persons()
        return self.found

    def _free(self, start: int, end: int) -> bool:
        low = bisect_left(self.taken, (start - _LONGEST_TAKEN,))
        return all(last <= start for _, last in self.taken[low : bisect_left(self.taken, (end,), low)])

    def _take(self, kind: str, start: int, end: int, normalised: str | None = None, valid: bool | None = True) -> None:
        while end > start and self.folded[end - 1] in _TRIM:
            end -= 1
        if end > start and self._free(start, end):
            self.found.append(_Found(kind, start, end, normalised, valid))
            insort(self.taken, (start, end))

    def _reserve(self, pattern: re.Pattern[str]) -> None:
        for match in pattern.finditer(self.folded, self.start, self.end):
            insort(self.taken, match.span())

    def _emails(self) -> None:
        for match in forms.EMAIL.finditer(self.folded, self.start, self.end):
            text = re.sub(r"\s", "", match.group()).lower()
            masked = MASK in text
            plain = re.sub(r"#|\(at\)|\[at\]", "@", text)
            self._take("email", *match.span(), None if masked else plain, not masked)

    def _hours(self) -> None:
        for match in forms.HOURS.finditer(self.folded, self.start, self.end):
            start, end = match.span()
            # (8:00-18:00) stands in brackets of the clause; 工作日(8:00-12:00) owns them
            if self.folded[start] == "(":
                start, end = start + 1, end - (self.folded[end - 1] == ")")
            self._take("hours", start, end)
        for match in forms.HOURS_LABEL.finditer(self.folded, self.start, self.end):
            if re.search(r"工作日|周|星期|上午|下午", match["value"]) and not re.search(r"\d月|年", match["value"]):
                self._take("hours", *match.span("value"))

    def _mailboxes(self) -> None:
        for match in forms.MAILBOX_LABEL.finditer(self.folded, self.start, self.end):
            value = match["value"]
            if forms.PHONE.fullmatch(value):
                continue
            # 邮政信箱:中山路5号 names a street, whatever its label says
            street = forms.STREET.search(value) is not None and "箱" not in value
            self._take("address" if street else "mailbox", *match.span("value"))
        for match in forms.MAILBOX.finditer(self.folded, self.start, self.end):
            self._take("mailbox", *match.span())

    def _postcodes(self) -> None:
        for match in forms.POSTCODE.finditer(self.folded, self.start, self.end):
            self._take("postcode", *match.span("value"))

    def _label_before(self, position: int) -> tuple[str, int]:
        """Kind of the label that leads `position`, and the distance to it."""
        index = bisect_right(self.label_ends, position) - 1
        return (self.labels[index][2], position - self.label_ends[index]) if index >= 0 else ("", 10**6)

    def _phones(self) -> None:
        area, last_end = None, self.start
        numbers = list(forms.PHONE.finditer(self.folded, self.start, self.end))
        known = _only_area(numbers)
        for match in numbers:
            start, end = match.span()
            if not self._free(start, end):
                continue
            label, distance = self._label_before(start)
            gap = self.folded[last_end:start]
            if "\n" in gap or "。" in gap:
                area = None
            form = match.lastgroup
            led = (label in _PHONE_LABELS and distance <= 40) or (area is not None and len(gap) <= 30)
            if form in ("local", "short") and not led:
                continue
            if form == "masked" and label not in ("", *_PHONE_LABELS):
                continue
            surface = match.group()
            start, end, surface = _unbracketed(start, end, surface)
            phone = normalise_phone(surface.replace(" ", "") if form == "apart" else surface, area or known)
            fax = label == "fax" or _FAX_BEHIND.match(self.folded, match.end(), self.end) is not None
            fax = fax and _PHONE_BEHIND.match(self.folded, match.end(), self.end) is None
            self._take("fax" if fax else "phone", start, end, phone.normalised, phone.valid)
            area, last_end = area_code(surface) or area, end

    def _addresses(self) -> None:
        for start, label_end, kind in self.labels:
            if kind != "address" or not self._free(start, label_end):
                continue
            match = _LABEL_END.match(self.folded, label_end, self.end)
            begin = match.end() if match else label_end
            if begin == label_end and label_end - start <= 2 and not self._clause_of_address(start, begin):
                continue
            self._address(begin, label_end)
        for match in forms.BARE_ADDRESS.finditer(self.folded, self.start, self.end):
            self._take("address", *match.span("value"))
        for match in forms.CODE_BEHIND.finditer(self.folded, self.start, self.end):
            if any(item.kind == "address" and item.end == match.start() for item in self.found):
                self._take("postcode", *match.span("value"))

    def _clause_of_address(self, start: int, begin: int) -> bool:
        """Whether 地址 without a colon leads an address: ,地址郫都区望丛中路998号."""
        return self.folded[start - 1] in _BEFORE_LABEL and _PLACE.match(self.folded, begin, self.end) is not None

    def _address(self, begin: int, label_end: int) -> None:
        stop = _ADDRESS_END.search(self.folded, begin, self.end)
        end = min(stop.start() if stop else self.end, begin + _LONGEST_ADDRESS)
        if stop and stop.group() == "\n" and (rest := forms.CUT_ADDRESS.match(self.folded, begin, self.end)):
            stop = _ADDRESS_END.search(self.folded, rest.end(), self.end)
            end = min(stop.start() if stop else self.end, begin + _LONGEST_ADDRESS)
        # the address ends where the next label or another contact begins
        index = bisect_left(self.label_ends, label_end + 1)
        while index < len(self.labels) and (start := self.labels[index][0]) < end:
            if label_end < start and self.labels[index][2] != "hours" and self._separated(start):
                end = start
            index += 1
        following = bisect_left(self.taken, (begin + 1,))
        if following < len(self.taken):
            end = min(end, self.taken[following][0])
        if tail := forms.ADDRESS_TAIL.search(self.folded, begin, end):
            end = tail.start()
        end = begin + len(self.folded[begin:end].rstrip(_TRIM))
        if code := forms.BARE_POSTCODE.search(self.folded, begin, end):
            self._take("postcode", *code.span("value"))
            end = code.start()
        value = self.folded[begin:end].strip(_TRIM)
        if len(value) >= 3 and not value.isascii() and not re.search(r"[xX*]{2}", value):
            first = self.folded.index(value, begin)
            self._take("address", first, first + len(value))

    def _separated(self, position: int) -> bool:
        """Whether a label at `position` opens a clause: 电话 in 路电话局2号 does not."""
        before, after = self.folded[position - 1], self.folded[position : position + 14]
        return before in _BEFORE_LABEL or ":" in after

    def _persons(self) -> None:
        for match in forms.PERSON.finditer(self.folded, self.start, self.end):
            if not forms.NOT_PERSON.search(match["value"]):
                self._take("person", *match.span("value"))
            if match["more"]:
                self._take("person", match.start("more") + 1, match.end("more"))
        for match in forms.FIND.finditer(self.folded, self.start, self.end):
            if not forms.NOT_PERSON.search(match["value"]):
                self._take("person", *match.span("value"))
        for match in forms.CALLED.finditer(self.folded, self.start, self.end):
            self._take("person", *match.span("value"))


def _told_behind(folded: str, label: re.Match[str]) -> bool:
    """Whether a label in brackets tells what the number before it is: 0578-6812345(传真), not what follows."""
    opened = folded[max(0, label.start() - 3) : label.start()].replace(" ", "")
    return opened[-1:] == "(" and opened[-2:-1].isdigit() and folded.startswith(")", label.end())


def _only_area(numbers: list[re.Match[str]]) -> str | None:
    """The area code that the numbers of a block print, when they print one."""
    areas = {area_code(match.group()) for match in numbers} - {None}
    return areas.pop() if len(areas) == 1 else None


def _unbracketed(start: int, end: int, surface: str) -> tuple[int, int, str]:
    """Drop a bracket that belongs to the clause: the first of (0931-12380,8288453)."""
    if surface.startswith("(") and ")" not in surface:
        return start + 1, end, surface[1:]
    if surface.endswith(")") and "(" not in surface:
        return start, end - 1, surface[:-1]
    return start, end, surface
