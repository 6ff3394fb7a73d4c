"""Old Word files (.doc, .wps, .rtf) by a converter of the system: LibreOffice, else antiword or catdoc.

The converter runs in a process group of its own, in an empty folder that is its home, and the whole group is killed
when its time is up. It never sees the name of the file.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from taizhang.errors import DocumentError
from taizhang.ingest.content import Content, TextBuilder
from taizhang.ingest.docx import read_docx
from taizhang.settings import limit

_OFFICE = ("soffice", "libreoffice")
_TEXT_TOOLS = {"antiword": ("-m", "UTF-8.txt", "-w", "0"), "catdoc": ("-d", "utf-8", "-w")}
_NO_NUMBERS = "该转换程序不给出自动编号，问题层级可能不全；安装 LibreOffice 后重做可得完整结果"
_PASSWORD_MARKS = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_FIB_MAGIC = b"\xec\xa5"
_SECTOR = 512
_ENCRYPTED_FLAG = 0x01  # bit 8 of the flags at byte 10 of the file's head


def read_legacy(data: bytes, kind: str, *, name: str) -> Content:
    """The document in `data`, an old Word file (`application/x-ole-storage`) or RTF.

    Raises `DocumentError`: `encrypted`, `unsupported` for other files of that container, `no_converter`, `timeout`,
    `malformed`, and what the DOCX reader raises.
    """
    if kind == "application/x-ole-storage":
        _check(data, name)
    tried: list[str] = []
    office = next((path for tool in _OFFICE if (path := shutil.which(tool))), None)
    if office is not None:
        made = _with_office(office, data, ".rtf" if kind == "application/rtf" else ".doc", name)
        if made is not None:
            content = read_docx(made, name=name, part="converted.docx")
            return _noted(content, "LibreOffice")
        tried.append("LibreOffice")
    for tool, options in _TEXT_TOOLS.items():
        path = shutil.which(tool)
        if path is None or (kind == "application/rtf" and tool == "antiword"):
            continue
        text = _as_text([path, *options], data, name)
        if text is not None and text.strip():
            builder = TextBuilder()
            builder.add(text.replace("\r\n", "\n").strip("\ufeff\n"), 0, part="converted.txt")
            content = _noted(Content(*builder.build()), tool)
            return replace(content, warnings=(*content.warnings, _NO_NUMBERS))
        tried.append(tool)
    if not tried:
        raise DocumentError(
            "no_converter",
            "旧版 Word/WPS 文件须由系统的转换程序读取，未找到（no converter found）",
            subject=name,
            remedy="请安装 LibreOffice（或 antiword、catdoc），或另存为 .docx 后重试",
        )
    raise DocumentError(
        "malformed",
        f"转换失败（could not be converted by {'、'.join(tried)}）",
        subject=name,
        remedy="文件可能已损坏；请用 Word/WPS 打开后另存为 .docx",
    )


def _check(data: bytes, name: str) -> None:
    if any(mark in data for mark in _PASSWORD_MARKS) or _is_locked_word(data):
        raise DocumentError(
            "encrypted", "文件有打开密码，无法读取（password needed）", subject=name, remedy="请取得无密码的版本"
        )
    if _WORD_STREAM not in data:
        raise DocumentError(
            "unsupported",
            "不是 Word/WPS 文字文档，可能是表格、演示或安装包（not a text document）",
            subject=name,
            remedy="请另存为 .docx 或纯文本后重试",
        )


def _is_locked_word(data: bytes) -> bool:
    """Whether a Word 97 head in the file says that it is encrypted; heads begin at a sector."""
    for at in range(_SECTOR, min(len(data) - 12, 200 * _SECTOR), _SECTOR):
        if data.startswith(_FIB_MAGIC, at):
            return bool(data[at + 11] & _ENCRYPTED_FLAG)
    return False


def _noted(content: Content, tool: str) -> Content:
    return Content(
        content.canonical,
        content.origin,
        content.title,
        content.published_at,
        content.pages,
        (f"由 {tool} 转换而来，位置以转换结果为准", *content.warnings),
    )


def _with_office(program: str, data: bytes, suffix: str, name: str) -> bytes | None:
    with tempfile.TemporaryDirectory(prefix="taizhang-") as folder:
        here = Path(folder)
        given = here / f"document{suffix}"
        given.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(here / 'profile').as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(here), str(given),
        ]  # fmt: skip
        _run(command, here, name)
        made = here / "document.docx"
        if not made.is_file() or made.stat().st_size > limit("converted_bytes"):
            return None
        return made.read_bytes()


def _as_text(command: Sequence[str], data: bytes, name: str) -> str | None:
    with tempfile.TemporaryDirectory(prefix="taizhang-") as folder:
        given = Path(folder) / "document.doc"
        given.write_bytes(data)
        out = _run([*command, str(given)], Path(folder), name)
        return None if out is None else out.decode("utf-8", "replace")


def _run(command: Sequence[str], home: Path, name: str) -> bytes | None:
    """Standard output of a converter, None when it failed. Raises `DocumentError` `timeout`, its group killed."""
    seconds = limit("converter_seconds")
    environment = {
        "HOME": str(home),
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TMPDIR": str(home),
    }
    with (
        (home / "out").open("wb") as out,
        subprocess.Popen(  # a file, so that no endless output fills the memory
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.DEVNULL,
            cwd=home,
            env=environment,
            start_new_session=True,
        ) as process,
    ):
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise DocumentError(
                "timeout",
                f"转换超过 {seconds} 秒，已停止（conversion took too long）",
                subject=name,
                remedy="请用 Word/WPS 打开后另存为 .docx",
            ) from None
        finally:
            _kill_group(process)
    if status != 0 or (home / "out").stat().st_size > limit("converted_bytes"):
        return None
    return (home / "out").read_bytes()


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill whatever of the converter's session is left, also when this process is interrupted while it waits."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
    process.wait()
