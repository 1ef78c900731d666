"""Voice messages: what is one, what becomes a file, and who takes none."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.bot_api.methods import call
from sandbox.errors import Refusal
from sandbox.server import ANN, populate
from sandbox.world.world import World
from tests.sounds import silence

OPUS = ("digest.ogg", silence(2))


@pytest.fixture
def world() -> World:
    made = World()
    populate(made)
    return made


def sent(world: World, voice: Any, **more: Any) -> dict[str, Any]:
    given = {"chat_id": ANN, "voice": voice, **more}
    found: dict[str, Any] = call(world, "sendVoice", given)
    return found


def refused(world: World, voice: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        sent(world, voice)
    return refusal.value.text


def test_opus_in_ogg_is_a_voice_message(world: World) -> None:
    message = sent(world, OPUS, duration="2", caption="<b>N</b>", parse_mode="HTML")  # fmt: skip
    voice = message["voice"]
    assert (voice["duration"], voice["mime_type"]) == (2, "audio/ogg")
    assert (voice["file_size"], message["caption"]) == (len(OPUS[1]), "N")


def test_what_is_no_opus_becomes_a_file(world: World) -> None:
    message = sent(world, ("digest.ogg", b"ID3 a song"))
    assert "voice" not in message
    assert message["document"]["file_name"] == "digest.ogg"


def test_an_address_leads_to_ogg(world: World) -> None:
    assert "voice" in sent(world, "https://media.example/a.ogg")
    wrong = refused(world, "https://media.example/a.mp3")
    assert wrong == "Bad Request: wrong type of the web page content"


def test_what_is_not_there_is_refused(world: World) -> None:
    assert refused(world, "") == "Bad Request: there is no voice in the request"


def test_some_people_take_none(world: World) -> None:
    world.voiceless.add(ANN)
    assert refused(world, OPUS) == "Bad Request: VOICE_MESSAGES_FORBIDDEN"
