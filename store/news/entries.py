"""Entries: what each source lists, and the article behind each. Several sources may list
one article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    true,
    update,
)

from news.durations import DAY
from news.entry_identity import KnownEntry
from store.article_rows import ChangedEntry, NewEntry
from store.engine.statements import integers, rows_of, texts, upsert
from store.news import articles as article_rows
from store.news import source_parts, terms
from store.news.articles import CORRECTED, HEADLINE_CORRECTED
from store.news.story_writer import tag
from store.news.visibility import is_open
from store.schema.source_tables import entries
from store.schema.tables import articles, sources, stories

_BY_ID = "id:"

_KNOWN = select(
    entries.c.article_id,
    entries.c.identity,
    entries.c.url_key,
    entries.c.title,
    entries.c.summary,
).where(
    entries.c.source_id == bindparam("source"),
    or_(
        entries.c.identity.in_(texts("identities")),
        entries.c.url_key.in_(texts("keys")),
    ),
)


def known(
    connection: Connection,
    source_id: int,
    identities: Sequence[str],
    url_keys: Sequence[str],
) -> dict[str, KnownEntry]:
    """Read the known entries of a source with these identities or addresses, by identity."""
    asked = {"source": source_id, "identities": identities, "keys": url_keys}
    return {
        identity: KnownEntry(
            article=article or 0,
            id=_id_of(identity),
            url_key=url_key,
            title=title,
            summary=summary,
        )
        for article, identity, url_key, title, summary in connection.execute(
            _KNOWN, asked
        )
    }


def _id_of(identity: str) -> str:
    if identity.startswith(_BY_ID):
        return identity.removeprefix(_BY_ID)
    return ""


_FIND = select(articles.c.url_key, articles.c.id, articles.c.story_id).where(
    articles.c.url_key.in_(texts("keys"))
)
_COLUMNS = {
    "source_id": int,
    "identity": str,
    "url_key": str,
    "title": str,
    "summary": str,
    "article_id": int,
    "first_at": int,
    "listed_at": int,
}
_PUT_NEW = upsert(entries).from_select(
    list(_COLUMNS), select(*rows_of("rows", **_COLUMNS).c).where(true())
)
_PUT = _PUT_NEW.on_conflict_do_update(
    index_elements=["source_id", "identity"],
    set_={
        "url_key": _PUT_NEW.excluded.url_key,
        "title": _PUT_NEW.excluded.title,
        "summary": _PUT_NEW.excluded.summary,
        "article_id": func.coalesce(
            _PUT_NEW.excluded.article_id, entries.c.article_id
        ),
        "listed_at": _PUT_NEW.excluded.listed_at,
    },
)


_FIND_OPEN = select(articles.c.url_key).where(
    articles.c.url_key.in_(texts("keys")), is_open()
)


def _shared(
    connection: Connection, items: Sequence[NewEntry]
) -> Sequence[NewEntry]:
    """Use the article that everybody sees, if there is one, for a closed source's entry of the
    same address.

    It brings no words of its own then. The other way round a trusted source makes an article anew:
    what a closed one told of an address is its readers' alone.
    """
    keys = [item.open_key for item in items if item.open_key]
    if not keys:
        return items
    known = set(connection.execute(_FIND_OPEN, {"keys": keys}).scalars())
    return [
        replace(item, article_key=item.open_key, article=None)
        if item.open_key in known
        else item
        for item in items
    ]


def take(
    connection: Connection, source_id: int, items: Sequence[NewEntry], now: int
) -> int:
    """Write the entries that are new in a source; return how many articles are new.

    An article that another source brought belongs to this one too, and so does its story.
    """
    items = _shared(connection, items)
    made = article_rows.insert_new(
        connection, [item.article for item in items if item.article], now
    )
    keys = [item.article_key for item in items]
    held = {
        key: (number, story)
        for key, number, story in connection.execute(_FIND, {"keys": keys})
    }
    rows = [
        (
            source_id,
            item.identity,
            item.url_key,
            item.title,
            item.summary,
            held.get(item.article_key, (None, None))[0],
            now,
            now,
        )
        for item in items
    ]
    if rows:
        connection.execute(_PUT, {"rows": rows})
    told = sorted({story for _, story in held.values() if story is not None})
    if told:
        term = terms.intern(connection, "source", str(source_id)).id
        met = source_parts.met_by(
            connection, source_id, [number for number, _ in held.values()]
        )
        tag(connection, [*((story, term) for story in told), *met])
    return len(made)


_STILL = (
    update(entries)
    .where(
        entries.c.source_id == bindparam("source"),
        entries.c.identity.in_(texts("identities")),
        entries.c.listed_at < bindparam("before"),
    )
    .values(listed_at=bindparam("now"))
)


def still_listed(
    connection: Connection, source_id: int, identities: Sequence[str], now: int
) -> None:
    """Record once a day that these entries are still listed, so that they stay known."""
    bounds = {
        "source": source_id,
        "identities": identities,
        "now": now,
        "before": now - DAY,
    }
    connection.execute(_STILL, bounds)


_ROW = rows_of(
    "rows",
    old=str,
    identity=str,
    article=int,
    url=str,
    url_key=str,
    article_key=str,
    old_title=str,
    title=str,
    summary=str,
    content=str,
    corrected=int,
    moved=int,
).c
_CHANGE = (
    update(entries)
    .where(
        entries.c.source_id == bindparam("source"),
        entries.c.identity == _ROW.old,
    )
    .values(
        identity=_ROW.identity,
        url_key=_ROW.url_key,
        title=_ROW.title,
        summary=_ROW.summary,
        listed_at=bindparam("now"),
    )
)
_UNREAD = articles.c.state.in_(["new", "failed"])
_lister = sources.alias("lister")
# A closed source may list an article that another brought; it has no say in
# what that tells.
_MAY_CHANGE = or_(
    articles.c.source_id == bindparam("source"),
    exists().where(_lister.c.id == bindparam("source"), _lister.c.trusted == 1),
)
_CORRECT = (
    update(articles)
    .where(articles.c.id == _ROW.article, _ROW.corrected == 1, _MAY_CHANGE)
    .values(
        title=case((_UNREAD, _ROW.title), else_=articles.c.title),
        entry_summary=_ROW.summary,
        entry_content=_ROW.content,
        checked_at=case(
            (_UNREAD, articles.c.checked_at),
            (
                and_(articles.c.title == _ROW.old_title, _ROW.title != ""),
                HEADLINE_CORRECTED,
            ),
            else_=CORRECTED,
        ),
    )
)
_other = articles.alias("other")
_MOVE = (
    update(articles)
    .where(
        articles.c.id == _ROW.article,
        and_(_ROW.moved == 1, _ROW.url != ""),
        _MAY_CHANGE,
        ~exists().where(_other.c.url_key == _ROW.article_key),
    )
    .values(url=_ROW.url, url_key=_ROW.article_key)
)
_MOVE_STORY = (
    update(stories)
    .where(
        stories.c.lead_id == articles.c.id,
        articles.c.id.in_(integers("ids")),
        stories.c.articles > 0,
    )
    .values(url=articles.c.url)
)


_TITLE = select(entries.c.title).where(
    entries.c.article_id == bindparam("article"),
    entries.c.source_id == bindparam("source"),
)


def title_of(connection: Connection, article_id: int, source_id: int) -> str:
    """Read the headline that a source gives an article now; empty where it lists none."""
    return str(
        connection.execute(
            _TITLE, {"article": article_id, "source": source_id}
        ).scalar()
        or ""
    )


def change(
    connection: Connection,
    source_id: int,
    items: Sequence[ChangedEntry],
    now: int,
) -> None:
    """Store what a source changed in known entries.

    An article that nobody read yet takes the new words; one that was read is looked at again soon,
    and told corrections go their way. An article that moved keeps its story.
    """
    if not items:
        return
    rows = [
        (
            item.old_identity,
            item.identity,
            item.article_id,
            item.url,
            item.url_key,
            item.article_key,
            item.old_title,
            item.title,
            item.summary,
            item.content,
            int(item.corrected),
            int(item.moved),
        )
        for item in items
    ]
    connection.execute(_CHANGE, {"rows": rows, "source": source_id, "now": now})
    connection.execute(_CORRECT, {"rows": rows, "source": source_id})
    connection.execute(_MOVE, {"rows": rows, "source": source_id})
    if moved := [item.article_id for item in items if item.moved]:
        connection.execute(_MOVE_STORY, {"ids": moved})
