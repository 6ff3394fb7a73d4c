import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.errors import DocumentError
from taizhang.ingest.html import read_html
from taizhang.text import squeeze

TITLE = "某县文化和旅游局党组关于巡察整改进展情况的通报"
PARAGRAPHS = [
    "根据县委统一部署，县委第二巡察组对文旅局党组进行了巡察，现将整改情况予以公布。",
    "一、整改工作组织情况",
    *(
        text.format(n)
        for n in range(1, 9)
        for text in (
            "{0}.关于“第{0}项工作不实，落实不力”的问题。",
            "整改情况：一是召开会议{0}次，研究部署；二是建立台账，逐项落实。",
        )
    ),
    "联系电话：0355-1234567；通讯地址：某县人民路1号。",
    "中共某县文化和旅游局党组",
    "2023年5月10日",
]
LINKS = "".join(
    f'<li><a href="/a{n}.html">某县召开第{n}次工作会议，部署整改任务</a><span>2022-10-{n + 10}</span></li>'
    for n in range(12)
)
FOOTER = (
    "<div>主办：某县人民政府 地址：某县府前街2号 电话：0355-7654321</div>"
    "<div>ICP备05001234号 网站标识码1404000001</div>"
)
CHROME = ("首页", "当前位置", "打印", "上一篇", "0355-7654321", "ICP", "第3次工作会议", "分享到", "扫一扫", "字号")


def paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>&nbsp;&nbsp;　　{text}</{tag}>" for text in PARAGRAPHS)


def modern() -> str:
    return f"""<!DOCTYPE html><html><head><title>{TITLE}_某县人民政府</title>
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2023-05-12 09:30"></head><body>
<div class="header"><ul><li><a>首页</a></li><li><a>政务公开</a></li></ul></div>
<div class="crumb">当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; 巡察整改</div>
<div class="main"><h1>{TITLE}</h1><div class="info">发布时间：2023-05-12 来源：文旅局 <span>字号：大 中 小</span></div>
<div class="content">{paragraphs()}</div><div>【打印】【关闭】</div><div>上一篇：<a>关于某事的通知</a></div>
<div>扫一扫在手机打开当前页</div></div>
<div class="side"><h3>热点</h3><ul>{LINKS}</ul></div><div class="footer">{FOOTER}</div></body></html>"""


def layout_tables() -> str:
    body = paragraphs()
    return f"""<html><head><title>某县政府</title></head><body><table><tr><td><a>首页</a> <a>新闻</a></td></tr></table>
<table><tr><td width=200><table>{LINKS.replace("li>", "tr>")}</table></td><td><table><tr><td>
<table border=1><tr><td>索引号：</td><td>123-4/2023-001</td><td>发布机构：</td><td>某县文旅局</td></tr>
<tr><td>发文日期：</td><td>2023-05-12</td><td>成文日期：2023年5月10日</td><td></td></tr></table></td></tr>
<tr><td align=center><b>{TITLE}</b></td></tr><tr><td>{body}</td></tr></table></td></tr></table>
<table><tr><td>{FOOTER}</td></tr></table></body></html>"""


def one_div_with_breaks() -> str:
    text = "<br>\r\n".join("&nbsp;&nbsp;&nbsp;&nbsp;" + item for item in PARAGRAPHS)
    return f"""<html><head><title>{TITLE} - 某县人民政府网</title></head><body><div><a>首页</a>|<a>公开</a></div>
<div>{TITLE}</div>
<div>2023-05-12 10:02 来源：本站</div><div id=zoom>{text}</div><ul>{LINKS}</ul>{FOOTER}</body></html>"""


def word_export() -> str:
    spans = "".join(
        f"<p class=MsoNormal><span>{text[:7]}</span><st1:chsdate>{text[7:9]}</st1:chsdate><span\n>{text[9:]}</span>"
        "<o:p></o:p></p>"
        for text in PARAGRAPHS
    )
    return (
        f"<html><body><h1>{TITLE}</h1><div>发布日期：2023年5月12日</div><div class=Section1>{spans}</div>{FOOTER}"
        "</body></html>"
    )


PAGES = {"modern": modern, "layout tables": layout_tables, "one div": one_div_with_breaks, "word": word_export}


@pytest.mark.parametrize("name", PAGES)
def test_every_paragraph_is_a_line_and_no_chrome_is(name):
    content = read_html(PAGES[name](), name=name)
    lines = content.canonical.text.split("\n")
    assert [line for line in PARAGRAPHS if line not in lines] == []
    assert [word for word in CHROME if word in content.canonical.text.replace("字号：大 中 小", "")] == []
    assert all(line == line.strip() and line for line in lines)


@pytest.mark.parametrize("name", PAGES)
def test_the_title_is_read_and_stands_in_the_text(name):
    content = read_html(PAGES[name](), name=name)
    assert content.title == TITLE
    assert TITLE in squeeze("".join(content.canonical.text.split("\n")[:8]))


@pytest.mark.parametrize("name", PAGES)
def test_the_day_of_publication_is_read_from_meta_or_header(name):
    assert read_html(PAGES[name](), name=name).published_at == dt.date(2023, 5, 12)


def test_a_date_that_nothing_labels_is_not_taken():
    page = f"<html><body><ul>{LINKS}</ul><div>{paragraphs()}</div></body></html>"
    assert read_html(page, name="x").published_at is None


def test_a_date_label_inside_a_sentence_is_no_header():
    page = f"<html><body><div><p>问题整改时间：2021年3月5日前完成，责任到人。</p>{paragraphs()}</div></body></html>"
    assert read_html(page, name="x").published_at is None


def test_the_title_broken_over_two_lines_is_not_repeated():
    page = f"<html><body><div><h1>{TITLE[:12]}<br>{TITLE[12:]}</h1>{paragraphs()}</div></body></html>"
    text = read_html(page, name="x").canonical.text
    assert squeeze(text).count(TITLE) == 1


def test_hidden_text_and_pinyin_annotations_are_not_read():
    hidden = '<p style="display: none">隐藏的内容，不应读出；也不应出现。</p>'
    ruby = "<p><ruby>区<rt>qū</rt></ruby>委巡察，反馈意见；现予公布。</p>"
    text = read_html(f"<html><body><div>{paragraphs()}{hidden}{ruby}</div></body></html>", name="x").canonical.text
    assert "隐藏" not in text
    assert "区委巡察" in text


def test_a_document_that_only_a_script_would_show_is_read():
    page = f'<html><body><div>某县政府网</div><div style="display:none" id=c>{paragraphs()}</div></body></html>'
    assert PARAGRAPHS[0] in read_html(page, name="x").canonical.text


def test_a_line_break_of_the_source_is_no_space_between_chinese_characters():
    page = "<p>根据县委统一部署，\n   开展巡察，现将\nABC 公司 3\n项问题公布。</p>"
    assert read_html(page, name="x").canonical.text == "根据县委统一部署，开展巡察，现将ABC 公司 3项问题公布。"


def test_characters_that_stand_in_separate_elements_stay_together():
    page = (
        "<p>2022<span>年</span><b>6</b>月<font>22</font>日至<span>9</span>月22日，<u>区委</u>开展巡察；反馈，整改。</p>"
    )
    assert read_html(page, name="x").canonical.text == "2022年6月22日至9月22日，区委开展巡察；反馈，整改。"


def test_a_page_without_text_says_so():
    with pytest.raises(DocumentError, match="page without text") as caught:
        read_html("<html><body><script>load()</script><img src=a.png></body></html>", name="空页.html")
    assert caught.value.code == "empty"


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000 + "x",
        "<b><i><u>" * 40_000,
        "<table><tr><td colspan=9007199254740991>" * 3_000,
        "<a href='" * 50_000,
        "<!--" * 50_000,
        "&" * 200_000,
        "<p " + "a=b " * 100_000 + ">x",
        "<" * 300_000,
    ],
)
def test_hostile_pages_end_soon(hostile):
    started = time.monotonic()
    try:
        read_html(hostile, name="x")
    except DocumentError as error:
        assert error.remedy
    assert time.monotonic() - started < 5


@given(st.text(st.sampled_from("<>/pdivbrta \n\"'=&;字，。！-一"), max_size=300))
@settings(derandomize=True, max_examples=300)
def test_no_page_raises_anything_else(text):
    try:
        read_html(text, name="x")
    except DocumentError as error:
        assert error.code == "empty"
