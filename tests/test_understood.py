"""Sentences of several parts in a chat: done where they are clear, offered by one button where they are not."""

from __future__ import annotations

import pytest

from bot.handlers import offers
from bot.handlers.pending_confirmations import ANSWERED_WITHIN
from bot.rendering.i18n import tongue
from jobs import scheduler
from news.wishes.setting_rules import RULES
from sandbox.server import ANN, GROUP
from sandbox.world import people
from store.chats import chats
from store.rows import Chat
from tests.scene import Scene
from tests.test_buttons_chat import wishes
from tests.test_plain_wishes import rows_of


async def _chat(scene: Scene) -> Chat:
    chat: Chat | None = await scene.running.context.db.read(chats.find, ANN)
    assert chat is not None
    return chat


async def test_one_sentence_leaves_and_follows_and_is_undone_as_one(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    await scene.says("/subscribe business", "Subscribed")
    await scene.says("drop business, give me health news instead", "Health")
    assert await wishes(scene, ANN) == ["health"]
    await scene.says("undo", "Undone")
    assert await wishes(scene, ANN) == ["business"]


async def test_numbers_pictures_and_topics_are_read_in_a_sentence(
    scene: Scene,
) -> None:
    await scene.says("/language de", "Deutsch")
    await scene.says("bitte nicht mehr als 6 Artikel pro Tag", "6 Meldungen")
    await scene.says("schick mir auch Fotos", "Geändert")
    chat = await _chat(scene)
    assert (chat.budget, chat.images) == (6, True)
    await scene.says("was für Rubriken gibt es", "Tippen Sie ein Thema an")


async def test_what_is_not_clear_is_named_and_done_by_one_button(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    asked = await scene.says("health at 7 am, business at 9 pm", "Shall I")
    assert "Health, Business" in asked["text"]
    assert "07:00 21:00" in asked["text"]
    assert (await _chat(scene)).schedule == "08:00"
    assert await wishes(scene, ANN) == []
    await scene.presses(asked, "✅")
    assert (await _chat(scene)).schedule == "07:00 21:00"
    assert await wishes(scene, ANN) == ["health", "business"]


async def test_stories_come_at_once_where_that_is_said(scene: Scene) -> None:
    await scene.says("/language en", "English")
    await scene.says("follow health and tell me at once", "Health")
    modes = {row.value: row.mode for row in await rows_of(scene)}
    assert modes == {"health": "now"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("i'm flying to Osaka on monday so change it", "Asia/Tokyo"),
        ("everything on screen is german but i only read english", "English"),
        ("my aunt says stop sending business", "Business"),
        ("a digest on Sundays at 9", "09:00 · Sun"),
        (
            "hold everything until friday because of exams",
            "⏸ Pause →",
        ),
    ],
)
async def test_nothing_is_changed_before_the_button(
    scene: Scene, text: str, shown: str
) -> None:
    await scene.says("/language en", "English")
    await scene.says("/subscribe business", "Subscribed")
    before = await _chat(scene)
    asked = await scene.says(text, shown)
    assert "Shall I" in asked["text"]
    after = await _chat(scene)
    assert (after.zone, after.languages, after.schedule, after.state) == (
        before.zone,
        before.languages,
        before.schedule,
        before.state,
    )
    assert await wishes(scene, ANN) == ["business"]
    await scene.presses(asked, "✅")
    assert await _chat(scene) != before or await wishes(scene, ANN) == []


@pytest.mark.parametrize(
    ("locale", "text", "answer"),
    [
        ("en", "after friday no more business", "can’t plan that"),
        ("de", "ab Montag keine Wirtschaft mehr", "nicht vormerken"),
        ("es", "no me mandes nada de noche", "18:00–05:00"),
        ("de", "ab Freitag bitte pausieren", "Soll ich dann pausieren"),
        ("en", "no business in the morning", "same digests"),
        ("ru", "до вторника без экономики", "дайджестах"),
        ("ja", "朝は経済いらない", "同じダイジェスト"),
        ("en", "pause business until tuesday", "same digests"),
        ("en", "health only on weekends", "one schedule"),
        ("es", "desde mañana nada de economía", "No puedo programarlo"),
        ("ja", "来月から経済はいらない", "予約はできません"),
    ],
)
async def test_no_topic_is_left_for_a_time(
    scene: Scene, locale: str, text: str, answer: str
) -> None:
    await scene.says(f"/language {locale}", "")
    await scene.says("/subscribe business", "")
    await scene.settled()
    await scene.says(text, answer)
    assert await wishes(scene, ANN) == ["business"]
    assert (await _chat(scene)).state == "active"


async def test_an_hour_of_the_night_is_offered_in_the_afternoon_too(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    asked = await scene.says("a roundup every tuesday at 4", "04:00 · Tue")
    await scene.presses(asked, "⏰ 16:00")
    assert (await _chat(scene)).schedule == "16:00 tue"


async def test_english_is_put_right_in_every_chat(scene: Scene) -> None:
    asked = await scene.says("plese sned me sciense", "me science")
    await scene.presses(asked, "✅")
    assert await wishes(scene, ANN) == ["science"]


async def test_a_time_is_no_name_to_be_hidden(scene: Scene) -> None:
    await scene.says("/language ja", "日本語")
    told = await scene.says("今週末は送らないで", "うまく理解")
    assert "🔕" not in str(told["reply_markup"])


async def test_the_next_digest_is_told_by_a_text_of_its_own(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    told = await scene.says("when is the next digest?", "Digests come at")
    assert told["text"].startswith("⏰ Digests come at 08:00")


async def test_a_language_beside_others_is_chosen_from_all(
    scene: Scene,
) -> None:
    await scene.says("/language ja", "日本語")
    await scene.says("フランス語の記事も読みたい", "/news")
    assert (await _chat(scene)).languages == ()


@pytest.mark.parametrize("text", ["今天有什么大新闻", "what's new today?"])
async def test_who_asks_what_is_new_reads_it_and_need_name_nothing(
    scene: Scene, text: str
) -> None:
    await scheduler.round_of_all(scene.running.context)
    told = await scene.says(text, "1. ")
    assert "渡轮" in told["text"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "maybe drop business"),
        ("en", "I don't want no business"),
        ("en", "skip business tomorrow"),
        ("zh", "要不要取消财经"),
        ("zh", "不要取消财经"),
        ("de", "heute keine Wirtschaft"),
    ],
)
async def test_what_may_not_be_meant_is_offered_at_most(
    scene: Scene, language: str, text: str
) -> None:
    await scene.says(f"/language {language}", "")
    await scene.says("/subscribe business", "")
    await scene.settled()
    await scene.says(text, "")
    await scene.settled()
    assert await wishes(scene, ANN) == ["business"]


@pytest.mark.parametrize(
    ("language", "yes"),
    [
        ("en", "yes"),
        ("zh", "好的"),
        ("ru", "да"),
        ("de", "ja"),
        ("fr", "oui"),
        ("es", "sí"),
        ("ja", "はい"),
    ],
)
async def test_a_written_yes_does_what_the_button_would(
    scene: Scene, language: str, yes: str
) -> None:
    await scene.says(f"/language {language}", "")
    await scene.settled()
    await scene.says("perhaps follow science", "➕")
    await scene.says(yes, "")
    await scene.settled()
    assert await wishes(scene, ANN) == ["science"]


async def test_a_written_no_drops_the_offer(scene: Scene) -> None:
    await scene.says("/language en", "English")
    await scene.says("perhaps follow science", "Shall I")
    await scene.says("no", "nothing changes")
    await scene.says("yes", "Nothing is")
    assert await wishes(scene, ANN) == []


async def test_a_yes_answers_only_what_was_offered_last_and_of_late(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    asked = await scene.says("perhaps follow science", "Shall I")
    await scene.says("hello", "")
    await scene.says("yes", "Nothing is")
    await scene.says("perhaps follow health", "Shall I")
    scene.clock.ahead += ANSWERED_WITHIN + 1
    await scene.says("yes", "Nothing is")
    assert await wishes(scene, ANN) == []
    await scene.presses(asked, "✅")
    assert await wishes(scene, ANN) == ["science"]


async def test_a_pressed_offer_is_not_done_again_by_a_yes(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    asked = await scene.says("perhaps follow science", "Shall I")
    await scene.presses(asked, "✅")
    await scene.says("undo", "Undone")
    await scene.says("yes", "Nothing is")
    assert await wishes(scene, ANN) == []


async def test_a_misspelt_wish_is_meant_by_a_written_yes(scene: Scene) -> None:
    await scene.says("/language en", "English")
    await scene.says("plese sned me sciense", "me science")
    await scene.says("yes", "Science")
    assert await wishes(scene, ANN) == ["science"]


async def test_talk_in_a_group_is_not_for_the_bot(scene: Scene) -> None:
    await scene.says("/language en", "English", chat=GROUP)
    posted = len(scene.messages(GROUP))
    talk = ("follow science", "perhaps follow science", "yes", "不要体育", "да")
    for text in talk:
        people.write(scene.sandbox.world, ANN, GROUP, text)
    await scene.settled()
    assert len(scene.messages(GROUP)) == posted
    assert await wishes(scene, GROUP) == []


@pytest.mark.parametrize(
    "text",
    [
        "No more business. Send me health.",
        "no more business; send me health",
        "no more business\nsend me health",
    ],
)
async def test_sentences_that_are_clear_are_done_one_by_one(
    scene: Scene, text: str
) -> None:
    await scene.says("/language en", "English")
    await scene.says("/subscribe business", "Subscribed")
    await scene.says(text, "Health")
    await scene.settled()
    assert await wishes(scene, ANN) == ["health"]


async def test_sentences_of_which_one_is_unclear_are_not_done(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    await scene.says("/subscribe business", "Subscribed")
    await scene.says("No more business. My boss would laugh.", "")
    await scene.settled()
    assert await wishes(scene, ANN) == ["business"]


async def test_an_evening_without_an_hour_is_asked_for(scene: Scene) -> None:
    await scene.says("/language en", "English")
    asked = await scene.says(
        "can u send health in the evening instead", "What time"
    )
    assert "Health" in asked["text"]
    await scene.presses(asked, "20:00")
    assert (await _chat(scene)).schedule == "20:00"
    assert await wishes(scene, ANN) == ["health"]


async def test_parts_of_the_day_are_offered_at_usual_hours(
    scene: Scene,
) -> None:
    asked = await scene.says("早上健康，晚上财经", "08:00 20:00")
    assert await wishes(scene, ANN) == []
    await scene.presses(asked, "✅")
    assert (await _chat(scene)).schedule == "08:00 20:00"


async def test_a_day_alone_is_offered_no_usual_hour(scene: Scene) -> None:
    await scene.says("/language en", "English")
    asked = await scene.says(
        "i'm in Osaka till monday, use Osaka time", "Asia/Tokyo"
    )
    assert "⏰" not in asked["text"]


async def test_not_only_leaves_no_topic(scene: Scene) -> None:
    await scene.says("/language es", "Español")
    await scene.says("/subscribe deportes", "")
    await scene.says("no solo deportes", "")
    await scene.settled()
    assert await wishes(scene, ANN) == ["sports"]


async def test_pictures_of_us_are_nothing_to_follow(scene: Scene) -> None:
    await scene.says("/language en", "English")
    told = await scene.says("show me pictures of you", "")
    assert "Follow it?" not in told["text"]
    assert not (await _chat(scene)).images


async def test_a_pause_ends_with_a_named_day(scene: Scene) -> None:
    await scene.says("/language en", "English")
    await scene.says("pause till the 5th of january", "Jan 5")
    assert (await _chat(scene)).state == "paused"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "every other day is plenty for me"),
        ("fr", "un jour sur deux"),
        ("es", "cada tres días está bien"),
        ("zh-Hans", "隔两天发一次就好"),
        ("ja", "二日に一回で"),
    ],
)
async def test_a_rhythm_that_no_schedule_has_is_told(
    scene: Scene, language: str, text: str
) -> None:
    await scene.says(f"/language {language}", "")
    await scene.settled()
    await scene.says(text, "/schedule")


async def test_the_last_week_in_a_name_is_no_rhythm(scene: Scene) -> None:
    await scene.says("/language en", "English")
    await scene.says("last week tonight", "/search")


def test_each_act_has_a_name_where_it_is_offered() -> None:
    texts = tongue("en").texts
    acts = {act for act, _ in RULES} - {"budget", "style", "why"}
    named = {f"command.{offers.NAMED_BY.get(act, act)}" for act in acts}
    assert named - set(texts) == set()


async def test_hours_without_news_are_asked_about_on_both_sides_of_the_night(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    await scene.says("not after 10 pm and nothing else", "22:00–07:00")
    await scene.says("don't write before 7 please", "00:00–07:00")


async def test_a_time_alone_that_is_said_in_words_is_offered(
    scene: Scene,
) -> None:
    await scene.says("/language de", "Deutsch")
    await scene.says("abends um viertel vor acht", "19:45")
    await scene.says("ja", "19:45")


async def test_a_setting_beside_a_time_is_no_topic(scene: Scene) -> None:
    await scene.says("/language en", "English")
    await scene.says(
        "switch off the photos and send it at 7 in the evening", "19:00"
    )
    chat = await _chat(scene)
    assert chat.schedule == "19:00"
    assert await wishes(scene, ANN) == []


async def test_times_are_moved_by_a_length_and_back_by_undo(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    await scene.says("/schedule 07:30 weekdays, 10:00 weekends", "07:30")
    await scene.says("make it 20 minutes later please", "07:50")
    assert (await _chat(scene)).schedule == "07:50 weekdays; 10:20 sat sun"
    await scene.says("/undo", "Undone")
    assert (await _chat(scene)).schedule == "07:30 weekdays; 10:00 sat sun"
    # The times of another day stay as they are, and are shown.
    await scene.says("make it 9 hours earlier", "Tap hours and days")
    await scene.says("move it from 7:30 to 9", "09:00")
    assert (await _chat(scene)).schedule == "09:00"


async def test_an_urgent_word_is_meant_however_often_it_is_said(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    await scene.says("stop stop STOP!!", "Paused")
    await scene.says("/resume", "Resumed")
    await scene.says("no no no", "Nothing is waiting")


async def test_who_wants_to_keep_a_topic_keeps_it(scene: Scene) -> None:
    await scene.says("/language en", "English")
    await scene.says("/subscribe health", "Subscribed")
    await scene.says("don't remove health", "I change nothing")
    assert await wishes(scene, ANN) == ["health"]


async def test_what_begins_with_a_refusal_follows_nothing(scene: Scene) -> None:
    await scene.says("/language fr", "Français")
    await scene.says("je voudrais ne plus voir la santé", "Santé")
    assert [row.kind for row in await rows_of(scene)] == ["mute-topic"]


async def test_every_morning_is_no_part_of_a_japanese_name(
    scene: Scene,
) -> None:
    await scene.says("/language ja", "日本語")
    asked = await scene.says("毎晩キリンのニュースを送って", "何時")
    assert "毎晩" not in asked["text"]
    assert "キリン" in asked["text"]


async def test_a_misspelt_command_is_run_by_a_button_or_a_yes(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    asked = await scene.says("/subscirbe health, culture", "Did you mean")
    await scene.presses(asked, "✅ /subscribe health, culture")
    assert await wishes(scene, ANN) == ["health", "culture"]
    await scene.says("/unsubcribe health", "Did you mean /unsubscribe health")
    await scene.says("yes please", "Unsubscribed")
    assert await wishes(scene, ANN) == ["culture"]


async def test_a_part_of_a_topic_is_muted_as_a_word_and_the_topic_stays(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    await scene.says("/subscribe health", "Subscribed")
    asked = await scene.says("no medicine", "stop sending")
    assert await wishes(scene, ANN) == ["health"]
    await scene.presses(asked, "🔕")
    kept = {(row.kind, row.value) for row in await rows_of(scene)}
    assert kept == {("topic", "health"), ("mute-phrase", "medicine")}
    # What is offered is not asked about again.
    await scene.says("culture but nothing about ballet", "Shall I do it")
    await scene.says("yes", "ballet")
    kept = {(row.kind, row.value) for row in await rows_of(scene)}
    assert ("mute-phrase", "ballet") in kept


async def test_of_tomorrow_evening_the_hour_of_each_evening_is_asked(
    scene: Scene,
) -> None:
    await scene.says("/language en", "English")
    asked = await scene.says("set the news for tomorrow evening", "What time")
    await scene.presses(asked, "20:00")
    assert (await _chat(scene)).schedule == "20:00"
