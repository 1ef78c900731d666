"""Safe among strangers, measured: hostile addresses, heavy inputs, a whole bot under attack, fuzzed messages, the guard's price.

`python -m benchmarks.hostile` takes ten minutes; `--short` about one. Everything runs against servers on
loopback; exit code 1 where an aim is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import time

import structlog

from benchmarks import (
    hostile_bot,
    hostile_fairness,
    hostile_fuzz,
    hostile_growth,
    hostile_guard,
    hostile_loads,
)
from benchmarks.figures import Figure, finish
from tests.jobs.hostile import TABLE, Sockets, prepare, strike_all
from tests.site import serve

FUZZ = 60.0
"""Seconds of fuzzed messages in the whole run."""


def addresses(rounds: int) -> list[Figure]:
    """Send every hostile address through the real downloader, and watch each socket of this process."""
    sockets = Sockets()
    sockets.install()
    faults: list[str] = []
    with serve() as site:
        prepare(site)
        for _ in range(rounds):
            faults += asyncio.run(strike_all(TABLE, site, sockets))
    refused = len(TABLE) - len({fault.split(": ")[0] for fault in faults})
    print(
        f"hostile addresses: {refused} of {len(TABLE)} refused without a socket to a denied address"
    )
    for fault in faults[:10]:
        print("  ", fault)
    note = f"{refused} of {len(TABLE)}, {rounds} times over"
    return [
        Figure(
            "hostile addresses refused",
            100 * refused / len(TABLE),
            "%",
            100,
            "higher",
            note=note,
        )
    ]


def main() -> None:
    """Run all parts and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="about one minute")
    parser.add_argument(
        "--minutes", type=float, default=10.0, help="length of the whole run"
    )
    given = parser.parse_args()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL)
    )
    logging.disable(logging.WARNING)
    start = time.monotonic()
    parts = (hostile_fairness, hostile_growth, hostile_loads)
    figures = hostile_guard.run()
    figures += addresses(1 if given.short else 20)
    for part in parts:
        figures += part.run(short=given.short)
    spent = time.monotonic() - start
    attack = (
        12.0 if given.short else max(120.0, given.minutes * 60 - spent - FUZZ)
    )
    figures += hostile_bot.run(attack, short=given.short)
    figures += hostile_fuzz.run(3.0 if given.short else FUZZ)
    figures.append(
        Figure("whole run", time.monotonic() - start, "s", None, "lower")
    )
    finish(figures)


if __name__ == "__main__":
    main()
