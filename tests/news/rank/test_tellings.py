"""An event in several languages is shown once, in the reader's first language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from news.models import Pick, Story, Telling
from news.rank import one_telling, plain_pick, told_once
from store.rows import Chat

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def story(number: int, language: str, *others: int, articles: int = 1) -> Story:
    tellings = tuple(Telling(other, "", 1, 2, 0, "", "") for other in others)
    alone = Story(
        number,
        f"k{number}",
        f"t{number}",
        "",
        (),
        language,
        NOW,
        "",
        articles=articles,
    )
    return replace(alone, tellings=tellings)


GERMAN, RUSSIAN, OTHER = (
    story(1, "de", 2),
    story(2, "ru", 1, articles=9),
    story(3, "de"),
)


def test_the_first_language_is_kept_and_the_order_stays() -> None:
    assert told_once([RUSSIAN, OTHER, GERMAN], ("de", "ru")) == [OTHER, GERMAN]
    assert told_once([RUSSIAN, OTHER, GERMAN], ("ru", "de")) == [RUSSIAN, OTHER]


def test_where_no_language_is_preferred_the_most_told_is_kept() -> None:
    assert told_once([GERMAN, RUSSIAN], ("en",)) == [RUSSIAN]


def test_a_chat_is_told_in_english_what_its_own_language_does_not_tell() -> (
    None
):
    english, chinese = story(4, "en", 5), story(5, "zh-Hans", 4, articles=9)
    german = Chat(1, 1, locale="de")
    of_russian_news = Chat(2, 2, locale="de", languages=("ru",))
    assert told_once(
        [GERMAN, RUSSIAN, chinese, english], german.languages_to_tell
    ) == [GERMAN, english]
    assert told_once([GERMAN, RUSSIAN], of_russian_news.languages_to_tell) == [
        RUSSIAN
    ]


def test_a_telling_alone_stays_in_whatever_language() -> None:
    assert told_once([RUSSIAN], ("de",)) == [RUSSIAN]


def test_picks_of_one_story_by_several_subscriptions_all_stay() -> None:
    picks = [
        Pick(GERMAN, 1.0, "topic:a"),
        Pick(RUSSIAN, 3.0),
        Pick(GERMAN, 2.0, "topic:b"),
    ]
    kept = one_telling(picks, ("de",))
    assert [pick.subscription for pick in kept] == ["topic:a", "topic:b"]
    assert one_telling([Pick(OTHER, 1.0)], ("de",)) == [Pick(OTHER, 1.0)]


def test_publishers_in_all_languages_count() -> None:
    alone, shared = (
        plain_pick(one, "topic:a", 1.0, NOW) for one in (OTHER, GERMAN)
    )
    assert shared.score > alone.score
    assert "publishers:3" in shared.reasons
