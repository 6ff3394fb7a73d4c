import taizhang
from support.formats import render
from support.ledgers import REPOSITORY
from taizhang.engine.run import Options, run
from taizhang.ingest.sources import inventory
from taizhang.query.database import connect, select


def test_a_query_finds_the_page_and_character_of_every_row(tmp_path):
    for kind, name in (("pdf", "c03-county-hospital-long"), ("docx", "a08-county-water-flat")):
        text = (REPOSITORY / "corpora" / "samples" / f"{name}.txt").read_text("utf-8")
        (tmp_path / f"notice.{kind}").write_bytes(render(text, kind, 2))
    out = tmp_path / "dataset"
    run(inventory([str(tmp_path / "notice.pdf"), str(tmp_path / "notice.docx")]), out, Options(workers=1, model=None))
    with connect(out) as connection:
        found = select(connection, "FROM v_places").to_pylist()
        pages = select(
            connection,
            "SELECT page, place(t.origin, p.char_start).page AS again FROM problems p JOIN texts t USING (notice_id)",
        )
    assert {row["table"] for row in found} >= {"problems", "measures", "counts", "dates", "contacts"}
    assert all(row["offset"] is not None for row in found if row["source_uri"].endswith(".pdf"))
    assert all(row["paragraph"] for row in found if row["source_uri"].endswith(".docx"))
    assert pages.column("page") == pages.column("again")
    ledger = taizhang.read(tmp_path / "notice.pdf", model=None)
    first = next(row for row in found if row["source_uri"].endswith(".pdf") and row["table"] == "contacts")
    place = taizhang.locate(ledger, first["char_start"])[0]
    assert (place.page, place.offset) == (first["page"], first["offset"])
    assert place.page == ledger.text.pages
