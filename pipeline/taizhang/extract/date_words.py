"""The words of `lexicon/dates.toml`, compiled once into the patterns that tell what a date is for."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from taizhang import lexicon
from taizhang.lexicon.words import either


class Words(NamedTuple):
    """Patterns over the text left of a date end with `\\Z`; those over the text right of it are meant for `match`."""

    as_of: re.Pattern[str]
    until: re.Pattern[str]
    objections: re.Pattern[str]
    publication: re.Pattern[str]
    page: re.Pattern[str]
    head: re.Pattern[str]
    deadline_label: re.Pattern[str]
    goal_label: re.Pattern[str]
    before: re.Pattern[str]
    completion: re.Pattern[str]
    intention: re.Pattern[str]
    orders: re.Pattern[str]
    year_end: re.Pattern[str]
    since: re.Pattern[str]
    examined_before: re.Pattern[str]
    examined_after: re.Pattern[str]
    object_before: re.Pattern[str]
    compared_before: re.Pattern[str]
    compared_after: re.Pattern[str]
    year_plan: re.Pattern[str]
    year_thing: re.Pattern[str]
    action: re.Pattern[str]
    recurring_before: re.Pattern[str]
    recurring_after: re.Pattern[str]
    earlier: re.Pattern[str]
    spoken_before: re.Pattern[str]
    spoken_after: re.Pattern[str]
    history: re.Pattern[str]
    history_first: re.Pattern[str]
    matters: re.Pattern[str]


def _either(words: tuple[str, ...]) -> str:
    return either(words)


@cache
def words() -> Words:
    """The patterns."""
    listed = {key: _either(value) for key, value in lexicon.load("dates").items()}
    gap = r"[\s:\])>|]{0,24}"
    not_other = "(?<!" + ")(?<!".join(lexicon.load("dates")["other_labels"]) + ")"
    done, action, subjects = listed["completion"], listed["action_verbs"], listed["subjects"]
    named = rf"(?:份|度|年度)?的?(?!(?:{subjects})?(?:{action}))(?:(?!{listed['transitive']})[^,。;、:\n\d]){{0,16}}?"
    return Words(
        as_of=re.compile(r"(?:截至|截止到?|截止至|截至到)(?:目前|今)?[\s,(]{0,2}\Z"),
        until=re.compile(r"(?:受理|来信|来电|来访|公示|接收|投诉|反映)[^,。;]{0,12}(?:截至|截止)[到至于为:]{0,2}\Z"),
        objections=re.compile(r"公示(?=[^,。;\n]{0,11}[期时从自至到为是于: (])[^,。;\n]{1,12}\Z"),
        publication=re.compile(rf"(?:^|{not_other})(?P<label>{listed['publication_labels']}){gap}\Z"),
        page=re.compile(rf"(?:{listed['page_labels']}){gap}\Z"),
        head=re.compile(listed["head_words"]),
        deadline_label=re.compile(rf"(?:{listed['deadline_labels']})[\s:\])为至到是于]{{0,5}}\Z"),
        goal_label=re.compile(rf"(?:{listed['goal_labels']})[\s:\]]{{1,3}}"),
        before=re.compile(r"\s?(?:底)?(?:之|以)?前(?!往|来|期|后|述|一|两|三)"),
        completion=re.compile(rf"[,]?[^,。;]{{0,24}}?(?:{done})"),
        intention=re.compile(rf"(?:{listed['intention']})(?:可|能|将|还)?[在于到至]?\Z"),
        orders=re.compile(rf"(?<![按照据])(?:{listed['orders']})(?![,;])"),
        year_end=re.compile(rf"底?[^,。;]{{0,6}}?(?:{listed['year_end']})"),
        since=re.compile(r"(?:年度|度)?(?:以来|起至今|至今|起(?![草点到诉]))"),
        examined_before=re.compile(rf"(?:{listed['examined_before']})[了自从、]{{0,2}}\Z"),
        examined_after=re.compile(listed["examined_after"]),
        object_before=re.compile(rf"(?:{listed['object_verbs']})了?\Z"),
        compared_before=re.compile(rf"(?:{listed['compared_before']})\Z"),
        compared_after=re.compile(
            rf"(?:年度|度)?(?:同期|底|末)?(?:的?[^,。;\d]{{0,8}}?)?(?:{listed['compared_after']})"
        ),
        year_plan=re.compile(rf"{named}(?:{listed['year_plans']})"),
        year_thing=re.compile(rf"{named}(?:{listed['year_things']})(?![^,。;]{{0,24}}?(?:{listed['results']}))"),
        action=re.compile(rf"[,]?(?:{subjects})?(?:{action})"),
        recurring_before=re.compile(rf"(?:{listed['recurring_before']})\Z"),
        recurring_after=re.compile(rf"[,、是为的“\s]{{0,2}}(?:{listed['recurring_after']})"),
        earlier=re.compile(listed["earlier_round"]),
        spoken_before=re.compile(rf"(?:{listed['spoken_before']})[于在]?\Z"),
        spoken_after=re.compile(rf"在[^,。;]{{1,24}}?(?:{listed['spoken_after']})"),
        history=re.compile(rf"[^,。;]{{0,10}}?(?:{listed['history']})"),
        history_first=re.compile(listed["history"]),
        matters=re.compile(listed["matters"]),
    )
