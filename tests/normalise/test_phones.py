"""Telephone numbers in the shapes notices print them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.normalise.phones import Phone, area_code, normalise_phone
from taizhang.text import fold


@pytest.mark.parametrize(
    ("printed", "normalised", "valid"),
    [
        ("0355—7844596", "+86 355 784 4596", True),
        ("0539-8243458", "+86 539 824 3458", True),
        ("(0760)23226773", "+86 760 2322 6773", True),
        ("（０７６０）２３２２６７７３", "+86 760 2322 6773", True),
        ("027-82662776", "+86 27 8266 2776", True),
        ("010 65530000", "+86 10 6553 0000", True),
        ("86-355-7844596", "+86 355 784 4596", True),
        ("+86 10 65530000", "+86 10 6553 0000", True),
        ("03557844596", "+86 355 784 4596", True),
        ("19559503001", "+86 195 5950 3001", True),
        ("+86 19559503001", "+86 195 5950 3001", True),
        ("+86-355-7844596", "+86 355 784 4596", True),
        ("0355-7844596转801", "+86 355 784 4596 ext. 801", True),
        ("0355-7844596-801", "+86 355 784 4596 ext. 801", True),
        ("400-812-3456", "+86 400 812 3456", True),
        ("0571—12380", "+86 571 12380", True),
        ("12380", "12380", True),
        ("12345", "12345", True),
        ("68311877", None, None),
        ("***-********", None, False),
        ("0355-78****6", None, False),
        ("0355-XXXXXXX", None, False),
        ("0991-463443", "+86 991 463443", False),
        ("0518-1234567", "+86 518 123 4567", False),
        ("0571-1234567转8", "+86 571 123 4567 ext. 8", False),
        ("123", None, False),
    ],
)
def test_shapes(printed: str, normalised: str | None, valid: bool | None) -> None:
    assert normalise_phone(fold(printed)) == Phone(normalised, valid)


def test_a_local_number_takes_the_area_code_it_is_given() -> None:
    assert normalise_phone("8288453", "0931") == Phone("+86 931 828 8453", True)
    assert normalise_phone("19559503001", "0931") == Phone("+86 195 5950 3001", True)


@pytest.mark.parametrize(
    ("printed", "area"),
    [
        ("0355-7844596", "0355"),
        ("(010)65530000", "010"),
        ("027-82662776", "027"),
        ("19559503001", None),
        ("68311877", None),
        ("0931-12380", "0931"),
        ("12380", None),
        ("400-812-3456", None),
    ],
)
def test_area_codes(printed: str, area: str | None) -> None:
    assert area_code(printed) == area


@settings(derandomize=True, max_examples=80)
@given(
    st.sampled_from(["010", "021", "0355", "0539", "0931"]),
    st.integers(2_000_000, 8_999_999),
    st.sampled_from(["-", "--", "—", " ", ""]),
)
def test_any_separator_gives_the_same_number(area: str, number: int, separator: str) -> None:
    local = str(number) if len(area) == 4 else f"6{number}"
    plain = normalise_phone(area + local)
    assert normalise_phone(fold(area + separator + local)) == plain
    assert normalise_phone(local, area) == plain
    assert normalise_phone(f"({area}){local}") == plain
