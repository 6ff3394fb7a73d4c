import json
import time
from collections import Counter

import pytest

from support.ledgers import REPOSITORY, SAMPLES, SHARED
from taizhang.ingest.gate import page_kind
from taizhang.text import canonicalise

NOTICES = {
    "flat with labels": """某局党组关于巡察整改进展情况的通报
根据统一部署，县委巡察组对我局开展了巡察。现将整改情况予以公布。
1.关于“学习不深入”的问题。
整改情况：一是召开会议。二是完善制度。
2.关于“作风不实”的问题。
整改情况：一是开展检查。二是约谈。
""",
    "no title, no labels, title and answer on one line": """
按照中央统一部署，中央巡视组对我单位进行了巡视。现将巡视整改情况予以公布。
一、在党风廉政建设方面
（一）关于执行八项规定不严的问题。一是开展自查。二是清退费用。三是修订办法。
（二）关于监督责任不到位的问题。一是约谈干部。二是加强检查。三是通报案例。
""",
    "single environmental task": """某县生态环境保护督察反馈问题整改任务完成情况公示
整改任务：污水直排河道问题整改不到位。
整改目标：完成管网改造。
整改措施：新建管网3公里。
整改完成情况：已完成。
""",
    "audit rectification": """关于2023年度县级预算执行审计查出问题整改情况的报告
一、财政管理审计查出问题的整改情况
（一）对预算编制不细化的问题，财政局已完善办法。
（二）对专项资金闲置的问题，已收回资金120万元。
""",
    "full-width and spaced": """　　中共某镇委员会关于巡察反馈问题整改落实情况的公告
（一）关于“三务公开不及时”问题
　　整改落实情况：已完成。
（二）关于“三资管理混乱”问题
　　整改落实情况：已完成。
""",
    "bare headings with labels": """一、基层党建薄弱。
1、组织生活不规范。
整改情况:一是严格制度。二是开展督查。
2、党费收缴不及时。
整改情况:一是核对账目。二是补缴。
现将整改情况公布如下。
""",
}
OTHERS = {
    "announcement": (
        """县委第二巡察组进驻县水利局开展巡察的公告
根据县委统一部署，县委第二巡察组将于3月1日至4月30日对县水利局党组开展巡察。
巡察组受理反映县水利局领导班子成员的来信来电来访。联系电话：0355-1234567。
""",
        {"announcement"},
    ),
    "feedback": (
        """县委第二巡察组向县水利局党组反馈巡察情况
近日，县委第二巡察组向县水利局党组反馈了巡察情况。巡察组指出，存在以下问题：
一是理论学习不深入；二是主体责任落实不到位；三是基层党建薄弱。巡察组提出了整改意见。
县水利局党组表示，将认真抓好整改落实，按期报送整改情况。
""",
        {"feedback", "news"},
    ),
    "news": (
        """县水利局召开巡察整改专题推进会
本报讯（记者 张三）5月10日上午，县水利局召开巡察整改专题推进会。会议强调，要提高站位，压实责任。
一是要加强学习；二是要倒排工期；三是要建章立制；四是要举一反三。
""",
        {"news"},
    ),
    "commentary": (
        """做好巡察整改“后半篇文章”的思考
巡察整改是检验成效的重要标志。一要提高认识，二要落实责任，三要建立长效机制。
""",
        {"commentary"},
    ),
    "template": (
        """××局党组关于巡察整改情况的通报
20××年×月×日至×月×日，县委第×巡察组对××局党组进行了巡察，反馈了×个方面×个问题。现将整改情况公布如下。
1.关于“××××”的问题。整改情况：召开会议××次，完善制度××项，清退资金×万元。
2.关于“××××”的问题。整改情况：约谈××人，通报××个单位。
""",
        {"template"},
    ),
    "audit findings": (
        """某县审计局关于2022年度预算执行情况的审计结果公告
审计发现，部分单位预算编制不细化，涉及金额300万元；专项资金闲置，涉及金额120万元。
""",
        {"audit_findings"},
    ),
    "nothing to do with it": ("今天天气很好，适合出门散步。", {"other"}),
}


@pytest.mark.parametrize("name", NOTICES)
def test_a_page_with_problems_and_answers_is_a_notice(name):
    kind = page_kind(canonicalise(NOTICES[name]))
    assert kind.is_notice, kind
    assert 0 < kind.score <= 1


@pytest.mark.parametrize("name", OTHERS)
def test_near_misses_are_told_apart(name):
    text, kinds = OTHERS[name]
    kind = page_kind(canonicalise(text))
    assert kind.kind in kinds
    assert 0 < kind.score <= 1


def test_the_sample_and_shared_notices_are_notices():
    paths = sorted([*SAMPLES.glob("*.txt"), *(SHARED / "notices").glob("*.txt")])
    assert len(paths) >= 40
    for path in paths:
        assert page_kind(canonicalise(path.read_text("utf-8"))).is_notice, path.name


def test_labelled_openings():
    """The beginnings of pages by the two authors for whom the rules alone are held to it: a notice refused is the worse
    error. The pages of later authors are short and meant to mislead; there rules and model are held to it together
    (tests/classify/test_pages.py).
    """
    accepted: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    for author in ("qian", "sun"):
        path = REPOSITORY / "corpora" / "train" / "pages" / f"{author}.jsonl"
        for line in path.read_text("utf-8").splitlines():
            page = json.loads(line)
            pages[page["kind"]] += 1
            accepted[page["kind"]] += page_kind(canonicalise(page["text"])).is_notice
    assert pages["rectification_notice"] >= 200
    assert accepted["rectification_notice"] >= 0.97 * pages["rectification_notice"]
    near_misses = ("announcement", "feedback", "news", "template")
    assert sum(accepted[kind] for kind in near_misses) <= 0.05 * sum(pages[kind] for kind in near_misses)
    assert accepted["rectification_summary"] <= 0.3 * pages["rectification_summary"]


def test_a_notice_without_title_in_its_text_is_known_by_the_title_of_its_page():
    text = NOTICES["bare headings with labels"].replace("现将整改情况公布如下。", "")
    assert page_kind(canonicalise(text), "某镇党委关于巡察整改情况的通报").is_notice


def test_names_masked_in_an_honest_notice_make_no_template():
    item = "3.关于“违规操办”问题。\n整改情况：给予张××、李××警告处分，清退3.2万元，约谈5人。\n"
    assert page_kind(canonicalise(NOTICES["flat with labels"] + item)).is_notice


@pytest.mark.parametrize(
    "unit",
    [
        "现将整改",
        "巡察反馈整改",
        "关于“",
        "对问题,",
        "整改情况:",
        "一是",
        "1.关于问题",
        "×年",
        "巡察开展受理",
    ],
)
def test_time_grows_linearly_on_hostile_text(unit):
    """Judged by the first 60,000 characters; even those must not take long."""
    started = time.perf_counter()
    page_kind(canonicalise(unit * (70_000 // len(unit))))
    assert time.perf_counter() - started < 1.5
