"""The inspecting body as printed, with level, kind and round."""

from __future__ import annotations

import time

import pytest

from taizhang.extract.inspectors import read_inspection
from taizhang.text import fold


@pytest.mark.parametrize(
    ("text", "inspector", "level", "kind", "round_"),
    [
        ("2021年12月10日至2022年2月1日,县委第一巡察组对文旅局党组进行巡察。", "县委第一巡察组", "county", None, None),
        ("按照省委部署,省委巡视三组对我局开展了常规巡视", "省委巡视三组", "province", "常规", None),
        ("中央第八巡视组对公司党委开展了巡视", "中央第八巡视组", "central", None, None),
        ("市委巡察三组对", "市委巡察三组", "city", None, None),
        ("根据集团党委安排,集团党委第二巡察组对", "集团党委第二巡察组", "enterprise", None, None),
        ("接受了沁源县委第一巡察组的专项巡察", "沁源县委第一巡察组", "county", "专项", None),
        ("2022年3月中共临沂市罗庄区委第三巡察组进驻", "中共临沂市罗庄区委第三巡察组", "county", None, None),
        ("县委上下联动巡察组", "县委上下联动巡察组", "county", "联动", None),
        ("区委专项巡察一组对我街道巡察,十四届县委第五轮巡察", "区委专项巡察一组", "county", "专项", "十四届县委第五轮"),
        ("机动巡察一组对", "机动巡察一组", None, "机动", None),
        ("市委第八提级交叉巡察组开展提级交叉巡察", "市委第八提级交叉巡察组", "city", "提级", None),
        ("十二届省委第四轮巡视第三巡视组对", "第三巡视组", "province", None, "十二届省委第四轮"),
        ("中央第三生态环境保护督察组对", "中央第三生态环境保护督察组", "central", None, None),
        # names dropped by the site stay as printed
        ("委第巡察组对我局巡察", "委第巡察组", None, None, None),
        ("诸城市委第一巡察组对市财政局开展巡察“回头看”", "诸城市委第一巡察组", "county", "回头看", None),
        ("国家烟草专卖局党组第三巡视组对", "国家烟草专卖局党组第三巡视组", "central", None, None),
        ("省委教育工委第三巡察组", "省委教育工委第三巡察组", "province", None, None),
        ("区教育党工委第二巡察组", "区教育党工委第二巡察组", "county", None, None),
        ("自治区党委第三巡视组", "自治区党委第三巡视组", "province", None, None),
        ("山东大学党委第二巡察组", "山东大学党委第二巡察组", "school", None, None),
        ("2022年6月,省生态环境保护督察三组对黄冈市开展督察", "省生态环境保护督察三组", "province", None, None),
        ("湖南省第二生态环境保护督察组进驻", "湖南省第二生态环境保护督察组", "province", None, None),
        (
            "来源:全椒县审计局 字号:大\n按照计划,县审计局派出审计组,自3月6日起对预算执行情况进行了审计",
            "县审计局",
            None,
            None,
            None,
        ),
        ("根据审计法,由河阳市审计局对市本级预算进行了审计", "河阳市审计局", None, None, None),
        ("河阳县审计局公告", "河阳县审计局", None, None, None),
        ("市审计局对我局进行审计", "市审计局", None, None, None),
        ("根据县委统一部署,巡察组对我局开展巡察,巡察组组长讲话", None, "county", None, None),
        ("加强学习,完善制度。", None, None, None, None),
        ("开展选人用人专项检查,巡察工作领导小组听取汇报", None, None, None, None),
    ],
)
def test_inspectors(text: str, inspector: str | None, level: str | None, kind: str | None, round_: str | None) -> None:
    found = read_inspection(fold(text), [], text)
    assert (found.inspector, found.level, found.kind, found.round) == (inspector, level, kind, round_)


def test_the_opening_goes_before_the_rest() -> None:
    text = "市委第三巡察组移交线索。县委第一巡察组对我局开展常规巡察。"
    assert read_inspection(fold(text), [(12, len(text))], text).inspector == "县委第一巡察组"
    assert read_inspection(fold(text), [], text).inspector == "市委第三巡察组"


@pytest.mark.parametrize("hostile", ["巡察组", "县委", "第一", "专项巡察", "十四届", "接受", "中共临沂市"])
def test_linear_on_hostile_strings(hostile: str) -> None:
    def seconds(size: int) -> float:
        text = hostile * size
        start = time.perf_counter()
        read_inspection(text, [], text)
        return time.perf_counter() - start

    seconds(100)
    assert seconds(4000) < 0.5 + 8 * seconds(1000)
