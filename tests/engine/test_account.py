import pytest

from taizhang.engine.account import Account
from taizhang.errors import DatasetError
from taizhang.records import Document


def document(outcome, reason=None, number=0):
    return Document(f"{number:064x}", f"{number}.txt", "2", outcome=outcome, reason=reason)


def test_every_reason_is_counted_by_its_code():
    account = Account(received=5)
    for number, (outcome, reason) in enumerate(
        [
            ("extracted", None),
            ("extracted", "silent_edit: 一处"),
            ("duplicate", "near_duplicate: 同"),
            ("duplicate", "duplicate: 同"),
            ("quarantined", "timeout: 超时"),
        ]
    ):
        account.add(document(outcome, reason, number))
    account.balance()
    assert account.reasons == {
        ("extracted", "silent_edit"): 1,
        ("duplicate", "near_duplicate"): 1,
        ("duplicate", "duplicate"): 1,
        ("quarantined", "timeout"): 1,
    }
    assert account.refused == [("4.txt#2", "timeout: 超时")]


def test_what_came_in_and_not_out_does_not_balance():
    account = Account(received=2)
    account.add(document("extracted"))
    with pytest.raises(DatasetError, match="does not balance"):
        account.balance()


def test_a_document_left_out_without_a_reason_does_not_balance():
    account = Account(received=1)
    account.add(document("duplicate"))
    with pytest.raises(DatasetError, match="without a reason"):
        account.balance()


def test_the_names_of_refused_documents_do_not_fill_the_memory():
    account = Account(received=1_000)
    for number in range(1_000):
        account.add(document("quarantined", "empty: 空", number))
    account.balance()
    assert account.quarantined == 1_000
    assert len(account.refused) == 100
