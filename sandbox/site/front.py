"""Front page of the sample site, with links to sections, feeds and articles."""

from __future__ import annotations

from html import escape

from sandbox.site.articles import SiteArticle

LEADS = 3
LATEST = 12
STYLE = """
:root { color-scheme:light dark; --ink:#1b1b1b; --soft:#5a5f66; --line:#d9dce0; --back:#fff; --accent:#9c1c1c; }
@media (prefers-color-scheme:dark) {
  :root { --ink:#ececec; --soft:#a7adb5; --line:#34383d; --back:#17191c; --accent:#ff9d8f; }
}
body { margin:0 auto; max-width:60rem; padding:0 1rem 3rem; color:var(--ink); background:var(--back);
  font:16px/1.6 Georgia,"Noto Serif CJK SC","Songti SC",serif; }
a { color:inherit; text-decoration:none; } a:hover, a:focus { text-decoration:underline; }
.masthead { border-bottom:3px double var(--line); padding:1.2rem 0 .6rem; text-align:center; }
.masthead h1 { margin:0; font-size:2.2rem; letter-spacing:.12em; color:var(--accent); }
.masthead p { margin:0; color:var(--soft); font-size:.9rem; }
.sections { display:flex; flex-wrap:wrap; gap:.2rem 1.4rem; justify-content:center; list-style:none;
  padding:.5rem 0; margin:0 0 1rem; border-bottom:1px solid var(--line); }
.leads { display:grid; gap:1.2rem; grid-template-columns:repeat(auto-fit, minmax(15rem, 1fr)); }
.leads img { width:100%; aspect-ratio:16/9; object-fit:cover; }
.leads h2 { margin:.4rem 0; font-size:1.2rem; line-height:1.35; }
.latest { columns:2 20rem; padding:0; list-style:none; }
.latest li { break-inside:avoid; border-top:1px solid var(--line); padding:.5rem 0; }
.nav { display:flex; gap:1.2rem; list-style:none; padding:0; border-bottom:1px solid var(--line); }
.article-content p { text-indent:0; } .share a, nav a { margin-right:.8rem; }
small { color:var(--soft); display:block; }
"""


def front(
    pieces: list[SiteArticle], base: str, sections: dict[str, str]
) -> str:
    """Write the front page: three leads with pictures, the latest articles of
    both languages, the sections.
    """
    own = [piece for piece in pieces if not piece.original]
    chinese = [piece for piece in own if piece.language == "zh"]
    english = [piece for piece in own if piece.language == "en"]
    ways = "".join(
        f'<li><a href="{base}{path}">{name}</a></li>'
        for path, name in sections.items()
    )
    feeds = f'<li><a href="{base}/rss.xml">RSS</a></li><li><a href="{base}/atom.xml">Atom</a></li>'
    leads = "".join(_lead(piece, base) for piece in chinese[:LEADS])
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>云河新闻网</title><link rel="stylesheet" href="{base}/style.css">'
        f'<link rel="alternate" type="application/rss+xml" href="{base}/rss.xml"></head><body>'
        '<header class="masthead"><h1>云河新闻网</h1><p>A sample site: all people and places are invented.</p>'
        f'</header><nav><ul class="sections">{ways}{feeds}</ul></nav><main>'
        f'<section class="leads" aria-label="头条">{leads}</section>'
        f"<h2>最新</h2>{_listed(chinese[LEADS : LEADS + LATEST], base)}"
        f'<h2 lang="en">Harbour Wire</h2>{_listed(english[:LATEST], base)}</main></body></html>'
    )


def _lead(piece: SiteArticle, base: str) -> str:
    title = escape(piece.title)
    return (
        f'<article><a href="{base}{piece.path}"><img src="{base}/pictures/{piece.slug}.svg" alt="">'
        f"<h2>{title}</h2></a><p>{escape(piece.paragraphs[0])}</p>{_credit(piece)}</article>"
    )


def _listed(pieces: list[SiteArticle], base: str) -> str:
    rows = "".join(
        f'<li lang="{piece.language}"><a href="{base}{piece.path}">{escape(piece.title)}</a>'
        f"{_credit(piece)}</li>"
        for piece in pieces
    )
    return f'<ul class="latest">{rows}</ul>'


def _credit(piece: SiteArticle) -> str:
    return f"<small>{escape(piece.publisher)} · {piece.at:%m-%d %H:%M}</small>"
