"""Units from lines whose roles are given."""

import pytest

from taizhang.flow import lines_of
from taizhang.outline.by_line import RoledLine, outline_by_line
from taizhang.text import canonicalise

NOTICE = (
    ("title", "中共某县供销社党组关于巡察整改情况的通报"),
    ("opening", "县委第二巡察组对我社进行了巡察。"),
    ("opening", "现将整改情况通报如下。"),
    ("organisation", "党组成立专班，逐条认领。"),
    ("section", "整改落实情况"),
    ("aspect", "党的建设方面"),
    ("problem", "组织生活不严肃"),
    ("answer", "补齐会议记录11次。"),
    ("noise", "- 2 -"),
    ("answer", "对支部书记提醒谈话。"),
    ("status", "整改状态：已完成并长期坚持"),
    ("problem", "社有资产出租"),
    ("continuation", "不规范"),
    ("field", "责任领导：张三"),
    ("field", "完成时限：2023年6月"),
    ("answer", "整改情况：一是重新评估门面27处；二是追缴欠租6.3万元。"),
    ("aspect", "作风建设方面"),
    ("answer", "开展专项检查3次。"),
    ("next_steps", "下一步，党组将抓好后续整改。"),
    ("next_steps", "把好做法固化下来。"),
    ("contacts", "电话：0851-25820000"),
    ("signature", "2023年4月17日"),
)


def outline_of(notice):
    doc = canonicalise("".join(f"{text}\n" for _, text in notice))
    spans = lines_of(doc.folded)
    lines = [RoledLine(start, end, role) for (role, _), (start, end) in zip(notice, spans, strict=True)]
    return doc, outline_by_line(doc.folded, lines)


@pytest.fixture(scope="module")
def read():
    return outline_of(NOTICE)


def titles(read, role):
    doc, outline = read
    return [doc.text[unit.title_start : unit.title_end] for unit in outline.units if unit.role == role]


def test_every_heading_becomes_a_unit_below_its_heading(read):
    _, outline = read
    assert titles(read, "aspect") == ["党的建设方面", "作风建设方面"]
    assert titles(read, "problem") == ["组织生活不严肃", "社有资产出租\n不规范", "作风建设方面"]
    above = {unit.role: outline.units[unit.parent].role for unit in outline.units if unit.parent is not None}
    assert above == {
        "aspect": "section",
        "problem": "aspect",
        "answer": "problem",
        "measure": "answer",
        "noise": "problem",
    }


def test_an_aspect_with_its_own_answer_is_a_problem_too(read):
    _, outline = read
    last = [unit for unit in outline.units if unit.role == "aspect"][-1]
    assert last.childless


def test_measures_are_told_apart_and_labels_left_out(read):
    assert titles(read, "measure") == [
        "补齐会议记录11次。",
        "对支部书记提醒谈话。",
        "重新评估门面27处；",
        "追缴欠租6.3万元。",
        "开展专项检查3次。",
    ]


def test_states_and_fields_belong_to_the_problem_above(read):
    _, outline = read
    first, second = [unit for unit in outline.units if unit.role == "problem"][:2]
    assert (first.status, first.long_term) == ("completed", True)
    assert (second.status, second.responsible, second.deadline) == (None, "责任领导:张三", "2023年6月")


def test_units_are_in_order_and_inside_their_parents(read):
    doc, outline = read
    starts = [unit.char_start for unit in outline.units]
    assert starts == sorted(starts)
    for unit in outline.units:
        if unit.parent is not None:
            parent = outline.units[unit.parent]
            assert parent.char_start <= unit.char_start and unit.char_end <= parent.char_end
    for start, _ in lines_of(doc.folded):
        assert outline.innermost(start) is not None, doc.text[start : start + 10]


def test_lines_of_one_role_are_one_unit(read):
    _, outline = read
    assert [unit.role for unit in outline.units if unit.parent is None] == [
        "title",
        "opening",
        "organisation",
        "section",
        "next_steps",
        "contacts",
        "signature",
    ]


def test_the_answer_may_stand_behind_its_heading_in_the_same_line():
    doc, outline = outline_of(
        [
            ("problem", "关于“学习不深入”的问题。开展专题学习4次。"),
            ("problem", "2.【考勤不严】"),
            ("answer", "通报3人。"),
        ]
    )
    found = titles((doc, outline), "problem")
    assert found == ["关于“学习不深入”的问题", "考勤不严"]
    assert titles((doc, outline), "measure") == ["开展专题学习4次。", "通报3人。"]
    assert [unit.ordinal for unit in outline.units if unit.role == "problem"] == [None, 2]


def test_a_sub_problem_without_a_problem_is_a_problem():
    read = outline_of(
        [("subproblem", "电梯收益去向不明"), ("answer", "补记9.74万元。"), ("subproblem", "停车费混入收入")]
    )
    assert titles(read, "problem") == ["电梯收益去向不明", "停车费混入收入"]


def test_an_answer_with_nothing_above_is_no_measure():
    _, outline = outline_of([("answer", "召开会议3次。"), ("continuation", "学习文件。")])
    assert [unit.role for unit in outline.units] == ["organisation"]
    assert outline_of([])[1].units == ()
