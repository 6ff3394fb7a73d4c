import json
import multiprocessing
import pickle
import subprocess
import sys
import time

import numpy as np
import pytest

from taizhang.classify.features import Issue
from taizhang.classify.model import CARD, SHIPPED, chosen_model, load_model, shipped_model, version_of
from taizhang.classify.problems import classify_problems
from taizhang.errors import ModelError

ISSUES = [Issue("党费收缴不规范", None), Issue("化整为零规避公开招标", "水利"), Issue("往来款长期挂账", None)]


def answers(_=None):
    return [verdict.category for verdict in classify_problems(ISSUES, shipped_model().categories)]


def test_the_shipped_model_is_small_and_loads_at_once():
    script = (
        "import time, taizhang.classify.model as m\n"
        "s = time.process_time(); m.shipped_model(); print(time.process_time() - s)"
    )
    took = min(
        float(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout) for _ in range(3)
    )
    assert took < 0.5
    from importlib.resources import files

    assert sum(len(item.read_bytes()) for item in (files("taizhang.classify") / "model").iterdir()) < 6_000_000


def test_the_shipped_model_is_loaded_once():
    start = time.perf_counter()
    assert shipped_model() is shipped_model() is chosen_model(SHIPPED)
    assert time.perf_counter() - start < 5
    assert chosen_model(None) is None


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_give_the_same_answers(method):
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(answers, range(4)) == [answers()] * 4
    assert answers() == ["31", "24", "21"]


def test_running_needs_no_training_library():
    script = "import taizhang, sys; taizhang.extract('一、关于“学习不深入”的问题'); print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert (
        "numpy" in loaded
        and "sklearn" not in loaded
        and "scipy" not in loaded
        and "'taizhang.classify.train'" not in loaded
    )


def test_what_is_stored_is_what_was_trained(small_model, small_folder):
    again = load_model(small_folder)
    assert again.version == small_model.version
    assert again.about == {"corpus": "small"}


def test_a_missing_folder_is_one_clear_error(tmp_path):
    with pytest.raises(ModelError, match=r"没有模型.*--no-model"):
        load_model(tmp_path / "nowhere")


def test_a_missing_file_is_named(copied):
    (copied / "measures.npz").unlink()
    with pytest.raises(ModelError, match=r"缺少 measures\.npz"):
        load_model(copied)


def test_a_damaged_file_is_named(copied):
    data = bytearray((copied / "pages.npz").read_bytes())
    data[len(data) // 2] ^= 1
    (copied / "pages.npz").write_bytes(data)
    with pytest.raises(ModelError, match=r"pages\.npz 已损坏"):
        load_model(copied)


def test_an_edited_card_is_refused(copied):
    card = json.loads((copied / CARD).read_text("utf-8"))
    card["categories"]["threshold"] = 0.0
    (copied / CARD).write_text(json.dumps(card), "utf-8")
    with pytest.raises(ModelError, match="已被改动"):
        load_model(copied)


@pytest.mark.parametrize("content", ["{", "[]", '{"format": 99}', "{}"])
def test_another_format_is_refused(copied, content):
    (copied / CARD).write_text(content, "utf-8")
    with pytest.raises(ModelError, match=r"格式|无法读取"):
        load_model(copied)


def test_a_card_without_its_parts_is_refused(copied):
    card = json.loads((copied / CARD).read_text("utf-8"))
    del card["measures"]["kinds"]
    card["version"] = version_of(card)
    (copied / CARD).write_text(json.dumps(card), "utf-8")
    with pytest.raises(ModelError, match="不完整"):
        load_model(copied)


def test_pickled_arrays_are_never_read(copied, tmp_path):
    """An array file that would need unpickling is refused even when its digest holds."""
    import hashlib

    np.savez(tmp_path / "evil.npz", keys=np.array([{"a": 1}], dtype=object))
    data = (tmp_path / "evil.npz").read_bytes()
    (copied / "pages.npz").write_bytes(data)
    card = json.loads((copied / CARD).read_text("utf-8"))
    card["files"]["pages.npz"] = hashlib.sha256(data).hexdigest()
    card["version"] = version_of(card)
    (copied / CARD).write_text(json.dumps(card), "utf-8")
    with pytest.raises(ModelError, match="不完整"):
        load_model(copied)


def test_errors_travel_between_processes():
    error = ModelError("没有模型", subject="x", remedy="y")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
