"""A folder of static pages: one a notice, its verdicts beside its text with the sentences marked, and an index.

The pages need no network and no script; everything that comes from a notice is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from jinja2 import DictLoader, Environment, StrictUndefined

from taizhang.errors import UsageError
from taizhang.export.cells import legible
from taizhang.report.audits.cases import Case
from taizhang.report.audits.marks import anchor, segments
from taizhang.report.words import named
from taizhang.vocabulary import VERDICTS

_SYMBOLS = {"consistent": "✓", "inconsistent": "✗", "unverifiable": "?"}
_INDEX_ROWS = 500


def write_pages(
    found: Iterable[Case], totals: Mapping[str, Mapping[str, int]], folder: Path, *, about: str = ""
) -> int:
    """Write the pages into the new or empty `folder`; how many notices. `about` says what was asked for.

    Raises `UsageError` when the folder has something in it or can not be written.
    """
    pages = _environment()
    listed: list[dict[str, object]] = []
    try:
        _prepare(folder)
        for case in found:
            name = f"notices/{case.notice_id}.html"
            page = pages.get_template("notice.html").render(
                case=case, segments=segments(case.text, case.findings), home="../index.html"
            )
            _write(folder / name, page)
            tally = Counter(finding.verdict for finding in case.findings)
            listed.append({"case": _heading(case), "tally": tally, "href": name})
        sheets = [listed[at : at + _INDEX_ROWS] for at in range(0, len(listed), _INDEX_ROWS)] or [[]]
        names = ["index.html", *(f"index-{number}.html" for number in range(2, len(sheets) + 1))]
        for at, rows in enumerate(sheets):
            page = pages.get_template("index.html").render(
                rows=rows, totals=totals, total=len(listed), names=names, at=at, about=about
            )
            _write(folder / names[at], page)
    except OSError as error:
        raise UsageError(
            f"无法写入（can not be written）：{error.strerror}",
            subject=str(folder),
            remedy="请检查路径、权限和磁盘空间",
        ) from error
    return len(listed)


def _heading(case: Case) -> dict[str, object]:
    """What the index keeps of a notice: no text, so that a hundred thousand fit into memory."""
    return {
        "name": case.name,
        "region": case.region,
        "date": case.publication_date,
        "source": case.source_uri,
        "first": case.findings[0].explanation,
    }


def _prepare(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError("目录非空（the folder is not empty）", subject=str(folder), remedy="请换一个新目录")
    (folder / "notices").mkdir(parents=True)


def _write(path: Path, page: str) -> None:
    path.write_text(page, "utf-8", errors="replace", newline="\n")


def _environment() -> Environment:
    home = files("taizhang.report.audits")
    names = ("frame.html", "notice.html", "index.html", "style.css")
    environment = Environment(
        loader=DictLoader({name: (home / name).read_text("utf-8") for name in names}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(legible=_legible, named=_named, number=_number, anchor=anchor)
    environment.globals.update(symbols=_SYMBOLS, verdicts=VERDICTS)
    return environment


def _legible(value: object) -> str:
    return "" if value is None else legible(str(value))


def _named(word: str | None, section: str) -> str:
    return named(section, word)


def _number(value: float | None) -> str:
    if value is None:
        return "—"
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
