"""Find the headline: what headings, declared titles and `<title>` agree on, without the
site's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from news.extract.declared import Declared
from news.extract.markup import clean, fold_title, names_of, text_of
from news.extract.page import Page
from news.site_names import SiteNames, named_site

MAX_HEADINGS = 40
MAX_LENGTH = 200
# Letters at the start by which a heading is known again in a title that is cut
# short or goes on.
STEM = 12
# Share of a heading's letters that the declared title behind a roofline has.
_CORE = 0.6

_PARTS = re.compile(r"\s*(?:[|｜_–—»›·]|\s-\s|--+|-(?=[^\s-]{2,16}$)|>>)\s*")
_TITLED = re.compile(
    r"title|headline|(?:^|[\s_-])(?:bt|tit)(?:$|[\s_-])", re.IGNORECASE
)
_LOGO = re.compile(
    r"logo|brand|masthead|site[-_]?(?:title|name)|blog[-_]?(?:title|name)|header[-_]?(?:title|"
    r"text)",
    re.IGNORECASE,
)
_JUNK = re.compile(
    r"^(?:首页|正文|新闻|文章|详情|home|news|logo|article|menu|search|navigation|404)$",
    re.IGNORECASE,
)
_CUT_SHORT = re.compile(r"\s*(?:…|\.\.\.)$")
_HOLDERS = ("div", "p", "span", "h3", "td", "strong", "font")


@dataclass(frozen=True, slots=True)
class _Titles:
    """The titles that a page declares outside its body."""

    # `<title>`, uncut.
    whole: str
    # The declared titles without the site's name.
    declared: list[str]
    # The site's own names, folded.
    names: frozenset[str]


def choose(page: Page, declared: Declared) -> str:
    """Return the headline; empty where the page has none."""
    titles = _gather(page, declared)
    best, best_score = "", 0.0
    for node, text in _headings(page):
        score = _score(node, text, titles)
        if score > best_score:
            best, best_score = _core(node, text, titles), score
    if not best:
        best = next((title for title in titles.declared if len(title) >= 4), "")
    best = best or _cut_parts(titles.whole, declared.site)
    best = best or next((text for _, text in _headings(page)), "")
    return _longer(best, titles)


def site_in_title(page: Page) -> str:
    """Return the site's name as `<title>` writes it beside the headline; empty where it does not."""
    return named_site(_whole(page), _host(page))


def _whole(page: Page) -> str:
    nodes = page.tags["title"]
    return unescape(text_of(nodes[0])) if nodes else ""


def _host(page: Page) -> str:
    return urlsplit(page.url).hostname or "" if "://" in page.url else ""


def _gather(page: Page, declared: Declared) -> _Titles:
    whole, host = _whole(page), _host(page)
    names = SiteNames()
    cut = []
    for title in declared.titles:
        stripped = names.strip(host, unescape(title), site=declared.site)
        cut.append(_cut_parts(stripped, declared.site, whole))
    whole = names.strip(host, whole, site=declared.site)
    sites = {fold_title(declared.site), fold_title(host)} - {""}
    return _Titles(whole, cut, frozenset(sites))


def _headings(page: Page) -> list[tuple[HtmlElement, str]]:
    """List the page's headings, h1 first, then elements that are named so."""
    nodes = [*page.tags["h1"], *page.tags["h2"][:8]]
    for node, _ in page.named_like(_TITLED):
        if node.tag in _HOLDERS and len(node) <= 3:
            nodes.append(node)
            if len(nodes) >= MAX_HEADINGS:
                break
    headings = []
    for node in nodes:
        text = text_of(node)
        if 3 <= len(text) <= MAX_LENGTH and not _JUNK.match(text):
            headings.append((node, text))
    return headings


def _score(node: HtmlElement, text: str, titles: _Titles) -> float:
    """Return how likely a heading is the headline; 0 or less: it is not."""
    folded = fold_title(text)
    if len(folded) < 3 or folded in titles.names:
        return 0.0
    score = max(
        [_likeness(folded, fold_title(title)) for title in titles.declared],
        default=0.0,
    )
    score += 0.7 * _likeness(folded, fold_title(titles.whole))
    if not score:
        return 0.0
    score += {"h1": 1.0, "h2": 0.4}.get(node.tag, 0.2)
    return score - (2.0 if _is_logo(node) else 0.0)


def _likeness(folded: str, title: str) -> float:
    """Return 2 for the same letters, 1 to 2 for one that holds the other in the main, 0 for
    strangers."""
    if not title:
        return 0.0
    if folded == title:
        return 2.0
    short, long = sorted((folded, title), key=len)
    if short in long:
        return 1.0 + len(short) / len(long) if len(short) >= 4 else 0.5
    return 1.0 if len(short) >= 6 and short[:STEM] in long else 0.0


def _is_logo(node: HtmlElement) -> bool:
    """Recognise a heading that is the site's name: it leads home, or is called so."""
    if _LOGO.search(names_of(node)):
        return True
    links = [node, *node.iterdescendants("a"), *node.iterancestors("a")]
    targets = [link.get("href") or "" for link in links if link.tag == "a"]
    return any(
        urlsplit_path(target) in {"", "/"} for target in targets if target
    )


def urlsplit_path(address: str) -> str:
    """Return the path of an address; any other text unchanged."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return parts.path if not parts.query and not parts.fragment else address


def _core(node: HtmlElement, text: str, titles: _Titles) -> str:
    """Return the part of a heading that is declared to be the title: kicker, date and section may
    stand beside it."""
    declared = {fold_title(title): title for title in titles.declared}
    folded = fold_title(text)
    if folded in declared:
        return _parted(text, declared[folded], node)
    # A roofline in front is no part of the headline that the page declares.
    for stem, title in declared.items():
        if folded.endswith(stem) and len(stem) > _CORE * len(folded):
            return title
    for child in node.iterdescendants():
        inner = text_of(child)
        if len(inner) >= 4 and fold_title(inner) in declared:
            return inner
    return text


def _parted(text: str, declared: str, node: HtmlElement) -> str:
    """Return a heading with the mark that the declared title puts behind its kicker; as elements the
    two stand without one.
    """
    glued = len(node) > 0 and len(declared) > len(text)
    return declared if glued else text


def _longer(title: str, titles: _Titles) -> str:
    """Return a title that was cut short whole, where the page has it so."""
    if not _CUT_SHORT.search(title):
        return title
    stem = fold_title(title)
    for other in (*titles.declared, titles.whole):
        if fold_title(other).startswith(stem) and not _CUT_SHORT.search(other):
            return other
    return title


def _is_short(part: str, longest: str) -> bool:
    """Recognise a part of a title that may be a name, for it is much shorter than the headline."""
    return len(part) <= 6 or len(part.encode()) <= 0.5 * len(longest.encode())


def _cut_parts(title: str, site: str, whole: str = "") -> str:
    """Cut the site's and section's names from a title: the parts after a separator that are short,
    or known names."""
    parts = [part for part in _PARTS.split(title) if part]
    if len(parts) < 2:
        return title
    longest = max(parts, key=lambda part: len(part.encode()))
    start, end = title.find(parts[0]), len(title)
    for part in reversed(parts[1:]):
        known = part == site or (whole and part not in whole)
        if part is longest or not (known or _is_short(part, longest)):
            break
        end = title.rfind(part, 0, end)
    kept = re.sub(r"[\s|｜_–—»›·>-]+$", "", title[start:end])
    return clean(kept) if len(kept) >= 4 else title
