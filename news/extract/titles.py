"""Find the headline: what headings, declared titles and `<title>` agree on, without the
site's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import unescape
from itertools import chain, islice, takewhile
from operator import itemgetter, methodcaller

from lxml.html import HtmlElement

from news.extract.declared import Declared
from news.extract.page import Page
from news.extract.page_elements import clean, fold_title, text_of
from news.links import host
from news.site_names import (
    BEFORE_NAME_OF_TWO_SCRIPTS,
    SiteNames,
    named_site,
    split_doubtful,
)

MAX_HEADINGS = 40
MAX_LENGTH = 200
# Letters at the start by which a heading is known again in a title that is cut
# short or goes on.
STEM = 12
# How much `<title>` counts beside the declared titles: it names the site too.
WHOLE = 0.7
# What a heading that is the site's logo loses: as much as the same letters win.
LOGO_LOSS = 2.0
# Headings of the second order that are looked at: the headline is among the
# first.
MAX_SECOND = 8
# Children of an element that is named like a headline: one with more is a box.
MAX_CHILDREN = 3
# Characters of a part of a title that may be a name whatever the headline's
# length, and the share of the headline's bytes up to which a longer one may be.
MAX_NAME = 6
MAX_SHARE = 0.5
# Share of a heading's letters that the declared title behind a roofline has.
_CORE = 0.6

_PARTS = re.compile(
    rf"\s*(?:[|｜_–—»›·]|\s[<-]\s|--+|-(?=[^\s-]{{2,16}}$)|{BEFORE_NAME_OF_TWO_SCRIPTS}|>>)\s*"
)
_TITLED = re.compile(
    r"title|headline|(?:^|[\s_-])(?:bt|tit)(?:$|[\s_-])", re.IGNORECASE
)
_CUT_SHORT = re.compile(r"\s*(?:…|\.\.\.)$")
# What a page that takes a report over notes: 原标题：《大桥通车》.
_ORIGINAL = re.compile(
    r"原(?:标题|標題)\s*[：:]\s*[《“「]?([^《》“”「」…]{6,100}?)(?:\.{3,}|…+)?[》”」]"
)
# What stands at the end of a title once a name is cut.
_SEPARATORS = " \t\n|｜_–—»›·<>-"
_HOLDERS = frozenset({"div", "p", "span", "h3", "td", "strong", "font"})
# What a portal's name ends with; a section's does not (新闻, 频道, 观察).
_PORTAL = re.compile(r"(?:[网網报報]|在线|通讯社|通訊社)$")
_FRONT_PAGE = re.compile(r"(?:https?:)?//[^/?#]+/?|/")


@dataclass(frozen=True, slots=True)
class _Titles:
    """The titles that a page declares outside its body."""

    # `<title>`, uncut.
    whole: str
    # The declared titles without the site's name, by their letters.
    declared: dict[str, str]
    # The site's own names and its section's, folded, and the empty one.
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Heading:
    """An element that may show the headline."""

    node: HtmlElement
    text: str
    letters: str


def choose(page: Page, declared: Declared) -> str:
    """Return the headline; empty where the page has none."""
    titles = _gather(page, declared)
    headings = _headings(page)
    scores = [_score(heading, titles) for heading in headings]
    best = max(scores, default=0.0)
    if best > 0:
        title = _core(headings[scores.index(best)], titles)
    else:
        whole = _cut_parts(titles.whole)
        shown = (heading.text for heading in headings)
        told = (
            title
            for letters, title in titles.declared.items()
            if letters not in titles.names
        )
        candidates = (*told, whole, *titles.declared.values(), *shown)
        title = next(filter(None, candidates), "")
    return _longer(title, titles, page)


def site_in_title(page: Page) -> str:
    """Return the site's name as `<title>` writes it beside the headline; empty where it does not.

    It begins with the word that the host is called by, or stands last and has a witness: a link to
    the front page that shows it (a logo, a breadcrumb), or on CJK pages a portal's ending, 某某网.
    """
    whole = _whole(page)
    last = split_doubtful(whole)[1].strip(_SEPARATORS)
    is_portal = page.cjk and _PORTAL.search(last)
    witnessed = is_portal or fold_title(last) in _front_page_names(page)
    return named_site(whole, host(page.url)) or (last if witnessed else "")


def _front_page_names(page: Page) -> set[str]:
    """Return what links to a front page show, folded: their texts, titles and pictures' words."""
    links = list(filter(_leads_home, page.tags["a"]))
    pictures = chain.from_iterable(link.iter("img") for link in links)
    shown = map(text_of, links)
    told = map(methodcaller("get", "title", ""), links)
    drawn = map(methodcaller("get", "alt", ""), pictures)
    return set(map(fold_title, chain(shown, told, drawn)))


def _whole(page: Page) -> str:
    """Return the page's first `<title>`; some systems escape it twice."""
    texts = map(text_of, page.tags["title"])
    return unescape(next(texts, ""))


def _gather(page: Page, declared: Declared) -> _Titles:
    """Collect the declared titles, and cut the site's name from each."""
    whole = _whole(page)
    address = host(page.url)
    names = SiteNames()
    cut: dict[str, str] = {}
    for title in declared.titles:
        stripped = names.strip(address, unescape(title), site=declared.site)
        shorter = _cut_parts(stripped)
        cut[fold_title(shorter)] = shorter
    cut.pop("", None)
    whole = names.strip(address, whole, site=declared.site)
    sites = {fold_title(declared.site), fold_title(address), ""}
    # A section stands behind the headline as the site's name does.
    sections = _names_behind(whole).difference(cut)
    return _Titles(whole, cut, frozenset(sites | sections))


def _names_behind(title: str) -> set[str]:
    """Return the short parts behind a headline, folded: "Ferry runs again - Business" → business.

    What is as long as the part in front may be the headline behind a site's name: 新闻频道 - 大桥今日正式通车.
    """
    front = _cut_parts(title)
    behind = map(fold_title, _PARTS.split(title.removeprefix(front)))
    longest = len(fold_title(front))
    return {part for part in behind if len(part) < longest}


def _headings(page: Page) -> list[_Heading]:
    """List the page's headings, h1 first, then elements that are named so.

    `<h1>`, a few `<h2>`, `<div class="headline">`; a box of many elements is no heading, and `<h4>`
    heads a part of the page.
    """
    titled = map(itemgetter(0), page.named_like(_TITLED))
    named = filter(_may_be_heading, titled)
    seconds = page.tags["h2"][:MAX_SECOND]
    nodes = chain(page.tags["h1"], seconds, named)
    first = islice(nodes, MAX_HEADINGS)
    shown = ((node, text_of(node)) for node in first)
    return [
        _Heading(node, text, fold_title(text))
        for node, text in shown
        if len(text) <= MAX_LENGTH
    ]


def _may_be_heading(node: HtmlElement) -> bool:
    return node.tag in _HOLDERS and len(node) <= MAX_CHILDREN


def _score(heading: _Heading, titles: _Titles) -> float:
    """Return how likely a heading is the headline; 0 or less: it is not.

    An `<h1>` with the letters of the declared title and of `<title>` scores about 4; a heading that
    neither of them knows, and the site's name, nothing.
    """
    letters = heading.letters
    if letters in titles.names:
        return 0.0
    likest = max(
        (_likeness(letters, title) for title in titles.declared), default=0.0
    )
    whole = fold_title(titles.whole)
    score = likest + WHOLE * _likeness(letters, whole)
    if not score:
        return 0.0
    score += {"h1": 1.0, "h2": 0.4}.get(heading.node.tag, 0.2)
    return score - LOGO_LOSS * _is_logo(heading.node)


def _likeness(folded: str, title: str) -> float:
    """Return 2 for the same letters, 1 to 2 for one that holds the other in the main, 0 for
    strangers.

    `bridgeopen` in `bridgeopenthesite` → 1.6; two that only begin alike → 1.
    """
    short, long = sorted((folded, title), key=len)
    if short and short in long:
        return 1.0 + len(short) / len(long)
    begins_alike = bool(short) and short[:STEM] in long
    return float(begins_alike)


def _is_logo(node: HtmlElement) -> bool:
    """Recognise a heading that is the site's name: it leads home."""
    links = chain(node.iterdescendants("a"), node.iterancestors("a"))
    return any(map(_leads_home, links))


def _leads_home(link: HtmlElement) -> bool:
    """Recognise a link to a front page: `/`, `https://site.example`."""
    return bool(_FRONT_PAGE.fullmatch(link.get("href", "")))


def _core(heading: _Heading, titles: _Titles) -> str:
    """Return the part of a heading that is declared to be the title: kicker, date and section may
    stand beside it."""
    letters = heading.letters
    cut = _cut_parts(titles.whole)
    declared = {fold_title(cut): cut, **titles.declared}
    if letters in titles.declared:
        # The declared title puts a mark behind its kicker; as elements of the
        # heading the two stand without one.
        marked = declared[letters] if len(heading.node) else ""
        return max(heading.text, marked, key=len)
    # A roofline in front is no part of the headline that the page declares.
    least = _CORE * len(letters)
    behind_roofline = (
        title
        for stem, title in declared.items()
        if letters.endswith(stem) and len(stem) > least
    )
    # Its own words may stand before all elements: `<h1>Title<br><span>date</span></h1>`.
    own = clean(heading.node.text or "")
    inner = chain([own], map(text_of, heading.node.iterdescendants()))
    parts = (text for text in inner if fold_title(text) in declared)
    return next(chain(behind_roofline, parts), heading.text)


def _longer(title: str, titles: _Titles, page: Page) -> str:
    """Return a title that was cut short whole, where the page has it so: declared, or
    as the original title before its text.

    "Keepers return to the …" → "Keepers return to the northern pier".
    """
    if not _CUT_SHORT.search(title):
        return title
    stem = fold_title(title)
    lines = (line.text for line in page.lines)
    noted: Iterator[str] = chain.from_iterable(map(_ORIGINAL.findall, lines))
    stated = (*titles.declared.values(), titles.whole, *noted)
    same = [other for other in stated if fold_title(other).startswith(stem)]
    return max([title, *same], key=lambda one: len(fold_title(one)))


def _cut_parts(title: str) -> str:
    """Cut the site's and section's names from a title: the short parts at its end.

    "Ferry runs again after the storm | Harbour | The Example" → the first part.
    """
    parts = list(filter(None, _PARTS.split(title)))
    if len(parts) < 2:
        return title
    longest = max(parts, key=_bytes)
    start = title.find(parts[0])
    end = len(title)
    names = takewhile(partial(_is_short, longest), reversed(parts[1:]))
    for name in names:
        end = title.rfind(name, 0, end)
    kept = title[start:end]
    return clean(kept.rstrip(_SEPARATORS))


def _is_short(longest: str, part: str) -> bool:
    """Recognise a part of a title that may be a name, for it is much shorter than the headline.

    "Harbour" beside "Ferry runs again after the storm"; the second half of a headline is none.
    """
    most = MAX_SHARE * _bytes(longest)
    return len(part) <= MAX_NAME or _bytes(part) <= most


def _bytes(text: str) -> int:
    """Measure a text by its bytes in UTF-8: a Han character says as much as three letters."""
    return len(text.encode("utf-8", "replace"))
