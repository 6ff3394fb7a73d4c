"""Title, agency, region and inspection of whole notices."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from taizhang.extract.contacts import extract_contacts
from taizhang.extract.dates import extract_dates
from taizhang.extract.notice_attributes import NoticeAttributes, read_attributes, region_warnings
from taizhang.outline.build import build_outline
from taizhang.outline.unit import Outline
from taizhang.text import canonicalise

SHARED = Path(__file__).parents[2].parent / "shared"

NOTICE = """{title}
{opening}
一、整改工作组织情况
局党组高度重视,召开专题会议研究部署。
二、巡察反馈问题整改情况
(一)关于“制度执行不严”的问题
整改情况:一是加强学习。{body}二是完善制度。
(二)关于“预算执行率偏低”的问题
整改情况:一是加强管理。二是加强学习。
欢迎广大干部群众对巡察整改落实情况进行监督。{contacts}
{end}"""


def attributes(outline: bool = True, **parts: str) -> NoticeAttributes:
    text = NOTICE.format(
        **{
            "title": "水务局党组关于巡察整改进展情况的通报",
            "opening": "2022年6月22日至9月22日,区委第二巡察组对局党组进行了常规巡察。",
            "body": "",
            "contacts": "",
            "end": "鼓楼区水务局党组\n2023年5月11日",
            **parts,
        }
    )
    doc = canonicalise(text)
    tree = build_outline(doc) if outline else Outline(())
    return read_attributes(doc, tree, extract_dates(doc, tree), extract_contacts(doc, tree))


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not beside this checkout")
@pytest.mark.parametrize("name", ["000_839d8c5da8a0b6bc", "001_6f4ddce8411ae7cb"])
def test_the_annotated_notices(name: str) -> None:
    gold = json.loads((SHARED / "gold" / f"{name}.json").read_text("utf-8"))
    doc = canonicalise((SHARED / gold["text"]).read_text("utf-8"))
    tree = build_outline(doc)
    found = read_attributes(doc, tree, extract_dates(doc, tree), extract_contacts(doc, tree))
    for key in ("title", "agency_raw", "agency", "agency_function", "region_code", "region", "inspector"):
        assert getattr(found, key) == gold["notice"][key]


@pytest.mark.parametrize(
    ("parts", "code", "city"),
    [
        # four cities have a 鼓楼区: nothing is guessed
        ({}, None, None),
        ({"contacts": "联系电话:025-83201234。"}, "320106", "南京市"),
        ({"contacts": "邮寄地址:福州市鼓楼区5号。"}, "350102", "福州市"),
        ({"body": "印发《徐州市河道条例》宣传册。"}, "320302", "徐州市"),
        ({"body": "赴徐州市和福州市学习。"}, None, None),
        ({"body": "赴徐州市学习。", "contacts": "联系电话:025-83201234。"}, "320106", "南京市"),
        (
            {"title": "南京市鼓楼区水务局党组关于巡察整改进展情况的通报", "end": "鼓楼区水务局党组\n2023年5月11日"},
            "320106",
            "南京市",
        ),
        # the area code alone fixes the city and no more
        ({"end": "区水务局党组\n2023年5月11日", "contacts": "联系电话:0539-8243458。"}, None, "临沂市"),
        ({"end": "县水务局党组\n2023年5月11日", "body": "印发《沁源县办法》,全县(沁源县)执行。"}, "140431", "长治市"),
        (
            {"end": "县水务局党组\n2023年5月11日", "body": "赴沁源县、沁县学习。赴武乡县、沁源县、武乡县学习。"},
            None,
            None,
        ),
        ({"end": "沁源水务局党组\n2023年5月11日", "body": "印发《沁源县办法》。"}, "140431", "长治市"),
        # one county bears the bare name, several districts 和平
        ({"end": "沁源水务局党组\n2023年5月11日"}, "140431", "长治市"),
        ({"end": "和平水务局党组\n2023年5月11日"}, None, None),
        ({"end": "国家税务总局沁源县税务局党委\n2023年5月11日"}, "140431", "长治市"),
        ({"end": "中共沁源县中峪乡委员会\n2023年5月11日"}, "140431", "长治市"),
        # a former name in its time, and what took it over in a notice of today
        ({"end": "潞城市水务局党组\n2016年5月11日"}, "140481", "长治市"),
        ({"end": "潞城市水务局党组\n2025年5月11日"}, "140406", "长治市"),
        # divided: nothing is guessed
        ({"end": "邢台县水务局党组\n2025年5月11日"}, None, None),
    ],
)
def test_regions(parts: dict[str, str], code: str | None, city: str | None) -> None:
    found = attributes(**parts)
    assert (found.region_code, found.city) == (code, city)
    assert (found.region is None) == (code is None)


def test_what_is_left_open_is_reported_with_its_candidates() -> None:
    found = attributes()
    assert found.region_candidates == ("320106", "320302", "350102", "410204")
    (warning,) = region_warnings(found)
    assert "地区不明" in warning
    assert "江苏省南京市鼓楼区" in warning
    settled = attributes(contacts="联系电话:025-83201234。")
    assert (settled.region_candidates, settled.region_basis, region_warnings(settled)) == ((), "context", ())
    assert attributes(end="沁源县水务局党组\n2023年5月11日").region_basis == "name"


def test_a_zone_is_marked_and_belongs_to_its_city() -> None:
    found = attributes(end="长治高新技术产业开发区财政局党组\n2023年5月11日")
    assert (found.zone, found.region_code, found.agency_function) == ("长治高新技术产业开发区", "140400", "财政")
    assert attributes(end="上海市浦东新区财政局党组\n2023年5月11日").zone is None


@pytest.mark.parametrize(
    ("end", "raw", "agency", "organ"),
    [
        ("中共沁源县水利局党组\n2023年5月11日", "中共沁源县水利局党组", "沁源县水利局", "党组"),
        ("  沁源县水利局党组 2023年5月11日", "沁源县水利局党组", "沁源县水利局", "党组"),
        ("沁源县水利局党组2023年5月11日", "沁源县水利局党组", "沁源县水利局", "党组"),
        ("中共沁源县委员会\n二〇二三年五月十一日", "中共沁源县委员会", "沁源县委", "县委"),
        # the organ stands only in the title
        ("沁源县水务局\n2023年5月11日", "沁源县水务局", "沁源县水务局", "党组"),
        # nobody signs: the title does
        ("", "水务局党组", "水务局", "党组"),
    ],
)
def test_the_agency_is_that_of_the_signature(end: str, raw: str, agency: str, organ: str) -> None:
    found = attributes(end=end)
    assert (found.agency_raw, found.agency, found.organ) == (raw, agency, organ)


@pytest.mark.parametrize(
    ("title", "raw"),
    [
        ("中共沁源县委关于巡视整改进展情况的通报", "中共沁源县委"),
        ("关于沁源县水利局党组巡察整改情况的通报", "沁源县水利局党组"),
        ("沁源县水利局党组\n关于巡察反馈意见整改落实情况的公示", "沁源县水利局党组"),
        ("中共沁源县中峪乡委员会巡察整改进展情况的通报", "中共沁源县中峪乡委员会"),
        ("关于巡察整改情况的通报", None),
    ],
)
def test_the_agency_of_a_title(title: str, raw: str | None) -> None:
    found = attributes(title=title, end="", opening="根据部署,现将整改情况通报如下:")
    assert found.agency_raw == raw
    assert found.title == title.replace("\n", "")


def test_without_signature_and_title_the_inspected_body_is_the_agency() -> None:
    found = attributes(title="", end="", opening="2022年6月22日至9月22日,县委第二巡察组对沁源县水利局党组进行了巡察。")
    assert (found.title, found.agency_raw, found.agency, found.region_code) == (None, None, "沁源县水利局", "140431")


def test_a_short_name_is_told_in_full_where_the_notice_prints_it() -> None:
    found = attributes(end="沁源县文旅局党组\n2023年5月11日", body="沁源县文化和旅游局负责落实。")
    assert (found.agency_raw, found.agency) == ("沁源县文旅局党组", "沁源县文化和旅游局")


@pytest.mark.parametrize(
    "body",
    [
        # an address, a sentence, a former office: none of them is the full name
        "邮寄地址:沁源县沁河镇胜利路水利局302室。",
        "沁源县水利局召开会议,督促二级局。",
        "沁源县原水利局办公楼。",
    ],
)
def test_what_only_looks_like_a_longer_name(body: str) -> None:
    assert attributes(end="沁源县水利局党组\n2023年5月11日", body=body).agency == "沁源县水利局"


def test_the_name_of_a_committee_is_not_stretched_over_a_sentence() -> None:
    found = attributes(
        end="中共沁源县委员会\n2023年5月11日", body="沁源县委高度重视,沁源县委督促县直机关工委和县委落实。"
    )
    assert (found.agency, found.agency_function) == ("沁源县委", "党委")


@pytest.mark.parametrize(
    ("end", "contacts", "code"),
    [
        # a place without 市 inside the name of an enterprise, told by the area code or by the text
        ("华能长治热电有限公司党委\n2023年5月11日", "联系电话:0355-7844596。", "140400"),
        ("华能长治热电有限公司党委\n2023年5月11日", "地址:长治市热电路1号。", "140400"),
        ("华能长治热电有限公司党委\n2023年5月11日", "", "140400"),
        # a word that is a name as well
        ("华能新华热电有限公司党委\n2023年5月11日", "", None),
        # the district behind the city counts where the notice prints it in full, and only of an enterprise
        ("苏州吴江盛泽丝绸集团有限公司党委\n2023年5月11日", "地址:苏州市吴江区中山南路1号。", "320509"),
        ("苏州吴江盛泽丝绸集团有限公司党委\n2023年5月11日", "联系电话:0512-63012345。", "320500"),
    ],
)
def test_the_place_inside_the_name_of_an_enterprise(end: str, contacts: str, code: str | None) -> None:
    assert attributes(end=end, contacts=contacts).region_code == code


NAME = "沁源县水利局党组关于巡察整改情况的通报"
OPENING = "根据县委统一部署,2022年6月22日至9月22日,县委第二巡察组对县水利局党组进行了巡察。"


@pytest.mark.parametrize(
    "head",
    [
        NAME,
        "文  号:  有效性:有效\n" + NAME,
        "索引号:0001\n标题:" + NAME + "\n发布日期:2023-05-06",
        "发文机构:县水利局　成文日期:2023年5月4日　发布日期:2023年5月6日\n" + NAME,
        "·信息索引号:\n\n  1133/2023-1\n\n  ·文件名称:\n\n    "
        + NAME
        + "\n\n  ·发布机构:\n\n    县水利局\n\n  ·"
        + NAME,
        "第A11版:发布厅\n沁源县水利局党组\n关于巡察整改情况的通报\n2023年5月6日 星期六",
        NAME + " [2023-05-06]",
        "当前位置:首页>信息公开>通知公告\n" + NAME + "\n" + NAME + "\n来源:县水利局 浏览:12",
    ],
)
def test_titles_among_the_chrome_of_a_page(head: str) -> None:
    assert attributes(title=head, opening=OPENING, end="沁源县水利局党组\n2023年5月11日").title == NAME


@pytest.mark.parametrize("kind", ["公开表", "情况一览表", "情况公示表", "情况公开"])
def test_a_title_that_ends_in_the_name_of_a_table(kind: str) -> None:
    title = f"沁源县水利局党组巡察反馈问题整改{kind}"
    found = attributes(title=title, opening=OPENING, end="")
    assert (found.title, found.agency) == (title, "沁源县水利局")


@pytest.mark.parametrize(
    ("speaker", "agency"),
    [
        ("县审计局局长 田某某\n受县人民政府委托,现将审计查出问题整改情况报告如下。", "沁源县审计局"),
        ("我受县人民政府委托,现将审计查出问题整改情况报告如下。", "沁源县人民政府"),
        ("现将审计查出问题整改情况报告如下。", None),
    ],
)
def test_the_speaker_before_an_assembly(speaker: str, agency: str | None) -> None:
    found = attributes(
        title="关于2022年度县级预算执行审计查出问题整改情况的报告\n——2023年12月5日在沁源县第十七届人大常委会第九次会议上",
        opening=speaker,
        end="",
    )
    assert (found.agency, found.region_code) == (agency, "140431" if agency else None)


def test_a_title_that_runs_into_the_opening() -> None:
    found = attributes(title=NAME + OPENING, opening="现将整改情况通报如下。")
    assert found.title == NAME


@pytest.mark.parametrize("hostile", ["关于", "通报", "沁源县", "标题:", "沁源县水利", "党组关于整改情况的", "·"])
def test_linear_on_hostile_strings(hostile: str) -> None:
    def seconds(size: int) -> float:
        doc = canonicalise(hostile * size + "\n沁源县水利局党组\n2023年5月11日")
        tree = build_outline(doc)
        start = time.perf_counter()
        read_attributes(doc, tree, (), ())
        return time.perf_counter() - start

    seconds(100)
    assert seconds(4000) < 0.5 + 8 * seconds(1000)


def test_without_an_outline() -> None:
    found = attributes(outline=False, end="临沂市罗庄区水务局党组\n2023年5月11日")
    assert (found.title, found.agency, found.region_code, found.inspector, found.inspection_kind) == (
        "水务局党组关于巡察整改进展情况的通报",
        "临沂市罗庄区水务局",
        "371311",
        "区委第二巡察组",
        "常规",
    )
