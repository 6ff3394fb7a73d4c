"""Whole notices with known truth, from a seed.

honest(7)                       an honest notice
planted(7, "rate_wrong")        the same kind of notice with one contradiction
planted(7, "open_annex")        … with one difference that an honest reading explains
render(plan, house, style)      one plan written in another house or style
"""

from __future__ import annotations

import random
from dataclasses import replace

from support.body import SECTIONS, Body
from support.frame import ANSWER_TITLES, NEXT_TITLES, ORGANISATION_TITLES, SPECIAL_TITLES, Frame
from support.grow import Grower
from support.houses import HOUSES, House
from support.open_plants import OPEN, can_hold
from support.plan import Plan
from support.plants import PLANTS, can_plant
from support.rewrite import moved, with_carriage_returns, wrap
from support.scribe import Scribe
from support.settle import settled
from support.style import Style, choose_style
from support.truth import TrueNotice


def grow(seed: int, house: House | None = None) -> tuple[Plan, House]:
    """An honest plan and the house it was grown for."""
    chosen = house or random.Random(f"{seed}:house").choice(HOUSES)
    return Grower(seed, chosen).grow(), chosen


def has_subs(plan: Plan) -> bool:
    """Whether any problem has sub-problems."""
    return any(item.level == "subproblem" for item in plan.main_items())


def honest(seed: int, house: House | None = None) -> TrueNotice:
    """An honest notice."""
    plan, chosen = grow(seed, house)
    return render(plan, chosen, choose_style(seed, chosen, has_subs(plan)))


def planted(seed: int, kind: str) -> TrueNotice:
    """A notice with one difference of the given kind; the house is the first of the seed's order that can hold it."""
    rng = random.Random(f"{seed}:{kind}")
    houses = list(HOUSES)
    rng.shuffle(houses)
    able = [house for house in houses if (can_plant if kind in PLANTS else can_hold)(kind, house)]
    for attempt in range(60):
        house = able[attempt % len(able)]
        grower = Grower(seed + 1_000_003 * attempt, house)
        plan = grower.grow()
        if (PLANTS.get(kind) or OPEN[kind])(grower):
            return replace(render(plan, house, choose_style(seed, house, has_subs(plan))), seed=seed)
    raise LookupError(f"no house can hold {kind}")


def kinds() -> tuple[str, ...]:
    """The kinds of contradiction that can be planted."""
    return tuple(PLANTS)


def open_kinds() -> tuple[str, ...]:
    """The kinds of difference that an honest reading explains: neither to be accused nor confirmed."""
    return tuple(OPEN)


def render(plan: Plan, house: House, style: Style) -> TrueNotice:
    """Write a plan down."""
    scribe = Scribe(style)
    body, frame = Body(plan, house, style, scribe), Frame(plan, style, scribe)
    rng = random.Random(f"{style.seed}:sections")
    below = "ar" if house.problem == "ar" and not house.aspect and rng.random() < 0.3 else "cnp"
    frame.title()
    frame.opening()
    if house.sections:
        _with_sections(plan, house, frame, body, rng, below)
    else:
        if plan.organisation or plan.repeat_clauses:
            frame.organisation("")
        if plan.summary_place == "tail":
            plan.summary_place = "answers"  # without sections, a summary behind the list would be in its last answer
        if plan.summary_place == "answers" and plan.summary_clauses:
            scribe.paragraph()
            frame.summary()
        body.items(plan.items)
        frame.next_steps("")
    frame.ending()
    text = scribe.text()
    plant, verdicts = settled(plan, body.problems, text)
    notice = TrueNotice(
        plan.seed,
        house.name,
        text,
        text,
        tuple(body.problems),
        tuple(body.measures),
        tuple(scribe.claims),
        tuple(frame.dates),
        verdicts,
        plant,
        (*plan.tricks, *sorted(f"quirk_{quirk}" for quirk in style.quirks)),
    )
    if "wrapped" in style.quirks:
        notice = moved(notice, wrap(text, 36))
    return replace(notice, raw=with_carriage_returns(notice.text)) if style.crlf else notice


def _with_sections(plan: Plan, house: House, frame: Frame, body: Body, rng: random.Random, below: str) -> None:
    scribe = body.scribe
    ordinal = 0

    def section(title: str) -> None:
        nonlocal ordinal
        ordinal += 1
        scribe.paragraph()
        scribe.put(f"{body.number('cn', ordinal)}{title}")

    section(rng.choice(ORGANISATION_TITLES))
    frame.organisation(below)
    top = house.name == "flat-by-status" and rng.random() < 0.5
    if not top:
        section(rng.choice(ANSWER_TITLES))
        if plan.summary_place == "answers" and plan.summary_clauses:
            scribe.paragraph()
            frame.summary()
    elif plan.summary_place == "answers" and plan.summary_clauses:
        scribe.paragraph()
        frame.summary()
    if house.name == "flat-by-status":
        groups = [status for status in SECTIONS if any(item.status == status for item in plan.items)]
        for position, status in enumerate(groups, 1):
            title = SECTIONS[status][plan.seed % len(SECTIONS[status])]
            if top:
                section(title)
            else:
                scribe.paragraph()
                scribe.put(f"{body.number('cnp', position)}{title}")
            body.by_status(status, [item for item in plan.items if item.status == status], house.problem)
    else:
        body.items(plan.items)
    if plan.special:
        section(rng.choice(SPECIAL_TITLES))
        _special(plan, house, body)
    section(rng.choice(NEXT_TITLES))
    frame.next_steps(below)


def _special(plan: Plan, house: House, body: Body) -> None:
    """The list of a special check: as the main list's problems, one level up where those stand below aspects."""
    family = house.aspect or house.problem
    original = body.house
    body.house = replace(house, problem=family, aspect="")
    body.items(plan.special, scope="special_check")
    body.house = original
