"""Sources: what is read, and when next. Their health is in `store.news.source_health`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    delete,
    func,
    null,
    select,
    true,
    update,
)

from news.links import host
from news.private_addresses import is_private
from store.engine.sealed_text import sealed
from store.engine.statements import Upsert, integers, rows_of, texts, upsert
from store.news import source_trust
from store.news.visibility import Voucher
from store.rows import Source
from store.schema.columns import INTEGER
from store.schema.row_mapping import Shape, dump, tuple_of
from store.schema.source_tables import (
    boards,
    closed_terms,
    doors,
    entries,
    hub_subscriptions,
    page_grammars,
    source_adders,
    trust_changes,
)
from store.schema.tables import sources

SHAPE = Shape(
    Source,
    sources,
    topics=tuple_of,
    configured=bool,
    private=bool,
    trusted=bool,
)
_ALL = SHAPE.columns
# Columns that config.toml fills.
_LISTED = {
    "url": str,
    "host": str,
    "kind": str,
    "title": str,
    "language": str,
    "zone": str,
    "topics": str,
    "selector": str,
    "configured": int,
    "next_fetch_at": int,
    "created_at": int,
    "approved_at": int,
    "private": int,
    "trusted": int,
}


def _sync() -> Upsert:
    """Build the statement: the operator's settings win; what readings found (kind, health)
    stays.

    An ended or paused source that the operator lists again lives again.
    """
    listed = rows_of("rows", **_LISTED)
    statement = upsert(sources).from_select(
        list(_LISTED), select(*listed.c).where(true())
    )
    new = statement.excluded
    taken = {
        name: new[name]
        for name in (
            "language",
            "zone",
            "topics",
            "selector",
            "configured",
            "trusted",
        )
    }
    return statement.on_conflict_do_update(
        index_elements=["url"],
        set_={
            "title": case((new.title != "", new.title), else_=sources.c.title),
            "kind": case((new.kind != "auto", new.kind), else_=sources.c.kind),
            "state": case(
                (sources.c.configured == 1, sources.c.state), else_="active"
            ),
            "approved_at": func.coalesce(
                sources.c.approved_at, new.approved_at
            ),
            "refused_at": null(),
            **taken,
        },
    )


_SYNC = _sync()
_UNLIST = (
    update(sources)
    .where(sources.c.configured == 1, sources.c.url.not_in(texts("urls")))
    .values(configured=0)
)


_PRESENT = select(sources.c.url).where(
    sources.c.configured == 1, sources.c.url.in_(texts("urls"))
)


def sync_configured(
    connection: Connection, listed: Sequence[Source], now: int
) -> None:
    """Make the configured sources those of config.toml: new ones due at once,
    missing ones no longer configured.
    """
    by_url = {_stored(connection, source.url): source for source in listed}
    connection.execute(_UNLIST, {"urls": list(by_url)})
    if by_url:
        source_trust.note_untrusted(connection, list(by_url), now)
        connection.execute(
            _SYNC,
            {
                "rows": [
                    _listed_row(connection, source, now)
                    for source in by_url.values()
                ]
            },
        )


def list_more(
    connection: Connection, listed: Sequence[Source], now: int
) -> int:
    """Make sources configured beside those that are, the new ones due at once;
    returns how many were not there.
    """
    urls = [_stored(connection, source.url) for source in listed]
    present = set(connection.execute(_PRESENT, {"urls": urls}).scalars())
    new = [source for source in listed if source.url not in present]
    if new:
        connection.execute(
            _SYNC,
            {"rows": [_listed_row(connection, source, now) for source in new]},
        )
    return len(new)


def _stored(connection: Connection, url: str) -> str:
    return sealed(connection, sources.c.url, url)


def _listed_row(
    connection: Connection, source: Source, now: int
) -> tuple[object, ...]:
    return (
        _stored(connection, source.url),
        host(source.url),
        source.kind,
        source.title,
        source.language,
        source.zone,
        dump(source.topics),
        source.selector,
        1,
        now,
        now,
        now,
        int(is_private(source.url)),
        1,
    )


_NEW = upsert(sources)
_ADD = _NEW.on_conflict_do_update(
    index_elements=["url"],
    set_={
        "state": case(
            (
                and_(
                    sources.c.state == "ended", sources.c.refused_at.is_(None)
                ),
                "active",
            ),
            else_=sources.c.state,
        ),
        "unused_since": null(),
    },
).returning(*_ALL)
_ADD_ADDER = upsert(source_adders).on_conflict_do_nothing()


def add(
    connection: Connection,
    url: str,
    kind: str,
    title: str,
    language: str,
    zone: str,
    added_by: int | None,
    now: int,
    *,
    vouched: Voucher | None = None,
) -> Source:
    """Add a source that a chat wants, due at once;
    a known one is returned as it is (an ended one lives again).

    `added_by` is the Telegram id of the chat, which is kept beside those that added it before; None
    for the operator. `vouched` says who trusts it, by default the operator what nobody else adds.
    An address with a secret is its chats' alone in any case, and one that an operator refused stays
    refused.
    """
    private = is_private(url)
    voucher: Voucher = (
        ("operator" if added_by is None else "") if vouched is None else vouched
    )
    row = {
        "url": url,
        "host": host(url),
        "kind": kind,
        "title": title,
        "language": language,
        "zone": zone,
        "added_by": added_by,
        "next_fetch_at": now,
        "created_at": now,
        "private": int(private),
        "trusted": int(bool(voucher) and not private),
        "approved_at": now if voucher == "operator" else None,
    }
    source = SHAPE.of(connection.execute(_ADD, row).one())
    if added_by is not None:
        adder = {"source_id": source.id, "telegram_id": added_by, "at": now}
        connection.execute(_ADD_ADDER, adder)
    return _vouched(connection, source, voucher, now)


def _vouched(
    connection: Connection, source: Source, voucher: Voucher, now: int
) -> Source:
    """Trust a source that was known before."""
    if not voucher or source.trusted or source.private or source.refused_at:
        return source
    if voucher == "operator":
        source_trust.approve(connection, source.id, now)
    else:
        source_trust.trust(connection, source.id, now)
    return replace(source, trusted=True)


_ADDERS = (
    select(source_adders.c.telegram_id)
    .where(source_adders.c.source_id == bindparam("source_id"))
    .order_by(source_adders.c.at, source_adders.c.telegram_id)
)


def added_by(connection: Connection, source_id: int) -> list[int]:
    """Read the Telegram ids of the chats that added a source, the first one first."""
    return list(connection.execute(_ADDERS, {"source_id": source_id}).scalars())


_GET = select(*_ALL).where(sources.c.id == bindparam("source_id"))


def get(connection: Connection, source_id: int) -> Source | None:
    """Read one source."""
    return SHAPE.maybe(
        connection.execute(_GET, {"source_id": source_id}).first()
    )


_OF_IDS = select(*_ALL).where(sources.c.id.in_(integers("ids")))


def of_ids(connection: Connection, ids: Iterable[int]) -> list[Source]:
    """Read the sources of these ids."""
    return SHAPE.all(connection.execute(_OF_IDS, {"ids": ids}))


_BY_URL = select(*_ALL).where(sources.c.url == bindparam("address"))


def by_url(connection: Connection, url: str) -> Source | None:
    """Find a source by its address."""
    return SHAPE.maybe(connection.execute(_BY_URL, {"address": url}).first())


_EVERY = select(*_ALL).order_by(sources.c.id)


def every(connection: Connection) -> list[Source]:
    """Read all sources, by id."""
    return SHAPE.all(connection.execute(_EVERY))


_MOVE = (
    update(sources)
    .where(sources.c.id == bindparam("source_id"))
    .values(
        url=bindparam("address"),
        host=bindparam("new_host"),
        private=bindparam("secret", type_=INTEGER),
        moved_to="",
        moved_seen=0,
    )
)


def move(connection: Connection, source_id: int, url: str) -> bool:
    """Return a source its new address after repeated permanent redirects;
    False when another source has it.
    """
    if by_url(connection, url) is not None:
        return False
    moved = {
        "source_id": source_id,
        "address": url,
        "new_host": host(url),
        "secret": int(is_private(url)),
    }
    return connection.execute(_MOVE, moved).rowcount == 1


_REMOVE_BESIDE = tuple(
    delete(table).where(table.c.source_id == bindparam("source_id"))
    for table in (
        entries,
        source_adders,
        page_grammars,
        boards,
        hub_subscriptions,
        doors,
        closed_terms,
        trust_changes,
    )
)
_REMOVE = delete(sources).where(sources.c.id == bindparam("source_id"))


def remove(connection: Connection, source_id: int) -> None:
    """Delete a source, what it listed and taught, and who asked for it; its articles stay."""
    for removal in (*_REMOVE_BESIDE, _REMOVE):
        connection.execute(removal, {"source_id": source_id})
