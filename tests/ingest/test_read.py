import datetime as dt
import hashlib

import pytest

from taizhang.errors import DocumentError
from taizhang.ingest.read import read_page
from taizhang.ingest.source import Source
from taizhang.settings import limit


def read(data: bytes, name: str = "通报.txt", **hints):
    return read_page(Source(name, data=data, **hints), data)


def test_plain_text_is_kept_to_the_character():
    text = "\ufeff第一行\r\n\r\n　　第二行 \t１２３\n尾"
    page = read(text.encode())
    assert page.canonical.text == "第一行\n\n　　第二行 \t１２３\n尾"
    document = page.document
    assert (document.media_type, document.encoding, document.encoding_source) == ("text/plain", "utf-8", "bom")
    assert document.document_id == hashlib.sha256(text.encode()).hexdigest()
    assert document.size_bytes == len(text.encode())


def test_a_web_page_is_known_by_its_content_not_by_its_name():
    page = read(b"<!DOCTYPE html><html><body><p>\xe6\x95\xb4\xe6\x94\xb9</p></body></html>")
    assert (page.document.media_type, page.canonical.text) == ("text/html", "整改")


def test_angle_brackets_in_plain_text_make_no_page():
    text = "根据《关于<巡察整改>的通知》，<br>写法不同。"
    assert read(text.encode()).canonical.text == text


def test_a_fragment_of_html_is_a_page():
    text = "<p>第一段，整改</p><p>第二段，落实</p><div>第三段</div>"
    assert read(text.encode(), "x.html").canonical.text == "第一段，整改\n第二段，落实\n第三段"
    assert read(text.encode(), "rows.jsonl").document.media_type == "text/html"


def test_what_the_collection_says_goes_before_what_the_page_says():
    head = b'<head><title>A</title><meta name="PubDate" content="2023-01-01"></head>'
    data = b"<html>" + head + b"<body>\xe6\x96\x87</body></html>"
    document = read(data, page_title="题", published_at=dt.date(2022, 2, 2), encoding="utf-8").document
    assert (document.page_title, document.published_at, document.encoding_source) == (
        "题",
        dt.date(2022, 2, 2),
        "collection",
    )


def test_kinds_that_are_not_read_are_named_with_a_remedy():
    for data, word in ((b"PK\x03\x04....", "压缩包"), (b"PAR1xx", "Parquet"), (b"Rar!\x1a\x07\0", "RAR")):
        with pytest.raises(DocumentError, match=word) as caught:
            read(data, "文件.txt")
        assert caught.value.code == "unsupported"
        assert "请" in (caught.value.remedy or "")


def test_a_line_of_thirty_megabytes_is_refused():
    with pytest.raises(DocumentError, match=r"30\.0 MB") as caught:
        read(b"a" * 30_000_000)
    assert caught.value.code == "too_large"


def test_a_line_longer_than_any_document_has_is_refused():
    with pytest.raises(DocumentError, match="a line too long") as caught:
        read(("短行\n" + "长" * (limit("line_chars") + 1)).encode())
    assert caught.value.code == "line_too_long"


def test_a_long_text_of_ordinary_lines_is_read():
    assert len(read(("整改情况：已完成。\n" * 250_000).encode()).canonical) == 2_500_000
