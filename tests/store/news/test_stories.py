"""Stories: made, grown and joined; found by term, time and word."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text

from store.chats import feedback, subscriptions
from store.delivery import digests
from store.engine.database import Database
from store.news import articles, stories, terms
from tests import read_rows
from tests.store.world import (
    NOW,
    make_articles,
    make_chat,
    make_source,
    make_stories,
    new_article,
    new_digest,
    placed,
    read_article,
)

UP = {"tech": ("news",)}


async def put(db: Database, *items: object, now: int = NOW) -> list[int]:
    return await db.write(stories.place, list(items), now, ancestors=UP)  # type: ignore[arg-type]


async def term_of(db: Database, kind: str, value: str) -> int:
    return next(
        t.id
        for t in await db.read(read_rows.all_terms)
        if (t.kind, t.value) == (kind, value)
    )


async def test_a_story_is_told_by_its_first_report(db: Database) -> None:
    one, two, three = await db.write(make_articles, ["a", "b", "c"])
    (story, same, also) = await put(
        db,
        placed(two, "k"),
        placed(three, "k", kind="reprint", original_url="u"),
        placed(one, "k"),
    )
    assert story == same == also
    found = await db.read(stories.get, story)
    assert found is not None
    assert (found.title, found.articles, found.publishers, found.topics) == (
        f"Title {one}",
        3,
        2,
        ("tech",),
    )
    assert [(r.url[-1], r.kind) for r in found.reports] == [
        ("a", "report"),
        ("b", "report"),
        ("c", "reprint"),
    ]
    # A digest says "3 articles": opened, the story names three.
    assert len(found.reports) == found.articles
    assert all(report.publisher for report in found.reports)
    assert found.published_at.timestamp() == NOW - 600
    assert await db.read(articles.unplaced, 5) == []


async def test_a_placement_may_give_an_article_a_better_title(
    db: Database,
) -> None:
    one, two = await db.write(make_articles, ["a", "b"])
    story, other = await put(
        db, placed(one, "k", title="Shorter"), placed(two, "l")
    )
    told = await db.read(stories.by_ids, [story, other])
    assert [told[story].title, told[other].title] == ["Shorter", f"Title {two}"]


async def test_a_story_grows_and_keeps_its_id(db: Database) -> None:
    (story,) = await db.write(make_stories, ["a"])
    source = await db.write(make_source, "https://other.example/")
    ids = await db.write(articles.insert_new, [new_article("b", source)], NOW)
    await db.write(
        articles.save_read,
        [read_article(ids[0], language="zh", published_at=NOW)],
        NOW,
    )
    assert await put(db, placed(ids[0], "key-a"), now=NOW + 5) == [story]
    found = await db.read(stories.get, story)
    assert found is not None
    assert (found.publishers, found.articles, found.language) == (2, 2, "en")
    changes = await db.read(stories.changed_since, 0)
    assert {(t.story_id, t.publishers, t.languages) for t in changes.rows} == {
        (story, 2, ("en", "zh"))
    }
    sources_found = {
        t.value for t in await db.read(read_rows.all_terms, "source")
    }
    assert sources_found == {"1", str(source)}


async def test_topics_are_what_the_articles_agree_on(db: Database) -> None:
    ids = await db.write(make_articles, ["a", "b", "c"])
    odd = (("finance", 0.2, "word:bank"), ("tech", 0.9, "section:科技"))
    (late,) = await db.write(articles.insert_new, [new_article("d")], NOW)
    await db.write(articles.save_read, [read_article(late, topics=odd)], NOW)
    (story, *_) = await put(db, *(placed(i, "k") for i in (*ids, late)))
    found = await db.read(stories.get, story)
    assert found is not None
    assert found.topics == ("tech",)
    assert {t.value for t in await db.read(read_rows.all_terms, "topic")} == {
        "tech",
        "news",
    }


async def test_joined_stories_are_one_and_nobody_is_told_again(
    db: Database,
) -> None:
    first, second = await db.write(make_stories, ["a", "b"])
    one, two = await db.write(make_chat, 1), await db.write(make_chat, 2)
    await db.write(
        digests.store_batch,
        [new_digest(one.id, [second]), new_digest(two.id, [first, second])],
        NOW,
    )
    await db.write(feedback.rate, one.id, second, 1, NOW)
    await db.write(feedback.save, two.id, second, NOW)
    await db.write(
        subscriptions.add, two.id, "mute-story", str(second), limit=9, now=NOW
    )
    (new,) = await db.write(make_articles, ["c"])
    assert await put(
        db, placed(new, "key-a", joined=("key-b",)), now=NOW + 9
    ) == [first]
    assert await db.read(read_rows.unseen, one.id, [first]) == set()
    assert [t.chat_id for t in await db.read(read_rows.told, [first])] == [
        one.id,
        two.id,
    ]
    assert await db.read(read_rows.told, [second]) == []
    old = await db.read(stories.get, second)
    assert old is not None
    assert (old.id, old.articles) == (first, 3)
    assert set(await db.read(stories.by_ids, [first, second, 99])) == {
        first,
        second,
    }
    assert (await db.read(feedback.of_chats, [one.id]))[one.id][
        0
    ].story_id == first
    assert [s.id for s in await db.read(feedback.saved, two.id, 5)] == [first]
    assert [s.value for s in await db.read(subscriptions.of_chat, two.id)] == [
        str(first)
    ]
    assert await db.read(digests.why, one.id, first) == (
        "topic:tech",
        ("publishers:2",),
    )


async def test_a_join_says_which_story_is_gone(db: Database) -> None:
    first, second = await db.write(make_stories, ["a", "b"])
    before = await db.read(stories.changed_since, 0)
    assert {t.story_id for t in before.rows} == {first, second}
    (new,) = await db.write(make_articles, ["c"])
    await put(db, placed(new, "key-a", joined=("key-b",)))
    after = await db.read(stories.changed_since, before.stamp)
    assert (after.gone, {t.story_id for t in after.rows}, after.more) == (
        (second,),
        {first},
        False,
    )
    assert await db.read(stories.changed_since, after.stamp) == type(after)(
        after.stamp, (), (), False
    )


async def test_a_story_that_no_term_lists_any_more_is_gone_from_the_lists(
    db: Database,
) -> None:
    (story,) = await db.write(make_stories, ["one"])
    before = await db.read(stories.changed_since, 0)

    def untag(c: Connection) -> None:
        c.execute(text("DELETE FROM story_terms"))
        c.execute(text("UPDATE stories SET stamp = stamp + 1"))

    await db.write(untag)
    assert (await db.read(stories.changed_since, before.stamp)).gone == (story,)


async def test_joins_within_one_batch_and_chains(db: Database) -> None:
    a, b = await db.write(make_stories, ["a", "b"])
    ids = await db.write(make_articles, ["c", "d", "e"])
    given = await put(
        db,
        placed(ids[0], "key-c"),
        placed(ids[1], "key-b", joined=("key-c",)),
        placed(ids[2], "key-a", joined=("key-b",)),
    )
    assert given == [a, a, a]
    found = await db.read(stories.get, b)
    assert found is not None
    assert (found.id, found.articles) == (a, 5)
    (late,) = await db.write(make_articles, ["f"])
    assert await put(db, placed(late, "key-b")) == [a]


async def test_a_joined_key_leads_on_through_later_joins(db: Database) -> None:
    a, b, c = await db.write(make_stories, ["a", "b", "c"])
    one, two = await db.write(make_articles, ["d", "e"])
    await put(db, placed(one, "key-b", joined=("key-c",)))
    await put(db, placed(two, "key-a", joined=("key-b",)))
    found = await db.read(stories.by_ids, [a, b, c])
    assert {story.id for story in found.values()} == {a}


async def test_filters_stay_with_a_growing_story(db: Database) -> None:
    chip = (await db.write(terms.intern, "filter", "+芯片")).id
    one, two = await db.write(make_articles, ["a", "b"])
    (story,) = await put(db, placed(one, "k", filters=(chip,)))
    await put(db, placed(two, "k"))
    found = {t.term_id for t in (await db.read(stories.changed_since, 0)).rows}
    known = [
        await term_of(db, *pair)
        for pair in (("topic", "tech"), ("topic", "news"), ("source", "1"))
    ]
    assert found == {chip, *known}
    late = (await db.write(terms.intern, "filter", "late")).id
    stamp = (await db.read(stories.changed_since, 0)).stamp
    await db.write(stories.tag, [(story, late)])
    assert late in {
        t.term_id for t in (await db.read(stories.changed_since, stamp)).rows
    }


async def test_changes_come_in_bites(db: Database) -> None:
    made = await db.write(make_stories, ["a", "b", "c"])
    first = await db.read(stories.changed_since, 0, 2)
    second = await db.read(stories.changed_since, first.stamp, 2)
    assert (first.more, second.more) == (True, False)
    assert {t.story_id for t in (*first.rows, *second.rows)} == set(made)


async def test_the_latest_by_topic(db: Database) -> None:
    old, new = await db.write(make_articles, ["a", "b"])
    (foreign,) = await db.write(articles.insert_new, [new_article("c")], NOW)
    await db.write(
        articles.save_read,
        [
            read_article(
                foreign,
                language="zh",
                published_at=NOW,
                topics=(("sports", 1.0, ""),),
            )
        ],
        NOW,
    )
    one, two, three = await put(
        db, placed(old, "1"), placed(new, "2"), placed(foreign, "3")
    )
    ids = [s.id for s in await db.read(stories.latest, topics=(), limit=9)]
    assert ids == [three, two, one]
    assert [s.id for s in await db.read(stories.latest, topics=("news",))] == [
        two,
        one,
    ]
    assert [s.id for s in await db.read(stories.latest, limit=1)] == [three]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["芯片"], True),
        (["产业", "芯片"], True),
        (["芯片", "足球"], False),
        (["C++"], True),
        (["it's"], True),
        (["CAFÉ"], True),
        (["cafe"], False),
        (['a"b', "'"], False),
        ([], False),
        (["&", "|", "!"], False),
        (["near(芯片"], False),
        (["back\\slash"], True),
    ],
)
async def test_search_finds_stories_that_hold_every_word(
    db: Database, words: list[str], found: bool
) -> None:
    source = await db.write(make_source)
    (article,) = await db.write(
        articles.insert_new, [new_article("a", source)], NOW
    )
    cut = "芯片 产业 c++ it's Café 3.5 back\\slash"
    await db.write(articles.save_read, [read_article(article, words=cut)], NOW)
    (story,) = await put(db, placed(article, "k"))
    answer = await db.read(stories.search, words, limit=5)
    assert [s.id for s in answer] == ([story] if found else [])


async def test_search_goes_on_by_pages(db: Database) -> None:
    made = await db.write(make_stories, ["a", "b", "c"])
    assert [s.id for s in await db.read(stories.search, ["芯片"], limit=2)] == [
        made[2],
        made[1],
    ]
    assert [
        s.id for s in await db.read(stories.search, ["芯片"], limit=2, offset=2)
    ] == [made[0]]


async def test_a_joined_story_is_found_once(db: Database) -> None:
    first, _ = await db.write(make_stories, ["a", "b"])
    (new,) = await db.write(make_articles, ["c"])
    await put(db, placed(new, "key-a", joined=("key-b",)))
    assert [s.id for s in await db.read(stories.search, ["芯片"], limit=5)] == [
        first
    ]


async def test_nothing_placed_changes_nothing(db: Database) -> None:
    assert await put(db) == []
    assert await db.read(stories.get, 1) is None


async def test_a_story_knows_its_last_report_and_how_fast_it_spread(
    db: Database,
) -> None:
    source = await db.write(make_source)
    entries = [new_article(name, source) for name in ("first", "later", "last")]
    ids = await db.write(articles.insert_new, entries, NOW)
    moments = (NOW - 3 * 86_400, NOW - 7200, NOW - 60)
    rows = [
        read_article(number, published_at=moment)
        for number, moment in zip(ids, moments, strict=True)
    ]
    await db.write(articles.save_read, rows, NOW)
    story, *_ = await put(db, *(placed(number, "k") for number in ids))
    found = (await db.read(stories.by_ids, [story]))[story]
    assert found.last_at is not None
    assert (int(found.last_at.timestamp()), found.recent, found.publishers) == (
        NOW - 60,
        2,
        3,
    )
    (row, *_) = (await db.read(stories.changed_since, 0)).rows
    assert (row.last_at, row.recent) == (NOW - 60, 2)
