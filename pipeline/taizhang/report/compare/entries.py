"""Rows of the tables as entries of a list, each leading to its sentence."""

from __future__ import annotations

from taizhang.query.terminal import one_line
from taizhang.report.compare.grouping import category_name
from taizhang.report.compare.model import Entry, Row, agency_of, quantity, sentence
from taizhang.report.words import named

_SAID_IN = {"summary": "总述", "answers": "逐条", "both": "总述（逐条另有）"}


def problem(row: Row) -> Entry:
    """A problem, aspect or sub-problem at its heading."""
    facts = [agency_of(row), row["counting_unit"], category_name(row["category"])]
    if row["status"]:
        facts.append(named("status", row["status"]))
    facts.append(f"措施{row['measures']}条")
    if row["specificity"] is not None:
        facts.append(f"具体程度{row['specificity']:.2f}")
    text = one_line(row["statement"]) or "（无文字）"
    return Entry(text, sentence(row["notice_id"], row["char_start"], row["char_end"]), tuple(facts))


def audit(row: Row) -> Entry:
    """A check at the first sentence that it rests on, or in the list of checks of its notice where it rests on none."""
    href = sentence(row["notice_id"], row["char_start"], row["char_end"])
    if row["char_start"] is None:
        href += f"#a{row['ordinal']}"
    facts = [agency_of(row), named("check", row["check"])]
    if row["scope"]:
        facts.append(named("scope", row["scope"]))
    return Entry(one_line(row["explanation"]), href, (*facts, named("verdict", row["verdict"])))


def outcome(row: Row) -> Entry:
    """An outcome of a notice with its range, and each number behind it."""
    low, high, unit = row["at_least"], row["at_most"], row["counting_unit"]
    said = bounds(low, high, unit)
    places = row["places"] or []
    href = sentence(row["notice_id"], *((places[0]["char_start"], places[0]["char_end"]) if places else (None, None)))
    more = tuple(
        (one_line(one["surface"]), sentence(row["notice_id"], one["char_start"], one["char_end"])) for one in places
    )
    facts = [agency_of(row), _SAID_IN[row["said_in"]], *([row["note"]] if row["note"] else [])]
    return Entry(said, href, tuple(facts), more)


def bounds(low: float | None, high: float | None, unit: str) -> str:
    """A range as it is read: one number where both ends agree."""
    if low is not None and low == high:
        return quantity(low, unit)
    if low is None and high is None:
        return "不详"
    if high is None:
        return f"至少{quantity(low, unit)}"
    return f"至多{quantity(high, unit)}" if low is None else f"{quantity(low, unit)}—{quantity(high, unit)}"


def status(row: Row) -> Entry:
    """What a notice says of its status, at the sentence of the total or at the head of its page."""
    words = [
        f"{named('status', name)}{row[name]}"
        for name in ("completed", "basically_completed", "in_progress", "long_term", "not_completed")
        if row[name]
    ]
    if row["not_said"]:
        words.append(f"未说{row['not_said']}" if row["not_said"] > 0 else f"超出{-row['not_said']}")
    total = (
        f"{row['total']}个{row['counting_unit']}：{'、'.join(words)}" if row["total"] is not None else "未说整改状态"
    )
    facts = [agency_of(row), "通报所称" if row["basis"] == "claim" else "逐条所注"]
    if row["scope"]:
        facts.append(named("scope", row["scope"]))
    if row["note"]:
        facts.append(row["note"])
    href = sentence(row["notice_id"], row["char_start"], row["char_end"])
    return Entry(total, href if row["char_start"] is not None else href + "#ledger", tuple(facts))


def notice(row: Row) -> Entry:
    """A notice with what to know before comparing it."""
    title = one_line(row["notice_title"] or "") or agency_of(row)
    facts = [agency_of(row), str(row["publication_date"] or "公布日期不详"), *row["cautions"]]
    return Entry(title, sentence(row["notice_id"], None, None), tuple(facts))


def days(row: Row, name: str) -> Entry:
    """The days between two dates of a notice, with the sentences of the dates."""
    ends = {"days_to_feedback": ("inspection", "feedback"), "days_to_publication": ("feedback", "publication")}
    names = {"inspection": ("巡察结束", "inspection_end"), "feedback": ("反馈", "feedback_date")}
    names["publication"] = ("公布", "publication_date")
    more = []
    for end in ends[name]:
        label, date = names[end]
        spot = row[end] or {"char_start": None, "char_end": None}
        more.append((f"{label} {row[date]}", sentence(row["notice_id"], spot["char_start"], spot["char_end"])))
    facts = [agency_of(row), *([] if row["to_the_day"] else ["日期不到日，天数有出入"])]
    return Entry(f"{row[name]}天", more[-1][1], tuple(facts), tuple(more))
