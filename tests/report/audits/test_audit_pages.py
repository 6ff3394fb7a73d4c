"""The pages of verdicts: every sentence marked in its text, everything escaped, nothing from elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.ledgers import make
from support.views import write
from taizhang.cli import main
from taizhang.errors import UsageError
from taizhang.query.database import connect
from taizhang.records import Evidence, Finding
from taizhang.report.audits.cases import asked, cases, tally
from taizhang.report.audits.marks import segments
from taizhang.report.audits.pages import write_pages

EVIL = "<script>alert(1)</script>县局"


@pytest.fixture
def dataset(tmp_path):
    evil = make(EVIL)[1]
    text = evil.text.text
    whole = Evidence(0, text.index("\n"), text[: text.index("\n")])
    findings = (
        *evil.audits,
        Finding(
            evil.notice.notice_id,
            "numbering_gap",
            "main",
            verdict="unverifiable",
            explanation="编号<缺>",
            evidence=(whole,),
        ),
    )
    write(tmp_path / "set", make("乙局")[1], replace(evil, audits=findings))
    return tmp_path / "set"


class Reader(HTMLParser):
    """Ids, links and the text inside marks of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.tags: list[str] = []
        self.marked: list[str] = []
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append(tag)
        self.ids.update(value for name, value in attributes if name == "id")
        self.links.extend(value for name, value in attributes if name in ("href", "src"))
        if tag == "mark":
            self.marked.append("")
            self._open = True
        assert not any(name.startswith("on") for name in found)

    def handle_endtag(self, tag):
        self._open = self._open and tag != "mark"

    def handle_data(self, data):
        if self._open:
            self.marked[-1] += data


def pages(dataset, folder, **words):
    what = asked(words.get("checks"), words.get("verdicts"))
    with connect(dataset) as connection:
        write_pages(cases(connection, what, texts=True), tally(connection.cursor(), what), folder)
    return {path.relative_to(folder).as_posix(): Reader(path.read_text("utf-8")) for path in folder.rglob("*.html")}


def test_a_page_a_notice_with_every_sentence_marked_and_every_link_inside(dataset, tmp_path):
    found = pages(dataset, tmp_path / "out")
    assert len(found) == 3
    for name, page in found.items():
        for link in page.links:
            path, _, place = link.partition("#")
            target = (
                found[name]
                if not path
                else found[
                    (("notices/" if "/" in name and not path.startswith("..") else "") + path).replace("../", "")
                ]
            )
            assert not place or place in target.ids
    notice = next(page for name, page in found.items() if name != "index.html" and "指出2个方面3个问题" in page.marked)
    assert notice.tags.count("article") >= 2


def test_nothing_of_a_notice_becomes_markup(dataset, tmp_path):
    for page in pages(dataset, tmp_path / "out").values():
        assert "script" not in page.tags and "缺" not in page.tags
    text = "".join(path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.html"))
    assert "&lt;script&gt;" in text and "<script" not in text
    assert "http" not in re.sub(r'http-equiv="Content-Security-Policy"', "", text)


def test_only_what_was_asked_for_is_shown(dataset, tmp_path):
    found = pages(dataset, tmp_path / "out", verdicts=["unverifiable"])
    assert len(found) == 2
    with pytest.raises(UsageError, match="numbering_gap"):
        asked(["numbering_gaps"], None)


def test_a_folder_with_something_in_it_is_refused(dataset, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="非空"):
        pages(dataset, tmp_path / "out")


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted), max_size=6)


@given(SPANS)
def test_segments_are_the_whole_text_and_mark_what_is_inside_a_sentence(spans):
    text = "巡察整改情况通报abcdefghijklmnopqrstuvw"
    assert len(text) == 31
    findings = [
        Finding("n", "parts_sum", verdict="consistent", evidence=(Evidence(a, z, text[a:z]),)) for a, z in spans
    ]
    parts = segments(text, findings)
    assert "".join(part.text for part in parts) == text
    at = 0
    for part in parts:
        for offset in range(at, at + len(part.text)):
            assert part.findings == tuple(n for n, (a, z) in enumerate(spans, start=1) if a <= offset < z)
        at += len(part.text)


def test_the_worst_verdict_colours_a_shared_sentence():
    findings = [
        Finding("n", "parts_sum", verdict=verdict, evidence=(Evidence(0, 2, "巡察"),))
        for verdict in ("consistent", "inconsistent", "unverifiable")
    ]
    (first, rest) = segments("巡察整改", findings)
    assert (first.verdict, first.findings, rest.verdict) == ("inconsistent", (1, 2, 3), None)


def test_the_command_lists_the_arithmetic_and_the_sentences(dataset, tmp_path, capsys):
    assert main(["audit", str(dataset), "--width", "120", "--no-color"]) == 0
    shown = capsys.readouterr().out
    assert "通报称3个问题，实际列出2个。" in shown and "“指出2个方面3个问题”" in shown
    assert "编号<缺>" not in shown
    assert main(["audit", str(dataset), "--verdict", "unverifiable", "--where", "agency LIKE '%县局'"]) == 0
    assert "编号<缺>" in capsys.readouterr().out
    assert main(["audit", str(dataset), "--html", str(tmp_path / "h"), "--xlsx", str(tmp_path / "a.xlsx")]) == 0
    assert (tmp_path / "h" / "index.html").exists() and (tmp_path / "a.xlsx").exists()
    assert main(["audit", str(dataset), "--check", "nothing"]) == 2
