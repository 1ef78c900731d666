"""Whether several publishers reported a story within a short time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from news.breaking import breaks
from news.models import Report

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def told(
    minutes: int, publisher: str = "", url: str = "", kind: str = "report"
) -> Report:
    url = url or f"https://{publisher.strip().lower() or 'a'}.example/1"
    return Report(url, "t", publisher, NOW - timedelta(minutes=minutes), kind)  # type: ignore[arg-type]


def holds(*reports: Report, publishers: int = 3) -> bool:
    return breaks(reports, publishers=publishers, within=HOUR, now=NOW)


def test_any_hour_counts_not_only_the_last() -> None:
    assert holds(told(170, "A"), told(140, "B"), told(115, "C"))
    assert not holds(told(170, "A"), told(120, "B"), told(100, "C"))
    assert holds(told(170, "A"), told(60, "B"), told(30, "C"), told(0, "D"))


def test_one_publisher_counts_once_and_reprints_never() -> None:
    assert not holds(told(9, "A"), told(8, "a "), told(7, "B"))
    assert not holds(told(9, "A"), told(8, "B"), told(7, "C", kind="reprint"))


def test_names_on_one_domain_are_one_publisher() -> None:
    pages = [
        f"https://{sub}.rumour.example/1" for sub in ("one", "two", "three")
    ]
    assert not holds(
        *(told(5, name, page) for name, page in zip("ABC", pages, strict=True))
    )


def test_without_a_name_the_site_counts() -> None:
    sites = (
        "https://one.example/x",
        "https://two.example/x",
        "https://three.example/x",
    )
    assert holds(*(told(5, url=url) for url in sites))
    assert not holds(told(5), told(4), told(3))


def test_times_to_come_and_unknown_ones_are_left_out() -> None:
    assert not holds(told(5, "A"), told(4, "B"), told(-30, "C"))
    assert not holds(told(5, "A"), told(4, "B"), Report("u", "t", "C", None))
