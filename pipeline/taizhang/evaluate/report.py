"""Scores as a table for people."""

from __future__ import annotations

from taizhang.evaluate.score import Score


def render(score: Score, *, notices: int, heading: str = "") -> str:
    """The scores of a corpus as plain text, one line a table and one an attribute."""
    lines = [heading] if heading else []
    lines.append(f"{notices} 篇通报 notices")
    lines.append(f"{'表 table':<32}{'P':>8}{'R':>8}{'F1':>8}{'gold':>8}{'ours':>8}")
    for name, tally in score.tables.items():
        lines.append(
            f"{name:<32}{tally.precision:>8.3f}{tally.recall:>8.3f}{tally.f1:>8.3f}{tally.expected:>8}{tally.predicted:>8}"
        )
    lines.append(f"{'属性 attribute':<32}{'right':>8}{'of':>8}{'share':>8}")
    for name, (right, compared) in sorted(score.attributes.items()):
        lines.append(f"{name:<32}{right:>8}{compared:>8}{right / compared:>8.3f}")
    lines.append(f"误判（把诚实的通报说成不一致） false accusations: {score.false_accusations}")
    return "\n".join(lines)
