import io

import pypdfium2
import pytest

from support.formats import render
from taizhang.errors import DocumentError
from taizhang.ingest import ocr
from taizhang.ingest.content import locate
from taizhang.ingest.ocr import read_image

TEXT = (
    "某县水利局党组关于巡察整改情况的通报\n根据县委统一部署，2023年3月6日至4月30日开展巡察。\n一、关于学习不深入的问题"
)


def picture() -> bytes:
    with pypdfium2.PdfDocument(render(TEXT, "pdf", 4)) as document:
        image = document[0].render(scale=1.6).to_pil().convert("RGB")
    out = io.BytesIO()
    image.crop((0, 0, image.width, image.height // 2)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.skipif(not ocr.is_available(), reason="no text recognition here")
def test_a_picture_of_text_is_read_and_says_that_it_was():
    content = read_image(picture(), name="x.png")
    text = content.canonical.text.replace(",", "，")
    assert "2023年3月6日至4月30日" in text
    assert "一、关于学习不深入的问题" in text
    assert content.pages == 1
    assert content.warnings[0].startswith("文字由识别得到")
    (place,) = locate(content.origin, content.canonical.text.index("学习"))
    assert place.page == 1 and place.paragraph is not None and place.offset is not None


def test_without_the_program_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    with pytest.raises(DocumentError, match=r"taizhang\[ocr\]") as caught:
        read_image(picture(), name="x.png")
    assert caught.value.code == "no_text"


@pytest.mark.skipif(not ocr.is_available(), reason="no text recognition here")
def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked():
    from PIL import Image

    out = io.BytesIO()
    Image.new("1", (20_000, 6_000)).save(out, "PNG")
    with pytest.raises(DocumentError) as caught:
        read_image(out.getvalue(), name="x.png")
    assert caught.value.code in {"too_many_pixels", "malformed"}
