"""Recognise boxes of furniture: comments, share bars, lists of other articles, by the names of
their elements.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from news.extract.page_elements import names_of

# Items from which a list is one of teasers.
MANY = 5

_NOISE = re.compile(
    r"(?:^|[\s_-])(?:comment\w*|share\w*|related\w*|recommend\w*|side\w*|aside|foot\w*|nav\w*|"
    r"menu\w*|hot\w*|rank\w*|ads?|adv\w*|promo\w*|copyright|toolbar|"
    r"breadcrumbs?|crumbs?|tags?|pager|pagination|login|subscribe|newsletter|cookie\w*|consent\w*|gdpr\w*|cmp|"
    r"popup|"
    r"modal|qrcode|erweima|ewm|weixin|declare|statement|shengming|"
    r"disclaimer|readmore|prev\w*|next\w*|social\w*|author[-_]?(?:info|card|box)|bio|tuijian|"
    r"xiangguan|pinglun|fenxiang|reply|widget|masthead|hd[-_]?nav|feedback|"
    r"jiathis|bdsharebuttonbox|bshare|relate|editor|article[-_]?editor|show_author|source|"
    r"caption|sidebar|toplist|newslist|listbox|hotnews|keywords|vote\w*|digg|complain|report|"
    r"app[-_]?\w*|download\w*|otherContent\w*|other[-_]?news|more[-_]?news|guess\w*|"
    r"topnews)(?:$|[\s_-])",
    re.IGNORECASE,
)
# These are furniture whatever else the name says: `comment-content` is no
# content.
_STRONG = re.compile(
    r"(?:^|[\s_-])(?:comments?|cmt|pinglun|recommend\w*|related|relate|share|tuijian|"
    r"xiangguan|guess\w*|hotnews|reply|reprint\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
GOOD = re.compile(
    r"article|content|(?:^|[\s_-])(?:text|body|main|post|entry|story|detail|zw|neirong|"
    r"news)(?:$|[\s_-])|txt|TRS_Editor|artibody",
    re.IGNORECASE,
)


def is_furniture(node: HtmlElement) -> bool:
    """Recognise furniture by an element's kind, its names, or as one item of many.

    `<aside>`, `<div class="share-bar">`, an item of a list of five teasers.
    """
    if node.tag in {"aside", "footer", "nav"} or noisy(node):
        return True
    # Layout by lists puts the whole article into one item; a list of teasers
    # has many.
    above = node.getparent() if node.tag == "li" else None
    items = () if above is None else islice(above, MANY)
    return len(list(items)) == MANY


def noisy(node: HtmlElement) -> bool:
    """Recognise an element that its own names mark as furniture."""
    return _are_noisy(names_of(node))


# The elements of a page share few names, and each is asked about many times.
@lru_cache(maxsize=4096)
def _are_noisy(names: str) -> bool:
    """Recognise names of furniture: `share-bar`, `comment-content`; not `share-content`."""
    if _STRONG.search(names):
        return True
    return bool(_NOISE.search(names)) and not GOOD.search(names)
