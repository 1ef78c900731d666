"""What rose is unusual against a week of whole days, whatever the day of the week; a habit is no trend."""

from __future__ import annotations

import pytest

from news.trends import DAYS, MOST, MOST_STORIES, TrendHeadline, trends

CALM = (
    "Council meets",
    "Harbour budget passed",
    "Schools reopen doors",
    "Rain expected",
)


def calm(
    day: int, count: int = 8, publisher: str = "Post"
) -> list[TrendHeadline]:
    """Return a usual day's headlines."""
    return [
        TrendHeadline(day, CALM[n % len(CALM)], f"{publisher} {n}", day)
        for n in range(count)
    ]


def week(count: int = 8) -> list[TrendHeadline]:
    return [
        headline for day in range(DAYS + 1) for headline in calm(day, count)
    ]


def rising(
    title: str, count: int, story: int = 100, age: int = 0
) -> list[TrendHeadline]:
    return [
        TrendHeadline(story, title, f"Paper {n}", age) for n in range(count)
    ]


def words(headlines: list[TrendHeadline]) -> list[tuple[str, ...]]:
    return [trend.words for trend in trends(headlines)]


def test_a_name_that_everybody_writes_of_today_rose() -> None:
    (found,) = trends([*week(), *rising("Alder dam cracks", 9)])
    assert set(found.words) == {"Alder", "dam", "cracks"}
    assert (found.today, found.usual) == (9, 0.0)
    assert found.stories == (100,)


def test_what_is_in_the_news_every_day_did_not_rise() -> None:
    daily = [
        one
        for day in range(DAYS + 1)
        for one in rising("Election debate", 9, day + 50, day)
    ]
    assert words([*week(), *daily]) == []


def test_a_quiet_sunday_before_makes_no_trend_of_monday() -> None:
    sunday = [headline for headline in week() if headline.age != 1]
    assert words([*sunday, *calm(1, 2)]) == []


@pytest.mark.parametrize(
    "headlines",
    [
        rising("Alder dam", 2),
        [TrendHeadline(1, "Alder dam", "One paper", 0)] * 12,
        rising("2026 1.5", 9),
        rising("Monday Tuesday", 9),
    ],
    ids=["two headlines", "one publisher", "numbers", "the calendar"],
)
def test_a_few_headlines_a_habit_and_the_calendar_are_no_trend(
    headlines: list[TrendHeadline],
) -> None:
    assert words([*week(), *headlines]) == []


def test_words_of_other_headlines_are_trends_of_their_own() -> None:
    found = words(
        [*week(), *rising("Alder dam", 12, 1), *rising("Falcon strike", 7, 2)]
    )
    assert [set(one) for one in found] == [
        {"Alder", "dam"},
        {"Falcon", "strike"},
    ]


def test_chinese_words_are_told_in_their_own_script() -> None:
    found = words([*week(), *rising("火山爆發 疏散居民", 9)])
    assert found
    assert all("爆发" not in word for one in found for word in one)


def test_without_a_week_there_is_nothing_to_compare_with() -> None:
    assert words(rising("Alder dam", 9)) == []
    assert words([]) == []


def test_a_list_is_bounded() -> None:
    names = [f"{letter}zq{letter}rv" for letter in "abcdefghijklmnop"]
    many = [one for n, name in enumerate(names) for one in rising(name, 9, n)]
    assert len(words([*week(), *many])) == MOST
    scattered = [TrendHeadline(n, "Alder", f"Paper {n}", 0) for n in range(30)]
    (found,) = trends([*week(), *scattered])
    assert len(found.stories) == MOST_STORIES


def test_what_is_older_or_in_the_future_is_left_out() -> None:
    assert (
        words(
            [
                *week(),
                *rising("Alder dam", 9, age=-1),
                *rising("Alder dam", 9, age=30),
            ]
        )
        == []
    )
