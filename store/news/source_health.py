"""Health of sources: what each reading changed, which fail, and who is told."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    Case,
    Connection,
    and_,
    bindparam,
    case,
    null,
    or_,
    select,
    update,
)

from store.engine.driver_types import AnyColumn, ColumnValue
from store.engine.sealed_text import sealed
from store.engine.statements import integers, rows_of
from store.news.sources import SHAPE as SOURCE
from store.rows import Chat, FetchOutcome, Source, SourceState
from store.schema.row_mapping import CHAT
from store.schema.tables import articles, chats, sources, subscriptions

_OUTCOME = rows_of(
    "rows",
    id=int,
    ok=int,
    next_fetch_at=int,
    interval=int,
    kind=str,
    title=str,
    etag=str,
    last_modified=str,
    error=str,
    seen=int,
    found=int,
    state=str,
    moved_to=str,
    now=int,
).c
_OK = _OUTCOME.ok == 1


def _on_success(column: str, value: AnyColumn) -> Case[ColumnValue]:
    return case((_OK, value), else_=sources.c[column])


_RECORD = (
    update(sources)
    .where(sources.c.id == _OUTCOME.id)
    .values(
        lease_until=0,
        next_fetch_at=_OUTCOME.next_fetch_at,
        interval=_OUTCOME.interval,
        state=_OUTCOME.state,
        fetches=sources.c.fetches + 1,
        entries=sources.c.entries + _OUTCOME.found,
        kind=case((_OUTCOME.kind != "", _OUTCOME.kind), else_=sources.c.kind),
        title=case(
            (sources.c.title == "", _OUTCOME.title), else_=sources.c.title
        ),
        etag=_on_success("etag", _OUTCOME.etag),
        last_modified=_on_success("last_modified", _OUTCOME.last_modified),
        failures=case((_OK, 0), else_=sources.c.failures + 1),
        last_error=case((_OK, sources.c.last_error), else_=_OUTCOME.error),
        last_error_at=case((_OK, sources.c.last_error_at), else_=_OUTCOME.now),
        last_success_at=_on_success("last_success_at", _OUTCOME.now),
        last_entry_at=case(
            (_OUTCOME.found > 0, _OUTCOME.now), else_=sources.c.last_entry_at
        ),
        empty_runs=case(
            (or_(_OUTCOME.ok == 0, _OUTCOME.seen < 0), sources.c.empty_runs),
            (_OUTCOME.seen == 0, sources.c.empty_runs + 1),
            else_=0,
        ),
        told_at=case(
            (_OUTCOME.found > 0, null()),
            (
                and_(
                    _OK,
                    _OUTCOME.state == "active",
                    _OUTCOME.seen != 0,
                    sources.c.failures > 0,
                ),
                null(),
            ),
            else_=sources.c.told_at,
        ),
        moved_seen=case(
            (_OUTCOME.ok == 0, sources.c.moved_seen),
            (_OUTCOME.moved_to == "", 0),
            (_OUTCOME.moved_to == sources.c.moved_to, sources.c.moved_seen + 1),
            else_=1,
        ),
        moved_to=_on_success("moved_to", _OUTCOME.moved_to),
    )
)

_LATER = rows_of("rows", id=int, next_fetch_at=int).c
_POSTPONE = (
    update(sources)
    .where(sources.c.id == _LATER.id)
    .values(lease_until=0, next_fetch_at=_LATER.next_fetch_at)
)


def record(
    connection: Connection, outcomes: Sequence[FetchOutcome], now: int
) -> None:
    """Write what readings changed and end their leases.

    `entries_seen` is how many entries the source listed; -1 says that it was not looked at (304).
    News, or a success after failures, clears `told_at`, so that a later failure or silence is told
    again.
    """
    postponed = [
        (o.source_id, o.next_fetch_at) for o in outcomes if o.postponed
    ]
    if postponed:
        connection.execute(_POSTPONE, {"rows": postponed})
    rows = [
        (
            o.source_id,
            int(o.ok),
            o.next_fetch_at,
            o.interval,
            o.kind,
            o.title,
            o.etag,
            o.last_modified,
            o.error,
            o.entries_seen,
            o.entries_new,
            o.state,
            sealed(connection, sources.c.moved_to, o.moved_to),
            now,
        )
        for o in outcomes
        if not o.postponed
    ]
    if rows:
        connection.execute(_RECORD, {"rows": rows})


_SET_STATE = (
    update(sources)
    .where(sources.c.id == bindparam("source_id"))
    .values(
        state=bindparam("new_state"), lease_until=0, failures=0, empty_runs=0
    )
)
_REVIVE = _SET_STATE.values(next_fetch_at=bindparam("now"), told_at=null())


def set_state(
    connection: Connection, source_id: int, state: SourceState, now: int
) -> None:
    """Pause, end or revive a source; a revived one is due at once with a clean record."""
    changed = {"source_id": source_id, "new_state": state}
    if state == "active":
        connection.execute(_REVIVE, {**changed, "now": now})
    else:
        connection.execute(_SET_STATE, changed)


_GIVEN_UP = or_(
    and_(
        sources.c.state == "paused",
        sources.c.failures >= bindparam("most_failures"),
    ),
    and_(sources.c.state == "ended", sources.c.failures > 0),
)
# With types: PostgreSQL takes what is subtracted from an untyped value for JSON.
_SECONDS = sources.c.last_error_at.type
_PROBED_AT = bindparam("now", type_=_SECONDS)
_WAIT = case(
    (sources.c.state == "ended", bindparam("ended", type_=_SECONDS)),
    else_=bindparam("paused", type_=_SECONDS),
)
_PROBE = (
    update(sources)
    .where(_GIVEN_UP, sources.c.last_error_at <= _PROBED_AT - _WAIT)
    .values(state="slow", next_fetch_at=_PROBED_AT)
)


def probe(
    connection: Connection, now: int, *, failures: int, paused: int, ended: int
) -> int:
    """Let sources that were paused after failures, or ended by one,
    be read once more; returns how many.

    `paused` and `ended` are the seconds since the last failure. What an operator paused or ended
    has no failures on record, and stays.
    """
    bounds = {
        "now": now,
        "most_failures": failures,
        "paused": paused,
        "ended": ended,
    }
    return connection.execute(_PROBE, bounds).rowcount


_FAILING = or_(
    sources.c.state.in_(["slow", "paused"]),
    and_(sources.c.state == "ended", sources.c.failures > 0),
)
# Readings in a row that listed nothing, after which a source that never brought
# news is silent.
EMPTY = 20
_SILENT_SINCE = bindparam("silent_since", type_=sources.c.created_at.type)
_ALWAYS_EMPTY = and_(
    sources.c.last_entry_at.is_(None),
    sources.c.empty_runs >= EMPTY,
    sources.c.created_at <= _SILENT_SINCE,
)
_SILENT = and_(
    sources.c.state == "active",
    or_(sources.c.last_entry_at <= _SILENT_SINCE, _ALWAYS_EMPTY),
)
_UNTOLD = (
    select(*SOURCE.columns)
    .where(sources.c.told_at.is_(None), or_(_FAILING, _SILENT))
    .order_by(sources.c.id)
)


def untold(connection: Connection, silent_since: int) -> list[Source]:
    """Read the sources that fail, ended, or brought no news since then,
    of which nobody was told yet.
    """
    return SOURCE.all(
        connection.execute(_UNTOLD, {"silent_since": silent_since})
    )


_MOMENTS = (
    select(articles.c.published_at)
    .where(
        articles.c.source_id == bindparam("source_id"),
        articles.c.published_at > 0,
    )
    .order_by(articles.c.id.desc())
    .limit(50)
)


def latest_moments(connection: Connection, source_id: int) -> list[int]:
    """Read when a source's latest fifty articles came out."""
    return list(
        connection.execute(_MOMENTS, {"source_id": source_id}).scalars()
    )


_MARK_TOLD = (
    update(sources)
    .where(sources.c.id.in_(integers("ids")))
    .values(told_at=bindparam("now"))
)


def mark_told(
    connection: Connection, source_ids: Sequence[int], now: int
) -> None:
    """Note that subscribers and operator were told."""
    connection.execute(_MARK_TOLD, {"ids": source_ids, "now": now})


_SUBSCRIBERS = (
    select(*CHAT.columns)
    .join(subscriptions, subscriptions.c.chat_id == chats.c.id)
    .where(
        subscriptions.c.kind == "source",
        subscriptions.c.value == bindparam("source"),
        chats.c.state == "active",
    )
    .order_by(chats.c.id)
)


def subscribers(connection: Connection, source_id: int) -> list[Chat]:
    """Read the active chats that subscribe to a source."""
    return CHAT.all(
        connection.execute(_SUBSCRIBERS, {"source": str(source_id)})
    )
