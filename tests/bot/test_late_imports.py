"""What a start leaves out is there before somebody asks for it."""

from __future__ import annotations

from importlib.util import find_spec

from bot.late_imports import LATE, load_late


async def test_all_of_it_is_loaded() -> None:
    await load_late(rest=0.0)


def test_every_module_exists() -> None:
    assert all(find_spec(name) for name in LATE)
