"""The footer of a site is told from sentences of the notice that use the same words."""

from __future__ import annotations

import pytest

import taizhang
from taizhang.ingest.decode import decode
from taizhang.ingest.footer import is_footer
from taizhang.ingest.html import read_html
from taizhang.text import fold

FOOTERS = (
    "主办单位：青川县人民政府 承办单位：县政府办公室",
    "主办 : 青川县农业农村局",
    "技术支持：县信息中心",
    "主办单位 青川县人民政府办公室",
    "蜀ICP备05000000号 川公网安备 51082202000001号",
    "网站地图 | 联系我们 | 关于我们",
    "版权所有 未经许可不得转载",
    "地址：县政府大院 承办：政务信息中心",
    "建议使用1024*768分辨率IE8以上浏览器浏览",
)
SENTENCES = (
    "一是聘请省农科院专家12名，为8个乡镇提供技术支持。",
    "（1）明确主办单位、承办单位责任，通报承办单位5家。",
    "（2）在“联系我们”栏目增设投诉入口，办结诉求17件",
    "③主办单位未及时答复的建议案重新办理",
    "发放使用帮助卡3000张",
    "会议由县委主办，县委党校承办，培训干部120人次。",
)


@pytest.mark.parametrize("line", FOOTERS)
def test_a_footer_is_told(line: str) -> None:
    assert is_footer(fold(line))


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_with_the_same_words_is_none(line: str) -> None:
    assert not is_footer(fold(line))


NOTICE = """中共青川县农业农村局党组关于巡察整改情况的通报
2023年3月1日至5月10日，县委第二巡察组对县农业农村局党组进行了巡察，6月12日反馈了2个问题。现将整改情况通报如下。
一、反馈问题整改情况
1.农技服务不到位。
整改情况：一是聘请专家12名，为8个乡镇提供技术支持。二是编印《茶园管护手册》。
2.办会不规范。
整改情况：
（1）明确主办单位、承办单位责任，通报承办单位5家。
（2）在“联系我们”栏目增设投诉入口，办结诉求17件。
中共青川县农业农村局党组
2023年12月5日"""


def test_no_measure_is_lost_to_a_word_of_the_footer() -> None:
    ledger = taizhang.extract(NOTICE, model=None)
    assert [len([m for m in ledger.measures if m.problem_id == p.problem_id]) for p in ledger.problems] == [2, 2]
    assert ledger.text.read_share == 1.0


def test_no_line_of_a_page_is_lost_to_a_word_of_the_footer() -> None:
    body = "".join(f"<p>{line}</p>" for line in NOTICE.splitlines())
    page = f"<html><body><div class=content>{body}</div><div><p>主办单位：青川县人民政府</p><p>蜀ICP备05000000号</p></div></body></html>"
    text = read_html(decode(page.encode(), name="page").text, name="page").canonical.text
    assert "通报承办单位5家" in text
    assert "技术支持" in text
    assert "ICP" not in text
