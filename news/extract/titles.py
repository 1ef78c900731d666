"""The headline: what h1, the meta names and `<title>` agree on, without the site's name."""

from __future__ import annotations

import re

from news.extract.facts import Facts
from news.extract.page import Page, clean, names_of

_PARTS = re.compile(r"\s*(?:[|｜_–—»›·]|\s-\s|--+|-(?=[^\s-]{2,16}$)|>>)\s*")
_TITLED = re.compile(r"title|headline|(?:^|[\s_-])(?:bt|tit)(?:$|[\s_-])", re.IGNORECASE)
_JUNK = re.compile(r"^(?:首页|正文|新闻|文章|详情|home|news|logo|article)$", re.IGNORECASE)


def choose(page: Page, facts: Facts) -> str:
    """Return the headline; empty where the page has none."""
    node = page.tree.find(".//title")
    whole = clean(node.text_content()) if node is not None else ""
    shown = _shown(page)
    folded = _fold(whole)
    # A heading whose words stand in <title> (or in the declared titles) is the headline, and is not cut short as they may be.
    for text in shown:
        if len(text) >= 4 and (
            _fold(text) in folded or any(_fold(text) == _fold(each) for each in facts.titles)
        ):
            return text
    for text in shown:
        stem = _fold(text)[:12]
        if len(stem) >= 6 and (stem in folded or any(stem in _fold(each) for each in facts.titles)):
            return text
    for declared in facts.titles:
        if len(declared) >= 4:
            return _strip(declared, facts, whole)
    return _strip(whole, facts, "") or next(iter(shown), "")


def _shown(page: Page) -> list[str]:
    """List the page's headings, h1 first."""
    found = [clean(node.text_content()) for node in page.tree.iter("h1")]
    found += [clean(node.text_content()) for node in page.tree.iter("h2")][:6]
    for node in page.tree.iter("div", "p", "span", "h3", "td", "strong", "font"):
        if len(found) > 40:
            break
        if len(node) <= 3 and _TITLED.search(names_of(node)):
            found.append(clean(node.text_content()))
    return [text for text in found if 3 <= len(text) <= 200 and not _JUNK.match(text)]


def _fold(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _strip(title: str, facts: Facts, whole: str) -> str:
    """Cut the site's and section's names from a title: the parts after a separator that are short, or known names."""
    parts = [part for part in _PARTS.split(title) if part]
    if len(parts) < 2:
        return title
    longest = max(parts, key=lambda part: len(part.encode()))
    start = title.find(parts[0])
    end = len(title)
    for part in reversed(parts[1:]):
        known = part == facts.site or (whole and part not in whole)
        short = len(part.encode()) <= 0.5 * len(longest.encode()) or len(part) <= 6
        if part is longest or not (known or short):
            break
        end = title.rfind(part, 0, end)
    kept = re.sub(r"[\s|｜_–—»›·>-]+$", "", title[start:end])
    return kept if len(kept) >= 4 else title
