from taizhang.ingest.quality import quality_warnings
from taizhang.text import canonicalise


def warnings_of(text: str) -> list[str]:
    return [warning[:5] for warning in quality_warnings(canonicalise(text))]


def test_an_honest_notice_has_no_doubts():
    assert (
        warnings_of("根据县委统一部署，县委第二巡察组开展巡察，并反馈意见。开展“回头看”3次，问责2人，朱镕同志出席。")
        == []
    )


def test_traditional_characters_are_named():
    text = "根據縣委統一部署，縣委第二巡察組對縣水利局黨組開展了巡察，並反饋了意見，現將整改情況通報如下。"
    assert warnings_of(text) == ["正文为繁体"]


def test_spun_words_are_named_when_there_are_several():
    assert warnings_of("开展“转头看”，对反响意见逐条整改。") == ["疑为伪原创"]
    assert warnings_of("有人说这是转头看。") == []


def test_slots_left_open_are_named():
    assert warnings_of("XX县于×××年开展巡察，反馈**个问题，整改XX项。") == ["含未填写的"]
    assert warnings_of("使用A4纸，型号XX型。") == []
