"""The shapes of contacts on folded text: e-mail, telephone, hours, postcode, postal box, address, person."""

from __future__ import annotations

import re

_H = "一-鿿"
_AREA = r"0(?:10|2\d|[3-9]\d\d)"
_JOIN = r"[ ]?-{0,3}[ ]?"
_EXTENSION = r"(?:[ ]?[(]?(?:转|分机号?:?)[ ]?\d{1,6}[)]?|-\d{1,4}(?![\d-]))?"

# A gap may hold a line break: addresses are broken over two lines, and # or (at) stand for @.
_BREAK = r"[ ]{0,2}\n?[ ]{0,2}"
_TOP = r"(?:com|cn|net|org|gov|edu|mil|vip|info|ltd|wang|top)"
EMAIL = re.compile(
    rf"(?<![A-Za-z0-9._%+*-])[A-Za-z0-9_*][A-Za-z0-9._%+*-]{{0,63}}{_BREAK}(?:@|#|\(at\)|\[at\]){_BREAK}"
    rf"(?:[A-Za-z0-9*-]{{1,63}}{_BREAK}\.{_BREAK}){{1,4}}{_TOP}(?:{_BREAK}\.{_BREAK}cn)?(?![A-Za-z])"
)
URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9./_?=&%#:-]{3,200}")
DATE = re.compile(r"\d{4}[ ]?[年./-][ ]?\d{1,2}[ ]?[月./-][ ]?\d{1,2}[ ]?日?|\d{1,2}月\d{1,2}日")

PHONE = re.compile(
    rf"(?P<area>(?<![\d@A-Za-z])(?:\+?86[- ]?)?[(]?{_AREA}[)]?{_JOIN}"
    rf"(?:\d{{7,8}}?(?=[(]?{_AREA}-)|(?:\d{{6,8}}|12\d{{3}})(?!\d)){_EXTENSION})"
    r"|(?P<glued>(?<=\d)0(?:10|2\d|[3-9]\d\d)-\d{6,8}(?!\d))"
    r"|(?P<mobile>(?<![\d@A-Za-z.-])(?:\+?86[- ]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?![\d@]))"
    r"|(?P<service>(?<!\d)[48]00-?\d{3,4}-?\d{3,4}(?!\d))"
    rf"|(?P<masked>(?<![\w@.*-])(?=[\d-]{{0,8}}\*\*)[\d*]{{2,4}}-?[\d*]{{4,11}}(?![\w@.*])|(?<!\d){_AREA}-?[xX]{{5,8}})"
    rf"|(?P<local>(?<![\d@A-Za-z.-])[2-9]\d{{6,7}}(?![\d@A-Za-z号]){_EXTENSION})"
    r"|(?P<short>(?<![\d@A-Za-z.-])(?:12\d{3}|9[56]\d{3,4}|11[09]|12[02])(?![\d@A-Za-z.年月日号室-]))"
)

_CLOCK = r"\d{1,2}(?::\d{2}|[点时](?:\d{1,2}分?|半|整)?)"
_PART = r"(?:上午|下午|早上?|晚上?|中午)?[ ]?"
_SPAN = rf"{_PART}{_CLOCK}[ ]?(?:-{{1,2}}|~|至|到)[ ]?{_PART}{_CLOCK}"
_WEEKDAY = "[一二三四五六日天1-7]"
_DAYS = (
    rf"(?:(?:法定|正常)?工作日(?:期间|内)?|(?:周|星期){_WEEKDAY}[ ]?(?:至|到|-|~)[ ]?(?:周|星期)?{_WEEKDAY}"
    r"|每[天日]|节假日除外)"
)
HOURS = re.compile(rf"(?:{_DAYS}[,的: ]{{0,2}})?(?P<open>[(])?{_SPAN}(?:[,、;和 ]{{1,2}}{_SPAN}){{0,3}}(?(open)[)]?)")
HOURS_LABEL = re.compile(
    r"(?:受理|接听|接待|值班|工作|来电|办公|接访|服务|联系|接待来访)时间[ ]?:[ ]?(?P<value>[^,。;\n]{2,40})")

POSTCODE = re.compile(r"(?:邮政编码|邮编|邮码)[\s:是为]{0,4}(?P<value>\d{6})(?!\d)")
BARE_POSTCODE = re.compile(r"[\s,(]{1,3}(?P<value>\d{6})[)]?$")

MAILBOX = re.compile(
    rf"(?:(?<=[寄至到往:,;。(\s])[{_H}]{{1,12}}?)?(?:第?[A-Z]?\d{{1,6}}[ ]?号?[ ]?(?:邮政)?(?:专用)?信箱"
    rf"|邮政(?:专用)?信箱[ ]?第?[A-Z]?\d{{1,6}}(?:号|分箱)?|[A-Z]?\d{{3,6}}号?邮箱(?=转))"
    r"(?:转[^,。;()\n]{1,24}?收)?"
)
MAILBOX_LABEL = re.compile(
    r"(?:邮政)?(?:专用)?(?:信箱|邮箱)[ ]?:[ ]?(?P<value>(?=[^,。;()\n]{0,24}\d)[^@,。;()\n]{2,40}?)(?=[,。;()\n ]|$)")

LABEL = re.compile(
    r"(?P<both>电话(?:号码)?[ ]?(?:/|及|\(|、|和|兼)[ ]?传真[)]?)"
    r"|(?P<fax>传真(?:电话|号码)?)"
    r"|(?P<email>(?:电子)?(?:邮箱|邮件|信箱)(?:地址)?|[Ee]-?[Mm]ail)"
    r"|(?P<postcode>邮政编码|邮编|邮码)"
    rf"|(?P<address>(?:(?:通[讯信]|邮寄|联系|办公|单位|来信来访|来信|来访|信件|信函|寄送|投递|受理|接待|举报|收件|监督|详细)"
    rf"(?:信访)?)?(?:地址|地点)|(?:来信|信件|信函|邮件)?请?(?:邮)?寄(?:至|往|到|送至)?(?=:))"
    r"|(?P<person>联系人|联络人|经办人)(?:(?:及|和|、|/)?(?:联系)?(?:电话|方式))?"
    rf"|(?P<phone>[{_H}]{{0,8}}?(?:电话(?:号码)?|手机(?:号码?)?|热线|座机)|[Tt][Ee][Ll]|拨打|致电|来电)"
    r"|(?P<hours>[一-鿿]{2,4}时间)|(?P<web>网址|网站|公众号|微信|QQ)"
)
PERSON = re.compile(
    rf"(?:联系人|联络人|经办人)(?:(?:及|和|、|/)?(?:联系)?(?:电话|方式))?[\s:]{{1,3}}"
    rf"(?P<value>[{_H}·]{{2,4}}|[{_H}] {{1,2}}[{_H}])(?P<more>(?:、[{_H}·]{{2,4}})?)"
    rf"(?=[\s,;。()\d:-]|联系|电话|手机|$)"
)
FOOTER = re.compile(
    r"ICP备|ICP证|网站标识码|版权所有|主办单位|主办[:：]|承办单位|承办:|公网安备|技术支持|网站地图|[Cc]opyright|©|"
    r"All Rights Reserved|政府网站找错|联系我们\s{0,2}[|]|网站管理|维护单位"
)
