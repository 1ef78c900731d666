"""/listen as a person uses it: the digest as a voice message, each digest, and no command without a voice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jobs.digests import episodes as job
from news.spoken.ogg_opus import read_sound
from sandbox.server import ANN
from sandbox.world import people
from store.chats import chat_options, chats
from tests.endpoint import Endpoint, serve
from tests.jobs.notices.test_alerts import telling
from tests.scene import Scene


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serve() as running:
        yield running


async def test_a_digest_is_heard_as_a_voice_message(
    stage: Scene, endpoint: Endpoint
) -> None:
    await stage.start(speech={"url": endpoint.url, "model": "tts"}, menus=True)
    context = stage.running.context
    await stage.says("/start", "简报")
    assert "/digest" in (await stage.says("/listen", "还没有可朗读的"))["text"]
    await stage.says("/subscribe 科技", "科技")
    await telling(context, "大桥", 2)
    digest = await stage.says("/digest", "大桥的大新闻")
    await stage.presses(digest, "🎧")
    await stage.wait(lambda each: "正在朗读" in each.get("text", ""))
    assert await job.sweep(context) == 1
    sent = await stage.wait(lambda each: "voice" in each)
    assert sent["caption"].startswith("🎧")
    assert "0:00 大桥的大新闻" in sent["caption"]
    _, sound = stage.sandbox.world.files[sent["voice"]["file_id"]]
    assert round(read_sound(sound).seconds) == sent["voice"]["duration"] > 0
    assert "http" not in "".join(asked["input"] for asked in endpoint.asked)

    before = len(endpoint.asked)
    people.write(stage.sandbox.world, ANN, ANN, "/listen")
    first = sent["message_id"]
    await stage.wait(
        lambda each: "voice" in each and each["message_id"] > first
    )
    assert len(endpoint.asked) == before, "it was read out before"

    chat = await context.db.read(chats.find, ANN)
    assert chat is not None
    switched = await stage.says("/listen on", "每份简报都会附上语音")
    assert await context.db.read(chat_options.get, chat.id, "listen")
    await stage.presses(switched, "🎧")
    await stage.wait(lambda each: "不再自动发送语音" in each.get("text", ""))
    assert await context.db.read(chat_options.get, chat.id, "listen") is None
    await stage.says("/listen loudly", "用法")
    menu = stage.sandbox.world.commands.values()
    assert any("listen" in str(each) for each in menu)


async def test_without_a_voice_there_is_no_such_command(scene: Scene) -> None:
    await scene.says("/start", "简报")
    answer = await scene.says("/listen", "")
    unknown = await scene.says("/nosuchcommand", "")
    assert answer["text"].replace("listen", "") == unknown["text"].replace(
        "nosuchcommand", ""
    )
    assert "/listen" not in (await scene.says("/help listen", ""))["text"]
    await telling(scene.running.context, "大桥", 2)
    await scene.says("/subscribe 科技", "科技")
    digest = await scene.says("/digest", "大桥的大新闻")
    assert "🎧" not in str(digest["reply_markup"])
