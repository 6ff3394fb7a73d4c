"""Parts that stand apart from their total: the next sentence, one a line, the headings of the aspects."""

from __future__ import annotations

import pytest

from support.desk import ANSWER, accused, answered, audit_text, notice, verdict

PERIOD = "2022年6月22日至9月22日，县委第二巡察组对县水利局党组开展了巡察。2022年10月25日，巡察组反馈了巡察意见，"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("清查公务用车42辆。其中符合规定的36辆，超编的6辆全部封存", "consistent"),
        ("清查公务用车42辆。其中符合规定的36辆，超编的4辆全部封存", None),  # over a distance nothing is held against it
        ("清理超期合同58份。经甄别，继续履行31份，补签19份，终止8份", "consistent"),
        ("清理超期合同58份。经甄别，继续履行31份，补签27份", None),  # two numbers may add up by chance
        ("清理超期合同58份。经甄别，继续履行31份，补签20余份，终止8份", None),
        ("清查台账3本。其中合格2本，不合格1本", None),  # so small a total is met by chance
    ],
)
def test_the_next_sentence_divides_the_total_or_nothing_is_said(text: str, said: str | None) -> None:
    found = audit_text(answered(text))
    assert verdict(found, "parts_sum") == said
    assert accused(found) == []


def lines(*values: int, total: int = 26) -> str:
    villages = "\n".join(f"{name}村{value}个" for name, value in zip(("大河", "石桥", "柳林"), values, strict=True))
    return notice(
        PERIOD + f"指出4个问题，反馈村级问题{total}个。",
        "\n".join(f"{place}.关于“制度不健全之{place}”的问题\n整改情况：{ANSWER}" for place in "1234"),
        organisation=f"村级{total}个问题分布如下：\n{villages}\n逐村建立整改台账，明确责任人。",
    )


def test_one_part_a_line() -> None:
    assert verdict(audit_text(lines(9, 10, 7)), "parts_sum", "villages") == "consistent"


def test_lines_that_do_not_add_up_are_left_alone() -> None:
    found = audit_text(lines(9, 10, 8))
    assert verdict(found, "parts_sum", "villages") is None
    assert accused(found) == []


def headed(*values: int | None, claimed: int) -> str:
    aspects = []
    for place, value in enumerate(values):
        told = f"（{value}个问题）" if value is not None else ""
        aspects.append(f"（{'一二三'[place]}）聚焦第{place + 1}方面工作落实方面{told}")
        aspects += [
            f"{number}.关于“台账管理不规范之{number}”的问题\n整改情况：{ANSWER}"
            for number in range(1, (value or 2) + 1)
        ]
    return notice(PERIOD + f"指出{len(values)}个方面{claimed}个问题。", "\n".join(aspects))


def test_the_headings_of_the_aspects_share_out_the_problems() -> None:
    assert verdict(audit_text(headed(2, 3, 1, claimed=6)), "parts_sum") == "consistent"


def test_one_heading_without_a_number_settles_nothing() -> None:
    assert verdict(audit_text(headed(2, 3, None, claimed=7)), "parts_sum") is None


def test_headings_that_do_not_add_up_are_left_to_the_count_of_the_items() -> None:
    assert verdict(audit_text(headed(2, 3, 1, claimed=7)), "parts_sum") is None
