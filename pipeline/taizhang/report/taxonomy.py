"""`taizhang schema categories`: the taxonomy of problems in the terminal, or as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from taizhang.classify.frameworks import frameworks
from taizhang.classify.taxonomy import categories, taxonomy_version
from taizhang.report.prose import Prose


def print_taxonomy(console: Console, *, as_json: bool = False) -> None:
    """All categories with definition, settled cases, examples and words; then the level-1 frameworks."""
    if as_json:
        content = {"version": taxonomy_version(), "categories": [asdict(category) for category in categories()]}
        print(json.dumps(content, ensure_ascii=False, indent=2))
        return
    console.print(
        Text(f"问题分类 taxonomy of problems，{len(categories())} 类，版本 version {taxonomy_version()}", style="bold")
    )
    grid = Table(header_style="bold", show_lines=True)
    grid.add_column("类别 category", overflow="fold", max_width=24)
    grid.add_column("含义与界线 meaning and borders", overflow="fold")
    for category in categories():
        meaning = Prose(category.definition).append(f"\n{category.definition_en}", style="dim")
        for rule in category.borderline:
            meaning.append(f"\n· {rule}", style="cyan")
        meaning.append(f"\n例 {'；'.join(category.examples)}")
        meaning.append(f"\n词 {'、'.join(category.triggers[:12])}…（{len(category.triggers)}）", style="dim")
        grid.add_row(Prose(f"{category.id} {category.zh}\n{category.en}"), meaning)
    console.print(grid)
    console.print(Text("一级框架 level-1 frameworks", style="bold"))
    for framework in frameworks():
        period = f"{framework.first}—{framework.last if framework.last < 2099 else ''}"
        console.print(Prose(f"{framework.code}（{period}）：{'；'.join(name for name, _ in framework.items)}"))
