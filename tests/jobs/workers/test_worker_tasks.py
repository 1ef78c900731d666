"""Reading in worker processes: what an article's text adds to its headline."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from jobs.workers.worker_tasks import read_article, understand
from news.models import Article, Entry

NOW = datetime(2026, 11, 20, tzinfo=UTC)
REPORT = "The council voted for the new bridge on Monday evening. " * 12
ROWS = "\n".join(f"Lowfield {n} °C {n + 1}:30 {n * 7} mm" for n in range(40))


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("LIVE: council votes", "Watch here from ten.", "live"),
        ("LIVE: council votes", REPORT, ""),
        ("Tomorrow in Lowfield", ROWS, "table"),
        ("In pictures: frost on the canal", REPORT, "gallery"),
        ("Council votes for a bridge", REPORT, ""),
    ],
)
def test_an_article_is_marked_where_it_is_no_news(
    title: str, text: str, kind: str
) -> None:
    article = Article("https://paper.example/1", title=title, text=text)
    assert understand(article).no_news == kind


def test_what_page_and_entry_declare_marks_an_article_too() -> None:
    plain = Article("https://paper.example/1", title="The ferry", text=REPORT)
    declared = replace(plain, types=("WebPage", "Recipe"))
    filed = replace(plain, categories=("Recipes",))
    assert understand(plain).no_news == ""
    assert understand(declared).no_news == "guide"
    assert understand(filed).no_news == "guide"


def test_what_page_and_entry_say_of_an_article_may_open_its_summary() -> None:
    scene = "The morning smells of salt, and gulls circle over the deck. " * 6
    page = (
        "<html><head><meta property='og:description' content='News of the valley.'></head>"
        f"<body><article><h1>Old ferry becomes a library</h1><p>{scene}</p></article></body></html>"
    )
    told = "A ferry of 1961 carries 9,000 books as a library."
    entry = Entry(
        "https://paper.example/1", "Old ferry becomes a library", summary=told
    )
    article = read_article(
        page.encode(), entry.url, "text/html", "UTC", NOW, entry
    )
    assert article.description == f"News of the valley.\n{told}"
    assert understand(article).summary[0] == told
