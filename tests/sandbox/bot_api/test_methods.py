"""The methods over the world, in Telegram's words (tdlib/telegram-bot-api, `Client.cpp`; tdlib/td)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandbox.bot_api.methods import KEPT_QUERY, METHODS, call
from sandbox.errors import Refusal
from sandbox.server import ANN, BO, CHANNEL, FORUM, GROUP, populate
from sandbox.world import people
from sandbox.world.limits import Limits
from sandbox.world.world import BOT_ID, KEPT, World

FREE = Limits(
    everyone=1e6, paid=1e6, chat=1e6, chat_burst=1e6, group_minute=1e6
)


class Telegram:
    """A populated world; its time stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 1_795_420_800.0
        self.world = World(limits=FREE, clock=lambda: self.now)
        populate(self.world)

    def __call__(self, method: str, **data: Any) -> Any:
        return call(self.world, method, data)

    def refuses(self, method: str, **data: Any) -> str:
        with pytest.raises(Refusal) as refusal:
            self(method, **data)
        return f"{refusal.value.code} {refusal.value.text}"

    def say(self, chat: int = ANN, text: str = "hello", **data: Any) -> int:
        return int(
            self("sendMessage", chat_id=chat, text=text, **data)["message_id"]
        )

    def bot_is(self, status: str, chat: int = ANN) -> None:
        self.world.places[chat].bot = status


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


def keyboard(*buttons: dict[str, Any]) -> str:
    return json.dumps({"inline_keyboard": [list(buttons)]})


def test_a_method_that_is_not_there(telegram: Telegram) -> None:
    assert telegram.refuses("sendNothing") == "404 Not Found: method not found"


def test_names_of_methods_ignore_case(telegram: Telegram) -> None:
    assert telegram("GETME")["id"] == BOT_ID
    assert all(name == name.lower() for name in METHODS)


def test_a_message_is_kept_and_told_in_the_ledger(telegram: Telegram) -> None:
    number = telegram.say(
        text="<b>x</b>", parse_mode="HTML", disable_notification="true"
    )
    message = telegram.world.places[ANN].messages[number]
    assert (message["text"], message["entities"]) == (
        "x",
        [{"type": "bold", "offset": 0, "length": 1}],
    )
    assert (message["from"]["id"], message["chat"]["id"], message["date"]) == (
        BOT_ID,
        ANN,
        int(telegram.now),
    )
    (sent,) = telegram.world.ledger
    assert (sent.chat, sent.message_id, sent.text, sent.silent) == (
        ANN,
        number,
        "x",
        True,
    )


def test_a_chat_keeps_its_last_messages_and_the_ledger_all(
    telegram: Telegram,
) -> None:
    for number in range(KEPT + 5):
        telegram.say(text=str(number))
    assert len(telegram.world.places[ANN].messages) == KEPT
    assert len(telegram.world.ledger) == KEPT + 5


@pytest.mark.parametrize(
    ("chat", "words"),
    [
        (None, "chat_id is empty"),
        ("", "chat_id is empty"),
        (4711, "chat not found"),
        ("@nobody", "chat not found"),
    ],
)
def test_a_chat_must_be_there(
    telegram: Telegram, chat: Any, words: str
) -> None:
    assert (
        telegram.refuses("sendMessage", chat_id=chat, text="x")
        == f"400 Bad Request: {words}"
    )


@pytest.mark.parametrize(
    ("chat", "status", "words"),
    [
        (ANN, "blocked", "403 Forbidden: bot was blocked by the user"),
        (ANN, "deactivated", "403 Forbidden: user is deactivated"),
        (GROUP, "deleted", "403 Forbidden: the group chat was deleted"),
        (GROUP, "kicked", "403 Forbidden: bot was kicked from the group chat"),
        (
            FORUM,
            "kicked",
            "403 Forbidden: bot was kicked from the supergroup chat",
        ),
        (
            CHANNEL,
            "kicked",
            "403 Forbidden: bot was kicked from the channel chat",
        ),
        (
            FORUM,
            "left",
            "403 Forbidden: bot is not a member of the supergroup chat",
        ),
        (
            CHANNEL,
            "member",
            "400 Bad Request: need administrator rights in the channel chat",
        ),
    ],
)
def test_where_the_bot_may_not_write(
    telegram: Telegram, chat: int, status: str, words: str
) -> None:
    telegram.bot_is(status, chat)
    assert telegram.refuses("sendMessage", chat_id=chat, text="x") == words
    assert telegram.world.ledger == []


def test_an_administrator_writes_in_a_channel(telegram: Telegram) -> None:
    telegram.bot_is("administrator", CHANNEL)
    assert telegram.say(CHANNEL) in telegram.world.places[CHANNEL].messages


def test_an_administrator_without_the_right_to_post_does_not(
    telegram: Telegram,
) -> None:
    people.appoint(
        telegram.world, ANN, CHANNEL, "administrator", may_post=False
    )
    words = "400 Bad Request: need administrator rights in the channel chat"
    assert telegram.refuses("sendMessage", chat_id=CHANNEL, text="x") == words
    assert telegram.world.ledger == []


def test_rights_are_named_after_what_is_sent(telegram: Telegram) -> None:
    telegram.world.places[GROUP].rights = False
    words = "400 Bad Request: not enough rights to send {} to the chat"
    assert telegram.refuses(
        "sendMessage", chat_id=GROUP, text="x"
    ) == words.format("text messages")
    assert telegram.refuses(
        "sendPhoto", chat_id=GROUP, photo="https://a.example/1.jpg"
    ) == words.format("photos")


def test_a_group_that_was_upgraded_tells_its_new_id(telegram: Telegram) -> None:
    people.upgrade(telegram.world, ANN, GROUP, -1_000_000_099)
    with pytest.raises(Refusal) as refusal:
        telegram("sendMessage", chat_id=GROUP, text="x")
    assert (
        refusal.value.text
        == "Bad Request: group chat was upgraded to a supergroup chat"
    )
    assert refusal.value.parameters == {"migrate_to_chat_id": -1_000_000_099}
    assert telegram.say(-1_000_000_099)
    kinds = [
        set(update["message"]) & {"migrate_to_chat_id", "migrate_from_chat_id"}
        for update in telegram.world.updates
    ]
    assert kinds == [{"migrate_to_chat_id"}, {"migrate_from_chat_id"}]


def test_a_topic_takes_messages_while_it_is_open(telegram: Telegram) -> None:
    number = telegram.say(FORUM, message_thread_id=7)
    assert (
        telegram.world.places[FORUM].messages[number]["message_thread_id"] == 7
    )
    assert telegram.world.ledger[-1].thread == 7
    telegram.world.places[FORUM].topics[7] = "closed"
    assert telegram.refuses(
        "sendMessage", chat_id=FORUM, text="x", message_thread_id=7
    ).endswith("TOPIC_CLOSED")


@pytest.mark.parametrize(("chat", "thread"), [(FORUM, 1), (FORUM, 8)])
def test_a_topic_that_is_not_there(
    telegram: Telegram, chat: int, thread: int
) -> None:
    words = telegram.refuses(
        "sendMessage", chat_id=chat, text="x", message_thread_id=thread
    )
    assert words == "400 Bad Request: message thread not found"


def test_a_reply_needs_its_message(telegram: Telegram) -> None:
    first = telegram.say(text="first")
    number = telegram.say(reply_parameters=json.dumps({"message_id": first}))
    assert (
        telegram.world.places[ANN].messages[number]["reply_to_message"]["text"]
        == "first"
    )
    words = telegram.refuses(
        "sendMessage",
        chat_id=ANN,
        text="x",
        reply_parameters=json.dumps({"message_id": 99}),
    )
    assert words == "400 Bad Request: message to be replied not found"
    assert telegram.say(
        reply_parameters=json.dumps(
            {"message_id": 99, "allow_sending_without_reply": True}
        )
    )


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "x", "callback_data": "字" * 22}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": " ", "callback_data": "x"},
            "keyboard button text must be non-empty",
        ),
        (
            {"text": "x", "url": "ftp://a.example/"},
            "inline keyboard button URL 'ftp://a.example/' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "x", "web_app": {"url": "http://a.example"}},
            "inline keyboard button Web App URL 'http://a.example' is invalid: "
            "Only HTTPS links are allowed",
        ),
        (
            {"text": "x"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "url": "http://localhost/"},
            "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
        ),
        (
            {"callback_data": "x"},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
    ],
)
def test_a_button_that_telegram_refuses(
    telegram: Telegram, button: dict[str, Any], words: str
) -> None:
    refused = telegram.refuses(
        "sendMessage", chat_id=ANN, text="x", reply_markup=keyboard(button)
    )
    assert refused == f"400 Bad Request: {words}"


def test_buttons_that_telegram_takes(telegram: Telegram) -> None:
    buttons: list[dict[str, Any]] = [
        {"text": "a", "callback_data": "x" * 64},
        {"text": "b", "url": "https://a.example/"},
        {"text": "c", "url": "tg://user?id=1"},
        {"text": "d", "copy_text": {"text": "x"}},
    ]
    number = telegram.say(reply_markup=keyboard(*buttons))
    assert telegram.world.places[ANN].messages[number]["reply_markup"] == {
        "inline_keyboard": [buttons]
    }


def test_a_keyboard_has_at_most_a_hundred_buttons_and_eight_in_a_row(
    telegram: Telegram,
) -> None:
    button = {"text": "x", "callback_data": "x"}
    rows = [[button] * 8] * 12
    assert telegram.say(
        reply_markup=json.dumps({"inline_keyboard": [*rows, [button] * 4]})
    )
    for wrong in ([*rows, [button] * 5], [[button] * 9]):
        words = telegram.refuses(
            "sendMessage",
            chat_id=ANN,
            text="x",
            reply_markup={"inline_keyboard": wrong},
        )
        assert words == "400 Bad Request: reply markup is too long"


def test_a_persons_own_keyboard_stays_beside_the_chat(
    telegram: Telegram,
) -> None:
    markup = {"keyboard": [[{"text": "x", "request_location": True}]]}
    number = telegram.say(reply_markup=json.dumps(markup))
    assert "reply_markup" not in telegram.world.places[ANN].messages[number]
    assert telegram.world.keyboards[ANN] == markup


def test_text_is_looked_at_before_the_chat_and_the_keyboard_between(
    telegram: Telegram,
) -> None:
    bad_keyboard = keyboard({"text": "x"})
    assert telegram.refuses(
        "sendMessage", chat_id=0, text="", reply_markup=bad_keyboard
    ).endswith("text is empty")
    assert "Text buttons" in telegram.refuses(
        "sendMessage", chat_id=4711, text="x", reply_markup=bad_keyboard
    )
    assert telegram.refuses("sendMessage", chat_id=4711, text="x").endswith(
        "chat not found"
    )


def test_broken_json_is_refused(telegram: Telegram) -> None:
    assert telegram.refuses(
        "sendMessage", chat_id=ANN, text="x", reply_markup="{"
    ).startswith("400 Bad Request: can't parse")


def test_photos(telegram: Telegram) -> None:
    message = telegram(
        "sendPhoto",
        chat_id=ANN,
        photo="https://a.example/1.jpg",
        caption="<i>x</i>",
        parse_mode="HTML",
    )
    assert (message["caption"], message["caption_entities"][0]["type"]) == (
        "x",
        "italic",
    )
    assert (
        telegram.world.pictures[message["photo"][0]["file_id"]]
        == "https://a.example/1.jpg"
    )
    assert telegram.refuses("sendPhoto", chat_id=ANN).endswith(
        "there is no photo in the request"
    )
    assert telegram.refuses(
        "sendPhoto", chat_id=ANN, photo="http://host/1.jpg"
    ).endswith("wrong HTTP URL specified")


def test_an_album_has_ten_items_at_the_most(telegram: Telegram) -> None:
    item = {"type": "photo", "media": "https://a.example/1.jpg"}
    two = telegram("sendMediaGroup", chat_id=ANN, media=json.dumps([item] * 2))
    assert len({message["media_group_id"] for message in two}) == 1
    (alone,) = telegram("sendMediaGroup", chat_id=ANN, media=json.dumps([item]))
    assert "media_group_id" not in alone
    for media, words in (
        (json.dumps([item] * 11), "too many messages to send as an album"),
        ("[]", "there are no messages to send"),
        ("", 'parameter "media" is required'),
    ):
        refused = telegram.refuses("sendMediaGroup", chat_id=ANN, media=media)
        assert refused == f"400 Bad Request: {words}"


def test_a_document_can_be_fetched_again(telegram: Telegram) -> None:
    message = telegram(
        "sendDocument",
        chat_id=ANN,
        document=("mine.json", b"{}"),
        caption="yours",
    )
    number = message["document"]["file_id"]
    assert message["document"]["file_name"] == "mine.json"
    assert telegram.world.files[number] == ("mine.json", b"{}")
    assert (
        telegram("getFile", file_id=number)["file_path"]
        == f"documents/{number}"
    )
    assert telegram.refuses("getFile", file_id="x").startswith("400")


def test_an_edit_changes_the_message(telegram: Telegram) -> None:
    number = telegram.say(
        reply_markup=keyboard({"text": "a", "callback_data": "a"})
    )
    telegram(
        "editMessageText",
        chat_id=ANN,
        message_id=number,
        text="<b>new</b>",
        parse_mode="HTML",
    )
    message = telegram.world.places[ANN].messages[number]
    assert message["text"] == "new"
    assert "reply_markup" not in message
    assert len(telegram.world.ledger) == 1


SAME = "specified new message content and reply markup are exactly the same as a current content and reply markup of the message"


def test_an_edit_that_changes_nothing_is_refused(telegram: Telegram) -> None:
    markup = keyboard({"text": "a", "callback_data": "a"})
    number = telegram.say(reply_markup=markup)
    words = f"400 Bad Request: message is not modified: {SAME}"
    where = {"chat_id": ANN, "message_id": number}
    assert (
        telegram.refuses(
            "editMessageText", **where, text="hello", reply_markup=markup
        )
        == words
    )
    assert (
        telegram.refuses("editMessageReplyMarkup", **where, reply_markup=markup)
        == words
    )
    assert "reply_markup" not in telegram("editMessageReplyMarkup", **where)


def test_what_cannot_be_edited(telegram: Telegram) -> None:
    photo = telegram("sendPhoto", chat_id=ANN, photo="https://a.example/1.jpg")[
        "message_id"
    ]
    theirs = people.write(telegram.world, ANN, ANN, "hi")["message_id"]
    for number, words in (
        (9999, "message to edit not found"),
        (theirs, "message can't be edited"),
        (photo, "there is no text in the message to edit"),
    ):
        assert (
            telegram.refuses(
                "editMessageText", chat_id=ANN, message_id=number, text="x"
            )
            == f"400 Bad Request: {words}"
        )


def test_deleting(telegram: Telegram) -> None:
    mine, theirs = (
        telegram.say(GROUP),
        people.write(telegram.world, ANN, GROUP, "hi")["message_id"],
    )
    assert telegram("deleteMessage", chat_id=GROUP, message_id=mine) is True
    assert mine not in telegram.world.places[GROUP].messages
    gone = telegram.refuses("deleteMessage", chat_id=GROUP, message_id=mine)
    assert gone == "400 Bad Request: message to delete not found"
    other = telegram.refuses("deleteMessage", chat_id=GROUP, message_id=theirs)
    assert other == "400 Bad Request: message can't be deleted for everyone"


def test_a_press_is_answered_once_and_in_time(telegram: Telegram) -> None:
    number = telegram.say(
        reply_markup=keyboard({"text": "a", "callback_data": "1:a"})
    )
    first, second = (
        people.press(telegram.world, ANN, ANN, number, "1:a") for _ in range(2)
    )
    update = telegram.world.updates[0]["callback_query"]
    assert (update["data"], update["message"]["message_id"]) == ("1:a", number)
    assert update["chat_instance"]
    assert (
        telegram(
            "answerCallbackQuery",
            callback_query_id=first,
            text="done",
            show_alert="true",
        )
        is True
    )
    assert telegram.world.queries[first]["answered"] == {
        "text": "done",
        "alert": True,
    }
    old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert (
        telegram.refuses("answerCallbackQuery", callback_query_id=first) == old
    )
    telegram.now += KEPT_QUERY + 1
    assert (
        telegram.refuses("answerCallbackQuery", callback_query_id=second) == old
    )


def test_an_answer_to_a_press_has_200_characters(telegram: Telegram) -> None:
    query = people.press(telegram.world, ANN, ANN, telegram.say(), "x")
    assert telegram.refuses(
        "answerCallbackQuery", callback_query_id=query, text="x" * 201
    ).startswith("400")
    assert (
        telegram("answerCallbackQuery", callback_query_id=query, text="x" * 200)
        is True
    )


@pytest.mark.parametrize(
    ("name", "description", "words"),
    [
        ("", "x", "command must be non-empty"),
        ("Start", "x", "BOT_COMMAND_INVALID"),
        ("a-b", "x", "BOT_COMMAND_INVALID"),
        ("a" * 33, "x", "command length must not exceed 32"),
        ("a", "", "command description must be non-empty"),
        ("a", "x" * 257, "command description length must not exceed 256"),
    ],
)
def test_commands_that_telegram_refuses(
    telegram: Telegram, name: str, description: str, words: str
) -> None:
    commands = json.dumps([{"command": name, "description": description}])
    assert (
        telegram.refuses("setMyCommands", commands=commands)
        == f"400 Bad Request: {words}"
    )


def test_commands_are_kept_by_scope_and_language(telegram: Telegram) -> None:
    commands = [{"command": "start", "description": "begin"}]
    telegram("setMyCommands", commands=json.dumps(commands), language_code="en")
    assert telegram("getMyCommands", language_code="en") == commands
    assert telegram("getMyCommands") == []
    assert telegram("deleteMyCommands", language_code="en") is True
    assert telegram("getMyCommands", language_code="en") == []
    many = [
        {"command": f"c{number}", "description": "x"} for number in range(101)
    ]
    assert telegram.refuses(
        "setMyCommands", commands=json.dumps(many)
    ).startswith("400")


def test_who_is_in_a_chat(telegram: Telegram) -> None:
    member = telegram("getChatMember", chat_id=GROUP, user_id=BO)
    assert (member["status"], member["user"]["id"]) == ("member", BO)
    telegram.world.add_person(99, "Cy")
    assert (
        telegram("getChatMember", chat_id=GROUP, user_id=99)["status"] == "left"
    )
    assert telegram.refuses("getChatMember", chat_id=GROUP).endswith(
        "invalid user_id specified"
    )
    stranger = telegram.refuses("getChatMember", chat_id=GROUP, user_id=98)
    assert stranger.endswith("PARTICIPANT_ID_INVALID")
    assert [
        member["user"]["id"]
        for member in telegram("getChatAdministrators", chat_id=GROUP)
    ] == [ANN]
    assert telegram("getChat", chat_id=GROUP)["type"] == "group"


def test_a_webhook_needs_https_and_a_plain_secret(telegram: Telegram) -> None:
    bad = telegram.refuses("setWebhook", url="http://bot.example/hook")
    assert (
        bad
        == "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    )
    secret = telegram.refuses(
        "setWebhook", url="https://bot.example/hook", secret_token="a b"
    )
    assert (
        secret == "400 Bad Request: secret token contains unallowed characters"
    )
    assert (
        telegram(
            "setWebhook", url="https://bot.example/hook", secret_token="a-b_1"
        )
        is True
    )
    assert telegram("getWebhookInfo")["url"] == "https://bot.example/hook"
    people.write(telegram.world, ANN, ANN, "hi")
    assert telegram("getWebhookInfo")["pending_update_count"] == 1
    assert telegram("deleteWebhook", drop_pending_updates="true") is True
    assert telegram("getWebhookInfo") == {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": 0,
    }


def test_a_bot_that_left_may_not_write(telegram: Telegram) -> None:
    assert telegram("leaveChat", chat_id=GROUP) is True
    assert "not a member" in telegram.refuses(
        "sendMessage", chat_id=GROUP, text="x"
    )


def test_a_flood_is_refused(telegram: Telegram) -> None:
    telegram.world.buckets.limits = Limits(chat=0.1, chat_burst=1)
    telegram.say()
    with pytest.raises(Refusal) as refusal:
        telegram.say()
    assert (refusal.value.code, refusal.value.parameters) == (
        429,
        {"retry_after": 10},
    )
    assert len(telegram.world.ledger) == 1


@pytest.mark.parametrize(("chat", "thread"), [(GROUP, 7), (GROUP, 1), (ANN, 7)])
def test_a_thread_is_not_looked_at_where_there_are_no_topics(
    telegram: Telegram, chat: int, thread: int
) -> None:
    number = telegram.say(chat, message_thread_id=thread)
    assert (
        "message_thread_id" not in telegram.world.places[chat].messages[number]
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            {"link_preview_options": "[]"},
            "object expected as link preview options",
        ),
        (
            {"link_preview_options": "{"},
            "can't parse link preview options JSON object",
        ),
        (
            {"link_preview_options": {"is_disabled": "no"}},
            'field "is_disabled" must be of type Boolean',
        ),
        ({"reply_parameters": "7"}, "object expected as reply parameters"),
        (
            {"reply_parameters": {"allow_sending_without_reply": True}},
            'can\'t find field "message_id"',
        ),
        ({"reply_markup": []}, "object expected as reply markup"),
    ],
)
def test_parameters_of_another_shape(
    telegram: Telegram, data: dict[str, Any], words: str
) -> None:
    refused = telegram.refuses("sendMessage", chat_id=ANN, text="x", **data)
    assert refused == f"400 Bad Request: {words}"


def test_a_button_with_two_actions_takes_the_address(
    telegram: Telegram,
) -> None:
    button = {
        "text": "x",
        "url": "https://a.example/",
        "callback_data": "x" * 65,
    }
    assert telegram.say(reply_markup=keyboard(button))


def test_an_app_opens_from_private_chats_alone(telegram: Telegram) -> None:
    button = keyboard({"text": "x", "web_app": {"url": "https://a.example"}})
    assert telegram.say(ANN, reply_markup=button)
    refused = telegram.refuses(
        "sendMessage", chat_id=GROUP, text="x", reply_markup=button
    )
    assert refused == "400 Bad Request: BUTTON_TYPE_INVALID"


@pytest.mark.parametrize(
    ("method", "data", "words"),
    [
        (
            "editMessageText",
            {"text": "x"},
            "message identifier is not specified",
        ),
        ("deleteMessage", {}, "message identifier is not specified"),
        ("getFile", {}, "file_id not specified"),
        (
            "setMyCommands",
            {"commands": "{}"},
            "expected an Array of BotCommand",
        ),
        (
            "setMyCommands",
            {"commands": "["},
            "can't parse commands JSON object",
        ),
        ("sendMediaGroup", {"media": "["}, "can't parse media JSON object"),
        ("sendMediaGroup", {"media": "{}"}, "expected an Array of InputMedia"),
        ("setWebhook", {"url": "https://"}, "invalid webhook URL specified"),
    ],
)
def test_what_a_call_lacks(
    telegram: Telegram, method: str, data: dict[str, Any], words: str
) -> None:
    assert (
        telegram.refuses(method, chat_id=ANN, **data)
        == f"400 Bad Request: {words}"
    )


def test_a_bot_whose_right_was_taken_hears_of_it_and_may_not_write(
    telegram: Telegram,
) -> None:
    people.restrict(telegram.world, ANN, GROUP)
    change = telegram.world.updates[-1]["my_chat_member"]
    assert change["new_chat_member"]["status"] == "restricted"
    assert (
        telegram("getChatMember", chat_id=GROUP, user_id=BOT_ID)["status"]
        == "restricted"
    )
    words = telegram.refuses("sendMessage", chat_id=GROUP, text="x")
    assert (
        words
        == "400 Bad Request: not enough rights to send text messages to the chat"
    )
    people.restrict(telegram.world, ANN, GROUP, restricted=False)
    assert telegram.say(GROUP)


def test_a_bot_hears_nothing_of_a_groups_default_permissions(
    telegram: Telegram,
) -> None:
    people.permit(telegram.world, GROUP, allowed=False)
    assert not telegram.world.updates
    words = telegram.refuses("sendMessage", chat_id=GROUP, text="x")
    assert (
        words
        == "400 Bad Request: not enough rights to send text messages to the chat"
    )
    telegram.bot_is("administrator", GROUP)
    assert telegram.say(GROUP)


def test_slow_mode_holds_members_and_no_administrators(
    telegram: Telegram,
) -> None:
    people.slow_down(telegram.world, GROUP, 30)
    telegram.say(GROUP)
    telegram.now += 12.5
    words = telegram.refuses("sendMessage", chat_id=GROUP, text="x")
    assert words == "400 Bad Request: SLOWMODE_WAIT_18"
    telegram.now += 17.5
    assert telegram.say(GROUP)
    telegram.bot_is("administrator", GROUP)
    assert telegram.say(GROUP)


def test_a_word_of_the_server_refuses_a_message(telegram: Telegram) -> None:
    telegram.world.places[GROUP].refusal = "CHAT_RESTRICTED"
    assert telegram.refuses("sendMessage", chat_id=GROUP, text="x").endswith(
        "CHAT_RESTRICTED"
    )


def test_menus_and_webhooks_have_limits_of_their_own(
    telegram: Telegram,
) -> None:
    for _ in range(int(FREE.profile_burst)):
        telegram("setMyName", name="x")
    assert telegram.refuses("setMyCommands", commands="[]").startswith(
        "429 Too Many Requests"
    )
    assert telegram("setWebhook", url="https://bot.example/a")
    assert telegram("setWebhook", url="https://bot.example/a")
    assert telegram.refuses(
        "setWebhook", url="https://bot.example/b"
    ).startswith("429 ")
    telegram.now += 1
    assert telegram("setWebhook", url="https://bot.example/b")
    assert telegram.say(ANN)
