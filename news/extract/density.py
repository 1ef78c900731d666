"""The element that holds the article: where most text outside links stands together.

The credit of a paragraph goes to its parent whole and to the elements above in part, as in arc90's Readability (2009); weights
count a CJK character as two and a half letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from news.extract.page import BLOCKS, clean, names_of, weight

_NOISE = re.compile(
    r"(?:^|[\s_-])(?:comment\w*|share\w*|related\w*|recommend\w*|side\w*|aside|foot\w*|nav\w*|menu\w*|hot\w*|rank\w*|ads?|adv\w*|promo\w*|copyright|toolbar|"
    r"breadcrumbs?|crumbs?|tags?|pager|pagination|login|subscribe|newsletter|cookie\w*|popup|modal|qrcode|erweima|ewm|weixin|declare|statement|shengming|"
    r"disclaimer|readmore|prev\w*|next\w*|social\w*|author[-_]?(?:info|card|box)|bio|tuijian|xiangguan|pinglun|fenxiang|reply|widget|masthead|hd[-_]?nav|feedback|"
    r"jiathis|bdsharebuttonbox|bshare|relate|editor|article[-_]?editor|show_author|source|caption|sidebar|toplist|newslist|listbox|hotnews|keywords|vote\w*|digg|complain|report|"
    r"app[-_]?\w*|download\w*|otherContent\w*|other[-_]?news|more[-_]?news|guess\w*|topnews)(?:$|[\s_-])",
    re.IGNORECASE,
)
# These are furniture whatever else the name says: `comment-content` is no content.
_STRONG = re.compile(
    r"(?:^|[\s_-])(?:comments?|cmt|pinglun|recommend\w*|related|relate|share|tuijian|xiangguan|guess\w*|hotnews|reply|reprint\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"article|content|(?:^|[\s_-])(?:text|body|main|post|entry|story|detail|zw|neirong|news)(?:$|[\s_-])|txt|TRS_Editor|artibody",
    re.IGNORECASE,
)
_SKIP = frozenset(
    {
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "figcaption",
        "head",
        "title",
        "script",
        "dialog",
    }
)
_STOP = re.compile(r"[，。！？；：,.!?;:、]")


def find(tree: HtmlElement) -> HtmlElement | None:
    """Return the element that most likely holds the article; None for a page without running text."""
    scores: dict[HtmlElement, float] = {}
    for node, text, linked in _paragraphs(tree):
        size = weight(text) - 1.5 * weight(linked)
        if size < 25 or not _STOP.search(text):
            continue
        size *= 0.3 if _noisy_above(node) else 1.0
        parent, share = (node if _mixed(node) else node.getparent()), 1.0
        while parent is not None and share > 0.1:
            scores[parent] = scores.get(parent, 0.0) + size * share
            parent, share = parent.getparent(), share * 0.62
    if not scores:
        return None
    return max(scores, key=lambda node: scores[node] * _fitness(node))


def _mixed(node: HtmlElement) -> bool:
    """Tell an element that holds lines parted by <br>: it is itself the container."""
    return sum(1 for child in node if child.tag == "br") >= 2


def _fitness(node: HtmlElement) -> float:
    names = names_of(node)
    factor = 1.25 if _GOOD.search(names) else 1.0
    if noisy(node):
        factor *= 0.4
    if node.tag in {"body", "html"}:
        factor *= 0.75
    return factor * (
        1.15 if node.tag == "article" or node.get("itemprop") == "articleBody" else 1.0
    )


def _noisy_above(node: HtmlElement) -> bool:
    for count, parent in enumerate(node.iterancestors()):
        if count > 8:
            break
        if parent.tag in {"aside", "footer", "nav"} or noisy(parent):
            return True
        # Layout by lists puts the whole article into one item; a list of teasers has many.
        if parent.tag == "li" and (above := parent.getparent()) is not None and len(above) >= 5:
            return True
    return False


def noisy(node: HtmlElement) -> bool:
    """Tell an element that its own names mark as furniture."""
    names = names_of(node)
    if len(names) < 3:
        return False
    return bool(_STRONG.search(names)) or (bool(_NOISE.search(names)) and not _GOOD.search(names))


def _paragraphs(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str, str]]:
    """Yield each block with the text that is its own, and the part of it inside links."""
    for node in tree.iter(*BLOCKS):
        if node.tag in _SKIP:
            continue
        own, linked = [node.text or ""], []
        for child in node:
            if child.tag not in BLOCKS:
                text = child.text_content() if isinstance(child.tag, str) else ""
                own.append(text)
                if child.tag == "a":
                    linked.append(text)
                elif len(child):
                    linked += [link.text_content() for link in child.iter("a")]
            own.append(child.tail or "")
        if text := clean("".join(own)):
            yield node, text, clean("".join(linked))


def lines(root: HtmlElement) -> tuple[list[str], str]:
    """Return the text of the chosen element, a line a block, and its first picture; furniture by name or by links is left out."""
    found: list[str] = []
    buffer: list[str] = []
    linked: list[int] = [0]
    image = ""

    def flush() -> None:
        text = clean("".join(buffer))
        buffer.clear()
        share, linked[0] = linked[0], 0
        if text and not (
            share > 0.7 * len(text) and weight(text) < 140 and not text.endswith(("。", "."))
        ):
            found.append(text)

    stack: list[tuple[HtmlElement, bool, bool]] = [(root, False, False)]
    while stack:
        node, closing, in_link = stack.pop()
        if closing:
            if node.tag in BLOCKS:
                flush()
            _add(buffer, linked, node.tail or "", in_link)
            continue
        if not isinstance(node.tag, str) or node.tag in _SKIP or (node is not root and _drop(node)):
            if node.tag in BLOCKS:
                flush()
            _add(buffer, linked, (node.tail or "") if node is not root else "", in_link)
            continue
        if node.tag in BLOCKS or node.tag == "br":
            flush()
        if node.tag == "img" and not image and _large(node):
            image = node.get("data-src") or node.get("data-original") or node.get("src") or ""
        inside = in_link or node.tag == "a"
        _add(buffer, linked, node.text or "", inside)
        if node is not root:
            stack.append((node, True, in_link))
        stack += [(child, False, inside) for child in reversed(node)]
    flush()
    return found, image


def _add(buffer: list[str], linked: list[int], text: str, in_link: bool) -> None:
    if text:
        buffer.append(text)
        if in_link:
            linked[0] += len(text.strip())


def _large(node: HtmlElement) -> bool:
    width = (node.get("width") or "").removesuffix("px")
    return not (width.isdigit() and int(width) < 120)


def _drop(node: HtmlElement) -> bool:
    """Tell furniture inside the article: by its names, or a list that is nearly all links."""
    if node.tag not in BLOCKS and node.tag not in {"span", "a", "section"}:
        return False
    if noisy(node):
        text = clean(node.text_content())
        # A long text under an unlucky name is the article all the same.
        return weight(text) < 600 or _link_share(node, text) > 0.4
    if node.tag in {"ul", "ol", "dl", "table", "div"} and len(node) >= 3:
        text = clean(node.text_content())
        return (
            0 < weight(text) < 3000
            and _link_share(node, text) > 0.75
            and len(list(node.iter("a"))) >= 3
        )
    return False


def _link_share(node: HtmlElement, text: str) -> float:
    return sum(len(clean(link.text_content())) for link in node.iter("a")) / (len(text) or 1)
