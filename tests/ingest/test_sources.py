import io
import os

import pytest

from taizhang.ingest.sources import inventory


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder `in` with files at two depths, hidden ones and junk, as the current directory sees it."""
    for name in ("in/b.txt", "in/a.html", "in/sub/c.txt", "in/.hidden", "in/Thumbs.db", "in/.git/d.txt", "other.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def uris(*arguments):
    return [source.source_uri for source in inventory(arguments)]


def test_a_folder_is_all_its_files_in_order(folder):
    assert uris("in") == ["in/a.html", "in/b.txt", "in/sub/c.txt"]
    assert inventory(["in"]).passed_over == 3


def test_the_order_of_sources_does_not_matter(folder):
    assert uris("other.txt", "in") == uris("in", "other.txt") == ["in/a.html", "in/b.txt", "in/sub/c.txt", "other.txt"]


def test_a_file_reached_twice_is_read_once(folder):
    (folder / "link").symlink_to(folder / "in")
    assert uris("link/b.txt", "in", "./in/b.txt", "in/*.txt") == ["in/a.html", "in/b.txt", "in/sub/c.txt"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("in/*.txt", ["in/b.txt"]),
        ("in/**/*.txt", ["in/b.txt", "in/sub/c.txt"]),
        ("in/[ab].*", ["in/a.html", "in/b.txt"]),
        ("in/s*", ["in/sub/c.txt"]),
    ],
)
def test_patterns(folder, pattern, expected):
    assert uris(pattern) == expected


def test_a_file_named_like_a_pattern_is_that_file(folder):
    (folder / "通报[1].txt").write_text("x", "utf-8")
    assert uris("通报[1].txt") == ["通报[1].txt"]


@pytest.mark.parametrize(
    ("argument", "code"),
    [
        ("nowhere.txt", "missing"),
        ("nowhere/*.txt", "missing"),
        ("x" * 5000, "unreadable"),
    ],
)
def test_what_is_not_there_is_a_document_with_the_reason(folder, argument, code):
    (source,) = inventory([argument]).sources
    assert source.failure is not None
    assert source.failure.code == code
    assert source.failure.remedy
    assert source.identity()[1] == 0


def test_a_folder_without_files_says_so(folder):
    (folder / "empty" / "deeper").mkdir(parents=True)
    found = inventory(["empty", "in"])
    assert [source.failure.code for source in found.unusable] == ["no_documents"]
    assert len(found.sources) == 4


def test_standard_input_is_one_document(folder):
    (source,) = inventory(["-"], io.BytesIO("整改".encode())).sources
    assert (source.source_uri, source.read().decode()) == ("-", "整改")


def test_a_pipe_is_read_once(folder):
    reading, writing = os.pipe()
    os.write(writing, b"text")
    os.close(writing)
    (source,) = inventory([f"/dev/fd/{reading}"]).sources
    assert source.read() == source.read() == b"text"
    os.close(reading)


def test_a_dataset_inside_the_folder_is_not_read_again(folder):
    (folder / "in" / "out" / "documents").mkdir(parents=True)
    (folder / "in" / "out" / "manifest.json").write_text("{}")
    (folder / "in" / "out" / "documents" / "part-0.parquet").write_text("x")
    assert uris("in") == ["in/a.html", "in/b.txt", "in/sub/c.txt"]


def test_a_name_that_is_no_text_is_still_a_source(folder):
    (folder / "in" / os.fsdecode(b"\xd5\xfb\xb8\xc4.txt")).write_text("x")
    found = inventory(["in"])
    odd = next(source for source in found if "\\xd5" in source.source_uri)
    odd.source_uri.encode("utf-8")
    assert odd.read() == b"x"
