"""Charts: text stays text, is escaped and fits; bars are as long as their values."""

from __future__ import annotations

from support.pages import Element, _Reader
from taizhang.report.compare.charts import Bar, Dot, Piece, Strip, bars, columns, stacked, strips
from taizhang.report.compare.draw import Drawing, fitted, width_of

EVIL = "<script>alert(1)</script>\"'&\u202e"


def parsed(chart) -> Element:
    reader = _Reader()
    reader.feed(str(chart))
    assert reader.at is reader.root
    return reader.root


def test_every_word_of_a_chart_is_escaped():
    charts = [
        bars(EVIL, EVIL, [Bar(EVIL, 1, EVIL, EVIL, mark=2)], own=EVIL, mark=EVIL, unit=EVIL),
        stacked(EVIL, EVIL, [(EVIL, [Piece(EVIL, 1, "#000000", EVIL)])], unit=EVIL),
        strips(EVIL, EVIL, [Strip(EVIL, (Dot(1, EVIL, EVIL),), (1, 2, 3))], box=EVIL, unit=EVIL),
        columns(EVIL, EVIL, [Bar(EVIL, 1, EVIL, EVIL)]),
    ]
    for chart in charts:
        assert {one.tag for one in parsed(chart).all()} <= {
            "svg",
            "title",
            "desc",
            "rect",
            "line",
            "circle",
            "text",
            "a",
        }
        assert "\u202e" not in parsed(chart).text


def test_a_bar_is_as_long_as_its_value_and_a_range_begins_at_its_lower_end():
    root = parsed(bars("甲", "乙", [Bar("一", 10, "10"), Bar("二", 5, "5"), Bar("三", 10, "2—10", low=5.0)]))
    first, second, third = (
        {k: float(v) for k, v in r.attributes.items() if k in ("x", "width")} for r in root.all("rect")
    )
    assert abs(first["width"] - 2 * second["width"]) < 0.1
    assert abs(third["x"] - (first["x"] + first["width"] / 2)) < 0.1
    assert abs(third["width"] - second["width"]) < 0.1


def test_stacked_shares_are_of_one_length():
    lines = [("一", [Piece("甲", 1, "#2f6690"), Piece("乙", 3, "#b8c0c8")]), ("二", [Piece("甲", 100, "#2f6690")])]
    widths = [float(r.attributes["width"]) for r in parsed(stacked("题", "述", lines, shares=True)).all("rect")][2:]
    assert abs(widths[0] + widths[1] - widths[2]) < 0.1
    assert abs(3 * widths[0] - widths[1]) < 0.1


def test_a_label_that_is_too_long_is_cut_with_a_sign():
    assert fitted("党组议事决策", 200) == "党组议事决策"
    cut = fitted("党组议事决策与民主集中制执行情况", 100)
    assert cut.endswith("…") and width_of(cut) <= 100


def test_numbers_are_written_the_same_everywhere():
    drawing = Drawing(100, "题", "述")
    drawing.line(0.1 + 0.2, 1 / 3, 5, 1e-9)
    assert 'x1="0.3" y1="0.33" x2="5" y2="0"' in str(drawing.done())


def test_a_chart_of_zeros_can_be_drawn():
    assert parsed(bars("题", "述", [Bar("一", 0, "0")])).all("rect")
    assert parsed(columns("题", "述", [Bar("一", 0, "0")])).all("rect")
