"""Questions about the bot, single stories, other languages: each has an answer, and nothing changes unasked."""

from __future__ import annotations

import pytest

from sandbox.server import ANN
from store.chats import chats
from store.rows import Chat
from tests.scene import Scene
from tests.test_buttons_chat import wishes


async def _chat(scene: Scene) -> Chat:
    chat: Chat | None = await scene.running.context.db.read(chats.find, ANN)
    assert chat is not None
    return chat


async def test_cost_saving_sharing_and_faults_are_answered(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    await scene.says("is this free", "never ask for money")
    await scene.says("save this one for later", "“save 3”")
    await scene.says("how do i share this with a friend", "/share")
    await scene.says("the summary is wrong", "🔎")
    assert await wishes(scene, ANN) == []


async def test_all_that_is_wanted_to_end_is_paused(scene: Scene) -> None:
    await scene.says("/language en", "English")
    await scene.says("/subscribe science", "Subscribed")
    await scene.says("make it stop please", "Paused")
    assert (await _chat(scene)).state == "paused"
    assert await wishes(scene, ANN) == ["science"]


async def test_topics_and_a_time_stand_in_one_clear_sentence(
    scene: Scene,
) -> None:
    await scene.says("/language de", "Deutsch")
    await scene.says("Kultur abonnieren und abends um 6 schicken", "18:00")
    assert await wishes(scene, ANN) == ["culture"]
    assert (await _chat(scene)).schedule == "18:00"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("매일 아침 8시에 뉴스 보내줘", "한국어"),
        ("vorrei ricevere le notizie ogni mattina", "Non parlo italiano"),
        ("надсилай мені новини про спорт", "українською"),
    ],
)
async def test_other_languages_are_told_which_ones_there_are(
    scene: Scene, text: str, line: str
) -> None:
    await scene.says("/language en", "English")
    told = await scene.says(text, line)
    await scene.presses(told, "Français")
    assert (await _chat(scene)).locale == "fr"


async def test_a_language_of_the_interface_is_offered_in_itself(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    told = await scene.says("könntet ihr mir bitte antworten", "auch Deutsch")
    await scene.presses(told, "Deutsch")
    assert (await _chat(scene)).locale == "de"


async def test_names_are_no_language(scene: Scene) -> None:
    await scene.says("/language en", "English")
    told = await scene.says("tesla model y", "/search")
    assert "hablo" not in told["text"]
    await scene.says("manchester united transfer window", "/search")


async def test_what_is_asked_of_yesterday_is_answered_from_its_articles(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    told = await scene.says("what happened yesterday with the ferry", "days")
    assert "/search" not in told["text"]


async def test_a_question_with_buttons_is_answered_in_words(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    await scene.says("science", "Do you want")
    await scene.says("yes", "Subscribed")
    await scene.says("mute ferry", "What should I stop")
    await scene.says("yes", "ferry")
    await scene.says("mute harbour", "What should I stop")
    await scene.says("no", "nothing changes")
    await scene.says("send me health in the evening", "What time")
    await scene.says("at 8", "20:00")
    assert await wishes(scene, ANN) == ["science", "ferry", "health"]
    assert (await _chat(scene)).schedule == "20:00"
    await scene.says("send me culture in the morning", "What time")
    # An hour that is not in the morning, and no hour at all, set nothing.
    await scene.says("ferry crossing", "/search")
    assert (await _chat(scene)).schedule == "20:00"
    await scene.says("unsubscribe all", "everything")
    await scene.says("yes", "/undo")
    assert await wishes(scene, ANN) == ["ferry"]


async def test_an_evening_of_today_is_offered_for_each(scene: Scene) -> None:
    await scene.says("/language fr", "Français")
    offered = await scene.says("ce soir à 8h", "tous les jours à 20:00")
    await scene.presses(offered, "⏰ 20:00")
    await scene.wait(lambda message: "20:00" in message.get("text", ""))
    assert (await _chat(scene)).schedule == "20:00"


async def test_an_offered_pause_names_the_day_of_its_end(
    scene: Scene,
) -> None:
    await scene.says("/language de", "Deutsch")
    asked = await scene.says(
        "bin im Urlaub bis 6. Januar bitte nichts schicken", "Pausieren →"
    )
    assert "6. Jan" in asked["text"]
    assert (await _chat(scene)).state == "active"
