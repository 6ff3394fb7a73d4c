"""What `taizhang train` prints: the scores of the new model."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from taizhang.classify.train.card import Results
from taizhang.classify.train.line_fit import WAYS


def print_results(results: Results, console: Console) -> None:
    """Categories, measures, pages and lines, one table each."""
    console.print(Text(f"模型 model {results.version}，{results.size_bytes / 1e6:.2f} MB", style="bold"))
    grid = _grid(
        "问题类别 categories", "条 rows", "主类 main", "任一标注 any", "宏F1", "作答", "所答对", "95%可答", "ECE"
    )
    for name, r in results.categories.items():
        values = (r.right, r.among, r.macro_f1, r.answered, r.among_precision, r.coverage_at_95_among, r.ece)
        grid.add_row(name, str(r.rows), *(f"{value:.3f}" for value in values))
    for author, (rows, right, among, macro) in results.authors.items():
        grid.add_row(f"作者 {author}", str(rows), f"{right:.3f}", f"{among:.3f}", f"{macro:.3f}")
    console.print(grid)
    grid = _grid("措施 measures", "条 rows", "首种 kind", "种类宏F1", "时态 tense", "具体程度AUC")
    for name, m in results.measures.items():
        values4 = (m.main_kind, m.kinds_macro_f1, m.tense, m.concrete_auc)
        grid.add_row(name, str(m.rows), *(f"{value:.3f}" for value in values4))
    console.print(grid)
    grid = _grid("页面 pages", "页", "正确", "通报P", "R", "F1", "仅规则F1 rules")
    for name, p in results.pages.items():
        values5 = (p.accuracy, p.notice.precision, p.notice.recall, p.notice.f1, p.rules.f1)
        grid.add_row(name, str(p.rows), *(f"{value:.3f}" for value in values5))
    console.print(grid)
    grid = _grid("行 lines", "行", "规则 rules", "模型 model", "合用 merged", "无据行：规则", "模型")
    for name, found in results.lines.items():
        overall = (found.accuracy(way)[0] for way in WAYS)
        unshown = (found.accuracy(way, shown=False)[0] for way in WAYS[:2])
        grid.add_row(name, str(len(found.truth)), *(f"{value:.3f}" for value in (*overall, *unshown)))
    console.print(grid)


def _grid(first: str, *others: str) -> Table:
    grid = Table(header_style="bold")
    grid.add_column(first)
    for name in others:
        grid.add_column(name, justify="right")
    return grid
