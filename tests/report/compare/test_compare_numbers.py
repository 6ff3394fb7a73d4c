"""The numbers on the pages are those of the dataset, and lead to as many rows, and these to their sentences."""

from __future__ import annotations

import pytest

from support.pages import table
from taizhang.query.terminal import visible
from taizhang.report.words import named

BYS = ("agency", "region", "function", "category")


def cells(rows):
    return [[cell.text for cell in row] for row in rows]


def counts_on(page):
    """Every linked number of the tables that count rows: all but sums of claimed numbers."""
    for section in ("profile", "functions", "audits", "measures"):
        for found in [one for one in page.all("section") if one.attributes.get("id") == section]:
            for number in found.all("td", "n"):
                for link in number.all("a"):
                    yield int(link.text.replace(",", "")), link.attributes["href"]
    for found in [
        one for one in page.all("section") if one.attributes.get("id") in ("outcomes", "timeliness", "status")
    ]:
        for grid in found.all("table"):
            heads = [head.text for head in grid.all("thead")[0].all("th")]
            for at, head in enumerate(heads):
                if head in ("写到的通报", "通报") or (head.endswith("未说") and heads[0].startswith("计数单位")):
                    for row in grid.all("tbody")[0].all("tr"):
                        cell = [one for one in row.content if not isinstance(one, str)][at]
                        for link in cell.all("a"):
                            yield int(link.text), link.attributes["href"]


@pytest.mark.parametrize("by", BYS)
def test_a_number_leads_to_as_many_rows(folders, by):
    folder, checked = folders[by], 0
    for name, page in folder.pages.items():
        if name.startswith("g/") and not name.removesuffix(".html").split("-")[-1].isdecimal():
            for number, href in counts_on(page):
                assert len(folder.rows(name, href)) == number, f"{name}: {href}"
                checked += 1
    assert checked > 150


@pytest.mark.parametrize("by", ["function", "region", "category", "agency"])
def test_the_heat_map_is_the_dataset_s(folders, asked, by):
    axis = "province" if by == "region" else "agency_function"
    truth = {
        (category, column): str(number)
        for category, column, number in asked(
            f"SELECT coalesce(category, '') , {axis}, count(*) FROM v_problems "
            "WHERE counting_unit = '问题' GROUP BY ALL"
        )
    }
    found = {}
    folder = folders[by]
    for grid in folder.pages["index.html"].all("table", "heat"):
        columns = [head.text for head in grid.all("thead")[0].all("tr")[0].all("th")][1:]
        for row in grid.all("tbody")[0].all("tr"):
            category = row.all("th")[0].text.split()[0].replace("（未归类）", "")
            for column, cell in zip(columns, row.all("td"), strict=True):
                if cell.text:
                    found[category, column] = cell.text
                    (link,) = cell.all("a")
                    assert str(len(folder.rows("index.html", link.attributes["href"]))) == cell.text
    assert found == truth


def test_audits_of_a_function_are_the_dataset_s(folders, asked):
    truth = asked(
        "SELECT a.\"check\", count(*) FILTER (verdict = 'consistent'), count(*) FILTER (verdict = 'inconsistent'), "
        "count(*) FILTER (verdict = 'unverifiable') FROM audits a JOIN notices n USING (notice_id) "
        "WHERE agency_function = '住房和城乡建设' GROUP BY ALL"
    )
    _, page = folders["function"].group("住房和城乡建设")
    found = cells(table(page.by_id("audits")))
    assert sorted(found) == sorted([named("check", check), *map(str, numbers)] for check, *numbers in truth)


def test_outcomes_keep_their_units_and_their_ranges(folders, asked):
    truth = {
        (function, unit, named("role", outcome)): (notices, low, high)
        for function, unit, outcome, notices, low, high in asked(
            "SELECT agency_function, counting_unit, outcome, count(*), sum(coalesce(at_least, 0)), "
            "CASE WHEN count(at_most) = count(*) THEN sum(at_most) END FROM v_outcomes GROUP BY ALL"
        )
    }
    found = set()
    for function in sorted({key[0] for key in truth}):
        _, page = folders["function"].group(function)
        for part in page.by_id("outcomes").all("div", "part"):
            unit = part.all("h3")[0].text.removeprefix("按").removesuffix("计")
            for name, notices, total, *_ in cells(table(part)):
                number, low, high = truth[function, unit, name]
                found.add((function, unit, name))
                assert int(notices) == number
                ends = [low] if low == high or high is None else [low, high]
                assert amounts(total, unit) == pytest.approx(ends)
                assert total.startswith("至少") == (high is None)
    assert found == set(truth)
    assert {"人", "人次", "元", "项"} <= {unit for _, unit, _ in found}


def amounts(said: str, unit: str) -> list[float]:
    """The ends of a range as shown, money in yuan."""
    ends = []
    for text in said.removeprefix("至少").split("—"):
        scale = 10_000 if text.endswith("万元") else 1
        ends.append(scale * float(text.replace("万元", "").replace(unit, "").replace(",", "")))
    return ends


def test_states_of_items_are_the_dataset_s(folders, asked):
    truth = asked(
        "SELECT counting_unit, sum(completed), sum(basically_completed), sum(in_progress), sum(long_term), "
        "sum(not_completed), sum(not_said) FROM v_status WHERE basis = 'items' AND agency_function = '林业' GROUP BY ALL"
    )
    _, page = folders["function"].group("林业")
    assert cells(table(page.by_id("status"))) == [[unit, *(str(int(n)) for n in numbers)] for unit, *numbers in truth]


def test_days_are_the_dataset_s(folders, asked):
    ((number, least, most, middle),) = asked(
        "SELECT count(*), min(days_to_feedback), max(days_to_feedback), median(days_to_feedback) FROM v_timeliness t "
        "JOIN notices n USING (notice_id) WHERE n.province = '湖北省' AND days_to_feedback IS NOT NULL"
    )
    _, page = folders["region"].group("湖北省")
    first = cells(table(page.by_id("timeliness")))[0]
    assert (first[1], first[3], first[4]) == (str(number), f"{least}—{most}天", f"{middle:.0f}天")


def test_measures_of_a_category_are_the_dataset_s(folders, asked):
    truth = dict(
        asked(
            "SELECT least(measures, 7), count(*) FROM v_problems p WHERE category = '30' AND counting_unit = '问题' AND NOT "
            "EXISTS (SELECT 1 FROM problems s WHERE s.level = 'subproblem' AND s.notice_id = p.notice_id "
            "AND s.parent_id = p.problem_id) GROUP BY ALL"
        )
    )
    ((_, page),) = [
        (name, page)
        for name, page in folders["category"].pages.items()
        if page.all("h1")[0].text.startswith("30 ")
        and name.startswith("g/")
        and page.all("section")
        and page.all("section")[0].attributes.get("id") == "cautions"
    ]
    found = {at: int(row[1]) for at, row in enumerate(cells(table(page.by_id("measures"))))}
    assert {size: number for size, number in found.items() if number} == truth


def test_everything_that_came_in_is_accounted_for(folders, asked):
    rows = cells(table(folders["agency"].pages["index.html"].by_id("holds")))
    assert rows[-1] == ["合计", "", str(asked("SELECT count(*) FROM documents")[0][0])]
    left = folders["agency"].pages["index.html"].by_id("left")
    assert sum(int(row[-1]) for row in cells(table(left))) == asked("SELECT count(*) FROM v_left_out")[0][0]
    listed = sum(len(table(page)) for name, page in folders["agency"].pages.items() if name.startswith("h/left"))
    assert listed == asked("SELECT count(*) FROM v_left_out")[0][0]


def test_the_text_of_a_notice_is_shown_whole_and_its_rows_stand_where_they_are(folders, asked):
    folder = folders["agency"]
    for notice, text in asked("SELECT notice_id, text FROM texts"):
        page = folder.pages[f"n/{notice}.html"]
        (canonical,) = page.all("div", "canonical")
        assert canonical.text == visible(text)
        spans = asked(f"SELECT char_start, char_end FROM problems WHERE notice_id = '{notice}'")
        spans += asked(f"SELECT char_start, char_end FROM measures WHERE notice_id = '{notice}'")
        for start, end in spans:
            anchored = page.by_id(f"s{start}-{end}")
            assert visible(text[start:end]).startswith(anchored.text) and anchored.text


def test_a_row_leads_to_its_own_sentence(folders, asked):
    folder = folders["function"]
    statements = {
        f"{notice}.html#s{start}-{end}": statement
        for notice, start, end, statement in asked(
            "SELECT notice_id, char_start, char_end, statement FROM problems WHERE level = 'problem'"
        )
    }
    checked = 0
    for name, page in folder.pages.items():
        if name.startswith("g/") and page.all("ol", "rows"):
            for row in (row for rows in page.all("ol", "rows") for row in rows.all("li")):
                link = row.all("a")[0]
                target = link.attributes["href"].split("/")[-1]
                if "· 问题 ·" in row.text:
                    assert "".join(statements[target].split()) == "".join(link.text.split())
                    checked += 1
    assert checked > 600
