import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.errors import DocumentError
from taizhang.ingest.decode import declared_in, decode

PLAIN = "根据县委统一部署，县委第二巡察组对水利局党组开展了巡察。现将整改情况予以公布。\n1.关于学习不深入的问题。\n"
# ordinary names and areas that gb2312 does not have
RARE = "镕喆堃䶮祎玥珺昇彧瞭囍㎡€𠮷——·"


def page(charset: str, text: str) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    return f"<html><head>{meta}</head><body>{text}</body></html>"


@pytest.mark.parametrize("label", ["gb2312", "GB2312", "gbk", "GBK", "cp936", "x-gbk", "gb18030"])
def test_every_gb_label_is_read_as_gb18030_and_drops_nothing(label):
    text = page(label, PLAIN + RARE)
    found = decode(text.encode("gb18030"), name="x")
    assert (found.text, found.encoding, found.source) == (text, "gb18030", "declared")


def test_a_page_saved_again_as_utf8_keeps_its_old_label():
    text = page("gb2312", PLAIN + RARE)
    found = decode(text.encode("utf-8"), name="x")
    assert (found.text, found.encoding, found.source) == (text, "utf-8", "utf-8")


def test_a_page_that_wrongly_says_utf8_is_read_as_what_it_is():
    text = page("utf-8", PLAIN)
    found = decode(text.encode("gb18030"), name="x")
    assert (found.text, found.encoding, found.source) == (text, "gb18030", "gb18030")


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(mark, codec):
    found = decode(mark + PLAIN.encode(codec), name="x")
    assert (found.text, found.encoding, found.source) == (PLAIN, codec, "bom")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark(codec):
    found = decode(PLAIN.encode(codec), name="x")
    assert (found.text, found.encoding, found.source) == (PLAIN, codec, "utf-16")


def test_big5_is_read_when_declared():
    text = page("big5", "巡察組對學習不深入的問題提出意見")
    assert decode(text.encode("big5hkscs"), name="x").text == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        ("\ufeff\u3000\n".encode(), "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x00" * 500, "binary"),
        (PLAIN.encode() + b"\x00" * 200, "binary"),
        (PLAIN.encode()[:-3] + b"\xff\xfe\xfa\n" + PLAIN.encode("gb18030") + PLAIN.encode(), "undecodable"),
        (PLAIN.encode() + b"\xe4\xb8 ", "undecodable"),
    ],
)
def test_what_can_not_be_read_whole_is_refused_with_file_and_remedy(data, code):
    with pytest.raises(DocumentError) as caught:
        decode(data, name="坏文件.txt")
    assert caught.value.code == code
    assert "坏文件.txt" in str(caught.value)
    assert caught.value.remedy


def test_a_declaration_that_is_no_text_encoding_is_not_followed():
    for label in ("utf-7", "rot13", "base64", "iso-8859-1", "unicode_escape", "nonsense"):
        assert declared_in(page(label, "").encode()) is None
        assert decode(page(label, PLAIN).encode(), name="x").encoding == "utf-8"


COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可"
CHINESE = st.text(st.sampled_from(PLAIN + RARE + COMMON), min_size=1)


@given(CHINESE, st.sampled_from(["utf-8", "gb18030"]))
@settings(derandomize=True, max_examples=200)
def test_what_was_encoded_is_what_is_decoded(text, codec):
    whole = PLAIN + text
    assert decode(whole.encode(codec), name="x").text == whole


@given(st.binary(max_size=400))
@settings(derandomize=True, max_examples=300)
def test_no_bytes_raise_anything_else(data):
    try:
        found = decode(data, name="x")
    except DocumentError:
        return
    assert "\ufffd" not in found.text or "\ufffd".encode(found.encoding) in data
