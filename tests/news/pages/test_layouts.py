"""Section pages of many publishing systems: all articles, and nothing that is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.pages import find_entries
from tests.news.pages.layouts import LAYOUTS, Layout

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_article_is_listed_and_nothing_other(layout: Layout) -> None:
    entries = find_entries(layout.page(), url=layout.url, now=NOW)
    assert [entry.title for entry in entries] == list(layout.headlines)
