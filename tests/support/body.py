"""Writes the list: headings, labels, answers, with the truth of each."""

from __future__ import annotations

import random

from support.houses import LABELS, House
from support.numerals import marker
from support.plan import Item, Plan
from support.scribe import Scribe
from support.style import Style
from support.truth import TrueMeasure, TrueProblem
from support.words import phrases

_LEAD = {
    "completed": ("已完成", "已完成整改", "整改完成"),
    "basically_completed": ("基本完成", "取得阶段性成效"),
    "in_progress": ("正在推进", "持续推进"),
    "long_term": ("长期坚持", "持续整改"),
    "not_completed": ("未完成",),
}
_CLOSE = {
    "completed": ("该问题已完成整改", "已完成整改"),
    "basically_completed": ("该问题已基本完成整改", "基本完成整改"),
    "in_progress": ("该问题正在推进", "正在推进"),
    "long_term": ("该问题需长期坚持", "长期坚持"),
    "not_completed": ("未完成",),
}
SECTIONS = {
    "completed": ("已完成的整改事项", "集中整改期内已完成的整改事项"),
    "basically_completed": ("基本完成的整改事项",),
    "in_progress": ("正在推进的整改事项", "集中整改期内正在推进的整改事项"),
    "long_term": ("需长期坚持的整改事项", "长期坚持的整改事项"),
}
_TERMS = ("三会一课", "三重一大", "一岗双责", "第一议题", "第一种形态")


class Body:
    """Writes the items of one notice."""

    def __init__(self, plan: Plan, house: House, style: Style, scribe: Scribe) -> None:
        """Uses `scribe`, which holds the text so far."""
        self.plan, self.house, self.style, self.scribe = plan, house, style, scribe
        self.rng = random.Random(f"{style.seed}:body")
        self.problems: list[TrueProblem] = []
        self.measures: list[TrueMeasure] = []
        self.form = self.rng.choice(house.titles)
        self.aspect_form = self.rng.choice(house.aspect_titles)
        self.label = "整改进展情况" if house.answer == "progress" else LABELS[style.label]
        self.stop_used = self.quote_used = False
        self.running = self.page = 0

    def number(self, family: str, ordinal: int) -> str:
        """The enumerator of a family in this notice."""
        return marker(family, self.style.glyphs, ordinal)

    def items(self, items: list[Item], *, scope: str = "main") -> None:
        """Write a list from the outermost level."""
        family = {"aspect": self.house.aspect}.get(items[0].level, self.house.problem)
        ordinal = 0
        for item in items:
            ordinal += 1 + item.skip
            if item.level == "aspect":
                self._aspect(item, family, ordinal)
            else:
                self._problem(item, family, ordinal, None, scope=scope)

    def by_status(self, status: str, items: list[Item], family: str) -> None:
        """Items of a section that states their status."""
        for ordinal, item in enumerate(items, 1):
            self._problem(item, family, ordinal, None, status=status)

    # -- headings ----------------------------------------------------------------------------------------------------

    def _aspect(self, item: Item, family: str, ordinal: int) -> None:
        scribe = self.scribe
        scribe.paragraph()
        number = self.number(family, ordinal)
        scribe.put(number + self.house.prefix)
        form = self.aspect_form
        awkward = (form.startswith("在") and item.statement.startswith("聚焦")) or (
            not item.statement.endswith("方面") and form not in {"{s}", "关于{s}的问题", "关于{s}问题"}
        )
        start, end = self._title("{s}" if awkward else form, item.statement)
        index = self._add(TrueProblem("aspect", start, end, None, number.strip()))
        if item.childless_aspect:
            own = self._add(TrueProblem("problem", start, end, index, number.strip(), item.status, item.long_term))
            self._stop(item, must=self.house.answer in {"same", "bare"})
            self._answer(item, own)
            return
        self._stop(item, must=False, status=False)
        if "aspect_lead" in self.style.quirks:
            scribe.paragraph()
            scribe.put(f"针对该方面问题，{self.plan.agency.own}坚持举一反三，主要负责同志牵头抓总，推动整改落实。")
        if not self.house.continuous:
            self.running = 0
        inner = 0
        for child in item.children:
            if child.level == "category":
                inner += 1 + child.skip
                self._category(child, inner, index)
            else:
                self.running += 1 + child.skip
                self._problem(child, self.house.problem, self.running, index)

    def _category(self, item: Item, ordinal: int, parent: int) -> None:
        scribe = self.scribe
        scribe.paragraph()
        number = self.number(self.house.category, ordinal)
        scribe.put(number)
        start, end = self._title("{s}", item.statement)
        index = self._add(TrueProblem("aspect", start, end, parent, number.strip()))
        self._stop(item, must=False, status=False)
        for inner, child in enumerate(item.children, 1):
            self._problem(child, self.house.problem, inner, index)

    def _title(self, form: str, statement: str) -> tuple[int, int]:
        """Write a heading; the span of its title (without a trailing 的整改 and a leading 针对)."""
        scribe = self.scribe
        asks = form.endswith("的整改")
        form = form.removesuffix("的整改")
        if form.startswith("针对"):
            scribe.put("针对")
            form = form.removeprefix("针对")
        quoted = "“{s}”" in form
        if "inner_quotes" in self.style.quirks:
            for term in _TERMS:
                statement = statement.replace(term, f"‘{term}’" if quoted else f"“{term}”")
        if "broken_quote" in self.style.quirks and quoted and not self.quote_used and self.problems and not asks:
            form, self.quote_used = form.replace("”", ""), True
        span = scribe.put(form.format(s=statement))
        if asks:
            scribe.put("的整改")
        return span

    def _add(self, problem: TrueProblem) -> int:
        self.problems.append(problem)
        return len(self.problems) - 1

    def _stop(self, item: Item, *, must: bool, status: bool = True) -> None:
        """What stands behind a heading: a status in brackets, a full stop."""
        if status and item.status and self.plan.status_shown == "bracket":
            self.scribe.put(f"（{self._status_words(item, _LEAD)}）")
        if not must and "colon" in self.style.quirks:
            self.scribe.put("：")
        elif must or self.style.title_stop:
            self.scribe.put("。")

    def _status_words(self, item: Item, words: dict[str, tuple[str, ...]]) -> str:
        status = item.status or "completed"
        return words[status][self.style.seed % len(words[status])] + ("，长期坚持" if item.long_term else "")

    def _problem(
        self,
        item: Item,
        family: str,
        ordinal: int,
        parent: int | None,
        *,
        scope: str = "main",
        status: str | None = None,
    ) -> None:
        scribe = self.scribe
        if "pages" in self.style.quirks and self.rng.random() < 0.2:
            self.page += 1
            scribe.paragraph()
            scribe.put(f"— {self.page} —")
        scribe.paragraph()
        number = self.number(family, ordinal) if item.numbered else ""
        scribe.put(number)
        if self.house.prefix and item.level == "problem" and parent is None:
            scribe.put(self.house.prefix)
        if self.house.flavour == "fields":
            scribe.put(
                self.rng.choice(("整改任务：", "整改任务：", "反馈问题："))
                if item is self.plan.items[0]
                else "整改任务："
            )
        form = item.form or (self.rng.choice(self.house.titles) if self.style.vary_titles else self.form)
        start, end = self._title(form, item.statement)
        shown = status or (item.status if self.plan.status_shown != "none" else None)
        index = self._add(TrueProblem(item.level, start, end, parent, number.strip(), shown, item.long_term, scope))
        self._stop(item, must=self.house.answer in {"same", "bare", "progress"} or self.house.flavour == "audit")
        if self.house.flavour == "fields":
            self._fields(item)
        if item.children:
            self._subproblems(item, index)
        elif not item.silent:
            self._answer(item, index)

    def _fields(self, item: Item) -> None:
        for label, value in (
            ("整改目标", item.fields["goal"]),
            ("整改措施", item.fields["plan"]),
            ("责任单位", self.plan.agency.full),
        ):
            self.scribe.paragraph()
            self.scribe.put(f"{label}：{value}。")
        self.scribe.paragraph()
        self.scribe.put(f"整改时限：{self.plan.schedule.publication.year}年12月底。")

    # -- answers -----------------------------------------------------------------------------------------------------

    def _subproblems(self, item: Item, index: int) -> None:
        scribe, audit = self.scribe, self.house.flavour == "audit"
        if item.status and self.plan.status_shown == "label":
            scribe.paragraph()
            scribe.put(f"整改状态：{self._status_words(item, _LEAD)}")
        labelled = self.style.sub_labels and not audit
        inline = audit
        if not audit and not labelled and self.house.answer == "line":
            scribe.paragraph()
            scribe.put(f"{self.label}：")
            inline = True
        form = "对{s}的问题" if audit else self.rng.choice(("针对“{s}”的问题", "关于“{s}”的问题", "针对“{s}”问题"))
        for ordinal, child in enumerate(item.children, 1):
            if not inline:
                scribe.paragraph()
            number = "" if audit else self.number(self.house.sub, ordinal)
            scribe.put(number)
            if audit:
                scribe.put("对")
            start, end = self._title(form.removeprefix("对") if audit else form, child.statement)
            below = self._add(TrueProblem("subproblem", start, end, index, number.strip()))
            if audit:
                scribe.put("，")
                self._running(child, below)
            elif labelled:
                self._stop(child, must=False, status=False)
                self._answer(child, below)
            else:
                scribe.put("。")
                self._content(child, below)

    def _answer(self, item: Item, index: int) -> None:
        scribe, answer = self.scribe, self.house.answer
        if item.status and self.plan.status_shown == "label":
            scribe.paragraph()
            scribe.put(f"整改状态：{self._status_words(item, _LEAD)}" + self.rng.choice(("", "", "。")))
        if answer in {"same", "progress"}:
            scribe.put(f"{self.label}：")
        elif self.house.flavour == "fields":
            scribe.paragraph()
            scribe.put("整改完成情况：")
        elif answer == "line" and item.labelled:
            if "fields" in self.style.quirks:
                leader, office = self.rng.choice(phrases()["leaders"]), self.rng.choice(phrases()["offices"])
                for line in (f"责任领导：{leader}", f"责任单位：{office}", "整改时限：立行立改，长期坚持"):
                    scribe.paragraph()
                    scribe.put(line)
            scribe.paragraph()
            self._label(item)
        elif answer in {"line", "none"}:
            scribe.paragraph()
        if item.status and self.plan.status_shown == "lead":
            scribe.put(self._status_words(item, _LEAD) + "。")
        if item.pointer:
            scribe.put("详见附件。" + self._closing_status(item))
            return
        self._content(item, index)
        if (
            "plan" in self.style.quirks
            and answer in {"line", "same"}
            and self.house.flavour == "plain"
            and self.rng.random() < 0.5
        ):
            scribe.paragraph()
            scribe.put(
                "下一步打算："
                + self.rng.choice(("持续抓好制度执行，巩固整改成果。", "一是加强跟踪督办。二是完善长效机制。"))
            )

    def _label(self, item: Item) -> None:
        scribe, form = self.scribe, self.style.label_form
        if (
            "glued" in self.style.quirks
            and item.enumerated
            and len(item.measures) > 1
            and not item.lead_in
            and (
                self._measure_family(item) in {"is", "circ"}
                and not self.style.own_lines
                and self.plan.status_shown != "lead"
                and not item.pointer
            )
        ):
            scribe.put(self.label)
            return
        if form == "brackets":
            scribe.put(f"【{self.label}】")
        elif form == "alone":
            scribe.put(self.label)
            scribe.paragraph()
            return
        else:
            scribe.put(f"{self.label}：")
        if self.style.label_break:
            scribe.paragraph()

    def _closing_status(self, item: Item) -> str:
        if item.status and self.plan.status_shown == "close":
            return self._status_words(item, _CLOSE) + "。"
        return ""

    def _content(self, item: Item, index: int) -> None:
        if not item.enumerated or len(item.measures) < 2:
            self._running(item, index)
            return
        scribe, family = self.scribe, self._measure_family(item)
        if item.lead_in:
            scribe.put(item.lead_in)
        own_lines = self.style.own_lines
        texts = list(item.measures)
        if "nested" in self.style.quirks and len(texts) > 3 and family in {"is", "arp"}:
            self._nested(texts[:2], family, index, own_lines=own_lines)
            texts[:2] = [""]
        for ordinal, measure in enumerate(texts, 1):
            if not measure:
                continue
            last = ordinal == len(texts)
            if own_lines and (ordinal > 1 or item.lead_in or self.house.answer in {"line", "same"}):
                scribe.paragraph()
            number = self.number(family, ordinal)
            scribe.put(number)
            semicolon = self.style.semicolons and not last and "。" not in measure
            text = measure + ("；" if semicolon else "。") + (self._closing_status(item) if last else "")
            if self.style.doubled_stop and not self.stop_used and not semicolon:
                text, self.stop_used = text + "。", True
            start, end = scribe.put(text)
            self.measures.append(TrueMeasure(index, start, end, number.strip()))

    def _nested(self, texts: list[str], family: str, index: int, *, own_lines: bool) -> None:
        """A first measure that is itself a list: the smallest items count, its lead-in does not."""
        scribe = self.scribe
        if own_lines:
            scribe.paragraph()
        scribe.put(f"{self.number(family, 1)}抓好重点环节。")
        for ordinal, text in enumerate(texts, 1):
            number = self.number("circ", ordinal)
            scribe.put(number)
            start, end = scribe.put(text + ("；" if ordinal < len(texts) and "。" not in text else "。"))
            self.measures.append(TrueMeasure(index, start, end, number))

    def _measure_family(self, item: Item) -> str:
        family = self.style.measures
        taken = {self.house.problem, self.house.sub if item.level == "subproblem" else ""}
        return "is" if family in taken or not family else family

    def _running(self, item: Item, index: int) -> None:
        """An answer without enumeration: one measure."""
        scribe, close = self.scribe, self._closing_status(item)
        start = scribe.length
        if (
            "paragraphs" in self.style.quirks
            and len(item.measures) > 1
            and self.house.answer == "line"
            and self.house.flavour == "plain"
        ):
            for position, measure in enumerate(item.measures):
                if position:
                    scribe.paragraph()
                scribe.put(measure + "。")
            end = scribe.put(close)[1]
        else:
            end = scribe.put("。".join(item.measures) + "。" + close)[1]
        self.measures.append(TrueMeasure(index, start, end))
