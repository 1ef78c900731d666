"""An operator in the chat: health, sources, a broadcast that is counted, sent and stopped, bans; refused to all others."""

from __future__ import annotations

from typing import Any

import pytest

from bot.handlers.operator import operator
from news.models import Message
from sandbox.server import ANN, BO
from sandbox.world import people
from store.chats import chats
from store.delivery import broadcasts, outbox
from store.news import source_health, sources
from tests.scene import Scene


@pytest.fixture
async def scene(stage: Scene) -> Scene:
    await stage.start(
        telegram={"admins": [ANN]},
        web={"port": 0, "public_url": "https://news.example"},
    )
    return stage


async def _meet(scene: Scene) -> None:
    await scene.says("/start", "简报")
    await scene.says("/start", "Jianbao", chat=BO, person=BO)


async def test_health_sources_and_the_dashboards_link(scene: Scene) -> None:
    await scene.says("/start", "简报")
    assert "✅" in (await scene.says("/health", "各项任务"))["text"]
    db = scene.running.context.db
    first = (await db.read(sources.every))[0]
    await db.write(source_health.set_state, first.id, "paused", scene.clock())
    listed = await scene.says("/sources", "来源")
    assert "⏸" in listed["text"]
    await db.write(source_health.set_state, first.id, "active", scene.clock())
    await db.write(source_health.mark_told, [first.id], scene.clock())
    assert "🔕" in (await scene.says("/sources", "来源"))["text"]
    link = await scene.says("/admin", "https://news.example/admin/in?link=")
    assert len(link["text"].partition("link=")[2]) >= 40


async def test_a_broadcast_is_counted_confirmed_and_sent(scene: Scene) -> None:
    await _meet(scene)
    await scene.says("/broadcast", "/broadcast")
    asked = await scene.says("/broadcast We are <back> & well", "2 个活跃聊天")
    before = len(scene.messages(BO))
    await scene.presses(asked, "✅")
    got = await scene.wait(
        lambda each: each["text"] == "We are <back> & well", chat=BO
    )
    assert got["text"]
    assert len(scene.messages(BO)) == before + 1
    depth = await scene.running.context.db.read(outbox.depth)
    assert depth.ready == 0


async def test_a_broadcast_that_was_cut_off_goes_on_by_the_same_press(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody gets it twice, and nobody is left out; the same text may be sent again later."""
    await _meet(scene)
    written = outbox.add
    left = [True, False, True, True, True]

    def cut_off(*args: Any) -> list[int]:
        if not left.pop(0):
            raise RuntimeError("the process ends")
        return written(*args)

    monkeypatch.setattr(operator, "BATCH", 1)
    monkeypatch.setattr(outbox, "add", cut_off)
    asked = await scene.says("/broadcast the bridge is open", "2 个活跃聊天")
    await scene.presses(asked, "✅")
    await scene.settled()
    (found,) = await scene.running.context.db.read(broadcasts.listed)
    assert found.total == 1
    await scene.presses(asked, "✅")
    await scene.settled()
    (found,) = await scene.running.context.db.read(broadcasts.listed)
    assert found.total == 2
    again = await scene.says("/broadcast the bridge is open", "2 个活跃聊天")
    await scene.presses(again, "✅")
    await scene.settled()
    for person in (ANN, BO):
        texts = [message["text"] for message in scene.messages(person)]
        assert texts.count("the bridge is open") == 2


async def test_two_processes_write_a_broadcast_once(scene: Scene) -> None:
    """The second took over a press that seemed abandoned, and knows no chat that has it."""
    await _meet(scene)
    db, now = scene.running.context.db, scene.clock()
    for _ in range(2):
        given = ("b1", Message("the bridge is open"), 0, now)
        await db.write(operator.write_some, *given)
    (found,) = await db.read(broadcasts.listed)
    assert found.total == 2


async def test_a_broadcast_that_is_refused_or_stopped_goes_no_further(
    scene: Scene,
) -> None:
    await _meet(scene)
    asked = await scene.says("/broadcast nobody reads this", "2 个活跃聊天")
    await scene.presses(asked, "❌")
    await scene.settled()
    assert not [
        message for message in scene.messages(BO) if "nobody" in message["text"]
    ]
    await scene.running.sender.stop()
    asked = await scene.says("/broadcast slowly", "2 个活跃聊天")
    await scene.presses(asked, "✅")
    shown = await scene.wait(
        lambda each: "⏹" in str(each.get("reply_markup", ""))
    )
    await scene.presses(shown, "⏹")
    (found,) = await scene.running.context.db.read(broadcasts.listed)
    assert (found.total, found.waiting) == (2, 0)


async def test_a_broadcast_may_begin_on_the_next_line(scene: Scene) -> None:
    await _meet(scene)
    asked = await scene.says("/broadcast\nWe are\nback again", "2 个活跃聊天")
    await scene.presses(asked, "✅")
    await scene.wait(lambda each: each["text"] == "We are\nback again", chat=BO)


async def test_unban_wakes_nobody_who_was_not_banned(scene: Scene) -> None:
    await _meet(scene)
    db = scene.running.context.db
    await db.write(chats.set_state, BO, "paused", scene.clock())
    await scene.says(f"/unban {BO}", "✅")
    found = await db.read(chats.find, BO)
    assert found is not None
    assert found.state == "paused"


async def test_a_banned_chat_meets_silence_until_it_is_let_in(
    scene: Scene,
) -> None:
    await _meet(scene)
    for wrong in ("/ban", "/ban x", "/ban 5", f"/ban {ANN}"):
        await scene.says(wrong, "/ban 123456789")
    await scene.says(f"/ban {BO}", "⛔")
    db = scene.running.context.db
    found = await db.read(chats.find, BO)
    assert found is not None
    assert found.state == "banned"
    before = len(scene.messages(BO))
    people.write(scene.sandbox.world, BO, BO, "/help")
    await scene.settled()
    assert len(scene.messages(BO)) == before
    await scene.says(f"/unban {BO}", "✅")
    await scene.says("/help", "/subscribe", chat=BO, person=BO)


@pytest.mark.parametrize(
    "command",
    ["/health", "/sources", "/broadcast x", "/ban 5", "/unban 5", "/admin"],
)
async def test_for_anybody_else_there_is_no_such_command(
    scene: Scene, command: str
) -> None:
    await scene.says("/start", "Jianbao", chat=BO, person=BO)
    answer = await scene.says(command, "I do not know", chat=BO, person=BO)
    assert "link=" not in answer["text"]
