"""Albums, files, buttons and topics over HTTP with python-telegram-bot's own client.

Each rule is quoted with its source: TBA is tdlib/telegram-bot-api 10.0, TD is tdlib/td, API is core.telegram.org/bots/api,
FAQ is core.telegram.org/bots/faq.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    MessageEntity,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError, RetryAfter

from sandbox.server import ANN, FORUM, GROUP, Sandbox
from sandbox.world import people
from sandbox.world.faults import Fault
from sandbox.world.limits import Limits

MEGABYTE = 1024 * 1024


def photos(count: int) -> list[InputMediaPhoto]:
    return [
        InputMediaPhoto(f"https://a.example/{number}.jpg")
        for number in range(count)
    ]


async def test_an_album_is_messages_that_share_a_group(
    bot: Bot, sandbox: Sandbox
) -> None:
    """API: `sendMediaGroup` returns "an Array of Message objects that were sent"; `media_group_id` is "the unique
    identifier … of a media message group this message belongs to"."""
    first, second = await bot.send_media_group(
        ANN, photos(2), disable_notification=True
    )
    (other, _) = await bot.send_media_group(ANN, photos(2))
    assert first.media_group_id
    assert first.media_group_id == second.media_group_id != other.media_group_id
    assert (
        sandbox.world.places[ANN].messages[second.message_id]["media_group_id"]
        == first.media_group_id
    )
    assert [entry.silent for entry in sandbox.world.ledger] == [
        True,
        True,
        False,
        False,
    ]


async def test_each_item_of_an_album_has_its_caption(bot: Bot) -> None:
    """API: `caption` of InputMediaPhoto is "0-1024 characters after entities parsing"."""
    media = [
        InputMediaPhoto(
            "https://a.example/1.jpg", "<b>字</b>", parse_mode=ParseMode.HTML
        ),
        InputMediaPhoto("https://a.example/2.jpg"),
    ]
    first, second = await bot.send_media_group(ANN, media)
    assert (first.caption, first.caption_entities[0].type, second.caption) == (
        "字",
        "bold",
        None,
    )
    media[1] = InputMediaPhoto("https://a.example/2.jpg", "x" * 1025)
    with pytest.raises(BadRequest, match=r"^Message caption is too long$"):
        await bot.send_media_group(ANN, media)


async def test_an_album_is_sent_whole_or_not_at_all(
    bot: Bot, sandbox: Sandbox
) -> None:
    """TBA: an album is one query; FAQ: each of its messages counts for the flood limits."""
    bad = [*photos(1), InputMediaPhoto("http://host/1.jpg")]
    with pytest.raises(BadRequest, match=r"^Wrong http url specified$"):
        await bot.send_media_group(ANN, bad)
    assert sandbox.world.ledger == []
    sandbox.world.buckets.limits = Limits(chat=0.1, chat_burst=2)
    await bot.send_media_group(ANN, photos(3))
    with pytest.raises(RetryAfter) as error:
        await bot.send_media_group(ANN, photos(2))
    assert error.value.retry_after > timedelta(seconds=15)  # type: ignore[operator]
    assert len(sandbox.world.ledger) == 3


async def test_an_album_of_files_that_come_along(bot: Bot) -> None:
    """API: a file of an album is uploaded "using multipart/form-data under <file_attach_name>", named `attach://…`."""
    media = [
        InputMediaDocument(b"a", filename="a.txt"),
        InputMediaDocument(b"bc", filename="b.txt"),
    ]
    first, second = await bot.send_media_group(ANN, media)
    assert first.document is not None
    assert second.document is not None
    assert (first.document.file_size, second.document.file_size) == (1, 2)


async def test_documents_stand_in_albums_of_their_own(bot: Bot) -> None:
    """API: "Documents and audio files can be only grouped in an album with messages of the same type"; TD: `document
    can't be mixed with other media types`; a single item is sent as a message of its own."""
    with pytest.raises(
        BadRequest, match=r"^Document can't be mixed with other media types$"
    ):
        await bot.send_media_group(
            ANN, [*photos(1), InputMediaDocument(b"a", filename="a.txt")]
        )
    (alone,) = await bot.send_media_group(ANN, photos(1))
    assert alone.media_group_id is None


async def test_the_answer_to_an_album_may_be_lost(
    bot: Bot, sandbox: Sandbox
) -> None:
    """PTB: a cut connection is a NetworkError; the album was accepted all the same."""
    sandbox.world.plan.faults.append(
        Fault("drop-after", "sendMediaGroup", count=1)
    )
    media = [InputMediaPhoto("https://a.example/1.jpg", "x"), *photos(1)]
    with pytest.raises(NetworkError):
        await bot.send_media_group(ANN, media)
    assert sandbox.world.cut == ["x", ""]


async def test_a_documents_caption(bot: Bot, sandbox: Sandbox) -> None:
    """API: `sendDocument` has `caption` "0-1024 characters after entities parsing", `parse_mode`, `disable_notification`."""
    sent = await bot.send_document(
        ANN,
        b"x",
        caption="<i>😀</i>" + "字" * 1023,
        parse_mode=ParseMode.HTML,
        filename="x.txt",
        disable_notification=True,
    )
    assert [
        (entity.type, entity.offset, entity.length)
        for entity in sent.caption_entities
    ] == [(MessageEntity.ITALIC, 0, 2)]
    assert sandbox.world.ledger[-1].silent
    with pytest.raises(BadRequest, match=r"^Message caption is too long$"):
        await bot.send_document(ANN, b"x", caption="x" * 1025)
    with pytest.raises(BadRequest, match=r"^Can't parse entities: "):
        await bot.send_document(
            ANN, b"x", caption="<b>x", parse_mode=ParseMode.HTML
        )


async def test_files_have_sizes(bot: Bot, sandbox: Sandbox) -> None:
    """API, "Sending files": "10 MB max size for photos, 50 MB for other files"; `getFile`: "up to 20MB in size"; TD: `file
    of size … is too big for a photo`."""
    with pytest.raises(
        BadRequest, match=r"^File of size 10485761 bytes is too big for a photo"
    ):
        await bot.send_photo(ANN, b"x" * (10 * MEGABYTE + 1))
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(ANN, b"x" * (50 * MEGABYTE + 1))
    sandbox.world.files["big"] = ("big", b"x" * (20 * MEGABYTE + 1))
    with pytest.raises(BadRequest, match=r"^File is too big$"):
        await bot.get_file("big")
    assert (await bot.send_photo(ANN, b"x" * 100)).photo


@pytest.mark.parametrize(
    ("photo", "words"),
    [
        ("http://host/1.jpg", "Wrong http url specified"),
        ("https://gone.invalid/1.jpg", "Failed to get http url content"),
        ("https://a.example/page.html", "Wrong type of the web page content"),
        ("AgACAgIAAxkBAAI", "Wrong file identifier/http url specified"),
    ],
)
async def test_photos_that_telegram_cannot_have(
    bot: Bot, photo: str, words: str
) -> None:
    """TBA: `wrong HTTP URL specified`, `failed to get HTTP URL content`, `wrong type of the web page content`. RFC 2606: no
    host is in `.invalid`."""
    with pytest.raises(BadRequest, match=f"(?i)^{words}"):
        await bot.send_photo(ANN, photo)


async def test_a_photo_is_sent_again_by_its_id(
    bot: Bot, sandbox: Sandbox
) -> None:
    """API: "If the file is already stored somewhere on the Telegram servers … pass this file_id"."""
    first = await bot.send_photo(ANN, "https://a.example/1.jpg")
    again = await bot.send_photo(GROUP, first.photo[0].file_id)
    assert (
        sandbox.world.pictures[again.photo[0].file_id]
        == "https://a.example/1.jpg"
    )


async def test_a_button_copies_up_to_256_characters(bot: Bot) -> None:
    """API: CopyTextButton's `text` is "1-256 characters"; Telegram: `BUTTON_COPY_TEXT_INVALID`."""
    assert await bot.send_message(ANN, "x", reply_markup=copying("字" * 256))
    for wrong in ("", "字" * 257):
        with pytest.raises(BadRequest, match=r"(?i)^button_copy_text_invalid$"):
            await bot.send_message(ANN, "x", reply_markup=copying(wrong))


def copying(text: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton("copy", copy_text=CopyTextButton(text))]]
    )


async def test_markdown_is_read_strictly(bot: Bot) -> None:
    """API, "MarkdownV2 style": what is reserved "must be escaped with the preceding character '\\'"."""
    message = await bot.send_message(
        ANN, r"*字* 1\.", parse_mode=ParseMode.MARKDOWN_V2
    )
    assert (message.text, message.entities[0].type) == (
        "字 1.",
        MessageEntity.BOLD,
    )
    with pytest.raises(
        BadRequest,
        match=r"(?i)^Can't parse entities: character '\.' is reserved",
    ):
        await bot.send_message(ANN, "1.", parse_mode=ParseMode.MARKDOWN_V2)


async def test_entities_beside_the_text(bot: Bot) -> None:
    """API: `entities`, "which can be specified instead of parse_mode"; those outside of the text are dropped (TD)."""
    given = [
        MessageEntity(MessageEntity.BOLD, 0, 1),
        MessageEntity(MessageEntity.ITALIC, 5, 9),
    ]
    message = await bot.send_message(ANN, "字x", entities=given)
    assert [entity.type for entity in message.entities] == [MessageEntity.BOLD]


async def test_topics_are_made_closed_and_gone(
    bot: Bot, sandbox: Sandbox
) -> None:
    """API: a topic's name is "1-128 characters"; TD cuts a longer one and refuses an empty one; TBA: `TOPIC_CLOSED`,
    `message thread not found`."""
    topic = await bot.create_forum_topic(FORUM, "字" * 200)
    assert topic.name == "字" * 128
    with pytest.raises(BadRequest, match=r"^Title must be non-empty$"):
        await bot.create_forum_topic(FORUM, " ")
    thread = topic.message_thread_id
    await bot.close_forum_topic(FORUM, thread)
    with pytest.raises(BadRequest, match=r"(?i)^topic_closed$"):
        await bot.send_message(FORUM, "x", message_thread_id=thread)
    await bot.reopen_forum_topic(FORUM, thread)
    assert (
        await bot.send_message(FORUM, "x", message_thread_id=thread)
    ).is_topic_message
    await bot.delete_forum_topic(FORUM, thread)
    with pytest.raises(BadRequest, match=r"^Message thread not found$"):
        await bot.send_message(FORUM, "x", message_thread_id=thread)


async def test_only_ones_own_buttons_are_edited(
    bot: Bot, sandbox: Sandbox
) -> None:
    """TBA: `message can't be edited` for what another wrote."""
    theirs = people.write(sandbox.world, ANN, ANN, "hi")["message_id"]
    with pytest.raises(BadRequest, match=r"^Message can't be edited$"):
        await bot.edit_message_reply_markup(
            ANN, theirs, reply_markup=copying("x")
        )


async def test_what_a_bot_does_is_told_where_it_may_write(
    bot: Bot, sandbox: Sandbox
) -> None:
    """TBA: `wrong parameter action in request`; `sendChatAction` is refused where messages are."""
    assert await bot.send_chat_action(ANN, "typing")
    with pytest.raises(
        BadRequest, match=r"^Wrong parameter action in request$"
    ):
        await bot.send_chat_action(ANN, "dancing")
    people.kick(sandbox.world, ANN, GROUP)
    with pytest.raises(Exception, match="kicked"):
        await bot.send_chat_action(GROUP, "typing")


@pytest.mark.parametrize(
    ("kind", "taken", "refused"),
    [
        ("video", "film.mp4", "film.avi"),
        ("audio", "talk.mp3", "talk.wav"),
        ("animation", "dance.gif", "page.html"),
    ],
)
async def test_files_by_address_are_of_kinds_that_telegram_takes(
    bot: Bot, kind: str, taken: str, refused: str
) -> None:
    """API, "Sending by URL": `sendVideo` takes MPEG4, `sendAudio` ".MP3 or .M4A"; the target must have the right type."""
    send = {
        "video": bot.send_video,
        "audio": bot.send_audio,
        "animation": bot.send_animation,
    }[kind]
    sent = await send(ANN, f"https://a.example/{taken}", caption="x")
    assert getattr(sent, kind) is not None
    with pytest.raises(
        BadRequest, match=r"^Wrong type of the web page content$"
    ):
        await send(ANN, f"https://a.example/{refused}")


async def test_an_album_names_the_file_that_is_refused(bot: Bot) -> None:
    """TBA `on_message_send_failed`: "Failed to send message #N with the error message", with the server's own words."""
    media = [*photos(1), InputMediaPhoto("https://gone.invalid/1.jpg")]
    words = (
        'Failed to send message #2 with the error message "WEBPAGE_CURL_FAILED"'
    )
    with pytest.raises(BadRequest, match=f"(?i)^{re.escape(words)}$"):
        await bot.send_media_group(ANN, media)
