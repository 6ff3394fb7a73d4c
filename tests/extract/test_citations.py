"""Cited documents: brackets in every state, and the verb that governs them."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.extract.brackets import LONGEST_TITLE, book_titles, inside
from taizhang.extract.citations import extract_citations
from taizhang.outline.build import build_outline
from taizhang.outline.unit import NOISE, OPENING, Outline, Unit
from taizhang.text import canonicalise, fold

SHARED = Path(__file__).parents[2].parent / "shared"


def titles(text: str) -> list[str]:
    return [text[start:end] for start, end in book_titles(fold(text))]


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not beside this checkout")
@pytest.mark.parametrize("name", ["000_839d8c5da8a0b6bc", "001_6f4ddce8411ae7cb"])
def test_the_annotated_notices(name: str) -> None:
    gold = json.loads((SHARED / "gold" / f"{name}.json").read_text("utf-8"))
    doc = canonicalise((SHARED / gold["text"]).read_text("utf-8"))
    found = extract_citations(doc, build_outline(doc))
    assert [(c.char_start, c.char_end, c.surface) for c in found] == [
        (c["char_start"], c["char_end"], c["surface"]) for c in gold["cited_documents"]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学习《章程》、《条例(试行)》《准则》。", ["《章程》", "《条例(试行)》", "《准则》"]),
        ("转发《关于印发《采购办法》的通知》。", ["《关于印发《采购办法》的通知》"]),
        (
            "转发《关于执行<裁量基准>的通知》,《关于贯彻〈条例〉的意见》",
            ["《关于执行<裁量基准>的通知》", "《关于贯彻〈条例〉的意见》"],
        ),
        ("《县委关于转发〈关于落实《条例》的意见〉的通知》印发", ["《县委关于转发〈关于落实《条例》的意见〉的通知》"]),
        # a bracket lost or closed in the wrong kind
        ("印发《关于印发〈采购办法》的通知》后", ["《关于印发〈采购办法》的通知》"]),
        ("印发《关于印发《采购办法的通知》后", ["《关于印发《采购办法的通知》"]),
        ("学习《章程,制定《采购办法》。", ["《采购办法》"]),
        ("学习《章程。制定《采购办法》。", ["《采购办法》"]),
        ("学习章程》,制定《采购办法》》。", ["《采购办法》"]),
        ("学习《章程", []),
        ("《" + "长" * LONGEST_TITLE + "》和《短》", ["《短》"]),
        ("《关于加强\n文物保护的通知》", ["《关于加强\n文物保护的通知》"]),
        ("《谁来监督?》《“救命钱”里的“蛀虫”》", ["《谁来监督?》", "《“救命钱”里的“蛀虫”》"]),
    ],
)
def test_brackets(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("一是认真学习《章程》、《条例》等文件", ["studied", "studied"]),
        ("针对《章程》、《条例》等进行了系统学习", ["studied", "studied"]),
        ("学习了有关法律法规,主要是《文物法》、《条例》等专业知识", ["studied", "studied"]),
        ("专题学习讲话和《规划纲要》,制定下发《实施意见》", ["studied", "made"]),
        ("制定完善《采购办法》", ["made"]),
        ("已修订完善《采购办法》", ["revised"]),
        ("对《采购办法》进行了修订", ["revised"]),
        ("将《采购办法》修订完善", ["revised"]),
        ("建立健全《台账》", ["made"]),
        ("统一印制《登记册》", ["made"]),
        ("根据《采购办法》要求,开展检查", ["cited"]),
        ("根据县里出台的《通知》文件要求,从3月起普查", ["cited"]),
        ("严格执行《采购办法》,学习业务", ["cited"]),
        ("观看警示教育片《蛀虫》《远离腐败》", ["studied", "studied"]),
        ("《采购办法》未落实", ["cited"]),
        ("组织学习。《采购办法》", ["cited"]),
        ("新建制度3项,如《采购办法》《车辆办法》", ["made", "made"]),
        ("印发了《关于做好学习的通知》", ["made"]),
        ("传达学习《讲话》并修订《议事规则》", ["studied", "revised"]),
    ],
)
def test_what_was_done_with_it(text: str, acts: list[str]) -> None:
    assert [citation.act for citation in extract_citations(canonicalise(text), Outline(()))] == acts


def test_chrome_cites_nothing() -> None:
    doc = canonicalise("相关链接:《解读》\n学习《章程》。")
    outline = Outline((Unit(NOISE, 0, 9, 0, 0), Unit(OPENING, 10, 17, 10, 10)))
    assert [citation.surface for citation in extract_citations(doc, outline)] == ["《章程》"]


@settings(derandomize=True, max_examples=200)
@given(st.text("《》<>。\n关于的通知甲", max_size=60))
def test_any_mixture_gives_disjoint_bracketed_spans(text: str) -> None:
    spans = book_titles(text)
    assert all(text[start] == "《" and text[end - 1] == "》" and end - start <= LONGEST_TITLE for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    for position in range(len(text)):
        assert inside(spans, position) == any(start <= position < end for start, end in spans)


@settings(derandomize=True, max_examples=100)
@given(st.lists(st.text("甲乙丙丁", min_size=1, max_size=12), min_size=1, max_size=5))
def test_balanced_titles_are_all_found(names: list[str]) -> None:
    assert titles("和".join(f"《{name}》" for name in names)) == [f"《{name}》" for name in names]


@pytest.mark.parametrize("hostile", ["《", "》", "《<", "《关于印发", "《甲》、", "<>", "学习", "《甲"])
def test_linear_on_hostile_strings(hostile: str) -> None:
    def seconds(size: int) -> float:
        doc = canonicalise(hostile * size)
        start = time.perf_counter()
        extract_citations(doc, Outline(()))
        return time.perf_counter() - start

    seconds(200)
    assert seconds(8000) < 0.5 + 8 * seconds(2000)
