"""Articles join stories: filters are parsed once, and another process's work is taken up."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from jobs.context import JobContext
from jobs.stories.clustering import STATE, Clustering
from jobs.stories.parsed_filters import FilterText, ParsedFilters
from jobs.stories.story_placer import StoryPlacer
from news.errors import ReadingError, StoreError
from news.filters import Filter
from store.chats import subscriptions
from store.engine.connections import Connection
from store.news import articles, stories
from store.operations import key_value
from tests.jobs.conftest import Clock
from tests.store import world

BRIDGE = (
    "The old bridge over the river was opened again on Monday after two years of repairs. "
    * 9
)


def _meets(
    filters: ParsedFilters, listed: list[FilterText], text: str
) -> list[int]:
    return sorted(filters.of(listed).matching(text, "en"))


def test_filters_are_parsed_once_until_one_changes() -> None:
    filters = ParsedFilters()
    storm, quake = (
        FilterText(1, "storm"),
        FilterText(2, "earthquake"),
    )
    first = filters.of([storm])
    assert filters.of([storm]) is first
    kept: Filter | None = filters._parsed[storm]
    assert _meets(filters, [storm, quake], "A storm after the earthquake") == [
        1,
        2,
    ]
    assert filters._parsed[storm] is kept
    assert _meets(filters, [quake], "A storm after the earthquake") == [2]
    assert storm not in filters._parsed, "what nobody has any more is forgotten"


def test_a_filter_that_cannot_be_read_harms_no_other() -> None:
    broken, storm = (
        FilterText(1, "/(/"),
        FilterText(2, "storm"),
    )
    assert _meets(ParsedFilters(), [broken, storm], "A storm comes") == [2]


async def test_a_scheduler_that_gains_its_turn_takes_up_the_others_stories(
    context: JobContext,
) -> None:
    first, second = Clustering(context), Clustering(context)
    await context.db.write(_read, "a", BRIDGE)
    assert await first.sweep() == 1
    second.reset()
    await context.db.write(_read, "b", BRIDGE)
    assert await second.sweep() == 1
    (story,) = await context.db.read(stories.latest, limit=5)
    assert story.articles == 2


@pytest.mark.parametrize("places_apart", [False, True])
async def test_stories_leave_memory_at_rest_and_are_read_again_on_need(
    context: JobContext, clock: Clock, places_apart: bool
) -> None:
    clustering = Clustering(replace(context, places_apart=places_apart))
    await context.db.write(_read, "a", BRIDGE)
    assert await clustering.sweep() == 1
    assert clustering._placer.running
    clock.now += clustering._rest
    assert await clustering.sweep() == 0
    assert not clustering._placer.running
    assert await context.db.read(key_value.get, STATE), "words were kept"
    assert await clustering.sweep() == 0
    assert not clustering._placer.running, "nothing to do starts nothing"
    await context.db.write(_read, "b", BRIDGE)
    assert await clustering.sweep() == 1
    (story,) = await context.db.read(stories.latest, limit=5)
    assert story.articles == 2
    await clustering.cancel()
    assert not clustering._placer.running


async def test_a_placer_that_was_killed_loses_and_doubles_no_article(
    context: JobContext,
) -> None:
    clustering = Clustering(replace(context, places_apart=True))
    await context.db.write(_read, "a", BRIDGE)
    assert await clustering.sweep() == 1
    with pytest.raises(ReadingError):
        await clustering._placer.run(_die)
    await context.db.write(_read, "b", BRIDGE)
    assert await clustering.sweep() == 1
    (story,) = await context.db.read(stories.latest, limit=5)
    assert story.articles == 2
    await clustering.cancel()


async def test_articles_whose_places_were_not_written_are_placed_again(
    context: JobContext,
) -> None:
    faults = [StoreError("another took over")]

    def fence(_connection: Connection) -> None:
        if faults:
            raise faults.pop()

    clustering = Clustering(replace(context, fence=fence))
    await context.db.write(_read, "a", BRIDGE)
    with pytest.raises(StoreError):
        await clustering.sweep()
    assert await clustering.sweep() == 1
    (story,) = await context.db.read(stories.latest, limit=5)
    assert story.articles == 1


def _die(_placer: StoryPlacer) -> None:
    os._exit(3)


def _read(c, name: str, text: str) -> None:  # type: ignore[no-untyped-def]
    source = world.make_source(c)
    ids = articles.insert_new(c, [world.new_article(name, source)], world.NOW)
    title = "The old bridge opens again"
    articles.save_read(
        c, [world.read_article(ids[0], title=title, text=text)], world.NOW
    )
    chat = world.make_chat(c)
    subscriptions.add(c, chat.id, "filter", "bridge", limit=9, now=world.NOW)
