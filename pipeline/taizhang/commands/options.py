"""What several commands take: which model, which terminal."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from taizhang.query.terminal import console

if TYPE_CHECKING:
    from taizhang.classify.model import ModelChoice
    from taizhang.ingest.columns import Columns


def model_of(arguments: Namespace) -> ModelChoice:
    """None for --no-model, the folder of --model, else the one in the package."""
    from taizhang.classify.model import SHIPPED

    if arguments.no_model:
        return None
    return Path(arguments.model) if arguments.model else SHIPPED


def columns_of(arguments: Namespace) -> Columns:
    """The names of --text-column and the like."""
    from taizhang.ingest.columns import Columns

    return Columns(
        arguments.text_column,
        arguments.html_column,
        arguments.url_column,
        arguments.title_column,
        arguments.date_column,
    )


def console_of(arguments: Namespace) -> Console:
    """The terminal as --width and --no-color want it."""
    return console(width=arguments.width, color=not arguments.no_color)
