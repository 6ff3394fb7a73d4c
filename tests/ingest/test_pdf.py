import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from taizhang.errors import DocumentError
from taizhang.ingest import ocr
from taizhang.ingest.content import locate
from taizhang.ingest.pdf import read_pdf

FONT = "STSong-Light"
BODY = "根据县委统一部署县委第二巡察组对水利局党组开展了巡察并反馈了意见"  # 32 characters: a full line
WIDE = 72 + 32 * 12


def pdf(*pages: list[tuple[float, float, float, str]], lines: tuple[tuple[float, ...], ...] = ()) -> bytes:
    """Pages of (x, y from the top, size, text), with straight lines on each."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800), invariant=1)
    for page in pages:
        for x, y, size, text in page:
            canvas.setFont(FONT, size)
            canvas.drawString(x, 800 - y, text)
        for x0, y0, x1, y1 in lines:
            canvas.line(x0, 800 - y0, x1, 800 - y1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def column(*texts: str, top: float = 100, left: float = 72) -> list[tuple[float, float, float, str]]:
    """Lines one below the other; `>` indents by two characters."""
    return [
        (left + 24 * text.startswith(">"), top + 18 * index, 12, text.lstrip(">")) for index, text in enumerate(texts)
    ]


def text_of(*pages, lines=()) -> str:
    return read_pdf(pdf(*pages, lines=lines), name="x.pdf").canonical.text


def test_lines_are_joined_to_paragraphs_and_headings_stay_apart():
    page = column(
        ">" + BODY[:30], BODY, "现将情况通报如下。", ">一、整改工作组织情况", ">" + BODY[:30], "反馈意见。", ">（一）学习不深入", ">1.研究",
        *(BODY for _ in range(6)),
    )  # fmt: skip
    assert text_of(page).split("\n")[:6] == [
        BODY[:30] + BODY + "现将情况通报如下。",
        "一、整改工作组织情况",
        BODY[:30] + "反馈意见。",
        "（一）学习不深入",
        "1.研究",
        BODY * 6,
    ]


def test_a_paragraph_goes_on_over_the_foot_of_a_page():
    first = [*column(">" + BODY[:30], *(BODY for _ in range(8))), (290, 760, 9, "— 1 —")]
    second = [*column(BODY, "完成整改。", ">二、下一步打算", *(BODY for _ in range(6))), (290, 760, 9, "— 2 —")]
    content = read_pdf(pdf(first, second), name="x")
    paragraph = content.canonical.text.split("\n")[0]
    assert paragraph == BODY[:30] + BODY * 9 + "完成整改。"
    assert content.warnings == ("页码未计入正文：2页",)
    assert [place.page for place in locate(content.origin, len(paragraph) - 40, len(paragraph))][-1] == 2


def test_a_title_of_two_lines_is_one_line_when_it_had_to_be_broken():
    title = "某某县水利局党组关于十三届县委第四轮巡察整改"
    page = [(74, 60, 20, title[:19]), (234, 90, 20, title[19:]), *column(*(BODY for _ in range(9)), top=140)]
    broken_by_hand = [
        (180, 60, 20, "某某县水利局党组"),
        (150, 90, 20, "关于巡察整改的通报"),
        *column(*[BODY] * 9, top=140),
    ]
    assert text_of(page).split("\n")[0] == title
    assert text_of(broken_by_hand).split("\n")[:2] == ["某某县水利局党组", "关于巡察整改的通报"]


def test_heads_are_left_out_with_a_warning_and_repeated_sentences_are_not():
    pages = [
        [(72, 40, 9, "某某县水利局文件"), *column("整改状态：已完成", *(BODY for _ in range(8)), "完。")]
        for _ in range(5)
    ]
    content = read_pdf(pdf(*pages), name="x")
    assert "水利局文件" not in content.canonical.text
    assert content.canonical.text.count("整改状态：已完成") == 5
    assert content.warnings == ("页眉页脚未计入正文：某某县水利局文件（5页）",)


def test_writing_out_of_order_is_read_as_it_stands_on_the_paper():
    page = [(72, 100, 12, "开展"), (72 + 36, 100, 12, "回头看"), (72 + 24, 100, 12, "“"), (72 + 72, 100, 12, "”3次")]
    assert text_of(page) == "开展“回头看”3次"


def test_stand_ins_of_fonts_are_plain_characters():
    from taizhang.ingest.glyphs import plain_glyph

    assert [plain_glyph(char) for char in "⼀⽔⻅\uf9f1整"] == [
        "一",
        "水",
        "见" if plain_glyph("⻅") == "见" else "⻅",
        "隣",
        "整",
    ]
    assert plain_glyph("\ufeff") == ""
    assert plain_glyph("①") == "①"


def test_a_ruled_table_gives_a_row_a_line_with_wrapped_cells_joined():
    xs, ys = (72, 112, 232, 392, 472), (100, 130, 180, 220)
    rules = tuple((x, ys[0], x, ys[-1]) for x in xs) + tuple((xs[0], y, xs[-1], y) for y in ys)
    words = [(75, 120, "序号"), (115, 120, "反馈问题"), (235, 120, "整改措施"), (395, 120, "整改状态"), (75, 150, "1"),
             (115, 150, "理论学习不够"), (115, 168, "深入"), (235, 150, "开展集中学习6次，"), (235, 168, "补课2次。"),
             (395, 150, "已完成"), (75, 200, "2"), (115, 200, "督查少"), (235, 200, "督查3次。"), (395, 200, "已完成")]  # fmt: skip
    page = [(x, y, 10, text) for x, y, text in words]
    assert text_of([(72, 60, 12, "前文。"), *page, (72, 260, 12, "后文。")], lines=rules).split("\n") == [
        "前文。",
        "序号\t反馈问题\t整改措施\t整改状态",
        "1\t理论学习不够深入\t开展集中学习6次，补课2次。\t已完成",
        "2\t督查少\t督查3次。\t已完成",
        "后文。",
    ]


def test_a_page_that_is_a_picture_is_named_when_it_can_not_be_read(monkeypatch):
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    content = read_pdf(pdf(column(*(BODY for _ in range(4))), [(72, 100, 12, "图")]), name="x")
    assert content.warnings == ("第2页是图片，未识别其中文字（未安装文字识别）",)
    with pytest.raises(DocumentError, match=r"taizhang\[ocr\]") as caught:
        read_pdf(pdf([], []), name="x")
    assert caught.value.code == "no_text"


def test_too_many_pages_are_refused():
    with pytest.raises(DocumentError) as caught:
        read_pdf(pdf(*([[]] * 1_001)), name="x")
    assert caught.value.code == "too_many_pages"


@pytest.mark.parametrize(
    "label", ["【整改情况】", "【完成情况】", "【整改措施及成效】", "【整改】", "【整改完成情况：已完成】"]
)
def test_a_label_in_heavy_brackets_opens_a_paragraph_below_a_full_heading(label):
    heading = "1.关于" + BODY[:29]
    got = text_of(column(heading, label + "召开会议。", BODY, BODY, "完成。", *(BODY for _ in range(6)))).split("\n")
    assert got[:2] == [heading, label + "召开会议。"]


@pytest.mark.parametrize(
    ("left", "right"),
    [("，", "【整改方案】印发各科室。"), ("“", "【问题】清单”印发各科室。"), ("到", "【2022】15号文件。")],
)
def test_brackets_inside_a_sentence_open_none(left, right):
    got = text_of(column(BODY, BODY[:31] + left, right, *(BODY for _ in range(6)))).split("\n")
    assert got[0] == BODY + BODY[:31] + left + right


def test_a_page_number_glued_to_the_last_line_is_taken_off():
    first = column(*(BODY for _ in range(7)), BODY + "—1—")
    second = column(*(BODY for _ in range(7)), "整改到位。— 2 —")
    content = read_pdf(pdf(first, second), name="x.pdf")
    assert content.canonical.text == BODY * 15 + "整改到位。"
    assert "页码未计入正文：2页" in content.warnings


def test_a_glued_number_counts_from_where_the_document_does():
    pages = [column(*(BODY for _ in range(7)), f"整改到位。－{number}－") for number in (15, 16, 17)]
    assert text_of(*pages).split("\n") == [BODY * 7 + "整改到位。"] * 3


def test_a_dashed_number_of_the_text_stays():
    first = column(*(BODY for _ in range(7)), "见图—7—")
    second = column(*(BODY for _ in range(7)), "落实条款—3—")
    assert text_of(first, second).split("\n") == [BODY * 7 + "见图—7—", BODY * 7 + "落实条款—3—"]


def test_an_address_cut_at_a_line_end_is_joined():
    lines = [*(BODY for _ in range(7)), "电话：0914-4321234；地址：柞水县人", "民路184号，邮编：711400"]
    assert text_of(column(*lines)).split("\n")[-1].endswith("地址：柞水县人民路184号，邮编：711400")


def test_a_finished_address_and_a_new_line_are_not_joined():
    lines = [*(BODY for _ in range(7)), "地址：柞水县迎宾路2号", "民路184号为接待点"]
    assert text_of(column(*lines)).split("\n")[-1] == "民路184号为接待点"
