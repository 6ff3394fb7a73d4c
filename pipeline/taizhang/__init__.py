"""taizhang (台账): published rectification notices as audited tables.

    import taizhang

    ledger = taizhang.read("notice.html")      # or taizhang.extract(text)
    ledger.problems[0].title                   # records of `taizhang.records`
    taizhang.tables([ledger])["problems"]      # Arrow tables, as in a dataset
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from taizhang.settings import PROGRAM_VERSION

if TYPE_CHECKING:
    from taizhang.api import extract, read, tables

__version__ = PROGRAM_VERSION
__all__ = ["__version__", "extract", "read", "tables"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  what a module attribute is depends on its name
    """Load the interface when it is first used: the command line starts faster without it."""
    if name == "extract":
        return import_module("taizhang.extract")  # the room itself can be called, see its docstring
    if name in __all__:
        return getattr(import_module("taizhang.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
