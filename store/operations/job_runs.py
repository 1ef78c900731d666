"""When each job ran last, and who may run what exists once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from store.engine.dialect import Sql
from store.records import Run
from store.rows import NO_LEASE
from store.schema.row_mapping import Shape

SHAPE = Shape(Run, ok=bool)
_RECORD = Sql(
    """INSERT INTO runs (job, started, finished, ok, note, last_ok_at)
    VALUES (:job, :started, :finished, :ok, :note, :ok_at)
    ON CONFLICT (job) DO UPDATE SET started = excluded.started, finished = excluded.finished, ok = excluded.ok,
    note = excluded.note, last_ok_at = coalesce(excluded.last_ok_at, runs.last_ok_at)"""
)
_LAST = Sql(f"SELECT {SHAPE.names()} FROM runs ORDER BY job")
_TAKE = Sql(
    """INSERT INTO leases (name, owner, until) VALUES (:name, :owner, :until)
    ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
    WHERE leases.owner = excluded.owner OR leases.until <= :now OR leases.until > :never RETURNING owner"""
)
_HOLDS = Sql("SELECT owner FROM leases WHERE name = :name AND owner = :owner AND until > :now")
_GIVE_UP = Sql("DELETE FROM leases WHERE name = :name AND owner = :owner")


@dataclass(frozen=True, slots=True)
class Expected:
    """Which jobs run somewhere, and how many seconds each may go without a good run."""

    seconds: Mapping[str, int] = field(default_factory=dict)
    since: int = 0
    """When this process began to look: nothing is late for what was before."""


def record(
    c: Connection, job: str, *, started: int, finished: int, ok: bool, note: str = ""
) -> None:
    """Note a job's run; the last success is kept when this one is none."""
    _RECORD(
        c,
        job=job,
        started=started,
        finished=finished,
        ok=int(ok),
        note=note,
        ok_at=finished if ok else None,
    )


def last(c: Connection) -> dict[str, Run]:
    """Read each job's last run."""
    return {run.job: run for run in SHAPE.all(_LAST(c))}


def late(runs: Mapping[str, Run], expected: Expected, now: int) -> tuple[str, ...]:
    """Name the jobs that have not run well when they should; one that never did counts from the beginning."""
    good = {name: run.last_ok_at or 0 for name, run in runs.items()}
    return tuple(
        name
        for name, most in expected.seconds.items()
        if now - max(good.get(name, 0), expected.since) > most
    )


def take_lease(c: Connection, name: str, owner: str, *, now: int, seconds: int) -> bool:
    """Take or renew a named lease; False while another owner's runs. Owners must be unique to a process's life."""
    return (
        _TAKE(c, name=name, owner=owner, now=now, until=now + seconds, never=now + NO_LEASE).first()
        is not None
    )


def holds(c: Connection, name: str, owner: str, now: int) -> bool:
    """Tell whether a named lease is this owner's now: asked in the transaction that depends on it."""
    return _HOLDS(c, name=name, owner=owner, now=now).first() is not None


def give_up(c: Connection, name: str, owner: str) -> None:
    """End a lease at once, if it is this owner's."""
    _GIVE_UP(c, name=name, owner=owner)
