"""Saved pages of one file (MHTML) and mails (EML): the part that holds the document.

Of several parts of text the one with the most Chinese text is taken, pages before plain text. Attachments that are
documents of their own are given by the collections room; here they are named in a warning.
"""

from __future__ import annotations

import email.errors
import re
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from taizhang.errors import DocumentError
from taizhang.ingest.content import Content
from taizhang.ingest.decode import Decoded, decode
from taizhang.ingest.html import read_html
from taizhang.ingest.limits import check_lines, check_text_size
from taizhang.ingest.plain import read_plain
from taizhang.settings import limit

_HEAD = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){2,60}")
_FIELD = re.compile(rb"^(?:MIME-Version|Content-Type|Received|Message-ID):", re.IGNORECASE | re.MULTILINE)
_HAN = re.compile("[\u4e00-\u9fff]")


def is_message(data: bytes) -> bool:
    """Whether the bytes open as a mail or a saved page does: with fields, two of them of mail."""
    head = _HEAD.match(data[:16_384].lstrip(b"\xef\xbb\xbf\r\n"))
    return head is not None and len(_FIELD.findall(head[0])) >= 2


def read_message(data: bytes, *, name: str) -> tuple[Content, Decoded]:
    """The document of a mail or saved page, and how its text was decoded. Raises `DocumentError`."""
    message = parse_message(data, name)
    parts = [part for part in message.walk() if not part.is_multipart()]
    if len(parts) > limit("mail_parts"):
        raise DocumentError("too_many_parts", "部件过多（too many parts）", subject=name, remedy="请从来源重新保存")
    found: list[tuple[int, int, str, Content, Decoded]] = []
    refused: DocumentError | None = None
    for number, part in enumerate(parts, start=1):
        kind = part.get_content_type()
        if kind not in {"text/html", "text/plain", "application/xhtml+xml"} or is_attachment(part):
            continue
        try:
            content, decoded = _read_part(part, kind, name)
        except DocumentError as error:
            refused = refused or error
            continue
        label = str(part.get("Content-Location") or number)[:200]
        content = replace(content, origin=tuple(replace(run, part=label) for run in content.origin))
        han = len(_HAN.findall(content.canonical.text))
        found.append((han, 1 if kind != "text/plain" else 0, label, content, decoded))
    if not found:
        raise refused or DocumentError(
            "empty", "其中没有文字部件（no text in it）", subject=name, remedy="请从来源重新保存"
        )
    most = max(item[0] for item in found)
    # a page and its plain twin: the page, which keeps the lines; frames of a saved page: the one with the document
    _, _, _, content, decoded = max((item for item in found if item[0] >= 0.9 * most), key=lambda item: item[1])
    attached = [str(part.get_filename() or part.get_content_type()) for part in parts if is_attachment(part)]
    warnings = content.warnings
    if attached:
        warnings = (*warnings, f"附件未并入正文：{'、'.join(attached[:10])}")
    subject = str(message.get("Subject") or "").strip() or None
    title = content.title or (subject if subject != "saved page" else None)
    return replace(content, title=title, warnings=warnings), decoded


def parse_message(data: bytes, name: str) -> EmailMessage:
    """The message in `data`. Raises `DocumentError` when its parts can not be told apart."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
    except (email.errors.MessageError, ValueError, IndexError, RecursionError, AttributeError) as error:
        raise _damaged(name, error) from error
    if not isinstance(message, EmailMessage):
        raise _damaged(name, "")
    return message


def is_attachment(part: EmailMessage) -> bool:
    """Whether the part is a file sent along."""
    try:
        return part.get_content_disposition() == "attachment"
    except (AttributeError, IndexError, ValueError):
        return False


def payload_of(part: EmailMessage, name: str) -> bytes:
    """The bytes of a part, its transfer encoding undone. Raises `DocumentError`."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, IndexError, LookupError, AttributeError) as error:
        raise _damaged(name, error) from error
    return data if isinstance(data, bytes) else b""


def _read_part(part: EmailMessage, kind: str, name: str) -> tuple[Content, Decoded]:
    data = payload_of(part, name)
    check_text_size(len(data), name)
    charset = part.get_content_charset()
    decoded = decode(data, name=name, declared=charset)
    if kind == "text/plain":
        check_lines(decoded.text, name)
        return read_plain(decoded.text), decoded
    return read_html(decoded.text, name=name), decoded


def _damaged(name: str, error: object) -> DocumentError:
    return DocumentError(
        "malformed", f"邮件或网页存档已损坏（damaged message）：{error}", subject=name, remedy="请从来源重新保存"
    )
