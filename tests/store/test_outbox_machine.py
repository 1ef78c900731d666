"""The outbox against a model: whatever senders, crashes and clocks do, in whatever order."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import Connection, Engine
from sqlalchemy.engine import make_url

from store.delivery import digests, outbox, outcomes, recovery, retries
from store.engine.connections import sqlite_engine
from store.rows import OutboxRow
from tests.store.world import NOW, make_chat, new_digest, new_outbox
from tests.stores import new_store

OWNERS = ("a", "b")
CHATS = 3
LEASE = 60


@dataclass
class ExpectedRow:
    """What the model knows of one message."""

    chat: int
    text: str
    digest: int
    sequence: int
    state: str = "ready"
    ready_at: int = NOW
    later: int = 0
    """When Telegram wants it; it keeps its place meanwhile."""
    owner: str = ""
    lease: int = 0
    repeated: bool = False
    perhaps: bool = False
    """It was in the air twice when its sender died, and is not sent a third time."""
    arrivals: list[bool] = field(default_factory=list)
    """Each time Telegram took it: whether it was marked as a repetition."""
    taken: bool = False
    """Telegram took it since it was last started: one call sends it once."""


class OutboxMachine(RuleBasedStateMachine):
    """Two senders, three chats, one clock."""

    held = Bundle("held")

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="jianbao-machine-"))
        address = new_store(self.folder / "s.db")
        self.engine: Engine = sqlite_engine(make_url(address))
        self.now = NOW
        self.rows: dict[int, ExpectedRow] = {}
        self.days = 0
        self.chats = [
            self.write(make_chat, number + 1).id for number in range(CHATS)
        ]

    def write(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        """Run a store function in a transaction of its own."""
        with self.engine.begin() as connection:
            return fn(connection, *args, **kwargs)

    def teardown(self) -> None:
        if hasattr(self, "engine"):
            try:
                self.everything_arrives()
            finally:
                self.engine.dispose()
                shutil.rmtree(self.folder)

    @rule(chat=st.integers(0, CHATS - 1), parts=st.integers(1, 3))
    def put_digest(self, chat: int, parts: int) -> None:
        self.days += 1
        new = new_digest(
            self.chats[chat], [], parts=parts, local_date=f"day {self.days}"
        )
        before = set(self.ids())
        assert self.write(digests.store_batch, [new], self.now)[0] is not None
        assert self.write(digests.store_batch, [new], self.now) == [None], (
            "a digest is written once"
        )
        for number, row in enumerate(sorted(set(self.ids()) - before)):
            self.rows[row] = ExpectedRow(
                chat, f"part {number}", self.days, number
            )

    @rule(chat=st.integers(0, CHATS - 1), later=st.integers(0, 90))
    def put_notice(self, chat: int, later: int) -> None:
        new = new_outbox(self.chats[chat], "notice", ready_at=self.now + later)
        (row,) = self.write(outbox.add, [new], self.now)
        self.rows[row] = ExpectedRow(
            chat, "notice", 0, 0, ready_at=self.now + later
        )

    def ids(self) -> list[int]:
        with self.engine.connect() as connection:
            return list(
                connection.exec_driver_sql("SELECT id FROM outbox").scalars()
            )

    @rule(target=held, owner=st.sampled_from(OWNERS), limit=st.integers(1, 4))
    def claim(self, owner: str, limit: int) -> tuple[str, list[OutboxRow]]:
        given: list[OutboxRow] = self.write(
            outbox.claim, now=self.now, limit=limit, lease=LEASE, owner=owner
        )
        busy = {
            row.chat
            for row in self.rows.values()
            if row.state in {"claimed", "started"}
        }
        firsts = self.firsts()
        able = [
            row
            for chat, row in firsts.items()
            if chat not in busy and self.due(self.rows[row]) <= self.now
        ]
        able.sort(key=lambda row: (self.rows[row].ready_at, row))
        assert [row.id for row in given] == able[:limit], (
            "the earliest of each idle chat, and no other"
        )
        for row in given:
            known = self.rows[row.id]
            assert row.repeated == known.repeated
            known.state, known.owner, known.lease = (
                "claimed",
                owner,
                self.now + LEASE,
            )
        return owner, given

    def due(self, row: ExpectedRow) -> int:
        """Return the time from which a row may be sent."""
        return max(row.ready_at, row.later)

    def firsts(self) -> dict[int, int]:
        """Return the first waiting row of each chat."""
        found: dict[int, int] = {}
        for row, known in sorted(
            self.rows.items(), key=lambda each: (each[1].ready_at, each[0])
        ):
            if known.state == "ready":
                found.setdefault(known.chat, row)
        return found

    @rule(taken=held)
    def start(self, taken: tuple[str, list[OutboxRow]]) -> None:
        owner, rows = taken
        may = self.write(
            outbox.start,
            [row.id for row in rows],
            self.now,
            owner=owner,
            lease=LEASE,
        )
        expected = [row.id for row in rows if self.mine(row, owner, "claimed")]
        assert may == sorted(expected), (
            "what was taken back meanwhile may not be sent"
        )
        for row in may:
            known = self.rows[row]
            known.state, known.lease = "started", self.now + LEASE
            known.taken = False

    def mine(self, row: OutboxRow, owner: str, state: str) -> bool:
        known = self.rows[row.id]
        return known.state == state and known.owner == owner

    @rule(taken=held, written=st.booleans())
    def arrive(self, taken: tuple[str, list[OutboxRow]], written: bool) -> None:
        """Telegram takes them; the sender may die before it writes that down."""
        owner, rows = taken
        done = [row.id for row in rows if self.mine(row, owner, "started")]
        for row in done:
            known = self.rows[row]
            if not known.taken:
                known.arrivals.append(known.repeated)
                known.taken = True
        if written:
            self.write(
                outbox.sent, [(row, 1000 + row) for row in done], self.now
            )
            for row in done:
                self.rows[row].state = "sent"

    @rule(taken=held, pause=st.integers(0, 100), maybe=st.booleans())
    def refuse(
        self, taken: tuple[str, list[OutboxRow]], pause: int, maybe: bool
    ) -> None:
        owner, rows = taken
        for row in rows:
            if self.mine(row, owner, "started"):
                arrived = bool(self.rows[row.id].arrivals)
                self.again(row.id, self.now + pause, maybe or arrived)

    def again(self, row: int, at: int, repeated: bool) -> None:
        self.write(retries.reschedule, row, at=at, error="x", repeated=repeated)
        known = self.rows[row]
        known.state, known.later, known.owner = "ready", at, ""
        known.repeated = known.repeated or repeated

    def back(self, rows: list[ExpectedRow]) -> None:
        """Model returning rows: a message that may have arrived twice is settled."""
        for known in rows:
            settled = known.state == "started" and known.repeated
            known.repeated = known.repeated or known.state == "started"
            known.state, known.owner, known.lease = (
                "sent" if settled else "ready",
                "",
                0,
            )
            known.perhaps, known.later = settled, 0

    @rule(owner=st.sampled_from(OWNERS))
    def release(self, owner: str) -> None:
        mine = [
            row
            for row in self.rows.values()
            if row.owner == owner and row.state in {"claimed", "started"}
        ]
        assert self.write(recovery.release, owner, self.now) == len(mine)
        self.back(mine)

    @rule(everything=st.booleans())
    def recover(self, everything: bool) -> None:
        flying = [
            row
            for row in self.rows.values()
            if row.state in {"claimed", "started"}
        ]
        lapsed = [row for row in flying if everything or row.lease <= self.now]
        assert self.write(
            recovery.recover, self.now, everything=everything
        ) == len(lapsed)
        self.back(lapsed)

    @rule(seconds=st.integers(-120, 200))
    def clock(self, seconds: int) -> None:
        self.now += seconds

    @precondition(lambda self: self.rows)
    @rule(data=st.data())
    def fail(self, data: st.DataObject) -> None:
        row = data.draw(st.sampled_from(sorted(self.rows)))
        self.write(outcomes.failed, row, "for good", self.now)
        if self.rows[row].state != "sent":
            self.rows[row].state = "failed"

    @invariant()
    def one_in_flight_a_chat(self) -> None:
        if not hasattr(self, "engine"):
            return
        flying = [
            row.chat
            for row in self.rows.values()
            if row.state in {"claimed", "started"}
        ]
        assert len(flying) == len(set(flying))

    @invariant()
    def the_store_agrees(self) -> None:
        if not hasattr(self, "engine"):
            return
        with self.engine.connect() as connection:
            assert self.seen(connection) == {
                row: (k.state, k.repeated) for row, k in self.rows.items()
            }

    def seen(self, connection: Connection) -> dict[int, tuple[str, bool]]:
        found = connection.exec_driver_sql(
            "SELECT id, state, repeated FROM outbox"
        )
        return {row.id: (row.state, bool(row.repeated)) for row in found}

    def everything_arrives(self) -> None:
        """After the last crash a sender without faults brings all that was not given up."""
        self.recover(everything=True)
        self.now = max(
            [self.now, *(self.due(row) for row in self.rows.values())]
        )
        for _ in range(len(self.rows) + 1):
            taken = self.claim("a", 4)
            self.start(taken)
            self.arrive(taken, written=True)
        for known in self.rows.values():
            assert known.state in {"sent", "failed"}
            assert all(known.arrivals[1:]), "what comes twice is marked"
            assert len(known.arrivals) <= 2 or not known.perhaps, (
                "no third copy after two deaths"
            )
            assert known.arrivals or known.perhaps or known.state == "failed", (
                "nothing is lost"
            )


OutboxMachine.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
# Alone it takes seconds; beside the rest of the suite a busy machine takes more
# than the usual minute.
TestOutboxMachine = pytest.mark.timeout(240)(OutboxMachine.TestCase)


def test_a_call_sends_a_message_once() -> None:
    """A regression test: one call once sent a message twice without marking it."""
    machine = OutboxMachine()
    machine.open()
    machine.put_notice(chat=0, later=0)
    held = machine.claim("a", 1)
    machine.start(held)
    machine.arrive(held, written=False)
    machine.arrive(held, written=False)
    (known,) = machine.rows.values()
    assert known.arrivals == [False]
    machine.teardown()
