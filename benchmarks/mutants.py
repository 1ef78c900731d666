"""Do the tests of delivery fail where delivery is wrong? `python -m benchmarks.mutants [--sample MINUTES] [--seed N] [NAME…]`.

Each named mutant is one fault that once went unnoticed, or that a guard of delivery is there to prevent. It is put into
a copy of the tree, and the tests named beside it are run there: one of them must fail. After them a sample of mutmut's
own mutants is tried for a quarter of an hour (`--sample 0` leaves it out, `--seed` takes another one); every survivor is
printed, and why those that `equivalent_mutants.toml` lists make no difference.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import mutant_sample
from benchmarks.figures import Figure, finish

ROOT = Path(__file__).parents[1]
FOLDERS = ("bot", "jobs", "store", "news", "sandbox", "tests", "benchmarks")
SECONDS = 240
"""Seconds that the tests of one mutant may take: a mutant that hangs is killed too."""
# Fewer mutants say nothing: at a load of 20 a quarter of an hour tried 11 to 39.
LEAST = 100
SENDER = (
    "tests/bot/delivery/test_sender.py",
    "tests/bot/test_delivery_clock.py",
)
OUTBOX = (
    "tests/store/delivery/test_outbox.py",
    "tests/store/test_outbox_machine.py",
)
LIMITER = (
    "tests/bot/delivery/test_rate_limiter.py",
    "tests/bot/test_limiter_machine.py",
)
DIGESTS = ("tests/jobs/digests",)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault: a text that stands once in a file, what stands there instead, and the tests that must notice."""

    name: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]


MUTANTS = (
    Mutant(
        "a retry revives a sent row",
        "store/delivery/retries.py",
        """    .where(outbox.c.id == bindparam("row"), UNFINISHED)
    .values(
        state="ready",
        lease_until""",
        """    .where(outbox.c.id == bindparam("row"))
    .values(
        state="ready",
        lease_until""",
        OUTBOX,
    ),
    Mutant(
        "what was sent is not noted",
        "bot/delivery/sender.py",
        "        self._acks.append((row.id, message_id))\n",
        "        pass\n",
        SENDER,
    ),
    Mutant(
        "a row that was taken back flies all the same",
        "bot/delivery/start_writer.py",
        "        if not await told:\n            raise TakenBack\n",
        "        await told\n",
        ("tests/bot/delivery/test_start_writer.py",),
    ),
    Mutant(
        "probes do not pause",
        "bot/delivery/circuit_breaker.py",
        "        return float(min(2.0 ** min(self.failures - 2, 10), LONGEST_PAUSE))\n",
        "        return 0.0\n",
        ("tests/bot/delivery/test_circuit_breaker.py",),
    ),
    Mutant(
        "a failed write is not sorted out",
        "bot/delivery/sender.py",
        "        if self._muddled:\n            await self._sort()\n",
        "",
        SENDER,
    ),
    Mutant(
        "what is in the air is given back",
        "bot/delivery/sender.py",
        "        await self._wait_in_flight()\n        await self._db.write(recovery.release, self._owner, self._clock())\n        self._muddled = False\n",
        "        await self._db.write(recovery.release, self._owner, self._clock())\n        self._muddled = False\n",
        SENDER,
    ),
    Mutant(
        "the end notes nothing of what was sent",
        "bot/delivery/sender.py",
        "        try:\n            await self._ack()\n            await self._db.write(recovery.release",
        "        try:\n            await self._db.write(recovery.release",
        SENDER,
    ),
    Mutant(
        "a shorter 429 shortens a hold",
        "bot/delivery/holds.py",
        "self._chats[chat] = max(held, until)",
        "self._chats[chat] = until",
        LIMITER,
    ),
    Mutant(
        "no second look after the shared place",
        "bot/delivery/rate_limiter.py",
        "not placed or self._own_delay(chat, method, self._clock()) > 0\n",
        "not placed\n",
        LIMITER,
    ),
    Mutant(
        "answers wait behind bulk",
        "bot/delivery/rate_limiter.py",
        "            int(bulk),\n            self._number,",
        "            0,\n            self._number,",
        LIMITER,
    ),
    Mutant(
        "two digests asked for in one second tell the same",
        "jobs/digests/build.py",
        "[(digest.chat_id, story) for story in digest.stories], now\n",
        "[], now\n",
        DIGESTS,
    ),
    Mutant(
        "a lost lease still writes",
        "jobs/digests/build.py",
        "if held is None or digest.chat_id in held\n",
        "if held is None or held is not None\n",
        DIGESTS,
    ),
    Mutant(
        "a third copy is sent",
        "bot/delivery/settlement.py",
        "        if row.repeated:\n",
        "        if False:\n",
        SENDER,
    ),
    Mutant(
        "a proxy's 403 is Telegram's word",
        "bot/delivery/telegram_answers.py",
        "        raise GatewayError(status)\n",
        "        return\n",
        SENDER,
    ),
    Mutant(
        "a row that failed keeps its stories seen",
        "store/delivery/outcomes.py",
        '    connection.execute(_UNSEE, {"ids": ids})\n',
        "",
        SENDER + DIGESTS,
    ),
    Mutant(
        "a closed topic is told in the chat at once",
        "bot/delivery/error_policy.py",
        'ErrorRule("topic_closed", Action.CLOSED)',
        'ErrorRule("topic_closed", Action.NO_TOPIC)',
        ("tests/bot/delivery/test_forum_topics.py",),
    ),
    Mutant(
        "a topic that took a message stays lost",
        "bot/delivery/sender.py",
        "            if row.topic_lost:\n",
        "            if False:\n",
        ("tests/bot/delivery/test_forum_topics.py",),
    ),
    Mutant(
        "an update is confirmed before it is kept",
        "bot/receiving/poller.py",
        """            await self._inbox.take(
""",
        """            if arrived:
                self._next = int(arrived[-1]["update_id"]) + 1
            await self._inbox.take(
""",
        ("tests/bot/receiving",),
    ),
)


def killed(mutant: Mutant) -> bool:
    """Put a mutant into a copy of the tree; tell whether its tests notice."""
    with copied_tree() as tree:
        _apply(mutant, tree)
        tests = [test for test in mutant.tests if (tree / test).exists()]
        return not _passes(tree, tests)


@contextmanager
def copied_tree() -> Iterator[Path]:
    """Give a copy of the tree that is removed after."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        tree = Path(folder)
        for name in FOLDERS:
            shutil.copytree(ROOT / name, tree / name)
        for name in ("pyproject.toml", "config.toml", "README.md"):
            shutil.copy(ROOT / name, tree / name)
        yield tree


def _apply(mutant: Mutant, tree: Path) -> None:
    path = tree / mutant.file
    text = path.read_text("utf-8")
    if text.count(mutant.before) != 1:
        raise SystemExit(
            f"{mutant.name}: its place in {mutant.file} has changed"
        )
    path.write_text(text.replace(mutant.before, mutant.after), "utf-8")


def _passes(tree: Path, tests: list[str]) -> bool:
    """Run tests in a tree; tell whether all pass in time."""
    # The copy's modules go before those of an installed tree.
    surroundings = {**os.environ, "PYTHONPATH": str(tree)}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "--timeout",
        "60",
        *tests,
    ]
    try:
        done = subprocess.run(
            command,
            cwd=tree,
            env=surroundings,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    if done.returncode > 1:
        # Tests that cannot even be read say nothing about a mutant.
        said = done.stdout.decode("utf-8", "replace")[-2000:]
        raise SystemExit(f"pytest ended with {done.returncode}:\n{said}")
    return done.returncode == 0


def run_named(wanted: list[str]) -> list[Figure]:
    """Try the mutants whose names hold one of these words, or all."""
    chosen = [
        m
        for m in MUTANTS
        if not wanted or any(word in m.name for word in wanted)
    ]
    survivors = []
    for mutant in chosen:
        dead = killed(mutant)
        print(f"{'killed  ' if dead else 'SURVIVES'} {mutant.name}", flush=True)
        if not dead:
            survivors.append(mutant.name)
    return [
        Figure("named mutants that survive", len(survivors), "", 0, "lower")
    ]


def run_sample(minutes: float, seed: int) -> list[Figure]:
    """Try a sample of mutmut's mutants for so many minutes."""
    with copied_tree() as tree:
        mutant_sample.prepare(tree)
        tell = partial(print, flush=True)
        sample = mutant_sample.run(
            tree, seconds=minutes * 60, seed=seed, tell=tell
        )
    note = (
        f"{sample.tried} of {sample.made:,} mutants tried, seed {seed};"
        f" {len(sample.equivalent)} more make no difference"
    )
    return [
        Figure("mutmut's mutants tried", sample.tried, "", LEAST, "higher"),
        Figure(
            "share of mutmut's mutants killed",
            sample.share,
            "",
            0.95,
            "higher",
            note=note,
        ),
    ]


def main() -> None:
    """Read the options, and run."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument(
        "--sample",
        type=float,
        default=15.0,
        help="minutes for mutmut's mutants",
    )
    reader.add_argument(
        "--seed",
        type=int,
        default=mutant_sample.SEED,
        help="which of mutmut's mutants come first",
    )
    reader.add_argument("names", nargs="*", help="words of named mutants")
    given = reader.parse_args()
    named = run_named(given.names)
    sampled = run_sample(given.sample, given.seed) if given.sample else []
    finish([*named, *sampled])


if __name__ == "__main__":
    main()
