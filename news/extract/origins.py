"""Find where an article comes from (来源), and which site shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from news.extract.byline_labels import SOURCE, SOURCE_LABEL
from news.extract.byline_places import ContextLines
from news.extract.declared import Declared
from news.extract.page import Page
from news.extract.page_elements import captured, clean, text_of
from news.extract.person_names import is_name, tidy

MAX_NAME = 30
MAX_HANDLES = 10
# Children of an element that names a source.
MAX_CHILDREN = 2
# Characters of a script that are looked at.
MAX_SCRIPT = 400_000
_MARKED_TAGS = frozenset(
    {"a", "span", "em", "i", "p", "div", "cite", "li", "td"}
)
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:[\w]*source\w*|laiyuan|ly|copyfrom|origin\w*|media[_-]?name|from|"
    r"nickname|profile_nickname)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"\d{4}-|[:：?？!！。]|https?|©|\d+\s*$")
_SCRIPT_SOURCE = re.compile(
    r"[\"']?\b(?:source|media|media_?name|sourceName|"
    r"copyfrom)[\"']?\s*[:=]\s*[\"']([^\"'<>{}\\]{2,20})[\"']",
    re.IGNORECASE,
)
# What a name of a medium ends with; a person's does not.
_MEDIUM = re.compile(
    r"(?:报|報|网|網|社|台|臺|媒|发布|發佈|新闻|新聞|在线|客户端|频道|杂志|周刊|時報|论坛|观察|视频|电视|广播|TV|일보|신문|뉴스|방송|경제|통신|미디어|저널|타임스|투데이)$"
)
_AUTHOR = re.compile("author", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
# 【明報專訊】, （新华社北京11月20日电）: agencies open the text with their own name.
_DATELINE = re.compile(
    r"^\W{0,3}[【〔（(]?([\u4e00-\u9fff]{2,8}?)(?:專訊|专讯|讯|訊|"
    r"(?:[\u4e00-\u9fff]{2,6})?\d{1,2}月\d{1,2}日电)[】〕）)\s]?"
)
# 澎湃新闻记者 何畅: the paper stands before the word.
_STAFF = re.compile(
    r"(?:^|\s)([\u4e00-\u9fff]{2,8}(?:报|網|网|新闻|新聞|日報|社))[记記]者\s"
)


def read_publisher(
    page: Page, declared: Declared, context: ContextLines
) -> str:
    """Return who wrote the article; outside CJK pages the site, where no source is named.

    Chinese portals show other papers' articles: there the site is no witness.
    """
    names = map(tidy, _candidates(page, declared, context))
    named = (name for name in names if _is_publisher(name))
    return next(named, "" if page.cjk else declared.site)


def _is_publisher(name: str) -> bool:
    """Recognise the name of a medium: no address, date, sentence or number.

    "桥报网" and "The Example" are names; "2026-05-03" and "来源：" are none.
    """
    fits = len(name) <= MAX_NAME and is_name(name)
    return fits and not _NO_NAME.search(name)


def _candidates(
    page: Page, declared: Declared, context: ContextLines
) -> Iterator[str]:
    """Yield names, the most trusted first."""
    yield declared.publisher
    lines = context.around
    # Outside CJK pages only a line that begins with the label.
    yield from captured(SOURCE.search if page.cjk else SOURCE.match, lines)
    # The name follows in the next line where the label stands alone.
    alone = map(SOURCE_LABEL.match, lines)
    yield from compress(lines[1:], alone)
    if page.cjk:
        yield from _of_portals(page, declared, context)


def _of_portals(
    page: Page, declared: Declared, context: ContextLines
) -> Iterator[str]:
    """Yield the names that Chinese portals tell without a label, the most trusted first.

    Elsewhere the same names of elements cannot be trusted: "source" is also a photograph's, "from"
    a newsletter's.
    """
    yield from _marked(page)
    yield from _in_scripts(page)
    yield from _spoken(context.front)
    yield declared.organisation
    # A platform puts its own name behind: 한강일보 | 네이버.
    author = declared.author.partition(" | ")[0]
    authors = (author, *_handles(page))
    yield from filter(_MEDIUM.search, authors)


def _handles(page: Page) -> Iterator[str]:
    """Yield the accounts under which platforms publish: the author's box names a medium."""
    for node, _ in page.named_like(_AUTHOR)[:MAX_HANDLES]:
        shown = clean(" ".join(node.itertext()))
        text = shown[:MAX_NAME]
        yield text.partition(" ")[0].lstrip("@")


def _marked(page: Page) -> Iterator[str]:
    """Yield what small elements show whose names speak of a source.

    `<span class="copyfrom">桥报网</span>` and `<a id="source_baidu">来源：桥报网</a>` → 桥报网.
    """
    for node, _ in page.named_like(_MARKED):
        if node.tag in _MARKED_TAGS and len(node) <= MAX_CHILDREN:
            yield text_of(node)


def _in_scripts(page: Page) -> Iterator[str]:
    """Return names from data in scripts, where a page is drawn by them."""
    named = captured(_SCRIPT_SOURCE.search, page.scripts, MAX_SCRIPT)
    return filter(_HAN.search, named)


def _spoken(head: list[str]) -> Iterator[str]:
    """Yield names by which reporters and agencies open the text: `【河桥报讯】…`, `河桥报记者 刘洋 …` → 河桥报."""
    yield from captured(_STAFF.search, head)
    yield from captured(_DATELINE.match, head)
