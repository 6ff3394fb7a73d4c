"""taizhang (台账): published rectification notices as audited tables."""

from taizhang.settings import PROGRAM_VERSION as __version__

__all__ = ["__version__"]
