"""Dates whose month is a Roman numeral."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.dates import find_date

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("9 VII 2025", "2025-07-09T00:00"),
        ("9.VII.2025, 8:30", "2025-07-09T08:30"),
        ("9/IX/2025", "2025-09-09T00:00"),
        ("2025. VIII. 9. 8:30", "2025-08-09T08:30"),
        ("31 XI 2025", None),
        ("Louis XIV 2025", None),
        ("Part 3 VII, 2025", None),
        ("9 vi 2025", None),
    ],
)
def test_a_roman_month(line: str, expected: str | None) -> None:
    found = find_date(line, now=NOW)
    assert (found and f"{found.moment:%Y-%m-%dT%H:%M}") == expected
