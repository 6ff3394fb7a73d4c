"""Title, agency, region and inspection of whole notices."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from taizhang.extract.contacts import extract_contacts
from taizhang.extract.dates import extract_dates
from taizhang.extract.notice_attributes import NoticeAttributes, read_attributes
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
    text = NOTICE.format(**{
        "title": "水务局党组关于巡察整改进展情况的通报",
        "opening": "2022年6月22日至9月22日,区委第二巡察组对局党组进行了常规巡察。",
        "body": "", "contacts": "", "end": "鼓楼区水务局党组\n2023年5月11日", **parts})
    doc = canonicalise(text)
    tree = build_outline(doc) if outline else Outline(())
    return read_attributes(doc, tree, extract_dates(doc, tree), extract_contacts(doc, tree))


@pytest.mark.parametrize("name", ["000_839d8c5da8a0b6bc", "001_6f4ddce8411ae7cb"])
def test_the_annotated_notices(name: str) -> None:
    gold = json.loads((SHARED / "gold" / f"{name}.json").read_text("utf-8"))
    doc = canonicalise((SHARED / gold["text"]).read_text("utf-8"))
    tree = build_outline(doc)
    found = read_attributes(doc, tree, extract_dates(doc, tree), extract_contacts(doc, tree))
    for key in ("title", "agency_raw", "agency", "agency_function", "region_code", "region", "inspector"):
        assert getattr(found, key) == gold["notice"][key]


@pytest.mark.parametrize(("parts", "code", "city"), [
    # four cities have a 鼓楼区: nothing is guessed
    ({}, None, None),
    ({"contacts": "联系电话:025-83201234。"}, "320106", "南京市"),
    ({"contacts": "邮寄地址:福州市鼓楼区5号。"}, "350102", "福州市"),
    ({"body": "印发《徐州市河道条例》宣传册。"}, "320302", "徐州市"),
    ({"body": "赴徐州市和福州市学习。"}, None, None),
    ({"body": "赴徐州市学习。", "contacts": "联系电话:025-83201234。"}, "320106", "南京市"),
    ({"title": "南京市鼓楼区水务局党组关于巡察整改进展情况的通报", "end": "鼓楼区水务局党组\n2023年5月11日"},
    "320106", "南京市"),
    # the area code alone fixes the city and no more
    ({"end": "区水务局党组\n2023年5月11日", "contacts": "联系电话:0539-8243458。"}, None, "临沂市"),
    ({"end": "县水务局党组\n2023年5月11日", "body": "印发《沁源县办法》,全县(沁源县)执行。"}, "140431", "长治市"),
    ({"end": "县水务局党组\n2023年5月11日", "body": "赴沁源县、沁县学习。赴武乡县、沁源县、武乡县学习。"}, None, None),
    ({"end": "沁源水务局党组\n2023年5月11日", "body": "印发《沁源县办法》。"}, "140431", "长治市"),
    ({"end": "沁源水务局党组\n2023年5月11日"}, None, None),
    ({"end": "国家税务总局沁源县税务局党委\n2023年5月11日"}, "140431", "长治市"),
    ({"end": "中共沁源县中峪乡委员会\n2023年5月11日"}, "140431", "长治市"),
    # abolished between 2013 and 2024: no region of a notice of today
    ({"end": "潞城市水务局党组\n2016年5月11日"}, "140481", "长治市"),
    ({"end": "潞城市水务局党组\n2025年5月11日"}, None, None),
])
def test_regions(parts: dict[str, str], code: str | None, city: str | None) -> None:
    found = attributes(**parts)
    assert (found.region_code, found.city) == (code, city)
    assert (found.region is None) == (code is None)


@pytest.mark.parametrize(("end", "raw", "agency", "organ"), [
    ("中共沁源县水利局党组\n2023年5月11日", "中共沁源县水利局党组", "沁源县水利局", "党组"),
    ("  沁源县水利局党组 2023年5月11日", "沁源县水利局党组", "沁源县水利局", "党组"),
    ("沁源县水利局党组2023年5月11日", "沁源县水利局党组", "沁源县水利局", "党组"),
    ("中共沁源县委员会\n二〇二三年五月十一日", "中共沁源县委员会", "沁源县委", "县委"),
    # the organ stands only in the title
    ("沁源县水务局\n2023年5月11日", "沁源县水务局", "沁源县水务局", "党组"),
    # nobody signs: the title does
    ("", "水务局党组", "水务局", "党组"),
])
def test_the_agency_is_that_of_the_signature(end: str, raw: str, agency: str, organ: str) -> None:
    found = attributes(end=end)
    assert (found.agency_raw, found.agency, found.organ) == (raw, agency, organ)


@pytest.mark.parametrize(("title", "raw"), [
    ("中共沁源县委关于巡视整改进展情况的通报", "中共沁源县委"), ("关于沁源县水利局党组巡察整改情况的通报",
    "沁源县水利局党组"),
    ("沁源县水利局党组\n关于巡察反馈意见整改落实情况的公示", "沁源县水利局党组"),
    ("中共沁源县中峪乡委员会巡察整改进展情况的通报", "中共沁源县中峪乡委员会"), ("关于巡察整改情况的通报", None),
])
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


def test_without_an_outline() -> None:
    found = attributes(outline=False, end="临沂市罗庄区水务局党组\n2023年5月11日")
    assert (found.title, found.agency, found.region_code, found.inspector, found.inspection_kind) == (
        "水务局党组关于巡察整改进展情况的通报", "临沂市罗庄区水务局", "371311", "区委第二巡察组", "常规")
