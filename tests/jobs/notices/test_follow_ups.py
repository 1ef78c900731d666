"""Follow-ups of a delivered story: only new facts, as a reply, within a rate."""

from __future__ import annotations

from dataclasses import replace

from jobs.context import JobContext
from jobs.notices import follow_ups
from jobs.notices.alerts import Alerts
from store.article_rows import ArticleRow, NewArticle, Placed, ReadArticle
from store.chats import subscriptions
from store.delivery import outbox
from store.news import articles, stories
from store.rows import OutboxRow
from tests.jobs.conftest import NOW, Clock
from tests.jobs.notices.test_alerts import reader, telling

NEWS = "消防部门傍晚通报，火灾造成的直接损失达3600万元。起火原因初步查明，系仓库线路老化短路。"


async def report(
    context: JobContext,
    name: str,
    text: str = NEWS,
    *,
    kind: str = "report",
    language: str = "zh-Hans",
) -> None:
    """Add a report to a story that is there, published a minute ago."""
    now = context.clock()
    item = NewArticle(
        url=f"https://late.example/{now}",
        url_key=f"late{now}",
        source_id=1,
        title="后续",
    )
    (number,) = await context.db.write(articles.insert_new, [item], now)
    read = ReadArticle(
        id=number,
        title="火灾损失查明",
        text=text,
        summary=(text,),
        published_at=now - 60,
        publisher="晚报",
        site="",
        author="",
        editor="",
        section="",
        language=language,
        image="",
        keywords=(),
        topics=(("tech", 0.9, ""),),
        canonical_url="",
        words="火灾",
    )
    await context.db.write(articles.save_read, [read], now)
    await context.db.write(
        stories.place, [Placed(number, name, kind, "", (), ())], now
    )  # type: ignore[arg-type]


async def sent(context: JobContext) -> list[OutboxRow]:
    """Send everything that is ready, as the bot would; return the rows."""
    rows = []
    while taken := await context.db.write(
        outbox.claim, now=context.clock(), limit=50, lease=60, owner="test"
    ):
        await context.db.write(
            outbox.start, [row.id for row in taken], context.clock()
        )
        await context.db.write(
            outbox.sent,
            [(row.id, 1000 + row.id) for row in taken],
            context.clock(),
        )
        rows += taken
    return rows


async def told(context: JobContext, clock: Clock, **settings: object) -> int:
    """Deliver a story of a fire to a chat, and let an hour pass."""
    await reader(context, **settings)
    story = await telling(context, "火灾", 3)
    assert await Alerts(context).sweep() == 1
    assert len(await sent(context)) == 1
    clock.now += 3600
    await follow_ups.sweep(context)
    return story


async def test_what_is_new_comes_as_a_reply_to_the_message_that_told_it(
    context: JobContext, clock: Clock
) -> None:
    await told(context, clock)
    await report(context, "火灾")
    assert await follow_ups.sweep(context) == 0, "it waits a little for more"
    clock.now += 300
    assert await follow_ups.sweep(context) == 1
    (row,) = await sent(context)
    assert (row.kind, row.reply_to_message) == ("follow-up", 1001)
    assert "3600万元" in row.message.html
    assert "一件大事" not in row.message.html
    clock.now += 300
    assert await follow_ups.sweep(context) == 0


async def test_reprints_old_words_and_other_languages_are_no_news(
    context: JobContext, clock: Clock
) -> None:
    await told(context, clock)
    await report(context, "火灾", kind="reprint")
    clock.now += 300
    assert await follow_ups.sweep(context) == 0
    await report(context, "火灾", "火灾发生了一件大事。")
    clock.now += 300
    assert await follow_ups.sweep(context) == 0
    await report(
        context,
        "火灾",
        "The fire brigade put the damage at 36 million yuan this evening.",
        language="en",
    )
    clock.now += 300
    assert await follow_ups.sweep(context) == 0


async def test_one_follow_up_in_some_hours_and_then_all_since(
    context: JobContext, clock: Clock
) -> None:
    await told(context, clock)
    await report(context, "火灾")
    clock.now += 300
    assert await follow_ups.sweep(context) == 1
    clock.now += 3600
    more = "警方晚间宣布，仓库负责人周某等12人被依法拘留，案件移交检察机关进一步侦办审理。"
    await report(context, "火灾", more)
    clock.now += 300
    assert await follow_ups.sweep(context) == 0
    clock.now += 6 * 3600
    await report(
        context,
        "火灾",
        NEWS + "死者家属获得赔偿，每户金额88万元，由保险公司先行垫付。",
    )
    clock.now += 300
    assert await follow_ups.sweep(context) == 1
    last = (await sent(context))[-1]
    assert "3600万元" not in last.message.html


async def test_a_muted_story_is_over(context: JobContext, clock: Clock) -> None:
    story = await told(context, clock)
    await context.db.write(
        subscriptions.add, 1, "mute-story", str(story), limit=50, now=NOW
    )
    await report(context, "火灾")
    clock.now += 300
    assert await follow_ups.sweep(context) == 0


async def test_in_quiet_hours_it_waits_until_they_end(
    context: JobContext, clock: Clock
) -> None:
    await told(
        context, clock, quiet_from=17 * 60, quiet_to=18 * 60
    )  # it is 17:00 in Shanghai by now
    await report(context, "火灾")
    clock.now += 300
    assert await follow_ups.sweep(context) == 1
    assert await sent(context) == []
    clock.now += 3300
    assert len(await sent(context)) == 1


async def test_a_chat_gets_no_more_than_so_many_a_day(
    context: JobContext, clock: Clock
) -> None:
    context = replace(context, follow=type(context.follow)(most=0))
    await told(context, clock)
    await report(context, "火灾")
    clock.now += 300
    assert await follow_ups.sweep(context) == 0


def test_the_report_that_says_most_is_told() -> None:
    def row(number: int, text: str) -> ArticleRow:
        return ArticleRow(
            number,
            "",
            1,
            "joined",
            "t",
            text,
            (),
            NOW,
            NOW,
            language="zh-Hans",
            publisher=f"P{number}",
        )

    found = follow_ups._best(
        ["仓库失火。"], [row(1, "仓库失火。"), row(2, NEWS)]
    )
    assert found is not None
    assert found[0].publisher == "P2"
    assert follow_ups._best([NEWS], [row(2, NEWS)]) is None
