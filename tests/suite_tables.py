"""What the suite's first process loads before it forks the others: each would load it by itself."""

from __future__ import annotations

import alembic.command  # noqa: F401 - stores of old releases are migrated
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.rendering.i18n import LOCALES
from jobs.workers.warming import warm, warm_placing
from news.wishes.understanding import understand
from news.zones import find_zone


def load_tables() -> None:
    """Load the tables of words, dates and zones, which each worker would load by itself: 2 s of CPU."""
    warm()
    warm_placing()
    find_zone("Lisbon")
    for locale in LOCALES:
        understand("tech news each day at 8, please", locale)
    _make_up_values()


@settings(
    max_examples=5,
    database=None,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(st.integers(), min_size=100), st.text())
def _make_up_values(numbers: list[int], text: str) -> None:
    """Let Hypothesis collect the characters and all constants of the code, which each worker
    would do by itself in a fresh clone: 6 s of CPU, measured with 787 files on a busy machine.
    """
