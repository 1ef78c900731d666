"""Merge two sources that turn out to be one: everything of the first moves to the second."""

from __future__ import annotations

from sqlalchemy import (
    Connection,
    Executable,
    Table,
    bindparam,
    delete,
    select,
    update,
)

from store.engine.driver_types import AnyColumn, NamedValues
from store.engine.statements import upsert
from store.news import source_parts, source_trust, sources, terms
from store.news.visibility import is_open
from store.schema.source_tables import entries, source_adders
from store.schema.tables import articles, story_terms, subscriptions

_ID = articles.c.source_id.type
_VALUE = subscriptions.c.value.type
_OLD, _NEW = (bindparam(name, type_=_ID) for name in ("old", "new"))
_OLD_TEXT, _NEW_TEXT = (
    bindparam(name, type_=_VALUE) for name in ("old_text", "new_text")
)


def _copied(
    table: Table, owner: AnyColumn, old: AnyColumn, new: str
) -> Executable:
    """Copy the rows of an owner to another; what the other has stays."""
    columns = {column.name: column for column in table.columns}
    taken = columns | {owner.name: bindparam(new, type_=owner.type)}
    rows = select(*taken.values()).where(owner == old)
    return (
        upsert(table).from_select(list(columns), rows).on_conflict_do_nothing()
    )


_IS_SUBSCRIPTION = subscriptions.c.kind == "source"
_OTHERS = subscriptions.alias("others")
_HAS_BOTH = (
    select(_OTHERS.c.id)
    .where(
        _OTHERS.c.chat_id == subscriptions.c.chat_id,
        _OTHERS.c.kind == "source",
        _OTHERS.c.value == _NEW_TEXT,
    )
    .exists()
)
# A closed source must not bring its articles under another's name by a redirect
# of its own.
_CARRY = (
    _copied(entries, entries.c.source_id, _OLD, "new"),
    update(articles).where(articles.c.source_id == _OLD).values(source_id=_NEW),
    _copied(
        story_terms, story_terms.c.term_id, bindparam("old_term"), "new_term"
    ),
)
_LEAVE = (delete(articles).where(articles.c.source_id == _OLD, ~is_open()),)
_STEPS = (
    _copied(source_adders, source_adders.c.source_id, _OLD, "new"),
    delete(subscriptions).where(
        _IS_SUBSCRIPTION, subscriptions.c.value == _OLD_TEXT, _HAS_BOTH
    ),
    update(subscriptions)
    .where(
        _IS_SUBSCRIPTION,
        subscriptions.c.value == _OLD_TEXT,
        subscriptions.c.words == "",
    )
    .values(value=_NEW_TEXT, term_id=bindparam("new_term")),
    delete(story_terms).where(story_terms.c.term_id == bindparam("old_term")),
)


def move(connection: Connection, source_id: int, url: str) -> int:
    """Read a source at its new address from now on; returns the id under which it is read.

    Where another source is read there, the two become one. What `config.toml` lists stays as it
    stands there: it would come back with the next start.
    """
    if sources.move(connection, source_id, url):
        return source_id
    source = sources.get(connection, source_id)
    other = sources.by_url(connection, url)
    if (
        source is None
        or other is None
        or source.configured
        or source.id == other.id
    ):
        return source_id
    join(connection, source.id, other.id)
    return other.id


def join(connection: Connection, old: int, new: int) -> None:
    """Give what `old` lists, its articles,
    who added it and who subscribes to it to `new`, and remove it.

    A chat that has both keeps the subscription that it has to `new`. Of a source that is not
    trusted only the subscribers go over: whoever owns it chose where it leads, and `new` is
    another's. A trusted source makes trusted what it leads to.
    """
    before = sources.get(connection, old)
    after = sources.get(connection, new)
    trusted = before is not None and before.trusted
    if (
        before
        and trusted
        and after
        and not after.trusted
        and not after.refused_at
    ):
        source_trust.approve(
            connection, new, before.approved_at or before.created_at
        )
    named = terms.intern_many(
        connection, [("source", str(old)), ("source", str(new))]
    )
    values = {
        "old": old,
        "new": new,
        "old_text": str(old),
        "new_text": str(new),
        "old_term": named["source", str(old)],
        "new_term": named["source", str(new)],
    }
    for step in (*(_CARRY if trusted else _LEAVE), *_STEPS):
        connection.execute(step, values)
    _move_parts(connection, values, trusted=trusted)
    sources.remove(connection, old)


_PARTS = (
    select(subscriptions.c.words, subscriptions.c.term_id)
    .distinct()
    .where(
        _IS_SUBSCRIPTION,
        subscriptions.c.value == _OLD_TEXT,
        subscriptions.c.words != "",
    )
)
_MOVE_PART = (
    update(subscriptions)
    .where(
        _IS_SUBSCRIPTION,
        subscriptions.c.value == _OLD_TEXT,
        subscriptions.c.words == bindparam("part"),
    )
    .values(value=_NEW_TEXT, term_id=bindparam("new_part"))
)
_COPY_PART = _copied(
    story_terms, story_terms.c.term_id, bindparam("old_part"), "new_part"
)


def _move_parts(
    connection: Connection, values: NamedValues, *, trusted: bool
) -> None:
    """Return the parts of the old source that chats want to the new one."""
    for words, term in connection.execute(_PARTS, values).all():
        part = source_parts.intern(connection, values["new_text"], words)
        moved = values | {"part": words, "old_part": term, "new_part": part}
        connection.execute(_MOVE_PART, moved)
        if trusted:
            connection.execute(_COPY_PART, moved)
