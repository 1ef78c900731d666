"""Alerts, follow-ups and corrections as a person sees them, and a taste that is learned."""

from __future__ import annotations

from bot.rendering.i18n import LOCALES
from bot.rendering.notifications import NoticeTexts
from jobs import scheduler
from jobs.digests.asked import ask
from jobs.digests.select import choose
from jobs.notices import corrections, follow_ups
from jobs.notices.alerts import Alerts
from news.changes import Correction
from news.models import Report
from news.words import search_words
from sandbox.server import ANN
from store.chats import chats, subscriptions
from store.news import articles, stories
from tests.jobs.notices.test_alerts import telling
from tests.jobs.notices.test_follow_ups import report
from tests.scene import Scene
from tests.store.world import make_stories


async def test_a_story_breaks_goes_on_and_is_withdrawn(scene: Scene) -> None:
    context = scene.running.context
    await scene.says("/subscribe 科技", "科技")
    choose = await scene.says("/alerts", "即时提醒")
    await scene.presses(choose, "3")
    await scene.says("/alerts nonsense", "例如")
    await scene.says("/alerts 5", "5 条/天")
    await telling(context, "火灾", 3)

    assert await Alerts(context).sweep() == 1
    told = await scene.wait(lambda each: "突发" in each.get("text", ""))
    assert "3 家媒体报道" in told["text"]
    assert "火灾" in told["text"]
    assert "因为" in (await scene.presses(told, "❓"))["text"]
    assert (await scene.presses(told, "👍"))["text"]

    scene.clock.ahead += 3600
    await follow_ups.sweep(context)
    await report(context, "火灾")
    scene.clock.ahead += 300
    assert await follow_ups.sweep(context) == 1
    more = await scene.wait(lambda each: "最新进展" in each.get("text", ""))
    assert more["reply_to_message"]["message_id"] == told["message_id"]
    assert "3600万元" in more["text"]

    await scene.presses(more, "🔕")
    scene.clock.ahead += 8 * 3600
    await report(
        context,
        "火灾",
        "警方宣布拘留周某等12人，案件移交检察机关，赔偿金额共计88万元。",
    )
    scene.clock.ahead += 300
    assert await follow_ups.sweep(context) == 0, "a muted story is over"


async def test_a_withdrawn_article_is_told_as_a_reply(scene: Scene) -> None:
    context = scene.running.context
    await scene.says("/subscribe 科技", "科技")
    await scene.says("/alerts 5", "5 条/天")
    story = await telling(context, "火灾", 3)
    assert await Alerts(context).sweep() == 1
    told = await scene.wait(lambda each: "突发" in each.get("text", ""))
    (first, *_) = await context.db.read(articles.of_story, story)
    await corrections._missing(context, first, certain=True)
    gone = await scene.wait(lambda each: "已撤回此文" in each.get("text", ""))
    assert gone["reply_to_message"]["message_id"] == told["message_id"]
    await corrections._missing(context, first, certain=True)
    await scene.settled()
    assert (
        sum(
            "已撤回此文" in message.get("text", "")
            for message in scene.messages()
        )
        == 1
    )


async def test_a_site_corrects_and_withdraws_what_a_digest_told(
    scene: Scene,
) -> None:
    context, site = scene.running.context, scene.sandbox.news
    await scheduler.round_of_all(context)
    await scene.says("/subscribe 科技", "科技")
    told = await scene.says("/digest", "简报 ·")
    piece = next(
        piece
        for piece in site.pieces
        if piece.title == "云河市将建五个人工智能开放实验室"
        and piece.title in told["text"]
    )
    story = next(
        story
        for story in await context.db.read(stories.latest, limit=40)
        if story.title == piece.title
    )
    lead = next(piece for piece in site.pieces if piece.slug in story.url)
    text = "\n".join(lead.paragraphs)
    assert "三亿元" in text
    scene.clock.ahead += 5 * 3600
    await corrections.sweep(context)
    await scene.settled()
    assert not [
        message
        for message in scene.messages()
        if "已更正" in message.get("text", "")
    ], "nothing had changed"

    site.correct(lead.slug, text.replace("三亿元", "五亿元"))
    scene.clock.ahead += 5 * 3600
    while await corrections.sweep(context):
        pass
    said = await scene.wait(lambda each: "已更正" in each.get("text", ""))
    assert said["reply_to_message"]["message_id"] == told["message_id"]
    assert "更正：本文数据已更新" in said["text"]
    assert [
        part["type"]
        for part in said["entities"]
        if part["type"] == "strikethrough"
    ] == ["strikethrough"], said["text"]
    struck, new = (line for line in said["text"].splitlines() if "亿元" in line)
    assert "三亿元" in struck
    assert "五亿元" in new

    site.withdraw(lead.slug)
    for _ in range(2):
        scene.clock.ahead += 5 * 3600
        while await corrections.sweep(context):
            pass
    gone = await scene.wait(lambda each: "已撤回此文" in each.get("text", ""))
    assert gone["reply_to_message"]["message_id"] == told["message_id"]


async def test_a_liked_topic_comes_up_and_can_be_forgotten(
    scene: Scene,
) -> None:
    context = scene.running.context
    await scene.says("/subscribe 科技", "科技")
    await scene.says("/subscribe 体育", "体育")
    await scene.says("/schedule 08:00", "08:00")
    now = context.clock()
    values = {"published_at": now - 600, "language": "zh-Hans"}

    async def two(name: str) -> None:
        for topic, publisher in (("tech", "甲报"), ("sports", "乙报")):
            listed = (topic, 0.9, "")
            await context.db.write(
                lambda c, t=topic, p=publisher, k=listed: make_stories(
                    c,
                    [f"{name}-{t}"],
                    topics=(k,),
                    publisher=p,
                    title=f"{name}{t}",
                    words=search_words(f"{name} {t}"),
                    **values,
                )
            )

    async def first_topic() -> str:
        chat = await context.db.read(chats.find, ANN)
        assert chat is not None
        await context.terms.refresh(context.db)
        (asked,) = await ask(context, [chat], 86_400)
        picks = (await choose(context, [asked], None))[0].picks
        return picks[0].story.topics[0]

    await two("一")
    before = await first_topic()
    other = {"tech": "sports", "sports": "tech"}[before]
    listed = await context.db.read(stories.latest, topics=[other], limit=1)
    opened = await scene.says(f"/story {other}", "来源")
    assert listed[0].title in opened["text"]
    await scene.presses(opened, "👍")
    await scene.says("/digest", "简报 ·")
    await two("二")
    assert await first_topic() == other, "what was liked comes first now"

    shown = await scene.says("/profile", "你的偏好")
    assert "+0.15" in shown["text"]
    assert "+0.10" in shown["text"]
    await scene.presses(shown, "↺")
    await scene.wait(lambda each: "还没有学到什么" in each.get("text", ""))
    assert await first_topic() == before


async def test_every_language_tells_alerts_follow_ups_and_corrections(
    scene: Scene,
) -> None:
    context = scene.running.context
    await scene.says("/subscribe 科技", "科技")
    chat = await context.db.read(chats.find, ANN)
    assert chat is not None
    assert await context.db.read(subscriptions.of_chat, chat.id)
    story = await context.db.read(
        stories.get, await telling(context, "火灾", 3)
    )
    assert story is not None
    change = Correction(
        notice="更正",
        title=("旧", "新"),
        sentences=(("甲三", "甲四"), ("走了", "")),
        more=2,
    )
    seen = set()
    for locale in LOCALES:
        mine = await context.db.write(
            lambda c, to=locale: chats.update(c, chat.id, locale=to)
        )
        tell, now = NoticeTexts(), context.now()
        texts = [
            tell.alert(story, mine, now).html,
            tell.development(
                story,
                Report("https://a.example/", "t", "晚报", now),
                ["新的一句"],
                mine,
                now,
            ).html,
            tell.correction(story, change, mine, now).html,
            tell.correction(story, Correction(withdrawn=True), mine, now).html,
        ]
        assert all(
            "alert." not in text
            and "correction." not in text
            and "follow." not in text
            for text in texts
        )
        assert "<s>甲三</s>" in texts[2]
        seen.add(texts[0].splitlines()[0])
    assert len(seen) >= 2
