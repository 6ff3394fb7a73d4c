"""Roles of lines by rule, and whether the line itself shows them."""

from taizhang.classify.line_rules import ruled_lines
from taizhang.text import canonicalise

NUMBERED = """中共某县水利局党组关于巡察整改情况的通报
根据县委统一部署，2023年3月6日至4月30日，县委第二巡察组对县水利局党组开展了巡察。现将整改情况通报如下。
一、整改组织情况
局党组召开会议5次。
二、整改落实情况
1.关于“学习不深入”的问题。
责任领导：张三
整改情况：
一是开展专题学习4次。
二是交流心得2次。
班子成员带头交流。
整改状态：已完成
2.关于“资金拨付迟缓”的问题。
已全部拨付到位86万元。
三、下一步打算
继续抓好整改。
联系电话：0538-1234567
中共某县水利局党组
2023年9月1日
"""


def test_numbers_labels_and_the_frame_show_a_role_and_running_text_does_not():
    found = [(line.role, line.shown) for line in ruled_lines(canonicalise(NUMBERED))]
    assert found == [
        ("title", True),
        ("opening", False),
        ("organisation", True),
        ("organisation", False),
        ("section", True),
        ("problem", True),
        ("field", True),
        ("answer", True),
        ("answer", True),
        ("answer", True),
        ("answer", False),
        ("status", True),
        ("problem", True),
        ("answer", False),
        ("next_steps", True),
        ("next_steps", False),
        ("contacts", True),
        ("signature", True),
        ("signature", True),
    ]


def test_spans_are_those_of_the_lines():
    doc = canonicalise(NUMBERED)
    assert [doc.text[line.start : line.end] for line in ruled_lines(doc)] == NUMBERED.split("\n")[:-1]


def test_a_line_broken_by_the_page_is_a_continuation():
    body = "乡党委书记切实履行第一责任人责任，带头研究方案、带头领办难题、带头督促落实，班子成员坚持一岗双责，对分管领域的问题主动认领。"
    lines = [body[at : at + 20] for at in range(0, len(body), 20)]
    text = "关于巡察整改情况的通报\n" + "\n".join(lines * 5) + "\n"
    found = [line.role for line in ruled_lines(canonicalise(text))]
    assert found.count("continuation") >= 10 and found[1] != "continuation"


def test_blank_texts_have_no_lines():
    assert ruled_lines(canonicalise("\n \n")) == []
