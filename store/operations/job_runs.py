"""When each job last ran, and which process holds the lease of a single role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, delete, func, or_, select

from store.engine.statements import upsert
from store.records import JobRun
from store.rows import NO_LEASE
from store.schema.row_mapping import Shape
from store.schema.work_tables import leases, runs

SHAPE = Shape(JobRun, runs, ok=bool)


@dataclass(frozen=True, slots=True)
class Expected:
    """The jobs that should run, with the seconds each may go without a good run."""

    seconds: Mapping[str, int] = field(default_factory=dict)
    # When this process began to look: nothing is late for what was before.
    since: int = 0


_RUN = upsert(runs)
_RECORD = _RUN.on_conflict_do_update(
    index_elements=["job"],
    set_={
        "started": _RUN.excluded.started,
        "finished": _RUN.excluded.finished,
        "ok": _RUN.excluded.ok,
        "note": _RUN.excluded.note,
        "last_ok_at": func.coalesce(
            _RUN.excluded.last_ok_at, runs.c.last_ok_at
        ),
    },
)


def record(
    connection: Connection,
    job: str,
    *,
    started: int,
    finished: int,
    ok: bool,
    note: str = "",
) -> None:
    """Record a job's run; after a failure the last success is kept."""
    row = {
        "job": job,
        "started": started,
        "finished": finished,
        "ok": int(ok),
        "note": note,
        "last_ok_at": finished if ok else None,
    }
    connection.execute(_RECORD, row)


_LAST = select(*SHAPE.columns).order_by(runs.c.job)


def last(connection: Connection) -> dict[str, JobRun]:
    """Read each job's last run."""
    return {run.job: run for run in SHAPE.all(connection.execute(_LAST))}


def late(
    known: Mapping[str, JobRun], expected: Expected, now: int
) -> tuple[str, ...]:
    """Name the jobs that have not run well when they should;
    one that never did counts from the beginning.
    """
    names = []
    for name, most in expected.seconds.items():
        run = known.get(name)
        good_at = (run and run.last_ok_at) or 0
        if now - max(good_at, expected.since) > most:
            names.append(name)
    return tuple(names)


# A job is stuck after so many times the seconds after which it is late, and
# those at the least; a wave of digests is no reason to end a process.
STUCK, LEAST = 3, 600


def stuck(
    ended: Mapping[str, int], expected: Expected, now: int
) -> tuple[str, ...]:
    """Name the jobs of a process that began and did not end: only a restart helps them.

    `ended` tells when each of them last ended, well or not.
    """
    names = []
    for name, at in ended.items():
        overdue = max(expected.seconds.get(name, 0), LEAST)
        if now - at > STUCK * overdue:
            names.append(name)
    return tuple(names)


_LEASE = upsert(leases)
_TAKE = _LEASE.on_conflict_do_update(
    index_elements=["name"],
    set_={"owner": _LEASE.excluded.owner, "until": _LEASE.excluded.until},
    where=or_(
        leases.c.owner == _LEASE.excluded.owner,
        leases.c.until <= bindparam("now"),
        leases.c.until > bindparam("never"),
    ),
).returning(leases.c.owner)


def take_lease(
    connection: Connection, name: str, owner: str, *, now: int, seconds: int
) -> bool:
    """Take or renew a named lease; False while another owner's runs.
    Owners must be unique to a process's life.
    """
    values = {
        "name": name,
        "owner": owner,
        "until": now + seconds,
        "now": now,
        "never": now + NO_LEASE,
    }
    return connection.execute(_TAKE, values).first() is not None


_OWN = (
    leases.c.name == bindparam("lease"),
    leases.c.owner == bindparam("holder"),
)
_HOLDS = select(leases.c.owner).where(*_OWN, leases.c.until > bindparam("now"))


def holds(connection: Connection, name: str, owner: str, now: int) -> bool:
    """Return whether a named lease is this owner's now:
    asked in the transaction that depends on it.
    """
    return (
        connection.execute(
            _HOLDS, {"lease": name, "holder": owner, "now": now}
        ).first()
        is not None
    )


_GIVE_UP = delete(leases).where(*_OWN)


def give_up(connection: Connection, name: str, owner: str) -> None:
    """End a lease at once, if it is this owner's."""
    connection.execute(_GIVE_UP, {"lease": name, "holder": owner})
