"""A plain English article page of our own, whose parts a test replaces."""

from __future__ import annotations

from datetime import UTC, datetime

from news.extract import extract
from news.models import Article

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
URL = "https://gazette.example/harbour/lighthouse"
TITLE = "Lighthouse keepers return to the northern pier"
PARAGRAPHS = (
    "The harbour board voted on Monday to bring keepers back to the northern lighthouse after two winters without anybody.",
    "Ships had missed the entrance three times since the lamp was switched to a timer, the pilots' guild told the meeting.",
    "Two keepers will share the tower from the first of March, and the board has set aside money for five years of wages.",
)


def page(
    *,
    head: str = "",
    above: str = f"<h1>{TITLE}</h1>",
    body: str = "".join(f"<p>{text}</p>" for text in PARAGRAPHS),
    after: str = "",
    title: str = f"{TITLE} - The Gazette",
    language: str = "en",
) -> str:
    return (
        f"<!DOCTYPE html><html lang='{language}'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a> <a href='/harbour'>Harbour</a></nav>"
        f"<main><article>{above}<div class='story-text'>{body}</div></article>{after}</main></body></html>"
    )


def read(html: str, *, url: str = URL, zone: str = "") -> Article:
    return extract(html, url=url, zone=zone, now=NOW)


def moment(html: str, *, url: str = URL, zone: str = "") -> str:
    """Return the time of publication in ISO form; empty where there is none."""
    at = read(html, url=url, zone=zone).published_at
    return at.isoformat() if at else ""
