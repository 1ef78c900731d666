"""Who may do what, as people meet it: open, by invitation, by list; and nobody asks more than their share."""

from __future__ import annotations

import traceback
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import Connection, text

from bot import app
from bot.cli import local_sandbox
from bot.handlers.registry import COMMANDS
from bot.open_context import close_context, open_context
from bot.settings import Settings
from bot.web.admin.session import AdminAuth
from news.errors import TokenRefused
from sandbox.server import ANN, BO, FORUM, GROUP
from sandbox.world import people
from store.chats import chats, subscriptions
from tests.scene import Scene


async def _answers(
    scene: Scene, said: str, person: int = ANN, chat: int = 0
) -> list[str]:
    """Send a message, and return all answers before the bot falls silent."""
    where = chat or person
    before = len(scene.messages(where))
    people.write(scene.sandbox.world, person, where, said)
    await scene.settled()
    return [
        message.get("text", "") for message in scene.messages(where)[before:]
    ]


def _closed(said: list[str]) -> bool:
    return len(said) == 1 and (
        "不对外开放" in said[0] or "is private" in said[0]
    )


async def _known(scene: Scene) -> set[int]:
    def ids(c: Connection) -> set[int]:
        return set(c.execute(text("SELECT telegram_id FROM chats")).scalars())

    return await scene.running.context.db.read(ids)  # type: ignore[no-any-return]


async def test_a_list_lets_in_those_on_it_and_keeps_nothing_of_others(
    stage: Scene,
) -> None:
    await stage.start(access={"mode": "allow", "allowed": [ANN]})
    assert _closed(await _answers(stage, "/settings", BO))
    assert await _known(stage) == set()
    assert not _closed(await _answers(stage, "/settings", ANN))
    assert await _known(stage) == {ANN}


async def test_a_stranger_in_a_forum_topic_deletes_nothing_of_the_forum(
    stage: Scene,
) -> None:
    """Only the row of the topic in which the stranger wrote goes again."""
    await stage.start(access={"mode": "allow", "allowed": [ANN]})
    world = stage.sandbox.world
    world.places[FORUM].topics |= {7: "open", 8: "open"}
    people.write(world, ANN, FORUM, "/settings")
    people.write(world, ANN, FORUM, "/settings", thread=7)
    await stage.settled()
    db = stage.running.context.db
    kept = await db.read(chats.topics_of, FORUM)
    assert [chat.thread_id for chat in kept] == [0, 7]
    await db.write(
        subscriptions.add, kept[0].id, "topic", "tech", limit=9, now=1
    )
    for thread in (0, 7, 8):
        people.write(world, BO, FORUM, "/help", thread=thread)
        await stage.settled()
    assert await db.read(chats.topics_of, FORUM) == kept
    assert len(await db.read(subscriptions.of_chat, kept[0].id)) == 1


async def test_a_listed_group_stays_admitted_when_it_becomes_a_supergroup(
    stage: Scene,
) -> None:
    """The operator listed its old id; its topics are admitted as it is."""
    await stage.start(access={"mode": "allow", "allowed": [GROUP]})
    world, new = stage.sandbox.world, -1_000_000_077_777
    assert not _closed(await _answers(stage, "/settings", BO, GROUP))
    people.upgrade(world, ANN, GROUP, new)
    await stage.settled()
    world.places[new].topics[9] = "open"
    assert not _closed(await _answers(stage, "/settings", BO, new))
    before = len(stage.messages(new))
    people.write(world, BO, new, "/settings", thread=9)
    await stage.settled()
    said = [entry["text"] for entry in stage.messages(new)[before:]]
    assert said
    assert not _closed(said)
    assert _closed(await _answers(stage, "/settings", BO))


async def test_an_invited_forum_is_invited_with_its_topics(
    stage: Scene,
) -> None:
    await stage.start(access={"mode": "invite", "invite_codes": ["sesame"]})
    world = stage.sandbox.world
    world.places[FORUM].topics[7] = "open"
    await _answers(stage, "/start sesame", ANN, FORUM)
    people.write(world, BO, FORUM, "/settings", thread=7)
    await stage.settled()
    assert not _closed([stage.messages(FORUM)[-1]["text"]])


async def test_an_invitation_is_asked_for_once_and_guesses_are_counted(
    stage: Scene,
) -> None:
    await stage.start(
        access={
            "mode": "invite",
            "invite_codes": ["open-sesame"],
            "commands_per_minute": 5,
        }
    )
    assert _closed(await _answers(stage, "/start", ANN))
    assert not _closed(await _answers(stage, "/start open-sesame", ANN))
    assert not _closed(await _answers(stage, "/settings", ANN))
    for number in range(5):
        assert _closed(await _answers(stage, f"/start guess{number}", BO))
    refused = await _answers(stage, "/start open-sesame", BO)
    assert len(refused) <= 1
    # Nor does the refused one leave a row: nothing is kept of who was not let in.
    assert await _known(stage) == {ANN}


async def test_a_flood_is_not_answered_with_a_flood(stage: Scene) -> None:
    await stage.start(access={"commands_per_minute": 3})
    said = [await _answers(stage, "/help") for _ in range(3)]
    assert all(said)
    before = len(stage.messages())
    for _ in range(30):
        people.write(stage.sandbox.world, ANN, ANN, "/help")
    await stage.settled()
    assert len(stage.messages()) == before + 1
    assert await _answers(stage, "/help", BO)


async def test_a_groups_settings_stay_with_its_admins_asked_at_the_moment_of_use(
    stage: Scene,
) -> None:
    await stage.start()
    await _answers(stage, "/settings", ANN, GROUP)
    chat = await stage.running.context.db.read(chats.find, GROUP)
    refused = await _answers(stage, "/language en", BO, GROUP)
    assert refused
    assert (await stage.running.context.db.read(chats.find, GROUP)) == chat
    await _answers(stage, "/language en", ANN, GROUP)
    assert (
        await stage.running.context.db.read(chats.find, GROUP)
    ).locale == "en"
    stage.sandbox.world.places[GROUP].members[ANN] = "member"
    await _answers(stage, "/language de", ANN, GROUP)
    assert (
        await stage.running.context.db.read(chats.find, GROUP)
    ).locale == "en"


async def test_operators_commands_exist_for_configured_ids_alone_and_in_private(
    stage: Scene,
) -> None:
    await stage.start(telegram={"admins": [ANN]})
    (unknown,) = await _answers(stage, "/nothing-of-the-kind", BO)
    for name in [
        command.name for command in COMMANDS if command.audience == "operators"
    ]:
        said = await _answers(stage, f"/{name} 1", BO)
        assert len(said) == 1
        assert said[0][:12] == unknown[:12], f"{name}: {said[0]}"
    assert not any(
        "✅" in message.get("text", "") for message in stage.messages(BO)
    )
    assert (await _answers(stage, "/health", ANN))[0] != unknown
    assert all(
        "📡" not in answer
        for answer in await _answers(stage, "/health", ANN, GROUP)
    )


async def test_the_dashboard_takes_no_form_of_strangers(stage: Scene) -> None:
    await stage.start(telegram={"admins": [ANN]})
    base = stage.running.site.url
    async with httpx.AsyncClient(base_url=base, trust_env=False) as client:
        for path in (
            "/admin",
            "/admin/sources",
            "/admin/deliveries",
            "/admin/chats",
        ):
            assert (await client.get(path)).status_code == 303
        assert (
            await client.post("/admin/sources/1/pause", data={"token": "x"})
        ).headers["location"] == "/admin/in"
        assert (
            await client.post("/admin/in", data={"secret": "guess"})
        ).status_code == 403
        assert (
            await client.post("/admin/in", content=b"secret=" + b"x" * 9000)
        ).status_code == 413

        async def chunks() -> AsyncIterator[bytes]:
            yield b"secret=guess"

        assert (
            await client.post("/admin/in", content=chunks())
        ).status_code == 413
        entered = await client.get("/admin/in")
        policy = entered.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "script" not in entered.text


async def test_who_is_no_admin_any_more_is_out_of_the_dashboard_at_once(
    stage: Scene,
) -> None:
    await stage.start()
    db, now = stage.running.context.db, 1_800_000_000
    door = AdminAuth(db, "", frozenset({ANN}))
    session = await door.enter(await door.link(ANN, now), now)
    assert session is not None
    cookie = await door.seal(session)
    assert await door.open(cookie, now + 60) == session
    assert (
        await AdminAuth(db, "", frozenset({BO})).open(cookie, now + 60) is None
    )
    assert await door.open(cookie, session.until) is None
    assert await door.open(cookie[:-2] + "xx", now) is None


HOSTILE_DATA = (
    "", "x", "1", "::", "1:forget:1:1:1", "1:s:99999999999999999999", "1:channel:-1", "1:channel:1", "1:style:<b>", "1:level:9:9", "\x00", "1:" + "9" * 60, "1:sub:1;DROP TABLE chats", "1:quiet:99:99",
    "1:weight:tech:1e999", "1:feed:new", "1:budget:-5", "1:everyone:1", "2:s:1", "1:next", "1:unsub:1", "1:rate:1:5", "1:save:-1", "1:s:", "1:s:١", "1:zone:../../etc/passwd", "1:locale:xx",
)  # fmt: skip


async def test_whatever_a_forged_button_says_every_press_is_answered_and_nothing_of_others_changes(
    stage: Scene,
) -> None:
    await stage.start()
    await _answers(stage, "/settings", BO)
    other = await stage.running.context.db.read(chats.find, BO)
    await _answers(stage, "/settings", ANN)
    menu = stage.messages(ANN)[-1]
    queries = [
        people.press(stage.sandbox.world, ANN, ANN, menu["message_id"], data)
        for data in HOSTILE_DATA
    ]
    await stage.settled()
    silent = [
        data
        for data, each in zip(HOSTILE_DATA, queries, strict=True)
        if stage.sandbox.world.queries[each]["answered"] is None
    ]
    assert silent == []
    assert await stage.running.context.db.read(chats.find, BO) == other


async def test_a_refused_token_is_not_quoted(stage: Scene) -> None:
    token = "123456789:wrong-wrong-wrong-wrong-wrong-wrong"
    settings = local_sandbox.settings_for(
        Settings(), stage.sandbox, stage.folder / "bot.db"
    )
    wrong = settings.telegram.model_copy(update={"token": SecretStr(token)})
    settings = settings.model_copy(update={"telegram": wrong})
    context = await open_context(settings)
    with pytest.raises(TokenRefused) as caught:
        await app.start(settings, context, jobs=False)
    await close_context(context)
    shown: Any = "".join(traceback.format_exception(caught.value))
    assert "telegram.token" in shown
    assert token not in shown
