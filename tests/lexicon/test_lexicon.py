import pytest

from taizhang.errors import LexiconError
from taizhang.lexicon import lexicon_version, load, names


def test_every_word_list_loads():
    assert "words" in names()
    for name in names():
        assert load(name)


def test_what_is_loaded_can_not_be_changed():
    words = load("words")
    with pytest.raises(TypeError):
        words["tables"] = {}  # type: ignore[index]
    with pytest.raises(TypeError):
        words["tables"]["documents"] = "x"
    assert isinstance(load("gate")["clues"], tuple)


def test_a_list_that_is_not_there_is_named():
    with pytest.raises(LexiconError, match=r"nosuch\.toml"):
        load("nosuch")


def test_version_is_stable_and_short():
    assert lexicon_version() == lexicon_version()
    assert len(lexicon_version()) == 12
    assert set(lexicon_version()) <= set("0123456789abcdef")
