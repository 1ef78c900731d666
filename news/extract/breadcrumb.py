"""Read the breadcrumb: the sections of a page, without the site's own name and the headline."""

from __future__ import annotations

import re
from itertools import chain

from lxml.html import HtmlElement

from news.extract.page import Page
from news.extract.page_elements import clean, text_of

MAX_PARTS = 8
# Characters of one part: a longer one is the headline.
MAX_PART = 24
MAX_WHOLE = 160
MIN_WHOLE = 3
MAX_TRIED = 40

_NAMED = re.compile(
    r"bread|crumb|position|location|mianbao|path|weizhi|where|daohang|(?:^|[\s_-])(?:pos|site|"
    r"dqwz|loc|wz)(?:$|[\s_-])",
    re.IGNORECASE,
)
HERE = re.compile(
    r"^(?:[您你]?(?:现在|当前|目前|所在|現在|當前)?的?(?:所在)?(?:位置|在)|当前位置|當前位置|所在位置|位置|首页导航)\s*(?:是|为|為)?\s*[:：]?"
)
STEP = re.compile(r"\s*(?:>+|»|›|→|＞|/|\|)\s*")
_HOME = re.compile(
    r"首页|首頁|主页|主頁|^home$|网$|網$|^正文$|^全文$|^详情$|^查看正文$|^文章内容$|^home page$|^startseite$",
    re.IGNORECASE,
)
_HOLDERS = frozenset({"div", "p", "ul", "ol", "nav", "span", "td", "section"})


def breadcrumb(page: Page) -> str:
    """Return the page's breadcrumb, parts joined by ' > '; empty where there is none.

    It is sought in elements named so, such as `<div class="breadcrumb">`, then in lines that begin
    with `您的位置：` and the like.
    """
    pairs = page.named_like(_NAMED)
    named = [node for node, _ in pairs if node.tag in _HOLDERS]
    said = [line.node for line in page.lines if HERE.match(line.text)]
    nodes = chain(named[:MAX_TRIED], said[:MAX_TRIED])
    crumbs = map(_parts, nodes)
    return next(filter(None, crumbs), "")


def _parts(node: HtmlElement) -> str:
    """Return the breadcrumb that an element shows: its links, or the steps of its text.

    `<p>您的位置：首页 > 城市 > 交通</p>` → `城市 > 交通`.
    """
    text = clean(" ".join(node.itertext()))
    links = [text_of(link) for link in node.iter("a")]
    path = HERE.sub("", text)
    steps = list(filter(None, STEP.split(path)))
    is_list = node.tag in {"ul", "ol"}
    fits = MIN_WHOLE <= len(text) < MAX_WHOLE
    if not fits or not (is_list or _is_path(text)):
        return ""
    return trim_crumbs(links if len(links) >= 2 else steps)


def _is_path(text: str) -> bool:
    """Recognise a line of steps, or one that says where the reader is.

    `Home > World`, `位置：首页`; a list of links is a breadcrumb without either.
    """
    return bool(HERE.match(text) or STEP.search(text))


def trim_crumbs(parts: list[str]) -> str:
    """Drop the site's own name, the headline and furniture from a breadcrumb's parts.

    `Home`, `City`, `City`, `Traffic` → `City > Traffic`.
    """
    first = parts[:MAX_PARTS]
    short = (part for part in first if len(part) <= MAX_PART)
    own = (part for part in short if not _HOME.search(part))
    kept = dict.fromkeys(own)
    kept.pop("", None)
    return " > ".join(kept)
