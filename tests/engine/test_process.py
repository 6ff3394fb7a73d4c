from support.ledgers import SAMPLES
from taizhang.engine.process import process_document
from taizhang.errors import DocumentError
from taizhang.ingest.source import Source

NOTICE = sorted(SAMPLES.glob("*.txt"))[0]


def test_a_notice_becomes_a_row_and_a_ledger():
    found = process_document(Source(NOTICE.as_posix(), path=str(NOTICE)))
    assert found.document.outcome == "extracted"
    assert found.document.kind == "rectification_notice"
    assert found.ledger is not None
    assert found.ledger.notice.notice_id == found.document.notice_id
    assert found.ledger.notice.document_id == found.document.document_id
    assert found.ledger.notice.source_uri == NOTICE.as_posix()
    assert len(found.ledger.problems) > 5


def test_the_same_notice_as_a_page_gives_the_same_rows():
    text = NOTICE.read_text("utf-8")
    page = (
        "<html><body><div>"
        + "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
        + "</div></body></html>"
    )
    plain = process_document(Source("a.txt", data=text.encode())).ledger
    html = process_document(Source("a.html", data=page.encode("gb18030"))).ledger
    assert plain is not None
    assert html is not None
    for table in ("problems", "measures", "counts", "dates", "contacts", "citations"):
        name = "title" if table == "problems" else "surface"
        assert [getattr(row, name) for row in getattr(html, table)] == [
            getattr(row, name) for row in getattr(plain, table)
        ]


def test_news_is_kept_as_a_row_with_its_kind():
    found = process_document(Source("a.txt", data="本报讯（记者 张三）近日，县水利局召开巡察整改推进会。".encode()))
    assert (found.document.outcome, found.ledger) == ("not_a_notice", None)
    assert (found.document.reason or "").startswith(f"{found.document.kind}: ")


def test_whatever_goes_wrong_is_a_row_with_code_sentence_and_remedy():
    cases = {
        "empty": Source("a.txt", data=b""),
        "binary": Source("a.txt", data=bytes(range(256)) * 9),
        "too_large": Source("a.txt", data=b"a" * 30_000_000),
        "missing": Source("/no/such/file.txt", path="/no/such/file.txt"),
        "unreadable": Source("/proc", path="/proc"),
        "unsupported": Source("a.7z", data=b"7z\xbc\xaf\x27\x1c" + bytes(40)),
        "truncated": Source("a.pdf", data=b"%PDF-1.4"),
        "malformed": Source("a.zip", "x", failure=DocumentError("malformed", "成员已损坏", remedy="请重新下载")),
    }
    for code, source in cases.items():
        document = process_document(source).document
        assert document.outcome == "quarantined"
        assert (document.reason or "").startswith(f"{code}: ")
        assert "请" in (document.reason or "")
        assert document.size_bytes == (len(source.data) if source.data else 0)
