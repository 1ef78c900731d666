"""Pages of the sample site, written as real portals write them."""

from __future__ import annotations

from email.utils import format_datetime
from html import escape

from sandbox.site.articles import SiteArticle


def rss(pieces: list[SiteArticle], base: str) -> str:
    """Write an RSS 2.0 feed."""
    items = "".join(
        f"<item><title>{escape(piece.title)}</title><link>{base}{piece.path}</link><guid>{base}{piece.path}</guid><category>{escape(piece.section)}</category>"
        f"<pubDate>{format_datetime(piece.at)}</pubDate><description><![CDATA[<p>{escape(piece.paragraphs[0])}</p>]]></description></item>"
        for piece in pieces
    )
    head = f"<title>云河新闻</title><link>{base}/</link><description>云河新闻网最新内容</description><language>zh-cn</language><ttl>15</ttl>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


def atom(pieces: list[SiteArticle], base: str) -> str:
    """Write an Atom feed."""
    items = "".join(
        f'<entry><title>{escape(piece.title)}</title><link href="{base}{piece.path}"/><id>{base}{piece.path}</id><published>{piece.at.isoformat()}</published>'
        f'<updated>{piece.at.isoformat()}</updated><author><name>{escape(piece.author)}</name></author><category term="{escape(piece.section)}"/>'
        f"<summary>{escape(piece.paragraphs[0])}</summary></entry>"
        for piece in pieces
    )
    return f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour Wire</title><id>{base}/</id><link href="{base}/"/>{items}</feed>'


_WAYS = (
    ("", "首页"),
    ("daily/", "要闻"),
    ("tech/", "科技"),
    ("sports/", "体育"),
)


def _nav(base: str) -> str:
    """Write the navigation links at the top of each page."""
    return "".join(
        f'<li><a href="{base}/{path}">{name}</a></li>' for path, name in _WAYS
    )


def _style(base: str) -> str:
    return (
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="{base}/style.css">'
    )


def section(name: str, pieces: list[SiteArticle], base: str) -> str:
    """Write a section page: navigation, a list with dates, a hot list, a
    footer.
    """
    rows = "".join(
        f'<li><a href="{base}{piece.path}" target="_blank">{escape(piece.title)}</a><span class="date">{piece.at:%Y-%m-%d %H:%M}</span></li>'
        for piece in pieces
    )
    hot = "".join(
        f'<li><a href="/special/{number}/">{text}</a></li>'
        for number, text in enumerate(
            ("专题：清江两岸", "视频：一分钟看云河", "图说冬日")
        )
    )
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">{_style(base)}<title>{name}频道_云河新闻网</title></head><body><div class="header"><ul class="nav">{_nav(base)}</ul></div>'
        f'<div class="crumbs">您当前的位置：<a href="{base}/">首页</a> &gt; {name}</div><div class="main"><h2>{name}</h2><ul class="news-list">{rows}</ul>'
        f'<div class="page"><a href="index_2.html">下一页</a></div></div><div class="sidebar"><h3>精彩推荐</h3><ul>{hot}</ul></div>'
        '<div class="footer"><a href="/about/">关于我们</a> | <a href="/contact/">联系我们</a> 云河新闻网版权所有 未经授权不得转载</div></body></html>'
    )


def article(piece: SiteArticle, others: list[SiteArticle], base: str) -> str:
    """Write an article page with all of a portal's boilerplate."""
    return (
        _chinese(piece, others, base)
        if piece.language == "zh"
        else _english(piece, others, base)
    )


def _chinese(piece: SiteArticle, others: list[SiteArticle], base: str) -> str:
    body = "".join(
        f"<p>　　{escape(paragraph)}</p>" for paragraph in piece.paragraphs
    )
    hot = "".join(
        f'<li><a href="{base}{other.path}">{escape(other.title)}</a></li>'
        for other in others[:8]
    )
    source = piece.original or piece.publisher
    corrected = "<p>（更正：本文数据已更新。）</p>" if piece.corrected else ""
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">{_style(base)}<title>{escape(piece.title)}_{escape(piece.section)}_{escape(piece.publisher)}</title>'
        f'<meta name="keywords" content="{escape(piece.section)},云河"><meta property="og:image" content="{base}/pictures/{piece.slug}.svg"></head><body>'
        f'<div class="top"><ul class="nav">{_nav(base)}</ul></div><div class="crumbs">您当前的位置：<a href="{base}/">{escape(piece.publisher)}</a> &gt;&gt; <a href="/list/">新闻中心</a> &gt;&gt; <a href="/s/">{escape(piece.section)}</a></div>'
        f'<h1>{escape(piece.title)}</h1><div class="info">{piece.at:%y-%m-%d %H:%M} 来源:{escape(source)} 编辑:{escape(piece.editor)}</div>'
        f'<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div><div class="article-content">{body}{corrected}<p>（责任编辑：{escape(piece.editor)}）</p></div>'
        f'<div class="declare">版权声明：凡注有稿件来源为“{escape(piece.publisher)}”的稿件，均为{escape(piece.publisher)}版权稿件，转载必须注明来源。</div>'
        f'<div class="promo"><h3>精彩推荐</h3><ul>{hot}</ul></div><div class="side"><h3>即时播报</h3><ol>{hot}</ol></div><div class="qr">关注我们 扫描二维码下载客户端</div></body></html>'
    )


def _english(piece: SiteArticle, others: list[SiteArticle], base: str) -> str:
    body = "".join(
        f"<p>{escape(paragraph)}</p>" for paragraph in piece.paragraphs
    )
    more = "".join(
        f'<li><a href="{base}{other.path}">{escape(other.title)}</a></li>'
        for other in others[:5]
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{_style(base)}<title>{escape(piece.title)} | {escape(piece.publisher)}</title>'
        f'<meta property="og:site_name" content="{escape(piece.publisher)}"><meta property="article:published_time" content="{piece.at.isoformat()}">'
        f'<meta property="article:section" content="{escape(piece.section)}"><meta property="og:image" content="{base}/pictures/{piece.slug}.svg"></head><body>'
        f'<header><nav><a href="{base}/">Home</a> <a href="{base}/tech/">Tech</a></nav></header><main><article><h1>{escape(piece.title)}</h1>'
        f'<p class="byline">By {escape(piece.author)}</p><time datetime="{piece.at.isoformat()}">{piece.at:%d %B %Y}</time><div class="share"><a href="#">Share</a></div>{body}</article>'
        f'<aside class="related"><h2>More on this story</h2><ul>{more}</ul></aside></main><footer>© {piece.at:%Y} {escape(piece.publisher)}. All rights reserved.</footer></body></html>'
    )
