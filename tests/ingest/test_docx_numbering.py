import pytest

from taizhang.ingest.numbering import numeral


@pytest.mark.parametrize(
    ("count", "form", "printed"),
    [
        (1, "chineseCountingThousand", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (3, "chineseLegalSimplified", "叁"),
        (21, "ideographDigital", "二一"),
        (2, "ideographTraditional", "乙"),
        (3, "decimalEnclosedCircle", "③"),
        (25, "decimalEnclosedCircleChinese", "25"),
        (3, "decimalFullWidth", "３"),
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (7, "someFutureFormat", "7"),
        (0, "chineseCounting", "0"),
    ],
)
def test_numbers_are_written_as_their_format_says(count, form, printed):
    assert numeral(count, form) == printed
