"""Articles on their way: new → read → joined, or failed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from store.engine.dialect import Sql
from store.engine.row_mapping import Shape, dump, triples_of, tuple_of
from store.rows import ArticleRow, NewArticle, ReadArticle

SHAPE = Shape(
    ArticleRow, summary=tuple_of, keywords=tuple_of, categories=tuple_of, topics=triples_of
)
_ALL = SHAPE.columns()

# Another worker may insert the same key at the same moment: the conflict clause decides, not a look beforehand.
_INSERT = Sql(
    """INSERT INTO articles (url, url_key, source_id, title, entry_summary, entry_content, published_at, author,
      categories, image, fetched_at)
    SELECT t.url, t.url_key, t.source_id, t.title, t.summary, t.content, t.published_at, t.author, t.categories, t.image, t.now
    FROM ROWS :rows(url text, url_key text, source_id int, title text, summary text, content text, published_at int, author text, categories text, image text, now int) AS t
    WHERE true ON CONFLICT (url_key) DO NOTHING RETURNING id, url_key"""
)
_PARK = Sql(
    """UPDATE articles SET state = 'failed', error = CASE WHEN error = '' THEN 'given up after many tries' ELSE error END
    WHERE state = 'new' AND attempts >= :most AND next_at <= :now"""
)
_CLAIM = Sql(
    f"""UPDATE articles SET next_at = :until, attempts = attempts + 1 WHERE id IN (
      SELECT id FROM articles WHERE state = 'new' AND next_at <= :now AND attempts < :most
      ORDER BY published_at DESC, id DESC LIMIT CAST(:count AS bigint) FOR UPDATE SKIP LOCKED)
    RETURNING {_ALL}"""
)
_SAVE = Sql(
    """UPDATE articles SET state = 'read', error = '', title = t.title, text = t.text, summary = t.summary,
      published_at = t.published_at, publisher = t.publisher, site = t.site, author = t.author, editor = t.editor,
      section = t.section, language = t.language, image = t.image, keywords = t.keywords, topics = t.topics,
      canonical_url = t.canonical_url, words = t.words, content_hash = t.content_hash, entry_content = ''
    FROM ROWS :rows(id int, title text, text text, summary text, published_at int, publisher text, site text, author text, editor text, section text, language text, image text, keywords text, topics text, canonical_url text, words text, content_hash text) AS t
    WHERE articles.id = t.id AND articles.state IN ('new', 'failed')"""
)
_FAIL = Sql(
    """UPDATE articles SET error = :error, next_at = :again,
    state = CASE WHEN :final = 1 THEN 'failed' ELSE state END WHERE id = :id AND state = 'new'"""
)
_UNPLACED = Sql(
    f"SELECT {_ALL} FROM articles WHERE state = 'read' ORDER BY id LIMIT CAST(:count AS bigint)"
)
_GET = Sql(f"SELECT {_ALL} FROM articles WHERE id = :id")
_OF_STORY = Sql(f"SELECT {_ALL} FROM articles WHERE story_id = :story ORDER BY published_at, id")
_OF_SOURCE = Sql(
    f"SELECT {_ALL} FROM articles WHERE source_id = :source ORDER BY id DESC LIMIT CAST(:count AS bigint)"
)
_LABELLED = Sql(
    """SELECT title, substr(text, 1, 240), topics FROM articles WHERE topics LIKE '%section:%'
    ORDER BY id DESC LIMIT CAST(:count AS bigint)"""
)
_KNOWN = Sql("SELECT url_key FROM articles WHERE url_key IN :keys[text]")
_RECHECK = Sql(
    f"""SELECT {_ALL} FROM articles WHERE state = 'joined' AND withdrawn_at IS NULL AND published_at >= :since
    AND checked_at < :before AND EXISTS (SELECT 1 FROM stories st WHERE st.lead_id = articles.id)
    AND EXISTS (SELECT 1 FROM seen WHERE seen.story_id = articles.story_id)
    ORDER BY checked_at, id LIMIT CAST(:count AS bigint)"""
)
_CHECKED = Sql("UPDATE articles SET checked_at = :now WHERE id IN :ids[int]")
_CHANGE = Sql(
    """UPDATE articles SET checked_at = :now, content_hash = :hash,
    text = CASE WHEN :withdrawn = 1 THEN text ELSE :text END, changed_at = :now,
    withdrawn_at = CASE WHEN :withdrawn = 1 THEN CAST(:now AS bigint) ELSE withdrawn_at END WHERE id = :id"""
)
_STORY_AT = Sql("SELECT story_id FROM articles WHERE url_key = :key")
_STATES = Sql("SELECT state, count(*) FROM articles GROUP BY state")


def insert_new(c: Connection, items: Sequence[NewArticle], now: int) -> list[int]:
    """Write the entries that are not known yet, by `url_key`; give the ids of those written.

    An entry without a time gets `now`: it is new to us, and the newest are read first.
    """
    unique = {item.url_key: item for item in reversed(items)}
    rows = [
        (
            i.url,
            i.url_key,
            i.source_id,
            i.title,
            i.summary,
            i.content,
            now if i.published_at is None else i.published_at,
            i.author,
            dump(i.categories),
            i.image,
            now,
        )
        for i in reversed(unique.values())
    ]
    return sorted(row[0] for row in _INSERT(c, rows=rows)) if rows else []


def claim_new(
    c: Connection, *, now: int, limit: int, lease: int, max_attempts: int
) -> list[ArticleRow]:
    """Take new articles to read, the newest first, for `lease` seconds.

    Each claim counts as an attempt, so an article that kills its worker is given up after `max_attempts`.
    """
    _PARK(c, most=max_attempts, now=now)
    rows = _CLAIM(c, now=now, until=now + lease, most=max_attempts, count=limit)
    return sorted(SHAPE.all(rows), key=lambda article: (-article.published_at, -article.id))


def save_read(c: Connection, items: Sequence[ReadArticle], now: int) -> None:
    """Write what was read; articles that were read meanwhile by another worker are left as they are."""
    rows = [
        (
            i.id,
            i.title,
            i.text,
            dump(i.summary),
            i.published_at,
            i.publisher,
            i.site,
            i.author,
            i.editor,
            i.section,
            i.language,
            i.image,
            dump(i.keywords),
            dump(i.topics),
            i.canonical_url,
            i.words,
            i.content_hash,
        )
        for i in items
    ]
    if rows:
        _SAVE(c, rows=rows)
        _CHECKED(c, ids=[item.id for item in items], now=now)


def fail(c: Connection, article_id: int, error: str, *, retry_at: int | None) -> None:
    """Note that an article could not be read: tried again at `retry_at`, or never when it is None."""
    _FAIL(c, id=article_id, error=error, again=retry_at or 0, final=int(retry_at is None))


def unplaced(c: Connection, limit: int) -> list[ArticleRow]:
    """Read the articles that wait for the clusterer, the oldest first."""
    return SHAPE.all(_UNPLACED(c, count=limit))


def get(c: Connection, article_id: int) -> ArticleRow | None:
    """Read one article."""
    return SHAPE.maybe(_GET(c, id=article_id).first())


def of_story(c: Connection, story_id: int) -> list[ArticleRow]:
    """Read a story's articles in the order they appeared."""
    return SHAPE.all(_OF_STORY(c, story=story_id))


def recent_of_source(c: Connection, source_id: int, limit: int) -> list[ArticleRow]:
    """Read what a source brought last, the newest first."""
    return SHAPE.all(_OF_SOURCE(c, source=source_id, count=limit))


def known_keys(c: Connection, keys: Sequence[str]) -> set[str]:
    """Tell which of these url keys are known."""
    return set(_KNOWN(c, keys=keys).scalars())


def labelled(c: Connection, limit: int) -> list[tuple[str, str]]:
    """Read (headline and opening, topic) of the newest articles whose own section told their topic, for the learner."""
    rows = _LABELLED(c, count=limit)
    found = ((f"{title}\n{opening}", triples_of(topics)) for title, opening, topics in rows)
    return [
        (text, str(topic))
        for text, listed in found
        for topic, _, reason in listed[:1]
        if str(reason).startswith("section:")
    ]


def story_at(c: Connection, url_key: str) -> int | None:
    """Tell which story the article of an address (its `news.links.key`) belongs to; None where it is in none."""
    found: int | None = _STORY_AT(c, key=url_key).scalar()
    return found


def to_recheck(
    c: Connection, *, now: int, since: int, limit: int, pause: int = 3600
) -> list[ArticleRow]:
    """Read told stories' lead articles published after `since` to look at again, the longest unlooked-at first.

    An article comes back after `pause` seconds; say `mark_checked` of those that had not changed.
    """
    return SHAPE.all(_RECHECK(c, since=since, before=now - pause, count=limit))


def mark_checked(c: Connection, article_ids: Sequence[int], now: int) -> None:
    """Note that these articles were looked at again."""
    _CHECKED(c, ids=article_ids, now=now)


def record_change(
    c: Connection, article_id: int, text: str, content_hash: str, now: int, withdrawn: bool
) -> None:
    """Write that an article was corrected, or withdrawn: then its text stays as it was."""
    _CHANGE(c, id=article_id, text=text, hash=content_hash, now=now, withdrawn=int(withdrawn))


def count_states(c: Connection) -> dict[str, int]:
    """Count the articles by state."""
    return {str(state): int(count) for state, count in _STATES(c)}
