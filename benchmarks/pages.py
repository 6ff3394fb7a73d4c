"""Web pages in the manner of a dozen content management systems: the same document, different shells and markup."""

from __future__ import annotations

import html
import random
import re

SITE = "某某县人民政府"
_NEWS = ("全县召开经济工作会议，部署重点任务", "县领导调研重点项目，要求加快进度", "某镇开展森林防火宣传，效果良好")


def html_page(parts, rng: random.Random, encoding: str, layout: str | None = None) -> str:
    """A page of `layout` (any of `LAYOUTS` by chance) with the document `parts`; `encoding` is what its head declares."""
    name = layout or rng.choice(sorted(LAYOUTS))
    return LAYOUTS[name](parts, rng, encoding)


def _head(title: str, encoding: str, extra: str = "") -> str:
    return f'<head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"><title>{title}</title>{extra}</head>'


def _links(rng: random.Random, count: int = 8) -> str:
    return "".join(
        f'<li><a href="/n/{n}.html" title="x">{rng.choice(_NEWS)}（{n}）</a><span>2020-0{n % 9 + 1}-1{n % 9}</span></li>'
        for n in range(count)
    )


def _footer() -> str:
    return (
        f"<div>主办：{SITE}办公室　承办：某某县大数据局　电话：0000-7654321</div>"
        "<div>某ICP备00000000号-1　网站标识码：0000000001　某公网安备 00000000000001号</div>"
    )


def _escape(text: str) -> str:
    return html.escape(text, quote=False)


def _table(rows: list[str], rng: random.Random) -> str:
    cells = [row.split("\t") for row in rows]
    columns = max(map(len, cells))
    out = []
    for row in cells:
        if len(row) == columns:
            out.append("<tr>" + "".join(f"<td><p>{_escape(cell)}</p></td>" for cell in row) + "</tr>")
        else:
            out.append(f'<tr><td colspan="{columns}">{_escape(" ".join(row))}</td></tr>')
    return f'<table border="1" cellspacing="0"><tbody>{"".join(out)}</tbody></table>'


def blocks(lines: list[str], rng: random.Random, wrap) -> str:
    """The lines as blocks made by `wrap`, runs of tab rows as tables."""
    out: list[str] = []
    rest = list(lines)
    while rest:
        if "\t" in rest[0]:
            rows: list[str] = []
            while rest and ("\t" in rest[0] or (rows and len(rest) > 1 and "\t" in rest[1])):
                rows.append(rest.pop(0))
            out.append(_table(rows, rng))
        else:
            out.append(wrap(_escape(rest.pop(0))))
    return "\n".join(out)


def _paragraphs(parts, rng: random.Random) -> str:
    return blocks([*parts.body, *parts.signature], rng, lambda line: f"<p>　　{line}</p>")


def _spans(parts, rng: random.Random) -> str:
    """Word pasted into an editor: every few characters in a span of their own."""

    def wrap(line: str) -> str:
        pieces = re.findall(r"&[a-z]+;|.", line)
        out, at = [], 0
        while at < len(pieces):
            step = rng.choice([2, 5, 30])
            text = "".join(pieces[at : at + step])
            out.append(f'<span style="font-family:仿宋_GB2312;font-size:16pt">{text}</span>')
            at += step
        return f'<p class="MsoNormal" style="text-indent:32pt">{"".join(out)}<span lang="EN-US"><o:p></o:p></span></p>'

    return blocks([*parts.body, *parts.signature], rng, wrap)


def _breaks(parts, rng: random.Random) -> str:
    return blocks([*parts.body, *parts.signature], rng, lambda line: f"&nbsp;&nbsp;&nbsp;&nbsp;{line}<br/>\r\n")


def _chinese(date: str) -> str:
    year, month, day = date.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def _title(parts) -> str:
    return _escape("".join(parts.title))


def trs(parts, rng, encoding):
    title = _title(parts)
    meta = (
        f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{parts.date} 10:20">'
        if title
        else ""
    )
    return f"""<!DOCTYPE html><html>{_head(f"{title}_{SITE}", encoding, meta)}<body><div class="top"><a>无障碍</a>|<a>长者模式</a></div>
<div class="nav"><ul><li><a>首页</a></li><li><a>政务公开</a></li><li><a>互动交流</a></li></ul></div>
<div class="position">当前位置：<a>首页</a>&gt;<a>政务公开</a>&gt;<a>巡察整改</a></div>
<div class="article"><h1>{title}</h1><div class="info"><span>发布时间：{parts.date} 10:20</span><span>来源：本站</span>
<span>浏览次数：<i id="hits"></i>次</span><span>字号：[<a>大</a> <a>中</a> <a>小</a>]</span></div>
<div class="TRS_Editor">{_paragraphs(parts, rng)}</div><div class="share">分享到：<a>微信</a><a>微博</a></div>
<div>上一篇：<a>无</a></div><div>下一篇：<a>关于某事的公告</a></div></div>
<div class="side"><h3>最新信息</h3><ul>{_links(rng)}</ul></div><div class="footer">{_footer()}</div></body></html>"""


def index_box(parts, rng, encoding):
    title = _title(parts)
    return f"""<html>{_head(SITE, encoding)}<body><table width="1000" align="center"><tr><td><a>首页</a>　<a>要闻</a>　<a>公开</a></td></tr></table>
<table width="1000"><tr><td width="220" valign="top"><ul>{_links(rng, 10)}</ul></td><td><table width="760">
<tr><td><table border="1" width="100%"><tr><td>索引号</td><td>000014349/2024-00123</td><td>主题分类</td><td>政府信息公开</td></tr>
<tr><td>发布机构</td><td>某某县纪委监委</td><td>成文日期</td><td>{_chinese(parts.date)}</td></tr>
<tr><td>标题</td><td colspan="3">{title}</td></tr><tr><td>文号</td><td>无</td><td>发布日期</td><td>{_chinese(parts.date)}</td></tr></table></td></tr>
<tr><td align="center"><font size="5"><b>{title}</b></font></td></tr><tr><td>{_paragraphs(parts, rng)}</td></tr>
<tr><td align="right">【打印本页】【关闭窗口】</td></tr></table></td></tr></table>
<table width="1000"><tr><td align="center">{_footer()}</td></tr></table></body></html>"""


def one_div(parts, rng, encoding):
    title = _title(parts)
    return f"""<html>{_head(f"{title}-{SITE}网", encoding)}<body><div id="header"><a>首页</a> | <a>公开</a> | <a>服务</a></div>
<div class="crumbs">您现在的位置：<a>首页</a> » <a>公示公告</a></div><div class="tit">{title}</div>
<div class="date">{parts.date} 09:00 来源：县纪委 点击：122</div><div id="zoom">{_breaks(parts, rng)}</div>
<div class="pages"><ul>{_links(rng, 5)}</ul></div><div id="foot">{_footer()}</div></body></html>"""


def word_paste(parts, rng, encoding):
    title = _title(parts)
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office">{_head(f"{SITE} {title}", encoding)}<body>
<div class="wrap"><div class="loc">所在位置：首页 &gt; 通知公告</div><div class="con"><p class="title">{title}</p>
<p class="from">信息来源：某某局　发布时间：{parts.date}</p><div class="Section1">{_spans(parts, rng)}</div></div></div>
<div class="bottom">{_footer()}</div></body></html>"""


def hanweb(parts, rng, encoding):
    title = _title(parts)
    return f"""<!DOCTYPE html><html>{_head(f"{SITE} 通知公告 {title}", encoding, f'<meta name="pubdate" content="{parts.date}">')}<body>
<div class="bt-box"><div class="main-fl"><!--<$[标题名称(html)]>begin--><div class="tit">{title}</div><!--<$[标题名称(html)]>end-->
<div class="fbt"><span>发布日期：{parts.date}</span><span>信息来源：县委巡察办</span><span>访问量：<script>document.write(1)</script></span></div>
<div id="zoom"><!--ZJEG_RSS.content.begin-->{_paragraphs(parts, rng)}<!--ZJEG_RSS.content.end--></div>
<div class="bdsharebuttonbox"><a>分享</a><a>微博</a></div></div></div>
<div class="related"><h4>相关信息</h4><ul>{_links(rng, 4)}</ul></div><footer>{_footer()}</footer></body></html>"""


def mobile(parts, rng, encoding):
    title = _title(parts)
    body = blocks(
        [*parts.body, *parts.signature],
        rng,
        lambda line: f'<section><p style="text-indent:2em"><span>{line}</span></p></section>',
    )
    return f"""<!DOCTYPE html><html>{_head(title, encoding, f'<meta property="og:title" content="{title}">')}<body>
<div id="js_article"><h1 class="rich_media_title">{title}</h1><div id="meta_content"><span>某某发布</span> <em id="publish_time">{parts.date} 18:00</em></div>
<div id="js_content">{body}</div></div><div class="qr">微信扫一扫关注该公众号</div></body></html>"""


def portal(parts, rng, encoding):
    title = _title(parts)
    return f"""<!DOCTYPE html><html>{_head(f"{title} | {SITE}门户网站", encoding)}<body><header><nav><a>首页</a><a>走进某某</a><a>新闻</a></nav></header>
<main><ol class="breadcrumb"><li><a>首页</a></li><li><a>纪检监察</a></li><li>正文</li></ol><article><header><h2>{title}</h2>
<p>时间：{parts.date}　　作者：　　来源：县纪委监委</p></header>{_paragraphs(parts, rng)}<p>附件：</p></article>
<aside><h3>热点新闻</h3><ul>{_links(rng, 6)}</ul></aside></main><footer><p>{_footer()}</p></footer></body></html>"""


def newspaper(parts, rng, encoding):
    title = _title(parts)
    body = blocks([*parts.body, *parts.signature], rng, lambda line: f"<P>{line}</P>")
    return f"""<html>{_head("某某日报", encoding)}<body><table><tr><td><a>第01版：要闻</a></td><td><a>第02版：综合</a></td></tr></table>
<div>{_chinese(parts.date)} 星期二</div><div>第A04版：公告</div><table><tr><td><founder-title><p>{title}</p></founder-title></td></tr>
<tr><td><founder-content>{body}</founder-content></td></tr></table><div><a>上一篇</a> <a>下一篇</a></div><div>{_footer()}</div></body></html>"""


def nested_divs(parts, rng, encoding):
    title = _title(parts)
    body = blocks([*parts.body, *parts.signature], rng, lambda line: f"<div><div>{line}</div></div>")
    return f"""<html>{_head(f"{title}—{SITE}", encoding)}<body><div><div><div><a>网站首页</a></div></div></div>
<div class="w1200"><div class="l"><div class="list"><ul>{_links(rng, 7)}</ul></div></div><div class="r"><div class="bt">{title}</div>
<div class="xx">发文时间：{_chinese(parts.date)} 【字体：<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a></div><div class="nr"><div>{body}</div></div></div></div>
<div class="b">{_footer()}</div></body></html>"""


def frame_title_lines(parts, rng, encoding):
    """The title broken by hand, the date in the header only, the body in centred and right-aligned paragraphs."""
    lines = "<br>".join(map(_escape, parts.title))
    return f"""<html>{_head(SITE, encoding)}<body><div class="header"><p><a>首页</a></p></div><div class="content"><h3 align="center">{lines}</h3>
<p align="center">发布日期：{parts.date}　阅读：35</p><hr>{_paragraphs(parts, rng)}<p align="right"><a>[打印]</a> <a>[关闭]</a></p></div>
<div class="copyright">{_footer()}</div></body></html>"""


LAYOUTS = {
    "trs": trs,
    "index_box": index_box,
    "one_div": one_div,
    "word_paste": word_paste,
    "hanweb": hanweb,
    "mobile": mobile,
    "portal": portal,
    "newspaper": newspaper,
    "nested_divs": nested_divs,
    "frame_title_lines": frame_title_lines,
}
