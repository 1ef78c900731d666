"""Pages of the sample site, written as real portals write them."""

from __future__ import annotations

from email.utils import format_datetime
from html import escape

from sandbox.site.articles import SiteArticle


def rss(pieces: list[SiteArticle], base: str) -> str:
    """Write an RSS 2.0 feed."""
    items = "".join(_rss_item(piece, base) for piece in pieces)
    head = f"<title>云河新闻</title><link>{base}/</link><description>云河新闻网最新内容</description><language>zh-cn</language><ttl>15</ttl>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


def _rss_item(piece: SiteArticle, base: str) -> str:
    title = escape(piece.title)
    link = f"{base}{piece.path}"
    section_name = escape(piece.section)
    summary = escape(piece.paragraphs[0])
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
        f"<category>{section_name}</category>"
        f"<pubDate>{format_datetime(piece.at)}</pubDate>"
        f"<description><![CDATA[<p>{summary}</p>]]></description></item>"
    )


def atom(pieces: list[SiteArticle], base: str) -> str:
    """Write an Atom feed."""
    items = "".join(_atom_entry(piece, base) for piece in pieces)
    return f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour Wire</title><id>{base}/</id><link href="{base}/"/>{items}</feed>'


def _atom_entry(piece: SiteArticle, base: str) -> str:
    title = escape(piece.title)
    link = f"{base}{piece.path}"
    at = piece.at.isoformat()
    author = escape(piece.author)
    section_name = escape(piece.section)
    summary = escape(piece.paragraphs[0])
    return (
        f'<entry><title>{title}</title><link href="{link}"/><id>{link}</id>'
        f"<published>{at}</published><updated>{at}</updated>"
        f"<author><name>{author}</name></author>"
        f'<category term="{section_name}"/>'
        f"<summary>{summary}</summary></entry>"
    )


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
    rows = "".join(_dated_row(piece, base) for piece in pieces)
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


def _dated_row(piece: SiteArticle, base: str) -> str:
    title = escape(piece.title)
    return (
        f'<li><a href="{base}{piece.path}" target="_blank">{title}</a>'
        f'<span class="date">{piece.at:%Y-%m-%d %H:%M}</span></li>'
    )


def _links(pieces: list[SiteArticle], base: str) -> str:
    """Write a list of links, as portals recommend other articles."""
    rows = []
    for piece in pieces:
        title = escape(piece.title)
        rows.append(f'<li><a href="{base}{piece.path}">{title}</a></li>')
    return "".join(rows)


def article(piece: SiteArticle, others: list[SiteArticle], base: str) -> str:
    """Write an article page with all of a portal's boilerplate."""
    if piece.language == "zh":
        return _chinese(piece, others, base)
    return _english(piece, others, base)


def _chinese(piece: SiteArticle, others: list[SiteArticle], base: str) -> str:
    paragraphs = map(escape, piece.paragraphs)
    body = "".join(f"<p>　　{paragraph}</p>" for paragraph in paragraphs)
    if piece.corrected:
        body += "<p>（更正：本文数据已更新。）</p>"
    hot = _links(others[:8], base)
    title = escape(piece.title)
    topic = escape(piece.section)
    publisher = escape(piece.publisher)
    source = escape(piece.original or piece.publisher)
    editor = escape(piece.editor)
    picture = f"{base}/pictures/{piece.slug}.svg"
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">{_style(base)}<title>{title}_{topic}_{publisher}</title>'
        f'<meta name="keywords" content="{topic},云河"><meta property="og:image" content="{picture}"></head><body>'
        f'<div class="top"><ul class="nav">{_nav(base)}</ul></div><div class="crumbs">您当前的位置：<a href="{base}/">{publisher}</a> &gt;&gt; <a href="/list/">新闻中心</a> &gt;&gt; <a href="/s/">{topic}</a></div>'
        f'<h1>{title}</h1><div class="info">{piece.at:%y-%m-%d %H:%M} 来源:{source} 编辑:{editor}</div>'
        f'<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div><div class="article-content">{body}<p>（责任编辑：{editor}）</p></div>'
        f'<div class="declare">版权声明：凡注有稿件来源为“{publisher}”的稿件，均为{publisher}版权稿件，转载必须注明来源。</div>'
        f'<div class="promo"><h3>精彩推荐</h3><ul>{hot}</ul></div><div class="side"><h3>即时播报</h3><ol>{hot}</ol></div><div class="qr">关注我们 扫描二维码下载客户端</div></body></html>'
    )


def _english(piece: SiteArticle, others: list[SiteArticle], base: str) -> str:
    paragraphs = map(escape, piece.paragraphs)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    more = _links(others[:5], base)
    title = escape(piece.title)
    topic = escape(piece.section)
    publisher = escape(piece.publisher)
    author = escape(piece.author)
    at = piece.at.isoformat()
    picture = f"{base}/pictures/{piece.slug}.svg"
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{_style(base)}<title>{title} | {publisher}</title>'
        f'<meta property="og:site_name" content="{publisher}"><meta property="article:published_time" content="{at}">'
        f'<meta property="article:section" content="{topic}"><meta property="og:image" content="{picture}"></head><body>'
        f'<header><nav><a href="{base}/">Home</a> <a href="{base}/tech/">Tech</a></nav></header><main><article><h1>{title}</h1>'
        f'<p class="byline">By {author}</p><time datetime="{at}">{piece.at:%d %B %Y}</time><div class="share"><a href="#">Share</a></div>{body}</article>'
        f'<aside class="related"><h2>More on this story</h2><ul>{more}</ul></aside></main><footer>© {piece.at:%Y} {publisher}. All rights reserved.</footer></body></html>'
    )
