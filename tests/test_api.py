import subprocess
import sys

import pytest

import taizhang
from support.ledgers import SAMPLES
from taizhang.errors import DocumentError, UsageError
from taizhang.records import TABLES
from taizhang.store.invariants import check_ledger

NOTICES = sorted(SAMPLES.glob("*.txt"))
NOTICE = NOTICES[0]


def test_a_text_becomes_a_ledger():
    ledger = taizhang.extract(NOTICE.read_text("utf-8"))
    check_ledger(ledger)
    assert ledger.notice.problems_enumerated == sum(problem.level == "problem" for problem in ledger.problems)


def test_a_file_becomes_the_same_ledger_with_its_source():
    ledger = taizhang.read(NOTICE)
    assert ledger.notice.source_uri == NOTICE.as_posix()
    assert ledger.problems == taizhang.extract(NOTICE.read_text("utf-8")).problems


def test_ledgers_become_arrow_tables():
    ledgers = [taizhang.read(path) for path in NOTICES[:4]]
    tables = taizhang.tables([*ledgers, ledgers[0]])
    assert list(tables) == list(TABLES)
    assert tables["notices"].num_rows == tables["documents"].num_rows == len(ledgers)
    assert tables["measures"].num_rows == sum(len(ledger.measures) for ledger in ledgers)


def test_what_is_not_one_document_is_refused(tmp_path):
    with pytest.raises(UsageError, match="more than one"):
        taizhang.read(SAMPLES)
    with pytest.raises(DocumentError, match="no such path"):
        taizhang.read(tmp_path / "gone.txt")


@pytest.mark.parametrize(
    "code",
    [
        "import taizhang; taizhang.extract('整改')",
        "import taizhang.extract.dates; import taizhang; taizhang.extract('整改')",
        "from taizhang.extract.dates import extract_dates; from taizhang import extract; extract('整改')",
        "import taizhang.extract.dates as d; d.extract_dates",
        "import sys, taizhang; assert 'pyarrow' not in sys.modules and 'duckdb' not in sys.modules",
    ],
)
def test_the_room_and_the_function_of_one_name_do_not_collide(code):
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_name_that_is_not_there_is_an_ordinary_error():
    with pytest.raises(AttributeError, match="nothing"):
        taizhang.nothing  # noqa: B018


def test_a_printed_name_is_resolved():
    found = taizhang.agency("中共沁源县文化和旅游局党组")
    assert (found.organisation, found.organ, found.function) == ("沁源县文化和旅游局", "党组", "文化和旅游")
    assert (found.level, found.region_code, found.region_name) == ("county", "140431", "山西省长治市沁源县")


def test_words_around_a_name_settle_what_it_leaves_open():
    assert taizhang.agency("鼓楼区民政局").region_code is None
    assert taizhang.agency("鼓楼区民政局", "根据福州市委统一部署，市委第三巡察组进行了巡察").region_code == "350102"
    assert taizhang.agency("水务局党组", "区委第二巡察组对局党组进行了巡察").level == "county"
    assert taizhang.agency("潞城市水利局", year=2025).region_code == "140406"
    with pytest.raises(UsageError, match="no name"):
        taizhang.agency(" \n")


def test_a_notice_and_the_function_for_analysts_agree():
    for path in NOTICES[:12]:
        ledger = taizhang.read(path)
        found = taizhang.agency(ledger.notice.agency_raw or "", ledger.text.text)
        assert (found.function, found.organ) == (ledger.notice.agency_function, ledger.notice.organ)
        assert found.region_code == ledger.notice.region_code
