import json

import pytest

from taizhang.errors import DatasetError
from taizhang.store.manifest import Manifest, read_manifest, write_manifest


def test_an_empty_manifest_comes_back(tmp_path):
    write_manifest(tmp_path, Manifest())
    assert read_manifest(tmp_path) == Manifest()


def test_a_folder_without_manifest_is_no_dataset(tmp_path):
    with pytest.raises(DatasetError, match="not a dataset"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"format": "other"}', '{"format": "taizhang-dataset"}'])
def test_a_damaged_manifest_is_named(tmp_path, content):
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(DatasetError, match=r"damaged manifest"):
        read_manifest(tmp_path)


def test_another_major_schema_is_refused(tmp_path):
    write_manifest(tmp_path, Manifest())
    value = json.loads((tmp_path / "manifest.json").read_text())
    value["schema_version"] = "2.0.0"
    (tmp_path / "manifest.json").write_text(json.dumps(value))
    with pytest.raises(DatasetError, match=r"2\.0\.0"):
        read_manifest(tmp_path)
