"""taizhang (台账): published rectification notices as audited tables.

import taizhang

ledger = taizhang.read("notice.html")      # or taizhang.extract(text)
ledger.problems[0].title                   # records of `taizhang.records`
taizhang.tables([ledger])["problems"]      # Arrow tables, as in a dataset
taizhang.agency("中共沁源县文化和旅游局党组").region_code
taizhang.locate(ledger, 120, 140)          # where those characters stand in the original
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from taizhang.settings import PROGRAM_VERSION

if TYPE_CHECKING:
    from taizhang.api import agency, extract, locate, read, tables
    from taizhang.records import Ledger

__version__ = PROGRAM_VERSION
__all__ = ["__version__", "agency", "extract", "locate", "read", "tables"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  what a module attribute is depends on its name
    """Load the interface when it is first used: the command line starts faster without it."""
    if name == "extract":
        return import_module("taizhang.extract")
    if name in __all__:
        return getattr(import_module("taizhang.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _ExtractRoom(ModuleType):
    def __call__(self, text: str, **how: Any) -> Ledger:  # noqa: ANN401  as `api.extract` takes them
        """The ledger of the notice whose text is `text`, whether or not it looks like a notice."""
        ledger: Ledger = import_module("taizhang.api").extract(text, **how)
        return ledger


class _Package(ModuleType):
    """The contract gives the function `extract` the name of a room, and importing a room sets it as an attribute of
    the package. So the room itself is made callable, at the moment at which it is set.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name == "extract" and isinstance(value, ModuleType):
            value.__class__ = _ExtractRoom
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
