import random

from support.notices import honest
from support.pairs import on_another_site
from taizhang.engine.likeness import compare, differences

TEXT = honest(11).text


def test_what_a_page_puts_around_a_notice_does_not_count():
    for seed in range(20):
        found = compare(TEXT, on_another_site(TEXT, random.Random(seed)))
        assert (found.share, found.numbers, found.reworded) == (1.0, (), 0), seed


def test_hard_wrapped_lines_and_page_numbers_do_not_count():
    lines = "".join(f"{TEXT[at : at + 40]}\n" for at in range(0, len(TEXT), 40)).split("\n")
    pages = "\n".join(f"{line}\n- {number} -" if number % 25 == 24 else line for number, line in enumerate(lines))
    found = compare(TEXT, pages)
    assert found.share > 0.97
    assert found.numbers == ()


def test_a_number_that_differs_is_shown_with_what_stands_around_it():
    first = "整改情况：追回资金12.5万元，约谈5人。" * 3 + "开展检查八次，覆盖全县。" + "完善制度2项。" * 3
    second = first.replace("八次", "十八次").replace("约谈5人", "约谈6人", 1)
    found = compare(first, second)
    assert len(found.numbers) == 2
    assert "约谈5人”→“" in differences(found)
    assert "开展检查八次" in differences(found)
    assert compare(first, first).numbers == ()


def test_a_clause_taken_out_with_its_number_is_a_difference():
    found = compare(TEXT, TEXT.replace("。", "。又退还资金35万元。", 6).replace("。又退还资金35万元。", "。", 5))
    assert len(found.numbers) == 1
    assert "35" in found.numbers[0][1]


def test_two_notices_have_little_in_common():
    found = compare(TEXT, honest(12).text)
    assert found.whole < 0.2
    assert compare("", TEXT).share == compare(TEXT, "").share == 0.0
