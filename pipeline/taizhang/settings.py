"""Versions and limits: every number that bounds a run, in one table, each with its reason.

A limit protects the run from one document; none is meant to be met by an honest one. The longest notice known has
some 60,000 characters.
"""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.lexicon import lexicon_version
from taizhang.records import SCHEMA_VERSION

PROGRAM_VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Limit:
    """One bound. `why_zh`/`why_en` say why it stands where it does; messages to users quote the number."""

    value: int
    unit: str
    why_zh: str
    why_en: str


LIMITS: dict[str, Limit] = {
    "file_bytes": Limit(
        200_000_000, "B", "单个文件；扫描件很少超过 100 MB", "one file of any kind; scans rarely exceed 100 MB"
    ),
    "text_bytes": Limit(
        20_000_000,
        "B",
        "纯文本或网页；最长的通报不到 0.5 MB，再大的不是一份通报，应拆分",
        "plain text or a web page; the longest notice is under 0.5 MB, more is not one notice and should be split",
    ),
    "line_chars": Limit(
        2_000_000,
        "字",
        "一行；通报一段不过数千字，超长单行是数据转储而非公文",
        "one line; a paragraph of a notice has some thousand characters, a longer line is a data dump",
    ),
    "html_nodes": Limit(
        2_000_000,
        "个",
        "网页节点；政府网页不过数千，超出者为故意构造",
        "nodes of a page; government pages have some thousand",
    ),
    "archive_members": Limit(
        200_000, "个", "压缩包成员；一次抓取约此规模", "members of an archive; one crawl is of this size"
    ),
    "archive_ratio": Limit(
        200,
        "倍",
        "解压比，超过 1 MB 后计；中文网页约 10 倍，解压炸弹上千倍",
        "expansion, counted after 1 MB; Chinese pages expand tenfold, bombs a thousandfold",
    ),
    "document_seconds": Limit(60, "秒", "一份文档；通常 25 毫秒", "one document; usually 25 ms"),
    "worker_bytes": Limit(
        4_000_000_000, "B", "一个工作进程的内存；通常 0.2 GB", "memory of a worker process; usually 0.2 GB"
    ),
    "worker_documents": Limit(
        2_000,
        "份",
        "一个工作进程处理的份数，之后换新，以免第三方库内存渐长",
        "documents before a worker is replaced, so that memory held by libraries does not creep",
    ),
    "shard_documents": Limit(
        500,
        "份",
        "一个分片；中断最多损失这么多份的时间",
        "documents of a shard: what a killed run may have to do again",
    ),
    "shard_chars": Limit(
        5_000_000,
        "字",
        "一个分片的文本；约 500 份通报，限制写分片时的内存",
        "text of a shard; some 500 notices, bounds the memory that writing one takes",
    ),
    "html_depth": Limit(
        2_000,
        "层",
        "网页标签的嵌套；政府网页不过几十层，解析耗时随层数平方增长",
        "nesting of tags; government pages have some dozens, and parsing takes time with its square",
    ),
}


def limit(name: str) -> int:
    """The value of the limit called `name`."""
    return LIMITS[name].value


def versions(model: str | None = None) -> dict[str, str | None]:
    """What made a row: versions of program, schema, lexicon and `model` (null where none was used)."""
    return {
        "program": PROGRAM_VERSION,
        "schema": SCHEMA_VERSION,
        "lexicon": lexicon_version(),
        "model": model,
    }
