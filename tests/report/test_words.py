import pytest

from taizhang.report.words import named, status_mark, verdict_mark
from taizhang.vocabulary import STATUSES, VERDICTS


def test_every_verdict_and_status_has_its_own_symbol():
    assert len({verdict_mark(word).plain[0] for word in VERDICTS}) == len(VERDICTS)
    assert len({status_mark(word, False).plain[0] for word in STATUSES}) == len(STATUSES)


@pytest.mark.parametrize(
    ("status", "long_term", "expected"),
    [
        (None, None, ""),
        (None, True, "∞ 长期坚持"),
        ("completed", True, "● 已完成 ∞ 长期坚持"),
        ("long_term", True, "∞ 长期坚持"),
    ],
)
def test_two_states_stand_side_by_side(status, long_term, expected):
    assert status_mark(status, long_term).plain == expected


def test_an_unknown_word_is_shown_as_it_is():
    assert named("scope", "new_scope") == "new_scope"
    assert named("scope", None) == "—"
