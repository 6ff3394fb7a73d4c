"""What a document says is shown and never obeyed, wherever it comes up: title, agency, region, statement, file name."""

from __future__ import annotations

from support.pages import ATTRIBUTES, TAGS
from support.payloads import PAYLOADS
from taizhang.query.terminal import one_line, visible


def test_a_payload_makes_no_element_and_no_attribute(armed_folder):
    for name, page in armed_folder.pages.items():
        for element in page.all():
            assert element.tag in TAGS, f"{name}: <{element.tag}>"
            assert set(element.attributes) <= ATTRIBUTES, f"{name}: {element.attributes}"
            assert not element.attributes.get("href", "").lower().lstrip().startswith(("javascript:", "http", "//"))
        assert len(page.all("style")) == len(page.all("title")[:1]) == 1
        assert not {"\x1b", "\u202e", "\x00"} & set(page.text)


def test_every_payload_can_be_read_where_it_was_said(armed_folder):
    index = armed_folder.pages["index.html"]
    everything = "".join(page.text for page in armed_folder.pages.values())
    for payload in PAYLOADS:
        assert visible(payload) in everything
        notices = [
            page
            for name, page in armed_folder.pages.items()
            if name.startswith("n/") and one_line(payload) in page.all("h1")[0].text
        ]
        assert notices
        assert visible(payload) in notices[0].all("div", "canonical")[0].text
    assert "49" not in {cell.text for cell in index.all("td")}


def test_every_link_still_leads_somewhere(armed_folder):
    for name, page in armed_folder.pages.items():
        for link in page.all("a"):
            other, anchor = armed_folder.resolve(name, link.attributes["href"])
            assert other in armed_folder.pages and (not anchor or anchor in armed_folder.ids(other)), link.attributes
