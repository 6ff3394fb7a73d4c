"""Which column of a collection holds what: given by the user, known by its name, or guessed from what is in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.errors import DocumentError
from taizhang.ingest.page_dates import parse_page_date
from taizhang.ingest.source import Source
from taizhang.lexicon import load

_PAUSE = re.compile(r"[，。；,;]")
_STOP = re.compile(r"[。；;]")
_MARKUP = re.compile(r"<(?:p|div|br|span|table|html|body)\b", re.IGNORECASE)
_LEAST_PROSE = 60  # characters: a shorter value is a title or a note


@dataclass(frozen=True, slots=True)
class Columns:
    """Names that the user gave; None: those of `lexicon/collections.toml`, then a guess (text only)."""

    text: str | None = None
    html: str | None = None
    url: str | None = None
    title: str | None = None
    date: str | None = None


def source_of_row(source: Source, row: int, value: object, columns: Columns) -> Source:
    """The document in a row of a collection; one that can not be read carries the reason."""
    member = f"{source.member}/{row}" if source.member is not None else str(row)
    if not isinstance(value, Mapping):
        return failed(source, member, "malformed", "该行不是一组字段（not an object）", "每行应为一个 JSON 对象")
    fields = {str(name).strip().lower(): item for name, item in value.items()}
    content = _content(fields, columns)
    if content is None:
        given = "、".join(map(str, list(value)[:12]))
        wanted = columns.text or columns.html
        return failed(
            source,
            member,
            "no_text_column",
            f"没有正文列{f' {wanted}' if wanted else ''}（no text or html column）；现有列：{given}",
            "请用 --text-column 或 --html-column 指明正文列",
        )
    try:
        data = content if isinstance(content, bytes) else str(content).encode("utf-8")
    except UnicodeEncodeError:
        return failed(source, member, "undecodable", "正文含有残缺的字符（lone surrogates）", "请从来源重新保存")
    url = _first(fields, columns.url, "url")
    title = _first(fields, columns.title, "title")
    return Source(
        source.source_uri,
        member,
        data=data,
        encoding=None if isinstance(content, bytes) else "utf-8",
        published_at=_date(_first(fields, columns.date, "date")),
        url=None if url is None else str(url),
        page_title=None if title is None else str(title).strip() or None,
    )


def failed(source: Source, member: str | None, code: str, message: str, remedy: str) -> Source:
    """A document of `source` that can not be had, with the reason."""
    name = source.source_uri if member is None else f"{source.source_uri}#{member}"
    return Source(source.source_uri, member, failure=DocumentError(code, message, subject=name, remedy=remedy))


def _content(fields: Mapping[str, object], columns: Columns) -> object:
    if columns.text is not None or columns.html is not None:
        named = (name for name in (columns.text, columns.html) if name is not None)
        return next((found for name in named if (found := _value(fields, name)) is not None), None)
    known = _first(fields, None, "text")
    if known is None:
        known = _first(fields, None, "html")
    return _guess(fields) if known is None else known


def _guess(fields: Mapping[str, object]) -> object:
    """The longest value that reads like prose or a page; None when there is none."""
    found = [
        value
        for value in fields.values()
        if isinstance(value, str) and len(value) >= _LEAST_PROSE and (_is_prose(value) or _MARKUP.search(value))
    ]
    return max(found, key=len, default=None)


def _is_prose(value: str) -> bool:
    """Whether a pause is followed by the end of a sentence."""
    pause = _PAUSE.search(value)
    return pause is not None and _STOP.search(value, pause.end()) is not None


def _first(fields: Mapping[str, object], given: str | None, kind: str) -> object:
    names = (given,) if given is not None else load("collections")[kind]
    return next((found for name in names if (found := _value(fields, name)) is not None), None)


def _value(fields: Mapping[str, object], name: str) -> object:
    value = fields.get(name.strip().lower())
    return None if value in (None, "", b"") or (isinstance(value, float) and value != value) else value


def _date(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    return parse_page_date(value) if isinstance(value, str) else None
