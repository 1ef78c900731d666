"""When the listing's words replace an article whose page cannot be read."""

from __future__ import annotations

import pytest

from jobs.intake.article_pages import may_tell_entry
from news.errors import (
    Disallowed,
    FetchError,
    Gone,
    JianbaoError,
    NoArticle,
    NotTheArticle,
    Refused,
    ServerTrouble,
)
from news.interstitials import PageKind
from news.models import Entry

HEADLINE = Entry("https://a.example/1", "Otters return")
WORDS = Entry("https://a.example/1", "Otters return", summary="Five.")
LINK = Entry("https://a.example/1", "")


@pytest.mark.parametrize(
    ("entry", "error", "attempts", "last", "told"),
    [
        (WORDS, NotTheArticle(page=PageKind.BOT_CHECK), 1, False, True),
        (WORDS, Gone(), 1, False, True),
        (WORDS, ServerTrouble(), 1, False, False),
        (WORDS, ServerTrouble(), 2, False, True),
        (WORDS, Refused(), 9, True, False),
        (HEADLINE, FetchError(), 1, False, False),
        (HEADLINE, FetchError(), 5, True, True),
        (HEADLINE, Disallowed(), 1, True, True),
        (HEADLINE, NotTheArticle(page=PageKind.LOGIN), 1, True, True),
        (HEADLINE, NotTheArticle(page=PageKind.NOT_FOUND), 1, True, False),
        (HEADLINE, NoArticle(), 1, True, False),
        (HEADLINE, Gone(), 1, True, False),
        (HEADLINE, ServerTrouble(), 5, True, False),
        (LINK, FetchError(), 5, True, False),
    ],
)
def test_when_an_entry_is_told_without_its_page(
    entry: Entry, error: JianbaoError, attempts: int, last: bool, told: bool
) -> None:
    assert may_tell_entry(entry, error, attempts=attempts, last=last) is told
