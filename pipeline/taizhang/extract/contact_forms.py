"""The shapes of contacts on folded text: e-mail, telephone, hours, postcode, postal box, address, person."""

from __future__ import annotations

import re

_H = "一-鿿"
_AREA = r"0(?:10|2\d|[3-9]\d\d)"
_JOIN = r"[ ]?-{0,3}[ ]?"
_EXTENSION = r"(?:[ ]?[(]?(?:转|分机号?:?)[ ]?\d{1,6}[)]?|-\d{1,4}(?![\d-]))?"


def _spaced(*words: str) -> str:
    """Any of the words, with spaces allowed inside: 邮 编, 联 系 人."""
    return "|".join("[ ]{0,4}".join(word) for word in sorted(words, key=len, reverse=True))


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
    rf"(?:\d{{7,8}}?(?=[(]?{_AREA}-)|(?:\d{{6,8}}|12\d{{3}})(?!\d)|\d{{3,4}}[ -]\d{{4}}(?!\d)){_EXTENSION})"
    r"|(?P<country>(?<![\d@A-Za-z])\+?86[- ]{1,2}(?:10|2\d|[3-9]\d\d)[- ]\d{7,8}(?!\d))"
    r"|(?P<glued>(?<=\d)0(?:10|2\d|[3-9]\d\d)-\d{6,8}(?!\d))"
    r"|(?P<mobile>(?<![\d@A-Za-z.-])(?:\+?86[- ]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?![\d@]))"
    r"|(?P<apart>(?<![\d@A-Za-z.-])(?:1 [3-9](?: \d){9}|0(?: \d){2,3}(?: ?-{1,2})?(?: \d){7,8})(?! ?\d))"
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
    rf"(?:(?:法定|正常)?工作日(?:期间|内)?|(?:每周|周|星期){_WEEKDAY}[ ]?(?:至|到|-|~)[ ]?(?:周|星期)?{_WEEKDAY}"
    r"|每[天日]|[(]?节假日除外[)]?)"
)
HOURS = re.compile(
    rf"(?:{_DAYS}[,的: ]{{0,2}}){{0,2}}(?P<open>[(])?{_SPAN}(?:[,、;和 ]{{1,2}}{_SPAN}){{0,3}}(?(open)[)]?)"
)
HOURS_LABEL = re.compile(
    r"(?:受理|接听|接待|值班|工作|来电|办公|接访|服务|联系|接待来访)时间[ ]?[:为][ ]?(?P<value>[^,。;()\n]{2,40})"
)

_POSTCODE = f"(?:{_spaced('邮政编码', '邮编', '邮码', '邮政编号')})"
POSTCODE = re.compile(rf"{_POSTCODE}[\s:是为]{{0,4}}(?P<value>\d{{6}})(?!\d)")
BARE_POSTCODE = re.compile(r"[\s,(]{1,3}(?P<value>\d{6})[)]?$")

MAILBOX = re.compile(
    rf"(?:(?<=[寄至到往递投入:,;。(\s])(?!也|还|可|请|来|信|投|递|入|或|欢迎|邮寄|寄|直接)[{_H}]{{1,24}}?)?"
    rf"(?:第?[A-Z]?\d{{1,6}}[ ]?号?[ ]?(?:邮政|专用|邮局){{0,2}}信箱"
    rf"|(?:邮政|专用){{1,2}}信箱[ ]?第?[A-Z]?\d{{1,6}}(?:号|分箱)?|[A-Z]?\d{{3,6}}号?邮箱(?=转))"
    r"(?:转[^,。;()\n]{1,24}?收)?"
)
MAILBOX_LABEL = re.compile(
    rf"(?:{_spaced('邮政信箱', '专用信箱', '信箱', '邮箱')})[ ]?:[ ]?(?P<value>(?=[^,。;()\n]{{0,24}}\d)[^@,。;()\n]{{2,40}}?)(?=[,。;()\n ]|$)"
)
STREET = re.compile(r"[路街道巷弄大院楼室村镇乡]")

LABEL = re.compile(
    r"(?P<both>电话(?:号码)?[ ]?(?:/|及|\(|、|和|兼)[ ]?传真[)]?)"
    rf"|(?P<fax>(?:{_spaced('传真')})(?:电话|号码)?)"
    rf"|(?P<email>(?:{_spaced('电子邮箱', '电子邮件', '电子信箱', '邮箱', '邮件', '信箱')})(?:地址)?|[Ee]-?[Mm]ail)"
    rf"|(?P<postcode>{_POSTCODE})"
    rf"|(?P<address>(?:(?:通[讯信迅]|邮[寄政]|联系|办公|单位|来信来访|来信|来访|寄信|收信|信件|信函|寄送|投递|受理|接待|举报|收件|监督|详细|现场)"
    rf"(?:信访)?[ ]?)?(?:{_spaced('地址', '地点')})(?:及邮编|、邮编)?|(?:来信|信件|信函|邮件)?请?(?:邮)?寄(?:至|往|到|送至)?(?=:))"
    rf"|(?P<person>(?:{_spaced('联系人', '联络人', '经办人', '收件人', '收信人')})(?:(?:及|和|、|/)?(?:联系)?(?:电话|方式))?)"
    rf"|(?P<phone>[{_H}]{{0,8}}?(?:{_spaced('电话', '手机', '热线', '座机')})(?:号码?)?|[Tt][Ee][Ll]|拨打|致电|来电)"
    r"|(?P<hours>[一-鿿]{2,4}时间)|(?P<web>网址|网站|公众号|微信|QQ)"
)
# what makes a label the label of a contact: something to dial, write to or send to follows it
VALUE = re.compile(
    rf"[\s:为是(]{{0,4}}(?:[(]?{_AREA}[)]?{_JOIN}\d{{6,8}}|1[3-9]\d{{9}}|[2-9]\d{{6,7}}(?!\d)|12\d{{3}}(?!\d)|[48]00-?\d{{3}}"
    rf"|[A-Za-z0-9_][A-Za-z0-9._-]{{0,40}}@|\d{{6}}(?!\d)|[{_H}]{{2,14}}第?[A-Z]?\d{{1,6}}号?(?:邮政|专用)*信箱)"
)
# a paragraph that asks for the public's opinion
INVITES = re.compile(
    r"[ ]{0,8}(?:欢迎|如有|如对|如发现|对(?:以上|上述|整改)|社会|广大|干部群众|公[示开]|监督|联系|举报|反映|受理|电话|意见|各界|群众|市民)"
)
PERSON = re.compile(
    rf"(?:{_spaced('联系人', '联络人', '经办人', '收件人', '收信人')})(?:(?:及|和|、|/)?(?:联系)?(?:电话|方式))?[\s:]{{1,3}}"
    rf"(?P<value>[{_H}·]{{2,4}}|[{_H}] {{1,2}}[{_H}])(?P<more>(?:、[{_H}·]{{2,4}})?)"
    rf"(?=[\s,;。()\d:-]|联系|电话|手机|$)"
)
# 找镇纪委周某某(1 3 9…): the name behind the office, its number in the bracket
FIND = re.compile(
    rf"(?:找|联系)[{_H}]{{0,16}}?(?:纪委|监委会?|委员会|办公室|支部|书记|主任|委员|专干|干事|党委|党组|[科股]|村|社区)"
    rf"(?P<value>[{_H}]{{2,3}})(?=[ ]?\([ ]?(?:1[ ]?[3-9]|0[ ]?\d))"
)
# what tells a contact without any label: a name with a number in brackets, a box to write to
TOLD = re.compile(
    rf"{FIND.pattern.replace('(?P<value>', '(?:')}|(?:可|请)[{_H}]{{0,4}}?(?:投递?|寄)[至往到入]?[{_H}]{{2,24}}?第?[A-Z]?\d{{1,6}}号?(?:邮政|专用)*信箱"
)
# 请联系:叶老师: without the word 联系人 a form of address tells a person
CALLED = re.compile(
    rf"联系[ ]?:[ ]?(?P<value>[{_H}]{{1,3}}(?:老师|先生|女士|同志|主任|科长|股长|干事|书记|院长|校长))(?=[\s,;。()\d:-]|联系|电话|手机|$)"
)
# an address that the end of a line cut inside the name of its street: 河阳县人¶民路184号
CUT_ADDRESS = re.compile(
    rf"[{_H}]{{2,40}}(?<![号室楼层院厦栋幢座])\n[ ]{{0,4}}[{_H}]{{0,8}}?(?:路|街|巷|道|弄|村|镇|区)[{_H}]{{0,4}}?\d{{1,5}}号"
)
# an address without its label, in a row of contacts or behind 来信请寄: it opens with a place and closes with a number
BARE_ADDRESS = re.compile(
    rf"(?:(?<=[;:。\n,、])|(?<=寄)|(?<=寄[至往到送]))[ ]{{0,4}}"
    rf"(?!来|信|请|欢迎|[可也或]|邮|通[讯信]|联系|办公|寄|受理|接待|材料)"
    rf"(?P<value>[{_H}]{{2,10}}?(?:省|自治区|市|县|区|州|盟|旗|镇|乡|街道|街|路|大道)[^,。;:()\n@]{{0,40}}?"
    rf"\d{{1,5}}(?:-\d{{1,3}})?(?:号|室|楼|栋|幢|弄|层|单元)[^,。;:()\n@\d]{{0,24}})(?=[,。;()\n]|$)"
)
CODE_BEHIND = re.compile(r"[ ]{0,2}[(]?(?P<value>(?<!\d)\d{6}(?!\d))[)]?(?=[,。;)\s]|$)")
NOT_PERSON = re.compile(r"(?:[室科股部处局组办委站所队]|中心|医院|学校)$")
# behind an address: what to write on the letter, or the next clause
ADDRESS_TAIL = re.compile(
    r"\((?=请|信封|注明|邮编|收件|联系|电话|工作日|周|上班|截止|以|邮|来信)"
    r"|,(?=[ ]?(?:欢迎|来信|请|如|也可|或|并|同时|公示|我们|谢谢|特此|监督|信封|收件|工作日|逾期))"
)
FOOTER = re.compile(
    r"ICP备|ICP证|网站标识码|版权所有|主办单位|主办:|承办单位|承办:|公网安备|技术支持|网站地图|[Cc]opyright|©|"
    r"All Rights Reserved|政府网站找错|联系我们\s{0,2}[|]|网站管理|维护单位|备案序号|备案号"
)
# behind the signature: the share bar of the page, its neighbours, its footer
CHROME = re.compile(
    r"^[ \[]{0,8}(?:扫一扫|上一[篇条页]|下一[篇条页]|打印|关闭|返回|相关(?:链接|阅读|文章|信息|附件)|分享|网站地图|关于我们"
    rf"|责任?编辑?:|您访问的|友情链接|主办|承办|版权)|{FOOTER.pattern}",
    re.MULTILINE,
)
