"""Plain words in a chat: done where they are understood, and left to other readings where they are not."""

from __future__ import annotations

import pytest

from sandbox.server import ANN, BO
from store.chats import chats
from store.rows import Chat
from tests.scene import Scene
from tests.test_buttons_chat import wishes


async def _chat(scene: Scene, telegram: int = ANN) -> Chat:
    chat: Chat | None = await scene.running.context.db.read(
        chats.find, telegram
    )
    assert chat is not None
    return chat


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
    # Only a topic is hidden without a command; other words may mean anything.
    await scene.says("屏蔽噪音", "/search 屏蔽噪音")
    await scene.says("说英文", "English")
    chat = await _chat(scene)
    assert (chat.zone, chat.style, chat.state) == (
        "Asia/Tokyo",
        "headline",
        "active",
    )
    assert (chat.quiet_from, chat.quiet_to, chat.locale) == (1320, 420, "en")


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
    ["no deal brexit", "better call saul", "I'm in trouble", "stop the war"],
)
async def test_words_that_only_look_like_a_wish_are_left_alone(
    scene: Scene, text: str
) -> None:
    answer = await scene.says(text, text)
    assert "/search" in answer["text"]
    assert await wishes(scene, ANN) == []


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
        ("/sub 科技", "/subscribe 科技"),
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
