"""What headlines mean, by an endpoint or a model at hand; without either, names are enough."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from jobs.http.embeddings_client import (
    FAILURES,
    EmbeddingsClient,
    EmbeddingsConfig,
)
from jobs.stories.headline_meanings import (
    MAX_CHARACTERS,
    HeadlineMeanings,
    LocalModel,
)
from news.across.parallel import parallel_headlines
from news.errors import ModelError
from tests.endpoint import Endpoint, serve

EVENTS = {
    parallel.headline: parallel.event for parallel in parallel_headlines()
}


def by_event(texts: Sequence[str]) -> list[list[float]]:
    """Return a vector a text; those of one event have one."""
    return [
        np.eye(len(EVENTS))[EVENTS.get(text, -1)].tolist() for text in texts
    ]


class Model:
    """A local model that records the headlines it was given."""

    name = "at-hand"

    def __init__(self, vectors: Any = by_event, *, fails: bool = False) -> None:
        self.vectors, self.fails = vectors, fails
        self.asked: list[str] = []

    async def encode(self, texts: Sequence[str]) -> list[Any]:
        self.asked += texts
        if self.fails:
            raise ModelError("it fails")
        found: list[Any] = self.vectors(texts)
        return found

    async def close(self) -> None:
        """Hold nothing."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serve() as running:
        yield running


@pytest.fixture
async def client(endpoint: Endpoint) -> AsyncIterator[EmbeddingsClient]:
    config = EmbeddingsConfig(
        endpoint.url, "many-languages", "s3cret-key", timeout=30.0
    )
    made = EmbeddingsClient(config)
    yield made
    await made.close()


async def test_an_endpoint_gives_vectors_in_the_order_of_the_texts(
    endpoint: Endpoint, client: EmbeddingsClient
) -> None:
    endpoint.vectors = lambda texts: [[float(len(text)), 1.0] for text in texts]
    texts = ["a" * number for number in range(1, 70)]
    vectors = await client.encode(texts)
    assert vectors == [[float(number), 1.0] for number in range(1, 70)]
    assert [len(asked["input"]) for asked in endpoint.asked] == [64, 5]
    assert endpoint.asked[0]["model"] == "many-languages"
    assert endpoint.keys[0] == "Bearer s3cret-key"


@pytest.mark.parametrize(
    "raw", [b"[]", b"{}", b'{"data": [{"index": 7}]}', b"<html>", b"\xff"]
)
async def test_what_are_no_embeddings_is_our_error(
    endpoint: Endpoint, client: EmbeddingsClient, raw: bytes
) -> None:
    endpoint.raw = raw
    with pytest.raises(ModelError, match="no embeddings"):
        await client.encode(["headline"])


async def test_an_endpoint_that_fails_is_left_alone(
    endpoint: Endpoint, client: EmbeddingsClient
) -> None:
    endpoint.statuses = [500] * 99
    for _ in range(FAILURES + 2):
        with pytest.raises(ModelError) as caught:
            await client.encode(["a private headline"])
        assert "private" not in str(caught.value)
        assert "s3cret" not in str(caught.value)
    assert len(endpoint.asked) == FAILURES


async def test_a_model_is_calibrated_once() -> None:
    model = Model()
    meanings = HeadlineMeanings(model)
    calibration = await meanings.calibration()
    assert calibration is not None
    assert calibration.model == "at-hand"
    # Less their mean, vectors of two of sixteen events are a little opposite.
    assert calibration.unrelated == pytest.approx(-1 / 15)
    assert calibration.same == pytest.approx(1)
    assert await meanings.calibration() == calibration
    assert len(model.asked) == len(EVENTS)


async def test_a_model_that_fails_leaves_headlines_without_a_meaning() -> None:
    meanings = HeadlineMeanings(Model(fails=True))
    assert await meanings.of(["one", "two"]) == [None, None]
    assert await meanings.calibration() is None


async def test_a_model_that_tells_nothing_apart_is_not_asked_again() -> None:
    model = Model(lambda texts: [[1.0, 1.0] for _ in texts])
    meanings = HeadlineMeanings(model)
    assert await meanings.calibration() is None
    asked = len(model.asked)
    assert await meanings.of(["one"]) == [None]
    assert len(model.asked) == asked


async def test_no_model_is_no_meaning() -> None:
    meanings = HeadlineMeanings(None)
    assert meanings.model == ""
    assert await meanings.calibration() is None
    assert await meanings.of(["one"]) == [None]


async def test_a_model_gets_short_texts_that_it_can_read() -> None:
    model = Model()
    await HeadlineMeanings(model).of(["half \ud83d", "long " * 900])
    assert model.asked[0] == "half ?"
    assert len(model.asked[1]) == MAX_CHARACTERS


async def test_a_package_that_is_not_there_is_our_error() -> None:
    if LocalModel.is_installed():
        vectors = await LocalModel().encode(["A headline", "Eine Überschrift"])
        assert [len(vector) for vector in vectors] == [512, 512]
        return
    with pytest.raises(ModelError, match="ModuleNotFoundError"):
        await LocalModel().encode(["A headline"])
