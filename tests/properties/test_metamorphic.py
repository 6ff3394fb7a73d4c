"""Laws of reading: what a writer may change without changing what is said must change nothing that is read.

The notices come from the grammar of `support`, so each example is a whole notice of known truth; every law compares
two readings of one notice, never a reading with a golden file. Examples are few and derandomised: the thousands are
run by `benchmarks/auditor.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import rewrite
from support.houses import BY_NAME, HOUSES, House
from support.notices import grow, has_subs, honest, kinds, open_kinds, planted, render
from support.plan import Plan
from support.reading import Reading, accusations, compare, read_structure, shape, verdicts
from support.style import Style, choose_style
from support.truth import TrueNotice

LAWS = settings(max_examples=24, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SEEDS = st.integers(0, 999)
# houses among which a plan can move: same depth, nothing that only one of them prints
FAMILIES = (
    ("flat-ar", "flat-cnp", "flat-cn", "flat-named"),
    ("tree-cnp-ar", "tree-cn-cnp"),
    ("tree-cn-ar", "tree-cnp-arp", "tree-continuous"),
    ("three-sections", "three-cn"),
)


def read_whole(raw: str) -> Reading:
    """Everything, audits included."""
    from support.reading import read_all

    return read_all(raw)


def written(seed: int, *, quiet: bool = True) -> tuple[Plan, House, Style]:
    """A plan with its house and look; `quiet` leaves out the rare oddities, which have laws of their own."""
    house = HOUSES[seed % len(HOUSES)]
    plan, _ = grow(seed, house)
    style = choose_style(seed, house, has_subs(plan))
    if quiet:
        style = replace(style, quirks=frozenset(), noise=False, crlf=False)
    return plan, house, style


def same_structure(one: TrueNotice, two: TrueNotice) -> None:
    first, second = shape(read_structure(one.raw)), shape(read_structure(two.raw))
    assert first.problems == second.problems, one.describe()
    assert first.measures == second.measures, one.describe()


LOOKS: dict[str, Callable[[Style], Style]] = {
    "half-width punctuation": lambda style: replace(style, half_width=not style.half_width),
    "full-width digits": lambda style: replace(style, full_digits=True),
    "Chinese numerals": lambda style: replace(style, numerals="chinese"),
    "mixed numerals": lambda style: replace(style, numerals="mixed"),
    "other glyphs": lambda style: replace(style, glyphs=(style.glyphs + 1) % 4),
    "preamble": lambda style: replace(style, preamble=not style.preamble),
    "indent": lambda style: replace(style, indent="" if style.indent else "　　", blank_lines=not style.blank_lines),
    "page chrome": lambda style: replace(style, noise=True),
    "Windows line ends": lambda style: replace(style, crlf=True),
}
TEXTS: dict[str, Callable[[str], rewrite.Rewritten]] = {
    "white space": lambda text: rewrite.white_space(text, len(text)),
    "full-width punctuation": rewrite.full_punctuation,
    "half-width punctuation": rewrite.half_punctuation,
    "full-width digits": rewrite.full_digits,
    "wrapped lines": lambda text: rewrite.wrap(text, 38),
}


@pytest.mark.parametrize("look", LOOKS)
@LAWS
@given(seed=SEEDS)
def test_structure_survives_another_look(look: str, seed: int) -> None:
    plan, house, style = written(seed)
    same_structure(render(plan, house, style), render(plan, house, LOOKS[look](style)))


@pytest.mark.parametrize("change", TEXTS)
@LAWS
@given(seed=SEEDS)
def test_structure_survives_a_rewritten_text(change: str, seed: int) -> None:
    notice = render(*written(seed))
    same_structure(notice, rewrite.moved(notice, TEXTS[change](notice.text)))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: str(family[0]))
@LAWS
@given(seed=SEEDS, to=st.integers(1, 3))
def test_structure_survives_another_enumerator_family(family: tuple[str, ...], seed: int, to: int) -> None:
    home, away = BY_NAME[family[seed % len(family)]], BY_NAME[family[(seed + to) % len(family)]]
    plan, _ = grow(seed, home)
    if has_subs(plan) and not (home.sub and away.sub):
        return
    style = replace(choose_style(seed, home, has_subs(plan)), quirks=frozenset(), measures="is")
    plan.special, plan.special_clause = [], ()
    away = replace(away, titles=home.titles, aspect_titles=home.aspect_titles, prefix=home.prefix)
    same_structure(render(plan, home, style), render(plan, away, style))


@LAWS
@given(seed=SEEDS)
def test_what_is_read_is_what_was_written(seed: int) -> None:
    notice = render(*written(seed))
    _, notes = compare(notice, read_structure(notice.raw))
    assert not notes, notice.describe()


# -- verdicts ---------------------------------------------------------------------------------------------------------


@LAWS
@given(seed=SEEDS)
def test_honest_notices_are_never_accused(seed: int) -> None:
    notice = honest(seed)
    assert not accusations(read_whole(notice.raw)), notice.describe()


SAMPLE = 14
FOUND_AT_LEAST = 0.85  # of those that the text settles; benchmarks/auditor.py measures it over thousands of notices


@pytest.mark.parametrize("kind", kinds())
@settings(LAWS, max_examples=5)
@given(seed=SEEDS)
def test_nothing_but_the_planted_contradiction_is_accused(kind: str, seed: int) -> None:
    notice = planted(seed, kind)
    assert notice.plant is not None
    found = {check for check, _ in accusations(read_whole(notice.raw))}
    allowed = notice.plant.checks | notice.plant.shadow if notice.plant.open is None else frozenset()
    assert not found - allowed, notice.describe()


@pytest.mark.parametrize("kind", open_kinds())
@settings(LAWS, max_examples=5)
@given(seed=SEEDS)
def test_a_difference_with_an_honest_reading_is_neither_accused_nor_confirmed(kind: str, seed: int) -> None:
    notice = planted(seed, kind)
    assert notice.plant is not None
    scopes = {
        row.scope for row in notice.verdicts if row.check in notice.plant.checks and row.verdict == "unverifiable"
    }
    reading = read_whole(notice.raw)
    assert not accusations(reading), notice.describe()
    said = {row.verdict for row in reading.audits or () if row.check in notice.plant.checks and row.scope in scopes}
    assert said <= {"unverifiable"}, notice.describe()


@pytest.mark.parametrize("kind", kinds())
def test_planted_contradictions_are_found(kind: str) -> None:
    settled = found = 0
    for seed in range(500, 500 + SAMPLE):
        notice = planted(seed, kind)
        assert notice.plant is not None
        if notice.plant.open is None:
            settled += 1
            found += bool({check for check, _ in accusations(read_whole(notice.raw))} & notice.plant.checks)
    assert settled >= SAMPLE // 2
    assert found >= FOUND_AT_LEAST * settled


@pytest.mark.parametrize("look", LOOKS)
@settings(LAWS, max_examples=8)
@given(seed=SEEDS)
def test_verdicts_survive_another_look(look: str, seed: int) -> None:
    plan, house, style = written(seed)
    one, two = render(plan, house, style), render(plan, house, LOOKS[look](style))
    assert verdicts(read_whole(one.raw)) == verdicts(read_whole(two.raw)), one.describe()


@pytest.mark.parametrize("change", TEXTS)
@settings(LAWS, max_examples=8)
@given(seed=SEEDS, kind=st.sampled_from(("", *kinds())))
def test_verdicts_survive_a_rewritten_text(change: str, seed: int, kind: str) -> None:
    notice = planted(seed, kind) if kind else honest(seed)
    new = TEXTS[change](notice.text)
    assert verdicts(read_whole(notice.text)) == verdicts(read_whole(new.text)), notice.describe()


@settings(LAWS, max_examples=12)
@given(one=SEEDS, two=SEEDS)
def test_two_honest_notices_on_one_page_are_not_a_dishonest_one(one: int, two: int) -> None:
    """What the second claims is not held against what the first lists."""
    page = honest(one).text + "\n" + honest(two).text
    assert not accusations(read_whole(page)), f"{honest(one).describe()} + {honest(two).describe()}"
