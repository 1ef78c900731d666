"""The log: one request's name from a digest's building to Telegram's answer; never a token or what people write and read."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import pytest

from bot.logging import set_up
from jobs import scheduler
from jobs.digests import build
from sandbox.server import ANN
from sandbox.world import people
from store.chats import chats
from tests.scene import Scene, until

# Other tests run the same lines; these look at what is logged.
pytestmark = pytest.mark.untraced


async def _fall_due(scene: Scene) -> None:
    """Subscribe, read the news, and come to the hour of the digest."""
    await scene.says("/start", "简报")
    await scene.says("/subscribe 科技", "科技")
    await scene.says("/schedule 08:00", "08:00")
    await scheduler.round_of_all(scene.running.context)
    chat = await scene.running.context.db.read(chats.find, ANN)
    assert chat is not None
    assert chat.next_due_at is not None
    scene.clock.ahead = chat.next_due_at - int(time.time()) + 1


def _events(text: str) -> list[dict[str, Any]]:
    return [
        json.loads(line) for line in text.splitlines() if line.startswith("{")
    ]


async def test_one_name_goes_with_a_digest_from_its_building_to_telegrams_answer(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up("debug", "json")
    await _fall_due(scene)
    assert await build.sweep(scene.running.context) == 1
    told = await scene.wait(lambda each: "简报 ·" in each.get("text", ""))
    await asyncio.sleep(0.1)
    events = _events(capsys.readouterr().err)
    (built,) = (event for event in events if event["event"] == "digest.built")
    assert built["request"].startswith("digest-")
    sent = [
        event
        for event in events
        if event["event"] == "outbox.sent"
        and event["request"] == built["request"]
    ]
    assert len(sent) == built["messages"] >= 1
    assert {each["chat"] for each in sent} == {built["chat"]}
    line = next(line for line in told["text"].splitlines()[1:] if len(line) > 8)
    assert not any(line[:8] in str(event) for event in events)


async def test_what_fails_is_logged_under_its_digests_name(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    await _fall_due(scene)
    # Blocked without a word to the bot: it finds out by sending.
    scene.sandbox.world.places[ANN].bot = "blocked"
    set_up("info", "json")
    assert await build.sweep(scene.running.context) == 1
    shown: list[str] = []

    def told() -> bool:
        shown.append(capsys.readouterr().err)
        return "outbox.answer" in shown[-1]

    await until(told)
    (answer,) = (
        event
        for event in _events("".join(shown))
        if event["event"] == "outbox.answer"
    )
    assert (answer["request"][:7], answer["decision"]) == ("digest-", "BLOCKED")


@pytest.mark.parametrize(
    "command",
    [
        "/subscribe {}",
        "/subscribe +{} !{}",
        "/subscribe /{}(/",
        "/filter {}",
        "/mute {}",
        "/search {}",
        "/schedule {}",
        "/timezone {}",
        "/news {}",
        "{}",
        "/{}",
        "/start {}",
        "/language {}",
    ],
)
async def test_what_people_write_is_in_no_line(
    scene: Scene, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up("debug", "json")
    before = len(scene.messages())
    people.write(
        scene.sandbox.world, ANN, ANN, command.replace("{}", "zqxjwords")
    )
    await scene.settled()
    assert len(scene.messages()) > before
    assert "zqxjwords" not in capsys.readouterr().err
