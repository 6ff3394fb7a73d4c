from pathlib import Path

from taizhang.store.publish import publish, published

SCHEMAS = Path(__file__).parents[2] / "schemas"


def test_published_schemas_are_those_of_the_records():
    """The drift test: run `python -m taizhang.store.publish` after a change of records.py."""
    for name, content in published().items():
        assert (SCHEMAS / name).read_text("utf-8") == content, f"schemas/{name} differs from records.py"


def test_nothing_else_stands_in_the_folder():
    assert {path.name for path in SCHEMAS.iterdir()} == {*published(), "CHANGELOG.md"}


def test_publishing_again_changes_nothing(tmp_path):
    assert len(publish(tmp_path)) == len(published())
    assert publish(tmp_path) == []
    (tmp_path / "texts.json").write_text("{}", "utf-8")
    assert [path.name for path in publish(tmp_path)] == ["texts.json"]
