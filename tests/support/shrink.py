"""Makes a failing notice small: drops whatever the failure does not need, so that a person sees the cause."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import fields, replace

from support.houses import House
from support.notices import render
from support.plan import Item, Plan
from support.style import Style
from support.truth import TrueNotice

Fails = Callable[[TrueNotice], bool]
_KEEP = frozenset({"seed", "quirks"})


def shrink(plan: Plan, house: House, style: Style, fails: Fails) -> tuple[Plan, Style, TrueNotice]:
    """The smallest plan and plainest style found for which `fails` still holds."""
    current, look = copy.deepcopy(plan), style
    changed = True
    while changed:
        changed = False
        for smaller in _plans(current):
            if fails(render(smaller, house, look)):
                current, changed = smaller, True
                break
        else:
            for plainer in _styles(look):
                if fails(render(current, house, plainer)):
                    look, changed = plainer, True
                    break
    return current, look, render(current, house, look)


def _styles(style: Style) -> Iterator[Style]:
    for quirk in style.quirks:
        yield replace(style, quirks=style.quirks - {quirk})
    default = Style(style.seed)
    for field in fields(Style):
        if field.name not in _KEEP and getattr(style, field.name) != getattr(default, field.name):
            yield replace(style, **{field.name: getattr(default, field.name)})


def _changed(plan: Plan, change: Callable[[Plan], None]) -> Plan:
    smaller = copy.deepcopy(plan)
    change(smaller)
    return smaller


def _plans(plan: Plan) -> Iterator[Plan]:
    for name in ("special", "opening_clauses", "repeat_clauses", "summary_clauses"):
        if getattr(plan, name):
            yield _changed(plan, lambda small, name=name: setattr(small, name, []))  # type: ignore[misc]
    for name in ("feedback_clause", "special_clause"):
        if getattr(plan, name) and plan.shape != "three":  # three depths are only clear where the notice claims 类
            yield _changed(plan, lambda small, name=name: setattr(small, name, ()))  # type: ignore[misc]
    if plan.status_shown not in {"none", "section"}:

        def without_status(small: Plan) -> None:
            small.status_shown = "none"
            for item in [*small.main_items(), *small.special]:
                item.status, item.long_term = None, False

        yield _changed(plan, without_status)
    for name, least in (("organisation", 2), ("next_steps", 1)):
        if len(getattr(plan, name)) > least:
            yield _changed(plan, lambda small, name=name: setattr(small, name, getattr(small, name)[:-1]))  # type: ignore[misc]
    yield from _without_items(plan)
    for position, item in enumerate(plan.main_items()):
        yield from _plainer_item(plan, position, item)


def _without_items(plan: Plan) -> Iterator[Plan]:
    if len(plan.items) > 2:
        for position in range(len(plan.items)):
            rest = [item for index, item in enumerate(plan.items) if index != position]
            if plan.shape != "flat" and not any(item.children for item in rest):
                continue  # childless aspects alone would be a flat list
            yield _changed(plan, lambda small, position=position: small.items.pop(position))  # type: ignore[misc]
    for position, item in enumerate(plan.main_items()):
        least = 2 if item.level == "problem" else 1
        if len(item.children) > least:
            for child in range(len(item.children)):
                yield _changed(plan, lambda small, p=position, c=child: small.main_items()[p].children.pop(c))  # type: ignore[misc]


def _plainer_item(plan: Plan, position: int, item: Item) -> Iterator[Plan]:
    def on(change: Callable[[Item], None]) -> Plan:
        return _changed(plan, lambda small: change(small.main_items()[position]))

    if len(item.measures) > (2 if item.enumerated else 1):
        yield on(lambda small: setattr(small, "measures", small.measures[:-1]))
        yield on(lambda small: setattr(small, "measures", small.measures[1:]))
    if item.lead_in:
        yield on(lambda small: setattr(small, "lead_in", None))
    if not item.labelled:
        yield on(lambda small: setattr(small, "labelled", True))
    for index, measure in enumerate(item.measures):
        if measure != "召开会议研究部署":
            yield on(lambda small, index=index: small.measures.__setitem__(index, "召开会议研究部署"))  # type: ignore[misc]
    if item.level == "problem" and item.statement != "财务管理不规范" and not item.children:
        yield on(lambda small: setattr(small, "statement", "财务管理不规范"))
