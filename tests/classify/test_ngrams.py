import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.classify.ngrams import Vocabulary, grams, learn_vocabulary, prepare

TEXTS = st.lists(st.text(alphabet="党建资金 0𠮷a", max_size=12), max_size=6)


def key_of(gram: str) -> int:
    value = 0
    for char in gram:
        value = value << 21 | ord(char)
    return value


@given(TEXTS)
@settings(derandomize=True)
def test_grams_are_those_of_each_text_alone(texts):
    expected = sorted(
        (number, key_of(text[i : i + n]))
        for number, text in enumerate(texts)
        for n in (1, 2, 3)
        for i in range(len(text) - n + 1)
    )
    row, key = grams(texts)
    assert sorted(zip(row.tolist(), key.tolist(), strict=True)) == expected


@given(TEXTS)
@settings(derandomize=True)
def test_a_text_is_encoded_the_same_alone_or_among_others(texts):
    vocabulary = learn_vocabulary(["党建资金", "党建0a", "资金", "𠮷a"], at_least=1)
    together = vocabulary.encode(texts)
    for number, text in enumerate(texts):
        alone = vocabulary.encode([text])
        own = together.row == number
        assert np.array_equal(together.column[own], alone.column) and np.array_equal(together.value[own], alone.value)


def test_weights_are_log_counts_times_rarity_of_length_one():
    vocabulary = learn_vocabulary(["党", "党建", "建"], at_least=1)
    encoded = vocabulary.encode(["党党建", "无"])
    raw = {"党": (1 + math.log(2)) * 1.287682, "建": 1.287682, "党建": 1.693147}
    length = math.sqrt(sum(value**2 for value in raw.values()))
    found = dict(zip(vocabulary.keys[encoded.column].tolist(), encoded.value.tolist(), strict=True))
    assert found.keys() == {key_of(gram) for gram in raw}
    for gram, value in raw.items():
        assert math.isclose(found[key_of(gram)], value / length, rel_tol=1e-4)
    assert encoded.rows == 2 and set(encoded.row.tolist()) == {0}


def test_rare_grams_are_left_out():
    keys = set(learn_vocabulary(["党建", "党务"]).keys.tolist())
    assert keys == {key_of("党")}


def test_nothing_known_and_nothing_given():
    empty = Vocabulary(np.zeros(0, np.uint64), np.zeros(0, np.float32))
    assert len(empty.encode(["党建"]).row) == 0
    assert len(learn_vocabulary(["党建", "党建"]).encode([]).row) == 0
    assert len(grams(["", ""])[0]) == 0


def test_numbers_and_spaces_say_nothing():
    assert prepare("２０１９年 共1,284.5万元\n３项") == "0年共0万元0项"
