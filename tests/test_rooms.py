"""The rooms of the house and the one direction in which they may import each other."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pipeline" / "taizhang"

# Earlier to later. A module may import its own room and earlier ones. `normalise` is pure helpers on values, used from
# `extract` on; `lexicon` is data.
ROOMS = (
    "errors",
    "vocabulary",
    "values",
    "records",
    "text",
    "flow",
    "lexicon",
    "settings",
    "ingest",
    "outline",
    "normalise",
    "extract",
    "classify",
    "audit",
    "reading",
    "store",
    "engine",
    "query",
    "export",
    "release",
    "report",
    "evaluate",
    "workbench",
    "api",
    "cli",
    "commands",
    "__main__",
)
# The command line is one room of two modules: cli parses and finds the command when it is called.
TOP = {"cli": {"commands"}, "commands": {"cli"}}
# The package itself offers the interface and is no room.
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room_of(module: str) -> str:
    return module.split(".")[1]


def imports(path: Path) -> set[str]:
    return imported_by(path.read_text("utf-8"), path.relative_to(PACKAGE.parent).parent.parts)


def imported_by(source: str, package: tuple[str, ...]) -> set[str]:
    """Modules of this package that a module of `package` imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            found.update(f"{module}.{name.name}" if module == "taizhang" else module for name in node.names)
    return {name for name in found if name.startswith("taizhang.")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_room_imports_a_later_one(path):
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert own in ROOMS, f"a new room: say where it stands ({own})"
    for module in imports(path):
        other = room_of(module)
        assert other in ROOMS, f"{module} is no room"
        allowed = ROOMS.index(other) <= ROOMS.index(own) or other in TOP.get(own, ())
        assert allowed, f"{own} must not import {module}"


def test_the_check_sees_every_form_of_import():
    source = "import taizhang.cli\nfrom taizhang import api\nfrom taizhang.query.database import connect\nimport os\n"
    assert imported_by(source + "from ..audit import verdict\n", ("taizhang", "store")) == {
        "taizhang.cli",
        "taizhang.api",
        "taizhang.query.database",
        "taizhang.audit",
    }


def test_files_have_one_subject():
    """No file above 400 lines."""
    long = {path.name for path in FILES if len(path.read_text("utf-8").splitlines()) > 400}
    assert not long
