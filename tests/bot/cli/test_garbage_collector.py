"""The collector rests while a command loads, and works again afterwards, whatever happened."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import suppress

import pytest

from bot.cli.garbage_collector import paused, settled


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    was_enabled = gc.isenabled()
    gc.enable()
    yield
    gc.unfreeze()
    if not was_enabled:
        gc.disable()


def test_nothing_is_collected_inside() -> None:
    with paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_pause_inside_another_does_not_end_it() -> None:
    with paused():
        with paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_an_error() -> None:
    with suppress(LookupError), paused():
        raise LookupError
    assert gc.isenabled()


def test_what_was_loaded_is_never_looked_at_again() -> None:
    loaded = [[number] for number in range(1000)]
    before = gc.get_freeze_count()
    with paused():
        settled()
    assert gc.get_freeze_count() >= before + len(loaded)
    assert not any(item is loaded[0] for item in gc.get_objects())
