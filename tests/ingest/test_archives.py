import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from taizhang.ingest.collections import expand, is_collection
from taizhang.ingest.source import Source


def documents(data: bytes, name: str):
    source = Source(name, data=data)
    assert is_collection(source)
    return list(expand(source))


def tar_of(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, encoding="gb18030") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_files_packed_or_not_give_their_members(mode):
    data = tar_of({"通报/甲.txt": "甲".encode(), "../乙.html": "乙".encode(), "._x": b"junk"}, mode)
    found = documents(data, "crawl.bin")
    assert [(item.member, item.read().decode()) for item in found] == [("通报/甲.txt", "甲"), ("../乙.html", "乙")]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_file_packed_alone_is_one_document_with_its_own_name(pack):
    (document,) = documents(pack("<p>通报</p>".encode()), "site/页面.html.gz")  # whatever packed it
    assert (document.member, document.suffix) == ("页面.html", ".html")
    assert document.read().decode() == "<p>通报</p>"


def test_rows_packed_alone_are_read_as_they_come():
    found = documents(gzip.compress('{"text": "甲"}\n{"text": "乙"}\n'.encode()), "a.jsonl.gz")
    assert [(item.member, item.read().decode()) for item in found] == [("1", "甲"), ("2", "乙")]


def test_archives_inside_archives_give_the_path_of_both():
    inner = zip_of({"甲.txt": "甲".encode()})
    found = documents(zip_of({"内/a.zip": inner, "b.tar.gz": tar_of({"乙.txt": "乙".encode()}, "w:gz")}), "外.zip")
    assert [item.member for item in found] == ["内/a.zip/甲.txt", "b.tar.gz/乙.txt"]


def test_archives_nested_too_deeply_are_refused_where_they_are():
    data = zip_of({"甲.txt": b"x"})
    for _ in range(5):
        data = zip_of({"a.zip": data, "旁.txt": b"y"})
    found = documents(data, "外.zip")
    codes = [item.failure.code for item in found if item.failure]
    assert codes == ["too_deep"]
    assert sum(item.failure is None for item in found) == 3


def test_a_packed_bomb_is_refused():
    (document,) = documents(gzip.compress(b"\0" * 30_000_000), "a.html.gz")
    assert document.failure is not None
    assert document.failure.code == "archive_ratio"


def test_a_broken_tar_gives_what_came_before_and_says_so():
    data = tar_of({"甲.txt": "甲".encode() * 2000, "乙.txt": "乙".encode() * 2000}, "w:gz")
    found = documents(data[: len(data) // 2], "a.tar.gz")
    assert found[-1].failure is not None
    assert found[-1].failure.code in {"malformed", "truncated"}


def test_links_and_devices_of_a_tar_are_never_followed():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        device = tarfile.TarInfo("zero")
        device.type = tarfile.CHRTYPE
        archive.addfile(device)
    (document,) = documents(out.getvalue(), "a.tar")
    assert document.failure is not None
    assert document.failure.code == "no_documents"


def test_an_office_file_is_no_archive():
    word = zip_of({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    assert not is_collection(Source("a.zip", data=word))
    assert [item.member for item in documents(zip_of({"a.docx": word}), "b.zip")] == ["a.docx"]
