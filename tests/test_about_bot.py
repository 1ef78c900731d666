"""People ask the bot about itself, refer to the last digest, and take back in words: each is answered, nothing changes unasked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.rendering.i18n import LOCALES, tongue
from jobs import scheduler
from news.wishes.understanding import understand
from sandbox.server import ANN, BO, GROUP
from sandbox.world import people
from store.chats import chats
from store.operations import retention
from store.rows import Chat
from tests.scene import Scene
from tests.test_buttons_chat import wishes

# Whole conversations: tests of the parts run the same lines.
pytestmark = pytest.mark.untraced


async def _chat(scene: Scene, chat: int = ANN) -> Chat | None:
    found: Chat | None = await scene.running.context.db.read(chats.find, chat)
    return found


async def _schedule(scene: Scene) -> str:
    found = await _chat(scene)
    assert found is not None
    return found.schedule


@pytest.mark.parametrize(
    ("language", "text", "answer"),
    [
        ("en", "who built this bot", "open source"),
        ("de", "woher kommen die ganzen Meldungen?", "verlinkt den Artikel"),
        ("fr", "tu gardes mes messages ?", "/export"),
        ("es", "tienes página web?", "/feed"),
        ("ru", "а на польском можно?", "Я говорю на этих языках"),
        ("ja", "音声で聞けますか", "読み上げができません"),
        ("zh-Hans", "怎么把你拉进群里", "/everyone"),
        ("zh-Hant", "今天沒收到簡報", "下一次"),
        ("en", "it comes an hour late", "/timezone"),
        ("de", "kann meine Schwester das auch bekommen", "/share"),
        ("es", "el enlace no se abre", "🔎"),
        ("en", "is that story true?", "can’t judge"),
        ("de", "bitte nur gute Nachrichten", "/mute Krieg"),
        ("fr", "et ensuite ?", "Nommez-la"),
        ("es", "siempre lo mismo", "una vez"),
        ("ru", "ой, не тот чат", "ничего не меняю"),
        ("ja", "来週から配信を止めて", "この期間に一時停止"),
        ("zh-Hans", "怎么全是日文的", "/news"),
        ("zh-Hant", "這則是哪家媒體報的", "原文依據"),
        ("de", "kannst du auch Russisch?", "Ich spreche"),
    ],
)
async def test_questions_about_the_bot_have_answers_of_their_own(
    scene: Scene, language: str, text: str, answer: str
) -> None:
    await scene.says(f"/language {language}", "")
    await scene.settled()
    before = await _chat(scene)
    await scene.says(text, answer)
    assert await _chat(scene) == before
    assert await wishes(scene, ANN) == []


async def test_a_story_of_the_last_digest_is_opened_by_its_number(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    await scene.says("tell me more about the first one", "/digest")
    await scheduler.round_of_all(scene.running.context)
    await scene.says("/subscribe tech", "Subscribed")
    told = await scene.says("/digest", "Digest")
    first = told["reply_markup"]["inline_keyboard"][0][0]
    assert first["text"] == "1"
    await scene.presses(told, "1")
    shown = scene.messages(ANN)[-1]["text"]
    again = await scene.says("tell me more about the first one", shown[:30])
    assert again["text"] == shown
    await scene.says("explain number 9 please", "The last digest")


async def test_leaving_and_deleting_in_words_are_asked_about(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    await scene.says("/subscribe science", "Subscribed")
    await scene.says("unsubscribe me please", "everything")
    await scene.says("delete everything you know about me", "undone")
    await scene.settled()
    assert await wishes(scene, ANN) == ["science"]
    await scene.says("yes", "deleted")
    assert await _chat(scene) is None


@pytest.mark.parametrize(
    ("language", "yes"), [("de", "ja"), ("ja", "はい"), ("zh-Hant", "好的")]
)
async def test_a_written_yes_deletes_what_was_asked_about(
    scene: Scene, language: str, yes: str
) -> None:
    await scene.says(f"/language {language}", "")
    await scene.says("/forget", "")
    await scene.settled()
    await scene.says(yes, "/start")
    assert await _chat(scene) is None


async def test_only_the_next_message_deletes(scene: Scene) -> None:
    """What is written after a no, or behind other words, is a yes to nothing."""
    await scene.says("/language en", "English")
    await scene.says("/forget", "undone")
    await scene.says("no", "nothing changes")
    await scene.says("yes", "Nothing is waiting")
    asked = await scene.says("/forget", "undone")
    await scene.presses(asked, "No")
    await scene.says("yes", "Nothing is waiting")
    await scene.says("/forget", "undone")
    await scene.says("when is the next digest?", "Digests come at")
    await scene.says("yes", "Nothing is waiting")
    await scene.says("/forget", "undone")
    scene.clock.ahead += 11 * 60
    await scene.says("yes", "Nothing is waiting")
    assert await _chat(scene) is not None


async def test_a_group_is_deleted_by_who_was_asked_while_an_admin(
    scene: Scene,
) -> None:
    name = f"@{scene.running.application.bot_data['tools'].username}"
    await scene.says("/language en", "English", chat=GROUP)
    await scene.says("/forget", "undone", chat=GROUP)
    await scene.says(f"{name} yes", "", chat=GROUP, person=BO)
    await scene.settled()
    assert await _chat(scene, GROUP) is not None
    members = scene.sandbox.world.places[GROUP].members
    own, members[ANN] = members[ANN], "member"
    await scene.says(f"{name} yes", "dmin", chat=GROUP)
    await scene.settled()
    assert await _chat(scene, GROUP) is not None
    members[ANN] = own
    await scene.says("/forget", "undone", chat=GROUP)
    await scene.says(f"{name} yes", "deleted", chat=GROUP)
    assert await _chat(scene, GROUP) is None


async def test_a_group_with_a_new_number_is_asked_about_anew(
    scene: Scene,
) -> None:
    new = -1_000_000_088_888
    name = f"@{scene.running.application.bot_data['tools'].username}"
    await scene.says("/language en", "English", chat=GROUP)
    await scene.says("/forget", "undone", chat=GROUP)
    people.upgrade(scene.sandbox.world, ANN, GROUP, new)
    await scene.settled()
    await scene.says(f"{name} yes", "undone", chat=new)
    await scene.says(f"{name} yes", "deleted", chat=new)


async def test_the_hour_of_one_evening_is_offered_for_each(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    await scene.says("maybe tonight around 9", "every day at 21:00")
    await scene.says("yes", "21:00")
    assert await _schedule(scene) == "21:00"
    await scene.says("tonight at 7 send me science", "every day at 19:00")
    await scene.settled()
    assert await wishes(scene, ANN) == []
    await scene.says("yes", "19:00")
    assert await wishes(scene, ANN) == ["science"]
    assert await _schedule(scene) == "19:00"


async def test_an_hour_is_put_right_in_bare_numbers(scene: Scene) -> None:
    await scene.says("/language en", "English")
    await scene.says("/schedule 9:00", "09:00")
    await scene.says("oops, I meant 6 not 9", "06:00")
    await scene.says("yes", "06:00")
    assert await _schedule(scene) == "06:00"


async def test_a_command_in_the_own_language_is_a_wish(scene: Scene) -> None:
    await scene.says("/language es", "Español")
    await scene.says("/ayuda", "/subscriptions")
    await scene.says("/zzzz", "/zzzz")


async def test_what_is_said_to_the_bot_is_no_name_to_follow(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    told = await scene.says("could you put it all into one message", "not sure")
    assert "/subscribe" not in told["text"]
    await scene.presses(told, "Help")
    await scene.says("harbour museum roof garden", "/subscribe harbour")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_examples_of_what_to_say_are_understood(locale: str) -> None:
    text = tongue(locale).say("unknown.talk")
    examples = re.findall("[“„«「](.+?)[”“»」]", text)
    assert len(examples) == 4
    for example in map(str.strip, examples):
        found = understand(example, locale)
        assert found is not None, example
        assert found.is_settled, example


def test_the_bot_cannot_ask_for_money() -> None:
    """It says so: nothing in it can send an invoice, or take stars."""
    code = Path(__file__).parents[1]
    calls = ("invoice", "pre_checkout", "star_transaction", "paid_media")
    found = [
        f"{path}: {call}"
        for floor in ("bot", "jobs")
        for path in (code / floor).rglob("*.py")
        for call in calls
        if call in path.read_text("utf-8").lower()
    ]
    assert found == []


def test_words_that_wait_for_an_answer_are_kept_for_a_week() -> None:
    """The answer to who asks what is kept says "a week at most"."""
    assert retention._TALKS_DAYS == 7
