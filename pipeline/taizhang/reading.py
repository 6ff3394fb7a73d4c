"""Reading one notice: outline, facts, audit, rows. A pure function from the canonical text to its ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from taizhang import lexicon, settings
from taizhang.audit.run import run_audits
from taizhang.classify.apply import classify_rows
from taizhang.classify.model import SHIPPED, ModelChoice, chosen_model
from taizhang.classify.outlines import outline_by_model
from taizhang.classify.problems import MODEL
from taizhang.extract.citations import extract_citations
from taizhang.extract.contacts import extract_contacts
from taizhang.extract.counts import extract_counts
from taizhang.extract.coverage import first_of_several, lost_list, lost_warning, read_share, text_warnings
from taizhang.extract.dates import extract_dates, notice_dates
from taizhang.extract.notice_attributes import read_attributes, region_warnings
from taizhang.extract.problems import Rows, read_problems
from taizhang.extract.sketch import sketch_of_folded
from taizhang.flow import running_text
from taizhang.ingest.content import Content, page_at
from taizhang.ingest.source import Page
from taizhang.outline.build import build_outline
from taizhang.outline.paragraphs import Paragraph, paragraphs
from taizhang.outline.several import next_notice
from taizhang.outline.unit import Outline
from taizhang.records import Citation, Count, Finding, Ledger, Notice, Text
from taizhang.text import Canonical
from taizhang.values import changed

_BY_MODEL = "标题没有编号，问题由模型逐行认出（{}行）；核对不据此"
_SEVERITY = {"inconsistent": 2, "unverifiable": 1, "consistent": 0}


def read_notice(
    doc: Canonical,
    *,
    document_id: str | None = None,
    source_uri: str | None = None,
    published_at: dt.date | None = None,
    page_title: str | None = None,
    model: ModelChoice = SHIPPED,
) -> Ledger:
    """The ledger of one notice.

    `published_at` and `page_title` are what the page prints around the text (meta data, header box); they serve where
    the text itself gives no page date or title; `model` decides categories, kinds and tense (None leaves them empty; no
    audit rests on them). The same text gives the same ledger on any machine and day.
    """
    flow = running_text(doc)
    whole = flow.doc
    blocks = paragraphs(whole)
    following = next_notice(whole, blocks)
    first = whole
    if following is not None:
        first = Canonical(whole.text[: following.start], whole.folded[: following.start])
        blocks = paragraphs(first)
    ledger = _read(first, blocks, doc.notice_id, document_id, source_uri, published_at, page_title, model)
    if following is not None:
        ledger = replace(ledger, text=first_of_several(ledger.text, whole, following))
    ledger = flow.restore(ledger)
    return replace(ledger, text=replace(ledger.text, sketch=sketch_of_folded(doc.folded)))


def read_ledger(page: Page, *, model: ModelChoice = SHIPPED) -> Ledger:
    """The ledger of the notice on `page`, with the places of its text and rows in the original."""
    document = page.document
    ledger = read_notice(
        page.canonical,
        document_id=document.document_id,
        source_uri=document.source_uri,
        published_at=document.published_at,
        page_title=document.page_title,
        model=model,
    )
    return _placed(ledger, page.content)


def _placed(ledger: Ledger, content: Content) -> Ledger:
    text = replace(
        ledger.text,
        warnings=(*ledger.text.warnings, *content.warnings),
        pages=content.pages,
        origin=content.origin,
    )
    ledger = replace(ledger, text=text)
    if content.pages is None:
        return ledger
    rows = {
        table: tuple(changed(row, page=page_at(content.origin, row.char_start)) for row in getattr(ledger, table))
        for table in ("problems", "measures", "counts", "dates", "contacts", "citations")
    }
    return replace(ledger, **rows)  # type: ignore[arg-type]


def _read(
    doc: Canonical,
    blocks: list[Paragraph],
    notice_id: str,
    document_id: str | None,
    source_uri: str | None,
    published_at: dt.date | None,
    page_title: str | None,
    model: ModelChoice,
) -> Ledger:
    """The ledger with positions in the running text `doc`, whose paragraphs are `blocks`.

    Where no problem carries a mark, the rows may be those of the model's outline; the audits stay those of the rules.
    """
    around = (notice_id, document_id, source_uri, published_at, page_title, model)
    outline = build_outline(doc, blocks)
    ruled = _rows(doc, outline, *around)
    classifier = chosen_model(model)
    other = None if classifier is None else outline_by_model(doc, outline, classifier.lines)
    if other is None:
        return ruled
    found = _rows(doc, other, *around)
    problems = tuple(changed(problem, source=MODEL) for problem in found.problems)
    notice = replace(found.notice, audit_verdict=ruled.notice.audit_verdict)
    text = replace(found.text, warnings=(*found.text.warnings, _BY_MODEL.format(len(problems))))
    return replace(found, notice=notice, text=text, problems=problems, audits=ruled.audits)


def _rows(
    doc: Canonical,
    outline: Outline,
    notice_id: str,
    document_id: str | None,
    source_uri: str | None,
    published_at: dt.date | None,
    page_title: str | None,
    model: ModelChoice,
) -> Ledger:
    """The ledger that one outline of `doc` gives."""
    rows = read_problems(doc, outline, notice_id)
    dates = extract_dates(doc, outline, (notice_id, rows))
    contacts = tuple(changed(item, notice_id=notice_id) for item in extract_contacts(doc, outline))
    counts = extract_counts(doc, outline, tuple((d.char_start, d.char_end) for d in dates), (notice_id, rows))
    citations = _owned_citations(extract_citations(doc, outline), outline, rows, notice_id)
    attributes = read_attributes(doc, outline, dates, contacts)
    when = notice_dates(dates, doc, outline)
    published, source = when.publication_date, when.publication_date_source
    if source != "page" and published_at is not None:
        published, source = published_at, "meta"
    notice = Notice(
        notice_id,
        document_id,
        source_uri,
        title=attributes.title or (page_title or None),
        agency_raw=attributes.agency_raw,
        agency=attributes.agency,
        agency_function=attributes.agency_function,
        agency_level=attributes.agency_level,
        organ=attributes.organ,
        region_code=attributes.region_code,
        region=attributes.region,
        province=attributes.province,
        city=attributes.city,
        county=attributes.county,
        zone=attributes.zone,
        region_candidates=attributes.region_candidates,
        region_basis=attributes.region_basis,
        inspector=attributes.inspector,
        inspection_level=attributes.inspection_level,
        inspection_kind=attributes.inspection_kind,
        inspection_round=attributes.inspection_round,
        inspection_start=when.inspection_start,
        inspection_end=when.inspection_end,
        feedback_date=when.feedback_date,
        publication_date=published,
        publication_date_source=source,
        aspects_claimed=_claimed(counts, "aspects_claimed"),
        problems_claimed=_claimed(counts, "problems_claimed"),
        aspects_enumerated=sum(p.level == "aspect" and p.parent_id is None for p in rows.problems) or None,
        problems_enumerated=sum(p.level == "problem" for p in rows.problems),
        subproblems_enumerated=sum(p.level == "subproblem" for p in rows.problems),
        measures_enumerated=len(rows.measures),
        days_feedback_to_publication=(published - when.feedback_date).days
        if published and when.feedback_date
        else None,
        program_version=settings.PROGRAM_VERSION,
        lexicon_version=lexicon.lexicon_version(),
    )
    audits = tuple(
        changed(item, notice_id=notice_id)
        for item in run_audits(doc, outline, notice, rows.problems, rows.measures, counts, dates)
    )
    classifier = chosen_model(model)
    inspected = when.inspection_end or when.inspection_start or published
    problems, measures = classify_rows(
        rows.problems,
        rows.measures,
        classifier,
        doc.folded,
        function=attributes.agency_function,
        year=inspected.year if inspected else None,
    )
    version = None if classifier is None else classifier.version
    notice = replace(notice, audit_verdict=_worst(audits), model_version=version)
    lost = lost_list(counts, notice.problems_enumerated)
    share, gaps = read_share(doc, outline, lost)
    warnings = (*lost_warning(lost), *text_warnings(doc, outline, gaps), *region_warnings(attributes))
    text = Text(notice_id, doc.text, share, warnings)
    return Ledger(notice, text, problems, measures, counts, dates, contacts, citations, audits)


def _owned_citations(
    citations: Sequence[Citation], outline: Outline, rows: Rows, notice_id: str
) -> tuple[Citation, ...]:
    owned = []
    for item in citations:
        problem_id, measure_id = rows.owners_in(outline.innermost(item.char_start))
        owned.append(changed(item, notice_id=notice_id, problem_id=problem_id, measure_id=measure_id))
    return tuple(owned)


def _claimed(counts: Sequence[Count], role: str) -> int | None:
    """The first number claimed for the main list; repeated claims are the auditor's business."""
    value = next((c.value for c in counts if c.role == role and c.scope == "main" and c.qualifier is None), None)
    return None if value is None or value != int(value) else int(value)


def _worst(audits: Sequence[Finding]) -> str | None:
    return max((item.verdict for item in audits), key=_SEVERITY.__getitem__, default=None)
