"""Articles join stories: filters are parsed once, and another process's work is taken up."""

from __future__ import annotations

from jobs.context import JobContext
from jobs.stories.clustering import Clustering, ParsedFilters
from news.filters import Filter
from store.chats import subscriptions
from store.news import articles, stories
from store.rows import InterestTerm
from tests.store import world


def _meets(
    filters: ParsedFilters, listed: list[InterestTerm], text: str
) -> list[int]:
    return sorted(filters.of(listed).matching(text, "en"))


def test_filters_are_parsed_once_until_one_changes() -> None:
    filters = ParsedFilters()
    storm, quake = (
        InterestTerm(1, "filter", "storm"),
        InterestTerm(2, "filter", "earthquake"),
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
        InterestTerm(1, "filter", "/(/"),
        InterestTerm(2, "filter", "storm"),
    )
    assert _meets(ParsedFilters(), [broken, storm], "A storm comes") == [2]


async def test_a_scheduler_that_gains_its_turn_takes_up_the_others_stories(
    context: JobContext,
) -> None:
    text = (
        "The old bridge over the river was opened again on Monday after two years of repairs. "
        * 9
    )
    first, second = Clustering(context), Clustering(context)
    await context.db.write(_read, "a", text)
    assert await first.sweep() == 1
    second.reset()
    await context.db.write(_read, "b", text)
    assert await second.sweep() == 1
    (story,) = await context.db.read(stories.latest, limit=5)
    assert story.articles == 2


def _read(c, name: str, text: str) -> None:  # type: ignore[no-untyped-def]
    source = world.make_source(c)
    ids = articles.insert_new(c, [world.new_article(name, source)], world.NOW)
    title = "The old bridge opens again"
    articles.save_read(
        c, [world.read_article(ids[0], title=title, text=text)], world.NOW
    )
    chat = world.make_chat(c)
    subscriptions.add(c, chat.id, "filter", "bridge", limit=9, now=world.NOW)
