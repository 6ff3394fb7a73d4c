"""Bytes to pages: sources, decoding, readers for each kind of file, and the gate that tells notices from the rest."""

from taizhang.ingest.read import read_page
from taizhang.ingest.source import Page, Source

__all__ = ["Page", "Source", "read_page"]
