"""Decide which links are articles: score each alone, then by its neighbours."""

from __future__ import annotations

from operator import attrgetter
from statistics import median_high
from urllib.parse import urlsplit

from news.links import same_site
from news.pages.grammar import Grammar, PathMemory
from news.pages.headline_links import (
    LEAST,
    SHORT,
    is_navigation,
    judge_headline,
    width,
)
from news.pages.link_addresses import (
    BINARY,
    LONG_NUMBER,
    add_weights,
    judge_address,
    read_address,
)
from news.pages.link_candidates import Link, grouped

MAX_ENTRIES = 300
# Score of an article; all weights were set on the development half of 17 public
# section pages.
THRESHOLD = 3.0
# With fewer articles than this, a page is looked at again for one even list.
FEWEST = 3
NEVER = -5.0
# Up to this score even the company of headlines makes no article.
HOPELESS = THRESHOLD - 6
# What a link to another site loses: partners, advertisers, friends.
FOREIGN = -2.5
# One link in so many of a list is an article at least, where the list raises the
# others.
LEAST_SHARE = 3
# How far from the threshold a score is unsure.
DOUBT = 2.0
# What a page's own grammar adds to an unsure score.
LEARNED = 2.0


def choose(links: list[Link], url: str, grammar: Grammar) -> list[Link]:
    """Return the links to articles among a page's, in the page's order; sets their scores.

    `grammar` is what earlier readings of the page taught; it decides where the scores are unsure.
    """
    candidates = rated(links, url)
    _apply(grammar, candidates)
    few = sum(map(_is_article, candidates)) < FEWEST
    even = _even_list(candidates) if few else []
    _raise_short(candidates)
    articles = even or list(filter(_is_article, candidates))
    articles.sort(key=lambda link: link.position)
    return articles[:MAX_ENTRIES]


def _is_article(link: Link) -> bool:
    return link.score >= THRESHOLD


def rated(links: list[Link], url: str) -> list[Link]:
    """Return the links that have a text and lead away from the page, each with its score."""
    own = url.split("#", maxsplit=1)[0].rstrip("/")
    candidates = [
        link for link in links if link.text and link.url.rstrip("/") != own
    ]
    for link in candidates:
        link.score = _alone(link, url)
    _add_company(candidates)
    return candidates


def _apply(grammar: Grammar, links: list[Link]) -> None:
    """Raise unsure links of lists whose headlines came and went, lower those of what stayed.

    A score within `DOUBT` of the threshold is unsure: a short headline among good addresses.
    """
    paths = {link.path for link in links}
    lessons = {path: _lesson(grammar.of(path)) for path in paths}
    for link in links:
        if abs(link.score - THRESHOLD) <= DOUBT:
            accepted = link.score >= THRESHOLD
            link.score += lessons[link.path]
            link.learned = accepted != (link.score >= THRESHOLD)


def _lesson(memory: PathMemory) -> float:
    """Return what earlier readings of a path add to a link there."""
    if memory.lists_articles:
        return LEARNED
    return -LEARNED if memory.navigates else 0.0


def _alone(link: Link, url: str) -> float:
    """Score a link by its address, its text and its place."""
    if _is_no_article(link):
        return NEVER
    score = judge_address(link.url) + judge_headline(link.text)
    score += _place(link)
    return score if same_site(link.url, url) else score + FOREIGN


def _is_no_article(link: Link) -> bool:
    """Recognise a picture or another file, a front page, and words such as "more".

    `/img/ferry.jpg`, `https://partner.example/`, "Next ›".
    """
    if is_navigation(link.text) or read_address(link.url).front:
        return True
    return bool(BINARY.search(urlsplit(link.url).path))


def _place(link: Link) -> float:
    """Weigh where a link stands and what stands beside it."""
    pictured = len(link.texts) > 1 and link.image
    return add_weights(
        (link.heading, 0.8),
        (link.heading and link.article, 1.2),
        (link.date, 1.3),
        (link.summary, 0.5),
        (pictured, 0.3),
        (link.away, -3.0),
        (link.side, -0.8),
        # A link in the middle of a text belongs to that text.
        (link.running, -4.0),
    )


def _add_company(links: list[Link]) -> None:
    """Raise links whose template or place is shared by many good ones,
    lower those in bad company.
    """
    for name in (attrgetter("shape"), attrgetter("path")):
        for group in grouped(links, name).values():
            shift = _shift(group)
            for link in group:
                link.score += shift


def _raise_short(links: list[Link]) -> None:
    """Raise the short headlines of a list whose longer ones are articles: 初雪 between two of them.

    A list here has one place and one form of address. On the 17 public section pages those that
    this raises are articles, all of them.
    """
    for group in grouped(links, _list_of).values():
        accepted = sum(map(_is_article, group))
        if 1 < accepted >= len(group) / LEAST_SHARE:
            for link in filter(_possible, group):
                link.score = max(link.score, THRESHOLD)


def _list_of(link: Link) -> str:
    return f"{link.path} {link.shape}"


def _shift(group: list[Link]) -> float:
    """Return what the company of a group adds to each of its links: -1 to 1.2.

    A group of articles raises its uncertain members, the more the larger it is; one of navigation
    lowers them. Two links are no group.
    """
    if len(group) < FEWEST:
        return 0.0
    middle = median_high(link.score for link in group)
    if middle >= THRESHOLD - 0.5:
        return min(1.2, 0.3 + len(group) * 0.06)
    if middle < 0.8:
        return -1.0
    return 0.2 if middle > 1.8 else 0.0


def _even_list(links: list[Link]) -> list[Link]:
    """Return the largest group of one place with texts like headlines.

    A page whose addresses say nothing.
    """
    possible = list(filter(_possible, links))
    groups = grouped(possible, attrgetter("path")).values()
    group = max(groups, key=_headlines, default=[])
    # A few short headlines belong to a list of long ones; in a menu the short
    # ones are the most.
    count = _headlines(group)
    is_list = count > FEWEST and len(group) <= 2 * count
    return group if is_list else []


def _headlines(links: list[Link]) -> int:
    """Count the links with a text as long as a headline; one with an article's number may be short:
    of 폭설로 휴교 ("snow closes schools") at /81203 the address says the rest."""
    return sum(width(link.text) >= _least(link) for link in links)


def _least(link: Link) -> int:
    """Return the width from which a link's text may be a headline."""
    digits = read_address(link.url).digits
    return LEAST if digits >= LONG_NUMBER else SHORT


def _possible(link: Link) -> bool:
    """Recognise a link that company may still make an article.

    Not one in navigation, nor a picture, nor "more": their scores are out of reach.
    """
    return not link.away and link.score > HOPELESS
