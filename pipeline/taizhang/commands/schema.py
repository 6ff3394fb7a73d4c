"""`taizhang schema`."""

from __future__ import annotations

from argparse import Namespace

from taizhang.cli import DONE
from taizhang.commands.options import console_of


def schema(arguments: Namespace) -> int:
    """`taizhang schema`: the data dictionary, or one table of it."""
    from taizhang.records import TABLES
    from taizhang.report.tables import print_columns, print_tables
    from taizhang.report.taxonomy import print_taxonomy
    from taizhang.store.dictionary import as_json

    if arguments.table == "categories":
        print_taxonomy(console_of(arguments), as_json=arguments.json)
    elif arguments.json:
        names = [arguments.table] if arguments.table else list(TABLES)
        contents = [as_json(name).rstrip() for name in names]
        print(contents[0] if arguments.table else "[" + ",\n".join(contents) + "]")
    elif arguments.table:
        print_columns(arguments.table, console_of(arguments))
    else:
        print_tables(console_of(arguments))
    return DONE
