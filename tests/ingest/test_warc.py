import gzip

from taizhang.ingest.collections import expand, is_collection
from taizhang.ingest.read import read_page
from taizhang.ingest.source import Source

PAGE = "<html><head><title>通报</title></head><body><p>根据安排，现将整改情况通报，镕；喆。</p></body></html>"


def record(url: str, status: str, kind: str, body: bytes) -> bytes:
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-09-03T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def web_archive(packed: bool) -> bytes:
    records = [
        record("http://example.gov.cn/1.html", "200 OK", "text/html; charset=gb2312", PAGE.encode("gb18030")),
        record("http://example.gov.cn/x.png", "200 OK", "image/png", b"\x89PNG"),
        record("http://example.gov.cn/2.html", "404 Not Found", "text/html", b"<p>none</p>"),
        record("http://example.gov.cn/3.html", "200 OK", "text/html", PAGE.encode()),
    ]
    return b"".join(gzip.compress(item) if packed else item for item in records)


def test_pages_of_a_web_archive_are_documents_with_their_addresses():
    for packed in (False, True):
        source = Source("crawl.warc.gz", data=web_archive(packed))
        assert is_collection(source)
        found = list(expand(source))
        assert [item.url for item in found] == ["http://example.gov.cn/1.html", "http://example.gov.cn/3.html"]
        assert [item.member for item in found] == ["1", "4"]
        texts = [read_page(item, item.read()).canonical.text for item in found]
        assert texts == ["根据安排，现将整改情况通报，镕；喆。"] * 2


def test_a_broken_web_archive_says_where():
    data = web_archive(True)
    found = list(expand(Source("a.warc.gz", data=data[: len(data) * 2 // 3])))
    assert found[0].failure is None
    assert found[-1].failure is None or found[-1].failure.code == "malformed"
