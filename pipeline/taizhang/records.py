"""The vocabulary of taizhang: one frozen record per row of every published table.

Each field carries its Arrow type and its meaning in Chinese and English. The Arrow schemas (`taizhang.store.schema`),
the files in `schemas/` and the data dictionary are generated from these classes and from nothing else, so a column
can not change without its documentation. Positions are code points into `texts.text`, end exclusive.

Null (None) means "the notice does not say"; 0 is a printed zero.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from taizhang.values import CategoryScore as CategoryScore
from taizhang.values import Evidence as Evidence
from taizhang.values import Origin as Origin
from taizhang.values import Reading as Reading
from taizhang.values import column
from taizhang.vocabulary import (
    AGENCY_LEVELS,
    CHECKS,
    CITATION_ACTS,
    CONTACT_KINDS,
    COUNT_ROLES,
    DATE_ROLES,
    OUTCOMES,
    PAGE_KINDS,
    PRECISIONS,
    PROBLEM_LEVELS,
    PROBLEM_SOURCES,
    QUALIFIERS,
    SCOPES,
    STATUSES,
    TENSES,
    VERDICTS,
)

SCHEMA_VERSION = "1.1.0"


@dataclass(frozen=True, slots=True)
class Document:
    """documents: one row per input document, whatever became of it."""

    document_id: str = column("string!", "原始字节的 SHA-256（十六进制）", "SHA-256 of the bytes, hex", key="primary")
    source_uri: str = column("string!", "来源路径或地址", "where it came from: path or address as given")
    member: str | None = column(
        "string", "压缩包内路径或集合内行号", "path inside an archive, row number inside a collection", default=None
    )
    media_type: str | None = column("string", "识别出的文件类型", "media type as recognised", default=None)
    encoding: str | None = column("string", "解码所用编码", "encoding it was decoded with", default=None)
    encoding_source: str | None = column(
        "string", "编码依据（bom/declared/utf-8/gb18030 等）", "what decided the encoding", default=None
    )
    size_bytes: int = column("int64!", "字节数", "size in bytes", default=0)
    outcome: str = column("string!", "处理结果", "what became of it", words=OUTCOMES, default="extracted")
    reason: str | None = column(
        "string",
        "未提取的原因，或与已有通报相近之处：代码与一句话",
        "why it was not extracted, or how it differs from the one it repeats: a code and a sentence",
        default=None,
    )
    duplicate_of: str | None = column(
        "string",
        "与之重复或仅数字、个别文字不同的文档号",
        "document_id of the document that it repeats, or of which it is an edited version",
        default=None,
        key="documents.document_id",
    )
    kind: str | None = column("string", "页面种类", "kind of page", words=PAGE_KINDS, default=None)
    kind_score: float | None = column("float32", "页面种类的把握（0-1）", "confidence in the kind, 0-1", default=None)
    notice_id: str | None = column("string", "通报号", "the notice read from it", default=None, key="notices.notice_id")
    published_at: dt.date | None = column(
        "date32", "页面标注的发布日期", "publication date printed by the page", default=None
    )
    page_title: str | None = column("string", "网页标题", "title of the page", default=None)
    url: str | None = column("string", "网址（集合中给出者）", "address, where a collection gives one", default=None)


@dataclass(frozen=True, slots=True)
class Text:
    """texts: the canonical text of a notice, into which every position points."""

    notice_id: str = column("string!", "通报号", "notice", key="primary")
    text: str = column(
        "string!", "规范文本，所有位置以此为准（按码点计）", "canonical text; positions are code points into it"
    )
    read_share: float = column(
        "float32!", "被识别单元覆盖的字符比例", "share of characters that lie in a recognised unit", default=0.0
    )
    warnings: tuple[str, ...] = column(
        "list<string>!", "结构疑点（编号重复、缺号、引号不配对等）", "doubts about the structure", default=()
    )
    pages: int | None = column("int32", "原件页数", "pages of the original, null where it has none", default=None)
    origin: tuple[Origin, ...] = column(
        "list<struct<char_start:int64,part:string,page:int32,paragraph:int32,offset:int64>>!",
        "各段文字在原件中的位置",
        "where each stretch of the text stands in the original",
        default=(),
    )
    sketch: str = column(
        "string!",
        "近似查重用的指纹：128 位十六进制，数字不计；相同位的比例约为两文相同内容的比例",
        "sketch for near-duplicates: 64 bytes in hex, numbers ignored; the share of equal bytes estimates what two share",
        default="",
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """notices: one row per rectification notice."""

    notice_id: str = column(
        "string!",
        "通报号：规范文本 SHA-256 前16位",
        "first 16 hex digits of the canonical text's SHA-256",
        key="primary",
    )
    document_id: str | None = column("string", "来源文档号", "document", default=None, key="documents.document_id")
    source_uri: str | None = column("string", "来源路径或地址", "where it came from", default=None)
    title: str | None = column("string", "标题（去空白）", "title, white space removed", default=None)
    agency_raw: str | None = column("string", "落款单位原文", "agency as printed in the signature", default=None)
    agency: str | None = column(
        "string", "单位名称（不含党组等）", "organisation without its party organ", default=None
    )
    agency_function: str | None = column("string", "单位职能", "function of the agency", default=None)
    agency_level: str | None = column("string", "单位层级", "level of the agency", words=AGENCY_LEVELS, default=None)
    organ: str | None = column("string", "党组织形式（党组/党委等）", "party organ", default=None)
    region_code: str | None = column("string", "行政区划代码（GB/T 2260）", "GB/T 2260 code, six digits", default=None)
    region: str | None = column("string", "行政区划全称", "full name of the region", default=None)
    province: str | None = column("string", "省级", "province", default=None)
    city: str | None = column("string", "地级", "prefecture-level city", default=None)
    county: str | None = column("string", "县级", "county", default=None)
    zone: str | None = column(
        "string", "所在功能区（无行政区划代码）", "development zone, which has no code", default=None
    )
    region_candidates: tuple[str, ...] = column(
        "list<string>!", "地区不明时可能的代码", "codes it may be where the text does not settle it", default=()
    )
    region_basis: str | None = column(
        "string",
        "地区依据（name/context/successor）",
        "what settled the region: its name, the notice, or the successor of a former region",
        default=None,
    )
    inspector: str | None = column("string", "巡察（巡视）组原文", "inspecting body as printed", default=None)
    inspection_level: str | None = column(
        "string", "巡察层级", "level of the inspecting body", words=AGENCY_LEVELS, default=None
    )
    inspection_kind: str | None = column("string", "巡察方式（常规、专项等）", "kind of inspection", default=None)
    inspection_round: str | None = column("string", "届次轮次原文", "term and round as printed", default=None)
    inspection_start: dt.date | None = column("date32", "进驻首日", "first day of the inspection", default=None)
    inspection_end: dt.date | None = column("date32", "结束日", "last day of the inspection", default=None)
    feedback_date: dt.date | None = column("date32", "反馈日期", "day the findings were fed back", default=None)
    publication_date: dt.date | None = column("date32", "公布日期", "day of publication", default=None)
    publication_date_source: str | None = column(
        "string", "公布日期依据（page/signature/meta）", "what the publication date rests on", default=None
    )
    aspects_claimed: int | None = column("int32", "声称的方面数", "aspects claimed", default=None)
    problems_claimed: int | None = column(
        "int32", "声称的问题数（主清单）", "problems claimed, main list only", default=None
    )
    aspects_enumerated: int | None = column("int32", "列出的方面数", "aspects listed as headings", default=None)
    problems_enumerated: int | None = column("int32", "列出的问题数", "problems listed as headings", default=None)
    subproblems_enumerated: int | None = column("int32", "列出的子问题数", "sub-problems listed", default=None)
    measures_enumerated: int | None = column("int32", "列出的措施数", "measures listed", default=None)
    days_feedback_to_publication: int | None = column(
        "int32", "反馈至公布天数", "days from feedback to publication", default=None
    )
    audit_verdict: str | None = column(
        "string", "各项核对中最差的结论", "worst verdict of its audits", words=VERDICTS, default=None
    )
    program_version: str = column("string!", "程序版本", "version of the program", default="")
    lexicon_version: str = column("string!", "词表版本", "version of the lexicon", default="")
    model_version: str | None = column("string", "模型版本", "version of the model", default=None)
    schema_version: str = column("string!", "表结构版本", "version of the schema", default=SCHEMA_VERSION)


@dataclass(frozen=True, slots=True)
class Problem:
    """problems: one row per aspect, problem and sub-problem."""

    notice_id: str = column("string!", "通报号", "notice", key="notices.notice_id")
    problem_id: str = column("string!", "问题号", "problem", key="primary")
    parent_id: str | None = column("string", "上级问题号", "enclosing row", default=None, key="problems.problem_id")
    level: str = column(
        "string!", "层级（方面/问题/子问题）", "aspect, problem or sub-problem", words=PROBLEM_LEVELS, default="problem"
    )
    ordinal: int = column("int32!", "在同级中的次序（从1起）", "position among its siblings, from 1", default=1)
    number: str | None = column("string", "原文编号", "enumerator as printed", default=None)
    title: str = column("string!", "标题原文（位置即其首尾）", "heading as printed; the span is its extent", default="")
    statement: str = column("string!", "问题本身（去引号与“关于…问题”）", "the issue itself", default="")
    status: str | None = column("string", "整改状态", "status of rectification", words=STATUSES, default=None)
    long_term: bool | None = column("bool", "另注“长期坚持”", "long-term stands beside another status", default=None)
    status_surface: str | None = column("string", "状态原文", "status as printed", default=None)
    category: str | None = column("string", "主类别号", "main category id", default=None)
    categories: tuple[CategoryScore, ...] = column(
        "list<struct<id:string,score:float32,source:string>>!", "候选类别及把握", "candidate categories", default=()
    )
    framework: str | None = column(
        "string", "一级框架条目（三个聚焦、四个落实等）", "item of a level-1 framework", default=None
    )
    responsible: str | None = column("string", "责任领导、单位或人", "responsible persons or units", default=None)
    deadline: str | None = column("string", "整改时限原文", "deadline as printed", default=None)
    source: str = column(
        "string!",
        "由谁认出：rule 规则，model 逐行的模型（标题没有编号、规则难认的通报）",
        "what found it: the rules, or the model of lines in notices whose headings bear no mark",
        words=PROBLEM_SOURCES,
        default="rule",
    )
    char_start: int = column("int64!", "标题起点（码点）", "first code point of the title", default=0)
    char_end: int = column("int64!", "标题终点（不含）", "end of the title, exclusive", default=0)
    page: int | None = column("int32", "起点所在页（从1起）", "page of the original where it starts", default=None)


@dataclass(frozen=True, slots=True)
class Measure:
    """measures: one row per measure, the smallest enumerated unit of an answer."""

    notice_id: str = column("string!", "通报号", "notice", key="notices.notice_id")
    problem_id: str = column("string!", "所答问题号", "problem it answers", key="problems.problem_id")
    measure_id: str = column("string!", "措施号", "measure", key="primary")
    ordinal: int = column("int32!", "在该问题下的次序（从1起）", "position under its problem, from 1", default=1)
    marker: str | None = column("string", "原文序号（一是、(1)等）", "enumerator as printed", default=None)
    surface: str = column("string!", "措施原文", "measure as printed", default="")
    kinds: tuple[str, ...] = column("list<string>!", "措施种类", "kinds of measure", default=())
    specificity: float | None = column(
        "float32", "具体程度（0-1）", "0-1: names, numbers, dates, documents against empty phrases", default=None
    )
    tense: str | None = column("string", "完成时态", "done, ongoing or planned", words=TENSES, default=None)
    char_start: int = column("int64!", "起点（码点）", "first code point", default=0)
    char_end: int = column("int64!", "终点（不含）", "end, exclusive", default=0)
    page: int | None = column("int32", "起点所在页（从1起）", "page of the original where it starts", default=None)


@dataclass(frozen=True, slots=True)
class Count:
    """counts: one row per counted quantity."""

    notice_id: str = column("string!", "通报号", "notice", key="notices.notice_id")
    count_id: str = column("string!", "数量号", "count", key="primary")
    problem_id: str | None = column(
        "string", "所在问题号", "problem whose heading or answer holds it", default=None, key="problems.problem_id"
    )
    measure_id: str | None = column(
        "string", "所在措施号", "measure that holds it", default=None, key="measures.measure_id"
    )
    surface: str = column("string!", "原文", "as printed", default="")
    value: float | None = column("float64", "数值（金额以元计）", "value; money in yuan", default=None)
    value_low: float | None = column("float64", "下限", "lower bound", default=None)
    value_high: float | None = column("float64", "上限", "upper bound", default=None)
    unit: str | None = column("string", "量词或单位", "counter or unit", default=None)
    noun: str | None = column("string", "所数之物", "what is counted", default=None)
    role: str = column("string!", "角色", "role", words=COUNT_ROLES, default="other")
    scope: str | None = column(
        "string", "所属清单（角色为声称或状态时）", "list it belongs to", words=SCOPES, default=None
    )
    qualifier: str | None = column("string", "限定（约、不少于、其中等）", "qualifier", words=QUALIFIERS, default=None)
    char_start: int = column("int64!", "起点（码点）", "first code point", default=0)
    char_end: int = column("int64!", "终点（不含）", "end, exclusive", default=0)
    page: int | None = column("int32", "起点所在页（从1起）", "page of the original where it starts", default=None)


@dataclass(frozen=True, slots=True)
class Date:
    """dates: one row per date or period."""

    notice_id: str = column("string!", "通报号", "notice", key="notices.notice_id")
    date_id: str = column("string!", "日期号", "date", key="primary")
    problem_id: str | None = column(
        "string", "所在问题号", "problem whose heading or answer holds it", default=None, key="problems.problem_id"
    )
    surface: str = column("string!", "原文", "as printed", default="")
    date_from: dt.date | None = column("date32", "首日", "first day", default=None)
    date_to: dt.date | None = column("date32", "末日", "last day", default=None)
    precision: str | None = column("string", "精度", "precision", words=PRECISIONS, default=None)
    role: str = column("string!", "角色", "role", words=DATE_ROLES, default="mention")
    year_inferred: bool = column("bool!", "年份系推定", "the year is not printed", default=False)
    char_start: int = column("int64!", "起点（码点）", "first code point", default=0)
    char_end: int = column("int64!", "终点（不含）", "end, exclusive", default=0)
    page: int | None = column("int32", "起点所在页（从1起）", "page of the original where it starts", default=None)


@dataclass(frozen=True, slots=True)
class Contact:
    """contacts: one row per contact of the notice, never of the site's footer."""

    notice_id: str = column("string!", "通报号", "notice", key="notices.notice_id")
    kind: str = column("string!", "种类", "kind", words=CONTACT_KINDS)
    surface: str = column("string!", "原文", "as printed")
    normalised: str | None = column(
        "string", "规范写法（电话为国际格式）", "normal form; phones international", default=None
    )
    valid: bool | None = column("bool", "格式是否有效", "whether it is well-formed", default=None)
    char_start: int = column("int64!", "起点（码点）", "first code point", default=0)
    char_end: int = column("int64!", "终点（不含）", "end, exclusive", default=0)
    page: int | None = column("int32", "起点所在页（从1起）", "page of the original where it starts", default=None)


@dataclass(frozen=True, slots=True)
class Citation:
    """citations: one row per document cited between 《 and 》."""

    notice_id: str = column("string!", "通报号", "notice", key="notices.notice_id")
    problem_id: str | None = column(
        "string", "所在问题号", "problem whose heading or answer holds it", default=None, key="problems.problem_id"
    )
    measure_id: str | None = column(
        "string", "所在措施号", "measure that holds it", default=None, key="measures.measure_id"
    )
    surface: str = column("string!", "原文（含书名号）", "as printed, with its brackets", default="")
    act: str | None = column("string", "对文件做了什么", "what was done with it", words=CITATION_ACTS, default=None)
    char_start: int = column("int64!", "起点（码点）", "first code point", default=0)
    char_end: int = column("int64!", "终点（不含）", "end, exclusive", default=0)
    page: int | None = column("int32", "起点所在页（从1起）", "page of the original where it starts", default=None)


@dataclass(frozen=True, slots=True)
class Finding:
    """audits: one row per check applied to a notice."""

    notice_id: str = column("string!", "通报号", "notice", key="notices.notice_id")
    check: str = column("string!", "核对项目", "check", words=CHECKS)
    scope: str | None = column("string", "所属清单", "list it concerns", words=SCOPES, default=None)
    claimed: float | None = column("float64", "声称数", "number claimed", default=None)
    observed: float | None = column("float64", "核对数", "number found", default=None)
    readings: tuple[Reading, ...] = column(
        "list<struct<unit:string,value:float64>>!", "其他计法", "other ways of counting", default=()
    )
    verdict: str = column("string!", "结论", "verdict", words=VERDICTS, default="unverifiable")
    explanation: str = column("string!", "一句话说明", "one sentence an inspector can paste", default="")
    evidence: tuple[Evidence, ...] = column(
        "list<struct<char_start:int64,char_end:int64,text:string>>!",
        "所据原文",
        "the sentences it rests on",
        default=(),
    )


@dataclass(frozen=True, slots=True)
class Ledger:
    """One notice read in full: its text and its rows in every table."""

    notice: Notice
    text: Text
    problems: tuple[Problem, ...] = ()
    measures: tuple[Measure, ...] = ()
    counts: tuple[Count, ...] = ()
    dates: tuple[Date, ...] = ()
    contacts: tuple[Contact, ...] = ()
    citations: tuple[Citation, ...] = ()
    audits: tuple[Finding, ...] = ()


# Table name -> record, in the order in which tables are written, listed and documented.
TABLES: dict[str, type] = {
    "documents": Document,
    "texts": Text,
    "notices": Notice,
    "problems": Problem,
    "measures": Measure,
    "counts": Count,
    "dates": Date,
    "contacts": Contact,
    "citations": Citation,
    "audits": Finding,
}
