"""Each row of the table in `docs/sources.md` is walked on the polling path.

The table is the list: a row without a walk fails, and so does a walk without a
row. Walks that no other test takes stand here.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from jobs.context import JobContext
from jobs.intake import enrich
from jobs.intake.keep import FIRST, MOST_NEW
from store.news import sources
from store.schema.source_tables import entries
from store.schema.tables import articles as article_table
from tests import source_trees
from tests.jobs.conftest import NOW, Clock
from tests.jobs.intake.feeds import HEADLINES, item, put_feed
from tests.jobs.intake.test_enrich import read_all
from tests.jobs.intake.test_keep import add, poll, rows
from tests.site import Site

ROOT = Path(__file__).parents[3]
HERE = "tests/jobs/intake/test_situations.py"
ENRICH, KEEP = (
    "tests/jobs/intake/test_enrich.py",
    "tests/jobs/intake/test_keep.py",
)
FETCH, FAIR = (
    "tests/jobs/intake/test_fetch.py",
    "tests/jobs/intake/test_fairness.py",
)
TELL = "tests/jobs/upkeep/test_retention.py"
CORRECT = "tests/jobs/notices/test_corrections.py"

# The beginning of a row's situation, and the tests that walk it.
WALKS = {
    "the page is a bot check": f"{ENRICH}::test_a_page_that_is_no_article_leaves_the_entry",
    "the page answers 401": f"{ENRICH}::test_a_short_summary_is_enough_where_the_page_is_refused",
    "the page's server fails or is too slow": f"{HERE}::test_a_failing_server_is_asked_twice",
    "the page may not be read": f"{HERE}::test_a_headline_alone_whose_page_is_barred_is_told_at_last",
    "the page is gone": f"{HERE}::test_a_headline_alone_whose_page_is_gone_is_given_up",
    "the page shows much less": f"{ENRICH}::test_a_teaser_does_not_replace_the_feeds_whole_text",
    "the page's date is weaker": f"{ENRICH}::test_the_feeds_date_stands_against_a_clock_on_the_page",
    "entry and page have no date": f"{KEEP}::test_an_undated_entry_is_new_only_where_its_source_was_read_before",
    "a post has no headline": f"{ENRICH}::test_a_post_without_a_headline_gets_its_first_words",
    "a page that names a feed": f"{FETCH}::test_a_feed_behind_a_page_that_never_changes_is_read",
    "a feed is served as HTML": f"{FETCH}::test_a_feed_that_is_served_as_html_is_a_feed",
    "a feed answers with a maintenance page": f"{FETCH}::test_a_maintenance_page_makes_no_page_of_a_feed",
    "a host times out twice": f"{FAIR}::test_a_host_that_never_answers_costs_two_deadlines_and_no_failures",
    "one person's sources are slow": f"{FAIR}::test_a_good_source_is_read_while_all_slow_ones_hang",
    "an article has further pages": f"{FAIR}::test_an_article_stops_at_its_budget",
    "a readable source has nothing new": f"{TELL}::test_silence_is_told_by_a_sources_own_rhythm",
    "a source cannot be read": f"{TELL}::test_subscribers_and_operators_are_told_once",
    "a source never had news": f"{TELL}::test_what_never_listed_anything_is_told_after_many_readings",
    "a server answers 410": f"{HERE}::test_a_source_that_is_gone_ends",
    "a source moved": f"{HERE}::test_a_source_that_moved_is_read_there_or_joins_the_one_that_is",
    "it moved to the address": f"{HERE}::test_a_source_that_moved_is_read_there_or_joins_the_one_that_is",
    "a small page sends its readers on": "tests/jobs/http/test_redirects.py::test_the_page_at_the_end_is_read_and_a_circle_ends",
    "a redirect's address": f"{FETCH}::test_a_redirect_is_encoded_as_browsers_do",
    "an index of sitemaps": f"{FETCH}::test_a_sitemap_behind_an_index_that_never_changes_is_read",
    "several sources list one article": f"{KEEP}::test_an_article_reaches_the_readers_of_every_source_that_lists_it",
    "entries have their own ids": f"{KEEP}::test_entries_that_share_a_link_are_articles_of_their_own",
    "an entry has no link": f"{KEEP}::test_where_there_are_pages_an_entry_without_a_link_has_one_of_its_own",
    "the feed corrects a headline": f"{KEEP}::test_a_correction_is_taken_over_before_the_page_is_read",
    "it does so afterwards |": f"{CORRECT}::test_a_changed_headline_changes_the_story",
    "it does so afterwards, and": f"{CORRECT}::test_words_that_the_feed_alone_tells_are_corrected_by_it",
    "a known id has a new link": f"{KEEP}::test_a_known_id_at_a_new_address_is_the_same_article",
    "the ids change": f"{KEEP}::test_ids_that_change_with_every_reading_repeat_nothing",
    "a source is read for the first time": f"{KEEP}::test_a_new_source_does_not_flood",
    "an entry of a first reading has no date": f"{KEEP}::test_an_undated_entry_is_new_only_where_its_source_was_read_before",
    "a later reading lists more": f"{HERE}::test_of_a_later_reading_the_newest_become_articles",
    "an article is deleted by age": f"{HERE}::test_a_pruned_article_that_is_still_listed_does_not_come_back",
}


def situations() -> list[str]:
    """Return the rows of the table, from the situation on."""
    text = (ROOT / "docs" / "sources.md").read_text("utf-8")
    table = text.partition("| situation | result |")[2].partition("\n\n")[0]
    return [line[2:] for line in table.splitlines()[2:]]


@cache
def names_in(path: str) -> frozenset[str]:
    """Return the names of the tests in a file."""
    tree = source_trees.parse(ROOT / path)
    kinds = (ast.AsyncFunctionDef, ast.FunctionDef)
    return frozenset(n.name for n in tree.body if isinstance(n, kinds))


def test_each_row_of_the_table_is_walked() -> None:
    listed = situations()
    assert len(listed) > 30
    unwalked = [row for row in listed if not any(map(row.startswith, WALKS))]
    assert unwalked == []
    gone = [key for key in WALKS if not any(r.startswith(key) for r in listed)]
    assert gone == []
    walks = [walk.split("::") for walk in WALKS.values()]
    assert [name for path, name in walks if name not in names_in(path)] == []


async def test_a_failing_server_is_asked_twice(
    context: JobContext, site: Site, clock: Clock
) -> None:
    site.put("/a", "trouble", status=500)
    put_feed(
        site, "/feed", item(0, f"{site.url}/a", summary="Otters are back.")
    )
    assert (await read_all(context, site, clock)).state == "new"
    clock.now += 7200
    await enrich.sweep(context)
    (row,) = await rows(context)
    assert (row.state, row.text) == ("read", "Otters are back.")
    assert site.paths().count("/a") == 2


async def test_a_headline_alone_whose_page_is_barred_is_told_at_last(
    context: JobContext, site: Site, clock: Clock
) -> None:
    site.put("/a", "no", status=403)
    put_feed(site, "/feed", item(0, f"{site.url}/a"))
    row = await read_all(context, site, clock, rounds=context.enrich.attempts)
    assert (row.state, row.title, row.text) == ("read", HEADLINES[0], "")


async def test_a_headline_alone_whose_page_is_gone_is_given_up(
    context: JobContext, site: Site, clock: Clock
) -> None:
    put_feed(site, "/feed", item(0, f"{site.url}/lost"))
    row = await read_all(context, site, clock, rounds=context.enrich.attempts)
    assert (row.state, "404" in row.error) == ("failed", True)


async def test_a_source_that_is_gone_ends(
    context: JobContext, site: Site, clock: Clock
) -> None:
    site.put("/feed", "gone", status=410)
    number = await add(context, f"{site.url}/feed")
    await poll(context, clock)
    source = await context.db.read(sources.get, number)
    assert source is not None
    assert (source.state, source.failures) == ("ended", 1)


@pytest.mark.parametrize("known", [False, True], ids=["free", "a source"])
async def test_a_source_that_moved_is_read_there_or_joins_the_one_that_is(
    context: JobContext, site: Site, clock: Clock, known: bool
) -> None:
    site.put("/old", "", status=301, Location="/new")
    put_feed(site, "/new", item(0, f"{site.url}/a"))
    await add(context, f"{site.url}/old")
    if known:
        await add(context, f"{site.url}/new")
    for _ in range(8):
        await poll(context, clock)
    left = await context.db.read(sources.every)
    assert [source.url for source in left] == [f"{site.url}/new"]


async def test_of_a_later_reading_the_newest_become_articles(
    context: JobContext, site: Site, clock: Clock
) -> None:
    put_feed(site, "/feed", item(0, f"{site.url}/first"))
    await add(context, f"{site.url}/feed")
    assert await poll(context, clock) == 1
    listed = [
        item(0, f"{site.url}/a/{n}", title=f"Note {n}", date=NOW - 60 * n)
        for n in range(MOST_NEW + FIRST)
    ]
    put_feed(site, "/feed", *reversed(listed))
    assert await poll(context, clock) == MOST_NEW
    assert await poll(context, clock) == 0


async def test_a_pruned_article_that_is_still_listed_does_not_come_back(
    context: JobContext, site: Site, clock: Clock
) -> None:
    put_feed(site, "/feed", item(0, f"{site.url}/a", date=None))
    await add(context, f"{site.url}/feed")
    assert await poll(context, clock) == 1
    clock.now += 2 * 86_400
    assert await poll(context, clock) == 0
    await context.db.write(lambda c: c.execute(article_table.delete()))
    clock.now += 86_400
    assert (await poll(context, clock), await rows(context)) == (0, [])
    listed = await context.db.read(lambda c: c.execute(entries.select()).all())
    assert len(listed) == 1
