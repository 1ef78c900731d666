"""The watch over all end-to-end tests finds what must not be logged."""

from __future__ import annotations

import logging

import pytest
import structlog

from sandbox.server import ANN, Sandbox
from sandbox.world import people
from tests.log_watch import LogWatch, words_of_people

SECRET = "planted-secret-0123456789"


@pytest.fixture
async def sandbox() -> Sandbox:
    opened = await Sandbox.start()
    await opened.stop()
    return opened


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"token {SECRET}", True),
        ("searched for my secret illness", True),
        ("a harmless line", False),
    ],
)
async def test_secrets_and_words_are_found(
    sandbox: Sandbox, line: str, found: bool
) -> None:
    people.write(sandbox.world, ANN, ANN, "/search my secret illness")
    people.write(sandbox.world, ANN, ANN, "/subscribe https://a.example/feed")
    assert words_of_people(sandbox.world) == {"my secret illness"}
    watch = LogWatch()
    watch.begin([])
    structlog.get_logger().debug(line)
    assert bool(watch.faults(sandbox.world, [SECRET])) is found


async def test_lines_of_libraries_are_watched_too(sandbox: Sandbox) -> None:
    watch = LogWatch()
    watch.begin([])
    logging.getLogger("library").warning("refused %s", SECRET)
    assert watch.faults(sandbox.world, [SECRET]) == [SECRET]
