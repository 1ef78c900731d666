"""A person sets everything, by buttons and by command, through the sandbox: wrong words, groups, a restart and limits included."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from jobs import scheduler
from sandbox.server import ANN, BO, GROUP
from sandbox.world import people
from store.chats import chats, subscriptions
from store.rows import Chat, Subscription
from tests.scene import Scene


async def chat_of(scene: Scene, telegram: int = ANN, thread: int = 0) -> Chat:
    chat: Chat | None = await scene.running.context.db.read(
        chats.find, telegram, thread
    )
    assert chat is not None
    return chat


async def rows_of(
    scene: Scene, telegram: int = ANN, thread: int = 0
) -> list[Subscription]:
    chat = await chat_of(scene, telegram, thread)
    return list(
        await scene.running.context.db.read(subscriptions.of_chat, chat.id)
    )


def labels(message: dict[str, Any]) -> list[str]:
    return [
        button["text"]
        for row in message["reply_markup"]["inline_keyboard"]
        for button in row
    ]


async def walk(
    scene: Scene, message: dict[str, Any], *steps: str, person: int = ANN
) -> dict[str, Any]:
    """Press one button after another in the same message; each is awaited."""
    for label in steps:
        await scene.presses(scene.shown(message), label, person)
    return scene.shown(message)


async def test_every_setting_by_buttons_in_one_message(scene: Scene) -> None:
    page = await scene.says("/settings", "设置")
    before = len(scene.messages())
    await walk(scene, page, "样式", "完整", "图片", "静音", "⬅")
    await walk(scene, page, "篇幅", "15 条", "5 分钟", "⬅")
    await walk(scene, page, "免打扰", "23:00–07:00", "⬅")
    await walk(scene, page, "时间", "08", "07", "20", "工作日", "⬅")
    await walk(scene, page, "时区", "柏林", "⬅")
    await walk(scene, page, "即时提醒", "3 条/天", "⬅")
    await walk(scene, page, "新闻语言", "中文", "英语", "⬅")
    chat = await chat_of(scene)
    assert (
        chat.style,
        chat.images,
        chat.silent,
        chat.budget,
        chat.minutes,
    ) == (
        "full",
        True,
        True,
        15,
        5,
    )
    assert (chat.quiet_from, chat.quiet_to, chat.zone, chat.alerts) == (
        23 * 60,
        7 * 60,
        "Europe/Berlin",
        3,
    )
    assert (chat.schedule, chat.languages) == (
        "07:00 20:00 weekdays",
        ("zh", "en"),
    )
    text = scene.shown(page)["text"]
    assert "07:00 20:00 · 周一–周五 (Europe/Berlin)" in text
    assert "23:00–07:00" in text
    await walk(scene, page, "⏸")
    assert (await chat_of(scene)).state == "paused"
    assert "/resume" in scene.shown(page)["text"]
    await walk(scene, page, "▶")
    assert (await chat_of(scene)).state == "active"
    assert len(scene.messages()) == before, "one message, edited in place"
    await walk(scene, page, "界面语言", "English")
    assert "English" in scene.shown(page)["text"]
    assert "Quiet hours" in (await walk(scene, page, "⬅"))["text"]


async def test_every_setting_by_command_also_with_wrong_words(
    scene: Scene,
) -> None:
    for text, answer in (
        ("/style 标题", "已更改"), ("/style nonsense", "看不懂"), ("/budget 12", "12 条"), ("/budget 5分钟", "5 分钟"), ("/budget 0", "看不懂"),
        ("/budget 99999999999999999999", "看不懂"), ("/images 开", "已更改"), ("/images maybe", "看不懂"), ("/preview on", "已更改"),
        ("/silent on", "已更改"), ("/empty 开", "已更改"), ("/news 中文 de", "已更改"), ("/news klingon", "看不懂"), ("/quiet 22:30-7", "22:30–07:00"),
        ("/budget 十条", "10 条"), ("/budget 五分钟", "5 分钟"), ("/budget 12", "12 条"), ("/alerts 三条", "3 条/天"), ("/alerts 很多", "例如"), ("/alerts 5%", "例如"), ("/alerts 5 分钟", "例如"), ("/alerts -5", "例如"), ("/budget 5%", "看不懂"), ("/budget -5", "看不懂"),
        ("/quiet 5", "例如"), ("/quiet 8 8", "例如"), ("/quiet 25:00 7", "无法理解"), ("/quiet 22 到 6", "22:00–06:00"),
    ):  # fmt: skip
        await scene.says(text, answer)
    chat = await chat_of(scene)
    assert (
        chat.style,
        chat.budget,
        chat.minutes,
        chat.images,
        chat.preview,
    ) == (
        "headline",
        12,
        5,
        True,
        True,
    )
    assert (chat.silent, chat.send_empty, chat.languages) == (
        True,
        True,
        ("zh", "de"),
    )
    for text, answer in (
        ("/schedule 周一 周五 晚上8点半", "20:30 · 周一, 周五"), ("/schedule 26:00", "无法理解"), ("/schedule 工作日", "没有时间"),
        ("/schedule " + " ".join(f"{hour}:15" for hour in range(13)), "最多 12"), ("/schedule 关", "已关闭定时"), ("/resume", "还没有设定"),
        ("/timezone São Paulo", "America/Sao_Paulo"), ("/timezone 日本", "Asia/Tokyo"), ("/timezone 我在柏林", "Europe/Berlin"), ("/language 请说中文", "中文"), ("/timezone UTC+8", "UTC+8"), ("/timezone EST", "几个时区"), ("/timezone CET", "几个时区"), ("/quiet 关", "未设"), ("/news all", "已更改"),
        ("/everyone on", "已更改"),
    ):  # fmt: skip
        await scene.says(text, answer)
    chat = await chat_of(scene)
    assert (
        chat.schedule,
        chat.next_due_at,
        chat.quiet_from,
        chat.languages,
    ) == (
        "",
        None,
        None,
        (),
    )
    near = await scene.says("/timezone Belin", "无法理解")
    await scene.presses(near, "柏林")
    assert (await chat_of(scene)).zone == "Europe/Berlin"


async def test_the_set_up_asks_for_the_zone_too(scene: Scene) -> None:
    page = await scene.says("/start", "简报")
    step = await walk(scene, page, "Deutsch", "Chinesisch", "Technik", "Weiter")
    assert "Uhr" in step["text"]
    await walk(scene, page, "🌍", "Tokio")
    assert "Asia/Tokyo" in scene.shown(page)["text"]
    await walk(scene, page, "07:00")
    chat = await chat_of(scene)
    assert (chat.locale, chat.zone, chat.schedule) == (
        "de",
        "Asia/Tokyo",
        "07:00",
    )
    assert chat.next_due_at is not None


async def test_a_shared_place_sets_the_zone_of_a_private_chat_and_of_no_group(
    scene: Scene,
) -> None:
    people.locate(scene.sandbox.world, ANN, ANN, 35.68, 139.69)
    await scene.wait(lambda each: "Asia/Tokyo" in each.get("text", ""))
    await scene.says("/settings", "Settings", chat=GROUP, person=BO)
    before = await chat_of(scene, GROUP)
    people.locate(scene.sandbox.world, ANN, GROUP, 52.52, 13.4)
    await scene.says("/settings", "Settings", chat=GROUP, person=ANN)
    assert (await chat_of(scene, GROUP)).zone == before.zone


async def test_a_filter_is_tried_first_and_taken_after_a_restart(
    scene: Scene,
) -> None:
    await scheduler.round_of_all(scene.running.context)
    asked = await scene.says("/filter 人工智能 !足球", "过去 7 天内")
    assert asked["text"].count("•") in {1, 2, 3}
    assert "要订阅吗" in asked["text"]
    traditional = await scene.says("/subscribe 脈衝星", "要订阅吗")
    assert "0 条" not in traditional["text"]
    none = await scene.says("/filter 没有这样的词语啊", "0 条")
    await scene.presses(none, "❌")
    assert "没有添加" in scene.shown(none)["text"]
    assert await rows_of(scene) == []
    await scene.stop()
    await scene.start()
    before = deepcopy(asked)
    await scene.presses(asked, "✅")
    done = await scene.wait(
        lambda each: (
            "已订阅" in each.get("text", "") and "人工智能" in each["text"]
        )
    )
    assert "下一份简报" in done["text"]
    assert "旧消息" in (await scene.presses(before, "✅", old=True))["text"]
    (row,) = await rows_of(scene)
    assert (row.kind, row.value) == ("filter", "人工智能 !足球")
    told = await scene.says("/digest", "简报 ·")
    assert "人工智能" in told["text"]
    await scene.says("/filter 人工智能 !足球", "已经订阅")
    for text, answer in (
        ("/filter", "筛选"),
        ("/filter !只有否定", "排除"),
        ("/filter /(/", "正则"),
        ("/filter 。。", "没有词语"),
    ):
        await scene.says(text, answer)


async def test_a_filter_may_be_asked_for_before_anything_is_read(
    scene: Scene,
) -> None:
    asked = await scene.says("/subscribe sciense", "还没有可供试用")
    assert any("科学" in label for label in labels(asked))
    await scene.presses(asked, "科学")
    assert [row.value for row in await rows_of(scene)] == ["science"]


async def test_mutes_by_word_and_from_a_story_and_the_way_back(
    scene: Scene,
) -> None:
    await scheduler.round_of_all(scene.running.context)
    await scene.says("/mute", "没有屏蔽")
    await scene.says("/mute 体育", "不再送来话题")
    phrase = await scene.says('/mute "清江特大桥"', "清江特大桥")
    await scene.says("/subscribe 国内", "已订阅")
    await scene.says("/subscribe 科技", "已订阅")
    told = await scene.says("/digest", "简报 ·")
    assert "清江特大桥" not in told["text"]
    await scene.presses(phrase, "撤销")
    await scene.presses(told, "1")
    opened = await scene.wait(
        lambda each: (
            "来源" in each.get("text", "") and "报道" in each.get("text", "")
        )
    )
    await scene.presses(opened, "🔕")
    asked = await scene.wait(
        lambda each: "以后不再送来什么" in each.get("text", "")
    )
    publisher = next(label for label in labels(asked) if label.startswith("🗞"))[
        2:
    ]
    await scene.presses(asked, "🗞")
    assert publisher in scene.shown(asked)["text"]
    kinds = {(row.kind, row.value) for row in await rows_of(scene)}
    assert kinds == {
        ("mute-topic", "sports"),
        ("topic", "china"),
        ("topic", "tech"),
        ("mute-publisher", publisher),
    }
    await scene.says("/unmute 体育", "已取消屏蔽")
    await scene.says("/unmute 体育", "没有屏蔽")
    listed = await scene.says("/mute", "已屏蔽 1 项")
    await scene.presses(listed, publisher)
    assert "没有屏蔽" in scene.shown(listed)["text"]
    await scene.says(f"/mute {publisher}", f"不再送来{publisher}")
    await scene.says("/mute 体育 文化", "文化")
    muted = {
        row.value for row in await rows_of(scene) if row.kind == "mute-topic"
    }
    assert muted == {"sports", "culture"}


async def test_subscriptions_have_pages_weights_and_a_way_out(
    scene: Scene,
) -> None:
    context = scene.running.context
    await scene.says("/subscriptions", "还没有订阅")
    chat = await chat_of(scene)
    for number in range(12):
        await context.db.write(
            subscriptions.add,
            chat.id,
            "filter",
            f"词语{number}",
            limit=50,
            now=scene.clock(),
        )
    listed = await scene.says("/subscriptions", "(1/2)")
    opened = await walk(scene, listed, "▶", "词语11")
    assert "占多大比重" in opened["text"]
    await walk(scene, listed, "多很多")
    assert {row.value: row.weight for row in await rows_of(scene)}[
        "词语11"
    ] == 4.0
    back = await walk(scene, listed, "返回")
    assert "词语11 ▲▲" in back["text"]
    await walk(scene, listed, "词语10", "取消订阅")
    assert len(await rows_of(scene)) == 11
    await scene.says("/weight 词语11 --", "少很多")
    assert {row.value: row.weight for row in await rows_of(scene)}[
        "词语11"
    ] == 0.25
    for text, answer in (
        ("/weight", "调整"),
        ("/weight 没有 +", "没有名为"),
        ("/weight 词语11 七", "调整"),
    ):
        await scene.says(text, answer)
    near = await scene.says("/unsubscribe 词语111", "没有名为")
    assert "🔎 词语11" in labels(near)
    await scene.says("/unsubscribe 词语11", "已取消")


async def test_help_by_subject_and_guesses_with_buttons(scene: Scene) -> None:
    await scheduler.round_of_all(scene.running.context)
    page = await scene.says("/help", "选择")
    for label in ("阅读", "订阅", "筛选", "时间", "篇幅", "群组", "设置"):
        assert (await walk(scene, page, label))["text"].count("/") >= 1
    await scene.says("/help quiet", "免打扰")
    await scene.says("/shedule 09:00", "/schedule 09:00")
    await scene.says("/sciense", "/subscribe 科学")
    guess = await scene.says("sciense", "话题科学吗")
    await scene.presses(guess, "科学")
    assert [row.value for row in await rows_of(scene)] == ["science"]
    words = await scene.says("清江特大桥", "/search 清江特大桥")
    await scene.presses(words, "搜索")
    await scene.wait(
        lambda each: "搜索" in each.get("text", "") and "合龙" in each["text"]
    )
    await scene.presses(words, "订阅")
    await scene.wait(lambda each: "要订阅吗" in each.get("text", ""))
    await scene.says(f"{scene.sandbox.site_url}/tech/", "/subscribe")


async def test_a_source_that_cannot_be_read_says_why_in_place_of_the_search(
    scene: Scene,
) -> None:
    for address, answer in (
        (f"{scene.sandbox.site_url}/no-such-page", "404"),
        ("ftp://news.example/feed", "不能读取"),
        ("http://192.168.0.1/", "不能读取"),
        ("https://no-such-host.invalid/", "找不到网站"),
    ):
        before = len(scene.messages())
        await scene.says(f"/subscribe {address}", answer)
        assert len(scene.messages()) == before + 1, (
            "the words that it is looked at became the answer"
        )
    assert await rows_of(scene) == []


async def test_pictures_come_where_they_are_wanted_and_can_be_had(
    scene: Scene,
) -> None:
    await scheduler.round_of_all(scene.running.context)
    await scene.says("/subscribe 科技", "已订阅")
    await scene.says("/images on", "已更改")
    await scene.says("/budget 1", "1 条")
    people.write(scene.sandbox.world, ANN, ANN, "/digest")
    photo = await scene.wait(
        lambda each: "photo" in each and "简报 ·" in each.get("caption", "")
    )
    assert labels(photo) == ["1"]
    await scene.says("/budget 20", "20 条")
    await scene.says("/style 完整", "已更改")
    for topic in ("国内", "国际", "财经", "体育"):
        await scene.says(f"/subscribe {topic}", "已订阅")
    told = await scene.says("/digest", "简报 ·")
    assert (
        told["link_preview_options"].get("show_above_text")
        or len(told["text"]) < 1024
    )


async def test_smaller_ways(scene: Scene) -> None:
    """What the longer walks leave out: links, languages, a change of mind, the pages of mutes."""
    await scheduler.round_of_all(scene.running.context)
    await scene.says("/start topic_tech", "已订阅")
    await scene.says("/start topic_nothing", "简报")
    await scene.says("/language Klingon", "Klingon")
    await scene.says("/language 繁體中文", "繁體中文")
    await scene.says("/language", "哪種語言")
    await scene.says("/language 简体中文", "简体中文")
    kept = await scene.says("/forget", "删除")
    await scene.presses(kept, "否")
    assert [row.value for row in await rows_of(scene)] == ["tech"]
    chat = await chat_of(scene)
    for number in range(12):
        await scene.running.context.db.write(
            subscriptions.add,
            chat.id,
            "mute-phrase",
            f"词语{number}",
            limit=50,
            now=scene.clock(),
        )
    listed = await scene.says("/mute", "已屏蔽 12 项")
    assert "词语0" in (await walk(scene, listed, "▶"))["text"]
    await scene.presses(
        await scene.says("/unmute 词语111", "没有屏蔽"), "词语11"
    )
    told = await scene.says("/digest", "简报 ·")
    await scene.presses(told, "1")
    opened = await scene.wait(
        lambda each: (
            "来源" in each.get("text", "") and "报道" in each.get("text", "")
        )
    )
    for answer in ("否", "这条报道", "🏷"):
        await scene.presses(opened, "🔕")
        asked = await scene.wait(
            lambda each: "以后不再送来什么" in each.get("text", "")
        )
        await scene.presses(asked, answer)
    kinds = [row.kind for row in await rows_of(scene)]
    assert (kinds.count("mute-story"), kinds.count("mute-topic")) == (1, 1)
    found = await scene.says(
        f"/subscribe {scene.sandbox.site_url}/tech/", "最新内容"
    )
    await scene.presses(found, "✅")
    await scene.wait(
        lambda each: (
            each.get("text", "").startswith("✅ 已订阅")
            and "话题" not in each["text"]
        )
    )
    page = await scene.says("/subscriptions", "🗞")
    opened = await walk(scene, page, "🗞")
    assert f"{scene.sandbox.site_url}/tech/" in opened["text"]
