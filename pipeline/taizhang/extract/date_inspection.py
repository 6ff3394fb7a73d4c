"""Dates of the opening: when the inspection was, when its findings were fed back."""

from __future__ import annotations

import re

from taizhang.extract.date_context import Context
from taizhang.extract.date_forms import Printed
from taizhang.extract.date_words import words

INSPECTION, FEEDBACK, MENTION = "inspection_period", "feedback", "mention"

_INSPECTORS = r"(?:巡察|巡视|督察|督导|巡查)"
_INSPECTED = re.compile(
    rf"{_INSPECTORS}(?!组|反馈|整改|意见|办|工作|机构|情况|发现|成果|报告|条例|指出|{_INSPECTORS}|专员|人员)"
    r"|(?:开展|进行|实施|接受)[^,。;]{0,14}(?:巡察|巡视)工作|(?:巡察|巡视)工作(?:结束|开始|启动)|进驻|“?回头看”?(?:工作|检查)?(?=[,。])|开展[^,。;]{0,12}回头看"
)
_AUDITED = re.compile(r"(?:进行|开展|实施)[^,。;]{0,16}(?:审计|调查|核查)|审计期间|依法审计了?")
_FED_BACK = re.compile(
    rf"(?:向|对着|给)(?![^,。;]{{0,6}}(?:巡察|巡视)(?:组|办|机构))[^,。;]{{1,48}}?(?:反馈|通报|指出)"
    rf"|{_INSPECTORS}[一二三四五六七八九十]?组[^,。;]{{0,16}}(?:反馈|通报)|收到[^。;]{{0,40}}反馈|召开[^,。;]{{0,24}}反馈(?:意见|情况)?(?:大?会|会议|见面会)"
    r"|对[^,。;]{1,40}?(?:进行|作|做|予以)[^,。;]{0,6}反馈"
    r"|(?:下发|下达|印发|送达|移交|转交)[^,。;]{0,30}反馈意见"
    r"|(?:进行|作出?|予以|集中|正式|分别|书面|现场|当面|组织|统一)了?反馈|^[,\s]?(?:集中)?反馈|反馈了|意见反馈(?=[,。])"
)
# between a date and 反馈: the notice speaks of dealing with the findings, not of receiving them
_DEALT_WITH = re.compile(r"研究|学习|落实|传达|讨论|部署|整改|针对|根据|对照|按照|结合|围绕|剖析|民主生活会")
_FEEDBACK_LABEL = re.compile(r"反馈(?:时间|日期)?[:为是(于]{1,2}\Z")
_INSPECTION_LABEL = re.compile(
    r"(?:(?:巡察|巡视|进驻)(?:时间|期间|日期)?[:为是(于从自]{1,3}|(?:巡察|巡视)\(|(?:巡察|巡视|督察)[^。;]{0,8}时间[:为是从自]{1,3})\Z"
)
_ENDS = re.compile(r"[,]?(?:全部|圆满)?(?:结束|撤离|完成进驻)")


def role_of_inspection(printed: Printed, context: Context, *, audited: bool) -> str:
    """inspection_period, feedback or mention, from what the sentence says up to the next date.

    `audited` allows an audit to stand for the inspection.
    """
    if _FEEDBACK_LABEL.search(context.near):
        return FEEDBACK
    if words().since.match(context.right) and printed.left.precision == "year":
        return MENTION
    right = context.rest
    inspected = (_AUDITED if audited else _INSPECTED).search(right)
    fed_back = _FED_BACK.search(right)
    if fed_back and _DEALT_WITH.search(right, 0, fed_back.start()):
        fed_back = None
    found_inspection = inspected is not None or _INSPECTION_LABEL.search(context.near) is not None
    if not found_inspection and _ENDS.match(right):
        found_inspection = re.search(rf"{_INSPECTORS}|进驻", context.sentence) is not None
    if found_inspection and fed_back and inspected:
        found_inspection = inspected.start() < fed_back.start() and not (
            printed.right is None and right[inspected.start() : fed_back.end()].count(",") == 0
        )
    if found_inspection:
        if printed.left.precision == "year" and printed.right is None:
            return MENTION
        return MENTION if words().earlier.search(context.sentence + right) else INSPECTION
    return FEEDBACK if fed_back else MENTION
