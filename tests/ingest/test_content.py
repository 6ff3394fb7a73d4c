from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.ingest.content import TextBuilder, locate, page_at
from taizhang.ingest.plain import read_plain


def test_pieces_that_stand_together_are_one_stretch():
    builder = TextBuilder()
    builder.add("整改", 10, page=1)
    builder.add("情况", 12, page=1)
    builder.insert("\n")
    builder.add("通报", 0, page=2)
    canonical, origin = builder.build()
    assert canonical.text == "整改情况\n通报"
    assert [(run.char_start, run.page, run.offset) for run in origin] == [(0, 1, 10), (4, 1, None), (5, 2, 0)]


def test_a_span_over_two_pages_has_two_places():
    builder = TextBuilder()
    builder.add("整改情", 7, page=1)
    builder.add("况通报", 0, page=2)
    _, origin = builder.build()
    places = locate(origin, 1, 5)
    assert [(p.char_start, p.char_end, p.page, p.offset) for p in places] == [(1, 3, 1, 8), (3, 5, 2, 0)]
    assert page_at(origin, 4) == 2
    assert locate((), 3, 5) == ()


@given(st.text(st.sampled_from("整改\r\n ab\ufeff"), max_size=60))
@settings(derandomize=True, max_examples=300)
def test_every_character_of_plain_text_is_found_in_its_file(text):
    content = read_plain(text)
    for index, char in enumerate(content.canonical.text):
        (place,) = locate(content.origin, index)
        assert place.offset is not None
        assert text[place.offset] == char
