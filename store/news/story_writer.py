"""Put articles into stories: create, extend and join them, and keep all that hangs on a story true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from store.engine.dialect import Sql, allocate, drop_words, pairs, put_words, take_turns
from store.engine.row_mapping import dump, triples_of
from store.news import terms
from store.rows import Placed

MOST_TOPICS = 5
_WORDS_FROM = 5
"""Full-text search knows the words of a story's first five reports: later ones say the same."""

_BY_KEY = Sql("SELECT key, id, joined_into FROM stories WHERE key IN :keys[text]")
_LAST_STAMP = Sql("SELECT coalesce(max(stamp), 0) FROM stories")
_CREATE = Sql(
    """INSERT INTO stories (id, key, created_at, updated_at, grown_at, stamp)
    SELECT t.id, t.key, t.now, t.now, t.now, -t.id FROM ROWS :rows(id int, key text, now int) AS t"""
)
_PUT_ARTICLES = Sql(
    """UPDATE articles SET state = 'joined', story_id = t.story, kind = t.kind, original_url = t.original
    FROM ROWS :rows(id int, story int, kind text, original text) AS t WHERE articles.id = t.id"""
)
_MOVE = tuple(
    Sql(statement)
    for statement in (
        "UPDATE articles SET story_id = t.new FROM ROWS :rows(old int, new int) AS t WHERE articles.story_id = t.old",
        """INSERT INTO seen (chat_id, story_id, at, outbox_id)
        SELECT s.chat_id, t.new, min(s.at), min(s.outbox_id) FROM ROWS :rows(old int, new int) AS t
        JOIN seen s ON s.story_id = t.old WHERE true GROUP BY s.chat_id, t.new ON CONFLICT DO NOTHING""",
        """INSERT INTO feedback (chat_id, story_id, value, at)
        SELECT s.chat_id, t.new, max(s.value), max(s.at) FROM ROWS :rows(old int, new int) AS t
        JOIN feedback s ON s.story_id = t.old WHERE true GROUP BY s.chat_id, t.new ON CONFLICT DO NOTHING""",
        """INSERT INTO saved (chat_id, story_id, at)
        SELECT s.chat_id, t.new, max(s.at) FROM ROWS :rows(old int, new int) AS t
        JOIN saved s ON s.story_id = t.old WHERE true GROUP BY s.chat_id, t.new ON CONFLICT DO NOTHING""",
        """INSERT INTO subscriptions (chat_id, kind, value, weight, created_at)
        SELECT s.chat_id, s.kind, CAST(t.new AS text), max(s.weight), max(s.created_at)
        FROM ROWS :rows(old int, new int) AS t JOIN subscriptions s ON s.value = CAST(t.old AS text)
        WHERE s.kind = 'mute-story' GROUP BY s.chat_id, s.kind, t.new ON CONFLICT DO NOTHING""",
        """INSERT INTO story_terms (term_id, story_id)
        SELECT DISTINCT s.term_id, t.new FROM ROWS :rows(old int, new int) AS t
        JOIN story_terms s ON s.story_id = t.old WHERE true ON CONFLICT DO NOTHING""",
        "UPDATE stories SET joined_into = t.new FROM ROWS :rows(old int, new int) AS t WHERE stories.joined_into = t.old",
    )
)
_LEAVE = tuple(
    Sql(statement)
    for statement in (
        "DELETE FROM seen WHERE story_id IN :ids[int]",
        "DELETE FROM feedback WHERE story_id IN :ids[int]",
        "DELETE FROM saved WHERE story_id IN :ids[int]",
        "DELETE FROM subscriptions WHERE kind = 'mute-story' AND value IN :texts[text]",
        "DELETE FROM story_terms WHERE story_id IN :ids[int]",
    )
)
_GONE = Sql(
    """UPDATE stories SET joined_into = t.new, stamp = t.stamp, updated_at = t.now
    FROM ROWS :rows(old int, new int, stamp int, now int) AS t WHERE stories.id = t.old"""
)
_ARTICLES = Sql(
    """SELECT story_id, id, url, title, summary, published_at, publisher, site, language, image, topics, kind, source_id,
      CASE WHEN withdrawn_at IS NULL THEN 0 ELSE 1 END
    FROM articles WHERE story_id IN :ids[int] ORDER BY story_id, published_at, id"""
)
_WORDS = Sql("SELECT id, words FROM articles WHERE id IN :ids[int]")
_TERMS = Sql(
    """SELECT s.story_id, s.term_id, t.kind FROM story_terms s JOIN terms t ON t.id = s.term_id
    WHERE s.story_id IN :ids[int]"""
)
_TERMS_ADD = Sql(
    """INSERT INTO story_terms (term_id, story_id) SELECT t.term, t.story
    FROM ROWS :rows(term int, story int) AS t WHERE true ON CONFLICT DO NOTHING"""
)
_TERMS_DROP = Sql(
    """DELETE FROM story_terms WHERE EXISTS (SELECT 1 FROM ROWS :rows(term int, story int) AS t
    WHERE t.term = story_terms.term_id AND t.story = story_terms.story_id) AND story_id IN :stories[int]"""
)
_WRITE = Sql(
    """UPDATE stories SET title = t.title, url = t.url, summary = t.summary, language = t.language,
      published_at = t.published_at, publisher = t.publisher, topics = t.topics, languages = t.languages,
      publishers = t.publishers, articles = t.articles, image = t.image, lead_id = t.lead, stamp = t.stamp,
      updated_at = t.now, grown_at = CASE WHEN t.grown = 1 THEN t.now ELSE grown_at END
    FROM ROWS :rows(id int, title text, url text, summary text, language text, published_at int, publisher text, topics text, languages text, publishers int, articles int, image text, lead int, stamp int, now int, grown int) AS t
    WHERE stories.id = t.id"""
)
_TOUCH = Sql(
    """UPDATE stories SET stamp = t.stamp FROM ROWS :rows(id int, stamp int) AS t WHERE stories.id = t.id"""
)


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
    roots = _roots(placements)
    ids, joins = _resolve(c, placements, roots, now)
    stories = [ids[roots[placed.story_key]] for placed in placements]
    _PUT_ARTICLES(
        c,
        rows=[
            (p.article_id, story, p.kind, p.original_url)
            for p, story in zip(placements, stories, strict=True)
        ],
    )
    if joins:
        _join(c, joins, now)
    grown = {
        story for p, story in zip(placements, stories, strict=True) if p.kind == "report"
    } | set(joins.values())
    filters: dict[int, set[int]] = defaultdict(set)
    for placed, story in zip(placements, stories, strict=True):
        filters[story].update(placed.filters)
    refresh(c, sorted(set(stories)), now, grown=grown, filters=filters, ancestors=ancestors or {})
    return stories


def _roots(placements: Sequence[Placed]) -> dict[str, str]:
    """Follow joins within the batch: a story joined by a later placement leads to that placement's story."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for placed in placements:
        top = root(placed.story_key)
        for other in placed.joined:
            parent[root(other)] = top
            parent[top] = top
    return {key: root(key) for key in list(parent)}


def _resolve(
    c: Connection, placements: Sequence[Placed], roots: Mapping[str, str], now: int
) -> tuple[dict[str, int], dict[int, int]]:
    """Find or make the root stories; tell which known stories are to be joined into which."""
    known = {key: joined or story for key, story, joined in _BY_KEY(c, keys=sorted(roots))}
    needed = list(dict.fromkeys(roots[placed.story_key] for placed in placements))
    missing = [key for key in needed if key not in known]
    made = dict(zip(missing, allocate(c, "stories", len(missing)), strict=True))
    if made:
        _CREATE(c, rows=[(story, key, now) for key, story in made.items()])
    ids = {key: known.get(key) or made[key] for key in needed}
    joins = {
        story: ids[roots[key]]
        for key, story in known.items()
        if roots[key] in ids and story != ids[roots[key]]
    }
    return ids, joins


def _join(c: Connection, joins: Mapping[int, int], now: int) -> None:
    pairs = sorted(joins.items())
    for move in _MOVE:
        move(c, rows=pairs)
    old = [story for story, _ in pairs]
    for leave in _LEAVE:
        values = (
            {"texts": [str(story) for story in old]} if "texts" in leave.names else {"ids": old}
        )
        leave(c, **values)
    drop_words(c, old)
    stamps = _stamps(c, len(pairs))
    _GONE(c, rows=[(*pair, stamp, now) for pair, stamp in zip(pairs, stamps, strict=True)])


def _stamps(c: Connection, count: int) -> range:
    last: int = _LAST_STAMP(c).scalar_one()
    first = max(last, 0) + 1
    return range(first, first + count)


def refresh(
    c: Connection,
    stories: Sequence[int],
    now: int,
    *,
    grown: Iterable[int] = (),
    filters: Mapping[int, set[int]] | None = None,
    ancestors: Mapping[str, tuple[str, ...]],
) -> None:
    """Work out again what stories say, from their articles: lead, title, summary, publishers, topics, terms, words."""
    members = _members(c, stories)
    topics = {story: _topics(listed) for story, listed in members.items()}
    fresh = set(grown)
    stamps = _stamps(c, len(stories))
    rows = [
        (story, *_told(members[story], topics[story]), stamp, now, int(story in fresh))
        for story, stamp in zip(stories, stamps, strict=True)
        if story in members
    ]
    if rows:
        _WRITE(c, rows=rows)
    _set_terms(c, members, topics, filters or {}, ancestors)
    _set_words(c, members)


def _members(c: Connection, stories: Sequence[int]) -> dict[int, list[_Member]]:
    found: dict[int, list[_Member]] = defaultdict(list)
    for row in _ARTICLES(c, ids=stories):
        found[row[0]].append(_Member(*row))
    return found


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
    reports = [m for m in members if m.kind == "report"] or members
    publishers = {m.publisher or m.site or f"source {m.source_id}" for m in reports}
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
        len(publishers),
        len(members),
        image,
        lead.id,
    )


def _topics(members: Sequence[_Member]) -> list[str]:
    """Let the articles vote by confidence; a topic that only few of them see is left out."""
    votes: dict[str, float] = defaultdict(float)
    for member in members:
        for key, confidence, _ in triples_of(member.topics):
            votes[key] += confidence
    best = max(votes.values(), default=0.0)
    ranked = sorted(votes, key=lambda key: (-votes[key], key))
    return [key for key in ranked if votes[key] >= best / 3][:MOST_TOPICS]


def _set_terms(
    c: Connection,
    members: Mapping[int, Sequence[_Member]],
    topics: Mapping[int, Sequence[str]],
    filters: Mapping[int, set[int]],
    ancestors: Mapping[str, tuple[str, ...]],
) -> None:
    wanted: dict[int, set[tuple[str, str]]] = {}
    for story, listed in members.items():
        if all(member.withdrawn for member in listed):
            wanted[story] = set()  # nobody is told any more what nobody says any more
            continue
        above = {up for key in topics[story] for up in ancestors.get(key, ())}
        wanted[story] = {("topic", key) for key in above.union(topics[story])}
        wanted[story] |= {("source", str(member.source_id)) for member in listed}
    ids = terms.intern_many(c, (pair for pairs in wanted.values() for pair in pairs))
    had, kept = set[tuple[int, int]](), set[tuple[int, int]]()
    for story, term, kind in _TERMS(c, ids=list(members)):
        had.add((term, story))
        if kind == "filter" and wanted.get(story):
            kept.add((term, story))
    want = kept | {(ids[pair], story) for story, pairs in wanted.items() for pair in pairs}
    want |= {(term, story) for story, found in filters.items() for term in found}
    if want - had:
        _TERMS_ADD(c, rows=sorted(want - had))
    if had - want:
        _TERMS_DROP(c, rows=sorted(had - want), stories=sorted({story for _, story in had - want}))


def _set_words(c: Connection, members: Mapping[int, Sequence[_Member]]) -> None:
    chosen = {
        story: [m.id for m in sorted(listed, key=lambda m: m.kind != "report")][:_WORDS_FROM]
        for story, listed in members.items()
    }
    words = pairs(_WORDS(c, ids=[i for listed in chosen.values() for i in listed]))
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
    _TERMS_ADD(c, rows=[(term, story) for story, term in pairs])
    stories = sorted({story for story, _ in pairs})
    _TOUCH(c, rows=list(zip(stories, _stamps(c, len(stories)), strict=True)))


def reindex(c: Connection, stories: Sequence[int]) -> None:
    """Make the full-text index of these stories anew from their articles' words."""
    _set_words(c, _members(c, stories))
