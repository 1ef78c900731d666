"""What people say to an assistant: each has an answer that leads on, and nothing changes unseen."""

from __future__ import annotations

from sandbox.server import ANN
from store.chats import chats
from tests.scene import Scene
from tests.test_buttons_chat import wishes
from tests.test_plain_wishes import rows_of


async def test_a_watch_is_asked_about_and_names_its_mode(scene: Scene) -> None:
    await scene.says("/language en", "English")
    asked = await scene.says(
        "ping me when something happens with the ferry", "Follow it"
    )
    assert "📨 At once" in asked["text"]
    assert await wishes(scene, ANN) == []
    done = await scene.says("yes", "Subscribed to")
    assert "come with your digest" not in done["text"]
    assert "at once" in done["text"]
    assert {row.value: row.mode for row in await rows_of(scene)} == {
        "ferry": "now"
    }


async def test_one_schedule_is_told_where_each_topic_has_its_time(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    asked = await scene.says("health at 7 and sports at 9", "Shall I")
    assert "each of these comes at all of these times" in asked["text"]
    one = await scene.says("health at 7 am and at 9 pm", "07:00 21:00")
    assert "all of these times" not in one["text"]
    half = await scene.says("health at 7 and at 9 pm", "Shall I")
    assert "Is 7:00 in the morning" in half["text"]


async def test_a_rhythm_that_no_schedule_has_is_not_dropped_unsaid(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    asked = await scene.says(
        "send me health twice a week but nothing on celebrities please",
        "Shall I",
    )
    assert "On which day of the week" in asked["text"]


async def test_who_refuses_one_sport_and_wants_another_sees_both_changes(
    scene: Scene,
) -> None:
    await scene.says("/language de", "Deutsch")
    await scene.says("/subscribe Sport", "abonniert")
    await scene.says("kein Fußball aber Handball schon", "schon")
    assert await wishes(scene, ANN) == ["sports", "football"]
    await scene.says("/undo", "Rückgängig")
    assert await wishes(scene, ANN) == ["sports"]


async def test_words_that_no_story_holds_can_be_followed(scene: Scene) -> None:
    await scene.says("/language en", "English")
    told = await scene.says(
        "what's the latest news on the Oder flood", "Nothing found for"
    )
    assert "Oder flood" in told["text"]
    await scene.presses(told, "Follow")
    await scene.wait(lambda message: "Follow it" in message.get("text", ""))


async def test_what_is_new_on_a_topic_is_shown_and_not_searched(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    await scene.says(
        "what are the latest headlines on economy",
        "No recent stories on Business",
    )


async def test_a_misunderstanding_leads_to_undo(scene: Scene) -> None:
    await scene.says("/language en", "English")
    await scene.says("send me sports", "Subscribed")
    await scene.says("no, that's not what i meant", "/undo")
    await scene.says("/undo", "Undone")
    assert await wishes(scene, ANN) == []


async def test_what_is_beyond_the_bot_is_said_plainly(scene: Scene) -> None:
    await scene.says("/language en", "English")
    await scene.says("remind me to buy milk on sunday", "I only bring news")
    await scene.says("say that again", "haven’t sent a digest")
    await scene.says("that's all, cancel it", "not sure")
    assert await wishes(scene, ANN) == []


async def test_who_wants_to_hear_the_news_may_read_them(scene: Scene) -> None:
    await scene.says("/language de", "Deutsch")
    told = await scene.says(
        "lies mir die Nachrichten vor", "Vorlesen kann ich hier nicht"
    )
    await scene.presses(told, "Übersicht")
    chat = await scene.running.context.db.read(chats.find, ANN)
    assert chat is not None


async def test_hurried_words_are_asked_about_as_they_are_meant(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    await scene.says("stahp sendin me politcs", "“stop sending me politics”")
    await scene.says("yes", "Politics")
    assert await wishes(scene, ANN) == ["politics"]


async def test_pictures_and_cancel_have_answers(scene: Scene) -> None:
    await scene.says("/language en", "English")
    asked = await scene.says("follow the Oder ferry", "Follow it")
    await scene.says("❌", "Not added")
    assert "Oder" in asked["text"]
    await scene.says("👍", "I change nothing")
    await scene.says("🛑", "/undo")
    await scene.says("cancel", "Nothing is waiting")
    await scene.says("sports 🙏", "Do you want the topic")
    assert await wishes(scene, ANN) == []


async def test_words_to_search_lose_the_word_for_news(scene: Scene) -> None:
    await scene.says("/language zh-Hans", "简体")
    told = await scene.says("渡轮 新闻", "/search 渡轮")
    assert "/search 渡轮 新闻" not in told["text"]


async def test_an_amount_behind_a_complaint_is_set(scene: Scene) -> None:
    await scene.says("/language zh-Hans", "简体")
    await scene.says("太多了 一天4条就行", "已更改")
    chat = await scene.running.context.db.read(chats.find, ANN)
    assert chat is not None
    assert chat.budget == 4
    await scene.says("/undo", "撤销")


async def test_a_time_after_an_hour_is_no_name_to_follow(scene: Scene) -> None:
    await scene.says("/language ru", "Русский")
    await scene.says("присылай вечером после девяти", "Во сколько")
    assert await wishes(scene, ANN) == []


async def test_what_plain_words_change_names_the_way_back(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    told = await scene.says("send me sports", "Subscribed")
    assert "/undo" in told["text"]
    told = await scene.says("send it at 9 pm", "21:00")
    assert "/undo" in told["text"]
    told = await scene.says("send it at 9 pm", "21:00")
    assert "/undo" not in told["text"]
    told = await scene.says("send me health every day at 7:30", "07:30")
    assert told["text"].count("/undo") == 1
    told = await scene.says("/subscribe culture", "Subscribed")
    assert "/undo" not in told["text"]


async def test_a_question_for_news_of_now_is_no_watch(scene: Scene) -> None:
    await scene.says("/language es", "Español")
    await scene.says("dime si hay novedades sobre el volcán", "No encontré")
    asked = await scene.says(
        "avísame si hay novedades sobre el volcán", "Seguir"
    )
    assert "📨" in asked["text"]


async def test_a_day_beside_a_place_is_no_unread_time(scene: Scene) -> None:
    await scene.says("/language en", "English")
    asked = await scene.says("im in osaka til friday", "Asia/Tokyo")
    assert "no time" not in asked["text"]
    told = await scene.says(
        "can u send at 7 am and then again at 9pm", "07:00 21:00"
    )
    assert "Follow" not in told["text"]
    await scene.says("wake me up if something big happens", "lerts")
    assert await wishes(scene, ANN) == []
