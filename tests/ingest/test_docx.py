import pytest

from support.word import W, docx_of, numbered, numbering, p
from taizhang.errors import DocumentError
from taizhang.ingest.content import locate
from taizhang.ingest.docx import read_docx

CHINESE = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))


def text_of(data: bytes) -> str:
    return read_docx(data, name="x.docx").canonical.text


def test_automatic_numbers_are_printed_as_word_shows_them():
    body = [
        numbered("整改工作组织情况", 0),
        numbered("整改落实情况", 0),
        numbered("聚焦决策部署方面", 1),
        numbered("学习不深入", 2),
        numbered("落实不到位", 2),
        numbered("聚焦群众身边", 1),
        numbered("2023年信访办理不力", 2),
    ]
    text = text_of(docx_of("".join(body), numbering=numbering(*CHINESE)))
    assert text.split("\n") == [
        "一、整改工作组织情况",
        "二、整改落实情况",
        "（一）聚焦决策部署方面",
        "1. 学习不深入",
        "2. 落实不到位",
        "（二）聚焦群众身边",
        "1. 2023年信访办理不力",
    ]


def test_a_second_list_that_starts_anew_starts_anew():
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    body = numbered("甲", 0) + numbered("乙", 0) + numbered("丙", 0, 2) + numbered("丁", 0, 2)
    text = text_of(docx_of(body, numbering=numbering(*CHINESE, lists=again)))
    assert text == "一、甲\n二、乙\n一、丙\n二、丁"


def test_a_style_numbers_its_paragraphs_and_zero_takes_the_number_away():
    styles = (
        f'<w:styles {W}><w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    body = p("甲", '<w:pStyle w:val="B"/>') + p("乙", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert text_of(docx_of(body, numbering=numbering(*CHINESE), styles=styles)) == "一、甲\n乙"


def test_bullets_print_nothing_and_circles_print_circles():
    body = numbered("甲", 0) + numbered("乙", 1) + numbered("丙", 1)
    numbers = numbering(("bullet", "\uf0b7"), ("decimalEnclosedCircleChinese", "%2"))
    assert text_of(docx_of(body, numbering=numbers)) == "甲\n①乙\n②丙"


def cells(*texts: str, merge: str | None = None) -> str:
    first = f'<w:tc><w:tcPr><w:vMerge w:val="{merge}"/></w:tcPr>' if merge else "<w:tc>"
    rest = "".join(f"<w:tc>{''.join(map(p, text.split('|')))}</w:tc>" for text in texts[1:])
    return f"<w:tr>{first}{p(texts[0])}</w:tc>{rest}</w:tr>"


def test_a_table_stands_where_it_was_a_row_a_line():
    table = (
        "<w:tbl>"
        + cells("序号", "反馈问题", "整改措施", "整改状态")
        + f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="4"/></w:tcPr>{p("一、党的建设方面")}</w:tc></w:tr>'
        + cells("1", "学习不深入", "一是制定计划；|二是开展学习6次。", "已完成")
        + "</w:tbl>"
    )
    assert text_of(docx_of(p("前文") + table + p("后文"))) == (
        "前文\n序号\t反馈问题\t整改措施\t整改状态\n一、党的建设方面\n1\t学习不深入\t一是制定计划；二是开展学习6次。\t已完成\n后文"
    )


def test_rows_that_share_a_problem_are_one_row():
    table = (
        "<w:tbl>"
        + cells("反馈问题", "整改措施", "整改状态")
        + cells("学习不深入", "制定计划。", "已完成", merge="restart")
        + cells("", "开展学习6次。", "", merge="continue")
        + "</w:tbl>"
    )
    assert text_of(docx_of(table)).split("\n")[1:] == ["学习不深入\t制定计划。开展学习6次。\t已完成"]


def test_a_table_that_only_arranges_the_page_gives_paragraphs():
    table = f"<w:tbl><w:tr><w:tc>{p('红头文件')}{p('第一段。')}{p('第二段。')}</w:tc></w:tr></w:tbl>"
    assert text_of(docx_of(table)) == "红头文件\n第一段。\n第二段。"


def test_deleted_hidden_and_boxed_text_is_told_apart():
    body = (
        "<w:p><w:r><w:t>完成</w:t></w:r><w:del><w:r><w:delText>8</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>秘</w:t></w:r><w:r><w:t>项</w:t></w:r>"
        "<mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>"
        + p("印章")
        + "</w:txbxContent></wps:txbx></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent>"
        + p("印章")
        + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:p>"
    )
    content = read_docx(docx_of(body), name="x")
    assert content.canonical.text == "完成12项\n印章"
    assert [warning[:6] for warning in content.warnings] == ["修订中删去的", "隐藏文字未计", "文本框中的文"]


def test_footnotes_stand_at_the_end_and_fields_show_their_result():
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{p("指县财政局。")}</w:footnote></w:footnotes>'
    body = (
        '<w:p><w:r><w:t>某局</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:fldChar w:fldCharType="begin"/>'
        '</w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' + p("尾")
    )
    content = read_docx(docx_of(body, footnotes=notes), name="x")
    assert content.canonical.text == "某局3\n尾\n指县财政局。"
    (place,) = locate(content.origin, content.canonical.text.index("指"))
    assert (place.part, place.paragraph, place.offset) == ("word/footnotes.xml", 1, 0)


def test_line_breaks_inside_a_paragraph_are_lines_and_keep_their_place():
    content = read_docx(docx_of(p("甲") + "<w:p><w:r><w:t>乙</w:t><w:br/><w:t>丙丁</w:t></w:r></w:p>"), name="x")
    assert content.canonical.text == "甲\n乙\n丙丁"
    (place,) = locate(content.origin, content.canonical.text.index("丁"))
    assert (place.paragraph, place.offset) == (2, 3)


@pytest.mark.parametrize(
    ("body", "head", "code"),
    [
        ("", '<?xml version="1.0"?>', "empty"),
        (p("x"), '<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>', "xml_entities"),
        (p("x"), '<!DOCTYPE x SYSTEM "file:///etc/passwd">', "xml_entities"),
        (p("&b;"), "", "malformed"),
        ("<w:p>", "", "malformed"),
        ("<w:sdt>" * 2_000 + "</w:sdt>" * 2_000, "", "too_deep"),
    ],
)
def test_what_no_word_file_has_is_refused_with_its_reason(body, head, code):
    with pytest.raises(DocumentError) as caught:
        read_docx(docx_of(body, head), name="x")
    assert caught.value.code == code
    assert caught.value.remedy
