import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, Group

from taizhang.report.prose import Prose, breaks

SENTENCE = (
    "根据区委统一部署，2022年6月22日至9月22日，区委第二巡察组（下称“巡察组”）进行了巡察；指出了6个方面、10个问题。"
)


def lines(text: str, width: int) -> list[str]:
    console = Console(width=width, file=io.StringIO(), color_system=None)
    with console.capture() as capture:
        console.print(Group(Prose(text)))  # on its own Rich would join it into a plain text
    return capture.get().rstrip("\n").split("\n")


@pytest.mark.parametrize("width", [10, 21, 40, 80])
def test_lines_are_full_and_lose_nothing(width):
    found = lines(SENTENCE * 3, width)
    assert "".join(found) == SENTENCE * 3
    assert all(cell_len(line) <= width for line in found)
    assert all(cell_len(line) >= width - 12 for line in found[:-1])


@pytest.mark.parametrize("width", range(24, 60))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(width):
    found = lines(SENTENCE * 3, width)
    assert not any(line[0] in "、，。；）”" for line in found)
    assert not any(line[-1] in "（“" for line in found[:-1])


@pytest.mark.parametrize("width", range(14, 40))
def test_words_and_numbers_are_not_split(width):
    found = lines("自2022年6月22日起，由ABCDEF公司负责1369.5万元的整改", width)
    assert all(any(word in line for line in found) for word in ("2022", "ABCDEF", "1369"))


def test_a_space_does_not_push_what_follows_to_the_next_line():
    found = lines("一是 " + "完善制度" * 20, 40)
    assert cell_len(found[0]) >= 36


@given(st.text(st.characters(exclude_categories=("C", "M")), max_size=80), st.integers(2, 40))
@settings(derandomize=True, max_examples=200)
def test_breaks_rise_and_every_line_fits(text, width):
    found = breaks(text, width)
    assert found == sorted(set(found))
    pieces = [text[a:b] for a, b in zip([0, *found], [*found, len(text)], strict=True)]
    assert all(cell_len(piece) <= width or len(piece) == 1 for piece in pieces)
