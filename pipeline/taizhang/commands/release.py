"""`taizhang release`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from taizhang.cli import DONE


def release(arguments: Namespace) -> int:
    """`taizhang release`: a folder fit to publish."""
    from taizhang.query.terminal import visible
    from taizhang.release.build import build
    from taizhang.release.facts import Choices

    choices = Choices(
        arguments.title,
        arguments.release_version,
        arguments.date,
        arguments.creator or (),
        arguments.license,
        arguments.url,
    )
    evaluation = Path(arguments.quality) if arguments.quality else None
    facts = build(Path(arguments.dataset), Path(arguments.output), choices, evaluation=evaluation)
    print(visible(f"{arguments.output}：{facts.title}，版本 version {facts.version}"))
    print(f"通报 notices {facts.rows['notices']}，逻辑散列 logical hash {facts.dataset_hash}")
    if facts.licence is None or not facts.creators:
        print("未写明许可或作者，可用 --license、--creator 补上 no licence or creator stated")
    return DONE
