"""The sample articles name the days on which they appear."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest

from sandbox.site.articles import SiteArticle, load

NOW = datetime(2026, 3, 4, 15, tzinfo=timezone(timedelta(hours=8)))
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def _battery(now: datetime) -> SiteArticle:
    return next(one for one in load(now) if "sodium battery" in one.title)


@pytest.mark.parametrize("days", range(7))
def test_an_article_names_the_weekday_on_which_it_appears(days: int) -> None:
    article = _battery(NOW + timedelta(days=days))
    assert f"said on {article.at:%A} that" in article.paragraphs[0]


def test_a_match_to_come_is_after_the_one_that_is_told() -> None:
    match = next(one for one in load(NOW) if "Okafor" in one.title)
    told = " ".join(match.paragraphs)
    assert WEEKDAY.findall(told) == ["Wednesday", "Friday"]


def test_no_mark_of_a_day_is_left_in_a_text() -> None:
    texts = [text for one in load(NOW) for text in one.paragraphs]
    assert len(texts) > 40
    assert not any("{" in text or "}" in text for text in texts)
