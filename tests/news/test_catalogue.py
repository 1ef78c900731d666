"""The catalogue: required fields of each source, and search by name."""

from __future__ import annotations

from urllib.parse import urlsplit
from zoneinfo import available_timezones

import pytest

from bot.rendering.i18n import LOCALES
from news import catalogue
from news.topics import catalogue as topics

ROWS = catalogue.listed_sources()
# To list them takes 5 ms.
ZONES = available_timezones()


def test_there_are_enough_sources_and_none_twice() -> None:
    assert len(ROWS) >= 120
    assert len({row.url for row in ROWS}) == len(ROWS)
    assert len({row.key for row in ROWS}) == len(ROWS)


def test_every_interface_language_has_some_and_chinese_the_most() -> None:
    counts = {tag.partition("-")[0]: 0 for tag in LOCALES}
    for row in ROWS:
        counts[row.language] += 1
    assert min(counts.values()) >= 5
    assert max(counts, key=lambda tag: counts[tag]) == "zh"


def test_every_interface_language_has_sources_that_are_read_from_the_start() -> (
    None
):
    assert {row.language for row in ROWS if row.default} == {
        tag.partition("-")[0] for tag in LOCALES
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_a_source_is_whole(row: catalogue.ListedSource) -> None:
    address = urlsplit(row.url)
    assert address.scheme in {"http", "https"}
    assert "." in address.netloc
    assert row.title
    assert row.kind in {"feed", "page", "sitemap"}
    assert row.zone in ZONES
    assert row.region in {region.key for region in catalogue.regions()}
    assert set(row.topics) <= {topic.key for topic in topics()}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_a_source_says_where_its_address_was_found(
    row: catalogue.ListedSource,
) -> None:
    assert any(mark in row.found for mark in ("https://", "github.com/"))


def test_every_province_has_a_source() -> None:
    told = {row.region for row in ROWS}
    assert all(region.key in told for region in catalogue.regions())


@pytest.mark.parametrize(
    "name", ["甘肃", "甘肅", " gansu ", "Ганьсу", "甘粛省"]
)
def test_a_region_is_found_by_its_name_in_any_language(name: str) -> None:
    region = catalogue.find_region(name)
    assert region is not None
    assert region.key == "gansu"
    assert {row.region for row in catalogue.find_sources(name)} == {"gansu"}


def test_a_region_is_named_in_the_chats_language() -> None:
    region = catalogue.find_region("Germany")
    assert region is not None
    assert [region.name(tag) for tag in ("zh-Hans", "zh-Hant", "de", "ru")] == [
        "德国", "德國", "Deutschland", "Германия",
    ]  # fmt: skip


def test_names_that_are_not_given_are_those_of_the_script() -> None:
    region = catalogue.find_region("hainan")
    assert region is not None
    assert (region.name("zh-Hant"), region.name("fr")) == ("海南", "Hainan")


def test_a_source_is_found_by_its_title() -> None:
    assert "每日甘肃网" in [
        row.title for row in catalogue.find_sources("每日甘肃")
    ]
    assert catalogue.find_sources("tagesschau")[0].title == "tagesschau"
    assert (
        catalogue.find_sources("the guardian")[0].title == "The Guardian World"
    )


@pytest.mark.parametrize("words", ["", "o", "网", "schau", "quantum otters"])
def test_words_that_name_no_source_find_none(words: str) -> None:
    assert catalogue.find_sources(words) == []


def test_topics_come_after_titles_and_regions() -> None:
    found = catalogue.find_sources("科技")
    assert found[0].title == "新华网 科技"
    assert all("tech" in row.topics for row in found)


def test_a_button_names_a_source() -> None:
    row = ROWS[3]
    assert catalogue.by_key(row.key) == row
    assert catalogue.by_key("00000000") is None
