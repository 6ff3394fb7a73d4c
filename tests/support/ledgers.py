"""A small notice with its ledger, built by hand: every span right, every table with a row."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

from taizhang.records import (
    CategoryScore,
    Citation,
    Contact,
    Count,
    Date,
    Document,
    Evidence,
    Finding,
    Ledger,
    Measure,
    Notice,
    Problem,
    Reading,
    Text,
)
from taizhang.text import canonicalise

REPOSITORY = Path(__file__).parents[2]
SHARED = REPOSITORY.parent / "shared"
SAMPLES = REPOSITORY / "corpora" / "samples"  # notices of ours, in every checkout

NOTICE_TEXT = """{name}党组关于巡察整改进展情况的通报
2023年3月1日，县委第二巡察组反馈意见，指出2个方面3个问题。现将整改情况予以公布。
一、组织学习方面
1.关于“学习不深入”的问题。
整改情况：一是召开会议3次，学习《条例》。二是完善制度2项。
2.关于“检查流于形式”的问题。
整改情况：开展检查{number}次，约谈5人。
联系电话：0355-1234567
{name}党组
2023年9月2日
"""


def make(name: str = "某县水利局", number: int = 4) -> tuple[Document, Ledger]:
    """A document and the ledger of the notice in it; another name or number is another notice."""
    text = NOTICE_TEXT.format(name=name, number=number)
    notice_id = canonicalise(text).notice_id
    document_id = hashlib.sha256(text.encode()).hexdigest()
    uri = f"notices/{name}-{number}.txt"

    def at(surface: str) -> dict[str, Any]:
        start = text.index(surface)
        return {"char_start": start, "char_end": start + len(surface)}

    def spanned(surface: str) -> dict[str, Any]:
        return {"surface": surface, **at(surface)}

    first, second = "关于“学习不深入”的问题", "关于“检查流于形式”的问题"
    claim = "指出2个方面3个问题"
    ledger = Ledger(
        Notice(
            notice_id,
            document_id,
            uri,
            title=f"{name}党组关于巡察整改进展情况的通报",
            agency=name,
            organ="党组",
            inspector="县委第二巡察组",
            feedback_date=dt.date(2023, 3, 1),
            publication_date=dt.date(2023, 9, 2),
            publication_date_source="signature",
            aspects_claimed=2,
            problems_claimed=3,
            aspects_enumerated=1,
            problems_enumerated=2,
            measures_enumerated=3,
            days_feedback_to_publication=185,
            audit_verdict="inconsistent",
        ),
        Text(notice_id, text, 0.9, ("只有一个方面的标题",)),
        problems=(
            Problem(
                notice_id,
                "A1",
                level="aspect",
                number="一、",
                title="组织学习方面",
                statement="组织学习",
                **at("组织学习方面"),
            ),
            Problem(
                notice_id,
                "1",
                "A1",
                number="1.",
                title=first,
                statement="学习不深入",
                status="completed",
                long_term=True,
                category="01",
                categories=(CategoryScore("01", 0.9, "rule"),),
                **at(first),
            ),
            Problem(notice_id, "2", "A1", ordinal=2, number="2.", title=second, statement="检查流于形式", **at(second)),
        ),
        measures=(
            Measure(notice_id, "1", "1.1", 1, "一是", kinds=("会议研究",), **spanned("召开会议3次，学习《条例》。")),
            Measure(notice_id, "1", "1.2", 2, "二是", **spanned("完善制度2项。")),
            Measure(notice_id, "2", "2.1", **spanned(f"开展检查{number}次，约谈5人。")),
        ),
        counts=(
            Count(
                notice_id,
                "c1",
                value=2.0,
                unit="个",
                noun="方面",
                role="aspects_claimed",
                scope="main",
                **spanned("2个方面"),
            ),
            Count(
                notice_id,
                "c2",
                value=3.0,
                unit="个",
                noun="问题",
                role="problems_claimed",
                scope="main",
                **spanned("3个问题"),
            ),
            Count(
                notice_id, "c3", "1", "1.1", value=3.0, unit="次", noun="会议", role="meetings_held", **spanned("3次")
            ),
            Count(notice_id, "c4", "2", "2.1", value=5.0, unit="人", role="persons_interviewed", **spanned("5人")),
        ),
        dates=(
            Date(
                notice_id,
                "d1",
                date_from=dt.date(2023, 3, 1),
                date_to=dt.date(2023, 3, 1),
                precision="day",
                role="feedback",
                **spanned("2023年3月1日"),
            ),
            Date(
                notice_id,
                "d2",
                date_from=dt.date(2023, 9, 2),
                date_to=dt.date(2023, 9, 2),
                precision="day",
                role="publication",
                **spanned("2023年9月2日"),
            ),
        ),
        contacts=(Contact(notice_id, "phone", "0355-1234567", "+86 355 123 4567", True, **at("0355-1234567")),),
        citations=(Citation(notice_id, "1", "1.1", act="studied", **spanned("《条例》")),),
        audits=(
            Finding(
                notice_id,
                "problems_claimed_vs_enumerated",
                "main",
                3.0,
                2.0,
                (Reading("方面", 1.0),),
                "inconsistent",
                "通报称3个问题，实际列出2个。",
                (Evidence(**at(claim), text=claim),),
            ),
            Finding(notice_id, "dates_in_order", verdict="consistent", explanation="反馈在前，公布在后。"),
        ),
    )
    document = Document(
        document_id,
        uri,
        media_type="text/plain",
        encoding="utf-8",
        encoding_source="utf-8",
        size_bytes=len(text.encode()),
        kind="rectification_notice",
        kind_score=0.9,
        notice_id=notice_id,
    )
    return document, ledger
