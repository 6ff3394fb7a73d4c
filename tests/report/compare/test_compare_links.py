"""Every link leads somewhere, nothing leads outside, and nothing on a page can run or load."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from support.pages import ATTRIBUTES, TAGS

BYS = ("agency", "region", "function", "category")


@pytest.mark.parametrize("by", BYS)
def test_every_link_has_its_page_and_its_anchor(folders, by):
    folder, followed = folders[by], 0
    for name, page in folder.pages.items():
        for link in page.all("a"):
            other, anchor = folder.resolve(name, link.attributes["href"])
            assert other in folder.pages, f"{name}: {link.attributes['href']}"
            assert not anchor or anchor in folder.ids(other), f"{name}: {link.attributes['href']}"
            followed += 1
    assert followed > 1500


@pytest.mark.parametrize("by", BYS)
def test_every_page_can_be_reached_from_the_first(folders, by):
    folder = folders[by]
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        for link in folder.pages[name].all("a"):
            other, _ = folder.resolve(name, link.attributes["href"])
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    assert seen == set(folder.pages)


@pytest.mark.parametrize("by", BYS)
def test_a_page_has_only_elements_and_attributes_that_can_not_run_or_load(folders, by):
    for name, page in folders[by].pages.items():
        for element in page.all():
            assert element.tag in TAGS, f"{name}: <{element.tag}>"
            assert set(element.attributes) <= ATTRIBUTES, f"{name}: {element.attributes}"
            if element.tag == "link":
                assert element.attributes == {"rel": "icon", "href": "data:,"}
        (style,) = page.all("style")
        assert not re.search(r"url\(|@import|expression", style.text)
        digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
        (policy,) = (m.attributes["content"] for m in page.all("meta") if "http-equiv" in m.attributes)
        assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
        assert "script" not in policy and "http" not in policy


def test_names_of_pages_come_from_ids(folders):
    for by, folder in folders.items():
        for path in folder.path.rglob("*"):
            assert re.fullmatch(r"[a-z0-9-]+(\.html|\.txt)?", path.name), path
        assert len([name for name in folder.pages if name.startswith("n/")]) == 24, by


def test_each_chart_has_its_words_and_its_table(folders):
    charts = 0
    for folder in folders.values():
        for name, page in folder.pages.items():
            for figure in page.all("figure"):
                (chart,) = figure.all("svg")
                assert chart.attributes["role"] == "img"
                assert chart.all("title")[0].text and chart.all("desc")[0].text
                part = figure.parent
                assert part is not None and part.all("table"), f"{name}: a chart without its table"
                assert chart.all("rect") or chart.all("circle"), f"{name}: an empty chart"
                charts += 1
    assert charts > 250
