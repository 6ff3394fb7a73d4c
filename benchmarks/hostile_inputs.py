"""Inputs made to stop a run: a kind and a number in, a file out, with what must become of it.

Each number gives other bytes, so that none is a copy of another. `healthy` inputs look hostile and are none: they must
be extracted. `MISBEHAVES` opens the inputs that the reader of `hostile_reader.py` hangs on, dies of or never stops
allocating for: no input is known that makes the real readers do so.
"""

from __future__ import annotations

import gzip
import io
import random
import sys
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from formats import parts_of, render
from generated import ROOT
from pages import html_page

sys.path.insert(0, str(ROOT / "tests"))

from support.notices import honest
from support.word import W, docx_of, p

MISBEHAVES = b"\nTEST READER: "
RARE = "朱镕、李喆、王玥、赵堃、丹麴镇、㙟口村、𠮷田；面积30㎡。"
_OWN = 900_000  # numbers of the notices used here: none of them is in a corpus


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file, the codes of its reason that are right (empty: any), and the notice that a healthy one must give."""

    name: str
    data: bytes
    codes: tuple[str, ...] = ()
    healthy: str | None = None


def _notice(number: int) -> str:
    return honest(_OWN + number).text


def _noise(number: int, size: int) -> bytes:
    return random.Random(number).randbytes(size)


def truncated_pdf(number: int) -> Hostile:
    data = render(_notice(number), "pdf", number)
    return Hostile("truncated.pdf", data[: len(data) * random.Random(number).randrange(30, 95) // 100])


def truncated_docx(number: int) -> Hostile:
    data = render(_notice(number), "docx", number)
    return Hostile("truncated.docx", data[: len(data) // 2], ("malformed",))


def scrambled_pdf(number: int) -> Hostile:
    return Hostile("scrambled.pdf", b"%PDF-1.4\n" + _noise(number, 30_000) + b"\n%%EOF\n")


def pdf_of_itself(number: int) -> Hostile:
    """A tree of pages whose branch is its root."""
    body = f"%PDF-1.4\n%{number}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    body += "2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100000000>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    return Hostile("itself.pdf", body.encode())


def _zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def zip_bomb(number: int) -> Hostile:
    return Hostile("bomb.zip", _zip_of({f"{number}.txt": b"\0" * 60_000_000}), ("archive_ratio",))


def nested_zip_bomb(number: int) -> Hostile:
    layer = _zip_of({f"{number}.txt": b"\0" * 20_000_000})
    for _ in range(6):
        layer = _zip_of({f"{branch}.zip": layer for branch in range(3)})
    return Hostile("nested.zip", layer, ("too_deep", "archive_ratio"))


def gzip_bomb(number: int) -> Hostile:
    data = gzip.compress(b"\0" * 60_000_000, 1, mtime=number)
    return Hostile("bomb.html.gz", data, ("archive_ratio", "too_large"))


def truncated_tar(number: int) -> Hostile:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = 400_000
        archive.addfile(entry, io.BytesIO(_noise(number, entry.size)))
    return Hostile("truncated.tar.gz", out.getvalue()[:150_000])


def laughs(number: int) -> Hostile:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "哈{number}">{entities}]>'
    return Hostile("laughs.docx", docx_of(p("&a9;"), head), ("xml_entities",))


def outside(number: int) -> Hostile:
    head = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    if number % 2:
        return Hostile("xxe.docx", docx_of(p(f"{number}&f;"), head), ("xml_entities",))
    parts = {"numbering": f"{head}<w:numbering {W}/>"}
    return Hostile("xxe-part.docx", docx_of(p(f"{number}"), **parts), ("xml_entities",))


def part_bomb(number: int) -> Hostile:
    return Hostile("part.docx", _zip_of({"word/document.xml": b" " * (40_000_000 + number)}), ("archive_ratio",))


def locked_pdf(number: int) -> Hostile:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(72, 700, f"locked {number}")
    canvas.save()
    return Hostile("locked.pdf", out.getvalue(), ("encrypted",))


def locked_zip(number: int) -> Hostile:
    """A zip whose member is marked as encrypted, and is noise."""
    data = bytearray(_zip_of({"a.txt": _noise(number, 5_000)}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return Hostile("locked.zip", bytes(data), ("encrypted",))


def locked_docx(number: int) -> Hostile:
    """The container in which Word keeps a file with a password, as far as anyone looks."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    words = "EncryptionInfo".encode("utf-16-le") + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le")
    return Hostile("locked.docx", head + words + _noise(number, 3_000), ("encrypted",))


def long_line(number: int) -> Hostile:
    return Hostile("line.txt", f"{number}长".encode() * 1_500_000, ("line_too_long", "too_large"))


def huge_line(number: int) -> Hostile:
    return Hostile("huge.txt", f"{number}整改".encode().ljust(10, b"a") * 20_000_001, ("too_large",))


def deep_html(number: int) -> Hostile:
    return Hostile("deep.html", f"<p>{number}".encode() + b"<div>" * 100_000 + "整改情况".encode(), ("too_deep",))


def endless_span(number: int) -> Hostile:
    row = '<tr><td colspan=9007199254740991 rowspan=9007199254740991>气温，风力</td><td colspan="-1">x</td></tr>'
    return Hostile("span.html", f"<html><body><p>{number}<table>{row * 3_000}</table></body></html>".encode())


def endless_list(number: int) -> Hostile:
    """As large as a text may be, and of nothing but openings: numbers, quotes, brackets, dates that never end."""
    line = f"（一）关于“《整改{number}年第1是一是（1.①问题2024年"
    return Hostile(
        "list.txt",
        "\n".join([line * 20] * 12_000).encode()[:19_000_000].decode("utf-8", "ignore").encode(),
        ("too_long",),
    )


def empty(number: int) -> Hostile:
    return Hostile("empty.pdf", b"", ("empty",)) if number % 2 else Hostile("blank.txt", "　\n \r\n".encode() * number)


def nul_bytes(number: int) -> Hostile:
    return Hostile("nul.html", f"整改{number}".encode() + b"\0\x01\x02" * 40_000, ("binary",))


def noise(number: int) -> Hostile:
    return Hostile("noise.docx", _noise(number, 200_000), ("binary", "malformed", "undecodable"))


def _of_the_reader(what: str, *codes: str) -> Callable[[int], Hostile]:
    return lambda number: Hostile(f"{what}.txt", f"{number}".encode() + MISBEHAVES + what.encode(), codes)


def rare_characters(number: int) -> Hostile:
    """A page that declares gb2312 and has characters that only gb18030 has: healthy."""
    text = f"{_notice(number).rstrip()}\n{RARE}\n"
    page = html_page(parts_of(text), random.Random(number), "gb2312", "trs")
    return Hostile("rare.html", page.encode("gb18030"), healthy=text)


def wrong_name(number: int) -> Hostile:
    """A file of one format named as another: healthy."""
    kind, suffix = (("pdf", ".html"), ("docx", ".pdf"), ("html", ".txt"), ("txt", ".docx"))[number % 4]
    text = _notice(number)
    return Hostile(f"wrong{suffix}", render(text, kind, number), healthy=text)


HUGE = "huge_line"  # 200 MB each: one in a corpus is enough
KINDS: dict[str, Callable[[int], Hostile]] = {
    HUGE: huge_line,
    "sleeps": _of_the_reader("sleeps", "timeout"),
    "allocates": _of_the_reader("allocates", "memory", "timeout"),  # the latter on a busy machine
    "dies": _of_the_reader("dies", "crashed"),
    **{
        maker.__name__: maker
        for maker in (
            truncated_pdf, truncated_docx, scrambled_pdf, pdf_of_itself, zip_bomb, nested_zip_bomb, gzip_bomb,
            truncated_tar, laughs, outside, part_bomb, locked_pdf, locked_zip, locked_docx, long_line, deep_html,
            endless_span, endless_list, empty, nul_bytes, noise, rare_characters, wrong_name,
        )
    },
}  # fmt: skip
