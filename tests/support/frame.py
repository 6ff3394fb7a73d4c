"""Writes what stands around the list: title, opening, the account of the work, plans, contacts, signature."""

from __future__ import annotations

import datetime as dt
import random

from support.numerals import chinese, chinese_year, marker
from support.plan import Clause, Plan
from support.scribe import Scribe
from support.style import Style
from support.truth import TrueDate
from support.words import phrases

_ORDINALS = ("第一", "第二", "第三", "第四")
_PREAMBLES = (
    "巡察整改是对政治态度的检验。{own}坚持把整改作为一项严肃的政治任务，坚决扛起主体责任，从严从实推进各项工作。",
    "反馈会议召开后，{own}第一时间召开会议传达学习，统一思想认识，研究贯彻落实意见。",
    "整改期间，{own}坚持一级抓一级、层层抓落实，形成了上下联动、齐抓共管的工作格局。",
)
_HANDOVERS = (
    "现将整改情况通报如下：",
    "现将整改情况通报如下。",
    "按照党务公开原则和巡察工作有关要求，现将整改情况予以公布。",
    "现将有关情况公布如下：",
)
ORGANISATION_TITLES = (
    "整改工作组织情况",
    "整改工作基本情况",
    "提高政治站位，压实整改责任",
    "加强组织领导，统筹推进整改",
    "组织整改落实情况",
)
ANSWER_TITLES = (
    "巡察反馈问题整改情况",
    "问题整改落实情况",
    "反馈意见整改落实情况",
    "巡察反馈问题整改落实情况",
    "聚焦问题，逐项整改，确保取得实效",
)
NEXT_TITLES = ("下一步工作打算", "下一步工作安排", "下步工作计划", "持续巩固整改成果")
SPECIAL_TITLES = ("选人用人专项检查反馈问题整改情况", "选人用人专项检查整改落实情况")


def printed(date: dt.date) -> str:
    """A day as 2023年5月11日."""
    return f"{date.year}年{date.month}月{date.day}日"


class Frame:
    """Writes the parts of a notice that are not its list."""

    def __init__(self, plan: Plan, style: Style, scribe: Scribe) -> None:
        """Uses `scribe`, which holds the text so far."""
        self.plan, self.style, self.scribe = plan, style, scribe
        self.rng = random.Random(f"{style.seed}:frame")
        self.dates: list[TrueDate] = []
        self.inspector = self.rng.choice(
            ("第一巡察组", "第二巡察组", "第三巡察组", "第五巡察组", "巡察三组", "专项巡察组")
        )

    # -- opening -----------------------------------------------------------------------------------------------------

    def title(self) -> None:
        """Page chrome and title lines."""
        scribe, agency = self.scribe, self.plan.agency
        if self.style.noise:
            for line in (
                "索引号：000014349/2023-00015",
                "发布机构：" + agency.full,
                "当前位置：首页 > 政务公开 > 通知公告",
                "字号：大 中 小",
            ):
                scribe.paragraph()
                scribe.put(line)
        tail = self.rng.choice(
            (
                "关于巡察整改情况的通报",
                "关于巡察反馈问题整改情况的通报",
                "关于巡察整改进展情况的通报",
                "关于巡察反馈意见整改落实情况的公示",
            )
        )
        if self.style.title_lines == 1:
            scribe.paragraph()
            scribe.put(f"{agency.full}{agency.organ}{tail}")
        elif self.style.title_lines == 2:
            scribe.paragraph()
            scribe.put(f"中共{agency.full}{agency.organ if agency.organ != '党委' else '委员会'}")
            scribe.paragraph()
            scribe.put(tail)

    def opening(self) -> None:
        """Who inspected, when, what was pointed out, what was claimed."""
        plan, scribe, rng, style = self.plan, self.scribe, self.rng, self.style
        agency = plan.agency
        scribe.paragraph()
        scribe.put(rng.choice((f"根据{agency.rank}委统一部署，", f"根据{agency.rank}委巡察工作安排，", "")))
        self._periods()
        scribe.put(
            f"，{agency.rank}委{self.inspector}对{agency.full}{agency.organ}{rng.choice(('进行了巡察', '开展了常规巡察', '进行了政治巡察'))}。"
        )
        self._feedback()
        scribe.put(f"，{agency.rank}委{self.inspector if rng.random() < 0.3 else '巡察组'}向{agency.own}反馈了巡察意见")
        if plan.feedback_clause:
            scribe.put("，")
            scribe.clause(plan.feedback_clause)
        if plan.special_clause:
            scribe.put("；")
            scribe.clause(plan.special_clause)
        scribe.put("。")
        for clause in plan.opening_clauses:
            scribe.clause(clause)
            scribe.put("。")
        if plan.summary_place == "opening":
            self.summary()
        scribe.put(rng.choice(_HANDOVERS))
        if style.preamble:
            scribe.paragraph()
            scribe.put(rng.choice(_PREAMBLES).format(own=agency.own))

    def _periods(self) -> None:
        scribe = self.scribe
        for position, (first, last) in enumerate(self.plan.schedule.periods):
            if position:
                scribe.put("、")
            start = scribe.length
            scribe.put(printed(first) if not position else f"{first.month}月{first.day}日")
            scribe.put("至" + (printed(last) if last.year != first.year else f"{last.month}月{last.day}日"))
            self.dates.append(TrueDate("inspection_period", first, last, start, scribe.length, bool(position)))

    def _feedback(self) -> None:
        scribe, plan = self.scribe, self.plan
        date, end = plan.schedule.feedback, plan.schedule.periods[-1][1]
        elided = plan.elided_feedback_year and (date.year == end.year or date.month < end.month)
        start, stop = scribe.put(f"{date.month}月{date.day}日" if elided else printed(date))
        self.dates.append(TrueDate("feedback", date, date, start, stop, elided))

    def summary(self) -> None:
        """Status counts and rates, each clause a sentence."""
        for clause in self.plan.summary_clauses:
            self.scribe.clause(clause)
            self.scribe.put("。")

    # -- the account of the work ---------------------------------------------------------------------------------------

    def organisation(self, family: str) -> None:
        """How the rectification was organised: a numbered list, 一是 …, or running text."""
        plan, scribe, rng = self.plan, self.scribe, self.rng
        form = self.style.organisation if family else 3
        heads = rng.sample(phrases()["headings_organisation"], 4)
        if form == 0:
            for ordinal, text in enumerate(plan.organisation[:4], 1):
                scribe.paragraph()
                scribe.put(f"{marker(family, self.style.glyphs, ordinal)}{heads[ordinal - 1]}。{text}。")
        elif form == 1:
            scribe.paragraph()
            for ordinal, text in enumerate(plan.organisation[:4], 1):
                scribe.put(f"{chinese(ordinal)}是{heads[ordinal - 1]}。{text}。")
        elif form == 2:
            for ordinal, text in enumerate(plan.organisation[:4], 1):
                scribe.paragraph()
                scribe.put(f"{_ORDINALS[ordinal - 1]}，{text}。")
        else:
            scribe.paragraph()
            scribe.put("。".join(plan.organisation) + "。")
        self._again(plan.repeat_clauses, new=form in {0, 2})
        if plan.summary_place == "organisation" and plan.summary_clauses:
            scribe.paragraph()
            self.summary()

    def _again(self, clauses: list[Clause], *, new: bool) -> None:
        if clauses and new:
            self.scribe.paragraph()
        for clause in clauses:
            self.scribe.clause(clause)
            self.scribe.put("。")

    def next_steps(self, family: str) -> None:
        """Plans: the same enumerators as the list, none of them problems."""
        scribe, rng, texts = self.scribe, self.rng, self.plan.next_steps
        form = rng.randrange(3)
        heads = rng.sample(phrases()["headings_next"], 4)
        if self.plan.summary_place == "tail" and self.plan.summary_clauses:
            scribe.paragraph()
            self.summary()
        if not family:
            scribe.paragraph()
            scribe.put("下一步，" + self.plan.agency.own + "将" + "；".join(texts) + "。")
        elif form == 0:
            for ordinal, text in enumerate(texts, 1):
                scribe.paragraph()
                scribe.put(f"{marker(family, self.style.glyphs, ordinal)}{heads[ordinal - 1]}。{text}。")
        elif form == 1:
            scribe.paragraph()
            for ordinal, text in enumerate(texts, 1):
                scribe.put(f"{chinese(ordinal)}是{heads[ordinal - 1]}。{text}。")
        else:
            scribe.paragraph()
            scribe.put("。".join(texts) + "。")

    # -- the end -------------------------------------------------------------------------------------------------------

    def ending(self) -> None:
        """Invitation, contacts, signature, date."""
        plan, scribe, rng, agency = self.plan, self.scribe, self.rng, self.plan.agency
        scribe.paragraph()
        scribe.put(rng.choice(phrases()["closings"]))
        if plan.notice_days:
            length, said = plan.notice_days
            first = plan.schedule.publication
            last = first + dt.timedelta(days=length - 1)
            until = printed(last) if last.year != first.year else f"{last.month}月{last.day}日"
            scribe.paragraph()
            scribe.put(f"公示时间：{printed(first)}至{until}，共{said}天。")
        phone = f"{agency.code}-{rng.randint(2, 8)}{rng.randint(100000, 999999)}"
        form = rng.randrange(3)
        if form == 0:
            for line in (
                f"联系电话：{phone}",
                f"邮寄地址：{agency.full}办公室",
                f"电子邮箱：zgb{rng.randint(100, 999)}@163.com",
            ):
                scribe.paragraph()
                scribe.put(line)
        elif form == 1:
            scribe.put(
                f"联系方式：电话{phone}；邮寄地址：{agency.region}人民路{rng.randint(2, 300)}号；电子邮箱：xcb{rng.randint(10, 99)}@126.com。"
            )
        scribe.paragraph()
        scribe.put(agency.signature)
        scribe.paragraph()
        date = plan.schedule.publication
        text = printed(date)
        if self.style.numerals == "chinese":
            text = f"{chinese_year(date.year)}年{chinese(date.month)}月{chinese(date.day)}日"
        start, end = scribe.put(text)
        self.dates.append(TrueDate("publication", date, date, start, end))
        if self.style.noise:
            scribe.paragraph()
            scribe.put("版权所有：" + agency.region + "人民政府 网站标识码：1404310001")
