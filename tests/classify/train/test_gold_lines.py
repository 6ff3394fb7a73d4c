"""Roles of lines from annotations."""

import json
import runpy
import sys
from pathlib import Path

import pytest

from taizhang.classify.train.gold_lines import annotated_lines, gold_notices
from taizhang.errors import UsageError

CORPORA = Path(__file__).parents[3] / "corpora"
TEXT = """某局党组关于整改情况的
通报
现将整改情况通报如下。
一、作风建设方面
1.考勤不严，管理
松懈
整改情况：一是通报3人；
二是约谈2人，
均已改正。
电话：0538-1234567
某局党组
"""


def row(words, **more):
    start = TEXT.index(words)
    return {"char_start": start, "char_end": start + len(words), **more}


NOTICE = {
    "notice": {"title": "某局党组关于整改情况的通报", "agency_raw": "某局党组"},
    "problems": [row("作风建设方面", level="aspect"), row("考勤不严，管理\n松懈", level="problem")],
    "measures": [row("通报3人；"), row("约谈2人，\n均已改正。")],
    "contacts": [row("0538-1234567")],
}


def test_annotated_rows_settle_the_lines_they_open():
    texts, roles = annotated_lines(NOTICE, TEXT, {3: "opening"})
    assert list(texts) == TEXT.split("\n")[:-1]
    assert roles == [
        "title",
        "title",
        "opening",
        "aspect",
        "problem",
        "continuation",
        "answer",
        "answer",
        "continuation",
        "contacts",
        "signature",
    ]


def test_a_line_without_a_role_is_an_error(tmp_path):
    gold = tmp_path / "gold"
    gold.mkdir()
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (gold / "a.json").write_text(json.dumps({**NOTICE, "text": "a.txt", "split": "dev", "agency_key": "某局"}), "utf-8")
    assert gold_notices(gold) == {}, "without readings of a person there are no lines"
    (gold / "lines.tsv").write_text("a\t2\ttitle\n", "utf-8")
    with pytest.raises(UsageError, match="3"):
        gold_notices(gold)
    (gold / "lines.tsv").write_text("a\t3\topening\n", "utf-8")
    (notice,) = gold_notices(gold)["dev"]
    assert notice.agency == "某局" and len(notice.roles) == 11


def test_the_corpus_is_what_the_annotations_of_dev_give():
    sys.path.insert(0, str(CORPORA))
    try:
        script = runpy.run_path(str(CORPORA / "lines.py"))
    finally:
        sys.path.remove(str(CORPORA))
    assert (CORPORA / "train" / "lines" / "gold.tsv").read_text("utf-8") == script["derived"]()
    pairs = [("answer", "answer"), ("answer", "outcome"), ("problem", "problem")]
    text = "\n".join(script["report"](pairs))
    assert "3 lines read twice, 2 with the same role" in text and "| answer | outcome | 1 |" in text
    notices = script["read_lines"](CORPORA / "train")
    rows = list(script["sample"](notices))
    assert 0.07 < len(rows) / sum(len(notice.texts) for notice in notices) < 0.13
    assert len(script["compared"](notices, {key: "answer" for key, _, _ in rows})) == len(rows)
