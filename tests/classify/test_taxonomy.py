import pytest

from taizhang.classify.taxonomy import categories, category_ids, taxonomy_version


def test_thirty_five_categories_in_order():
    assert category_ids() == tuple(f"{number:02d}" for number in range(1, 36))
    assert taxonomy_version()


@pytest.mark.parametrize("category", categories(), ids=lambda category: category.id)
def test_every_category_says_what_it_is(category):
    assert (category.zh and category.en.isascii() is False) or category.en
    assert len(category.definition) > 10 and len(category.definition_en) > 20
    assert len(category.borderline) >= 1 and len(category.examples) >= 3
    assert len(set(category.triggers)) == len(category.triggers) >= 30
    assert not set(category.triggers) & set(category.hints)


def test_examples_are_told_by_their_own_words_or_need_the_model_never_by_another_category():
    """The trigger words may be silent on an example; they contradict it only where two categories meet."""
    from taizhang.classify.features import Issue, statement_text
    from taizhang.classify.problems import rule_answers

    examples = [(category.id, example) for category in categories() for example in category.examples]
    answers = rule_answers([Issue(statement_text(example), None) for _, example in examples])
    told = [(real, found) for (real, _), found in zip(examples, answers, strict=True) if found is not None]
    assert len(told) >= 50
    assert sum(real == found for real, found in told) / len(told) >= 0.85
