import json
from pathlib import Path

import pytest

from support.ledgers import SHARED
from taizhang.classify.model import shipped_model
from taizhang.classify.pages import merge, page_kind, page_shares
from taizhang.classify.train.splits import TRAIN, split_of
from taizhang.ingest import gate
from taizhang.ingest.gate import NOTICE, PageKind
from taizhang.text import canonicalise

SAMPLES = sorted((Path(__file__).parents[2] / "corpora" / "samples").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_sample_notice_is_refused(path):
    assert page_kind(canonicalise(path.read_text("utf-8")), None, shipped_model()).is_notice


def test_rules_and_model_accept_the_notices_held_out_and_few_other_pages():
    notices = accepted = others = wrongly = 0
    for path in sorted((SAMPLES[0].parents[1] / "train" / "pages").glob("*.jsonl")):
        for page in map(json.loads, path.read_text("utf-8").splitlines()):
            if split_of(path.stem, page["agency"]) == TRAIN:
                continue
            found = page_kind(canonicalise(page["text"]), None, shipped_model()).is_notice
            notices, accepted = notices + (page["kind"] == NOTICE), accepted + (page["kind"] == NOTICE and found)
            others, wrongly = others + (page["kind"] != NOTICE), wrongly + (page["kind"] != NOTICE and found)
    assert notices >= 80 and others >= 150
    assert accepted >= 0.97 * notices
    assert wrongly <= 0.02 * others


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not beside this checkout")
def test_real_notices_are_accepted():
    notices = sorted((SHARED / "notices").glob("*.txt"))
    assert notices, "the shared notices are missing"
    for path in notices:
        assert page_kind(canonicalise(path.read_text("utf-8")), None, shipped_model()).is_notice


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "关于巡察整改情况的通报（参考模板）\n根据XX市委统一部署，20XX年XX月XX日，市委第X巡察组对XX局党组开展巡察。现将整改情况通报如下：\n"
            "（一）关于“XXX”的问题。整改情况：XXX。",
            "template",
        ),
        (
            "市委第三巡察组巡察县水利局党组公告\n根据市委统一部署，市委第三巡察组将于3月5日至4月30日对县水利局党组开展常规巡察。巡察期间设立举报电话，"
            "受理来信来电来访，欢迎干部群众反映问题。",
            "announcement",
        ),
        (
            "市委第二巡察组向市民政局党组反馈巡察情况\n日前，市委第二巡察组向市民政局党组反馈了巡察情况。巡察组指出，局党组存在以下问题：理论学习不深入，"
            "主体责任压得不实，资金监管有漏洞。巡察组要求认真整改，三个月内报送整改情况。",
            "feedback",
        ),
    ],
)
def test_pages_that_share_the_vocabulary_are_told_apart(text, kind):
    assert page_kind(canonicalise(text), None, shipped_model()).kind == kind


def test_without_a_model_the_rules_speak():
    doc = canonicalise(SAMPLES[0].read_text("utf-8"))
    assert page_kind(doc) == gate.page_kind(doc)


def test_the_model_decides_what_is_a_notice_and_the_rules_what_else_where_it_is_not_sure():
    part = shipped_model().pages
    shares = page_shares(["关于整改情况的通报"], part)[0]
    notice, news = part.kinds.index(NOTICE), part.kinds.index("news")
    shares[:] = 0
    shares[news], shares[notice] = 1 - part.notice_at - 0.01, part.notice_at + 0.01
    assert merge(PageKind("other", 0.5), shares, part).is_notice
    shares[news], shares[notice] = 0.8, 0.2
    assert merge(PageKind(NOTICE, 0.8), shares, part).kind == "news"
    assert merge(PageKind("other", 0.5), shares, part).kind == "news"
    shares[:] = 1 / len(part.kinds)
    assert merge(PageKind("feedback", 0.5), shares, part) == PageKind("feedback", 0.5)


def test_an_empty_page_is_no_notice():
    assert not page_kind(canonicalise(""), None, shipped_model()).is_notice
