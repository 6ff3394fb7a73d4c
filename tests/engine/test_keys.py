import random

from taizhang.engine.keys import Keys, key_of


def test_every_key_that_was_put_is_found_and_no_other():
    keys, expected = Keys(), {}
    rng = random.Random(1)
    for number in range(20_000):
        key = key_of("a", str(rng.randrange(15_000)))
        keys.put(key, number)
        expected[key] = number
    assert len(keys) == len(expected)
    assert all(keys.get(key) == number for key, number in expected.items())
    assert not any(key_of("b", str(number)) in keys for number in range(20_000))


def test_keys_that_fall_on_one_slot_are_told_apart():
    keys = Keys()
    low = (7).to_bytes(8)
    for number in range(3_000):
        keys.put(number.to_bytes(8) + low, number)
    assert [keys.get(number.to_bytes(8) + low) for number in range(3_000)] == list(range(3_000))


def test_parts_do_not_run_together():
    assert key_of("a", None, "b") != key_of("a", "b") != key_of("ab", "")
    assert len(key_of("\udcff")) == 16
