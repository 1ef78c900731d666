"""The bot in each of its languages: set up, a digest, a story opened, the menu; never a key instead of a text."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.handlers.setup import zone
from bot.rendering.i18n import LOCALES, NAMES, tongue
from jobs import scheduler
from sandbox.bot_api.commands import menu
from sandbox.server import ANN, BO, GROUP
from tests.scene import Scene, until

HOME = "Asia/Shanghai"
"""The zone of a new chat, which the bot takes for right where the interface language fits it."""
KEYS = sorted(
    (key for key in tongue("en").texts if "." in key), key=len, reverse=True
)
RAW = re.compile(
    r"(?<![\w./])(?:" + "|".join(map(re.escape, KEYS)) + r")(?![\w./])"
)
UNFILLED = re.compile(r"\{\w+\}")


@pytest.fixture
async def scene(stage: Scene) -> Scene:
    await stage.start(menus=True)
    return stage


def start_of(text: str) -> str:
    """The fixed part before the first place, without markup."""
    return re.sub(r"<[^>]+>", "", text).split("{")[0].split("\n")[0].strip()


def shown(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [
        message.get("text", message.get("caption", "")),
        *(button["text"] for row in rows for button in row),
    ]


def check_menu(scene: Scene, locale: str) -> None:
    """What the person's Telegram lists, whatever language that is set to."""
    speech, person = tongue(locale), scene.sandbox.world.people[ANN]
    found = {
        command["command"]: command["description"]
        for command in menu(scene.sandbox.world, ANN, ANN, person.language)
    }
    assert found["digest"] == speech.say("command.digest")
    assert found["settings"] == speech.say("command.settings")
    assert "everyone" not in found


async def set_up(scene: Scene, locale: str) -> None:
    """From /start by buttons to the promise of a digest."""
    speech = tongue(locale)
    welcome = await scene.says("/start", "")
    await scene.presses(welcome, NAMES[locale])
    if not locale.startswith("zh"):
        asked = await scene.wait(
            lambda each: speech.say("start.news") in each.get("text", "")
        )
        await scene.presses(asked, speech.say("settings.all"))
    topics = await scene.wait(
        lambda each: (
            start_of(speech.say("start.topics")) in each.get("text", "")
        )
    )
    for row in topics["reply_markup"]["inline_keyboard"][:4]:
        await scene.presses(topics, row[0]["text"].lstrip("✅ "))
    await scene.presses(topics, speech.say("start.next"))
    if zone.guess(locale) != HOME:
        where = await scene.wait(
            lambda each: speech.say("start.other-zone") in shown(each)[-1]
        )
        await scene.presses(where, shown(where)[1])
    hours = await scene.wait(
        lambda each: (
            start_of(speech.texts["start.hour"][0]) in each.get("text", "")
        )
    )
    await scene.presses(hours, "08:00")
    await scene.wait(
        lambda each: (
            start_of(speech.texts["start.done"][0]) in each.get("text", "")
        )
    )


async def open_story(scene: Scene, locale: str) -> None:
    """A digest at once, its first story by the button, and why it came."""
    speech = tongue(locale)
    title = start_of(speech.texts["digest.title"][0])
    digest = await scene.says("/digest", title)
    await scene.presses(digest, "1")
    sources = speech.say("story.sources")
    opened = await scene.wait(
        lambda each: sources in each.get("text", each.get("caption", ""))
    )
    assert (await scene.presses(opened, "👍"))["text"] == speech.say(
        "story.liked"
    )
    why = (await scene.presses(opened, "❓"))["text"]
    assert why.startswith(start_of(speech.texts["why.topic"][0])), why


# Other tests cover what runs here; to trace it would double its time.
@pytest.mark.untraced
@pytest.mark.parametrize("locale", LOCALES)
async def test_a_person_is_spoken_to_in_their_language(
    scene: Scene, locale: str
) -> None:
    speech = tongue(locale)
    await scheduler.round_of_all(scene.running.context)
    await set_up(scene, locale)
    await open_story(scene, locale)
    await scene.says("/help", start_of(speech.say("help.title")))
    await scene.says("/settings", start_of(speech.say("settings.title")))
    await scene.says("/subscriptions", "")
    await scene.says("/zzzz", start_of(speech.texts["unknown.none"][0]))
    await scene.says("/unsubscribe zzzz", "zzzz")
    check_menu(scene, locale)
    for message in scene.messages():
        for text in shown(message):
            assert not RAW.search(text), text
            assert not UNFILLED.search(text), text


async def test_in_a_group_members_see_what_they_may_use_and_admins_see_more(
    scene: Scene,
) -> None:
    world = scene.sandbox.world

    def seen(person: int, language: str) -> dict[str, str]:
        return {
            command["command"]: command["description"]
            for command in menu(world, GROUP, person, language)
        }

    assert "schedule" in seen(ANN, "ja")
    assert "schedule" not in seen(BO, "ja")
    assert seen(BO, "ja")["digest"] == tongue("ja").say("command.digest")
    assert seen(BO, "pt")["digest"] == tongue("en").say("command.digest"), (
        "who speaks another language sees English"
    )
    await scene.says("/language zh-Hant", NAMES["zh-Hant"], chat=GROUP)
    await until(
        lambda: (
            seen(ANN, "de").get("schedule")
            == tongue("zh-Hant").say("command.schedule")
        )
    )
    await until(
        lambda: (
            seen(BO, "de").get("digest")
            == tongue("zh-Hant").say("command.digest")
        )
    )
    assert "schedule" not in seen(BO, "de")
    await scene.says("/language Deutsch", NAMES["de"], chat=GROUP)
    await until(
        lambda: (
            seen(BO, "ja").get("digest") == tongue("ja").say("command.digest")
        )
    )
