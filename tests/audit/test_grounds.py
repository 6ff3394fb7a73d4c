"""What a split may really divide: other numbers near it, what is left over, a last step in the place of a state."""

from __future__ import annotations

import pytest

from support.desk import accused, audit_text, told, verdict

CHECK = "status_sum"


@pytest.mark.parametrize(
    "text",
    [
        "对反馈的12个问题和自查的5个问题一体整改，目前已完成15个，正在推进2个。",
        "坚持反馈的12个问题与审计指出的4个问题同步整改，已完成14个，正在推进2个。",
        "梳理自查问题近20个，已完成17个，正在推进4个。",
        "巡察组向局机关反馈问题9个，向下属单位反馈问题6个，目前已完成12个，正在推进4个。",
        "12个问题已完成11个，通过验收10个，正在推进2个。",
    ],
)
def test_states_that_may_divide_something_else_accuse_nobody(text: str) -> None:
    assert accused(audit_text(told(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "12个问题中，重点问题3个，已完成整改10个，正在推进3个。",
        "12个问题已完成整改10个，其中重点问题3个，正在推进3个。",
        "12个问题制定整改措施30条，12个问题已完成整改10个，正在推进3个。",
    ],
)
def test_a_part_or_the_measures_are_no_other_ground(text: str) -> None:
    found = audit_text(told(text))
    assert verdict(found, CHECK, "main") in ("inconsistent", "unverifiable")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12个问题已完成整改10个。剩余2个问题正在按计划推进。", "consistent"),
        ("12个问题已完成整改10个。剩余3个问题正在按计划推进。", "inconsistent"),
        ("12个问题已完成整改10个，剩余1个问题正在按计划推进。", "unverifiable"),
        ("12个问题完成整改10个，完成率83.3%，2个问题持续整改。", "consistent"),
        ("12个问题已完成整改10个，2个因客观原因暂未完成整改。", "consistent"),
        ("12个问题已完成整改10个，剩余2个因用地手续未批复正在推进。", "consistent"),
        ("12个问题已完成整改10个，对2个重点问题组织“回头看”。", "unverifiable"),
        ("12个问题已完成整改10个，另有5个工作专班持续推进。", "unverifiable"),
    ],
)
def test_what_is_left_over_counts_as_a_state(text: str, said: str) -> None:
    assert verdict(audit_text(told(text)), CHECK, "main") == said
