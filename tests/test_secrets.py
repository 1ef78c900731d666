"""No secret leaves: everything that a run writes, a failing one above all, is read and none of the secrets is in it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import structlog

from bot.logging import set_up
from sandbox.server import ANN
from sandbox.world import people
from sandbox.world.faults import Fault
from store.chats import chats
from tests.scene import Scene, until

HOOK, CODE, KEY = (
    "hook-secret-hook-secret",
    "open-sesame-please",
    "model-key-0123456789",
)
CHATTY = ("httpx", "httpcore", "telegram", "apscheduler", "asyncio")


@pytest.fixture
def loud() -> Iterator[None]:
    """Let every library say all that it can."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture
def scene(stage: Scene, loud: None) -> Scene:
    return stage


async def _get(url: str) -> str:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(url)
        return f"{answer.status_code} {answer.headers} {answer.text}"


async def test_a_failing_run_writes_no_secret(
    scene: Scene, capfd: pytest.CaptureFixture[str]
) -> None:
    parts: dict[str, Any] = {
        "telegram": {"webhook_secret": HOOK},
        "access": {"mode": "invite", "invite_codes": [CODE]},
        "model": {"url": "http://127.0.0.1:9/v1", "model": "m", "key": KEY},
        "web": {"public_url": "https://read.example"},
    }
    set_up("debug", "json", [scene.sandbox.token, HOOK, CODE, KEY])
    for name in ("", *CHATTY):
        logging.getLogger(name or None).setLevel(logging.DEBUG)
    await scene.start(**parts)
    await scene.says(f"/start {CODE}", "简报")
    context, running = scene.running.context, scene.running
    chat = await context.db.read(chats.find, ANN)
    feed = await context.db.write(chats.new_feed_token, chat.id)
    said = [
        repr(running.settings),
        repr(running.application.bot_data["tools"].defaults),
        repr(context.fetch),
    ]
    for path in (
        "/healthz",
        "/readyz",
        "/metrics",
        "/telegram",
        f"/d/{feed}",
        f"/d/{feed[:-1]}x",
    ):
        text = await _get(running.site.url + path)
        said += [] if path.startswith("/d/") else [text]
    kinds: list[Any] = [
        "500",
        "garbage",
        "drop-after",
    ]  # from here on every answer fails
    scene.sandbox.world.plan.faults += [
        Fault(kind, "sendMessage", share=0.5) for kind in kinds
    ]
    for number in range(6):
        people.write(scene.sandbox.world, ANN, ANN, f"/settings {number}")
    # Telegram out of reach is asked again with growing pauses: one fault is enough to have them logged.
    await until(lambda: sum(scene.sandbox.world.plan.struck.values()) >= 1)
    said += [await _get(running.site.url + "/readyz")]
    await scene.stop()
    try:
        raise ValueError(
            f"https://api.telegram.org/bot{scene.sandbox.token}/x {HOOK} {CODE} {KEY} /d/{feed}"
        )
    except ValueError:
        logging.getLogger("httpx").exception("failed")
        structlog.get_logger().exception("failed")
    written = "".join(capfd.readouterr())
    assert len(written) > 2000
    assert "Traceback" in written
    for secret in (scene.sandbox.token, HOOK, CODE, KEY, feed):
        assert secret not in written
        assert secret not in "".join(said)
