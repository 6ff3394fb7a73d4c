"""The canonical text and its folded twin."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.text import canonicalise, fold, squeeze


@given(st.text())
@settings(derandomize=True, max_examples=300)
def test_folding_keeps_every_position(text: str) -> None:
    doc = canonicalise(text)
    assert len(doc.text) == len(doc.folded) == len(doc)


def test_only_line_ends_and_the_byte_order_mark_change() -> None:
    assert canonicalise("\ufeff一\r\n二\r三\n").text == "一\n二\r三\n"


def test_full_width_forms_fold_one_for_one() -> None:
    assert fold("（１２．５％），：；！？［］＠") == "(12.5%),:;!?[]@"
    assert fold("—–－～〜") == "---~~"
    assert fold("二○二二年○月") == "二〇二二年〇月"


def test_enumerators_of_one_character_stay_what_they_are() -> None:
    assert fold("①㈠⑴⒈") == "①㈠⑴⒈"


def test_an_ascii_full_stop_behind_a_sentence_ends_it_but_not_behind_an_enumerator() -> None:
    assert fold("加强领导.压实责任.") == "加强领导。压实责任。"
    assert fold("形式单一.整改情况") == "形式单一。整改情况"
    assert fold("一.加强领导\n十一.组织") == "一.加强领导\n十一.组织"
    assert fold("1.加强 2.5万元 a.b") == "1.加强 2.5万元 a.b"


def test_a_rare_character_counts_as_one_position() -> None:
    doc = canonicalise("𠮷局长")
    assert len(doc) == 3
    assert doc.text[0] == "𠮷"


def test_notice_id_depends_on_the_text_alone() -> None:
    assert canonicalise("甲\r\n乙").notice_id == canonicalise("\ufeff甲\n乙").notice_id
    assert canonicalise("甲").notice_id != canonicalise("乙").notice_id
    assert len(canonicalise("\ud800").notice_id) == 16  # a lone surrogate is kept apart, not refused


def test_squeeze_drops_every_white_space() -> None:
    assert squeeze(" 关于　巡察\u00a0整改\n情况\u200b的通报 ") == "关于巡察整改情况的通报"
