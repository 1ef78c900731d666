"""Decide which links are articles: score each alone, then by its neighbours."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import median_high
from urllib.parse import urlsplit

from news.links import same_site
from news.pages.addresses import BINARY, judge_address, read_address
from news.pages.candidates import Link
from news.pages.grammar import Grammar
from news.pages.headlines import SHORT, is_navigation, judge_headline, width

MAX_ENTRIES = 300
# Score of an article; all weights were set on the development half of 17 public
# section pages.
THRESHOLD = 3.0
# With fewer articles than this, a page is looked at again for one even list.
FEWEST = 3
NEVER = -5.0
# What a link to another site loses: partners, advertisers, friends.
FOREIGN = -2.5
# How far from the threshold a score is unsure.
#
# A headline of navigation's length among good addresses.
DOUBT = 2.0
# What a page's own grammar adds to an unsure score.
LEARNED = 2.0


def choose(
    links: list[Link], url: str, grammar: Grammar | None = None
) -> list[Link]:
    """Return the links to articles among a page's, in the page's order; sets their scores.

    `grammar` is what earlier readings of the page taught; it decides where the scores are unsure.
    """
    candidates = rated(links, url)
    if grammar:
        _apply(grammar, candidates)
    articles = [link for link in candidates if link.score >= THRESHOLD]
    if len(articles) < FEWEST:
        articles = _even_list(candidates) or articles
    articles.sort(key=lambda link: link.position)
    return articles[:MAX_ENTRIES]


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
    """Raise unsure links of lists whose headlines came and went, lower those of what stayed."""
    memories = {link.path: grammar.of(link.path) for link in links}
    for link in links:
        memory = memories[link.path]
        unsure = abs(link.score - THRESHOLD) <= DOUBT
        if memory is None or not unsure:
            continue
        accepted = link.score >= THRESHOLD
        if memory.lists_articles:
            link.score += LEARNED
        elif memory.navigates:
            link.score -= LEARNED
        link.learned = accepted != (link.score >= THRESHOLD)


def _alone(link: Link, url: str) -> float:
    """Score a link by its address, its text and its place."""
    if BINARY.search(urlsplit(link.url).path) or read_address(link.url).front:
        return NEVER
    if is_navigation(link.text):
        return NEVER
    score = judge_address(link.url) + judge_headline(link.text) + _place(link)
    return score if same_site(link.url, url) else score + FOREIGN


def _place(link: Link) -> float:
    """Weigh where a link stands and what stands beside it."""
    heads_article = link.heading and link.article
    pictured = len(link.texts) > 1 and link.image
    weights = (
        (heads_article, 2.0),
        (link.heading and not heads_article, 0.8),
        (link.date, 1.3),
        (link.summary, 0.5),
        (pictured, 0.3),
        (link.away, -3.0),
        (link.side, -0.8),
        # A link in the middle of a text belongs to that text.
        (link.running, -4.0),
    )
    return sum(weight for present, weight in weights if present)


def _add_company(links: list[Link]) -> None:
    """Raise links whose template or place is shared by many good ones,
    lower those in bad company.
    """
    for names in (
        [link.shape for link in links],
        [link.path for link in links],
    ):
        groups: dict[str, list[Link]] = defaultdict(list)
        for name, link in zip(names, links, strict=True):
            groups[name].append(link)
        for group in groups.values():
            shift = _shift(group)
            for link in group:
                link.score += shift


def _shift(group: list[Link]) -> float:
    """Return what the company of a group adds to each of its links."""
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
    possible = [link for link in links if _possible(link)]
    headlines = [link for link in possible if width(link.text) >= SHORT]
    if len(headlines) <= FEWEST:
        return []
    path, count = Counter(link.path for link in headlines).most_common(1)[0]
    group = [link for link in possible if link.path == path]
    # A few short headlines belong to a list of long ones; in a menu the short
    # ones are the most.
    return group if count > FEWEST and count * 2 >= len(group) else []


def _possible(link: Link) -> bool:
    return not link.away and link.score > THRESHOLD - 6
