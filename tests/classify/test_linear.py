import numpy as np
import pytest

from taizhang.classify.linear import linear_from, quantise, sigmoid, softmax
from taizhang.classify.ngrams import learn_vocabulary

TEXTS = ["财务报销不规范", "理论学习不深入", "财务管理混乱", "学习研讨少"]


@pytest.fixture
def model():
    vocabulary = learn_vocabulary(TEXTS, at_least=1)
    random = np.random.default_rng(3)
    return quantise(vocabulary, random.normal(size=(len(vocabulary.keys) + 2, 3)), np.array([0.1, -0.2, 0.0]))


def test_scores_are_the_sums_of_the_weights(model):
    dense = np.array([[1, 0], [0, 1], [0.5, 0.5], [0, 0]], np.float32)
    sparse = model.vocabulary.encode(TEXTS)
    matrix = np.zeros((len(TEXTS), len(model.vocabulary.keys)))
    matrix[sparse.row, sparse.column] = sparse.value
    expected = matrix @ (model.weights * model.scale) + dense @ model.dense_weights + model.bias
    assert np.allclose(model.scores(sparse, dense), expected, atol=1e-5)


def test_a_text_with_nothing_known_gets_the_bias(model):
    scores = model.scores(model.vocabulary.encode(["ɸ", "财务", ""]))
    assert np.allclose(scores[[0, 2]], model.bias) and not np.allclose(scores[1], model.bias)
    assert model.scores(model.vocabulary.encode([])).shape == (0, 3)


def test_stored_and_read_back_it_scores_the_same(model):
    again = linear_from(dict(model.arrays()))
    sparse = model.vocabulary.encode(TEXTS)
    assert np.array_equal(again.scores(again.vocabulary.encode(TEXTS)), model.scores(sparse))


def test_quantising_costs_little():
    vocabulary = learn_vocabulary(TEXTS, at_least=1)
    weights = np.random.default_rng(5).normal(size=(len(vocabulary.keys), 3))
    model = quantise(vocabulary, weights, np.zeros(3))
    assert np.abs(model.weights * model.scale - weights).max() <= np.abs(weights).max() / 127


@pytest.mark.parametrize("name", ["weights", "scale", "idf", "dense_weights"])
def test_arrays_that_do_not_fit_are_refused(model, name):
    arrays = dict(model.arrays())
    arrays[name] = arrays[name][..., :1] if name == "dense_weights" else arrays[name][:-1]
    with pytest.raises(ValueError, match="fit"):
        linear_from(arrays)


def test_shares_add_up_and_do_not_overflow():
    shares = softmax(np.array([[1e4, -1e4, 0], [0, 0, 0]], np.float32), 7.0)
    assert np.allclose(shares.sum(axis=1), 1) and shares[0, 0] == 1 and np.allclose(shares[1], 1 / 3)


def test_chances_follow_slope_and_offset():
    chances = sigmoid(np.array([[0.0, 2.0]], np.float32), np.array([1, 2], np.float32), np.array([0, -4], np.float32))
    assert np.allclose(chances, 0.5)
