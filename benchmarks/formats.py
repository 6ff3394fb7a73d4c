"""Notices rendered into the formats in which they are published: a text in, the bytes of a file out.

Used by `same_rows.py`, by the tests of the readers and by whoever needs a corpus of many formats. Every variant comes
from a seeded `random.Random`, so the same text and seed give the same bytes (PDF apart from its time stamp, which is
fixed here too).
"""

from __future__ import annotations

import io
import json
import random
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from itertools import pairwise

from pages import html_page

CLOSERS = "，。；：！？、）》”’】,;:!?)]%"
OPENERS = "（《“‘【(["
_DATE_LINE = re.compile(r"\s*\d{4}年\d{1,2}月\d{1,2}日\s*")


@dataclass(frozen=True, slots=True)
class Parts:
    """A notice as its author set it: title lines, body lines, signature lines."""

    title: list[str]
    body: list[str]
    signature: list[str]
    date: str = "2024-09-03"


def page_date(text: str) -> str:
    """The day on which a site would have put the notice up: the last date it prints, else a fixed one."""
    found = re.findall(r"(20\d\d)年(\d{1,2})月(\d{1,2})日", text)
    year, month, day = map(int, found[-1]) if found else (2024, 9, 3)
    return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 28 else f"{year}-09-03"


def parts_of(text: str) -> Parts:
    """The title lines before the first sentence, and the short lines at the end."""
    lines = [line.strip(" \u3000\r") for line in text.split("\n") if line.strip(" \u3000\r\t")]
    head = 0
    while (
        head < min(4, len(lines)) and len(lines[head]) <= 60 and not re.search(r"[。：:]|^[一二三]、|\t", lines[head])
    ):
        head += 1
    tail = len(lines)
    while tail > head + 1 and len(lines) - tail < 3 and len(lines[tail - 1]) <= 30 and "。" not in lines[tail - 1]:
        if re.match(r"[一二三四五六七八九十（(\d]+[、.）)]|联系|电话|邮", lines[tail - 1]) and not _DATE_LINE.fullmatch(
            lines[tail - 1]
        ):
            break
        tail -= 1
    return Parts(lines[:head], lines[head:tail], lines[tail:], page_date(text))


# ---------------------------------------------------------------- paper


def units(text: str) -> list[str]:
    """What a typesetter does not part: Latin words and numbers whole, closing marks with what they close."""
    found: list[str] = []
    for match in re.finditer(r"[!-~]+|.", text):
        unit = match[0]
        if found and (unit[0] in CLOSERS or found[-1][-1] in OPENERS):
            found[-1] += unit
        else:
            found.append(unit)
    return found


def wrapped(text: str, width: float, measure, first: float = 0.0) -> list[str]:
    """`text` in lines no wider than `width`; the first has `first` less room."""
    lines, line, room = [], "", width - first
    for whole in units(text):
        unit = whole
        if line and measure(line + unit) > room:
            lines.append(line)
            line, room = "", width
        while measure(unit) > room and len(unit) > 1 and not line:
            cut = max(1, int(room / measure(unit) * len(unit)))
            lines.append(unit[:cut])
            unit, room = unit[cut:], width
        line += unit
    return [*lines, line] if line else lines


def to_pdf(text: str, rng: random.Random) -> bytes:
    """A PDF as word processors print it: centred title, indented paragraphs, page numbers, sometimes a running head."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    font = "STSong-Light"
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    wide, high = A4
    size = rng.choice([10.5, 12, 14, 16])
    pitch = size * rng.choice([1.4, 1.6, 1.8])
    left = rng.choice([72, 85, 60])
    right = wide - left
    indent = rng.choice([2, 2, 2, 0]) * size
    spacing = pitch * 0.6 if not indent else 0.0
    justify = rng.random() < 0.5
    shift = rng.choice([0, 0, 18])
    parts = parts_of(text)
    head = "".join(parts.title)[:24] if rng.random() < 0.6 else None
    number = rng.choice(["— {} —", "{}", "- {} -", "第 {} 页", "第 {0} 页 共 {1} 页"])
    state = {"page": 1, "y": high - 90}
    pages: list[list] = [[]]

    def put(x: float, line: str, at: float, spread: float = 0.0) -> None:
        pages[-1].append(("text", x, state["y"], line, at, spread))

    def down(step: float) -> None:
        state["y"] -= step
        if state["y"] < 80:
            pages.append([])
            state["y"] = high - 90

    def measure(at: float):
        return lambda line: pdfmetrics.stringWidth(line, font, at)

    big = size * 1.5
    for title in parts.title:
        for line in wrapped(title, right - left, measure(big)):
            put((wide - measure(big)(line)) / 2, line, big)
            down(big * 1.5)
    down(pitch)
    body = list(parts.body)
    while body:
        if "\t" in body[0]:
            rows = []
            while body and ("\t" in body[0] or (rows and len(body) > 1 and "\t" in body[1])):
                rows.append(body.pop(0).split("\t"))
            _draw_table(rows, pages, state, (left, right, high), (font, size * 0.8), pdfmetrics)
            continue
        paragraph = body.pop(0)
        lines = wrapped(paragraph, right - left, measure(size), indent)
        for index, line in enumerate(lines):
            x = left + (indent if index == 0 else 0)
            room = right - x - measure(size)(line)
            spread = room / max(len(line) - 1, 1) if justify and index + 1 < len(lines) and room < 3 * size else 0.0
            put(x, line, size, spread)
            down(pitch)
        if spacing:
            down(spacing)
    down(pitch)
    for line in parts.signature:
        put(right - measure(size)(line) - 2 * size, line, size)
        down(pitch)
    pages = [page for page in pages if page]
    for index, page in enumerate(pages, start=1):
        move = shift if index % 2 else 0
        canvas.setFont(font, 9)
        if head:
            canvas.drawString(left + move, high - 50, head)
            canvas.line(left + move, high - 54, right + move, high - 54)
        for item in page:
            if item[0] == "text":
                _, x, y, line, at, spread = item
                drawn = canvas.beginText(x + move, y)
                drawn.setFont(font, at)
                drawn.setCharSpace(spread)
                drawn.textOut(line)
                canvas.drawText(drawn)
            else:
                canvas.line(item[1] + move, item[2], item[3] + move, item[4])
        canvas.setFont(font, 10)
        canvas.drawCentredString(wide / 2 + move, 40, number.format(index, len(pages)))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_table(rows, pages, state, frame, type_, pdfmetrics) -> None:
    """A ruled table, its cells wrapped; a row is never parted by a page."""
    left, right, high = frame
    font, size = type_
    columns = max(map(len, rows))
    weights = [
        min(max(max((len(row[i]) for row in rows if len(row) == columns), default=1), 2) ** 0.6, 14)
        for i in range(columns)
    ]
    edges = [left]
    for weight in weights:
        edges.append(edges[-1] + (right - left) * weight / sum(weights))
    for row in rows:
        spans = list(pairwise(edges)) if len(row) == columns else [(left, right)] * 1
        cells = row if len(row) == columns else [" ".join(row)]
        texts = [
            wrapped(cell, b - a - 6, lambda line: pdfmetrics.stringWidth(line, font, size))
            for cell, (a, b) in zip(cells, spans, strict=True)
        ]
        tall = max(map(len, texts)) * size * 1.3 + 6
        if state["y"] - tall < 80:
            pages.append([])
            state["y"] = high - 90
        top, bottom = state["y"] + size, state["y"] + size - tall
        for (a, b), lines in zip(spans, texts, strict=True):
            for index, line in enumerate(lines):
                pages[-1].append(("text", a + 3, top - 3 - size - index * size * 1.3 + 2, line, size, 0.0))
            for x in (a, b):
                pages[-1].append(("line", x, top, x, bottom))
        for y in (top, bottom):
            pages[-1].append(("line", left, y, right, y))
        state["y"] -= tall
    state["y"] -= size * 2


# ---------------------------------------------------------------- Word

_LEVELS = (
    (re.compile(r"([一二三四五六七八九十]{1,3})(、)"), "", 0),
    (re.compile(r"[（(]([一二三四五六七八九十]{1,3})([）)])"), "(", 1),
    (re.compile(r"(\d{1,2})([.．、])(?!\d)"), "", 2),
)


def to_docx(text: str, rng: random.Random) -> bytes:
    """A Word file: titles centred, runs broken at odd places, tab rows as tables, sometimes automatic numbers."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = Document()
    parts = parts_of(text)
    for line in parts.title:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).font.size = Pt(22)
    numbering = _Numbering(document, parts.body) if rng.random() < 0.7 else None
    body = list(parts.body)
    while body:
        if "\t" in body[0]:
            rows = []
            while body and ("\t" in body[0] or (rows and len(body) > 1 and "\t" in body[1])):
                rows.append(body.pop(0).split("\t"))
            _add_table(document, rows)
            continue
        line = body.pop(0)
        paragraph = document.add_paragraph()
        if numbering is not None:
            line = numbering.take(paragraph, line)
        _add_runs(paragraph, line, rng)
    for line in parts.signature:
        paragraph = document.add_paragraph(line)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_runs(paragraph, line: str, rng: random.Random) -> None:
    at = 0
    while at < len(line):
        step = rng.choice([3, 7, 40, 200])
        run = paragraph.add_run(line[at : at + step])
        run.bold = rng.random() < 0.2
        at += step


def _add_table(document, rows: list[list[str]]) -> None:
    columns = max(map(len, rows))
    table = document.add_table(rows=0, cols=columns)
    table.style = "Table Grid"
    for row in rows:
        cells = table.add_row().cells
        if len(row) == columns:
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
        else:
            cells[0].merge(cells[-1]).text = " ".join(row)


class _Numbering:
    """A list of three levels as Word numbers it; a line is numbered by it only where the number comes out as printed."""

    def __init__(self, document, body: list[str]) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        self.counters = [0, 0, 0]
        self.styles: list[tuple[str, str] | None] = [None, None, None]
        for line in body:
            for pattern, _, level in _LEVELS:
                match = pattern.match(line)
                if match and self.styles[level] is None:
                    self.styles[level] = (match[0][: match.start(1)], match[2])
        formats = ("chineseCountingThousand", "chineseCountingThousand", "decimal")
        levels = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{formats[n]}"/><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{(style or ("", "、"))[0]}%{n + 1}{(style or ("", "、"))[1]}"/></w:lvl>'
            for n, style in enumerate(self.styles)
        )
        root = document.part.numbering_part.element
        root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))

    def take(self, paragraph, line: str) -> str:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        for pattern, _, level in _LEVELS:
            match = pattern.match(line)
            if not match or self.styles[level] != (match[0][: match.start(1)], match[2]):
                continue
            if _value(match[1]) != self.counters[level] + 1 or match[0] != match[0][: match.end()]:
                return line
            self.counters[level] += 1
            self.counters[level + 1 :] = [0] * (2 - level)
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
            )
            return line[match.end() :]
        return line


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    digits = "一二三四五六七八九"
    tens, _, ones = numeral.partition("十")
    if "十" not in numeral:
        return digits.index(numeral) + 1 if len(numeral) == 1 else -1
    return (digits.index(tens) + 1 if tens else 1) * 10 + (digits.index(ones) + 1 if ones else 0)


# ---------------------------------------------------------------- text, web, mail


def to_text(text: str, rng: random.Random) -> bytes:
    """Plain text in one of the encodings of the field."""
    if rng.random() < 0.3:
        text = text.replace("\n", "\r\n")
    return text.encode(rng.choice(["utf-8", "utf-8-sig", "gb18030"]))


def to_html(text: str, rng: random.Random, encoding: str | None = None) -> bytes:
    """A web page in the manner of some content management system."""
    encoding = encoding or rng.choice(["utf-8", "gb2312", "gb18030"])
    page = html_page(parts_of(text), rng, encoding)
    return page.encode("gb18030" if encoding.startswith("gb") else encoding)


def to_mhtml(text: str, rng: random.Random) -> bytes:
    """A page saved whole by a browser."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "<Saved by Blink>"
    message["Subject"] = "saved page"
    message["MIME-Version"] = "1.0"
    encoding = rng.choice(["utf-8", "gb2312"])
    page = html_page(parts_of(text), rng, encoding).encode("utf-8" if encoding == "utf-8" else "gb18030")
    message.set_content(page, maintype="text", subtype="html", cte="quoted-printable")
    message.replace_header("Content-Type", "text/html")
    message["Content-Location"] = "https://www.example.gov.cn/art/1.html"
    message.make_related()
    message.add_related(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", cid="<a>")
    return message.as_bytes()


def to_eml(text: str, rng: random.Random) -> bytes:
    """A mail with the notice as its text."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "office@example.gov.cn"
    message["Subject"] = "".join(parts_of(text).title)[:60].replace("\t", " ") or "通报"
    message.set_content(text, charset=rng.choice(["utf-8", "gb18030"]), cte="base64")
    if rng.random() < 0.5:
        message.add_alternative(html_page(parts_of(text), rng, "utf-8"), subtype="html")
    return message.as_bytes()


def to_jsonl(text: str, rng: random.Random) -> bytes:
    """A row of a collection."""
    return json.dumps({"url": "site/1", "text": text}, ensure_ascii=rng.random() < 0.5).encode()


RENDERERS = {
    "txt": to_text,
    "html": to_html,
    "pdf": to_pdf,
    "docx": to_docx,
    "mhtml": to_mhtml,
    "eml": to_eml,
}
SUFFIXES = {"txt": ".txt", "html": ".html", "pdf": ".pdf", "docx": ".docx", "mhtml": ".mht", "eml": ".eml"}


def render(text: str, kind: str, seed: int) -> bytes:
    """`text` as a file of `kind`, one of `RENDERERS`, in the variant that `seed` gives."""
    return RENDERERS[kind](text, random.Random(f"{kind}:{seed}"))
