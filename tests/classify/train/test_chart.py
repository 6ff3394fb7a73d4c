from xml.etree import ElementTree

from taizhang.classify.train.chart import reliability_svg
from taizhang.classify.train.metrics import Point


def test_the_chart_is_well_formed_and_names_its_series():
    text = reliability_svg({"dev <1>": [Point(0.2, 0.1, 5), Point(0.9, 0.95, 50)], "test": []})
    root = ElementTree.fromstring(text)
    words = "".join(root.itertext())
    assert "dev <1>" in words and "test" in words and "chance" in words
    assert len([item for item in root if item.tag.endswith("circle")]) == 4
