"""Immediate posts: who gets a story, once each, held in quiet hours, and left out of later digests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import structlog

from jobs.context import JobContext
from jobs.notice_writer import PlainNoticeWriter
from jobs.notices import posts
from jobs.notices.alerts import Alerts
from news.models import Message
from news.post_format import Post, PostFormat
from store.article_rows import NewArticle, Placed, ReadArticle
from store.chats import chats, subscriptions
from store.delivery import outcomes, seen
from store.news import articles, sources, stories, story_writer
from store.rows import Chat, DeliveryMode, OutboxRow
from tests.jobs.conftest import NOW, Clock
from tests.jobs.notices.test_alerts import reader, telling
from tests.jobs.notices.test_follow_ups import sent


class Quoting(PlainNoticeWriter):
    """Writes what of a story may differ from chat to chat."""

    def post(self, post: Post, chat: Chat, now: datetime) -> list[Message]:
        """Write the headline and its address, with the picture; the whole text in two parts."""
        del chat, now
        story = post.story
        first = Message(
            f"{story.title} {story.url}", image=story.image, stories=(story.id,)
        )
        return (
            [first, Message(post.text, stories=(story.id,))]
            if post.text
            else [first]
        )


async def at_once(
    context: JobContext,
    mode: DeliveryMode = "now",
    telegram: int = 77,
    **settings: object,
) -> Chat:
    """Make a chat that wants technology in a mode, after a first look at the stories that there are."""
    chat = await reader(context, telegram, **settings)
    (topic,) = await context.db.read(subscriptions.of_chat, chat.id)
    await context.db.write(
        subscriptions.set_mode, chat.id, topic.id, mode, context.clock()
    )
    await posts.sweep(context)
    return chat


async def told(context: JobContext, chat: Chat) -> set[int]:
    """Return the stories that a digest would leave out."""
    return (await context.db.read(seen.seen_of_chats, [chat.id], 0)).get(
        chat.id, set()
    )


async def article(
    context: JobContext,
    name: str,
    *,
    published: int,
    source: int,
    key: str = "",
) -> int:
    """Read an article of a source and place it into a story; return the story's id."""
    now = context.clock()
    item = NewArticle(
        url=f"https://b.example/{name}",
        url_key=name,
        source_id=source,
        title=name,
        published_at=published,
    )
    (number,) = await context.db.write(articles.insert_new, [item], now)
    read = ReadArticle(
        id=number,
        title=f"Headline of {name}",
        text=f"Text of {name}.",
        summary=(f"Summary of {name}.",),
        published_at=published,
        publisher="Evening Post",
        site="",
        author="",
        editor="",
        section="",
        language="en",
        image="https://b.example/picture.jpg",
        keywords=(),
        topics=(("tech", 0.9, ""),),
        canonical_url="",
        words=name,
    )
    await context.db.write(articles.save_read, [read], now)
    placed = Placed(number, key or name, "report", "", (), ())
    return (await context.db.write(stories.place, [placed], now))[0]


async def source_at(
    context: JobContext, url: str = "https://b.example/feed"
) -> int:
    """Add a source; return its id."""
    now = context.clock()
    added = await context.db.write(
        sources.add, url, "feed", "B", "en", "UTC", None, now
    )
    return added.id


def kinds(rows: list[OutboxRow]) -> list[tuple[int, str]]:
    return [(row.chat_id, row.kind) for row in rows]


async def test_a_story_comes_at_once_to_who_wants_it_so_and_only_once(
    context: JobContext, clock: Clock
) -> None:
    mine = await at_once(context)
    await reader(context, 78)
    clock.now += 60
    story = await telling(context, "fire", 1)
    assert await posts.sweep(context) == 1
    rows = await sent(context)
    assert kinds(rows) == [(mine.id, "post")]
    assert "fire的大新闻" in rows[0].message.html
    assert await told(context, mine) == {story}, "the digest leaves it out"
    await telling(context, "fire", 2)
    assert await posts.sweep(context) == 0, (
        "the story grew; it is told all the same"
    )


async def test_a_fault_over_one_chat_keeps_the_post_from_no_other(
    context: JobContext, clock: Clock
) -> None:
    quiet = {"quiet_from": 0, "quiet_to": 1439}
    faulty = await at_once(context, telegram=5, **quiet)
    good = await at_once(context, telegram=6)
    await context.db.write(chats.update, faulty.id, zone="Mars/Base")
    source = await source_at(context)
    await article(context, "x", published=clock.now - 60, source=source)
    with structlog.testing.capture_logs() as logged:
        assert await posts.sweep(context) == 1
        assert await posts.sweep(context) == 0
    assert [row.chat_id for row in await sent(context)] == [good.id]
    assert [(one["event"], one["chat"]) for one in logged[:1]] == [
        ("post.fault", faulty.id)
    ]


async def test_stories_of_the_time_before_stay_for_the_digest(
    context: JobContext, clock: Clock
) -> None:
    await posts.sweep(context)
    story = await telling(context, "old", 1)
    clock.now += 60
    chat = await at_once(context)
    await context.db.write(
        lambda c: story_writer.refresh(c, [story], clock.now, ancestors={})
    )
    assert await posts.sweep(context) == 0, (
        "it changed, and no article of it is new"
    )
    assert await told(context, chat) == set()


async def test_both_leaves_the_story_to_the_digest_but_not_to_an_alert(
    context: JobContext, clock: Clock
) -> None:
    chat = await at_once(context, "both")
    clock.now += 60
    story = await telling(context, "fire", 3)
    assert await posts.sweep(context) == 1
    assert await told(context, chat) == set()
    assert await Alerts(context).sweep() == 0, "it was told a moment ago"
    await context.db.write(seen.mark, [(chat.id, story)], clock.now)
    assert await told(context, chat) == {story}, (
        "a digest that told it has told it"
    )
    clock.now += 60
    await telling(context, "fire", 4)
    assert await posts.sweep(context) == 0


async def test_in_quiet_hours_it_waits_until_they_end(
    context: JobContext, clock: Clock
) -> None:
    await at_once(
        context, quiet_from=16 * 60, quiet_to=17 * 60
    )  # it is 16:00 in Shanghai
    clock.now += 60
    await telling(context, "fire", 1)
    assert await posts.sweep(context) == 1
    assert await sent(context) == []
    clock.now += 3600
    assert len(await sent(context)) == 1


async def test_a_post_that_waited_a_day_is_not_sent(
    context: JobContext, clock: Clock
) -> None:
    chat = await at_once(context)
    clock.now += 60
    await telling(context, "fire", 1)
    assert await posts.sweep(context) == 1
    clock.now += 86_400
    assert await sent(context) == []
    await context.db.write(outcomes.expire, clock.now)
    assert await told(context, chat) == set(), "a digest may tell it after all"


async def test_a_chat_gets_so_many_an_hour_and_the_rest_by_digest(
    context: JobContext, clock: Clock
) -> None:
    context = replace(context, post=type(context.post)(most=2))
    chat = await at_once(context)
    clock.now += 60
    for name in ("one", "two", "three"):
        await telling(context, name, 1)
    assert await posts.sweep(context) == 2
    assert len(await told(context, chat)) == 2
    assert len(await sent(context)) == 2
    clock.now += 3601
    await telling(context, "four", 1)
    assert await posts.sweep(context) == 1


async def test_what_waits_counts_however_long(
    context: JobContext, clock: Clock
) -> None:
    context = replace(context, post=type(context.post)(most=1))
    await at_once(context, quiet_from=16 * 60, quiet_to=20 * 60)
    clock.now += 60
    await telling(context, "one", 1)
    assert await posts.sweep(context) == 1
    clock.now += 7200
    await telling(context, "two", 1)
    assert await posts.sweep(context) == 0, "the night does not pile up"


async def test_mutes_languages_and_states_hold(
    context: JobContext, clock: Clock
) -> None:
    muted = await at_once(context, telegram=1)
    await context.db.write(
        subscriptions.add, muted.id, "mute-phrase", "大新闻", limit=9, now=NOW
    )
    await at_once(context, telegram=2, languages=("en",))
    await at_once(context, telegram=3, state="paused")
    clock.now += 60
    await telling(context, "fire", 1)
    assert await posts.sweep(context) == 0


async def test_a_source_is_told_in_its_own_words(
    context: JobContext, clock: Clock
) -> None:
    context = replace(context, tell=Quoting())
    chat = await at_once(context, "digest")
    source = await source_at(context)
    wish = {"mode": "now", "limit": 9, "now": clock.now}
    await context.db.write(
        lambda c: subscriptions.add(c, chat.id, "source", str(source), **wish)  # type: ignore[arg-type]
    )
    clock.now += 600
    await telling(context, "fire", 1)
    assert await posts.sweep(context) == 0, "another source told it"
    await article(
        context, "ours", published=clock.now - 60, source=source, key="fire"
    )
    assert await posts.sweep(context) == 1
    (row,) = await sent(context)
    assert row.message.html == "Headline of ours https://b.example/ours"
    assert row.message.image == "https://b.example/picture.jpg"


async def test_what_a_source_had_before_it_was_added_is_no_news(
    context: JobContext, clock: Clock
) -> None:
    await at_once(context)
    source = await source_at(context)
    clock.now += 60
    now = clock.now
    await article(
        context, "yesterday", published=now - 20 * 3600, source=source
    )
    await article(context, "undated", published=now, source=source)
    assert await posts.sweep(context) == 0
    await article(context, "fresh", published=now - 1200, source=source)
    assert await posts.sweep(context) == 1
    clock.now += 600
    await article(context, "later", published=clock.now, source=source)
    assert await posts.sweep(context) == 1, (
        "an entry without a date, found later"
    )
    await article(
        context, "ancient", published=clock.now - 3 * 86_400, source=source
    )
    assert await posts.sweep(context) == 0


async def test_a_sweep_looks_at_so_many_stories_and_goes_on(
    context: JobContext, clock: Clock
) -> None:
    context = replace(context, post=type(context.post)(stories=2))
    await at_once(context)
    clock.now += 60
    for name in ("one", "two", "three"):
        await telling(context, name, 1)
    assert [await posts.sweep(context) for _ in range(3)] == [2, 1, 0]


async def test_forum_topics_and_channels_are_chats_like_others(
    context: JobContext, clock: Clock
) -> None:
    for telegram, thread, kind in (
        (-5, 0, "supergroup"),
        (-5, 3, "supergroup"),
        (-6, 0, "channel"),
    ):
        chat = await context.db.write(
            lambda c, place=(telegram, thread, kind): chats.upsert(
                c, *place, "G", locale="en", zone="UTC", schedule="", now=NOW
            )
        )
        await context.db.write(
            lambda c, i=chat.id: subscriptions.add(
                c, i, "topic", "tech", mode="now", limit=9, now=clock.now
            )
        )
    await posts.sweep(context)
    clock.now += 60
    await telling(context, "fire", 1)
    assert await posts.sweep(context) == 3
    rows = await sent(context)
    assert {(row.telegram_id, row.thread_id) for row in rows} == {
        (-5, 0),
        (-5, 3),
        (-6, 0),
    }


async def test_a_format_is_the_subscriptions_then_the_chats(
    context: JobContext, clock: Clock
) -> None:
    written: list[Post] = []

    class Noting(Quoting):
        def post(self, post: Post, chat: Chat, now: datetime) -> list[Message]:
            written.append(post)
            return super().post(post, chat, now)

    context = replace(context, tell=Noting())
    chat = await at_once(context)
    (topic,) = await context.db.read(subscriptions.of_chat, chat.id)
    await context.db.write(
        subscriptions.set_format, chat.id, topic.id, "title silent"
    )
    await context.db.write(
        lambda c: chats.update(c, chat.id, post_format="whole tags")
    )
    clock.now += 60
    await telling(context, "fire", 1)
    assert await posts.sweep(context) == 1
    assert written[0].form == PostFormat(body="title", tags=True, silent=True)
    assert [row.silent for row in await sent(context)] == [True]


async def test_the_whole_text_comes_in_its_parts_and_counts_as_one(
    context: JobContext, clock: Clock
) -> None:
    context = replace(context, tell=Quoting())
    chat = await at_once(context, "digest")
    await context.db.write(
        lambda c: chats.update(c, chat.id, post_format="whole")
    )
    source = await source_at(context)
    wish = {"mode": "now", "limit": 9, "now": clock.now}
    await context.db.write(
        lambda c: subscriptions.add(c, chat.id, "source", str(source), **wish)  # type: ignore[arg-type]
    )
    clock.now += 600
    story = await article(
        context, "long", published=clock.now - 60, source=source
    )
    assert await posts.sweep(context) == 1
    parts = [row.message.html for row in await sent(context)]
    assert parts == ["Headline of long https://b.example/long", "Text of long."]
    assert await told(context, chat) == {story}


async def test_posts_of_a_pause_come_as_one(
    context: JobContext, clock: Clock
) -> None:
    chat = await at_once(context)
    await context.db.write(
        lambda c: chats.update(c, chat.id, post_format="every-30")
    )
    for name in ("fire", "flood", "storm"):
        clock.now += 60
        await telling(context, name, 1)
        await posts.sweep(context)
    assert len(await sent(context)) == 1
    clock.now += 1800
    (bundle,) = [
        row for row in await sent(context) if "storm" in row.message.html
    ]
    assert "flood" in bundle.message.html
