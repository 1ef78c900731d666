"""Who may do what, as people meet it: open, by invitation, by list; and nobody asks more than their share."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import Connection, text

from bot import app
from bot.admin.session import Door
from bot.cli import local
from bot.handlers import OPERATOR
from bot.settings import Settings
from news.errors import ConfigError
from sandbox import people
from sandbox.server import ANN, BO, GROUP, Sandbox
from store import chats
from tests.test_end_to_end import FREE, Scene


@pytest.fixture
async def quiet(tmp_path: Path) -> AsyncIterator[Scene]:
    """A sandbox whose bot a test starts as it needs it."""
    sandbox = await Sandbox.start(limits=FREE)
    scene = Scene(sandbox, tmp_path)
    yield scene
    if scene.running:
        await scene.stop()
    await sandbox.stop()


async def _answers(scene: Scene, said: str, person: int = ANN, chat: int = 0) -> list[str]:
    """Say something, and give all that is answered before the bot falls silent."""
    where = chat or person
    before = len(scene.messages(where))
    people.write(scene.sandbox.world, person, where, said)
    for _ in range(100):
        await asyncio.sleep(0.02)
        if len(scene.messages(where)) > before:
            break
    await asyncio.sleep(0.1)
    return [each.get("text", "") for each in scene.messages(where)[before:]]


def _closed(said: list[str]) -> bool:
    return len(said) == 1 and ("不对外开放" in said[0] or "is private" in said[0])


async def _known(scene: Scene) -> set[int]:
    def ids(c: Connection) -> set[int]:
        return set(c.execute(text("SELECT telegram_id FROM chats")).scalars())

    return await scene.running.house.db.read(ids)  # type: ignore[no-any-return]


async def test_a_list_lets_in_those_on_it_and_keeps_nothing_of_others(quiet: Scene) -> None:
    await quiet.start(access={"mode": "allow", "allowed": [ANN]})
    assert _closed(await _answers(quiet, "/settings", BO))
    assert await _known(quiet) == set()
    assert not _closed(await _answers(quiet, "/settings", ANN))
    assert await _known(quiet) == {ANN}


async def test_an_invitation_is_asked_for_once_and_guesses_are_counted(quiet: Scene) -> None:
    await quiet.start(access={"mode": "invite", "invite_codes": ["open-sesame"], "commands_per_minute": 5})
    assert _closed(await _answers(quiet, "/start", ANN))
    assert not _closed(await _answers(quiet, "/start open-sesame", ANN))
    assert not _closed(await _answers(quiet, "/settings", ANN))
    for number in range(5):
        assert _closed(await _answers(quiet, f"/start guess{number}", BO))
    refused = await _answers(quiet, "/start open-sesame", BO)
    assert len(refused) <= 1
    assert BO not in await _known(quiet) or not (await quiet.running.house.db.read(chats.find, BO)).invited_by


async def test_a_flood_is_not_answered_with_a_flood(quiet: Scene) -> None:
    await quiet.start(access={"commands_per_minute": 3})
    said = [await _answers(quiet, "/help") for _ in range(3)]
    assert all(said)
    before = len(quiet.messages())
    for _ in range(30):
        people.write(quiet.sandbox.world, ANN, ANN, "/help")
    await asyncio.sleep(1.0)
    assert len(quiet.messages()) == before + 1
    assert await _answers(quiet, "/help", BO)


async def test_a_groups_settings_stay_with_its_admins_asked_at_the_moment_of_use(quiet: Scene) -> None:
    await quiet.start()
    await _answers(quiet, "/settings", ANN, GROUP)
    chat = await quiet.running.house.db.read(chats.find, GROUP)
    refused = await _answers(quiet, "/language en", BO, GROUP)
    assert refused
    assert (await quiet.running.house.db.read(chats.find, GROUP)) == chat
    await _answers(quiet, "/language en", ANN, GROUP)
    assert (await quiet.running.house.db.read(chats.find, GROUP)).locale == "en"
    quiet.sandbox.world.places[GROUP].members[ANN] = "member"
    await _answers(quiet, "/language de", ANN, GROUP)
    assert (await quiet.running.house.db.read(chats.find, GROUP)).locale == "en"


async def test_operators_commands_exist_for_configured_ids_alone_and_in_private(quiet: Scene) -> None:
    await quiet.start(telegram={"admins": [ANN]})
    (unknown,) = await _answers(quiet, "/nothing-of-the-kind", BO)
    for name in OPERATOR:
        said = await _answers(quiet, f"/{name} 1", BO)
        assert len(said) == 1
        assert said[0][:12] == unknown[:12], f"{name}: {said[0]}"
    assert not any("✅" in each.get("text", "") for each in quiet.messages(BO))
    assert (await _answers(quiet, "/health", ANN))[0] != unknown
    assert all("📡" not in each for each in await _answers(quiet, "/health", ANN, GROUP))


async def test_the_dashboard_takes_no_form_of_strangers(quiet: Scene) -> None:
    await quiet.start(telegram={"admins": [ANN]})
    base = quiet.running.site.url
    async with httpx.AsyncClient(base_url=base, trust_env=False) as client:
        for path in ("/admin", "/admin/sources", "/admin/deliveries", "/admin/chats"):
            assert (await client.get(path)).status_code == 303
        assert (await client.post("/admin/sources/1/pause", data={"token": "x"})).headers["location"] == "/admin/in"
        assert (await client.post("/admin/in", data={"secret": "guess"})).status_code == 403
        assert (await client.post("/admin/in", content=b"secret=" + b"x" * 9000)).status_code == 413

        async def chunks() -> AsyncIterator[bytes]:
            yield b"secret=guess"

        assert (await client.post("/admin/in", content=chunks())).status_code == 413
        entered = await client.get("/admin/in")
        policy = entered.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "script" not in entered.text


async def test_who_is_no_admin_any_more_is_out_of_the_dashboard_at_once(quiet: Scene) -> None:
    await quiet.start()
    db, now = quiet.running.house.db, 1_800_000_000
    door = Door(db, "", frozenset({ANN}))
    session = await door.enter(await door.link(ANN, now), now)
    assert session is not None
    cookie = await door.seal(session)
    assert await door.open(cookie, now + 60) == session
    assert await Door(db, "", frozenset({BO})).open(cookie, now + 60) is None
    assert await door.open(cookie, session.until) is None
    assert await door.open(cookie[:-2] + "xx", now) is None


HOSTILE_DATA = (
    "", "x", "1", "::", "1:forget:1:1:1", "1:s:99999999999999999999", "1:channel:-1", "1:channel:1", "1:style:<b>", "1:level:9:9", "\x00", "1:" + "9" * 60, "1:sub:1;DROP TABLE chats", "1:quiet:99:99",
    "1:weight:tech:1e999", "1:feed:new", "1:budget:-5", "1:everyone:1", "2:s:1", "1:next", "1:unsub:1", "1:rate:1:5", "1:save:-1", "1:s:", "1:s:١", "1:zone:../../etc/passwd", "1:locale:xx",
)  # fmt: skip


async def test_whatever_a_forged_button_says_every_press_is_answered_and_nothing_of_others_changes(
    quiet: Scene,
) -> None:
    await quiet.start()
    await _answers(quiet, "/settings", BO)
    other = await quiet.running.house.db.read(chats.find, BO)
    await _answers(quiet, "/settings", ANN)
    menu = quiet.messages(ANN)[-1]
    queries = [people.press(quiet.sandbox.world, ANN, ANN, menu["message_id"], each) for each in HOSTILE_DATA]
    for _ in range(300):
        if all(quiet.sandbox.world.queries[each]["answered"] is not None for each in queries):
            break
        await asyncio.sleep(0.02)
    silent = [
        data
        for data, each in zip(HOSTILE_DATA, queries, strict=True)
        if quiet.sandbox.world.queries[each]["answered"] is None
    ]
    assert silent == []
    assert await quiet.running.house.db.read(chats.find, BO) == other


async def test_a_refused_token_is_not_quoted(quiet: Scene) -> None:
    token = "123456789:wrong-wrong-wrong-wrong-wrong-wrong"
    settings = local.settings_for(Settings(), quiet.sandbox, quiet.folder / "bot.db")
    wrong = settings.telegram.model_copy(update={"token": SecretStr(token)})
    settings = settings.model_copy(update={"telegram": wrong})
    house = await app.open_house(settings)
    with pytest.raises(ConfigError) as caught:
        await app.start(settings, house, jobs=False)
    await app.close_house(house)
    shown: Any = "".join(traceback.format_exception(caught.value))
    assert "telegram.token" in shown
    assert token not in shown
