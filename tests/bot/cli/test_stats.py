"""Figures in the terminal."""

from __future__ import annotations

from pathlib import Path

from bot.cli import stats
from store.engine.database import run_alone
from store.schema import migrate
from tests.store.world import NOW, make_chat, make_stories


def test_figures_are_counted_by_day_topic_and_language(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    migrate.upgrade(url)
    run_alone(url, lambda c: make_chat(c, 1))
    run_alone(url, lambda c: make_stories(c, ["a", "b", "c"]))
    found = run_alone(url, lambda c: stats.read(c, NOW))
    assert found.states["chats"] == {"active": 1}
    assert found.days["stories"][-1] == 3
    assert sum(found.days["stories"]) == 3
    assert found.topics["tech"] == 3
    assert found.languages == {"en": 3}
    assert found.model["calls"] == 0


def test_a_sparkline_shows_whatever_is_more_than_nothing() -> None:
    assert stats.sparkline([0, 1, 500, 1000]) == " ▁▄█"
    assert stats.sparkline([0, 0]) == "  "
    assert stats.sparkline([]) == ""
