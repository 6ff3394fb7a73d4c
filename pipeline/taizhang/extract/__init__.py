"""Facts read inside units of known role.

The room can be called: `taizhang.extract(text)` is the ledger of the notice `text`, as the contract has it. A function
of that name in `taizhang/__init__.py` would be replaced by this module as soon as anything in it is imported.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taizhang.records import Ledger


class _Room(ModuleType):
    def __call__(self, text: str) -> Ledger:
        """The ledger of the notice whose text is `text`, whether or not it looks like a notice."""
        from taizhang.reading import read_notice
        from taizhang.text import canonicalise

        return read_notice(canonicalise(text))


sys.modules[__name__].__class__ = _Room
