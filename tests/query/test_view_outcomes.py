"""`v_outcomes`: people, money and institutions as ranges, zeros kept, nothing added that may be the same thing."""

from __future__ import annotations

from dataclasses import replace

from support.ledgers import make
from support.views import counted
from taizhang.records import Count, Ledger


def outcomes(ledger: Ledger, *found: Count) -> Ledger:
    return replace(ledger, counts=found)


def test_a_printed_zero_is_a_row_and_nothing_said_is_none(ask):
    ledger = make()[1]
    zero = counted(ledger, 1, "5人", "persons_disciplined", "人", value=0.0)
    (row,) = ask("FROM v_outcomes", outcomes(ledger, zero))
    assert (row["at_least"], row["at_most"], row["says_zero"], row["settled"]) == (0.0, 0.0, True, True)


def test_persons_and_person_times_are_apart_and_money_is_in_yuan(ask):
    ledger = make()[1]
    found = (
        counted(ledger, 1, "5人", "persons_reminded", "名"),
        counted(ledger, 2, "3次", "persons_reminded", "人次", value=9.0),
        counted(ledger, 3, "2项", "money_refunded", "元", value=115000.0),
        counted(ledger, 4, "4次", "money_other", "元", value=7.0),
    )
    rows = ask("SELECT outcome, counting_unit, at_least FROM v_outcomes", outcomes(ledger, *found))
    assert {tuple(row.values()) for row in rows} == {
        ("persons_reminded", "人", 5.0),
        ("persons_reminded", "人次", 9.0),
        ("money_refunded", "元", 115000.0),
    }


def test_several_numbers_of_one_place_are_a_range_without_their_parts(ask):
    ledger = make()[1]
    found = (
        counted(ledger, 1, "3次", "money_recovered", "元", value=100.0, problem_id="1"),
        counted(ledger, 2, "2项", "money_recovered", "元", value=40.0, qualifier="subset", problem_id="1"),
        counted(ledger, 3, "4次", "money_recovered", "元", value=30.0, problem_id="2"),
    )
    (row,) = ask("FROM v_outcomes", outcomes(ledger, *found))
    assert (row["at_least"], row["at_most"], row["settled"], row["said_in"]) == (100.0, 130.0, False, "answers")
    assert row["surfaces"] == ["3次", "2项", "4次"]
    assert "只知范围" in row["note"]


def test_parts_alone_are_added_and_open_numbers_have_no_upper_bound(ask):
    ledger = make()[1]
    found = (
        counted(ledger, 1, "3次", "persons_disciplined", "人次", value=8.0, qualifier="subset"),
        counted(ledger, 2, "2项", "persons_disciplined", "人次", value=5.0, qualifier="subset"),
        counted(ledger, 3, "4次", "persons_admonished", "人", value=4.0, value_low=4.0, qualifier="at_least"),
    )
    rows = {row["outcome"]: row for row in ask("FROM v_outcomes", outcomes(ledger, *found))}
    assert (rows["persons_disciplined"]["at_least"], rows["persons_disciplined"]["at_most"]) == (8.0, 13.0)
    assert (rows["persons_admonished"]["at_least"], rows["persons_admonished"]["at_most"]) == (4.0, None)
    assert rows["persons_admonished"]["approximate"]


def test_the_summary_is_taken_and_what_the_answers_say_stands_beside_it(ask):
    ledger = make()[1]
    found = (
        counted(ledger, 1, "2个方面", "persons_disciplined", "人"),
        counted(ledger, 2, "5人", "persons_disciplined", "人", problem_id="2", measure_id="2.1"),
    )
    (row,) = ask("FROM v_outcomes", outcomes(ledger, *found))
    assert (row["said_in"], row["at_least"], row["at_most"], row["in_answers_at_least"]) == ("both", 2.0, 2.0, 5.0)
    assert row["note"].startswith("逐条中有一个数已大于总述")
