from dataclasses import replace

import pytest
from rich.cells import cell_len

from support.ledgers import make
from taizhang.query.terminal import console
from taizhang.records import Ledger, Notice, Text
from taizhang.report.show import show


def shown(ledger: Ledger, width: int = 80, *, full: bool = False) -> str:
    terminal = console(width=width, color=False)
    with terminal.capture() as capture:
        show(ledger, terminal, full=full)
    return capture.get()


def test_everything_an_auditor_asks_for_is_there():
    text = shown(make()[1])
    for part in (
        "某县水利局党组关于巡察整改进展情况的通报",
        "县委第二巡察组",
        "2023-03-01",
        "2023-09-02",
        "反馈后 185 天",
        "组织学习方面",
        "1.关于“学习不深入”的问题",
        "● 已完成",
        "∞ 长期坚持",
        "一是召开会议3次",
        "开展检查4次",
        "2 个方面",
        "3 个问题",
        "召开会议",
        "约谈",
        "0355-1234567",
        "+86 355 123 4567",
        "《条例》",
        "只有一个方面的标题",
    ):
        assert part in text, part


def test_a_verdict_stands_with_its_arithmetic_its_sentence_and_its_evidence():
    ledger = make()[1]
    text = shown(ledger)
    evidence = ledger.audits[0].evidence[0]
    assert "✗ 不符  声称问题数与列出问题数  声称 3 / 核对 2" in text
    assert "通报称3个问题，实际列出2个。" in text
    assert f"“指出2个方面3个问题”  [{evidence.char_start}-{evidence.char_end}]" in text
    assert "其他计法 other readings：方面 1" in text
    assert text.index("✗ 不符  声称") < text.index("✓ 相符  日期先后")


@pytest.mark.parametrize("width", [60, 80, 132])
def test_no_line_is_wider_than_the_terminal(width):
    ledger = make("某自治州文化和旅游广播电视体育局" * 3)[1]
    assert max(cell_len(line) for line in shown(ledger, width).splitlines()) <= width


def test_long_measures_are_cut_unless_all_is_asked_for():
    ledger = make()[1]
    long = replace(ledger, measures=(replace(ledger.measures[0], surface="完善制度" * 100),))
    assert "…" in shown(long)
    assert shown(long).count("完善制度") < 40
    assert shown(long, full=True).replace("\n", "").replace("│", "").replace(" ", "").count("完善制度") == 100


def test_a_notice_that_says_nothing_says_so():
    text = shown(Ledger(Notice("0" * 16), Text("0" * 16, "")))
    assert text.count("未说 not said") >= 5
    assert "Traceback" not in text


def test_an_aspect_that_is_its_own_problem_is_shown_once():
    ledger = make()[1]
    aspect = replace(ledger.problems[1], problem_id="A2", parent_id=None, level="aspect", status=None)
    alone = replace(ledger, problems=(aspect, replace(ledger.problems[1], parent_id="A2")))
    assert shown(alone).count("关于“学习不深入”的问题") == 1


def test_a_document_can_not_command_the_terminal():
    ledger = make()[1]
    hostile = replace(
        ledger,
        notice=replace(ledger.notice, title="\x1b[2J通报[bold]", agency="\x07"),
        problems=(replace(ledger.problems[0], title="\x1b]0;x\x07[red]题"),),
        contacts=(replace(ledger.contacts[0], surface="\x1b[31m"),),
        audits=(replace(ledger.audits[0], explanation="[/]\x1b[0m"),),
    )
    text = shown(hostile)
    assert not set(text) & set(map(chr, (*range(9), *range(11, 32), 127)))
    assert "[bold]" in text


def test_colour_is_used_on_a_terminal_only():
    from rich.console import Console

    terminal = Console(width=80, force_terminal=True, color_system="standard")
    with terminal.capture() as capture:
        show(make()[1], terminal)
    assert "\x1b[" in capture.get()
    assert "\x1b[" not in shown(make()[1])
