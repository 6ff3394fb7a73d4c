"""`taizhang train`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from taizhang.cli import DONE
from taizhang.query.terminal import console


def train(arguments: Namespace) -> int:
    """`taizhang train`: a model from a labelled corpus, with its scores."""
    from taizhang.classify.train import run as training
    from taizhang.report.training import print_results

    folder = Path(arguments.output)
    corpus, model = training.train(Path(arguments.corpus), folder, lambda line: print(line, file=sys.stderr))
    gold = tuple(Path(name) for name in arguments.gold if Path(name).is_dir())
    results = training.measure(corpus, model, folder, gold, authors=arguments.card is not None)
    print_results(results, console())
    if arguments.splits:
        training.write_corpus_splits(corpus, Path(arguments.splits))
    if arguments.card:
        tables = sorted(Path(arguments.tables).glob("*.md")) if arguments.tables else []
        training.write_card(
            corpus,
            results,
            Path(arguments.card),
            "\n".join(path.read_text("utf-8") for path in tables),
            Path(arguments.corpus),
        )
    return DONE
