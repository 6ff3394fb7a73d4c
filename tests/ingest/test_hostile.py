"""Inputs made to stop a run: each is a document with its own reason, soon, whatever its name says."""

import gzip
import io
import random
import time
import zipfile

import pytest

from support.formats import render
from support.word import W, docx_of, p
from taizhang.engine.process import process_document
from taizhang.ingest import ocr
from taizhang.ingest.collections import expand, is_collection
from taizhang.ingest.source import Source

NOTICE = "某县水利局党组关于巡察整改情况的通报\n根据安排，现将整改情况通报如下。\n一、关于学习不深入的问题\n整改情况：已完成。\n"
PDF = render(NOTICE * 6, "pdf", 1)
DOCX = render(NOTICE, "docx", 1)
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "哈">{ENTITIES}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def locked_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(72, 700, "locked")
    canvas.save()
    return out.getvalue()


def locked_word() -> bytes:
    """The container in which Word keeps a file with a password, as far as anyone looks."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    return head + "EncryptionInfo".encode("utf-16-le") + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le")


def bomb_part() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 40_000_000)
    return out.getvalue()


def spans() -> bytes:
    row = (
        '<tr><td colspan=9007199254740991 rowspan=9007199254740991>整改，情况；通报。</td><td colspan="-1">x</td></tr>'
    )
    return f"<html><body><table>{row * 3_000}</table></body></html>".encode()


def noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)


HOSTILE = {
    "empty.pdf": (b"", "empty"),
    "blank.txt": ("　\n \r\n".encode(), "empty"),
    "nul.txt": (b"\0" * 200_000, "binary"),
    "nul-inside.html": ("整改".encode() + b"\0\x01\x02" * 4_000, "binary"),
    "noise.docx": (noise(100_000), "binary"),
    "truncated.pdf": (PDF[: len(PDF) * 2 // 3], "truncated"),
    "head-only.pdf": (PDF[:9], "truncated"),
    "scrambled.pdf": (PDF[:200] + noise(3_000) + b"\n%%EOF\n", "malformed"),
    "locked.pdf": (locked_pdf(), "encrypted"),
    "locked.doc": (locked_word(), "encrypted"),
    "table.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000, "unsupported"),
    "truncated.docx": (DOCX[: len(DOCX) // 2], "malformed"),
    "laughs.docx": (docx_of(p("&a9;"), LAUGHS), "xml_entities"),
    "outside.docx": (docx_of(p("&f;"), OUTSIDE), "xml_entities"),
    "outside-numbers.docx": (docx_of(p("x"), numbering=f"{OUTSIDE}<w:numbering {W}/>"), "xml_entities"),
    "bomb.docx": (bomb_part(), "archive_ratio"),
    "deep.docx": (docx_of("<w:tbl><w:tr><w:tc>" * 3_000), "too_deep"),
    "deep.html": (b"<div>" * 100_000 + b"x", "too_deep"),
    "line.txt": ("长".encode() * 3_000_000, "line_too_long"),
    "large.txt": (b"a" * 30_000_000, "too_large"),
    "list.txt": (("（一）关于“《整改2024年第1是一是（1.①问题\n" * 120_000).encode(), "too_long"),
    "broken.png": (b"\x89PNG\r\n\x1a\n" + noise(500), ("malformed", "no_text")),
    "mail.eml": (
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nzz",
        ("empty", "not_a_notice"),
    ),
    "parts.mht": (
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        + b"--x\nContent-Type: text/css\n\na\n" * 2_100,
        "too_many_parts",
    ),
    "mixed.html": ("<p>整改".encode("gb18030") + b"\xff\xff" + "情况</p>".encode() * 40, "undecodable"),
    "spans.html": (spans(), ("not_a_notice", "too_many_nodes", "too_deep")),
    "sevenzip.docx": (b"7z\xbc\xaf\x27\x1c" + b"\0" * 40, "unsupported"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_row_with_its_reason_soon(name):
    data, code = HOSTILE[name]
    started = time.process_time()
    document = process_document(Source(name, data=data), None).document
    assert time.process_time() - started < 6
    found = (document.reason or "").partition(":")[0]
    codes = code if isinstance(code, tuple) else (code,)
    assert found in codes or document.outcome in codes, document.reason
    assert document.outcome != "quarantined" or "请" in (document.reason or "") or "所致" in (document.reason or "")


@pytest.mark.parametrize("suffix", [".txt", ".pdf", ".docx", ".html", ".zip", ""])
@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "eml"])
def test_a_wrong_name_changes_nothing(kind, suffix):
    text = NOTICE.replace("一、", "1.")
    right = process_document(Source("a", data=render(text, kind, 2)), None)
    wrong = process_document(Source(f"a{suffix}", data=render(text, kind, 2)), None)
    assert wrong.document.media_type == right.document.media_type
    assert wrong.document.outcome == "extracted"
    assert wrong.document.notice_id == right.document.notice_id


def test_rare_characters_of_a_page_that_declares_gb2312_are_kept():
    lines = NOTICE.replace("\n", "<br>")
    page = f"<html><head><meta charset=gb2312></head><body><p>{lines}朱镕、李喆；面积30㎡，丹麴镇。</p></body></html>"
    done = process_document(Source("a.html", data=page.encode("gb18030")), None)
    assert done.document.encoding == "gb18030"
    assert done.ledger is not None
    assert "朱镕、李喆；面积30㎡，丹麴镇。" in done.ledger.text.text


def test_bombs_of_archives_are_one_row_each():
    def zip_of(members):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return out.getvalue()

    layer = zip_of({"0.txt": b"\0" * 20_000_000})
    for _ in range(6):
        layer = zip_of({f"{n}.zip": layer for n in range(3)})
    started = time.process_time()
    found = list(expand(Source("bomb.zip", data=layer)))
    assert time.process_time() - started < 10
    assert {item.failure.code for item in found if item.failure} == {"too_deep"}
    (packed,) = expand(Source("a.gz", data=gzip.compress(b"\0" * 300_000_000, 1)))
    assert packed.failure is not None
    assert packed.failure.code in {"archive_ratio", "too_large"}


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_is_a_row_and_never_a_crash(seed, monkeypatch):
    """Bytes of good files changed or cut by chance; pages that lost their text are not recognised here, it takes long."""
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    chance = random.Random(seed)
    kind = chance.choice(["pdf", "docx", "html", "eml", "mhtml"])
    data = bytearray(render(NOTICE * 3, kind, seed % 5))
    for _ in range(chance.randrange(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]
    source = Source("damaged", data=bytes(data))
    for document in expand(source) if is_collection(source) else (source,):
        done = process_document(document, None).document
        assert not (done.reason or "").startswith("internal"), done.reason
