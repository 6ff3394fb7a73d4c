"""The corpus of lines as a file."""

from pathlib import Path

import pytest

from taizhang.classify.train.line_corpus import LineNotice, read_lines, written
from taizhang.errors import UsageError
from taizhang.vocabulary import LINE_ROLES

CORPUS = Path(__file__).parents[3] / "corpora" / "train"
ONE = LineNotice("甲", "某局", "whole", ("标题", "　　首行", "1\t列"), ("title", "opening", "field"))
TWO = LineNotice("甲", "某乡", "middle", ("问题",), ("problem",))


def put(folder, text):
    (folder / "lines").mkdir()
    (folder / "lines" / "甲.tsv").write_text(text, "utf-8")
    return folder


def test_what_is_written_is_read_back(tmp_path):
    assert read_lines(put(tmp_path, written((ONE, TWO)))) == (ONE, TWO)


def test_lines_know_their_context_and_which_ends_are_there():
    assert ONE.lines.folded == ("标题", "首行", "1 列") and ONE.lines.opens and ONE.lines.closes
    assert not TWO.lines.opens and not TWO.lines.closes
    assert ONE.document.text == "标题\n　　首行\n1\t列\n"


def test_keys_tell_equal_lines_apart():
    twice = LineNotice("甲", "某局", "whole", ("已完成", "已完成"), ("status", "status"))
    assert len({*twice.keys(), *TWO.keys()}) == 3 and twice.keys() == twice.keys()


@pytest.mark.parametrize(
    "row", ["某局\twhole\ttitle", "某局\twhole\theading\t标题", "某局\tall\ttitle\t标题", "某局\twhole\ttitle\t "]
)
def test_a_malformed_row_is_named(tmp_path, row):
    with pytest.raises(UsageError, match=r"甲\.tsv"):
        read_lines(put(tmp_path, f"某乡\twhole\ttitle\t标题\n{row}\n"))


def test_lines_of_one_agency_must_stand_together(tmp_path):
    with pytest.raises(UsageError, match="某局"):
        read_lines(put(tmp_path, written((ONE, TWO, ONE))))
    with pytest.raises(UsageError, match="lines"):
        read_lines(tmp_path / "empty")


def test_the_corpus_has_every_role_and_agencies_of_its_own():
    notices = [notice for notice in read_lines(CORPUS) if notice.author != "gold"]
    assert sum(len(notice.texts) for notice in notices) >= 1500 and len(notices) >= 60
    assert {role for notice in notices for role in notice.roles} == set(LINE_ROLES)
    others = "".join(
        path.read_text("utf-8")
        for part in ("statements", "measures", "pages")
        for path in sorted((CORPUS / part).iterdir())
    )
    gold = {notice.agency for notice in read_lines(CORPUS) if notice.author == "gold"}
    assert not [n.agency for n in notices if f"\t{n.agency}\t" in others or f'"{n.agency}"' in others]
    assert not gold & {notice.agency for notice in notices}


def test_notices_do_not_repeat_each_other():
    texts = [text for n in read_lines(CORPUS) if n.author != "gold" for text in n.texts if len(text) > 12]
    assert len(set(texts)) >= 0.99 * len(texts)
