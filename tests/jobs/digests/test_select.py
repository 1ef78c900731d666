"""Which stories of the shared lists a chat gets, and which it excludes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from jobs.context import JobContext
from jobs.digests import build
from jobs.digests.asked import ask
from jobs.digests.select import choose
from news.models import Digest, Message
from store.chats import chats, feedback, subscriptions
from store.delivery import seen
from store.news import articles
from store.news.story_writer import place
from store.rows import Chat, Subscription
from tests.jobs.conftest import NOW
from tests.store.world import (
    make_articles,
    make_source,
    make_stories,
    new_article,
    placed,
    read_article,
)

WINDOW = 36 * 3600


async def reader(
    context: JobContext, number: int = 100, *topics: str, **values: object
) -> Chat:
    """Make a chat that has these topics."""

    def write(c: Connection) -> Chat:
        chat = chats.upsert(
            c,
            number,
            0,
            "private",
            "",
            locale="en",
            zone="UTC",
            schedule="08:00",
            now=NOW,
        )
        for topic in topics or ("tech",):
            subscriptions.add(c, chat.id, "topic", topic, limit=99, now=NOW)
        return chats.update(c, chat.id, **values) if values else chat

    return await context.db.write(write)


async def told(
    context: JobContext, *readers: Chat, limit: int | None = None
) -> list[list[str]]:
    """Return the titles that each of these chats would get now."""
    await context.terms.refresh(context.db)
    asked = await ask(context, readers, WINDOW)
    groups = await choose(context, asked, limit)
    titles = {
        chat.id: [pick.story.title for pick in group.picks]
        for group in groups
        for chat in group.chats
    }
    return [titles[chat.id] for chat in readers]


async def write_stories(
    context: JobContext, names: Sequence[str], **values: object
) -> list[int]:
    """Write stories with their names as titles, the newest first."""

    def write(c: Connection) -> list[int]:
        return [
            make_stories(
                c, [name], title=name, published_at=NOW - 60 * age, **values
            )[0]
            for age, name in enumerate(names, 1)
        ]

    return await context.db.write(write)


async def test_the_newest_come_first_and_none_comes_twice(
    context: JobContext,
) -> None:
    first, second, third = await write_stories(context, ["one", "two", "three"])
    ann, bob = await reader(context, 1), await reader(context, 2)
    await context.db.write(seen.mark, [(bob.id, first)], NOW)
    assert await told(context, ann, bob) == [
        ["one", "two", "three"],
        ["two", "three"],
    ]
    await context.db.write(seen.mark, [(ann.id, second), (bob.id, third)], NOW)
    assert await told(context, ann, bob, limit=1) == [["one"], ["two"]]


async def test_a_story_that_grew_is_told_as_it_is_now(
    context: JobContext,
) -> None:
    await write_stories(context, ["one"])
    ann = await reader(context)
    assert await told(context, ann) == [["one"]]

    def grow(c: Connection) -> None:
        (second,) = make_articles(
            c, ["other"], title="other", published_at=NOW - 30
        )
        place(c, [placed(second, "key-one")], NOW, ancestors={})

    await context.db.write(grow)
    await context.terms.refresh(context.db)
    (asked,) = await ask(context, [ann], WINDOW)
    (group,) = await choose(context, [asked], None)
    (pick,) = group.picks
    assert (pick.story.articles, pick.story.publishers) == (2, 2)
    assert "publishers:2" in pick.reasons


async def test_two_stories_found_to_be_one_are_told_once(
    context: JobContext,
) -> None:
    await write_stories(context, ["one", "two"])
    ann = await reader(context)
    assert await told(context, ann) == [["one", "two"]]

    def join(c: Connection) -> None:
        (third,) = make_articles(
            c, ["three"], title="three", published_at=NOW - 30
        )
        place(
            c,
            [placed(third, "key-one", joined=("key-two",))],
            NOW,
            ancestors={},
        )

    await context.db.write(join)
    (titles,) = await told(context, ann)
    assert len(titles) == 1


async def test_a_chat_is_told_what_it_can_read(context: JobContext) -> None:
    await write_stories(context, ["german"], language="de")
    await write_stories(context, ["unknown"], language="")
    await write_stories(context, ["traditional"], language="zh-Hant")
    readers = [
        await reader(context, number, languages=languages)
        for number, languages in enumerate([("de",), ("zh",), ()], 1)
    ]
    found = await told(context, *readers)
    assert [sorted(titles) for titles in found] == [
        ["german", "unknown"],
        ["traditional", "unknown"],
        ["german", "traditional", "unknown"],
    ]


async def test_what_is_muted_makes_room_for_what_is_not(
    context: JobContext,
) -> None:
    await write_stories(
        context, [f"dull {n}" for n in range(70)], publisher="Dull"
    )
    await write_stories(context, ["good"], publisher="Good")
    ann = await reader(context)
    await context.db.write(
        subscriptions.add, ann.id, "mute-publisher", "Dull", limit=9, now=NOW
    )
    assert await told(context, ann) == [["good"]]


async def test_each_subscription_has_its_part(context: JobContext) -> None:
    await write_stories(context, [f"tech {n}" for n in range(90)])
    await context.db.write(
        lambda c: make_stories(
            c,
            ["art"],
            title="art",
            published_at=NOW - 30 * 3600,
            topics=(("culture", 0.9, ""),),
        )
    )
    ann = await reader(context, 1, "tech", "culture")
    ((*titles,),) = await told(context, ann)
    assert len(titles) == 10
    assert titles[4] == "art", "a topic has four of ten while another waits"


async def test_what_is_written_once_for_many_is_each_ones_own(
    context: JobContext,
) -> None:
    """Chats that ask for the same share picks and messages; whatever a chat's settings change is its own."""
    await write_stories(context, ["one", "two", "three"])

    def render(digest: Digest, locale: str) -> list[Message]:
        return [
            Message(f"{locale} {digest.zone} {digest.style} {digest.images}")
        ]

    context = replace(context, render=render)
    plain = await reader(context, 1)
    same = await reader(context, 2)
    changes = [
        {"locale": "de"},
        {"zone": "Asia/Tokyo"},
        {"style": "full"},
        {"images": True},
        {"budget": 1},
    ]
    others = [
        await reader(context, 10 + number, **change)
        for number, change in enumerate(changes)
    ]
    due = [
        replace(chat, schedule="00:00 08:00 17:00", next_due_at=NOW)
        for chat in (plain, same, *others)
    ]
    await context.terms.refresh(context.db)
    built = await build._build(context, due)
    assert [group.chat_id for group in built] == [chat.id for chat in due]
    texts = [group.messages[0].message.html for group in built]
    assert texts[0] == texts[1] == "en UTC short False"
    assert texts[2:] == ["de UTC short False", "en Asia/Tokyo short False", "en UTC full False", "en UTC short True", "en UTC short False"]  # fmt: skip
    assert [len(group.stories) for group in built] == [3] * 6 + [1]
    assert all(group.messages[0].chat_id == group.chat_id for group in built)


async def test_a_link_to_a_chats_own_page_is_in_no_other_chats_digest(
    context: JobContext,
) -> None:
    await write_stories(context, ["one"])
    context = replace(
        context,
        digest=replace(context.digest, web_url="https://bot.example"),
        render=lambda digest, _locale: [Message(digest.web_url)],
    )
    readers = [await reader(context, number) for number in (1, 2)]
    tokens = [
        await context.db.write(chats.new_feed_token, chat.id)
        for chat in readers
    ]
    due = [
        replace(chat, feed_token=token, next_due_at=NOW)
        for chat, token in zip(readers, tokens, strict=True)
    ]
    await context.terms.refresh(context.db)
    built = await build._build(context, due)
    assert [group.messages[0].message.html for group in built] == [
        f"https://bot.example/d/{token}" for token in tokens
    ]


async def test_feedback_is_of_the_chat_that_gave_it(
    context: JobContext,
) -> None:
    await write_stories(context, ["new"], publisher="A")
    liked, disliked = await write_stories(
        context,
        ["liked", "disliked"],
        publisher="B",
        topics=(("art", 0.9, ""),),
    )
    ann, bob = (
        await reader(context, 1, "tech", "art"),
        await reader(context, 2, "tech", "art"),
    )
    for story in (liked, disliked):
        await context.db.write(feedback.rate, ann.id, story, 1, NOW)
    found = await told(context, ann, bob)
    assert [titles[0] for titles in found] == ["liked", "new"]


async def test_what_rests_is_left_out_and_a_label_goes_along(
    context: JobContext,
) -> None:
    await write_stories(context, ["one", "two"])
    ann, bob = (
        await reader(context, 1, "news"),
        await reader(context, 2, "news"),
    )

    def label(c: Connection) -> None:
        (hers,), (his,) = (
            subscriptions.of_chat(c, chat.id) for chat in (ann, bob)
        )
        subscriptions.set_label(c, ann.id, hers.id, "work")
        subscriptions.pause(c, bob.id, [his.id], NOW + 1)

    await context.db.write(label)
    assert await told(context, ann, bob) == [["one", "two"], []]
    asked = await ask(context, [ann], WINDOW)
    (group,) = await choose(context, asked, None)
    assert {pick.label for pick in group.picks} == {"work"}
    digest = build.digest_of(context, ann, group.picks)
    assert [section for section, _ in digest.sections] == ["#work"]


async def test_what_is_no_news_comes_only_to_who_asks_for_it(
    context: JobContext,
) -> None:
    """A filter asks for it, and so does a subscription to a source that brings little else; a topic and a newspaper do not."""
    await write_stories(context, ["fares rise", "ferry sinks", "mill burns"])
    await write_stories(context, ["frost"], no_news="gallery")

    def fill(c: Connection) -> list[Subscription]:
        shop = make_source(c, "https://shop.example/feed")
        rows = [new_article(name, shop) for name in ("kettle", "mug", "pot")]
        ids = articles.insert_new(c, rows, NOW)
        articles.save_read(
            c,
            [
                read_article(i, title=name, no_news="deal")
                for i, name in zip(ids, ("kettle", "mug", "pot"), strict=True)
            ],
            NOW,
        )
        asked = [
            subscriptions.add(c, chat.id, kind, value, limit=9, now=NOW)
            for chat, kind, value in (
                (follower, "source", "1"),
                (shopper, "source", str(shop)),
                (seeker, "filter", "kettle"),
            )
        ]
        term = asked[-1].term_id
        found = [
            placed(i, f"deal-{i}", filters=(term,) if i == ids[0] else ())
            for i in ids
        ]
        place(c, found, NOW, ancestors={})
        return asked

    reading = await reader(context, 1)
    follower, shopper, seeker = [
        await reader(context, number, "football") for number in (2, 3, 4)
    ]
    await context.db.write(fill)
    found = await told(context, reading, follower, shopper, seeker)
    news = ["ferry sinks", "fares rise", "mill burns"]
    assert [sorted(titles) for titles in found] == [
        sorted(news),
        sorted(news),
        ["kettle", "mug", "pot"],
        ["kettle"],
    ]
