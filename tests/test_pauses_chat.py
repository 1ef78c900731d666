"""A pause that begins later: by a command, by plain words, shown, called off and kept."""

from __future__ import annotations

import pytest

from sandbox.server import ANN
from store.chats import chat_claims, chats
from store.rows import Chat
from tests.scene import Scene, until


async def _chat(scene: Scene) -> Chat:
    found = await scene.running.context.db.read(chats.find, ANN)
    assert found
    return found


async def test_a_pause_between_two_days_is_kept_shown_and_called_off(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技", "已订阅")
    await scene.says("/pause 从12月24日到12月26日", "在那之前照常发送")
    chat = await _chat(scene)
    assert (chat.state, chat.resume_at - chat.pause_at) == (
        "active",
        3 * 86_400,
    )
    shown = await scene.says("/settings", "暂停到")
    assert "▶ 恢复" in str(shown["reply_markup"])
    await scene.says("/resume", "已恢复")
    chat = await _chat(scene)
    assert (chat.state, chat.pause_at, chat.resume_at) == ("active", 0, 0)


async def test_plain_words_for_a_later_pause_are_offered(scene: Scene) -> None:
    offered = await scene.says("从下周一开始暂停推送", "到时候暂停吗")
    assert (await _chat(scene)).pause_at == 0
    (button, *_), *_ = offered["reply_markup"]["inline_keyboard"]
    await scene.presses(offered, button["text"])
    await until(lambda: "起暂停" in scene.messages(ANN)[-1]["text"])
    chat = await _chat(scene)
    assert chat.pause_at > scene.clock()
    assert chat.resume_at == 0


async def test_a_digest_within_a_planned_pause_is_not_sent(
    scene: Scene,
) -> None:
    db = scene.running.context.db
    await scene.says("/subscribe 科技", "已订阅")
    await scene.says("/pause 从明天到后天", "在那之前照常发送")
    chat = await _chat(scene)
    within = chat.pause_at + 12 * 3600
    assert (
        await db.write(chat_claims.claim_due, now=within, limit=5, lease=9)
        == []
    )
    assert (await _chat(scene)).state == "paused"


async def test_a_pause_that_another_one_reaches_goes_on_until_its_end(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技", "已订阅")
    await scene.says("/pause", "已暂停")
    # Nobody is told that news come until then, and none do.
    await scene.says("/pause 从12月24日到12月26日", "自动恢复")
    chat = await _chat(scene)
    assert (chat.state, chat.pause_at) == ("paused", 0)
    assert chat.resume_at > scene.clock()


async def test_a_later_pause_replaces_one_that_ends_before_it(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技", "已订阅")
    await scene.says("/pause 3小时", "自动恢复")
    # The answer says that the news go on until then, and so they do.
    await scene.says("/pause 从后天起", "在那之前照常发送")
    chat = await _chat(scene)
    assert (chat.state, chat.resume_at) == ("active", 0)
    assert chat.pause_at > scene.clock()
    assert (chat.next_due_at or 0) < chat.pause_at


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "Ich bin von Freitag bis Montag weg"),
        ("fr", "je suis absent de vendredi à lundi"),
        ("ru", "я в отпуске с пятницы по понедельник"),
    ],
)
async def test_whoever_is_away_is_offered_a_pause_and_keeps_the_schedule(
    scene: Scene, locale: str, text: str
) -> None:
    db = scene.running.context.db
    await scene.says("/subscribe 科技", "已订阅")
    chat = await _chat(scene)
    await db.write(chats.update, chat.id, locale=locale)
    await scene.says(text, "?")
    after = await _chat(scene)
    assert (after.state, after.schedule) == ("active", chat.schedule)
    assert "⏸" in str(scene.messages(ANN)[-1]["reply_markup"])


async def test_start_ends_a_pause_with_the_next_time_of_the_schedule(
    scene: Scene,
) -> None:
    await scene.says("/subscribe 科技", "已订阅")
    due = (await _chat(scene)).next_due_at
    await scene.says("/pause 三周", "自动恢复")
    await scene.says("/start", "")
    chat = await _chat(scene)
    assert (chat.state, chat.resume_at) == ("active", 0)
    assert chat.next_due_at == due
