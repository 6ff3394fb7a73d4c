"""Contacts in annotated paragraphs: 【surface|kind|normalised】, each set into a whole notice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taizhang.extract.contacts import extract_contacts
from taizhang.outline.build import build_outline
from taizhang.text import canonicalise

FOLDER = Path(__file__).parent.parent / "cases" / "contacts"
MARK = re.compile(r"【([^】|]*)\|([^】|]*)\|?([^】]*)】")
NOTICE = """河阳县水利局党组关于巡察整改进展情况的通报
2022年6月22日至9月22日，县委第二巡察组对局党组进行了巡察。10月25日，巡察组向局党组反馈了巡察意见。
一、整改工作组织情况
局党组高度重视，召开专题会议研究部署。
二、巡察反馈问题整改情况
（一）关于“制度执行不严”的问题
整改情况：一是公开12345热线和投诉电话0355-1110000，登记姓名、电话、地址：住址。二是完善制度。
（二）关于“预算执行不够”的问题
整改情况：一是加强管理。二是加强学习。
三、下一步工作
{plans}
{closing}河阳县水利局党组
2023年5月11日
{signed}"""


def cases(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def check(plans: str = "持续抓好整改。", closing: str = "", signed: str = "") -> None:
    marked = NOTICE.format(plans=plans, closing=closing and closing + "\n", signed=signed).replace("¶", "\n")
    doc = canonicalise(MARK.sub(lambda match: match[1], marked))
    wanted = [(match[2], match[1], match[3]) for match in MARK.finditer(marked)]
    found = extract_contacts(doc, build_outline(doc))
    assert [(contact.kind, contact.surface) for contact in found] == [row[:2] for row in wanted]
    for contact, (_, surface, normalised) in zip(found, wanted, strict=True):
        assert doc.text[contact.char_start : contact.char_end] == surface
        if normalised:
            assert contact.normalised == (None if normalised == "-" else normalised)


@pytest.mark.parametrize("line", cases("closings.txt"))
def test_closing_paragraphs(line: str) -> None:
    check(closing=line)


@pytest.mark.parametrize("line", cases("loose.txt"))
def test_contacts_at_the_end_of_the_plans(line: str) -> None:
    check(plans=line)


@pytest.mark.parametrize("line", cases("signed.txt"))
def test_what_stands_behind_the_signature(line: str) -> None:
    check(closing="欢迎广大干部群众监督。", signed=line)


@pytest.mark.parametrize("line", cases("closings.txt")[:8])
def test_the_notice_s_own_contacts_stay_where_a_footer_follows(line: str) -> None:
    check(closing=line, signed="主办：河阳县人民政府办公室　联系电话：0355-9999999¶晋ICP备12345号")
