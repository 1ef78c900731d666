"""Put articles into stories: create, extend and join them, and keep all that hangs on a story true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import (
    Connection,
    case,
    delete,
    exists,
    insert,
    select,
    true,
    update,
)

from news.models import ArticleKind, Report
from news.rank import count_publishers
from store.engine.dialect import allocate, pairs, take_turns
from store.engine.full_text import put_words
from store.engine.statements import integers, rows_of, texts, upsert
from store.news import events, terms
from store.news.stamps import next_stamps, touch
from store.news.story_joins import move_rows
from store.rows import Placed
from store.schema.row_mapping import dump, triples_of
from store.schema.tables import articles, stories, story_terms
from store.schema.tables import terms as term_rows

MOST_TOPICS = 5
_WORDS_FROM = 5
"""Full-text search knows the words of a story's first five reports: later ones say the same."""


@dataclass(frozen=True, slots=True)
class _Member:
    story_id: int
    id: int
    url: str
    title: str
    summary: str
    published_at: int
    publisher: str
    site: str
    language: str
    image: str
    topics: str
    kind: str
    source_id: int
    withdrawn: int = 0


_PLACED = rows_of("rows", id=int, story=int, kind=str, original=str, title=str).c
_PUT_ARTICLES = (
    update(articles)
    .where(articles.c.id == _PLACED.id)
    .values(
        state="joined",
        story_id=_PLACED.story,
        kind=_PLACED.kind,
        original_url=_PLACED.original,
        title=case((_PLACED.title != "", _PLACED.title), else_=articles.c.title),
    )
)


def place(
    c: Connection,
    placements: Sequence[Placed],
    now: int,
    *,
    ancestors: Mapping[str, tuple[str, ...]] | None = None,
) -> list[int]:
    """Put articles into their stories; give the story's id for each placement.

    Stories named in `joined` become this one: their articles, terms, seen rows, feedback and saved marks move over,
    so that a chat which got either is not told again; their ids keep leading to it. `ancestors` names for a topic
    the topics above it: who subscribes to one of those wants the story too.
    """
    if not placements:
        return []
    take_turns(c, "jianbao-stories")
    roots = events.follow((placed.story_key, placed.joined) for placed in placements)
    ids, joins = _resolve(c, placements, roots, now)
    story_ids = [ids[roots[placed.story_key]] for placed in placements]
    rows = [
        (p.article_id, story, p.kind, p.original_url, p.title)
        for p, story in zip(placements, story_ids, strict=True)
    ]
    c.execute(_PUT_ARTICLES, {"rows": rows})
    if joins:
        _join(c, joins, now)
    events.unite(c, placements)
    grown = {
        story for p, story in zip(placements, story_ids, strict=True) if p.kind == "report"
    } | set(joins.values())
    filters: dict[int, set[int]] = defaultdict(set)
    for placed, story in zip(placements, story_ids, strict=True):
        filters[story].update(placed.filters)
    refresh(c, sorted(set(story_ids)), now, grown=grown, filters=filters, ancestors=ancestors or {})
    return story_ids


_BY_KEY = select(stories.c.key, stories.c.id, stories.c.joined_into).where(
    stories.c.key.in_(texts("keys"))
)


def _resolve(
    c: Connection, placements: Sequence[Placed], roots: Mapping[str, str], now: int
) -> tuple[dict[str, int], dict[int, int]]:
    """Find or make the root stories; tell which known stories are to be joined into which."""
    known = {
        key: joined or story for key, story, joined in c.execute(_BY_KEY, {"keys": sorted(roots)})
    }
    needed = list(dict.fromkeys(roots[placed.story_key] for placed in placements))
    missing = [key for key in needed if key not in known]
    made = dict(zip(missing, allocate(c, "stories", len(missing)), strict=True))
    if made:
        c.execute(insert(stories), [_new_story(story, key, now) for key, story in made.items()])
    ids = {key: known.get(key) or made[key] for key in needed}
    joins = {
        story: ids[roots[key]]
        for key, story in known.items()
        if roots[key] in ids and story != ids[roots[key]]
    }
    return ids, joins


def _new_story(story: int, key: str, now: int) -> dict[str, object]:
    # A stamp is unique: below nought until `refresh` gives the story its own.
    times = {"created_at": now, "updated_at": now, "grown_at": now}
    return {"id": story, "key": key, "stamp": -story, **times}


_GONE_ROWS = rows_of("rows", old=int, new=int, stamp=int, now=int).c
_GONE = (
    update(stories)
    .where(stories.c.id == _GONE_ROWS.old)
    .values(joined_into=_GONE_ROWS.new, stamp=_GONE_ROWS.stamp, updated_at=_GONE_ROWS.now)
)


def _join(c: Connection, joins: Mapping[int, int], now: int) -> None:
    pairs = sorted(joins.items())
    move_rows(c, pairs)
    stamps = next_stamps(c, len(pairs))
    gone = [(*pair, stamp, now) for pair, stamp in zip(pairs, stamps, strict=True)]
    c.execute(_GONE, {"rows": gone})


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
    "image": str,
    "lead_id": int,
}
"""Columns that `_told` gives, in its order."""
_STORY = rows_of("rows", id=int, **_TOLD, stamp=int, now=int, grown=int).c
_WRITE = (
    update(stories)
    .where(stories.c.id == _STORY.id)
    .values({name: _STORY[name] for name in _TOLD})
    .values(
        stamp=_STORY.stamp,
        updated_at=_STORY.now,
        grown_at=case((_STORY.grown == 1, _STORY.now), else_=stories.c.grown_at),
    )
)


def refresh(
    c: Connection,
    story_ids: Sequence[int],
    now: int,
    *,
    grown: Iterable[int] = (),
    filters: Mapping[int, set[int]] | None = None,
    ancestors: Mapping[str, tuple[str, ...]],
) -> None:
    """Work out again what stories say, from their articles: lead, title, summary, publishers, topics, terms, words."""
    members = _members(c, story_ids)
    topics = {story: _topics(listed) for story, listed in members.items()}
    fresh = set(grown)
    stamps = next_stamps(c, len(story_ids))
    rows = [
        (story, *_told(members[story], topics[story]), stamp, now, int(story in fresh))
        for story, stamp in zip(story_ids, stamps, strict=True)
        if story in members
    ]
    if rows:
        c.execute(_WRITE, {"rows": rows})
    _set_terms(c, members, topics, filters or {}, ancestors)
    _set_words(c, members)


_MEMBERS = (
    select(
        *(articles.c[field.name] for field in fields(_Member) if field.name != "withdrawn"),
        case((articles.c.withdrawn_at.is_(None), 0), else_=1),
    )
    .where(articles.c.story_id.in_(integers("ids")))
    .order_by(articles.c.story_id, articles.c.published_at, articles.c.id)
)


def _members(c: Connection, story_ids: Sequence[int]) -> dict[int, list[_Member]]:
    members: dict[int, list[_Member]] = defaultdict(list)
    for row in c.execute(_MEMBERS, {"ids": story_ids}):
        values: tuple[Any, ...] = tuple(row)
        members[values[0]].append(_Member(*values))
    return members


def _lead(members: Sequence[_Member]) -> _Member:
    """Choose the article a story is told by: the first report with a summary, else the first of the best there is.

    One that its publisher withdrew tells it only where all were withdrawn.
    """
    return min(
        members,
        key=lambda m: (m.withdrawn, m.kind != "report", m.summary == "[]", m.published_at, m.id),
    )


def _told(members: Sequence[_Member], topics: Sequence[str]) -> tuple[object, ...]:
    lead = _lead(members)
    languages = list(dict.fromkeys(m.language for m in (lead, *members) if m.language))
    told_by = count_publishers(map(_report, members))
    image = lead.image or next((m.image for m in members if m.image), "")
    return (
        lead.title,
        lead.url,
        lead.summary,
        lead.language,
        lead.published_at,
        lead.publisher or lead.site,
        dump(topics),
        dump(languages),
        max(len(told_by.independent), 1),
        len(members),
        image,
        lead.id,
    )


def _report(member: _Member) -> Report:
    """Return an article as the count of publishers takes it; a site's name stands for a publisher's."""
    kind: ArticleKind = "reprint" if member.kind == "reprint" else "report"
    return Report(member.url, member.title, member.publisher or member.site, None, kind)


def _topics(members: Sequence[_Member]) -> list[str]:
    """Let the articles vote by confidence; a topic that only few of them see is left out."""
    votes: dict[str, float] = defaultdict(float)
    for member in members:
        for key, confidence, _ in triples_of(member.topics):
            votes[key] += confidence
    best = max(votes.values(), default=0.0)
    ranked = sorted(votes, key=lambda key: (-votes[key], key))
    return [key for key in ranked if votes[key] >= best / 3][:MOST_TOPICS]


_TERMS = (
    select(story_terms.c.story_id, story_terms.c.term_id, term_rows.c.kind)
    .join(term_rows, term_rows.c.id == story_terms.c.term_id)
    .where(story_terms.c.story_id.in_(integers("ids")))
)
_TERM = rows_of("rows", term=int, story=int)
_TERMS_ADD = (
    upsert(story_terms)
    .from_select(["term_id", "story_id"], select(_TERM.c.term, _TERM.c.story).where(true()))
    .on_conflict_do_nothing()
)
_TERMS_DROP = delete(story_terms).where(
    story_terms.c.story_id.in_(integers("stories")),
    exists().where(_TERM.c.term == story_terms.c.term_id, _TERM.c.story == story_terms.c.story_id),
)


def _wanted_terms(
    c: Connection,
    members: Mapping[int, Sequence[_Member]],
    topics: Mapping[int, Sequence[str]],
    ancestors: Mapping[str, tuple[str, ...]],
) -> dict[int, set[tuple[str, str]]]:
    """Return the topics and sources of each story; none where all its articles were withdrawn."""
    article_ids = [member.id for listed in members.values() for member in listed]
    listed_by = terms.sources_listing(c, article_ids)
    wanted: dict[int, set[tuple[str, str]]] = {}
    for story, listed in members.items():
        wanted[story] = set()
        # Nobody is told any more what nobody says any more.
        if all(member.withdrawn for member in listed):
            continue
        for key in topics[story]:
            wanted[story] |= {("topic", name) for name in (key, *ancestors.get(key, ()))}
        for member in listed:
            listing = {member.source_id, *listed_by.get(member.id, ())}
            wanted[story] |= {("source", str(source)) for source in listing}
    return wanted


def _set_terms(
    c: Connection,
    members: Mapping[int, Sequence[_Member]],
    topics: Mapping[int, Sequence[str]],
    filters: Mapping[int, set[int]],
    ancestors: Mapping[str, tuple[str, ...]],
) -> None:
    wanted = _wanted_terms(c, members, topics, ancestors)
    ids = terms.intern_many(c, (pair for pairs in wanted.values() for pair in pairs))
    had: set[tuple[int, int]] = set()
    want = {(ids[pair], story) for story, pairs in wanted.items() for pair in pairs}
    want |= {(term, story) for story, met in filters.items() for term in met}
    for story, term, kind in c.execute(_TERMS, {"ids": list(members)}):
        had.add((term, story))
        # What a filter found stays, while anybody still tells the story.
        if kind == "filter" and wanted.get(story):
            want.add((term, story))
    if want - had:
        c.execute(_TERMS_ADD, {"rows": sorted(want - had)})
    if had - want:
        old = sorted(had - want)
        c.execute(_TERMS_DROP, {"rows": old, "stories": sorted({story for _, story in old})})


_WORDS = select(articles.c.id, articles.c.words).where(articles.c.id.in_(integers("ids")))


def _set_words(c: Connection, members: Mapping[int, Sequence[_Member]]) -> None:
    chosen = {
        story: [m.id for m in sorted(listed, key=lambda m: m.kind != "report")][:_WORDS_FROM]
        for story, listed in members.items()
    }
    wanted = [article for listed in chosen.values() for article in listed]
    words = pairs(c.execute(_WORDS, {"ids": wanted}))
    put_words(
        c,
        [
            (story, " ".join(words[article] for article in listed))
            for story, listed in chosen.items()
        ],
    )


def tag(c: Connection, pairs: Sequence[tuple[int, int]]) -> None:
    """Add terms to stories, (story id, term id) each: a filter that a chat has just made finds what is there."""
    if not pairs:
        return
    take_turns(c, "jianbao-stories")
    c.execute(_TERMS_ADD, {"rows": [(term, story) for story, term in pairs]})
    touch(c, (story for story, _ in pairs))


def reindex(c: Connection, story_ids: Sequence[int]) -> None:
    """Make the full-text index of these stories anew from their articles' words."""
    _set_words(c, _members(c, story_ids))
