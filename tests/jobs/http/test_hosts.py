"""Hosts: left alone for longer the longer they are silent, and forgotten within bounds."""

from __future__ import annotations

import pytest

from jobs.http.hosts import FIRST_REST, HOSTS, LONGEST_REST, TIMEOUTS, Hosts
from news.errors import HostResting


class Moment:
    """A clock that moves only when a test moves it."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


async def rest_of(hosts: Hosts, host: str) -> float:
    try:
        async with hosts.place(host, f"https://{host}/"):
            return 0.0
    except HostResting as error:
        assert error.retry_after is not None
        return error.retry_after.total_seconds()


async def test_each_further_timeout_doubles_the_rest_up_to_an_hour() -> None:
    hosts = Hosts(2, 0.0, Moment())
    rests = []
    for _ in range(TIMEOUTS + 8):
        hosts.timed_out("a.example")
        rests.append(await rest_of(hosts, "a.example"))
    assert rests[: TIMEOUTS + 2] == [
        0.0,
        FIRST_REST,
        2 * FIRST_REST,
        4 * FIRST_REST,
    ]
    assert rests[-1] == LONGEST_REST


async def test_an_answer_ends_the_count() -> None:
    hosts = Hosts(2, 0.0, Moment())
    for _ in range(9):
        hosts.timed_out("a.example")
        hosts.answered("a.example")
    assert await rest_of(hosts, "a.example") == 0.0


async def test_other_hosts_are_asked_all_the_same() -> None:
    hosts = Hosts(2, 0.0, Moment())
    hosts.rest("a.example", 60)
    assert hosts.resting() == ["a.example"]
    assert await rest_of(hosts, "b.example") == 0.0


async def test_who_asked_for_the_longest_wait_stays_remembered() -> None:
    hosts = Hosts(2, 0.0, Moment())
    for number in range(4 * HOSTS + 5):
        hosts.rest(f"host{number}.example", float(number + 1))
    assert len(hosts.resting()) <= 4 * HOSTS
    with pytest.raises(HostResting):
        async with hosts.place(
            f"host{4 * HOSTS + 4}.example", "https://x.example/"
        ):
            raise AssertionError("it was asked")
