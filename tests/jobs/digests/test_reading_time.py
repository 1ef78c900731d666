"""How many stories fit a digest's reading time."""

from __future__ import annotations

from datetime import UTC, datetime

from jobs.digests.reading_time import within_minutes
from news.models import Pick, Story


def test_a_budget_in_minutes_counts_what_the_style_tells() -> None:
    sentences = tuple("字" * 240 for _ in range(4))
    picks = [
        Pick(
            Story(
                n,
                str(n),
                "题" * 20,
                "",
                sentences,
                "zh-Hans",
                datetime(2026, 11, 23, tzinfo=UTC),
                "x",
            ),
            1.0,
        )
        for n in range(30)
    ]
    counts = {
        style: len(within_minutes(picks, 2, style))
        for style in ("headline", "short", "full")
    }
    assert counts == {"headline": 30, "short": 2, "full": 1}
    assert within_minutes(picks, 0, "full") == picks
