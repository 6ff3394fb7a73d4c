"""Marks in a text: whatever the spans, the text stays, each span has its anchor, and elements are nested."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from support.pages import Element, _Reader
from taizhang.report.compare.marks import Mark, marked

TEXT = "一、关于“学习不深入”的问题。<b>&amp;\n整改情况：一是召开会议3次，二是完善制度2项。"


def parsed(text: str, marks: list[Mark]) -> Element:
    reader = _Reader()
    reader.feed(str(marked(text, marks)))
    reader.close()
    assert reader.at is reader.root
    return reader.root


spans = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from("pmcda")).map(
        lambda one: Mark(min(one[:2]), max(one[:2]), one[2])
    ),
    max_size=12,
)


@given(spans)
def test_any_spans_leave_the_text_as_it_is_and_have_their_anchors(marks):
    root = parsed(TEXT, marks)
    assert root.text == TEXT
    for mark in marks:
        anchored = root.by_id(f"s{mark.start}-{mark.end}")
        assert TEXT[mark.start : mark.end].startswith(anchored.text)
        assert anchored.text or mark.start == mark.end
        assert mark.kind in anchored.attributes["class"].split()


@given(spans)
def test_every_character_of_a_span_is_inside_an_element_of_its_kind(marks):
    covered: list[set[str]] = []

    def walk(element: Element, kinds: set[str]) -> None:
        for part in element.content:
            if isinstance(part, str):
                covered.extend([kinds] * len(part))
            else:
                walk(part, kinds | set(part.attributes["class"].split()))

    walk(parsed(TEXT, marks), set())
    for at in range(len(TEXT)):
        assert covered[at] == {mark.kind for mark in marks if mark.start <= at < mark.end}


def test_a_span_that_crosses_another_is_divided_and_keeps_one_anchor():
    root = parsed("甲乙丙丁戊", [Mark(0, 3, "m"), Mark(2, 5, "a")])
    assert [one.text for one in root.all("span", "a")] == ["丙", "丁戊"]
    assert root.by_id("s2-5").text == "丙"


def test_control_characters_and_overrides_of_direction_are_shown():
    assert parsed("甲\u202e乙\x1b丙", []).text == "甲\ufffd乙\ufffd丙"
