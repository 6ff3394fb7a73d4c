"""Passages with the verdicts they deserve, set into whole notices of four houses, and what the auditor says of them.

A passage tells its sentence, where in a notice it stands, and the rows of the annotation guidelines: what must be said
(`rows`) and what may be said besides (`may`). Everything else that the laws of sums say of the notice is `extra`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.desk import ANSWER, FAULTS, audit_text
from taizhang.records import Finding

FOLDER = Path(__file__).parents[1] / "audit" / "passages"
SUMS = frozenset({"parts_sum", "persons_sum", "money_sum", "status_sum", "completion_rate"})
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Row:
    """A verdict: `check` may name several, `*` stands for any value."""

    check: str
    scope: str
    claimed: float | str
    observed: float | str
    verdict: str

    def is_row(self, found: Finding) -> bool:
        """Whether the auditor's row is this one."""
        return (
            found.check in self.check.split("|")
            and self.scope in ("*", found.scope)
            and found.verdict == self.verdict
            and _same(self.claimed, found.claimed)
            and (found.check == "repeated_claims_agree" or _same(self.observed, found.observed))
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of a data file."""

    kind: str
    name: str
    text: str  # the whole notice
    rows: tuple[Row, ...]
    may: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the auditor said of a passage, against what it had to say."""

    missing: tuple[Row, ...]
    extra: tuple[Finding, ...]
    accused: tuple[Finding, ...]  # called inconsistent


def _same(wanted: float | str, said: float | None) -> bool:
    if wanted == "*":
        return True
    return said is not None and abs(float(wanted) - said) <= max(_CLOSE, 1e-9 * abs(said))


def judge(passage: Passage) -> Verdicts:
    """Read the notice of a passage with the whole program and hold the verdicts against its rows."""
    found = [row for row in audit_text(passage.text) if row.check in SUMS or row.verdict == "inconsistent"]
    known = (*passage.rows, *passage.may)
    return Verdicts(
        tuple(row for row in passage.rows if not any(map(row.is_row, found))),
        tuple(row for row in found if not any(wanted.is_row(row) for wanted in known)),
        tuple(row for row in found if row.verdict == "inconsistent"),
    )


def passages(kind: str) -> list[Passage]:
    """The passages of `kind` (honest, dishonest, undecidable), in the order of their files."""
    found = []
    for path in sorted(FOLDER.glob(f"{kind}*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["passage"]:
            rows, may = (tuple(Row(*row) for row in entry.get(key, ())) for key in ("rows", "may"))
            found.append(Passage(kind, entry["name"], _notice(entry), rows, may))
    return found


def _notice(entry: dict[str, Any]) -> str:
    text = str(entry["text"]).strip()
    if entry["where"] == "notice":
        return text
    slots = {"told": "", "answer": "", "tail": ""} | {entry["where"]: text}
    house = {"bureau": _bureau, "town": _town, "company": _company, "hospital": _hospital}[entry.get("frame", "bureau")]
    return house(int(entry.get("problems", 10)), slots)


def _bureau(number: int, slots: dict[str, str]) -> str:
    """Numbered problems, a label before the answer, measures by 一是."""
    lines = []
    for place in range(1, number + 1):
        said = f"一是{slots['answer']}二是完善相关制度。" if place == 3 and slots["answer"] else ANSWER
        lines.append(f"{place}.关于“{FAULTS[(place - 1) % len(FAULTS)]}”的问题\n整改情况：{said}")
    return (
        "中共清河县水利局党组关于巡察整改情况的通报\n根据县委统一部署，2022年6月22日至9月22日，县委第二巡察组对县水利局党组开展了巡察。"
        f"2022年10月25日，巡察组反馈了巡察意见，指出{number}个问题。现将整改情况通报如下。\n"
        f"一、整改工作组织情况\n成立整改工作领导小组，逐项抓好落实。{slots['told']}\n二、巡察反馈问题整改情况\n"
        + "\n".join(lines)
        + f"\n三、下一步工作打算\n{slots['tail'] or '坚持常抓不懈，巩固整改成果。'}\n欢迎广大干部群众监督。\n中共清河县水利局党组\n2023年5月11日"
    )


def _town(number: int, slots: dict[str, str]) -> str:
    """Three aspects, titles without 关于, measures by (1), no label."""
    names = ("贯彻落实上级决策部署方面", "整治群众身边不正之风和腐败问题方面", "加强基层党组织建设方面")
    sizes = [number // 3 + (place < number % 3) for place in range(3)]
    lines, place = [], 0
    for title, size in zip(names, sizes, strict=True):
        lines.append(f"（{'一二三'[len([row for row in lines if row.startswith('（')])]}）{title}")
        for _ in range(size):
            place += 1
            said = slots["answer"] if place == 3 and slots["answer"] else "组织镇村干部专题学习，逐项对照检查。"
            lines.append(
                f"{place}.{FAULTS[(place + 4) % len(FAULTS)]}。\n（1）{said}\n（2）建立长效机制，明确责任到人。"
            )
    return (
        "中共青山镇委员会关于区委巡察反馈意见整改情况的通报\n"
        f"2022年9月1日至10月31日，区委第三巡察组对青山镇党委开展了常规巡察。12月5日，区委巡察组向镇党委反馈了3个方面{number}个问题。"
        f"按照有关要求，现将整改情况予以公布。\n一、提高站位，扛牢整改责任\n镇党委召开专题会议，研究制定整改方案。\n{slots['told']}\n"
        "二、聚焦问题，抓实整改任务\n"
        + "\n".join(lines)
        + f"\n三、下一步打算\n{slots['tail'] or '持续抓好后续整改。'}\n"
        "中共青山镇委员会\n2023年6月20日"
    )


def _company(number: int, slots: dict[str, str]) -> str:
    """Titles and answers on one line, 整改落实情况 between them."""
    lines = []
    for place in range(1, number + 1):
        said = slots["answer"] if place == 2 and slots["answer"] else "修订管理办法，开展专项自查，落实专人负责。"
        lines.append(f"（{place}）针对“{FAULTS[(place + 8) % len(FAULTS)]}”的问题。整改落实情况：{said}")
    return (
        "中共江北产业投资集团有限公司委员会关于巡察整改进展情况的通报\n按照市委巡察工作部署，2023年2月13日至4月14日，"
        f"市委第五巡察组对集团党委进行了常规巡察，并于5月30日反馈了{number}个问题。现将整改进展情况向社会公布。\n"
        f"一、集团党委履行整改主体责任情况\n集团党委坚持高位推动，建立整改台账。{slots['told']}\n二、反馈问题整改落实情况\n"
        + "\n".join(lines)
        + f"\n三、巩固整改成果\n{slots['tail'] or '加强日常监督，防止问题反弹。'}\n联系电话：0517-85301126\n中共江北产业投资集团有限公司委员会\n2023年12月6日"
    )


def _hospital(number: int, slots: dict[str, str]) -> str:
    """Titles by ordinal in a line, then 整改措施 and 整改成效 as fields."""
    lines = []
    for place in range(1, number + 1):
        said = slots["answer"] if place == 4 and slots["answer"] else "制度执行更加规范，职工责任意识明显增强。"
        lines.append(
            f"{place}、{FAULTS[(place + 11) % len(FAULTS)]}问题\n整改措施：召开专题会议，明确牵头科室。\n整改成效：{said}"
        )
    return (
        "东湖区中医院党总支关于落实区委第一巡察组反馈意见整改情况的通报\n2021年3月15日至5月14日，区委第一巡察组对区中医院党总支开展了专项巡察。"
        f"2021年7月1日反馈了巡察意见，共{number}个问题。现将整改情况通报如下：\n一、整改工作基本情况\n党总支认真研究，全面认领。{slots['told']}\n"
        "二、具体问题整改情况\n" + "\n".join(lines) + f"\n三、下一步工作安排\n{slots['tail'] or '持续深化作风建设。'}\n"
        "东湖区中医院党总支\n2021年11月30日"
    )
