import json

from taizhang.classify.taxonomy import categories
from taizhang.query.terminal import console
from taizhang.report.taxonomy import print_taxonomy


def test_every_category_is_explained():
    terminal = console(width=120, color=False)
    with terminal.capture() as capture:
        print_taxonomy(terminal)
    text = "".join(capture.get().split())
    for category in categories():
        assert category.id in text
        assert category.zh.replace(" ", "")[:6] in text
    assert "三个聚焦（2019—）" in text


def test_as_json_it_is_complete(capsys):
    print_taxonomy(console(width=100, color=False), as_json=True)
    content = json.loads(capsys.readouterr().out)
    assert [entry["id"] for entry in content["categories"]] == [category.id for category in categories()]
    assert all(entry["borderline"] and entry["triggers"] for entry in content["categories"])
