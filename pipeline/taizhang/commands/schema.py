"""`taizhang schema`."""

from __future__ import annotations

from argparse import Namespace

from taizhang.cli import DONE
from taizhang.commands.options import console_of


def schema(arguments: Namespace) -> int:
    """`taizhang schema`: the data dictionary, or one table or view of it."""
    from taizhang.query.views import as_json as view_as_json
    from taizhang.records import TABLES
    from taizhang.report.tables import print_columns, print_tables
    from taizhang.report.taxonomy import print_taxonomy
    from taizhang.report.views import print_view, print_views
    from taizhang.store.dictionary import as_json

    name: str | None = arguments.table
    terminal = console_of(arguments)
    if name == "categories":
        print_taxonomy(terminal, as_json=arguments.json)
    elif name is None and arguments.json:
        print("[" + ",\n".join(as_json(table).rstrip() for table in TABLES) + "]")
    elif name is None:
        print_tables(terminal)
        print_views(terminal)
    elif name.startswith("v_"):
        if arguments.json:
            print(view_as_json(name).rstrip())
        else:
            print_view(name, terminal)
    elif arguments.json:
        print(as_json(name).rstrip())
    else:
        print_columns(name, terminal)
    return DONE
