"""Notices that say something dangerous in every place that words of a document can come from."""

from __future__ import annotations

from dataclasses import replace

from support.ledgers import make
from taizhang.records import Document, Ledger

PAYLOADS = (
    "<script>window.pwned=1</script>",
    "\"><img src=x onerror='window.pwned=1'>",
    "' onmouseover='window.pwned=1' x='",
    "</style><script>window.pwned=1</script><style>",
    "</title></head><body onload=window.pwned=1>",
    "<!--<svg onload=window.pwned=1>--><svg/onload=window.pwned=1>",
    "javascript:window.pwned=1",
    "{{ 7*7 }}{% include 'base.html' %}{# x #}",
    "</div></span></a><a href=javascript:window.pwned=1>甲</a>",
    "<meta http-equiv=refresh content=0;url=https://example.invalid/>",
    "<base href=https://example.invalid/><link rel=stylesheet href=//example.invalid/x.css>",
    "../../etc/passwd%00\u202ecod.exe\x1b[2J&lt;b&gt;&#x3c;i>",
)


def armed(at: int, payload: str) -> tuple[Document, Ledger]:
    """A notice that says the payload in every place that words of a document can come from."""
    document, ledger = make(f"{payload}局", at + 10)
    notice = replace(
        ledger.notice,
        source_uri=f"{payload}.txt",
        agency_raw=payload,
        agency_function=payload,
        agency_level="county",
        region=payload,
        province=payload,
        inspector=payload,
        inspection_kind=payload,
        publication_date_source=payload,
        model_version=payload,
    )
    aspect, *rest = ledger.problems
    problems = (replace(aspect, framework=payload), *(replace(row, statement=payload, number=payload) for row in rest))
    audits = tuple(replace(row, explanation=payload) for row in ledger.audits)
    text = replace(ledger.text, warnings=(payload,))
    return replace(document, source_uri=f"{payload}.txt"), replace(
        ledger, notice=notice, problems=problems, audits=audits, text=text
    )
