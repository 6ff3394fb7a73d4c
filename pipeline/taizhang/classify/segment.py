"""Segmentation behind one protocol: characters, jieba with a domain dictionary, pkuseg with the same one.

The shipped model looks at characters (see the tables of the model card for why); the others serve comparison and
whoever wants words. A segmenter holds a large dictionary that does not pickle: build it inside each worker.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from typing import Protocol

from taizhang.errors import UsageError
from taizhang.lexicon import load
from taizhang.text import fold


class Segmenter(Protocol):
    """Cuts a text into tokens that, joined, are the text again."""

    def __call__(self, text: str) -> list[str]:
        """The tokens of `text` in order."""


NAMES = ("characters", "jieba", "pkuseg")


@cache
def segmenter(name: str) -> Segmenter:
    """The segmenter called `name`, built once a process.

    Raises `UsageError` for a name that is not in `NAMES`, and where pkuseg is not installed.
    """
    builders: dict[str, Callable[[], Segmenter]] = {
        "characters": lambda: _characters,
        "jieba": _jieba,
        "pkuseg": _pkuseg,
    }
    if name not in builders:
        raise UsageError(f"没有这个分词器（no such segmenter）：{name}", remedy=f"可用：{'、'.join(NAMES)}")
    return builders[name]()


def domain_words() -> tuple[str, ...]:
    """Words of the genre: those of `lexicon/segmentation.toml` and the names of functions, sorted."""
    names = {word for entry in load("functions")["function"] for word in entry["words"]}
    return tuple(sorted(names | set(load("segmentation")["words"])))


def _characters(text: str) -> list[str]:
    return list(text)


def _jieba() -> Segmenter:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own: invalid escapes, an old way to find its dictionary
        import jieba

    tokenizer = jieba.Tokenizer()
    jieba.setLogLevel(60)
    for word in domain_words():
        tokenizer.add_word(word)
    return _protected(lambda text: list(tokenizer.cut(text)))


def _pkuseg() -> Segmenter:
    try:
        import pkuseg
    except ImportError as error:
        raise UsageError(
            "没有安装 pkuseg（pkuseg is not installed）", remedy="请先 make pkuseg（需要 C++ 编译器）"
        ) from error
    model = pkuseg.pkuseg(user_dict=list(domain_words()))

    def cut(text: str) -> list[str]:
        # pkuseg drops white space; it is put back as tokens of its own so that nothing is lost
        return [
            token
            for piece in re.split(r"(\s+)", text)
            if piece
            for token in ([piece] if piece.isspace() else model.cut(piece))
        ]

    return _protected(cut)


def _protected(cut: Callable[[str], list[str]]) -> Segmenter:
    """`cut`, but dates, counts and amounts stay whole."""
    keep = re.compile(load("segmentation")["keep"])

    def tokens(text: str) -> Iterator[str]:
        end = 0
        for match in keep.finditer(fold(text)):
            yield from cut(text[end : match.start()]) if match.start() > end else ()
            yield text[match.start() : match.end()]
            end = match.end()
        yield from cut(text[end:]) if end < len(text) else ()

    return lambda text: list(tokens(text))
