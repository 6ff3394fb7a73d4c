"""The errors a user can meet. Everything taizhang raises on purpose is a `TaizhangError`.

TaizhangError
├── UsageError        wrong use: a path that is not there, an output that can not be written, an unknown word
├── DocumentError     one document can not be read; it becomes a `documents` row with the reason
├── DatasetError      a dataset is damaged, incomplete or of another version
│   └── InvariantError    a row breaks a promise of the tables: a span that is not its text, an unknown word
├── LexiconError      a word list of the lexicon is malformed
├── ModelError        the trained model is missing, damaged or of another version
└── GoldError         an annotation does not fit its text

Each says what is wrong, with which file, and what to do. They survive pickling, since workers send them across
processes.
"""

from __future__ import annotations


class TaizhangError(Exception):
    """Base of all errors raised on purpose. `subject` is the file or value at fault, `remedy` what to do."""

    def __init__(self, message: str, *, subject: str | None = None, remedy: str | None = None) -> None:
        """Say what is wrong, with what, and what to do."""
        super().__init__(message)
        self.message, self.subject, self.remedy = message, subject, remedy

    def __str__(self) -> str:
        """One line: subject, what is wrong, what to do."""
        head = f"{self.subject}：{self.message}" if self.subject else self.message
        return f"{head}。{self.remedy}" if self.remedy else head

    def __reduce__(self) -> tuple[object, ...]:
        """Keep keyword arguments across pickling."""
        return _rebuild, (type(self), self.message, self.__dict__.copy())


class UsageError(TaizhangError):
    """The command or call can not be carried out as given."""


class DocumentError(TaizhangError):
    """One document can not be read. `code` is the stable word that goes into `documents.reason`."""

    def __init__(self, code: str, message: str, *, subject: str | None = None, remedy: str | None = None) -> None:
        """As the base, with the word for `documents.reason`."""
        super().__init__(message, subject=subject, remedy=remedy)
        self.code = code


class DatasetError(TaizhangError):
    """A dataset is damaged, incomplete or of another version."""


class InvariantError(DatasetError):
    """A row breaks a promise of the tables. `notice`, `table` and `row` (from 0, inside its shard) say which."""

    def __init__(
        self, message: str, *, notice: str | None, table: str, row: int | None = None, remedy: str | None = None
    ) -> None:
        """Say which row of which table and notice breaks which promise."""
        where = table if row is None else f"{table} 第 {row} 行"
        super().__init__(message, subject=f"{where}（通报 {notice}）" if notice else where, remedy=remedy)
        self.notice, self.table, self.row = notice, table, row


class LexiconError(TaizhangError):
    """A word list of the lexicon is malformed."""


class ModelError(TaizhangError):
    """The trained model is missing, damaged or of another version."""


class GoldError(TaizhangError):
    """An annotation does not fit its text."""


def _rebuild(kind: type[TaizhangError], message: str, state: dict[str, object]) -> TaizhangError:
    error = kind.__new__(kind)
    Exception.__init__(error, message)
    error.__dict__.update(state)
    return error
