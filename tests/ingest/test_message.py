from email.message import EmailMessage

import pytest

from taizhang.errors import DocumentError
from taizhang.ingest.collections import expand, is_collection
from taizhang.ingest.content import locate
from taizhang.ingest.read import read_page
from taizhang.ingest.source import Source

TEXT = "关于巡察整改情况的通报\n根据安排，现将整改情况予以公布；镕喆。\n一、关于学习不深入的问题\n"
PAGE = (
    "<html><head><meta charset=gb2312></head><body>"
    + "".join(f"<p>{x}</p>" for x in TEXT.split("\n"))
    + "</body></html>"
)


def mail(**fields: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in ({"From": "a@example.cn", "Subject": "通报"} | fields).items():
        message[name] = value
    return message


def read(message: EmailMessage, name: str = "x.eml"):
    data = message.as_bytes()
    return read_page(Source(name, data=data), data)


def test_the_text_of_a_mail_is_read_in_its_own_encoding():
    message = mail()
    message.set_content(TEXT, charset="gb18030", cte="base64")
    page = read(message)
    assert page.canonical.text == TEXT
    assert (page.document.media_type, page.document.encoding) == ("message/rfc822", "gb18030")
    assert page.document.page_title == "通报"


def test_of_a_page_and_its_plain_twin_the_page_is_taken():
    message = mail()
    message.set_content("根据安排 现将整改情况予以公布", cte="base64")
    message.add_alternative(PAGE, subtype="html", cte="base64")
    page = read(message)
    assert page.canonical.text == TEXT.rstrip("\n")
    places = locate(page.content.origin, page.canonical.text.index("镕"))
    assert places[0].part == "2"


def test_a_saved_page_declares_its_encoding_inside():
    message = mail(**{"Content-Location": "http://example.gov.cn/a.html"})
    message.set_content(PAGE.encode("gb18030"), "text", "html", cte="quoted-printable")
    message.make_related()
    message.add_related("body {}", subtype="css")
    page = read(message, "a.mht")
    assert page.canonical.text == TEXT.rstrip("\n")


def test_the_frame_with_the_document_is_taken():
    message = mail()
    message.set_content("<html><body><a>导航</a></body></html>", subtype="html", cte="base64")
    message.make_related()
    message.add_related(PAGE, subtype="html", cte="base64")
    assert read(message, "a.mht").canonical.text == TEXT.rstrip("\n")


def test_files_sent_along_are_documents_of_their_own():
    message = mail()
    message.set_content("见附件。", cte="base64")
    message.add_attachment(TEXT.encode(), "text", "plain", filename="通报.txt")
    source = Source("a.eml", data=message.as_bytes())
    assert is_collection(source)
    body, attached = expand(source)
    assert (body.member, attached.member, attached.read().decode()) == ("正文.eml", "通报.txt", TEXT)
    assert "附件未并入正文：通报.txt" in read_page(body, body.read()).content.warnings


def test_a_text_that_only_begins_like_a_mail_is_a_text():
    data = "标题: 通报\nFrom: 县委\n\n根据安排，现将整改情况通报如下。".encode()
    assert read_page(Source("a.txt", data=data), data).document.media_type == "text/plain"


def test_a_mail_without_text_says_so():
    message = mail()
    message.set_content(b"\x89PNG", "image", "png")
    with pytest.raises(DocumentError) as caught:
        read(message)
    assert caught.value.code == "empty"
