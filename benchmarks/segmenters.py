"""The segmenters compared: speed, memory and the categories each gives to the same linear model.

    python benchmarks/segmenters.py [--write]

Each runs in a process of its own. pkuseg is measured where `make pkuseg` has installed it. `--write` puts the table
where the model card takes it from.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "benchmarks" / "tables" / "1-segmenters.md"


def measure(name: str) -> dict[str, float]:
    """Figures of one segmenter, in this process."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    from taizhang.classify.segment import segmenter
    from taizhang.classify.train.build import category_rows, issues_of, main_of
    from taizhang.classify.train.corpus import read_corpus
    from taizhang.classify.train.splits import DEV, TRAIN, split_of

    statements = read_corpus(ROOT / "corpora" / "train").statements
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    cut = segmenter(name)
    cut("县委第三巡察组")
    loaded = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    text = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "corpora" / "samples").glob("*.txt")))
    start = time.perf_counter()
    for line in text.split("\n"):
        cut(line)
    speed = len(text) / (time.perf_counter() - start)
    parts = {part: [row for row in statements if split_of(row.author, row.agency) == part] for part in (TRAIN, DEV)}
    rows = {part: category_rows(issues_of(found), []) for part, found in parts.items()}
    # characters as the shipped model has them, 1-3 together; words alone and in pairs
    longest = 3 if name == "characters" else 2
    vectors = TfidfVectorizer(
        analyzer=lambda issue: grams(cut(issue), longest), sublinear_tf=True, min_df=2, lowercase=False
    )
    train = hstack([vectors.fit_transform(rows[TRAIN].texts), csr_matrix(rows[TRAIN].dense)]).tocsr()
    dev = hstack([vectors.transform(rows[DEV].texts), csr_matrix(rows[DEV].dense)]).tocsr()
    machine = LinearSVC(C=0.5, class_weight="balanced", random_state=0).fit(train, main_of(parts[TRAIN]))
    found, real = machine.predict(dev), main_of(parts[DEV])
    ids = [f"{index + 1:02d}" for index in found]
    return {
        "load": loaded,
        "memory": memory / 1024,
        "speed": speed,
        "features": train.shape[1],
        "main": float(np.mean(found == real)),
        "any": float(np.mean([id in row.categories for id, row in zip(ids, parts[DEV], strict=True)])),
        "macro": float(np.mean([f1(found == label, real == label) for label in range(35)])),
    }


def grams(tokens: list[str], longest: int) -> list[str]:
    """Runs of 1 to `longest` tokens."""
    return ["\x1f".join(tokens[i : i + n]) for n in range(1, longest + 1) for i in range(len(tokens) - n + 1)]


def f1(found: np.ndarray, real: np.ndarray) -> float:
    """F1 of one label."""
    return 2 * int((found & real).sum()) / max(int(found.sum() + real.sum()), 1)


def main() -> None:
    """Print the table; write it where the card reads it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one)))
        return
    lines = [
        "## 分词 Segmenters (dev)",
        "",
        "同一线性模型（含触发词与职能），只换切分。The same linear model, cut differently; each in a process of its own.",
        "",
        "| 切分 | 载入 load s | 内存 added MB | 字/秒 ch/s | 特征 features | 主类 main | 任一标注 any label | 宏 F1 macro |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in ("characters", "jieba", "pkuseg"):
        done = subprocess.run([sys.executable, __file__, "--one", name], capture_output=True, text=True, check=False)
        if done.returncode:
            lines.append(f"| {name} | 未安装 not installed (`make pkuseg`) | | | | | | |")
            print(done.stderr[-500:], file=sys.stderr)
            continue
        r = json.loads(done.stdout)
        lines.append(
            f"| {name} | {r['load']:.1f} | {r['memory']:.0f} | {r['speed']:,.0f} | {r['features']:,} | {r['main']:.3f} "
            f"| {r['any']:.3f} | {r['macro']:.3f} |"
        )
    text = "\n".join(lines) + "\n"
    print(text)
    if options.write:
        TABLE.parent.mkdir(exist_ok=True)
        TABLE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
