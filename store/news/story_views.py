"""Stories as a chat with private sources sees them: the open view, and what those sources add."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, func, select

from news.models import Story
from news.topics import ancestors
from store.article_rows import ArticleRow
from store.engine.dialect import pairs
from store.engine.full_text import tidy_words
from store.engine.statements import integers
from store.news.articles import SHAPE as ARTICLE
from store.news.story_text import story_from
from store.news.story_writer import members_for, seen_with
from store.schema.tables import articles, stories

# Newest articles of a chat's closed sources that are looked through for words.
MOST_SEARCHED = 1000
# Characters of an article's words that are looked through.
LONGEST = 8000

_MINE = (
    select(articles.c.story_id)
    .distinct()
    .where(
        articles.c.story_id.in_(integers("ids")),
        articles.c.source_id.in_(integers("sources")),
    )
)


def of(
    connection: Connection, keys: Mapping[int, str], own: Collection[int]
) -> dict[int, Story]:
    """Return those of these stories (keys by id) that the closed sources `own` report, as their
    reader sees them.
    """
    asked = {"ids": list(keys), "sources": list(own)}
    mine = list(connection.execute(_MINE, asked).scalars())
    if not mine:
        return {}
    views = {}
    for story, members in members_for(connection, mine, own).items():
        views[story] = story_from(story, keys[story], members)
    return views


_KEYS = select(stories.c.id, stories.c.key).where(
    stories.c.id.in_(integers("ids"))
)


def _keys(connection: Connection, story_ids: Sequence[int]) -> dict[int, str]:
    """Read the keys of stories by their ids."""
    return pairs(connection.execute(_KEYS, {"ids": story_ids}))


def _read(
    connection: Connection, story_ids: Sequence[int], own: Collection[int]
) -> list[Story]:
    keys = _keys(connection, story_ids)
    return list(of(connection, keys, own).values())


def of_readers(
    connection: Connection, wanted: Mapping[frozenset[int], Collection[int]]
) -> dict[frozenset[int], dict[int, Story]]:
    """Read stories for readers of closed sources, by their sets of sources; stories that all see
    alike are left out.

    Each query is asked once for all readers: a chat with a source of its own took three.
    """
    ids: set[int] = set().union(*wanted.values())
    sources: set[int] = set().union(*wanted)
    tellers = _tellers(connection, ids, sources) if sources else {}
    if not tellers:
        return {own: {} for own in wanted}
    keys = _keys(connection, list(tellers))
    members = members_for(connection, list(tellers), sources)
    views = {}
    for own, asked in wanted.items():
        view: dict[int, Story] = {}
        for story in asked:
            if own & tellers.get(story, set()):
                seen = seen_with(members[story], own)
                view[story] = story_from(story, keys[story], seen)
        views[own] = view
    return views


_TELLERS = (
    select(articles.c.story_id, articles.c.source_id)
    .distinct()
    .where(
        articles.c.story_id.in_(integers("ids")),
        articles.c.source_id.in_(integers("sources")),
    )
)


def _tellers(
    connection: Connection, ids: Collection[int], sources: Collection[int]
) -> dict[int, set[int]]:
    """Return which of these sources report each story; stories that none reports are missing."""
    tellers: dict[int, set[int]] = {}
    asked = {"ids": list(ids), "sources": list(sources)}
    for story, source in connection.execute(_TELLERS, asked):
        tellers.setdefault(story, set()).add(source)
    return tellers


_LATEST = (
    select(articles.c.story_id)
    .where(
        articles.c.source_id.in_(integers("sources")),
        articles.c.story_id.is_not(None),
    )
    .group_by(articles.c.story_id)
    .order_by(func.max(articles.c.published_at).desc())
    .limit(bindparam("count"))
)


def latest(
    connection: Connection, own: Collection[int], limit: int
) -> list[Story]:
    """Read the newest stories of closed sources."""
    asked = {"sources": list(own), "count": 2 * limit}
    newest = list(connection.execute(_LATEST, asked).scalars())
    return _read(connection, newest, own)


_WORDS = (
    select(articles.c.story_id, func.substr(articles.c.words, 1, LONGEST))
    .where(
        articles.c.source_id.in_(integers("sources")),
        articles.c.story_id.is_not(None),
    )
    .order_by(articles.c.id.desc())
    .limit(bindparam("count"))
)


def stories_by_word(
    connection: Connection, own: Collection[int], words: Sequence[str]
) -> dict[str, list[int]]:
    """Return for each word the stories with it in an article of these closed sources, newest
    first.

    Their articles are in no index that others ask; the newest 1,000 are looked through.
    """
    asked = tidy_words(" ".join(words))
    by_word: dict[str, dict[int, None]] = {word: {} for word in asked}
    bounds = {"sources": list(own), "count": MOST_SEARCHED}
    for story, held in connection.execute(_WORDS, bounds):
        has = set(tidy_words(held))
        for word in asked:
            if word in has:
                by_word[word][story] = None
    return {word: list(listed) for word, listed in by_word.items()}


def holding(
    connection: Connection, own: Collection[int], words: Sequence[str]
) -> list[Story]:
    """Find the stories whose articles of these closed sources hold every word."""
    by_word = stories_by_word(connection, own, words)
    if not by_word:
        return []
    every = set.intersection(*(set(listed) for listed in by_word.values()))
    return _read(connection, sorted(every), own)


def of_topics(listed: Iterable[Story], topics: Sequence[str]) -> list[Story]:
    """Return the stories of any of these topics."""
    wanted = set(topics)
    return [story for story in listed if wanted & _topics(story)]


def _topics(story: Story) -> set[str]:
    """Return a story's topics and those above them."""
    topics = set(story.topics)
    for key in story.topics:
        topics.update(ancestors(key))
    return topics


def merged(listed: Iterable[Story], own: Iterable[Story]) -> list[Story]:
    """Add a chat's own stories to a list, in place of the open views of them; newest first."""
    by_id = {story.id: story for story in (*listed, *own)}
    return sorted(
        by_id.values(),
        key=lambda story: (story.published_at, story.id),
        reverse=True,
    )


_CLOSED_LEADS = (
    select(stories.c.key, *ARTICLE.columns)
    .join(articles, articles.c.id == stories.c.lead_id)
    .where(
        stories.c.closed > 0,
        stories.c.articles == 0,
        stories.c.joined_into.is_(None),
        stories.c.updated_at >= bindparam("since"),
    )
    .order_by(stories.c.updated_at.desc(), stories.c.id.desc())
    .limit(bindparam("count"))
)


def closed_leads(
    connection: Connection, since: int, limit: int
) -> dict[str, ArticleRow]:
    """Read the lead article of each story that only closed sources report, by the story's key,
    newest first.
    """
    rows = connection.execute(_CLOSED_LEADS, {"since": since, "count": limit})
    return {row[0]: ARTICLE.of(row[1:]) for row in rows}
