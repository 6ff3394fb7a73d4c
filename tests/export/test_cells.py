import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.export.cells import legible, pieces


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60), st.integers(2, 9))
def test_pieces_join_to_the_whole_and_none_is_too_long(text, units):
    parts = list(pieces(text, units))
    assert "".join(parts) == text
    assert all(len(part.encode("utf-16-le", "surrogatepass")) // 2 <= units for part in parts)


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_what_is_legible_is_allowed_in_xml_and_stays_so(text):
    shown = legible(text)
    assert legible(shown) == shown
    assert all(char in "\t\n" or (ord(char) >= 0x20 and not 0xD800 <= ord(char) <= 0xDFFF) for char in shown)


@pytest.mark.parametrize(
    ("text", "shown"), [("\x00a\x07", "␀a␇"), ("a\r\nb\rc", "a\nb␍c"), ("\x7f\x85\u202e", "␡\ufffd\ufffd")]
)
def test_controls_are_shown_instead_of_dropped(text, shown):
    assert legible(text) == shown
