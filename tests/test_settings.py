import tomllib
from pathlib import Path

from taizhang.settings import LIMITS, PROGRAM_VERSION, limit, versions

REPOSITORY = Path(__file__).parents[1]


def test_the_version_is_that_of_the_package():
    assert tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]["version"] == PROGRAM_VERSION


def test_every_limit_has_a_reason_and_a_unit():
    for name, item in LIMITS.items():
        assert item.value > 0, name
        assert item.unit and item.why_zh and item.why_en, name
        assert limit(name) == item.value


def test_rows_know_what_made_them():
    assert set(versions()) == {"program", "schema", "lexicon", "model"}
    assert versions()["program"] == PROGRAM_VERSION
