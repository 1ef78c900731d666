"""What a bot sends over HTTP with python-telegram-bot's own client, and what Telegram answers.

Each rule is quoted with its source: TBA is tdlib/telegram-bot-api 10.0 (`Client.cpp`), TD is tdlib/td, API is
core.telegram.org/bots/api, PTB is python-telegram-bot 22.8.
"""

from __future__ import annotations

import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from sandbox.server import ANN, BO, CHANNEL, FORUM, GROUP, Sandbox
from sandbox.world import people


async def test_a_message_with_markup_and_buttons(
    bot: Bot, sandbox: Sandbox
) -> None:
    """API: offset and length of an entity are "in UTF-16 code units"."""
    keyboard = InlineKeyboardMarkup(
        [[InlineKeyboardButton("go", callback_data="1:go")]]
    )
    message = await bot.send_message(
        ANN,
        '😀 <b>字</b> <a href="https://a.example/">x</a>',
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard,
        disable_notification=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert message.text == "😀 字 x"
    assert [
        (entity.type, entity.offset, entity.length)
        for entity in message.entities
    ] == [
        (MessageEntity.BOLD, 3, 1),
        (MessageEntity.TEXT_LINK, 5, 1),
    ]
    assert message.reply_markup == keyboard
    assert sandbox.world.ledger[-1].silent is True


async def test_a_message_of_4096_code_points(bot: Bot) -> None:
    """API: "1-4096 characters after entities parsing"; TD counts code points (`utf8_length`), not UTF-16 units."""
    message = await bot.send_message(
        ANN, "<b>" + "😀" * 4096 + "</b>", parse_mode=ParseMode.HTML
    )
    assert message.text == "😀" * 4096
    with pytest.raises(BadRequest, match=r"^Message is too long$"):
        await bot.send_message(ANN, "x" * 4097)


async def test_raw_text_of_32768_bytes(bot: Bot) -> None:
    """TBA: raw text over 32,768 bytes, markup included, is `text is too long`."""
    with pytest.raises(BadRequest, match=r"^Text is too long$"):
        await bot.send_message(
            ANN,
            f'<a href="https://a.example/{"a" * 32_768}">x</a>',
            parse_mode=ParseMode.HTML,
        )


async def test_a_caption_of_1024(bot: Bot) -> None:
    """API: "0-1024 characters after entities parsing"; TBA: `message caption is too long`."""
    message = await bot.send_photo(
        ANN, "https://a.example/1.jpg", caption="字" * 1024
    )
    assert message.caption == "字" * 1024
    with pytest.raises(BadRequest, match=r"^Message caption is too long$"):
        await bot.send_photo(ANN, "https://a.example/1.jpg", caption="x" * 1025)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>x</p>", 'unsupported start tag "p" at byte offset 0'),
        ("字<b>x", 'can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "unexpected end tag at byte offset 1"),
        ("1 < 2", 'unsupported start tag "" at byte offset 2'),
    ],
)
async def test_broken_markup(bot: Bot, text: str, words: str) -> None:
    """TD `MessageEntity.cpp`: `can't parse entities: …` with UTF-8 byte offsets."""
    with pytest.raises(BadRequest) as error:
        await bot.send_message(ANN, text, parse_mode=ParseMode.HTML)
    assert error.value.message.lower() == f"can't parse entities: {words}"


async def test_a_link_to_a_host_without_a_dot_is_lost(bot: Bot) -> None:
    """TD: "a link whose host has no dot loses its link", silently."""
    message = await bot.send_message(
        ANN, '<a href="http://localhost/">x</a>', parse_mode=ParseMode.HTML
    )
    assert (message.text, message.entities) == ("x", ())


async def test_callback_data_over_64_bytes(bot: Bot) -> None:
    """API: `callback_data` is "1-64 bytes"; TBA: `BUTTON_DATA_INVALID`. PTB does not check it."""
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(
            ANN,
            "x",
            reply_markup=InlineKeyboardMarkup(
                [[InlineKeyboardButton("x", callback_data="字" * 22)]]
            ),
        )


async def test_an_album(bot: Bot) -> None:
    """API: "must include 2-10 items"."""
    photos = [
        InputMediaPhoto(f"https://a.example/{number}.jpg")
        for number in range(11)
    ]
    assert len(await bot.send_media_group(ANN, photos[:3])) == 3
    with pytest.raises(
        BadRequest, match=r"^Too many messages to send as an album$"
    ):
        await bot.send_media_group(ANN, photos)


async def test_a_document_there_and_back(bot: Bot) -> None:
    """API: files are sent by multipart/form-data and fetched from /file/bot<token>/<file_path>."""
    message = await bot.send_document(ANN, b"<opml/>", filename="mine.opml")
    assert message.document is not None
    assert message.document.file_name == "mine.opml"
    file = await bot.get_file(message.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"<opml/>"


async def test_an_edit_that_changes_nothing(bot: Bot) -> None:
    """TBA: `message is not modified: specified new message content and reply markup are exactly the same …`."""
    message = await bot.send_message(ANN, "x")
    await bot.edit_message_text("y", ANN, message.message_id)
    with pytest.raises(
        BadRequest,
        match=r"^Message is not modified: specified new message content",
    ):
        await bot.edit_message_text("y", ANN, message.message_id)


async def test_editing_and_deleting_what_is_gone(bot: Bot) -> None:
    """TBA: `message to edit not found`, `message to delete not found`."""
    message = await bot.send_message(ANN, "x")
    assert await bot.delete_message(ANN, message.message_id) is True
    with pytest.raises(BadRequest, match=r"^Message to delete not found$"):
        await bot.delete_message(ANN, message.message_id)
    with pytest.raises(BadRequest, match=r"^Message to edit not found$"):
        await bot.edit_message_text("y", ANN, message.message_id)


async def test_a_reply_to_what_is_gone(bot: Bot) -> None:
    """TBA: `message to be replied not found`, unless `allow_sending_without_reply`."""
    with pytest.raises(BadRequest, match=r"^Message to be replied not found$"):
        await bot.send_message(ANN, "x", reply_parameters=ReplyParameters(99))
    lenient = ReplyParameters(99, allow_sending_without_reply=True)
    assert (
        await bot.send_message(ANN, "x", reply_parameters=lenient)
    ).text == "x"


async def test_a_person_who_blocked_the_bot(bot: Bot, sandbox: Sandbox) -> None:
    """TBA: 403 `Forbidden: bot was blocked by the user`; API: `my_chat_member` tells of it in a private chat."""
    people.block(sandbox.world, ANN)
    with pytest.raises(Forbidden, match=r"bot was blocked by the user$"):
        await bot.send_message(ANN, "x")
    people.block(sandbox.world, ANN, blocked=False)
    assert (await bot.send_message(ANN, "x")).chat_id == ANN
    blocked, back = await bot.get_updates()
    assert blocked.my_chat_member is not None
    assert back.my_chat_member is not None
    assert (
        blocked.my_chat_member.new_chat_member.status,
        back.my_chat_member.new_chat_member.status,
    ) == (
        "kicked",
        "member",
    )


@pytest.mark.parametrize(
    ("chat", "status", "kind", "words"),
    [
        (ANN, "deactivated", Forbidden, "user is deactivated"),
        (GROUP, "kicked", Forbidden, "bot was kicked from the group chat"),
        (
            FORUM,
            "left",
            Forbidden,
            "bot is not a member of the supergroup chat",
        ),
        (GROUP, "deleted", Forbidden, "the group chat was deleted"),
        (
            CHANNEL,
            "member",
            BadRequest,
            "(?i)need administrator rights in the channel chat",
        ),
        (4711, "", BadRequest, "(?i)chat not found"),
    ],
)
async def test_chats_that_are_lost(
    bot: Bot,
    sandbox: Sandbox,
    chat: int,
    status: str,
    kind: type[TelegramError],
    words: str,
) -> None:
    """TBA: 403 `Forbidden: …` where the bot is out; 400 where it lacks rights or the chat is unknown."""
    if status:
        sandbox.world.places[chat].bot = status
    with pytest.raises(kind, match=f"{words}$"):
        await bot.send_message(chat, "x")


async def test_a_group_that_became_a_supergroup(
    bot: Bot, sandbox: Sandbox
) -> None:
    """TBA: 400 with `parameters.migrate_to_chat_id`; API: service messages tell both ids."""
    new = -1_000_000_000_099
    people.upgrade(sandbox.world, ANN, GROUP, new)
    with pytest.raises(ChatMigrated) as error:
        await bot.send_message(GROUP, "x")
    assert error.value.new_chat_id == new
    away, here = [update.message for update in await bot.get_updates()]
    assert away is not None
    assert here is not None
    assert (away.migrate_to_chat_id, here.migrate_from_chat_id) == (new, GROUP)


async def test_a_topic_that_is_gone(bot: Bot) -> None:
    """TBA: `message thread not found`, also for thread 1 (General)."""
    message = await bot.send_message(FORUM, "x", message_thread_id=7)
    assert (message.message_thread_id, message.is_topic_message) == (7, True)
    for thread in (1, 8):
        with pytest.raises(BadRequest, match=r"^Message thread not found$"):
            await bot.send_message(FORUM, "x", message_thread_id=thread)


async def test_who_runs_a_chat(bot: Bot) -> None:
    """API: `getChatAdministrators`, `getChatMember`, `getChat`."""
    assert [
        admin.user.id for admin in await bot.get_chat_administrators(GROUP)
    ] == [ANN]
    assert (await bot.get_chat_member(GROUP, BO)).status == "member"
    assert (await bot.get_chat(FORUM)).is_forum is True


async def test_commands(bot: Bot) -> None:
    """API: a command is "1-32 characters … lowercase English letters, digits and underscores"."""
    await bot.set_my_commands(
        [BotCommand("start", "begin")], language_code="en"
    )
    assert [
        command.command
        for command in await bot.get_my_commands(language_code="en")
    ] == ["start"]
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([BotCommand("Start!", "x")])
