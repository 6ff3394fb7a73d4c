"""How good the auditor is, on notices whose truth is known: 合成通报上的核对能力。

    python benchmarks/auditor.py                     5,000 notices, half honest, half with one planted contradiction
    python benchmarks/auditor.py -n 500 --save OUT   with the texts of every mistake, for study
    python benchmarks/auditor.py --structure         problems, parents and measures only

Prints, for each kind of contradiction, how many were planted and found; for differences that an honest reading explains
(planted so, or found so by the grammar after writing: see tests/support/settle.py) what was said of them; on honest
notices the false accusations (0 is the bar) and the abstentions; and how exactly the structure was read, for each house style. Exit status 1 when an
honest notice was accused.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.notices import honest, kinds, open_kinds, planted
from support.reading import Reading, Tally, accusations, compare, read_all, read_structure
from support.truth import TrueNotice


@dataclass(slots=True)
class Mistake:
    """One notice that was misread: what kind of mistake, how it was made, what was said, the text."""

    kind: str
    notice: str
    detail: str
    text: str


@dataclass(slots=True)
class Sums:
    """Everything counted over many notices; adding two gives the sums of both."""

    structure: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed_how: Counter[tuple[str, str]] = field(default_factory=Counter)  # kind, what the auditor said instead
    open: Counter[tuple[str, str]] = field(default_factory=Counter)  # kind, why it is open
    open_said: Counter[tuple[str, str]] = field(default_factory=Counter)  # kind, what the auditor said
    honest: int = 0
    accused: int = 0
    accusations: Counter[tuple[str, str]] = field(default_factory=Counter)  # check, trick of the notice
    expected: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # check, true verdict, verdict given
    characters: int = 0
    seconds: float = 0.0
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, other: Sums) -> None:
        """Add what another worker counted."""
        for house, tally in other.structure.items():
            self.structure[house].add(tally)
        for name in ("planted", "found", "missed_how", "open", "open_said", "accusations", "expected"):
            getattr(self, name).update(getattr(other, name))
        for name in ("honest", "accused", "characters", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.mistakes += other.mistakes


def notice_of(seed: int) -> TrueNotice:
    """Every second notice is honest; the others take the kinds of difference in turn, contradictions and open ones."""
    if seed % 2 == 0:
        return honest(seed)
    names = (*kinds(), *open_kinds())
    return planted(seed, names[seed // 2 % len(names)])


def judge(sums: Sums, notice: TrueNotice, reading: Reading) -> None:
    """Hold the auditor's verdicts against the truth."""
    accused = accusations(reading)
    said = "；".join(row.explanation for row in reading.audits or () if row.verdict == "inconsistent")
    if notice.plant is None:
        sums.honest += 1
        _expected(sums, notice, reading)
        wrong = accused
    elif notice.plant.open is not None:
        _open(sums, notice, reading)
        wrong = accused
    else:
        kind = notice.plant.kind
        sums.planted[kind] += 1
        if {check for check, _ in accused} & notice.plant.checks:
            sums.found[kind] += 1
        else:
            given = [row.verdict for row in reading.audits or () if row.check in notice.plant.checks]
            sums.missed_how[kind, given[0] if given else "no row"] += 1
            sums.mistakes.append(
                Mistake(f"missed-{kind}", notice.describe(), f"said: {given or 'nothing'}", notice.text)
            )
        wrong = {row for row in accused if row[0] not in notice.plant.checks | notice.plant.shadow}
    if wrong:
        sums.accused += 1
        for check, scope in wrong:
            for trick in notice.tricks or ("-",):
                sums.accusations[check, trick] += 1
            sums.mistakes.append(
                Mistake(f"accused-{check}", notice.describe(), f"{check} {scope}: {said}", notice.text)
            )


def _open(sums: Sums, notice: TrueNotice, reading: Reading) -> None:
    """What was said of a difference that an honest reading explains: an abstention is right, silence is allowed."""
    plant = notice.plant
    assert plant is not None
    assert plant.open is not None
    sums.open[plant.kind, plant.open] += 1
    scopes = {row.scope for row in notice.verdicts if row.check in plant.checks and row.verdict == "unverifiable"}
    given = [
        row.verdict for row in reading.audits or () if row.check in plant.checks and (not scopes or row.scope in scopes)
    ]
    said = next((verdict for verdict in ("inconsistent", "consistent") if verdict in given), None)
    said = said or (given[0] if given else "no row")
    sums.open_said[plant.kind, said] += 1
    if said == "consistent":
        sums.mistakes.append(Mistake(f"confirmed-{plant.kind}", notice.describe(), f"said: {given}", notice.text))


def _expected(sums: Sums, notice: TrueNotice, reading: Reading) -> None:
    """What was said where a verdict is known: the same, an abstention, nothing."""
    given = {(row.check, row.scope): row.verdict for row in reading.audits or ()}
    by_check = {row.check: row.verdict for row in reading.audits or ()}
    for row in notice.verdicts:
        said = given.get((row.check, row.scope)) or by_check.get(row.check, "no row")
        sums.expected[row.check, row.verdict, said] += 1


def run(seeds: Iterable[int], *, structure_only: bool) -> Sums:
    """Read the notices of `seeds` and count."""
    sums = Sums()
    for seed in seeds:
        notice = notice_of(seed)
        started = time.perf_counter()
        reading = read_structure(notice.raw) if structure_only else read_all(notice.raw)
        sums.seconds += time.perf_counter() - started
        sums.characters += len(notice.text)
        tally, notes = compare(notice, reading)
        sums.structure[notice.house].add(tally)
        if notes:
            sums.mistakes.append(Mistake(f"structure-{notice.house}", notice.describe(), "\n".join(notes), notice.text))
        if not structure_only:
            judge(sums, notice, reading)
    return sums


def report(sums: Sums, *, structure_only: bool) -> str:
    """The tables."""
    total = Tally()
    for tally in sums.structure.values():
        total.add(tally)
    lines = [f"structure 结构: {total.line()}"]
    lines += [f"  {house:<20}{tally.line()}" for house, tally in sorted(sums.structure.items())]
    if not structure_only:
        planted_all, found_all = sum(sums.planted.values()), sum(sums.found.values())
        lines.append(
            f"contradictions 植入的矛盾: found {found_all} of {planted_all} = {found_all / max(1, planted_all):.4f}"
        )
        for kind in sorted(sums.planted):
            how = ", ".join(f"{said} {number}" for (name, said), number in sums.missed_how.items() if name == kind)
            lines.append(
                f"  {kind:<24}{sums.found[kind]:>6} of {sums.planted[kind]:<6}{'missed: ' + how if how else ''}"
            )
        lines.append(
            f"open differences 另有诚实读法的差异: {sums.open.total()} (unverifiable is right, neither of the others)"
        )
        for kind in sorted({name for name, _ in sums.open}):
            why = ", ".join(
                f"{reason} {number}" for (name, reason), number in sorted(sums.open.items()) if name == kind
            )
            how = ", ".join(
                f"{said} {number}" for (name, said), number in sorted(sums.open_said.items()) if name == kind
            )
            lines.append(f"  {kind:<24}{how:<40}[{why}]")
        lines.append(
            f"false accusations 误判: {sums.accused} notices ({sums.honest} wholly honest, the rest accused of what was not planted)"
        )
        lines += [f"  {check:<36}{trick:<28}{number:>5}" for (check, trick), number in sums.accusations.most_common(40)]
        lines.append("verdicts on honest notices 诚实通报上的结论 (check, true verdict -> said)")
        lines += [
            f"  {check:<36}{true:<14}-> {said:<14}{number:>6}"
            for (check, true, said), number in sorted(sums.expected.items())
        ]
    lines.append(
        f"{sums.characters:,} characters in {sums.seconds:.1f} s = {sums.characters / max(sums.seconds, 1e-9):,.0f} characters/s a process"
    )
    return "\n".join(lines)


def save(mistakes: list[Mistake], folder: Path, *, most: int) -> None:
    """Write the texts of the mistakes, at most `most` of each kind."""
    folder.mkdir(parents=True, exist_ok=True)
    written: Counter[str] = Counter()
    for mistake in mistakes:
        written[mistake.kind] += 1
        if written[mistake.kind] <= most:
            name = f"{mistake.kind}-{written[mistake.kind]:03}.txt"
            (folder / name).write_text(f"{mistake.notice}\n{mistake.detail}\n\n{mistake.text}\n", encoding="utf-8")


def main() -> int:
    """Parse the arguments, run, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-n", type=int, default=5000, help="how many notices 篇数")
    parser.add_argument("--seed", type=int, default=0, help="first seed 起始种子")
    parser.add_argument("--workers", type=int, default=2, help="processes 进程数")
    parser.add_argument("--structure", action="store_true", help="structure only 只查结构")
    parser.add_argument("--save", type=Path, help="folder for the texts of mistakes 错例文件夹")
    parser.add_argument("--most", type=int, default=20, help="texts saved of each kind 每类最多保存")
    options = parser.parse_args()
    seeds = range(options.seed, options.seed + options.n)
    sums = Sums()
    if options.workers < 2:
        sums = run(seeds, structure_only=options.structure)
    else:
        size = max(1, min(200, options.n // options.workers))
        with ProcessPoolExecutor(options.workers) as pool:
            waiting = [
                pool.submit(run, seeds[start : start + size], structure_only=options.structure)
                for start in range(0, len(seeds), size)
            ]
            for future in waiting:
                sums.add(future.result())
    print(report(sums, structure_only=options.structure))
    if options.save:
        save(sums.mistakes, options.save, most=options.most)
    return 1 if sums.accused else 0


if __name__ == "__main__":
    sys.exit(main())
