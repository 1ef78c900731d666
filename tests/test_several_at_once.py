"""Several wishes in one message: each is understood, the answer says how, and one tap reads them otherwise."""

from __future__ import annotations

import pytest

from sandbox.server import ANN
from tests.scene import Scene
from tests.test_alerts import telling
from tests.test_buttons_chat import wishes

# Whole conversations: tests of the parts run the same lines.
pytestmark = pytest.mark.untraced

TOPICS = ["tech", "business", "sports"]


@pytest.mark.parametrize(
    "typed", ["科技 财经 体育", "科技\n财经\n体育", "科技，财经、体育"]
)
async def test_topics_come_apart_at_blanks_lines_and_commas(
    scene: Scene, typed: str
) -> None:
    answer = await scene.says(f"/subscribe {typed}", "已订阅话题")
    assert await wishes(scene, ANN) == TOPICS
    assert "科技, 财经, 体育" in answer["text"]


async def test_sentences_are_not_done_one_by_one_where_one_takes_another_back(
    scene: Scene,
) -> None:
    offered = await scene.says("Add science. Never mind.", "对吗")
    assert await wishes(scene, ANN) == []
    await scene.presses(offered, "✅")
    await scene.settled()
    assert await wishes(scene, ANN) == ["science"]


async def test_the_first_subscription_says_when_digests_come_and_offers_one(
    scene: Scene,
) -> None:
    first = await scene.says("/subscribe 科技", "已订阅")
    assert "下一份" in first["text"]
    assert "08:00" in first["text"]
    await scene.presses(first, "📰")
    second = await scene.says("/subscribe 体育", "已订阅")
    assert "下一份" not in second["text"]


async def test_topics_are_read_as_one_phrase_at_a_tap(scene: Scene) -> None:
    answer = await scene.says("/subscribe 科技 体育", "已订阅话题")
    before = len(scene.messages())
    await scene.presses(answer, "词组")
    trial = await scene.wait(
        lambda message: "科技 体育" in message["text"], after=before
    )
    assert "相距不远" in trial["text"]
    assert await wishes(scene, ANN) == []
    await scene.presses(trial, "✅")
    await scene.settled()
    assert await wishes(scene, ANN) == ["科技 体育"]


async def test_a_topic_is_read_as_a_keyword_at_a_tap(scene: Scene) -> None:
    await scene.says("/subscribe 体育", "已订阅")
    answer = await scene.says("/subscribe 科技", "已订阅")
    await scene.presses(answer, "关键词")
    assert await wishes(scene, ANN) == ["sports"]
    assert "旧消息" in (await scene.presses(answer, "关键词", old=True))["text"]


async def test_a_phrase_is_read_word_by_word_at_a_tap(scene: Scene) -> None:
    trial = await scene.says("/subscribe 体育 芯片", "词组")
    before = len(scene.messages())
    await scene.presses(trial, "逐词")
    await scene.wait(
        lambda message: "已订阅话题" in message["text"], after=before
    )
    await scene.wait(lambda message: "芯片" in message["text"], after=before)
    assert await wishes(scene, ANN) == ["sports"]


async def test_several_filters_are_tried_together_and_taken_apart(
    scene: Scene,
) -> None:
    await telling(scene.running.context, "火灾", 3)
    trial = await scene.says("/subscribe 火灾, 芯片 出口", "都要订阅")
    assert all(
        words in trial["text"] for words in ("火灾", "芯片 出口", "1 条")
    )
    before = len(scene.messages())
    await scene.presses(trial, "✅")
    done = await scene.wait(
        lambda message: "已订阅" in message["text"], after=before
    )
    assert "下一份" in done["text"]
    assert await wishes(scene, ANN) == ["火灾", "芯片 出口"]


async def test_more_than_a_dozen_are_refused(scene: Scene) -> None:
    typed = ", ".join(f"w{number}" for number in range(13))
    await scene.says(f"/subscribe {typed}", "最多订阅 12 项")
    assert await wishes(scene, ANN) == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [("the", "差不多什么都会"), ("x", "一个字母"), ("😀", "这个符号")],
)
async def test_an_odd_word_is_told_what_it_matches(
    scene: Scene, typed: str, told: str
) -> None:
    await scene.says(f"/subscribe {typed}", told)


@pytest.mark.parametrize("typed", ["科技 财经", "财经、科技", "科技\n财经"])
async def test_several_are_left_at_once_and_come_back(
    scene: Scene, typed: str
) -> None:
    await scene.says("/subscribe 科技 财经 体育", "已订阅")
    await scene.says(f"/unsubscribe {typed}", "/undo")
    assert await wishes(scene, ANN) == ["sports"]
    await scene.says("/undo", "已撤销")
    assert sorted(await wishes(scene, ANN)) == sorted(TOPICS)


async def test_what_is_unknown_is_named_and_the_rest_is_left(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技 体育", "已订阅")
    await scene.says("/unsubscribe 科技, 天文", "天文")
    assert await wishes(scene, ANN) == ["sports"]


async def test_everything_is_left_after_a_question(scene: Scene) -> None:
    await scene.says("/subscribe 科技 体育", "已订阅")
    await scene.says("/mute 娱乐", "娱乐")
    question = await scene.says("/unsubscribe all", "全部订阅")
    assert await wishes(scene, ANN) == ["tech", "sports", "entertainment"]
    await scene.presses(question, "❌")
    assert "保留" in scene.shown(question)["text"]
    question = await scene.says("/unsubscribe 全部", "全部订阅")
    await scene.presses(question, "✅")
    assert await wishes(scene, ANN) == ["entertainment"]
    await scene.says("/undo", "已撤销")
    assert len(await wishes(scene, ANN)) == 3


async def test_a_source_is_left_by_its_address(scene: Scene) -> None:
    address = f"{scene.sandbox.site_url}/rss.xml"
    found = await scene.says(f"/subscribe {address}", "最新内容")
    await scene.presses(found, "✅")
    await scene.settled()
    assert len(await wishes(scene, ANN)) == 1
    await scene.says(f"/unsubscribe {address}", "/undo")
    assert await wishes(scene, ANN) == []


async def test_a_label_groups_subscriptions_and_leaves_them_together(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技 体育 #早间", "已订阅话题")
    await scene.says("/subscribe 财经", "已订阅")
    assert "#早间" in (await scene.says("/subscriptions 早间", "科技"))["text"]
    await scene.says("/unsubscribe #早间", "/undo")
    assert await wishes(scene, ANN) == ["business"]
    await scene.says("/undo", "已撤销")
    assert "#早间" in (await scene.says("/subscriptions 科技", "科技"))["text"]
