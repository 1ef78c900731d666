"""Words within one source, and labels that rest together: as a person writes them, shown, changed, taken back and along."""

from __future__ import annotations

import pytest

from bot.rendering.i18n import LOCALES, tongue
from sandbox.server import ANN
from sandbox.world import people
from store.chats import chats
from store.rows import Subscription
from tests.scene import Scene
from tests.test_sharing import file_of, wishes


async def _source(scene: Scene) -> Subscription:
    (row,) = [row for row in await wishes(scene) if row.kind == "source"]
    return row


async def _follow(scene: Scene, words: str) -> Subscription:
    address = f"{scene.sandbox.site_url}/rss.xml"
    found = await scene.says(
        f"/subscribe {address} {words}".strip(), "最新内容"
    )
    await scene.presses(found, "✅")
    await scene.settled()
    return await _source(scene)


async def test_words_behind_an_address_are_shown_before_and_kept_after(
    scene: Scene,
) -> None:
    piece = scene.sandbox.news.publish("大桥建成通车", "大桥今天通车。")
    address = f"{scene.sandbox.site_url}/rss.xml"
    found = await scene.says(f"/subscribe {address} +大桥 -广告", "最新内容")
    assert "只要符合：+大桥 -广告" in found["text"]
    listed = [
        line for line in found["text"].splitlines() if line.startswith("•")
    ]
    assert [piece.title in line for line in listed] == [True]
    await scene.presses(found, "✅")
    done = await scene.wait(lambda message: "已订阅" in message["text"])
    assert "+大桥 -广告" in done["text"]
    row = await _source(scene)
    assert (row.kind, row.words) == ("source", "+大桥 -广告")
    assert (
        "(+大桥 -广告)"
        in (await scene.says("/subscriptions", "(+大桥"))["text"]
    )
    assert "大桥" in (await scene.says("/subscriptions 大桥", "订阅"))["text"]


async def test_words_that_nothing_meets_are_told_so(scene: Scene) -> None:
    address = f"{scene.sandbox.site_url}/rss.xml"
    found = await scene.says(f"/subscribe {address} +没有这个词", "最新内容")
    assert "都不符合" in found["text"]


async def test_odd_words_are_refused_in_words(scene: Scene) -> None:
    await scene.says(
        f"/subscribe {scene.sandbox.site_url}/rss.xml +/(/", "例如"
    )
    assert await wishes(scene) == []


async def test_words_are_changed_dropped_and_taken_back(scene: Scene) -> None:
    row = await _follow(scene, "+大桥")
    changed = await _follow(scene, "+铁路 !广告")
    assert (changed.id, changed.words) == (row.id, "+铁路 !广告")
    await _follow(scene, "")
    await scene.wait(lambda message: message["text"] == "只要符合：+铁路 !广告")
    assert (await _source(scene)).words == "+铁路 !广告"
    page = await scene.says("/subscriptions", "+铁路")
    await scene.presses(page, "云河")
    await scene.presses(page, "筛选")
    assert "/subscribe http" in scene.shown(page)["text"]
    await scene.presses(page, "全部接收")
    assert "全部接收" in scene.shown(page)["text"]
    assert (await _source(scene)).words == ""
    await scene.says("/undo", "已撤销")
    assert (await _source(scene)).words == "+铁路 !广告"


async def test_new_words_and_a_time_are_both_taken(scene: Scene) -> None:
    await _follow(scene, "+大桥")
    row = await _follow(scene, "+铁路 每天21点")
    assert row.words == "+铁路"
    told = await scene.wait(lambda message: "“+铁路”" in message["text"])
    assert "21:00" in told["text"]
    chat = await scene.running.context.db.read(chats.find, ANN)
    assert chat is not None
    assert chat.schedule == "21:00"
    row = await _follow(scene, "+航空 即时")
    assert (row.words, row.mode) == ("+航空", "now")


async def test_a_label_stays_with_the_other_reading_of_the_words(
    scene: Scene,
) -> None:
    told = await scene.says("/subscribe 科技 体育 #工作", "已订阅话题")
    await scene.presses(told, "🔁")
    asked = await scene.wait(lambda message: "要订阅吗" in message["text"])
    await scene.presses(asked, "✅")
    await scene.wait(lambda message: "匹配的新闻" in message["text"])
    (row,) = await wishes(scene)
    assert (row.kind, row.label) == ("filter", "工作")


async def test_words_are_taken_along_in_a_file(scene: Scene) -> None:
    await _follow(scene, "+大桥, -广告 #早报")
    await scene.says("/export opml", "")
    sent = await scene.wait(lambda message: "document" in message)
    data = file_of(scene, sent)
    question = await scene.says("/unsubscribe all", "全部订阅")
    await scene.presses(question, "✅")
    assert await wishes(scene) == []
    before = len(scene.messages())
    people.upload(scene.sandbox.world, ANN, ANN, "mine.opml", data)
    asked = await scene.wait(
        lambda message: "1 个订阅" in message["text"], after=before
    )
    await scene.presses(asked, "✅")
    row = await _source(scene)
    assert (row.words, row.label) == ("+大桥, -广告", "早报")


async def test_what_stands_under_a_label_rests_and_comes_again(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技 体育 #工作", "已订阅话题")
    await scene.says("/subscribe 财经", "已订阅")
    told = await scene.says("/pause #工作 3天", "暂停到")
    assert "2 个订阅" in told["text"]
    now = scene.clock()
    rests = {row.value: row.paused_until > now for row in await wishes(scene)}
    assert rests == {"tech": True, "sports": True, "business": False}
    listed = await scene.says("/subscriptions #工作", "工作")
    assert listed["text"].count("⏸") == 2
    await scene.presses(listed, "恢复")
    assert "⏸" not in scene.shown(listed)["text"]
    await scene.presses(listed, "暂停")
    assert scene.shown(listed)["text"].count("⏸") == 2
    await scene.presses(listed, "科技")
    assert "/resume #工作" in scene.shown(listed)["text"]
    await scene.presses(listed, "🏷 工作")
    await scene.says("/resume #工作", "2 个订阅已恢复")
    assert not any(
        row.paused_until > scene.clock() for row in await wishes(scene)
    )


async def test_a_label_that_nothing_stands_under_is_told_so(
    scene: Scene,
) -> None:
    await scene.says("/pause #没有", "#没有 下没有订阅")
    await scene.says("/resume #没有", "#没有 下没有订阅")
    await scene.says("/pause #没有 某天", "例如")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_hint_is_a_command_that_the_bot_takes(locale: str) -> None:
    hint = tongue(locale).say("words.hint", url="https://a.example/f")
    assert "/subscribe https://a.example/f +" in hint
