import io
import zipfile

import pytest

from taizhang.errors import DocumentError
from taizhang.ingest.content import locate
from taizhang.ingest.read import read_page
from taizhang.ingest.source import Source

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
LINE = "根据县委统一部署县委第二巡察组对水利局党组开展了巡察并反馈了意见"


def ofd_of(*pages: list[tuple[float, float, str]], head: str = "") -> bytes:
    """Pages of (x, y of the base line, text) in millimetres; characters five wide, digits half."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "OFD.xml",
            f"{head}<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        archive.writestr("Doc_0/Document.xml", f"<ofd:Document {OFD}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>")
        for number, page in enumerate(pages):
            objects = "".join(
                f'<ofd:TextObject Boundary="{x} {y - 5} 180 6" Size="5"><ofd:TextCode X="0" Y="5" '
                f'DeltaX="g {len(text) - 1} 5">{text}</ofd:TextCode></ofd:TextObject>'
                for x, y, text in page
            )
            archive.writestr(
                f"Doc_0/Pages/Page_{number}/Content.xml",
                f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>",
            )
    return out.getvalue()


def read(data: bytes):
    return read_page(Source("x.ofd", data=data), data)


def test_text_objects_become_paragraphs_with_their_places():
    first = [(30, 40, LINE[:30]), *((20, 48 + 8 * n, LINE) for n in range(7)), (20, 104, "现将情况通报如下。")]
    second = [(30, 40, "一、关于学习不深入的问题"), (30, 48, "整改情况：已完成。")]
    page = read(ofd_of(first, second))
    assert page.document.media_type == "application/ofd"
    lines = page.canonical.text.split("\n")
    assert lines == [LINE[:30] + LINE * 7 + "现将情况通报如下。", "一、关于学习不深入的问题", "整改情况：已完成。"]
    (place,) = locate(page.content.origin, page.canonical.text.index("关于学习"))
    assert (place.page, place.offset) == (2, 2)


def test_empty_broken_and_hostile_files_have_their_reasons():
    for data, code in (
        (ofd_of([]), "empty"),
        (ofd_of([(1, 1, "x")], head="<!DOCTYPE x [<!ENTITY a 'b'>]>"), "xml_entities"),
        (ofd_of([(1, 1, "x")]).replace(b"Doc_0/Document.xml", b"Doc_9/Document.xml", 1), "malformed"),
    ):
        with pytest.raises(DocumentError) as caught:
            read(data)
        assert caught.value.code == code
