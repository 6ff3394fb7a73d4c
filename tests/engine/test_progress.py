import io
import itertools

from rich.console import Console

from taizhang.engine import progress as module
from taizhang.engine.account import Account
from taizhang.engine.progress import line_of, progress
from taizhang.records import Document


def account(extracted, quarantined=0, before=0):
    found = Account(received=extracted + quarantined + before, already_done=before)
    for number in range(extracted):
        found.add(Document("0" * 64, str(number)))
    for number in range(quarantined):
        found.add(Document("0" * 64, str(number), outcome="quarantined", reason="empty: 空"))
    return found


def test_a_line_says_documents_rate_time_left_and_quarantined():
    line = line_of(account(90, 10, before=500), 1_600, 50.0)
    assert "600/1,600 份" in line
    assert "2.0 份/秒" in line
    assert "约剩 8 分钟" in line  # 1,000 documents at 2 a second
    assert "隔离 10 份" in line
    assert "约剩 2 小时 47 分" in line_of(account(10), 10_010, 10.0)


def test_where_the_number_is_unknown_or_nothing_was_done_no_time_is_invented():
    assert "剩" not in line_of(account(10), None, 10.0)
    assert "剩" not in line_of(account(0, before=5), 100, 10.0)


def test_a_log_gets_one_line_a_minute(monkeypatch):
    seconds = itertools.count(0.0, 10.0)
    monkeypatch.setattr(module.time, "monotonic", lambda: next(seconds))
    log = io.StringIO()
    with progress(100, Console(file=log, width=60)) as report:
        for number in range(1, 20):
            report(account(number))
    assert len(log.getvalue().splitlines()) == 3


def test_a_terminal_gets_a_bar_and_no_lines():
    screen = io.StringIO()
    with progress(4, Console(file=screen, force_terminal=True, width=120)) as report:
        report(account(2, 1))
    assert "3/4" in screen.getvalue()
    assert "隔离 1" in screen.getvalue()
