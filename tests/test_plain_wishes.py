"""Plain words in a chat: done where they are understood, and left to other readings where they are not."""

from __future__ import annotations

import time

import pytest

from sandbox.server import ANN, BO
from store.chats import chats, subscriptions
from store.rows import Chat, Subscription
from tests.scene import Scene
from tests.test_buttons_chat import wishes


async def _chat(scene: Scene, telegram: int = ANN) -> Chat:
    chat: Chat | None = await scene.running.context.db.read(
        chats.find, telegram
    )
    assert chat is not None
    return chat


async def rows_of(scene: Scene) -> list[Subscription]:
    chat = await _chat(scene)
    listed: list[Subscription] = await scene.running.context.db.read(
        subscriptions.of_chat, chat.id
    )
    return listed


async def test_topics_are_followed_and_left_in_plain_words(
    scene: Scene,
) -> None:
    await scene.says("帮我订阅科技和财经，谢谢", "已订阅话题")
    assert await wishes(scene, ANN) == ["tech", "business"]
    await scene.says("以后别发财经了", "已取消")
    await scene.says("不要再推送娱乐新闻", "娱乐")
    assert await wishes(scene, ANN) == ["tech", "entertainment"]
    await scene.says("撤销", "已撤销")
    assert await wishes(scene, ANN) == ["tech"]


async def test_times_places_and_pauses_are_set_in_plain_words(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技", "已订阅")
    await scene.says("每天早上七点半发给我", "07:30")
    await scene.says("七点半太早了，改成九点", "09:00")
    await scene.says("我在东京", "Asia/Tokyo")
    await scene.says("晚上十点到早上七点别打扰", "22:00–07:00")
    await scene.says("暂停三天", "已暂停")
    await scene.says("恢复推送", "已恢复")
    await scene.says("只要标题", "已更改")
    await scene.says("不要图片", "已更改")
    await scene.says("我订阅了什么", "科技")
    await scene.says("跨海大桥最近有什么消息？", "跨海大桥")
    # Only a topic is hidden at once; other words may mean anything.
    asked = await scene.says("屏蔽噪音", "不再送来什么")
    await scene.presses(asked, "🔕 噪音")
    assert ("mute-phrase", "噪音") in {
        (row.kind, row.value) for row in await rows_of(scene)
    }
    await scene.says("说英文", "English")
    chat = await _chat(scene)
    assert (chat.zone, chat.style, chat.state) == (
        "Asia/Tokyo",
        "headline",
        "active",
    )
    assert (chat.quiet_from, chat.quiet_to, chat.locale) == (1320, 420, "en")


async def test_times_without_news_are_taken_out_or_offered(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技", "已订阅")
    await scene.says("/schedule 8:00 15:00", "15:00")
    told = await scene.says("周末别推", "周一–周五")
    assert "原来的时间：08:00 15:00" in told["text"]
    asked = await scene.says("下午别推了", "12:00–20:00")
    assert (await _chat(scene)).schedule == "08:00 15:00 weekdays"
    await scene.presses(asked, "⏰ 08:00")
    assert (await _chat(scene)).schedule == "08:00 weekdays"
    await scene.presses(asked, "🌙")
    assert (await _chat(scene)).quiet_from == 720
    late = await scene.says("晚上十点以后别发", "22:00–07:00")
    await scene.presses(late, "⏰")
    await scene.says("改到晚上", "几点送达")
    assert (await _chat(scene)).schedule == "08:00 weekdays"
    once = await scene.says("明天早上七点给我体育新闻", "不能只发一天")
    await scene.presses(once, "⏰ 07:00")
    assert (await _chat(scene)).schedule == "07:00"
    # At noon the digest of the same evening is lost too.
    scene.clock.ahead = -(int(time.time()) - 4 * 3600) % 86_400
    await scene.says("/schedule 20:00", "20:00")
    await scene.says("明天别发", "也不会发")
    assert (await _chat(scene)).state == "paused"


async def test_questions_about_the_bot_itself_are_answered(
    scene: Scene,
) -> None:
    await scene.says("昨天发的再发我看看", "还没有发过")
    await scene.says("/subscribe 科技", "已订阅")
    await scene.says("下一次什么时候推送", "08:00")
    await scene.says("为什么给我发这个", "科技")
    angry = await scene.says("你真笨", "抱歉")
    await scene.presses(angry, "⏸")
    await scene.says("下次几点发", "已暂停")
    await scene.says("只看中文的新闻", "已更改")
    assert (await _chat(scene)).languages == ("zh",)


async def test_a_question_is_answered_with_yes_or_no(scene: Scene) -> None:
    await scene.says("不用了", "没有等待")
    await scene.says("我想看关于大桥的新闻", "要订阅吗")
    await scene.says("不用了，谢谢", "没有添加")
    assert await wishes(scene, ANN) == []
    await scene.says("我想看关于大桥的新闻", "要订阅吗")
    await scene.says("好的", "已订阅")
    assert await wishes(scene, ANN) == ["大桥"]


@pytest.mark.parametrize(
    "text",
    [
        "no deal brexit",
        "better call saul",
        "I'm in trouble",
        "stop the war",
    ],
)
async def test_words_that_only_look_like_a_wish_are_left_alone(
    scene: Scene, text: str
) -> None:
    answer = await scene.says(text, text)
    assert "/search" in answer["text"]
    assert await wishes(scene, ANN) == []


async def test_what_is_said_to_the_bot_and_not_understood_changes_nothing(
    scene: Scene,
) -> None:
    text = "give me a break for the rest of the week"
    await scene.says(text, "没明白")
    await scene.settled()
    assert await wishes(scene, ANN) == []
    assert (await _chat(scene)).state == "active"


async def test_a_time_alone_is_offered_and_a_greeting_is_answered(
    scene: Scene,
) -> None:
    await scene.says("你好", "你好")
    await scene.says("谢谢你", "不客气")
    offered = await scene.says("早上八点半", "早上八点半")
    await scene.presses(offered, "⏰ 08:30")
    await scene.wait(lambda message: "08:30" in message["text"])
    assert (await _chat(scene)).schedule == "08:30"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("/订阅 科技", "已订阅"),
        ("/sub 科技", "已订阅"),
        ("/subs 科技", "/subscribe 科技"),
        ("科技新闻", "科技"),
        ("What’s new?", ""),
    ],
)
async def test_a_command_in_ones_own_words(
    scene: Scene, written: str, wanted: str
) -> None:
    await scene.says(written, wanted)


async def test_each_speaks_their_own_language(scene: Scene) -> None:
    await scene.says(
        "please subscribe me to tech and sports", "Technology, Sports", BO, BO
    )
    assert await wishes(scene, BO) == ["tech", "sports"]
    await scene.says("/language de", "Deutsch", BO, BO)
    await scene.says("keine Sportnachrichten mehr", "Sport", BO, BO)
    assert await wishes(scene, BO) == ["tech"]
    # A misspelt wish is asked about, and a misspelt name is put right.
    asked = await scene.says("abonire Kultur", "„abonniere Kultur“", BO, BO)
    await scene.presses(asked, "✅", BO)
    assert await wishes(scene, BO) == ["tech", "culture"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("给我来点科技新闻", "暂时没有“科技”"),
        ("show me some tech news", "暂时没有“科技”"),
        ("订阅科技", "已经订阅"),
        ("I want to follow tech", "已经订阅"),
    ],
)
async def test_news_of_a_topic_that_is_followed_are_shown(
    scene: Scene, text: str, shown: str
) -> None:
    await scene.says("/subscribe 科技", "已订阅")
    await scene.says(text, shown)
    assert await wishes(scene, ANN) == ["tech"]


async def test_more_and_less_of_what_is_followed_are_weighed(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    await scene.says("/subscribe science, culture", "Subscribed")
    weighed = await scene.says("a bit less culture please", "Less")
    assert "Culture" in weighed["text"]
    await scene.says("more science and less culture", "More")
    weights = {row.value: row.weight for row in await rows_of(scene)}
    assert weights == {"science": 2.0, "culture": 0.25}
    await scene.says("undo", "Undone")
    # What is not followed is neither weighed nor hidden unasked.
    asked = await scene.says("less sports", "don’t follow Sports")
    assert "🔕" in str(asked["reply_markup"])
    assert await wishes(scene, ANN) == ["science", "culture"]
    await scene.says("more health", "Health")
    assert await wishes(scene, ANN) == ["science", "culture", "health"]
