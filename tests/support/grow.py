"""Growing a plan from a seed: agency, dates, tree, measures, claims."""

from __future__ import annotations

import datetime as dt
import random

from support import claims, totals
from support.facts import FACTS, TRICKS
from support.houses import House
from support.plan import Item, Plan, Schedule
from support.rests import by_deadline
from support.truth import TrueVerdict
from support.words import Filler, Topic, choose_agency, phrases, themes

_STATUSES = ("completed", "completed", "completed", "completed", "basically_completed", "in_progress", "long_term")


def _schedule(rng: random.Random) -> Schedule:
    start = dt.date(rng.randint(2017, 2024), rng.randint(1, 12), rng.randint(1, 28))
    end = start + dt.timedelta(days=rng.randint(35, 95))
    periods: tuple[tuple[dt.date, dt.date], ...] = ((start, end),)
    if rng.random() < 0.12:
        middle = start + dt.timedelta(days=20)
        periods = ((start, middle), (middle + dt.timedelta(days=12), end))
    feedback = end + dt.timedelta(days=rng.randint(14, 70))
    return Schedule(periods, feedback, feedback + dt.timedelta(days=rng.randint(110, 320)))


class Grower:
    """Grows one plan; every choice comes from the seed."""

    def __init__(self, seed: int, house: House) -> None:
        """`house` decides the shape and what kinds of item there may be."""
        self.rng = random.Random(f"{seed}:{house.name}")
        self.house = house
        agency = choose_agency(self.rng)
        schedule = _schedule(self.rng)
        first, last = schedule.feedback + dt.timedelta(days=3), schedule.publication - dt.timedelta(days=15)
        self.fill = Filler(self.rng, agency, first, last)
        self.plan = Plan(seed, agency, schedule, house.shape, [])
        self.topics = [agency.topic, agency.topic, *themes()]
        self.used: set[str] = set()

    def grow(self) -> Plan:
        """An honest plan."""
        rng, plan = self.rng, self.plan
        if self.house.shape == "flat":
            plan.items = [self.problem() for _ in range(4 + rng.randrange(4 if self.house.flavour == "audit" else 15))]
        elif self.house.shape == "tree":
            plan.items = self._aspects(rng.randint(2, 5))
        else:
            plan.items = self._aspects(rng.randint(2, 4), categories=True)
        self._statuses()
        self._oddities()
        plan.organisation = [self.fill(text) for text in rng.sample(phrases()["organisation"], rng.randint(3, 6))]
        plan.next_steps = [self.fill(text) for text in rng.sample(phrases()["next_steps"], rng.randint(2, 4))]
        plan.elided_feedback_year = rng.random() < 0.5
        self._claims()
        self._facts()
        return plan

    # -- the tree ----------------------------------------------------------------------------------------------------

    def _statement(self) -> tuple[str, Topic]:
        rng = self.rng
        if self.house.flavour == "fields":
            return self.fill(rng.choice(phrases()["tasks"])), self.plan.agency.topic
        if self.house.flavour == "long":
            return self.fill(rng.choice(phrases()["long_quotes"])), rng.choice(self.topics)
        if self.house.flavour == "audit":
            head = rng.choice([head for head in phrases()["audit_heads"] if head not in self.used])
            self.used.add(head)
            return head, self.plan.agency.topic
        for _ in range(40):
            topic = rng.choice(self.topics)
            statement = rng.choice(topic.problems)
            if statement not in self.used:
                break
        self.used.add(statement)
        if rng.random() < 0.2:
            other = rng.choice(topic.problems)
            if other not in self.used:
                self.used.add(other)
                statement += rng.choice("，、") + other
        return statement, topic

    def problem(self, *, level: str = "problem") -> Item:
        """A problem with its answer, perhaps with sub-problems."""
        statement, topic = self._statement()
        item = Item(level, statement)
        rng = self.rng
        if self.house.flavour == "audit":
            objects = rng.sample(phrases()["audit_objects"], rng.randint(2, 4))
            item.children = [Item("subproblem", text, enumerated=False) for text in objects]
        elif self.house.sub and level == "problem" and rng.random() < 0.18:
            item.children = [self.problem(level="subproblem") for _ in range(rng.randint(2, 3))]
        for leaf in item.children or [item]:
            if not leaf.measures:
                self._answer(leaf, topic)
        if self.house.flavour == "fields":
            item.fields = {"goal": rng.choice(phrases()["goals"]), "plan": rng.choice(phrases()["plans"])}
        return item

    def _answer(self, item: Item, topic: Topic) -> None:
        rng = self.rng
        enumerated = self.house.flavour != "audit" and rng.random() < 0.78
        many = rng.randint(2, 5) if enumerated else rng.randint(1, 2)
        pool = [*topic.measures, *rng.choice(self.topics).measures]
        chosen = rng.sample(pool, min(many, len(pool)))
        item.measures = []
        about = False  # one 针对…问题, in an answer is a measure; a row of them would be sub-problems
        for sentence in chosen:
            text = self.fill(sentence)
            if rng.random() < 0.05 and not about and self.house.flavour != "audit":
                other = rng.choice(rng.choice(self.topics).problems)
                text = rng.choice((f"针对{other}问题，{text}", f"关于{other}的情况，已由分管领导牵头核查，{text}"))
            elif rng.random() < 0.2 and self.house.flavour != "audit":
                text = self.fill(rng.choice(phrases()["long_measures"])).rstrip("。")
            if text.startswith(("针对", "关于")) and about:
                text = self.fill(sentence)
            about = about or text.startswith(("针对", "关于"))
            item.measures.append(text)
        if rng.random() < 0.2:
            item.measures[-1] += "。" + rng.choice(phrases()["closing_sentences"]).rstrip("。")
        item.enumerated = enumerated
        if enumerated and rng.random() < 0.3:
            item.lead_in = self.fill(rng.choice(phrases()["lead_ins"]))

    def _aspects(self, number: int, *, categories: bool = False) -> list[Item]:
        rng = self.rng
        mixed = self.house.mixed and rng.random() < 0.5
        frameworks = phrases()["frameworks"]
        name = (
            "faults"
            if mixed or ("{s}" in self.house.aspect_titles and len(self.house.aspect_titles) > 2 and rng.random() < 0.3)
            else rng.choice(("sanjujiao", "siluoshi", "liuweirao", "sanda"))
        )
        names = list(frameworks[name])
        if name == "faults":
            rng.shuffle(names)
        aspects = []
        for statement in names[:number]:
            aspect = Item("aspect", statement)
            if mixed and rng.random() < 0.35:
                self._answer(aspect, rng.choice(self.topics))
            elif categories:
                for _ in range(rng.randint(1, 3)):
                    category = Item("category", self._statement()[0])
                    category.children = [self.problem() for _ in range(rng.randint(1, 3))]
                    aspect.children.append(category)
            else:
                aspect.children = [self.problem() for _ in range(rng.randint(1, 5))]
                if mixed and len(aspect.children) == 1:
                    aspect.children[0].numbered = False
            aspects.append(aspect)
        if categories and all(len(aspect.children) == 1 for aspect in aspects):
            category = Item("category", self._statement()[0])
            category.children = [self.problem(), self.problem()]
            aspects[0].children.append(category)
        if not any(aspect.children for aspect in aspects):
            aspects[0].measures, aspects[0].lead_in = [], None
            aspects[0].children = [self.problem() for _ in range(2)]
        return aspects

    def _statuses(self) -> None:
        rng, plan = self.rng, self.plan
        plan.status_shown = rng.choice(self.house.statuses)
        if plan.status_shown == "none":
            return
        for item in plan.problems():
            if item.children and plan.status_shown in {"lead", "close"}:
                continue  # the sub-problems answer for it
            item.status = rng.choice(_STATUSES)
            item.long_term = (
                item.status == "completed" and plan.status_shown in {"label", "lead"} and rng.random() < 0.15
            )
        if plan.status_shown == "section":
            plan.items.sort(key=lambda item: _STATUSES.index(item.status or "completed"))

    def _oddities(self) -> None:
        """What breaks the pattern once in a notice."""
        rng, plan = self.rng, self.plan
        leaves = [leaf for item in plan.items for leaf in item.leaves() if leaf.level == "problem"]
        if self.house.answer == "line" and self.house.flavour == "plain" and len(leaves) > 4 and rng.random() < 0.25:
            rng.choice(leaves[1:]).labelled = False
        if self.house.answer == "line" and self.house.flavour == "plain" and len(leaves) > 5 and rng.random() < 0.05:
            leaf = rng.choice(leaves)
            leaf.pointer, leaf.measures, leaf.lead_in, leaf.labelled = True, [], None, True
            plan.tricks.append("pointer_answer")
            plan.verdicts.append(TrueVerdict("problem_without_measure", None, "unverifiable", None, 1))

    # -- numbers -----------------------------------------------------------------------------------------------------

    def _claims(self) -> None:
        rng, plan = self.rng, self.plan
        wanted = rng.choice(("both", "both", "total", "total", "none", "none", "aspects"))
        if plan.shape == "three":
            wanted = "both"
        claims.main_claim(rng, plan, wanted)
        if plan.feedback_clause and wanted != "aspects" and rng.random() < 0.35:
            claims.total_again(rng, plan)
        if rng.random() < 0.3:
            claims.measures_claim(rng, plan)
        if wanted in {"both", "total"} and rng.random() < 0.55:
            claims.status_split(rng, plan)
            plan.summary_place = rng.choice(("opening", "organisation", "answers", "tail"))
        if wanted in {"both", "total"}:
            by_deadline(plan, plan.seed)
        if rng.random() < 0.3:
            claims.side_list(rng, plan)
        if rng.random() < 0.06:
            totals.several_lists(rng, plan)
        if rng.random() < 0.06:
            totals.villages(rng, plan)
        if wanted in {"both", "total"} and rng.random() < 0.08:
            totals.fields(rng, plan)
        if wanted in {"both", "total"} and not plan.summary_clauses and rng.random() < 0.15:
            totals.two_days(rng, plan)
        if self.house.sections and self.house.flavour == "plain" and plan.shape != "three" and rng.random() < 0.1:
            claims.special_claim(plan, [self.problem() for _ in range(rng.randint(2, 4))])
            for item in plan.special:
                if plan.status_shown in {"label", "bracket", "lead", "close"} and not item.children:
                    item.status = "completed"
        if rng.random() < 0.08:
            length = rng.choice((5, 7, 7, 10, 15))
            plan.notice_days = (length, length - rng.randint(0, 1))  # both ends counted, or not the first
            plan.tricks.append("notice_days")
        plan.verdicts.append(TrueVerdict("dates_in_order", None, "consistent"))

    def insert(self, sentence: str, *, under: tuple[str, ...] = (), avoid: tuple[str, ...] = ()) -> bool:
        """Put a sentence into a measure of a random problem; False where no problem is `under` headings with one of these
        words, or all have one to `avoid`."""
        leaves = [
            leaf
            for path in self.plan.paths()
            if (leaf := path[-1]).measures
            and not any(word in item.statement for item in path for word in avoid)
            and (not under or any(word in item.statement for item in path for word in under))
        ]
        if not leaves:
            return False
        leaf = self.rng.choice(leaves)
        if leaf.enumerated and self.rng.random() < 0.5:
            leaf.measures.insert(self.rng.randrange(len(leaf.measures)), sentence)
        else:
            index = self.rng.randrange(len(leaf.measures))
            leaf.measures[index] = f"{sentence}。{leaf.measures[index]}"
        return True

    def _facts(self) -> None:
        rng, plan = self.rng, self.plan
        for name, (write, check) in FACTS.items():
            if rng.random() < 0.12:
                self.insert(write(rng, wrong=False))
                plan.verdicts.append(TrueVerdict(check, None, "consistent"))
                plan.tricks.append(f"fact_{name}")
        for name, trick in TRICKS.items():
            if rng.random() < 0.06:
                self.insert(trick(rng))
                plan.tricks.append(name)
