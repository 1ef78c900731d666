"""The speech client: the request it sends, and how it handles bad answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from jobs.http import speech_client
from jobs.http.speech_client import SpeechClient, SpeechConfig
from news.errors import ModelError
from tests.endpoint import Endpoint, serve


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serve() as running:
        yield running


@pytest.fixture
async def client(endpoint: Endpoint) -> AsyncIterator[SpeechClient]:
    config = SpeechConfig(endpoint.url, "tts", "a-secret-key", "common")
    made = SpeechClient(config, now=lambda: 1000.0)
    yield made
    await made.close()


async def test_it_asks_for_opus_with_a_voice(
    endpoint: Endpoint, client: SpeechClient
) -> None:
    assert (await client.speak("Good morning.", "anna")).startswith(b"OggS")
    assert endpoint.asked == [
        {
            "model": "tts",
            "voice": "anna",
            "input": "Good morning.",
            "response_format": "opus",
        }
    ]
    assert endpoint.keys == ["Bearer a-secret-key"]


async def test_an_endpoint_that_fails_is_left_alone(
    endpoint: Endpoint, client: SpeechClient
) -> None:
    endpoint.statuses = [500] * 9
    said = []
    for _ in range(speech_client.FAILURES + 1):
        with pytest.raises(ModelError) as raised:
            await client.speak("A private matter", "anna")
        said.append(str(raised.value))
    assert len(endpoint.asked) == speech_client.FAILURES
    assert not any("secret" in text or "private" in text for text in said)


async def test_an_answer_has_a_bound(
    endpoint: Endpoint, client: SpeechClient
) -> None:
    endpoint.raw = bytes(speech_client.MAX_BYTES + 1)
    with pytest.raises(ModelError, match="more than"):
        await client.speak("Long", "anna")


def test_a_voice_goes_by_the_language() -> None:
    voices = (("zh", "one"), ("zh-Hant", "two"))
    config = SpeechConfig("http://a/v1", "m", voice="all", voices=voices)
    named = {tag: config.voice_of(tag) for tag in ("zh-Hans", "zh-Hant", "de")}
    assert named == {"zh-Hans": "one", "zh-Hant": "two", "de": "all"}
    assert not SpeechConfig("http://a/v1").wanted
