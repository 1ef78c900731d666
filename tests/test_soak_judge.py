"""The soak's judge sees each way in which a sender can be wrong."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from benchmarks.soak_judge import FIRST, Outcome, judge
from sandbox.world.world import Sent, World

ONE, TWO = f"c{FIRST} d0 p0", f"c{FIRST} d0 p1"
MARK = "\nPossibly sent twice."
SETTLED = ("sent", "perhaps sent")


def sent(text: str, *, silent: bool = False, chat: int = FIRST) -> Sent:
    return Sent(chat, 1, text, 0.0, silent)


class Run:
    """A soak of two messages of one chat that went well, until a test changes it."""

    def __init__(self, folder: Path) -> None:
        self.store = folder / "soak.db"
        self.ledger = [sent(ONE), sent(TWO)]
        self.rows = {ONE: ("sent", ""), TWO: ("sent", "")}
        self.cut: list[str] = []
        self.unheard: list[str] = []
        self.flying: Counter[str] = Counter()
        self.chat = "active"

    def judged(self) -> Outcome:
        with closing(sqlite3.connect(self.store)) as store:
            store.executescript(
                "CREATE TABLE outbox (state, error, message, text_id);"
                "CREATE TABLE outbox_texts (id, body);"
                "CREATE TABLE chats (state);"
            )
            store.execute("INSERT INTO chats VALUES (?)", (self.chat,))
            for text, (state, error) in self.rows.items():
                row = (state, error, json.dumps({"h": text}), None)
                store.execute("INSERT INTO outbox VALUES (?, ?, ?, ?)", row)
            store.commit()
        world = SimpleNamespace(
            ledger=self.ledger, cut=self.cut, unheard=self.unheard
        )
        found = Outcome()
        judge(
            found,
            cast(World, world),
            self.store,
            total=2,
            flying=self.flying,
        )
        return found


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


def faults(found: Outcome) -> dict[str, int]:
    names = (
        "lost", "settled", "waiting", "duplicated", "doubled_most", "unmarked",
        "disordered", "silenced",
    )  # fmt: skip
    counts: dict[str, Any] = {name: getattr(found, name) for name in names}
    return {name: count for name, count in counts.items() if count > 0}


def test_a_run_that_went_well_has_no_fault(run: Run) -> None:
    assert faults(run.judged()) == {}


def test_what_neither_came_nor_waits_is_lost(run: Run) -> None:
    run.ledger.pop()
    assert faults(run.judged()) == {"lost": 1}


def test_what_came_to_another_chat_is_lost(run: Run) -> None:
    run.ledger[1] = sent(TWO, chat=FIRST + 1)
    assert faults(run.judged()) == {"lost": 1}


def test_what_waits_is_not_lost(run: Run) -> None:
    run.ledger.pop()
    run.rows[TWO] = ("ready", "")
    assert faults(run.judged()) == {"waiting": 1}


@pytest.mark.parametrize(
    ("unheard", "flying", "fault"),
    [(2, 0, "settled"), (1, 0, "settled"), (0, 1, "settled"), (0, 0, "lost")],
)
def test_what_is_given_up_must_have_met_a_doubt_itself(
    run: Run, unheard: int, flying: int, fault: str
) -> None:
    run.ledger.pop()
    run.rows[TWO] = SETTLED
    run.unheard = [TWO] * unheard
    run.flying[TWO], run.flying[ONE] = flying, 5
    assert faults(run.judged()) == {fault: 1}


def test_a_repeat_is_silent_and_marked(run: Run) -> None:
    run.cut = [ONE]
    run.ledger.append(sent(ONE + MARK, silent=True))
    assert faults(run.judged()) == {"duplicated": 1}


@pytest.mark.parametrize(
    "repeat", [sent(ONE), sent(ONE, silent=True), sent(ONE + MARK)]
)
def test_a_loud_or_unmarked_repeat_is_a_fault(run: Run, repeat: Sent) -> None:
    run.cut = [ONE]
    run.ledger.append(repeat)
    assert faults(run.judged()) == {"duplicated": 1, "unmarked": 1}


def test_a_repeat_that_nothing_asked_for_is_a_fault(run: Run) -> None:
    run.cut, run.flying = [TWO], Counter({TWO: 3})
    run.ledger.append(sent(ONE + MARK, silent=True))
    assert faults(run.judged()) == {"duplicated": 1, "doubled_most": 1}


def test_parts_in_the_wrong_order_are_a_fault(run: Run) -> None:
    run.ledger.reverse()
    assert faults(run.judged()) == {"disordered": 1}


def test_a_chat_that_is_taken_for_lost_is_a_fault(run: Run) -> None:
    run.chat = "blocked"
    assert faults(run.judged()) == {"silenced": 1}
