"""Put articles into stories: create, extend and merge them, and keep everything that
depends on a story up to date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields

from sqlalchemy import (
    Connection,
    case,
    func,
    insert,
    select,
    update,
)

from store.article_rows import Placed
from store.engine.dialect import allocate, pairs, take_turns
from store.engine.driver_types import RowTuple
from store.engine.full_text import put_words
from store.engine.statements import integers, rows_of, texts
from store.news import events
from store.news import story_terms as term_writer
from store.news.stamps import next_stamps, touch
from store.news.story_joins import move_rows
from store.news.story_text import StoryArticle, lead_of, text_of
from store.news.visibility import is_open
from store.schema.row_mapping import dump
from store.schema.tables import articles, sources, stories

# Full-text search knows the words of a story's first five reports: later ones
# say the same.
_WORDS_FROM = 5


_PLACED = rows_of(
    "rows", id=int, story=int, kind=str, original=str, title=str
).c
_PUT_ARTICLES = (
    update(articles)
    .where(articles.c.id == _PLACED.id)
    .values(
        state="joined",
        story_id=_PLACED.story,
        kind=_PLACED.kind,
        original_url=_PLACED.original,
        title=case(
            (_PLACED.title != "", _PLACED.title), else_=articles.c.title
        ),
    )
)


def place(
    connection: Connection,
    placements: Sequence[Placed],
    now: int,
    *,
    ancestors: Mapping[str, tuple[str, ...]] | None = None,
) -> list[int]:
    """Put articles into their stories; return the story's id for each placement.

    Stories named in `joined` become this one: their articles, terms, seen rows, feedback and saved
    marks move over, so that a chat which got either is not told again; their ids keep leading to
    it. `ancestors` names for a topic the topics above it: who subscribes to one of those wants the
    story too.
    """
    if not placements:
        return []
    take_turns(connection, "jianbao-stories")
    roots = events.follow(
        (placed.story_key, placed.joined) for placed in placements
    )
    ids, joins = _resolve(connection, placements, roots, now)
    story_ids = [ids[roots[placed.story_key]] for placed in placements]
    rows = [
        (p.article_id, story, p.kind, p.original_url, p.title)
        for p, story in zip(placements, story_ids, strict=True)
    ]
    connection.execute(_PUT_ARTICLES, {"rows": rows})
    if joins:
        _join(connection, joins, now)
    events.unite(connection, placements)
    grown = {
        story
        for p, story in zip(placements, story_ids, strict=True)
        if p.kind == "report"
    } | set(joins.values())
    met = {placed.article_id: placed.filters for placed in placements}
    refresh(
        connection,
        sorted(set(story_ids)),
        now,
        grown=grown,
        met=met,
        ancestors=ancestors or {},
    )
    return story_ids


_BY_KEY = select(stories.c.key, stories.c.id, stories.c.joined_into).where(
    stories.c.key.in_(texts("keys"))
)


def _joins(
    known: Mapping[str, int], roots: Mapping[str, str], ids: Mapping[str, int]
) -> dict[int, int]:
    """Return which known stories are to be joined into which."""
    joins = {}
    for key, story in known.items():
        root = ids.get(roots[key], story)
        if root != story:
            joins[story] = root
    return joins


def _resolve(
    connection: Connection,
    placements: Sequence[Placed],
    roots: Mapping[str, str],
    now: int,
) -> tuple[dict[str, int], dict[int, int]]:
    """Find or make the root stories; return which known stories are to be joined into which."""
    known: dict[str, int] = {}
    asked = {"keys": sorted(roots)}
    for key, story, joined in connection.execute(_BY_KEY, asked):
        known[key] = joined or story
    needed = dict.fromkeys(roots[placed.story_key] for placed in placements)
    missing = [key for key in needed if key not in known]
    made = _make(connection, missing, now)
    ids = {key: known.get(key) or made[key] for key in needed}
    return ids, _joins(known, roots, ids)


def _make(
    connection: Connection, keys: Sequence[str], now: int
) -> dict[str, int]:
    """Make stories with these keys; return their ids."""
    ids = allocate(connection, "stories", len(keys))
    made = dict(zip(keys, ids, strict=True))
    if made:
        rows = [_new_story(story, key, now) for key, story in made.items()]
        connection.execute(insert(stories), rows)
    return made


def _new_story(story: int, key: str, now: int) -> dict[str, object]:
    # A stamp is unique: below nought until `refresh` gives the story its own.
    times = {"created_at": now, "updated_at": now, "grown_at": now}
    return {"id": story, "key": key, "stamp": -story, **times}


_GONE_ROWS = rows_of("rows", old=int, new=int, stamp=int, now=int).c
_GONE = (
    update(stories)
    .where(stories.c.id == _GONE_ROWS.old)
    .values(
        joined_into=_GONE_ROWS.new,
        stamp=_GONE_ROWS.stamp,
        updated_at=_GONE_ROWS.now,
    )
)


def _join(connection: Connection, joins: Mapping[int, int], now: int) -> None:
    pairs = sorted(joins.items())
    move_rows(connection, pairs)
    stamps = next_stamps(connection, len(pairs))
    gone = [
        (*pair, stamp, now) for pair, stamp in zip(pairs, stamps, strict=True)
    ]
    connection.execute(_GONE, {"rows": gone})


# Columns that `_told` gives, in its order.
_TOLD = {
    "title": str,
    "url": str,
    "summary": str,
    "language": str,
    "published_at": int,
    "publisher": str,
    "topics": str,
    "languages": str,
    "publishers": int,
    "articles": int,
    "closed": int,
    "image": str,
    "lead_id": int,
    "last_at": int,
    "recent": int,
    "no_news": str,
    "standing": int,
}
_STORY = rows_of("rows", id=int, **_TOLD, stamp=int, now=int, grown=int).c
_WRITE = (
    update(stories)
    .where(stories.c.id == _STORY.id)
    .values({name: _STORY[name] for name in _TOLD})
    .values(
        stamp=_STORY.stamp,
        updated_at=_STORY.now,
        grown_at=case(
            (_STORY.grown == 1, _STORY.now), else_=stories.c.grown_at
        ),
    )
)


def refresh(
    connection: Connection,
    story_ids: Sequence[int],
    now: int,
    *,
    grown: Iterable[int] = (),
    met: Mapping[int, Sequence[int]] | None = None,
    ancestors: Mapping[str, tuple[str, ...]],
) -> None:
    """Compute again what stories say from their articles: lead, title, summary, publishers,
    topics, terms, words.

    A story's row and words hold what its open articles say and nothing else. `met` names for an
    article the filters that it meets.
    """
    members = _members(connection, story_ids)
    fresh = set(grown)
    stamps = next_stamps(connection, len(story_ids))
    rows = [
        (story, *_told(members[story]), stamp, now, int(story in fresh))
        for story, stamp in zip(story_ids, stamps, strict=True)
        if story in members
    ]
    if rows:
        connection.execute(_WRITE, {"rows": rows})
    term_writer.write(connection, members, met or {}, ancestors)
    _set_words(connection, members)


_NAMES = [
    field.name
    for field in fields(StoryArticle)
    if field.name not in {"withdrawn", "open", "standing"}
]
_MEMBERS = (
    select(
        *(articles.c[name] for name in _NAMES),
        case((articles.c.withdrawn_at.is_(None), 0), else_=1),
        case((is_open(), 1), else_=0),
        func.coalesce(sources.c.standing, 100),
    )
    .outerjoin_from(articles, sources, sources.c.id == articles.c.source_id)
    .where(articles.c.story_id.in_(integers("ids")))
    .order_by(articles.c.story_id, articles.c.published_at, articles.c.id)
)


def _members(
    connection: Connection, story_ids: Sequence[int]
) -> dict[int, list[StoryArticle]]:
    members: dict[int, list[StoryArticle]] = defaultdict(list)
    for row in connection.execute(_MEMBERS, {"ids": story_ids}):
        values: RowTuple = tuple(row)
        members[values[0]].append(StoryArticle(*values))
    return members


def members_for(
    connection: Connection, story_ids: Sequence[int], own: Collection[int]
) -> dict[int, list[StoryArticle]]:
    """Read the articles of stories that a chat may see which follows these closed sources."""
    seen = {
        story: seen_with(listed, own)
        for story, listed in _members(connection, story_ids).items()
    }
    return {story: listed for story, listed in seen.items() if listed}


def seen_with(
    members: Sequence[StoryArticle], own: Collection[int]
) -> list[StoryArticle]:
    """Keep the articles that a chat may see which follows these closed sources."""
    return [
        member for member in members if member.open or member.source_id in own
    ]


def _told(members: Sequence[StoryArticle]) -> tuple[object, ...]:
    """Return a story's columns; those of a story that only closed sources report hold no words."""
    listed = [member for member in members if member.open]
    closed = len(members) - len(listed)
    if not listed:
        lead = lead_of(members)
        at = lead.published_at
        return (
            "",
            "",
            "[]",
            "",
            at,
            "",
            "[]",
            "[]",
            0,
            0,
            closed,
            "",
            lead.id,
            at,
            0,
            "",
            100,
        )
    text = text_of(listed)
    return (
        text.title,
        text.url,
        text.summary,
        text.language,
        text.published_at,
        text.publisher,
        dump(text.topics),
        dump(text.languages),
        text.publishers,
        text.articles,
        closed,
        text.image,
        text.lead_id,
        text.last_at,
        text.recent,
        text.no_news,
        text.standing,
    )


_WORDS = select(articles.c.id, articles.c.words).where(
    articles.c.id.in_(integers("ids"))
)


def _set_words(
    connection: Connection, members: Mapping[int, Sequence[StoryArticle]]
) -> None:
    """Make stories findable by the words of their open articles alone: what only a
    closed source says must not be found by others.
    """
    chosen = {story: _first_open(listed) for story, listed in members.items()}
    wanted = [article for listed in chosen.values() for article in listed]
    words = pairs(connection.execute(_WORDS, {"ids": wanted}))
    put_words(
        connection,
        [
            (story, " ".join(words[article] for article in listed))
            for story, listed in chosen.items()
        ],
    )


def _first_open(members: Sequence[StoryArticle]) -> list[int]:
    """Return the articles whose words find a story:
    the first open ones, reports before reprints.
    """
    listed = [member for member in members if member.open]
    listed.sort(key=lambda member: member.kind != "report")
    return [member.id for member in listed[:_WORDS_FROM]]


def tag(connection: Connection, pairs: Sequence[tuple[int, int]]) -> None:
    """Add terms to stories, (story id, term id) each, so that a new filter finds existing
    stories.
    """
    if not pairs:
        return
    take_turns(connection, "jianbao-stories")
    term_writer.add(connection, pairs)
    touch(connection, (story for story, _ in pairs))


def reindex(connection: Connection, story_ids: Sequence[int]) -> None:
    """Rebuild the full-text index of these stories from their articles' words."""
    _set_words(connection, _members(connection, story_ids))
