"""Which stories tell of the same things."""

from __future__ import annotations

from datetime import UTC, datetime

from news.models import Story
from news.rank import alike


def story(number: int, title: str, summary: str = "") -> Story:
    return Story(
        id=number,
        key=str(number),
        title=title,
        url=f"https://news.example/{number}",
        summary=(summary,) if summary else (),
        language="en",
        published_at=datetime(2026, 11, 23, tzinfo=UTC),
        publisher="Example",
    )


TOLD = [
    story(1, "Harbour tunnel opens to traffic"),
    story(
        2,
        "Tunnel under the harbour closed again",
        "Water stood in the harbour tunnel.",
    ),
    story(3, "Harbour festival draws crowds"),
    story(4, "Parliament votes on pensions"),
]


def test_the_most_alike_come_first_and_one_shared_word_is_not_enough() -> None:
    found = alike(
        "The harbour tunnel was closed after a flood", "en", TOLD, limit=5
    )
    assert [one.id for one in found] == [2, 1]


def test_no_more_than_asked_for_are_found() -> None:
    assert len(alike("harbour tunnel", "en", TOLD, limit=1)) == 1
    assert alike("", "en", TOLD, limit=5) == []
    assert alike("harbour tunnel", "en", [], limit=5) == []
