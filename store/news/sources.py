"""Sources: what is read, when next, and how it fares."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from sqlalchemy import Connection

from store.engine.dialect import Sql
from store.engine.row_mapping import CHAT, Shape, dump, tuple_of
from store.rows import Chat, FetchOutcome, Source, SourceState

SHAPE = Shape(Source, topics=tuple_of, configured=bool)
_ALL = SHAPE.columns()

_GET = Sql(f"SELECT {_ALL} FROM sources WHERE id = :id")
_BY_URL = Sql(f"SELECT {_ALL} FROM sources WHERE url = :url")
_EVERY = Sql(f"SELECT {_ALL} FROM sources WHERE state IN :states[text] ORDER BY id")
_STATES = ("active", "slow", "paused", "ended")

# What the operator wrote wins; what reading found (kind, health) stays. An ended or paused source that the
# operator lists again lives again.
_SYNC = Sql(
    """INSERT INTO sources (url, host, kind, title, language, zone, topics, selector, configured, next_fetch_at, created_at)
    SELECT t.url, t.host, t.kind, t.title, t.language, t.zone, t.topics, t.selector, 1, t.now, t.now
    FROM ROWS :rows(url text, host text, kind text, title text, language text, zone text, topics text, selector text, now int) AS t
    WHERE true
    ON CONFLICT (url) DO UPDATE SET
      title = CASE WHEN excluded.title <> '' THEN excluded.title ELSE sources.title END,
      kind = CASE WHEN excluded.kind <> 'auto' THEN excluded.kind ELSE sources.kind END,
      state = CASE WHEN sources.configured = 1 THEN sources.state ELSE 'active' END,
      language = excluded.language, zone = excluded.zone, topics = excluded.topics, selector = excluded.selector,
      configured = 1"""
)
_UNLIST = Sql("UPDATE sources SET configured = 0 WHERE configured = 1 AND url NOT IN :urls[text]")
_ADD = Sql(
    f"""INSERT INTO sources (url, host, kind, title, language, zone, added_by, next_fetch_at, created_at)
    VALUES (:url, :host, :kind, :title, :language, :zone, :added_by, :now, :now)
    ON CONFLICT (url) DO UPDATE SET state = CASE WHEN sources.state = 'ended' THEN 'active' ELSE sources.state END
    RETURNING {_ALL}"""
)
_CLAIM = Sql(
    f"""UPDATE sources SET lease_until = :until WHERE id IN (
      SELECT id FROM sources
      WHERE state IN ('active', 'slow') AND next_fetch_at <= :now AND lease_until <= :now AND host NOT IN :hosts[text]
      ORDER BY next_fetch_at LIMIT CAST(:most AS bigint) FOR UPDATE SKIP LOCKED)
    RETURNING {_ALL}"""
)
_NEXT = Sql("SELECT min(next_fetch_at) FROM sources WHERE state IN ('active', 'slow')")
_RECORD = Sql(
    """UPDATE sources SET
      lease_until = 0, next_fetch_at = t.next_fetch_at, interval = t.interval, state = t.state,
      fetches = sources.fetches + 1, entries = sources.entries + t.found,
      kind = CASE WHEN t.kind <> '' THEN t.kind ELSE sources.kind END,
      title = CASE WHEN sources.title = '' THEN t.title ELSE sources.title END,
      etag = CASE WHEN t.ok = 1 THEN t.etag ELSE sources.etag END,
      last_modified = CASE WHEN t.ok = 1 THEN t.last_modified ELSE sources.last_modified END,
      failures = CASE WHEN t.ok = 1 THEN 0 ELSE sources.failures + 1 END,
      last_error = CASE WHEN t.ok = 1 THEN sources.last_error ELSE t.error END,
      last_error_at = CASE WHEN t.ok = 1 THEN sources.last_error_at ELSE t.now END,
      last_success_at = CASE WHEN t.ok = 1 THEN t.now ELSE sources.last_success_at END,
      last_entry_at = CASE WHEN t.found > 0 THEN t.now ELSE sources.last_entry_at END,
      empty_runs = CASE WHEN t.ok = 0 OR t.seen < 0 THEN sources.empty_runs
        WHEN t.seen = 0 THEN sources.empty_runs + 1 ELSE 0 END,
      told_at = CASE WHEN t.ok = 1 AND t.state = 'active' AND t.seen <> 0 THEN NULL ELSE sources.told_at END,
      moved_seen = CASE WHEN t.ok = 0 THEN sources.moved_seen WHEN t.moved_to = '' THEN 0
        WHEN t.moved_to = sources.moved_to THEN sources.moved_seen + 1 ELSE 1 END,
      moved_to = CASE WHEN t.ok = 0 THEN sources.moved_to ELSE t.moved_to END
    FROM ROWS :rows(id int, ok int, next_fetch_at int, interval int, kind text, title text, etag text, last_modified text, error text, seen int, found int, state text, moved_to text, now int) AS t
    WHERE sources.id = t.id"""
)
_MOVE = Sql(
    "UPDATE sources SET url = :url, host = :host, moved_to = '', moved_seen = 0 WHERE id = :id"
)
_SET_STATE = Sql(
    """UPDATE sources SET state = :state, lease_until = 0, failures = 0, empty_runs = 0,
    next_fetch_at = CASE WHEN :state = 'active' THEN CAST(:now AS bigint) ELSE next_fetch_at END,
    told_at = CASE WHEN :state = 'active' THEN NULL ELSE told_at END WHERE id = :id"""
)
_PROBE = Sql(
    """UPDATE sources SET state = 'slow', next_fetch_at = :now
    WHERE state = 'paused' AND failures >= :failures AND last_error_at <= :before"""
)
_UNTOLD = Sql(
    f"""SELECT {_ALL} FROM sources
    WHERE told_at IS NULL AND (state IN ('slow', 'paused') OR (state = 'ended' AND failures > 0)) ORDER BY id"""
)
_MARK_TOLD = Sql("UPDATE sources SET told_at = :now WHERE id IN :ids[int]")
_SUBSCRIBERS = Sql(
    f"""SELECT {CHAT.columns("c")} FROM chats c
    JOIN subscriptions s ON s.chat_id = c.id JOIN terms t ON t.id = s.term_id
    WHERE t.kind = 'source' AND t.value = :value AND c.state = 'active' ORDER BY c.id"""
)
_UNUSED = Sql(
    f"""SELECT {_ALL} FROM sources WHERE configured = 0 AND state <> 'ended' AND NOT EXISTS (
      SELECT 1 FROM terms t JOIN subscriptions s ON s.term_id = t.id
      WHERE t.kind = 'source' AND t.value = CAST(sources.id AS text)) ORDER BY id"""
)
_REMOVE = Sql("DELETE FROM sources WHERE id = :id")


def host_of(url: str) -> str:
    """Give the host that the pauses between requests are counted by."""
    return (urlsplit(url).hostname or "").lower()


def sync_configured(c: Connection, sources: Sequence[Source], now: int) -> None:
    """Make the configured sources those of config.toml: new ones due at once, missing ones no longer configured."""
    rows = [
        (
            s.url,
            host_of(s.url),
            s.kind,
            s.title,
            s.language,
            s.zone,
            dump(s.topics),
            s.selector,
            now,
        )
        for s in {source.url: source for source in sources}.values()
    ]
    _UNLIST(c, urls=[source.url for source in sources])
    if rows:
        _SYNC(c, rows=rows)


def add(
    c: Connection,
    url: str,
    kind: str,
    title: str,
    language: str,
    zone: str,
    added_by: int | None,
    now: int,
) -> Source:
    """Add a source that a chat wants, due at once; a known one is returned as it is (an ended one lives again)."""
    row = _ADD(
        c,
        url=url,
        host=host_of(url),
        kind=kind,
        title=title,
        language=language,
        zone=zone,
        added_by=added_by,
        now=now,
    ).one()
    return SHAPE.of(row)


def get(c: Connection, source_id: int) -> Source | None:
    """Read one source."""
    return SHAPE.maybe(_GET(c, id=source_id).first())


def by_url(c: Connection, url: str) -> Source | None:
    """Find a source by its address."""
    return SHAPE.maybe(_BY_URL(c, url=url).first())


def every(c: Connection, *, state: SourceState | None = None) -> list[Source]:
    """Read all sources, or those in one state, by id."""
    return SHAPE.all(_EVERY(c, states=[state] if state else _STATES))


def claim_due(
    c: Connection, *, now: int, limit: int, lease: int, hosts_busy: Sequence[str] = ()
) -> list[Source]:
    """Take the sources that are due longest, for `lease` seconds; hosts at work elsewhere are passed over."""
    rows = _CLAIM(c, now=now, until=now + lease, most=limit, hosts=hosts_busy)
    return sorted(SHAPE.all(rows), key=lambda source: (source.next_fetch_at, source.id))


def record(c: Connection, outcomes: Sequence[FetchOutcome], now: int) -> None:
    """Write what readings changed and end their leases.

    `entries_seen` is how many entries the source listed; -1 says that it was not looked at (304). A success clears
    `told_at` once entries are back, so that a later failure is told again.
    """
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
            o.moved_to,
            now,
        )
        for o in outcomes
    ]
    if rows:
        _RECORD(c, rows=rows)


def move(c: Connection, source_id: int, url: str) -> bool:
    """Give a source its new address after repeated permanent redirects; False when another source has it."""
    if by_url(c, url) is not None:
        return False
    return _MOVE(c, id=source_id, url=url, host=host_of(url)).rowcount == 1


def next_due(c: Connection) -> int | None:
    """Tell when the next source is due."""
    found: int | None = _NEXT(c).scalar()
    return found


def set_state(c: Connection, source_id: int, state: SourceState, now: int) -> None:
    """Pause, end or revive a source; a revived one is due at once with a clean record."""
    _SET_STATE(c, id=source_id, state=state, now=now)


def probe(c: Connection, now: int, after: int, failures: int) -> int:
    """Let sources that were paused for so many failures be read once more, so long after the last; returns how many.

    What an operator paused has no failures on record, and stays.
    """
    return _PROBE(c, now=now, before=now - after, failures=failures).rowcount


def failing_untold(c: Connection) -> list[Source]:
    """Read the sources that were slowed, paused or ended by failures, of which nobody was told yet."""
    return SHAPE.all(_UNTOLD(c))


def mark_told(c: Connection, source_ids: Sequence[int], now: int) -> None:
    """Note that subscribers and operator were told."""
    _MARK_TOLD(c, ids=source_ids, now=now)


def subscribers(c: Connection, source_id: int) -> list[Chat]:
    """Read the active chats that subscribe to a source."""
    return CHAT.all(_SUBSCRIBERS(c, value=str(source_id)))


def unused(c: Connection) -> list[Source]:
    """Read the sources that are neither configured nor wanted by any chat."""
    return SHAPE.all(_UNUSED(c))


def remove(c: Connection, source_id: int) -> None:
    """Delete a source; its articles stay."""
    _REMOVE(c, id=source_id)
