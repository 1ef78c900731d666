"""Tellings of one event in several languages are one story."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from news.cluster import Clusterer
from news.models import Article, Placement

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
FLOOD = {
    "en": "Flood in Kenya kills 31 near Mombasa",
    "de": "Überschwemmung in Kenia: 31 Tote bei Mombasa",
    "ru": "Наводнение в Кении: 31 погибший под Момбасой",
    "zh-Hans": "肯尼亚洪灾致31人死亡",
}


def place(
    clusterer: Clusterer, title: str, language: str, hours: float = 0
) -> Placement:
    return clusterer.place(
        Article(
            f"https://{language.lower()}.example/{len(title)}-{hours}",
            title=title,
            published_at=NOW + timedelta(hours=hours),
            language=language,
        )
    )


def test_an_event_has_one_story_and_a_telling_in_each_language() -> None:
    clusterer = Clusterer()
    placed = [
        place(clusterer, title, language) for language, title in FLOOD.items()
    ]
    assert len({placement.story for placement in placed}) == 1
    assert len({placement.telling for placement in placed}) == len(FLOOD)
    assert all(placement.merged == () for placement in placed)


def test_what_is_off_is_not_joined() -> None:
    clusterer = Clusterer(across="off")
    placed = [
        place(clusterer, title, language) for language, title in FLOOD.items()
    ]
    assert len({placement.story for placement in placed}) == len(FLOOD)
    assert all(placement.story == placement.telling for placement in placed)


def test_another_place_or_number_is_another_event() -> None:
    clusterer = Clusterer()
    first = place(clusterer, FLOOD["en"], "en")
    assert (
        place(clusterer, "Überschwemmung in Peru: 12 Tote", "de").story
        != first.story
    )
    assert (
        place(clusterer, "印度火车脱轨致31人死亡", "zh-Hans").story
        != first.story
    )


def test_one_shared_key_is_a_coincidence() -> None:
    clusterer = Clusterer()
    first = place(clusterer, "Kenya", "en")
    assert place(clusterer, "Kenia", "de").story != first.story


def test_one_shared_country_among_other_words_is_a_coincidence() -> None:
    clusterer = Clusterer()
    first = place(clusterer, "Brass band goes home to Norway", "en")
    assert (
        place(clusterer, "Musikverein zieht es nach Norwegen", "de").story
        != first.story
    )


def test_two_events_that_turn_out_to_be_one_are_reported() -> None:
    clusterer = Clusterer()
    english = place(clusterer, "Rain", "en")
    german = place(clusterer, FLOOD["de"], "de", 1)
    russian = place(clusterer, FLOOD["ru"], "ru", 2)
    assert german.story == russian.story != english.story
    second = place(clusterer, FLOOD["en"], "en", 3)
    assert second.story == german.story
    assert second.telling not in {german.telling, russian.telling}


def test_what_one_language_tells_apart_another_does_not_join() -> None:
    """Two fines of one form are two events, though a third language's headline is like both."""
    clusterer = Clusterer()
    first = place(clusterer, "Philips fined 120 million euros by EU", "en")
    second = place(clusterer, "Siemens fined 120 million euros by EU", "en", 1)
    assert second.story != first.story
    place(clusterer, "EU-Strafe von 120 Millionen Euro", "de", 2)
    third = place(
        clusterer, "Штраф ЕС в 120 млн евро для Siemens и Philips", "ru", 3
    )
    assert not {first.story, second.story} <= {third.story, *third.joined}


def test_the_bridge_outlives_the_process() -> None:
    clusterer = Clusterer()
    first = place(clusterer, FLOOD["en"], "en")
    place(clusterer, FLOOD["de"], "de")
    pieces = {key: piece for key, piece in clusterer.changes().items() if piece}
    again = Clusterer.load(clusterer.dump(), pieces)
    assert place(again, FLOOD["ru"], "ru").story == first.story
    assert again.expire(NOW + timedelta(days=9)) == 3
    assert place(again, FLOOD["ru"], "ru", 24 * 9).story != first.story
