"""A fault over one chat ends its block alone; a fault of the store and an end from outside pass."""

from __future__ import annotations

import asyncio

import pytest
import structlog

from jobs.isolated import Isolated
from news.errors import StoreBusy


def test_a_fault_is_logged_with_its_chat_and_ends_nothing() -> None:
    with structlog.testing.capture_logs() as logged, Isolated("x.fault", 7):
        raise ValueError("of ours")
    assert [(one["event"], one["chat"]) for one in logged] == [("x.fault", 7)]
    assert isinstance(logged[0]["exc_info"], ValueError)


@pytest.mark.parametrize(
    "error", [StoreBusy("locked"), asyncio.CancelledError()]
)
def test_what_concerns_the_whole_batch_passes(error: BaseException) -> None:
    with (
        structlog.testing.capture_logs() as logged,
        pytest.raises(type(error)),
        Isolated("x.fault", 7),
    ):
        raise error
    assert logged == []
