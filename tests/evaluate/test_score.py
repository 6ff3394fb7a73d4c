"""The metrics themselves: a perfect prediction scores one, an empty side is defined, order does not matter."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from taizhang.errors import GoldError, UsageError
from taizhang.evaluate.gold import GoldNotice, load_gold
from taizhang.evaluate.score import Score, Tally, score_notice
from taizhang.reading import read_notice
from taizhang.records import Ledger
from taizhang.text import canonicalise

TEXT = (
    "江口县水利局党组关于巡察整改情况的通报\n2021年4月6日至6月5日，县委第三巡察组对县水利局党组进行了巡察，8月11日反馈意见，指出2个方面3个问题。\n"
    "一、问题整改落实情况\n（一）聚焦主责主业方面\n1.河长制落实不到位。\n整改情况：一是修订《河长制办法》。二是清理“四乱”27处。\n"
    "2.工程监管不严。\n整改情况：对2名责任人诫勉。\n（二）聚焦党建方面\n1.组织生活不规范。\n整改情况：召开组织生活会1次。\n"
    "江口县水利局党组\n2022年3月2日\n"
)


def gold_of(ledger: Ledger) -> GoldNotice:
    """The annotation that says exactly what the ledger says."""

    def rows(items: tuple[object, ...], **names: str) -> list[dict[str, object]]:
        out = []
        for item in items:
            row = {name: getattr(item, name) for name in item.__dataclass_fields__}  # type: ignore[attr-defined]
            row |= {new: row[old] for new, old in names.items()}
            out.append({k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in row.items()})
        return out

    notice = rows((ledger.notice,))[0]
    problems = rows(ledger.problems, id="problem_id", parent="parent_id")
    for row in problems:  # an annotation lists names of categories, the main one first
        row["categories"] = [row["category"]]
    record = {
        "notice": notice, "problems": problems,
        "measures": rows(ledger.measures, problem="problem_id"), "counts": rows(ledger.counts),
        "dates": rows(ledger.dates, **{"from": "date_from", "to": "date_to"}), "contacts": rows(ledger.contacts),
        "cited_documents": rows(ledger.citations), "audits": rows(ledger.audits),
    }  # fmt: skip
    return GoldNotice("case", canonicalise(ledger.text.text), record)


def test_a_perfect_prediction_scores_one_everywhere() -> None:
    ledger = read_notice(canonicalise(TEXT))
    assert len(ledger.problems) == 5
    score = score_notice(gold_of(ledger), ledger)
    assert all(tally.f1 == 1.0 for tally in score.tables.values())
    assert all(right == compared for right, compared in score.attributes.values())
    assert score.false_accusations == 0
    assert score.mistakes == []


def test_order_of_rows_does_not_matter() -> None:
    ledger = read_notice(canonicalise(TEXT))
    turned = replace(ledger, counts=ledger.counts[::-1], dates=ledger.dates[::-1])
    assert score_notice(gold_of(ledger), turned).tables["counts"].f1 == 1.0


def test_a_missing_and_an_invented_row_both_cost() -> None:
    ledger = read_notice(canonicalise(TEXT))
    fewer = replace(ledger, measures=ledger.measures[1:])
    score = score_notice(gold_of(ledger), fewer)
    assert score.tables["measures"].recall == pytest.approx(1 - 1 / len(ledger.measures))
    assert score.tables["measures"].precision == 1.0
    assert score_notice(gold_of(fewer), ledger).tables["measures"].precision < 1.0


def test_an_inconsistent_that_the_gold_does_not_have_is_a_false_accusation() -> None:
    ledger = read_notice(canonicalise(TEXT))
    accusing = replace(ledger, audits=tuple(replace(a, verdict="inconsistent") for a in ledger.audits))
    assert score_notice(gold_of(ledger), accusing).false_accusations == len(ledger.audits)


def test_empty_sides_are_defined() -> None:
    assert Tally().f1 == Tally().precision == Tally().recall == 1.0
    assert Tally(0, 3, 0).f1 == 0.0
    total = Score()
    total.add(Score())
    assert total.tables == {}


def test_an_annotation_that_does_not_fit_its_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "a.txt").write_text("一二三", encoding="utf-8")
    record = {"text": "a.txt", "notice": {}, "problems": [{"title": "四", "char_start": 0, "char_end": 1}]}
    (tmp_path / "gold" / "a.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.json"):
        list(load_gold(tmp_path / "gold"))


def test_a_folder_without_annotations_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="标注"):
        list(load_gold(tmp_path))
