"""Contacts in every shape, found in the closing and nowhere else."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from taizhang.extract.contacts import extract_contacts
from taizhang.outline.build import build_outline
from taizhang.outline.unit import Outline
from taizhang.records import Contact
from taizhang.text import canonicalise

SHARED = Path(__file__).parents[2].parent / "shared"

NOTICE = """河阳县水利局党组关于巡察整改进展情况的通报
2022年6月22日至9月22日,县委第二巡察组对局党组进行了巡察。10月25日,巡察组向局党组反馈了巡察意见。
一、整改工作组织情况
局党组高度重视,召开专题会议研究部署。
二、巡察反馈问题整改情况
(一)关于“制度执行不严”的问题
整改情况:一是公开12345热线和投诉电话0355-1110000,登记姓名、电话、地址:住址。二是完善制度。
(二)关于“预算执行率偏低”的问题
整改情况:一是加强管理。二是加强学习。
三、下一步工作
持续抓好整改。
欢迎广大干部群众对巡察整改落实情况进行监督。{contacts}
{end}"""
END = "河阳县水利局党组\n2023年5月11日"


def read(text: str) -> tuple[Contact, ...]:
    doc = canonicalise(text)
    found = extract_contacts(doc, build_outline(doc))
    for contact in found:
        assert doc.text[contact.char_start : contact.char_end] == contact.surface
    return found


def lines(contacts: str, end: str = END) -> list[str]:
    return [
        f"{c.kind} {c.surface} -> {c.normalised} {c.valid}" for c in read(NOTICE.format(contacts=contacts, end=end))
    ]


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not beside this checkout")
@pytest.mark.parametrize("name", ["000_839d8c5da8a0b6bc", "001_6f4ddce8411ae7cb"])
def test_the_annotated_notices(name: str) -> None:
    gold = json.loads((SHARED / "gold" / f"{name}.json").read_text("utf-8"))
    found = {(c.char_start, c.char_end, c.kind, c.normalised) for c in read((SHARED / gold["text"]).read_text("utf-8"))}
    assert found == {(c["char_start"], c["char_end"], c["kind"], c["normalised"]) for c in gold["contacts"]}


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        (
            "联系电话:0531-81695505,0531-81695506;电子邮箱:ABC@163.com。",
            [
                "phone 0531-81695505 -> +86 531 8169 5505 True",
                "phone 0531-81695506 -> +86 531 8169 5506 True",
                "email ABC@163.com -> abc@163.com True",
            ],
        ),
        (
            "联系方式:电话0716-8253709,17720384502(用于接收举报短信);邮政信箱:河阳市1024信箱;邮编:250002。",
            [
                "phone 0716-8253709 -> +86 716 825 3709 True",
                "phone 17720384502 -> +86 177 2038 4502 True",
                "mailbox 河阳市1024信箱 -> 河阳市1024信箱 True",
                "postcode 250002 -> 250002 True",
            ],
        ),
        (
            "举报电话:(0931—12380,8288453),工作日上午8:30-12:00,下午2:30-5:30。",
            [
                "phone 0931—12380 -> +86 931 12380 True",
                "phone 8288453 -> +86 931 828 8453 True",
                "hours 工作日上午8:30-12:00,下午2:30-5:30 -> 工作日上午8:30-12:00,下午2:30-5:30 True",
            ],
        ),
        (
            "电话:0991-46570170991-463443",
            ["phone 0991-4657017 -> +86 991 465 7017 True", "phone 0991-463443 -> +86 991 463443 False"],
        ),
        (
            "电话:020-84559999(工作日9:00-12:00,14:00-17:30);工作日(8:00-12:00)",
            [
                "phone 020-84559999 -> +86 20 8455 9999 True",
                "hours 工作日9:00-12:00,14:00-17:30 -> 工作日9:00-12:00,14:00-17:30 True",
                "hours 工作日(8:00-12:00) -> 工作日(8:00-12:00) True",
            ],
        ),
        ("监督电话:2886133 2893039", ["phone 2886133 -> None None", "phone 2893039 -> None None"]),
        (
            "联系电话:68311877(8:00-18:00),传真:68311878",
            ["phone 68311877 -> None None", "hours 8:00-18:00 -> 8:00-18:00 True", "fax 68311878 -> None None"],
        ),
        (
            "电话:（０７６０）２３２２６７７３ 邮寄地址:河阳市中山路5号县水利局302室(邮编:250002)",
            [
                "phone （０７６０）２３２２６７７３ -> +86 760 2322 6773 True",
                "address 河阳市中山路5号县水利局302室 -> 河阳市中山路5号县水利局302室 True",
                "postcode 250002 -> 250002 True",
            ],
        ),
        (
            "联系人:张三、李四 联系电话:0355-7844596转801",
            [
                "person 张三 -> 张三 True",
                "person 李四 -> 李四 True",
                "phone 0355-7844596转801 -> +86 355 784 4596 ext. 801 True",
            ],
        ),
        (
            "\n通讯地址:河阳县水利局\n"
            "办公地址：河阳县中山路12号，县水利局办公室，邮政编码：215004\n举报信箱swxsz01@sxfj.gov.cn",
            [
                "address 河阳县水利局 -> 河阳县水利局 True",
                "address 河阳县中山路12号，县水利局办公室 -> 河阳县中山路12号，县水利局办公室 True",
                "postcode 215004 -> 215004 True",
                "email swxsz01@sxfj.gov.cn -> swxsz01@sxfj.gov.cn True",
            ],
        ),
        (
            "邮箱:qyxw@163\n.com\n电话:0355-784****",
            ["email qyxw@163\n.com -> qyxw@163.com True", "phone 0355-784**** -> None False"],
        ),
        (
            "电话:***-********,邮箱:qy****@163.com",
            ["phone ***-******** -> None False", "email qy****@163.com -> None False"],
        ),
        (
            "请拨打12380或12345热线。邮政编码:) "
            "第12号邮政信箱,邮政信箱A036号,B30071邮政专用信箱,1960邮箱转市委巡察组收(邮编:030000)",
            [
                "phone 12380 -> 12380 True",
                "phone 12345 -> 12345 True",
                "mailbox 第12号邮政信箱 -> 第12号邮政信箱 True",
                "mailbox 邮政信箱A036号 -> 邮政信箱A036号 True",
                "mailbox B30071邮政专用信箱 -> B30071邮政专用信箱 True",
                "mailbox 1960邮箱转市委巡察组收 -> 1960邮箱转市委巡察组收 True",
                "postcode 030000 -> 030000 True",
            ],
        ),
        (
            "电话:0355—7844596;传真:0355-7844597;电话/传真:0355-7844598;0355-7844599(传真)",
            [
                "phone 0355—7844596 -> +86 355 784 4596 True",
                "fax 0355-7844597 -> +86 355 784 4597 True",
                "phone 0355-7844598 -> +86 355 784 4598 True",
                "fax 0355-7844599 -> +86 355 784 4599 True",
            ],
        ),
        (
            "电子邮箱:abc.def(at)163.com;来信请寄:河阳县政府大院2号楼,邮编250002;早8:00—晚20:00;受理时间:工作日。",
            [
                "email abc.def(at)163.com -> abc.def@163.com True",
                "address 河阳县政府大院2号楼 -> 河阳县政府大院2号楼 True",
                "postcode 250002 -> 250002 True",
                "hours 早8:00—晚20:00 -> 早8:00—晚20:00 True",
                "hours 工作日 -> 工作日 True",
            ],
        ),
        (
            "联系地址：河阳市电话局路2号 250002 电话13800138000",
            [
                "address 河阳市电话局路2号 -> 河阳市电话局路2号 True",
                "postcode 250002 -> 250002 True",
                "phone 13800138000 -> +86 138 0013 8000 True",
            ],
        ),
        ("公示时间:2023年5月11日至2023年5月17日,网址:http://www.hy.gov.cn/art/20230511/0355-1234567.html", []),
        ("如有意见建议,请及时向我们反映。", []),
    ],
)
def test_shapes(contacts: str, expected: list[str]) -> None:
    assert lines(contacts) == expected


@pytest.mark.parametrize(
    "footer",
    [
        "\n地址:河阳县1号 电话:0355-9999999\n版权所有:河阳县水利局 晋ICP备12345号",
        "\n\n主办:河阳县水利局 地址:河阳县1号 电话:0355-9999999 网站标识码1404310001",
        "\n联系我们 | 网站地图\n电话:0355-9999999",
    ],
)
def test_the_footer_of_the_site_is_no_contact_of_the_notice(footer: str) -> None:
    assert lines("联系电话:0355-7844596。", END + footer) == ["phone 0355-7844596 -> +86 355 784 4596 True"]


def test_contacts_may_stand_below_the_signature() -> None:
    assert lines("", END + "\n联系电话:0355-7844596") == ["phone 0355-7844596 -> +86 355 784 4596 True"]


def test_a_phone_inside_an_answer_is_no_contact() -> None:
    assert lines("") == []


def test_without_an_outline_the_closing_cue_leads() -> None:
    doc = canonicalise(NOTICE.format(contacts="联系电话:0355-7844596。", end=END))
    assert [c.surface for c in extract_contacts(doc, Outline(()))] == ["0355-7844596"]


@pytest.mark.parametrize(
    "hostile",
    [
        "0355-",
        "8:00-",
        "a.",
        "@a.",
        "电话",
        "*",
        "地址:",
        "1",
        "联系人:",
        "信箱",
        "12号",
        "邮 编:",
        "电 话:0355-7844596\n",
        "联 系 人:",
        "地址(请",
        "工作日",
        "公示电话12345",
        "电话,1234567",
    ],
)
def test_linear_on_hostile_strings(hostile: str) -> None:
    def seconds(size: int) -> float:
        doc = canonicalise("欢迎监督。联系电话:" + hostile * size)
        start = time.process_time()
        extract_contacts(doc, Outline(()))
        return time.process_time() - start

    seconds(100)
    assert seconds(2000) < 0.5 + 8 * seconds(500)
