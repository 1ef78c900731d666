"""Pictures, films and sounds reach the chat where Telegram takes them; the text reaches it anyway."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from news.attachments import recording_attachment
from news.models import Attachment, AttachmentKind, Button, Message
from sandbox.server import ANN
from sandbox.world.faults import Fault, FaultKind
from store.delivery import episodes
from store.records import EpisodePart
from tests.bot.stage import Stage, opened
from tests.sounds import silence

GOOD, LOST, PAGE = (
    "https://media.example/",
    "https://media.invalid/",
    "https://media.example/p.html",
)
BUTTONS = ((Button("read", url="https://a.example/1"),),)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with opened(tmp_path) as ready:
        yield ready


def carrying(
    *files: tuple[AttachmentKind, str], html: str = "<b>Title</b>"
) -> Message:
    carried = tuple(Attachment(kind, url) for kind, url in files)
    return Message(html, BUTTONS, attachments=carried)


async def shown(stage: Stage, message: Message) -> list[dict[str, Any]]:
    """Send one message; return what the chat shows then."""
    await stage.put(await stage.chat(), message)
    await stage.sender.drain()
    assert (await stage.states()).failed == 0
    return list(stage.sandbox.world.places[ANN].messages.values())


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("photo", "a.jpg"),
        ("animation", "a.gif"),
        ("video", "a.mp4"),
        ("audio", "a.mp3"),
    ],
)
async def test_one_file_comes_with_the_text_and_its_buttons(
    stage: Stage, kind: AttachmentKind, name: str
) -> None:
    (sent,) = await shown(stage, carrying((kind, GOOD + name)))
    assert kind in sent
    assert (sent["caption"], "reply_markup" in sent) == ("Title", True)


async def test_several_pictures_and_a_film_are_an_album_with_one_caption(
    stage: Stage,
) -> None:
    album = carrying(("photo", GOOD + "1.jpg"), ("video", GOOD + "2.mp4"))
    first, second = await shown(stage, album)
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("Title", False)


async def test_a_picture_that_telegram_names_is_left_out_of_the_album(
    stage: Stage,
) -> None:
    files = [GOOD + "1.jpg", LOST + "2.jpg", PAGE, GOOD + "4.jpg"]
    sent = await shown(stage, carrying(*(("photo", url) for url in files)))
    kept = [
        stage.sandbox.world.pictures[item["photo"][0]["file_id"]]
        for item in sent
    ]
    assert kept == [files[0], files[3]]
    assert stage.sender.sent == 1


@pytest.mark.parametrize(
    "files",
    [
        [("photo", LOST + "1.jpg"), ("photo", LOST + "2.jpg")],
        [("photo", "https://nodot/1.jpg"), ("photo", GOOD + "2.jpg")],
        [("video", GOOD + "film.webm")],
        [("audio", LOST + "talk.mp3")],
        [("audio", GOOD + "1.mp3"), ("photo", GOOD + "2.jpg")],
    ],
)
async def test_where_no_file_is_taken_the_text_comes_alone(
    stage: Stage, files: list[tuple[AttachmentKind, str]]
) -> None:
    (sent,) = await shown(stage, carrying(*files))
    assert (sent["text"], "reply_markup" in sent) == ("Title", True)


async def test_a_text_too_long_for_a_caption_comes_without_its_files(
    stage: Stage,
) -> None:
    message = carrying(
        ("photo", GOOD + "1.jpg"), ("photo", GOOD + "2.jpg"), html="word " * 300
    )
    (sent,) = await shown(stage, message)
    assert len(sent["text"]) > 1024


async def recorded(stage: Stage) -> Message:
    """Make a digest into a recording; return the message that carries it."""
    asked = await stage.db.write(
        episodes.want, 7, await stage.chat(), stage.clock()
    )
    sound = silence(2)
    await stage.db.write(episodes.keep_sound, "k", sound, stage.clock())
    ready = replace(
        asked, state="ready", parts=(EpisodePart("k", "News", 2000),)
    )
    await stage.db.write(episodes.settle, ready, [], stage.clock())
    return Message("<b>News</b>", attachments=(recording_attachment(7),))


async def test_a_recording_is_uploaded_as_a_voice_message(stage: Stage) -> None:
    (sent,) = await shown(stage, await recorded(stage))
    assert (sent["voice"]["duration"], sent["caption"]) == (2, "News")


async def test_who_takes_no_voice_messages_gets_a_file(stage: Stage) -> None:
    message = await recorded(stage)
    stage.sandbox.world.voiceless.add(ANN)
    (sent,) = await shown(stage, message)
    assert (sent["document"]["file_name"], sent["caption"]) == (
        "digest.ogg",
        "News",
    )


async def test_of_a_recording_that_is_gone_the_words_come(stage: Stage) -> None:
    lost = Message("<b>News</b>", attachments=(recording_attachment(8),))
    (sent,) = await shown(stage, lost)
    assert sent["text"] == "News"


FAULTS: tuple[FaultKind, ...] = ("500", "429", "drop-after", "gateway-403")


async def test_under_faults_no_album_file_or_recording_is_lost(
    stage: Stage,
) -> None:
    voice = await recorded(stage)
    albums = [
        carrying(
            ("photo", GOOD + "a.jpg"), ("video", GOOD + "b.mp4"), html=f"a{n}"
        )
        for n in range(8)
    ]
    files = [
        carrying(("audio", GOOD + "a.mp3"), html=f"f{n}") for n in range(8)
    ]
    voices = [replace(voice, html=f"v{n}") for n in range(8)]
    stage.sandbox.world.plan.faults = [
        Fault(kind, share=0.1, seconds=0.01) for kind in FAULTS
    ]
    messages = (*albums, *files, *voices)
    await stage.put(await stage.chat(), *messages)
    for _ in range(200):
        await stage.sender.drain()
        depth = await stage.states()
        if not (depth.ready or depth.inflight):
            break
        stage.ahead += 60
    assert (depth.ready, depth.inflight, depth.failed) == (0, 0, 0)
    arrived = {
        each.get("caption", "").partition("\n")[0]
        for each in stage.sandbox.world.places[ANN].messages.values()
    }
    assert {message.html for message in messages} <= arrived
