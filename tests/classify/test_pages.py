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


PLAN = """根据县委第三巡察组2023年4月10日反馈意见，结合实际，提出如下措施。
一、总体要求
坚持问题导向，压实责任，确保整改到位。
二、整改任务
（一）“三会一课”制度落实不严
整改措施：制定年度计划，每月检查；拟开展专题培训2期。责任领导：张三。完成时限：2023年6月底。
（二）项目监管不到位
整改措施：对在建项目逐一排查，7月底前完成。责任领导：李四。完成时限：2023年7月底。
（三）财务报销把关不严
整改措施：修订报销办法，计划聘请第三方审计。责任领导：王五。完成时限：2023年8月底。
（四）信访积案化解慢
整改措施：领导包案，力争年底前化解5件。责任领导：赵六。完成时限：2023年12月底。
三、组织保障
成立领导小组，每半月调度一次，对推进不力的予以通报。
"""


@pytest.mark.parametrize("model", [None, shipped_model()], ids=["rules", "model"])
@pytest.mark.parametrize(
    ("title", "notice"),
    [
        ("中共青山县水务局党组关于县委巡察反馈意见的整改方案", False),
        ("青石镇党委巡察整改工作实施方案（公开版）", False),
        ("关于印发《县教育局党组巡察反馈问题整改落实方案》的通知", False),
        ("中共青山县水务局党组关于巡察反馈意见整改方案落实情况的通报", True),
        ("县环保督察反馈意见整改方案第12项任务完成情况公示", True),
    ],
)
def test_a_plan_is_no_notice_and_what_came_of_it_is_one(model, title, notice):
    assert page_kind(canonicalise(f"{title}\n{PLAN}"), None, model).is_notice == notice
