"""Our reader of web pages beside trafilatura and readability-lxml, on pages of ten layouts.

    python benchmarks/html_readers.py [--notices 12]

For each layout and reader: share of the paragraphs of the notice that come out as whole lines, lines of the site that
come out with them, share of pages whose day of publication is right, and milliseconds a page. The pages are made by
`pages.py`, which knows what is notice and what is site; readers that are not installed are left out.
"""

from __future__ import annotations

import argparse
import html
import importlib.metadata
import random
import re
import time
from collections import defaultdict
from pathlib import Path

from formats import page_date, parts_of
from pages import LAYOUTS, html_page

from taizhang.flow import running_text
from taizhang.ingest.html import read_html
from taizhang.text import canonicalise, squeeze

SAMPLES = Path(__file__).parents[1] / "corpora" / "samples"
SITE = ("首页", "当前位置", "所在位置", "分享", "字号", "字体", "上一篇", "下一篇", "ICP备", "网站标识码", "全县召开经济工作会议", "县领导调研",
        "某镇开展森林防火", "打印", "扫一扫", "热点", "最新信息", "第01版", "大数据局")  # fmt: skip


def ours(page: str):
    content = read_html(page, name="page")
    return content.canonical.text, content.published_at


def trafilatura_reader(page: str):
    import trafilatura

    text = trafilatura.extract(page, include_tables=True, favor_recall=True) or ""
    found = trafilatura.extract_metadata(page)
    return text, None if found is None else found.date


def readability_reader(page: str):
    from readability import Document

    summary = Document(page).summary(html_partial=True)
    text = re.sub(r"</?(?:p|div|br|td|tr|h\d|li|section)[^>]*>", "\n", summary)
    return html.unescape(re.sub(r"<[^>]+>", "", text)), None


READERS = {"taizhang": ours, "trafilatura": trafilatura_reader, "readability-lxml": readability_reader}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notices", type=int, default=12)
    arguments = parser.parse_args()
    paths = sorted(SAMPLES.glob("*.txt"))
    # samples that print the shell of a site themselves would make it both notice and site
    paths = [
        path for path in paths if not re.search("位置：|发布[时日]|主办|【打印|首页|责任编辑", path.read_text("utf-8"))
    ]
    paths = paths[:: max(1, len(paths) // arguments.notices)]
    readers = {}
    for name, reader in READERS.items():
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            if name != "taizhang":
                print(f"{name}: not installed, left out")
                continue
            version = "this"
        readers[f"{name} {version}"] = reader
    results: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0] * 6)
    for path in paths:
        text = running_text(canonicalise(path.read_text("utf-8"))).doc.text
        parts = parts_of(text)
        wanted = [squeeze(line) for line in [*parts.body, *parts.signature]]
        for layout in LAYOUTS:
            page = html_page(parts, random.Random(path.stem), "utf-8", layout)
            for name, reader in readers.items():
                started = time.process_time()
                got, date = reader(page)
                spent = time.process_time() - started
                lines = {squeeze(line) for line in got.split("\n")}
                row = results[layout, name]
                row[0] += sum(line in lines for line in wanted)
                row[1] += len(wanted)
                row[2] += sum(any(word in line for word in SITE) for line in lines - set(wanted))
                row[3] += str(date) == page_date(text)
                row[4] += 1
                row[5] += spent
    print(f"{'layout':18}{'reader':26}{'paragraphs':>11}{'noise lines':>13}{'date right':>12}{'ms':>8}")
    for (layout, name), (kept, all_, noise, dates, pages, spent) in results.items():
        print(
            f"{layout:18}{name:26}{kept / all_:11.3f}{noise / pages:13.2f}{dates / pages:12.2f}{1000 * spent / pages:8.1f}"
        )
    for name in readers:
        rows = [row for (_, reader), row in results.items() if reader == name]
        kept, all_, noise, dates, pages, spent = (sum(column) for column in zip(*rows, strict=True))
        print(
            f"{'all':18}{name:26}{kept / all_:11.3f}{noise / pages:13.2f}{dates / pages:12.2f}{1000 * spent / pages:8.1f}"
        )


if __name__ == "__main__":
    main()
