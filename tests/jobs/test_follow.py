"""A told story goes on: only what is new, as a reply, not too often."""

from __future__ import annotations

from jobs import alert, follow
from jobs.house import House
from store import articles, outbox, stories, subscriptions
from store.rows import ArticleRow, NewArticle, OutboxRow, Placed, ReadArticle
from tests.jobs.conftest import NOW, Clock
from tests.jobs.test_alert import reader, telling

NEWS = "消防部门傍晚通报，火灾造成的直接损失达3600万元。起火原因初步查明，系仓库线路老化短路。"


async def report(
    house: House, name: str, text: str = NEWS, *, kind: str = "report", language: str = "zh-Hans"
) -> None:
    """Add a report to a story that is there, published a minute ago."""
    now = house.clock()
    item = NewArticle(
        url=f"https://late.example/{now}", url_key=f"late{now}", source_id=1, title="后续"
    )
    (number,) = await house.db.write(articles.insert_new, [item], now)
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
    await house.db.write(articles.save_read, [read], now)
    await house.db.write(stories.place, [Placed(number, name, kind, "", (), ())], now)  # type: ignore[arg-type]


async def sent(house: House) -> list[OutboxRow]:
    """Send all that is ready, as the bot would; gives the rows."""
    rows = []
    while taken := await house.db.write(
        outbox.claim, now=house.clock(), limit=50, lease=60, owner="test"
    ):
        await house.db.write(outbox.start, [row.id for row in taken], house.clock())
        await house.db.write(outbox.sent, [(row.id, 1000 + row.id) for row in taken], house.clock())
        rows += taken
    return rows


async def told(house: House, clock: Clock, **settings: object) -> int:
    """Tell a chat of a fire, and let an hour go by."""
    await reader(house, **settings)
    story = await telling(house, "火灾", 3)
    assert await alert.sweep(house) == 1
    assert len(await sent(house)) == 1
    clock.now += 3600
    await follow.sweep(house)
    return story


async def test_what_is_new_comes_as_a_reply_to_the_message_that_told_it(
    house: House, clock: Clock
) -> None:
    await told(house, clock)
    await report(house, "火灾")
    assert await follow.sweep(house) == 0, "it waits a little for more"
    clock.now += 300
    assert await follow.sweep(house) == 1
    (row,) = await sent(house)
    assert (row.kind, row.reply_to_message) == ("follow-up", 1001)
    assert "3600万元" in row.message.html
    assert "一件大事" not in row.message.html
    clock.now += 300
    assert await follow.sweep(house) == 0


async def test_reprints_old_words_and_other_languages_are_no_news(
    house: House, clock: Clock
) -> None:
    await told(house, clock)
    await report(house, "火灾", kind="reprint")
    clock.now += 300
    assert await follow.sweep(house) == 0
    await report(house, "火灾", "火灾发生了一件大事。")
    clock.now += 300
    assert await follow.sweep(house) == 0
    await report(
        house,
        "火灾",
        "The fire brigade put the damage at 36 million yuan this evening.",
        language="en",
    )
    clock.now += 300
    assert await follow.sweep(house) == 0


async def test_one_follow_up_in_some_hours_and_then_all_since(house: House, clock: Clock) -> None:
    await told(house, clock)
    await report(house, "火灾")
    clock.now += 300
    assert await follow.sweep(house) == 1
    clock.now += 3600
    more = "警方晚间宣布，仓库负责人周某等12人被依法拘留，案件移交检察机关进一步侦办审理。"
    await report(house, "火灾", more)
    clock.now += 300
    assert await follow.sweep(house) == 0
    clock.now += 6 * 3600
    await report(house, "火灾", NEWS + "死者家属获得赔偿，每户金额88万元，由保险公司先行垫付。")
    clock.now += 300
    assert await follow.sweep(house) == 1
    last = (await sent(house))[-1]
    assert "3600万元" not in last.message.html


async def test_a_muted_story_is_over(house: House, clock: Clock) -> None:
    story = await told(house, clock)
    await house.db.write(subscriptions.add, 1, "mute-story", str(story), limit=50, now=NOW)
    await report(house, "火灾")
    clock.now += 300
    assert await follow.sweep(house) == 0


async def test_in_quiet_hours_it_waits_until_they_end(house: House, clock: Clock) -> None:
    await told(house, clock, quiet_from=17 * 60, quiet_to=18 * 60)  # it is 17:00 in Shanghai by now
    await report(house, "火灾")
    clock.now += 300
    assert await follow.sweep(house) == 1
    assert await sent(house) == []
    clock.now += 3300
    assert len(await sent(house)) == 1


async def test_a_chat_gets_no_more_than_so_many_a_day(house: House, clock: Clock) -> None:
    house.follow = type(house.follow)(most=0)
    await told(house, clock)
    await report(house, "火灾")
    clock.now += 300
    assert await follow.sweep(house) == 0


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

    found = follow._best(["仓库失火。"], [row(1, "仓库失火。"), row(2, NEWS)])
    assert found is not None
    assert found[0].publisher == "P2"
    assert follow._best([NEWS], [row(2, NEWS)]) is None
