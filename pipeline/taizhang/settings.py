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
    "text_chars": Limit(
        3_000_000,
        "字",
        "一份文档的正文；最长的通报约 6 万字，再长的不是一份通报，且耗尽时限",
        "text of a document; the longest notice has some 60,000 characters, more is not one notice and takes minutes",
    ),
    "html_nodes": Limit(
        2_000_000,
        "个",
        "网页节点；政府网页不过数千，超出者为故意构造",
        "nodes of a page; government pages have some thousand",
    ),
    "pdf_pages": Limit(1_000, "页", "一份 PDF；通报不过百页", "pages of a PDF; a notice has under a hundred"),
    "page_chars": Limit(
        100_000, "字", "一页 PDF；密排的报纸版不过两万字", "characters of a PDF page; a dense newspaper page has 20,000"
    ),
    "ocr_pages": Limit(
        60,
        "页",
        "一份文档中须识别的图片页；每页约 6 秒，多页时请放宽 --timeout",
        "scanned pages of a document; some 6 s each, so --timeout has to be raised for many",
    ),
    "picture_pixels": Limit(
        9_000_000, "像素", "送去识别的图片；A4 每英寸 300 点", "a picture as recognised: A4 at 300 dots an inch"
    ),
    "image_pixels": Limit(
        100_000_000,
        "像素",
        "一张图片；A3 每英寸 600 点约 7 千万",
        "an image file; A3 at 600 dots an inch has 70 million",
    ),
    "xml_bytes": Limit(
        60_000_000,
        "B",
        "Word、OFD 中一个 XML 部件解压后；最长的通报约 5 MB",
        "a part of a Word or OFD file, expanded; the longest notice takes some 5 MB",
    ),
    "xml_depth": Limit(
        300, "层", "XML 嵌套；Word 表中有表也不过数十层", "nesting of XML; tables inside tables take some dozens"
    ),
    "xml_entities": Limit(
        1,
        "个起",
        "XML 的文档类型声明与实体一律拒绝，外部引用一律不取；Word、OFD 从不用",
        "declarations of document types and entities are refused and external references never followed: "
        "Word and OFD have none",
    ),
    "converter_seconds": Limit(
        45,
        "秒",
        "旧版 Word 转换；通常 2 至 5 秒，首次启动更久",
        "conversion of an old Word file; usually 2 to 5 s, longer at the first start",
    ),
    "converted_bytes": Limit(
        100_000_000, "B", "转换结果；文字不过数 MB", "what a converter returns; text takes a few MB"
    ),
    "archive_depth": Limit(
        3, "层", "压缩包套压缩包；抓取打包常见两层", "archives inside archives; crawls packed twice are common"
    ),
    "nested_bytes": Limit(
        2_000_000_000,
        "B",
        "一个内层压缩包解压后的总量；限制层层套叠的解压炸弹",
        "all that one inner archive expands to: bounds bombs that nest",
    ),
    "mail_parts": Limit(
        2_000,
        "个",
        "一封邮件或网页存档的部件；通常不过数百个图片",
        "parts of a mail or saved page; usually some hundred",
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
