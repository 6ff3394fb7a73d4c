"""What the documentation names exists."""

import re
from pathlib import Path

import pytest

from taizhang import cli
from taizhang.records import TABLES

REPOSITORY = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")


def commands() -> set[str]:
    action = next(
        action
        for action in cli.parser()._actions
        if action.dest == "command" or (hasattr(action, "choices") and isinstance(action.choices, dict))
    )
    assert isinstance(action.choices, dict)
    return set(action.choices)


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_named_and_every_named_command_exists(name):
    text = (REPOSITORY / name).read_text("utf-8")
    assert set(re.findall(r"`taizhang ([a-z]+)", text)) == commands()


@pytest.mark.parametrize("name", READMES)
def test_every_table_is_named(name):
    text = (REPOSITORY / name).read_text("utf-8")
    assert [table for table in TABLES if f"`{table}`" not in text and f"`{table} " not in text] == []


@pytest.mark.parametrize("name", READMES)
def test_every_make_target_named_exists(name):
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"make ([a-z]+)\b", (REPOSITORY / name).read_text("utf-8"))):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_link_inside_the_repository_leads_somewhere():
    for path in [*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")]:
        for link in re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8")):
            if "://" not in link:
                assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_both_readmes_are_short_enough_to_be_read():
    for name in READMES:
        assert len((REPOSITORY / name).read_text("utf-8").splitlines()) < 120
