import shutil
import time
from pathlib import Path

import pytest

from taizhang.errors import DocumentError
from taizhang.ingest import convert
from taizhang.ingest.convert import read_legacy
from taizhang.settings import LIMITS, Limit

OLE = "application/x-ole-storage"
WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 600
RTF = rb"{\rtf1\ansi\ansicpg936 {\b \'d5\'fb\'b8\'c4}\'c7\'e9\'bf\'f6\par \'cd\'a8\'b1\'a8\par}"


def program(folder, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def only(tmp_path, monkeypatch):
    """A machine whose converters are those that the test puts there."""
    for tool in ("sh", "sleep", "cat", "printf"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or f"/bin/{tool}")
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_without_a_converter_it_says_what_to_install(only):
    with pytest.raises(DocumentError, match="LibreOffice") as caught:
        read_legacy(WORD, OLE, name="a.doc")
    assert caught.value.code == "no_converter"


def test_a_text_converter_serves_where_there_is_no_office(only):
    program(only, "catdoc", "printf '整改\\n情况'")
    content = read_legacy(WORD, OLE, name="a.doc")
    assert content.canonical.text == "整改\n情况"
    assert content.origin[0].part == "converted.txt"
    assert "catdoc" in content.warnings[0] and "自动编号" in content.warnings[1]


def test_a_converter_that_hangs_is_killed_with_all_it_started(only, monkeypatch):
    program(only, "soffice", f"sleep 300 & echo $! > {only}/child; sleep 300")
    monkeypatch.setitem(LIMITS, "converter_seconds", Limit(1, "秒", "x", "x"))
    started = time.monotonic()
    with pytest.raises(DocumentError) as caught:
        read_legacy(WORD, OLE, name="a.doc")
    assert caught.value.code == "timeout"
    assert time.monotonic() - started < 20
    child = int((only / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    for _ in range(50):
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("the converter's own child is still running")


def test_a_converter_that_fails_leaves_its_reason(only):
    program(only, "soffice", "exit 1")
    program(only, "antiword", "exit 3")
    with pytest.raises(DocumentError, match=r"LibreOffice、antiword") as caught:
        read_legacy(WORD, OLE, name="a.doc")
    assert caught.value.code == "malformed"


def test_other_files_of_that_container_are_not_given_to_a_converter(only):
    program(only, "soffice", "exit 9")
    with pytest.raises(DocumentError) as caught:
        read_legacy(WORD.replace("WordDocument".encode("utf-16-le"), b"x" * 24), OLE, name="a.doc")
    assert caught.value.code == "unsupported"


@pytest.mark.skipif(not any(map(shutil.which, convert._OFFICE)), reason="no LibreOffice here")
def test_a_real_converter_reads_rich_text():
    content = read_legacy(RTF, "application/rtf", name="a.doc")
    assert content.canonical.text == "整改情况\n通报"
    assert content.origin[0].part == "converted.docx"
