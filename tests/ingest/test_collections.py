import datetime as dt
import json
import struct
import zipfile
import zlib

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from taizhang.ingest.collections import expand, is_collection
from taizhang.ingest.columns import Columns
from taizhang.ingest.source import Source


def open_file(path):
    source = Source(str(path), path=str(path))
    assert is_collection(source)
    return list(expand(source))


def codes(documents):
    return [document.failure.code if document.failure else None for document in documents]


def test_jsonl_rows_with_their_fields(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [
        {"text": "通报一", "title": "甲", "date": "2023-05-11", "url": "site/1"},
        {"html": "<p>通报二</p>"},
        {"正文": "通报三", "发布日期": "2023年5月12日"},
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n", "utf-8")
    first, second, third = open_file(path)
    assert (first.member, first.read().decode(), first.page_title, first.published_at, first.url) == (
        "1",
        "通报一",
        "甲",
        dt.date(2023, 5, 11),
        "site/1",
    )
    assert (second.member, second.read()) == ("2", "<p>通报二</p>".encode())
    assert third.published_at == dt.date(2023, 5, 12)


def test_a_bad_row_costs_only_itself(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [
        '{"text": "好"}',
        "{broken",
        "[1]",
        '{"name": "无正文"}',
        '{"text": "\\ud800"}',
        '{"text": "好2"}',
        "[" * 100_000,
    ]
    path.write_bytes("\n".join(rows).encode())
    found = open_file(path)
    assert codes(found) == [None, "malformed", "malformed", "no_text_column", "undecodable", None, "malformed"]
    assert [document.member for document in found] == ["1", "2", "3", "4", "5", "6", "7"]
    assert "name" in str(found[3].failure)


def test_csv_in_gb18030_with_line_breaks_in_cells(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes('标题,正文\r\n甲,"第一行\r\n第二行，喆"\r\n乙,正文乙\r\n'.encode("gb18030"))
    first, second = open_file(path)
    assert first.read().decode() == "第一行\r\n第二行，喆"
    assert second.page_title == "乙"


def test_parquet_rows(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"content": ["甲", None, "丙"], "date": [dt.date(2023, 1, 2), None, None]}), path)
    found = open_file(path)
    assert codes(found) == [None, "no_text_column", None]
    assert found[0].published_at == dt.date(2023, 1, 2)


def test_zip_members_are_read_in_memory(tmp_path, monkeypatch):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("通报/甲.txt", "甲")
        archive.writestr("../../escape.txt", "乙")
        archive.writestr("__MACOSX/._甲.txt", "x")
        archive.writestr("dir/", "")
    monkeypatch.chdir(tmp_path)
    found = open_file(path)
    assert [(document.member, document.read().decode()) for document in found] == [
        ("通报/甲.txt", "甲"),
        ("../../escape.txt", "乙"),
    ]
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.zip"]


def test_names_that_chinese_windows_wrote_are_read(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ABCD.txt", "甲")
    path.write_bytes(path.read_bytes().replace(b"ABCD.txt", "整改".encode("gbk") + b".txt"))
    assert open_file(path)[0].member == "整改.txt"


def test_a_bomb_is_refused_and_a_dense_document_is_not(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * 50_000_000)
        archive.writestr("dense.txt", "整改情况：已完成。\n" * 20_000)
    assert codes(open_file(path)) == ["archive_ratio", None]


def test_a_size_that_lies_is_found(tmp_path):
    """The directory says 10 bytes; reading more than it says must not happen."""
    path = tmp_path / "a.zip"
    data = zlib.compress(b"0" * 30_000_000, 9)[2:-4]
    name, crc = b"x.txt", zlib.crc32(b"0" * 30_000_000)
    sizes = (crc, len(data), 10, len(name))
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, *sizes, 0) + name + data
    central = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, *sizes, 0, 0, 0, 0, 0, 0) + name
    path.write_bytes(local + central + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local), 0))
    (document,) = open_file(path)
    assert document.failure is not None or len(document.read()) <= 11


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.zip", b"PK\3\4 not a zip", "malformed"),
        ("a.parquet", b"PAR1", "malformed"),
        ("a.csv", b"", "empty"),
        ("a.jsonl", b"\n\n", "no_documents"),
        ("a.csv", b"text\n", "no_documents"),
    ],
)
def test_a_damaged_collection_is_one_document_with_the_reason(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    (document,) = open_file(tmp_path / name)
    assert document.failure is not None
    assert document.failure.code == code
    assert document.failure.remedy


def test_what_a_file_is_shows_by_its_content_not_by_its_name(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.txt", "w") as archive:
        archive.writestr("通报.txt", "甲")
    assert [document.member for document in open_file(tmp_path / "a.txt")] == ["通报.txt"]
    (tmp_path / "b.zip").write_text("整改情况通报", "utf-8")
    assert not is_collection(Source("b.zip", path=str(tmp_path / "b.zip")))


def test_a_column_is_known_by_its_name_or_given_or_guessed(tmp_path):
    prose = "根据县委统一部署，县委第二巡察组开展巡察，现将整改情况通报如下。已完成整改；长期坚持。" * 3
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"标识": "1", "zhengwen": prose, "remark": "备注"}, ensure_ascii=False), "utf-8")
    assert open_file(path)[0].read().decode() == prose
    path.write_text(json.dumps({"text": "别的", "zw": "正文甲", "tt": "题"}, ensure_ascii=False), "utf-8")
    source = Source(str(path), path=str(path))
    (given,) = expand(source, Columns(text="ZW", title="tt"))
    assert (given.read().decode(), given.page_title) == ("正文甲", "题")
    (missing,) = expand(source, Columns(text="没有"))
    assert missing.failure is not None
    assert missing.failure.code == "no_text_column"


def test_a_json_list_and_a_table_apart_by_tabs_are_rows(tmp_path):
    (tmp_path / "a.json").write_text('{"data": [{"text": "甲"}, {"text": "乙"}]}', "utf-8")
    (tmp_path / "b.tsv").write_text("标题\t正文\n甲\t通报甲\n", "utf-8")
    assert [d.read().decode() for d in open_file(tmp_path / "a.json")] == ["甲", "乙"]
    assert [(d.page_title, d.read().decode()) for d in open_file(tmp_path / "b.tsv")] == [("甲", "通报甲")]


def test_an_encrypted_member_says_so(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.txt", "甲")
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(bytes(data))
    assert codes(open_file(path)) == ["encrypted"]
