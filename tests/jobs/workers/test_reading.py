"""Reading in worker processes: what an article's text tells beside its headline."""

from __future__ import annotations

import pytest

from jobs.workers.reading import understand
from news.models import Article

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
