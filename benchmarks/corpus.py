"""A corpus of many formats with known truth: each document is one notice of ours, and its rows are those of its text.

    python benchmarks/corpus.py FOLDER [-n 20000] [--seed 4] [--processes 2]

Writes `FOLDER/pages` (what a run reads) and `FOLDER/truth.jsonl` (which notice each document is). The notices are the
samples of `corpora/samples`, each once, and honest notices of the grammar of the tests, all distinct. Of a hundred
documents some 60 are web pages (every layout of `pages.py`, three encodings), 12 plain texts, 13 rows of a JSONL file,
8 PDF and 7 Word files: a PDF takes 20 ms to print and a Word file 55, which is why they are few. Every tenth that is
no JSONL row lies in a zip or tar.gz. The same number and seed give the same documents.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import multiprocessing
import random
import sys
import tarfile
import time
import zipfile
from collections import Counter
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from formats import SUFFIXES, parts_of, render
from generated import ROOT, honest, machine
from pages import LAYOUTS, html_page

from taizhang.flow import running_text
from taizhang.text import canonicalise

CHUNK = 100
SHARES = {"html": 60, "txt": 12, "jsonl": 13, "pdf": 8, "docx": 7}
ENCODINGS = ("utf-8", "gb2312", "gb18030")
PACKED = {"zip": 5, "tar": 5, "": 90}
SAMPLES = ROOT / "corpora" / "samples"


@dataclass(frozen=True, slots=True)
class Item:
    """One document: its notice, its format, and where it is; `path` from the folder of pages, `member` as in `documents`."""

    notice: str
    format: str
    path: str
    member: str | None = None
    encoding: str | None = None
    layout: str | None = None


def sample_names() -> list[str]:
    """The notices that are not made by the grammar."""
    return sorted(path.stem for path in SAMPLES.glob("*.txt"))


def raw_text(notice: str) -> str:
    """The notice as a text file holds it."""
    kind, _, name = notice.partition(":")
    if kind == "sample":
        return (SAMPLES / f"{name}.txt").read_text("utf-8")
    return honest(int(name)).raw


def text_of(item: Item) -> str:
    """The plain text whose rows the document must give: lines broken by a typist are joined where a renderer sets them."""
    raw = raw_text(item.notice)
    return raw if item.format in {"txt", "jsonl"} else running_text(canonicalise(raw)).doc.text


def notice_of(number: int) -> str:
    """The notice of document `number`: the samples come first."""
    names = sample_names()
    return f"sample:{names[number]}" if number < len(names) else f"seed:{number - len(names)}"


def build_chunk(folder: Path, count: int, seed: int, chunk: int) -> tuple[list[Item], list[str]]:
    """Write the documents of one chunk; their items, and digests of their texts."""
    rng = random.Random(f"{seed}:{chunk}")
    here = folder / "pages" / f"{chunk:04}"
    here.mkdir(parents=True, exist_ok=True)
    items, digests = [], []
    rows: list[str] = []
    packed: dict[str, list[tuple[str, bytes]]] = {"zip": [], "tar": []}
    # the samples are dealt over the whole corpus, so that none of its parts is easier than the others
    order = random.Random(seed).sample(range(count), count)
    for number in order[chunk * CHUNK : (chunk + 1) * CHUNK]:
        (kind,) = rng.choices(list(SHARES), weights=list(SHARES.values()))
        (container,) = rng.choices(list(PACKED), weights=list(PACKED.values()))
        notice = notice_of(number)
        text = text_of(Item(notice, kind, ""))
        digests.append(hashlib.sha256("".join(text.split()).encode()).hexdigest())
        name = f"{number:06}{SUFFIXES.get(kind, '')}"
        if kind == "jsonl":
            rows.append(json.dumps({"id": number, "text": text}, ensure_ascii=rng.random() < 0.5))
            items.append(Item(notice, kind, f"{here.name}/rows.jsonl", str(len(rows))))
            continue
        encoding = layout = None
        if kind == "html":
            encoding, layout = ENCODINGS[number % len(ENCODINGS)], rng.choice(sorted(LAYOUTS))
            page = html_page(parts_of(text), rng, encoding, layout)
            data = page.encode("gb18030" if encoding.startswith("gb") else encoding)
        else:
            data = render(text, kind, seed * 1_000_003 + number)
        if container:
            packed[container].append((name, data))
            place = f"{here.name}/pages.{'zip' if container == 'zip' else 'tar.gz'}"
            items.append(Item(notice, kind, place, name, encoding, layout))
        else:
            (here / name).write_bytes(data)
            items.append(Item(notice, kind, f"{here.name}/{name}", None, encoding, layout))
    if rows:
        (here / "rows.jsonl").write_text("".join(f"{row}\n" for row in rows), "utf-8")
    _pack(here, packed)
    return items, digests


def _pack(here: Path, packed: dict[str, list[tuple[str, bytes]]]) -> None:
    if packed["zip"]:
        with zipfile.ZipFile(here / "pages.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in packed["zip"]:
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    if packed["tar"]:
        with tarfile.open(here / "pages.tar.gz", "w:gz", compresslevel=6) as archive:
            for name, data in packed["tar"]:
                entry = tarfile.TarInfo(name)
                entry.size = len(data)
                archive.addfile(entry, io.BytesIO(data))


def build(folder: Path, count: int, seed: int = 4, processes: int = 1) -> list[Item]:
    """Write a corpus of `count` documents; raises `ValueError` when two of its notices are one text."""
    chunks = range(-(-count // CHUNK))
    work = partial(build_chunk, folder, count, seed)
    if processes == 1:
        made = list(map(work, chunks))
    else:
        with multiprocessing.get_context("spawn").Pool(processes) as pool:
            made = pool.map(work, chunks, chunksize=1)
    items = [item for part, _ in made for item in part]
    digests = Counter(digest for _, part in made for digest in part)
    repeated = [number for number in digests.values() if number > 1]
    if repeated:
        raise ValueError(f"{len(repeated)} texts are not distinct")
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(asdict(item), ensure_ascii=False) + "\n" for item in items)
    return items


def read_truth(folder: Path) -> list[Item]:
    """The items of a corpus that was built."""
    return [Item(**json.loads(line)) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines()]


def main() -> None:
    """Build, tell what was built."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", "--documents", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    if (options.folder / "pages").exists():
        sys.exit(f"{options.folder} holds a corpus already; remove it first")
    started = time.perf_counter()
    items = build(options.folder, options.documents, options.seed, options.processes)
    print(machine())
    print(f"{len(items):,} documents in {time.perf_counter() - started:.0f} s")
    print("formats  ", dict(Counter(item.format for item in items)))
    print("encodings", dict(Counter(item.encoding for item in items if item.encoding)))
    print("layouts  ", dict(Counter(item.layout for item in items if item.layout)))
    print("in archives", sum(item.member is not None and item.format != "jsonl" for item in items))


if __name__ == "__main__":
    main()
