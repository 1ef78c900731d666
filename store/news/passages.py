"""Find articles that may answer a question: by any of its words, best first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    exists,
    func,
    select,
)

from news.answering import Passage
from news.answering.rarity import rarity_of
from store.engine.driver_types import RowValues
from store.engine.full_text import plan_with_values, stories_with, words_query
from store.engine.statements import integers
from store.news import story_views
from store.news.visibility import is_visible, own_of
from store.schema.tables import articles, stories, story_terms, subscriptions

MOST_WORDS = 16
# Of a commoner word the newest are looked at: it says little of what is asked.
MOST_STORIES_OF_WORD = 2000
MOST_STORIES = 60
# Reports of one story: most say the same.
PER_STORY = 2
# Characters of an article that are read.
LONGEST_TEXT = 12_000


@dataclass(frozen=True, slots=True)
class FoundPassages:
    """Articles that hold words of a question, and how rare each of those words is."""

    passages: tuple[Passage, ...]
    # From 0 (in every story) to 1 (in none).
    rarity: Mapping[str, float]


def _own_story() -> ColumnElement[bool]:
    return exists().where(
        subscriptions.c.chat_id == bindparam("reader"),
        subscriptions.c.term_id == story_terms.c.term_id,
        story_terms.c.story_id == articles.c.story_id,
    )


_PASSAGES = (
    select(
        articles.c.id,
        articles.c.story_id,
        articles.c.title,
        func.substr(articles.c.text, 1, LONGEST_TEXT),
        articles.c.url,
        articles.c.publisher,
        articles.c.site,
        articles.c.published_at,
        articles.c.language,
        _own_story().label("preferred"),
    )
    .where(
        and_(
            articles.c.story_id.in_(integers("ids")),
            articles.c.kind == "report",
            articles.c.text != "",
            articles.c.withdrawn_at.is_(None),
            articles.c.published_at >= bindparam("since"),
        ),
        is_visible(),
    )
    .order_by(articles.c.published_at.desc(), articles.c.id.desc())
    .limit(bindparam("count"))
)
_STORIES_WITH = {
    dialect: stories_with(dialect) for dialect in ("sqlite", "postgresql")
}
_NEWEST = select(func.max(stories.c.id))


def find(
    connection: Connection, words: Sequence[str], *, chat_id: int, since: int
) -> FoundPassages:
    """Find the reports since an instant that hold any of the words,
    those of the rarest words first.

    At most 16 words, 2,000 stories of each and 60 stories in all are looked at. A chat sees what
    trusted sources tell and its own sources, never what another chat added.
    """
    plan_with_values(connection)
    total = int(connection.execute(_NEWEST).scalar() or 0)
    own = own_of(connection, chat_id)
    closed = (
        story_views.stories_by_word(connection, own, words[:MOST_WORDS])
        if own
        else {}
    )
    holders = {
        word: list(
            dict.fromkeys(
                [*_holders(connection, word), *closed.get(word.casefold(), ())]
            )
        )
        for word in words[:MOST_WORDS]
    }
    rarity = {
        word: rarity_of(len(held), total) for word, held in holders.items()
    }
    scores: defaultdict[int, float] = defaultdict(float)
    for word, held in holders.items():
        for story in held:
            scores[story] += rarity[word]
    best = sorted(scores, key=lambda story: (-scores[story], -story))[
        :MOST_STORIES
    ]
    return FoundPassages(
        tuple(of_stories(connection, best, chat_id=chat_id, since=since)),
        rarity,
    )


def _holders(connection: Connection, word: str) -> list[int]:
    query = words_query(connection, [word])
    if not query:
        return []
    bounds = {"query": query, "count": MOST_STORIES_OF_WORD}
    listed = connection.execute(
        _STORIES_WITH[connection.dialect.name], bounds
    ).scalar()
    if listed:
        return [int(story) for story in listed.split(",")]
    return []


def of_stories(
    connection: Connection,
    story_ids: Sequence[int],
    *,
    chat_id: int,
    since: int,
    per_story: int = PER_STORY,
) -> list[Passage]:
    """Read the reports of at most 60 stories, in the order of the stories;
    at most this many of each.
    """
    asked = list(story_ids)[:MOST_STORIES]
    bounds = {
        "ids": asked,
        "reader": chat_id,
        "since": since,
        "count": 5 * MOST_STORIES,
    }
    rows = connection.execute(_PASSAGES, bounds).all()
    by_story: dict[int, list[Passage]] = {story: [] for story in asked}
    for row in rows:
        passage = _passage(row)
        if len(by_story[passage.story]) < per_story:
            by_story[passage.story].append(passage)
    return list(_flat(by_story.values()))


def _flat(listed: Iterable[list[Passage]]) -> Iterable[Passage]:
    for passages in listed:
        yield from passages


def _passage(row: RowValues) -> Passage:
    """Return a passage from its row; without a publisher the site is named."""
    (
        article,
        story,
        title,
        text,
        url,
        publisher,
        site,
        published_at,
        language,
        preferred,
    ) = row
    at = datetime.fromtimestamp(published_at, UTC)
    return Passage(
        article=article,
        title=title,
        text=text,
        url=url,
        publisher=publisher or site,
        published_at=at,
        language=language,
        story=story,
        preferred=bool(preferred),
    )
